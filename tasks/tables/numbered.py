"""Rows that are numbered: the number stands before the label, and so ends the row above where each cell has a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tasks.language.asking import kind_of_column
from tasks.tables.pieces import Look, Piece
from tasks.tables.rows import Row
from tasks.tables.wording import WHOLE, explained, kind_of

LEADING_NOUGHT = re.compile(r"^0\d?[1-9]\.?$")  # no figure begins so
CODE_BEHIND = re.compile(r"^\d{1,2}$")
FEWEST_BEHIND = 3  # values of a row, the code among them
FEWEST_COUNTED = 3
LONGEST_NUMBER = 3  # digits of the number of a row
LAST_NUMBER = 99  # of rows that are counted; '601' is a code
MOST_PASSED = 3  # numbers between one row and the next below another name
FEWEST_RISING = 8  # numbers before labels that rise, with others between them
MOST_RISING = 0.6  # of the rows below the first number have one
MOST_SKIPPED = 9  # numbers that rise, between one row and the next
MOST_UNNUMBERED = 30  # rows between two of them


def counted(rows: Sequence[Row]) -> list[int]:
    """The rows that a number stands before, counting on from the one alone before the first; some rows have none.

    Below the name of a group the number stands alone again, and may pass over some: a group was left out. With a
    nought before it, it is no figure, and rows may be counted anew from it: '01', '02'.
    """
    alone = next((at for at, row in enumerate(rows) if is_number_alone(row)), None)
    if alone is None:
        return []
    count = number_of(rows[alone])
    found = [alone + 1]
    for at in range(alone + 2, len(rows)):
        above = rows[at - 1]
        number = number_of(above)
        again = is_number_alone(above) and above.before and count < number <= min(count + MOST_PASSED, LAST_NUMBER)
        widths = [rows[place - 1].width for place in found]
        fits = len(found) == 1 or above.width == widths[-1] or (number <= LAST_NUMBER and above.width <= max(widths))
        if again or _leads(above, rows[at]) or (fits and above.width > 1 and number == count + 1 and not rows[at].own):
            found.append(at)
            count = number
    before = rows[alone].before
    headed = any(kind_of_column(piece.text) == "code" for piece in before)
    heading = len(before) > 1 and all(kind_of(piece.text) == "sy" for piece in before[-2:])  # has no figure beside it
    return found if len(found) > FEWEST_COUNTED - headed - 2 * heading else []


def headed_alone(rows: Sequence[Row]) -> list[int]:
    """The row that the only number stands before, right behind headings of which one is that of numbers: 'Nr.'.

    Where another row ends with a number that may follow on it, what is a number and what a figure is not known.
    """
    alone = next((at for at, row in enumerate(rows[:-1]) if is_number_alone(row)), None)
    if alone is None or rows[alone + 1].own or rows[alone + 1].width < 2:
        return []
    before, first = rows[alone].before, number_of(rows[alone])
    headed = any(kind_of_column(piece.text) == "code" for piece in before[:-1]) and explained(before[-1].text) >= WHOLE
    follows = any(first <= number_of(row) <= first + MOST_SKIPPED for row in rows[alone + 1 :])
    return [alone + 1] if headed and not follows else []


def _leads(above: Row, row: Row) -> bool:
    """Whether a number with a nought before it ends the values above a label."""
    last = above.values[-1].text if above.width > 1 else ""
    return bool(row.before) and not row.own and LEADING_NOUGHT.match(last) is not None


def rising(rows: Sequence[Row]) -> list[int]:
    """The rows that a number stands before which rises, or stays, from the one alone before the first.

    It passes over few numbers, or to any higher one below the name of a group, where it stands alone. Rows between
    them may have none: totals, and the names of groups.
    """
    alone = next((at for at, row in enumerate(rows) if is_number_alone(row)), None)
    if alone is None:
        return []
    lengths, befores = {alone + 1: 1}, dict[int, int]()  # of the longest chain to each row, and the row before it
    for at in range(alone + 2, len(rows)):
        near = range(max(0, at - MOST_UNNUMBERED), at)
        joined = [before for before in near if before in lengths and _goes_on_from(rows, before, at)]
        if joined:
            befores[at] = max(joined, key=lambda before: lengths[before])
            lengths[at] = lengths[befores[at]] + 1
    found = [max(lengths, key=lambda at: lengths[at])]
    while found[-1] in befores:
        found.append(befores[found[-1]])
    found.reverse()
    enough = len(found) >= max(FEWEST_RISING, MOST_RISING * (len(rows) - alone - 1))
    return found if enough and len({number_of(rows[at - 1]) for at in found}) >= FEWEST_RISING // 2 else []


def _goes_on_from(rows: Sequence[Row], before: int, at: int) -> bool:
    """Whether the number before a row may follow on that before an earlier one."""
    above = rows[at - 1]
    first, number = number_of(rows[before - 1]), number_of(above)
    again = len(above.values) == 1 and not above.own
    most = LAST_NUMBER if again else min(first + MOST_SKIPPED, LAST_NUMBER)
    return first <= number <= most and not rows[at].own and bool(rows[at].before)


def without_codes_behind(rows: Sequence[Row], corners: Sequence[Piece]) -> list[Row]:
    """The rows with the code behind each label before it, where the last heading before those of figures says so.

    Every row has a small number there, but for totals, which have a value less.
    """
    headed = bool(corners) and kind_of_column(corners[-1].text) == "code"
    coded = any(piece.look is Look.CODE for row in rows[1:] for piece in row.before)
    if not headed or coded or any(row.glued for row in rows):
        return list(rows)
    usual, count = Counter(row.width for row in rows).most_common(1)[0]
    whole = [row for row in rows if row.width == usual]
    if usual < FEWEST_BEHIND or count < FEWEST_COUNTED or any(row.width > usual for row in rows):
        return list(rows)
    if not all(CODE_BEHIND.match(row.values[0].text) for row in whole):
        return list(rows)
    return [_with_code(row) if row.width == usual else row for row in rows]


def _with_code(row: Row) -> Row:
    code = row.values[0]._replace(look=Look.CODE)
    return replace(row, before=(*row.before[:-1], code, *row.before[-1:]), values=row.values[1:], columns=())


def is_number_alone(row: Row) -> bool:
    """Whether a row is a number and nothing else, or years that head columns and a number behind them."""
    dated = all(piece.look is Look.PERIOD for piece in row.values[:-1])
    return dated and not row.own and bool(number_of(row))


def number_of(row: Row) -> int:
    """The whole number that ends a row; 0 where none does."""
    text = row.values[-1].text.rstrip(".") if row.values else ""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else 0
