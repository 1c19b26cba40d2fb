"""Labels that are printed over several lines, of rows whose figures stand on one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from tasks.language.patterns import spelling_of
from tasks.language.sums import ANY_SUM
from tasks.tables.pieces import Look, Piece
from tasks.tables.rows import Row
from tasks.tables.wording import names_a_side

DANGLING = re.compile(rf"[^\W\d][-/&]$|\b(?:{spelling_of('lines', 'open')})$")
IN_BRACKETS = re.compile(r"^\((?!\d)[^()]*\)$")
CODED = re.compile(r"^\d{1,2}[.-]\d{1,3}\S*\s+[^\W\d]")
FEWEST_CODED, MOST_CODED = 3, 0.8
FEWEST_COUNTED, LONGEST_COUNTED = 3, 2  # rows whose labels are counted, digits of their numbers
LONGEST_REST = 60
MOST_APART = 2  # lines within brackets, with a blank one between
MOST_ALIKE = 0.6  # of the rows have as many values


def with_whole_labels(rows: Sequence[Row], tail: Sequence[Piece]) -> tuple[list[Row], tuple[Piece, ...]]:
    """The rows with the lines of each label joined, and what is left of what is printed behind the last."""
    coded = _are_coded(rows)
    whole = [_begun_above(row, coded) for row in rows]
    for at, row in enumerate(whole):
        following = whole[at + 1] if at + 1 < len(whole) else None
        before = following.before if following else tuple(tail)
        taken = _rest_of(row, before, labelled=following)
        if not taken:
            continue
        whole[at] = _with_label(row, _joined([row.before[-1], *taken]))
        if following:
            whole[at + 1] = replace(following, before=before[len(taken) :])
        else:
            tail = before[len(taken) :]
    return whole, tuple(tail)


def with_years_of_labels(rows: Sequence[Row]) -> list[Row]:
    """The rows with a year that ends a label given to it: 'Energietoeslag 2022' has a value more than other rows.

    Only where most rows are of one width, and begin with no year.
    """
    lined = [row for row in rows if row.own and not row.barred and not row.glued]
    usual, count = Counter(row.width for row in lined).most_common(1)[0] if lined else (0, 0)
    begins = any(row.values[0].look is Look.PERIOD for row in lined if row.width == usual)
    if begins or count < MOST_ALIKE * len(lined):
        return list(rows)
    return [with_first_value(row) if row.own and row.width == usual + 1 and _is_dated(row) else row for row in rows]


def with_numbers_of_labels(rows: Sequence[Row]) -> list[Row]:
    """The rows with the number that ends a label given to it, where labels below each other differ in nothing else.

    'Programma 1', 'Programma 2'; where the same labels return under groups, their figures count on by chance.
    """
    lined = [at for at, row in enumerate(rows) if row.own and row.values and not row.barred and not row.glued]
    alike: dict[str, list[int]] = {}
    for at in lined:
        alike.setdefault(rows[at].before[-1].text, []).append(at)
    runs = [places for places in alike.values() if places == list(range(places[0], places[-1] + 1))]
    counted = [places for places in runs if _are_counted([rows[at].values[0].text for at in places])]
    told = {at for places in counted for at in places}
    return [with_first_value(row) if at in told and row.width > 1 else row for at, row in enumerate(rows)]


def _are_counted(texts: Sequence[str]) -> bool:
    """Whether figures count on by one each."""
    if len(texts) < FEWEST_COUNTED or not all(text.isdecimal() and len(text) <= LONGEST_COUNTED for text in texts):
        return False
    return all(int(after) == int(before) + 1 for before, after in pairwise(texts))


def _is_dated(row: Row) -> bool:
    return row.values[0].look is Look.PERIOD and row.before[-1].look is Look.TEXT and not row.barred


def with_first_value(row: Row) -> Row:
    """The row with its first value as the end of its label."""
    label = _joined([row.before[-1], row.values[0]])
    gaps = row.gaps[1:] if row.gaps else row.gaps
    return replace(_with_label(row, label), values=row.values[1:], gaps=gaps)


def _are_coded(rows: Sequence[Row]) -> bool:
    """Whether nearly every label begins with its code, perhaps on the line above, but those of totals."""
    labels = [row.before[-2:] for row in rows if row.own and row.before and not ANY_SUM.search(row.before[-1].text)]
    coded = sum(any(CODED.match(piece.text) for piece in pieces) for pieces in labels)
    return coded >= FEWEST_CODED and coded >= MOST_CODED * len(labels)


def _begun_above(row: Row, coded: bool) -> Row:
    """A row whose label goes on from the line above; where labels are coded, one without a code below one with it."""
    first = len(row.before) - 1
    is_one = partial(_is_one, coded=coded) if row.own else _closes
    while first > 0 and is_one(row.before[first - 1], row.before[first]):
        first -= 1
    if row.barred or first < 0 or first == len(row.before) - 1:
        return row
    return replace(row, before=(*row.before[:first], _joined(row.before[first:])))


def _rest_of(row: Row, before: Sequence[Piece], labelled: Row | None) -> list[Piece]:
    """The lines right below a row that its label goes on over, and no row's own label."""
    if row.barred or row.glued or not row.before or len({piece.line for piece in row.values}) != 1:
        return []
    most = len(before) - 1 if labelled and (labelled.own or labelled.before) else len(before)
    last, line = row.before[-1], row.line
    taken: list[Piece] = []
    for piece in before[:most]:
        follows = piece.look is Look.TEXT and piece.line == line + 1 and len(piece.text) <= LONGEST_REST
        opens = piece.text.endswith(":") or names_a_side(piece.text)  # a group of rows
        if not follows or opens or not _unfinished(last.text, piece.text):
            break
        taken.append(piece)
        last, line = piece, piece.line
    return taken


def _is_one(upper: Piece, lower: Piece, coded: bool) -> bool:
    """Whether a line goes on from the one right above it."""
    if _closes(upper, lower):
        return True
    words = upper.look is Look.TEXT and lower.look is Look.TEXT and not upper.whole
    begun = coded and CODED.match(upper.text) and not CODED.match(lower.text) and not ANY_SUM.search(lower.text)
    return words and lower.line == upper.line + 1 and bool(begun or _unfinished(upper.text, lower.text))


def _closes(upper: Piece, lower: Piece) -> bool:
    """Whether a text ends within brackets that the next closes, perhaps below a blank line."""
    within, closing, _ = lower.text.partition(")")
    near = upper.look is lower.look is Look.TEXT and lower.line <= upper.line + MOST_APART and not upper.whole
    return near and upper.text.rfind("(") > upper.text.rfind(")") and bool(closing) and "(" not in within


def _unfinished(first: str, rest: str) -> bool:
    if IN_BRACKETS.match(rest) or first.count("(") > first.count(")") or rest[:1].islower():
        return True
    return DANGLING.search(first) is not None


def _joined(pieces: Iterable[Piece]) -> Piece:
    """The lines of a label as one; a hyphen at the end of a line may be of a word that another shares."""
    first, *others = pieces
    return first._replace(text=" ".join([first.text, *(piece.text for piece in others)]))


def _with_label(row: Row, label: Piece) -> Row:
    return replace(row, before=(*row.before[:-1], label))
