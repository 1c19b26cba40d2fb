"""Numbers that stand before labels: a code, or the number of the row; on the page they follow the row above."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from tasks.tables.numbered import LAST_NUMBER, MOST_SKIPPED, counted, headed_alone, is_number_alone, number_of, rising
from tasks.tables.pieces import Look, Piece
from tasks.tables.rows import POINTED_CODE, POINTS, Row

CODE_LIKE = re.compile(rf"^(?:\d{{1,4}}|{POINTS})\.?$")
ACCOUNT = re.compile(r"^\d{6,12}$")  # of a ledger: no figure where those of four digits have points
GROUPED = re.compile(r"^[-−]?\d{1,3}(?:\.\d{3})+$")
POINTED = re.compile(r"^\d{1,2}\.\d{1,2}(?:[a-z]\d?)?\.?$")
FEW = 0.2
MOST_CODES = 0.7  # of the labels have a number before them: then they are codes
FEWEST_CODES = 3
FEWEST_WORDED = 3  # rows with a number, and with a word, before their labels
MOST_TOTALS = 1  # rows without a code among rows that have one


def with_codes(rows: list[Row]) -> list[Row]:
    """The rows with numbers that stand before their labels taken from the end of the row above.

    Only where they are codes for certain: one number may be the last figure of its row.
    """
    labelled = [at for at, row in enumerate(rows) if at and row.before and not row.own and not row.barred]
    coded = [at for at in labelled if _ends_like_code(rows[at - 1])]
    numbered = max(counted(rows), rising(rows), key=len)
    counting = _accounts(rows) or numbered or [at for run in _runs(coded) for at in _counting(rows, run)]
    if counting:
        return with_codes(_moved(rows, counting))
    found = _with_long_codes(_with_short_codes(rows, labelled, coded))
    beside = (_beside_words(rows) or headed_alone(rows)) if found == rows else []
    return _moved(rows, beside) if beside else found


def _accounts(rows: Sequence[Row]) -> list[int]:
    """The rows that the number of an account stands before: all are of one length, and no figure is printed so."""
    ends = [row.values[-1].text for row in rows if row.values and ACCOUNT.match(row.values[-1].text) and not row.own]
    within = [piece.text for row in rows for piece in row.values[:-1]]
    one_length = len(set(map(len, ends))) == 1 and not any(map(ACCOUNT.match, within))
    if len(ends) < FEWEST_CODES or not one_length or not any(map(GROUPED.match, within)):
        return []
    return [at for at, row in enumerate(rows) if at and rows[at - 1].values and rows[at - 1].values[-1].text in ends]


def _ends_like_code(row: Row) -> bool:
    return bool(row.values) and CODE_LIKE.match(row.values[-1].text) is not None


def _with_long_codes(rows: list[Row]) -> list[Row]:
    """Among codes, a number like a code ends the row above where that has one value too many: '6.712', or 6,712."""
    known = sum(piece.look is Look.CODE for row in rows for piece in row.before)
    usual = Counter(row.width for row in rows).most_common(1)[0][0] if rows else 0
    long = [
        at
        for at, row in enumerate(rows)
        if at and row.before and not row.own and rows[at - 1].width == usual + 1
        if row.before[0].look is not Look.CODE and _ends_like_code(rows[at - 1])
    ]
    return _moved(rows, long) if known > len(long) > 0 else rows


def _beside_words(rows: Sequence[Row]) -> list[int]:
    """The rows with a short number where others have a word before the label: 'overhead' in one row, '4' in another.

    Only where each row above a word has as many values, and each above a number one more.
    """
    inner = [at for at, row in enumerate(rows) if at and row.before and not row.own and not row.barred]
    worded = [at for at in inner if [piece.look for piece in rows[at].before] == [Look.TEXT] * 2]
    widths = {rows[at - 1].width for at in worded}
    if len(worded) < FEWEST_WORDED or len(widths) > 1:
        return []
    wider = [at for at in inner if rows[at - 1].width == max(widths) + 1]
    numbered = [at for at in wider if number_of(rows[at - 1]) in range(1, LAST_NUMBER + 1)]
    return numbered if FEWEST_WORDED <= len(numbered) == len(wider) else []


def _with_short_codes(rows: list[Row], labelled: Sequence[int], coded: Sequence[int]) -> list[Row]:
    wide = [at for at in coded if rows[at - 1].width > 1]
    pointed = [at for at in coded if POINTED_CODE.match(rows[at - 1].values[-1].text)]
    if pointed and any(piece.look is Look.CODE for piece in rows[0].before) and _all_wider(rows, labelled, pointed):
        return _moved(rows, pointed)
    most = FEWEST_CODES <= len(wide) >= MOST_CODES * len(labelled)
    if not most or not _is_first_coded(rows, wide[0]) or not _are_codes(rows, wide):
        return _points_as_codes(rows, wide)
    return _moved(rows, wide)


def _is_first_coded(rows: Sequence[Row], at: int) -> bool:
    """Whether the label above the first that may have a code has one too; else last figures rise by chance."""
    above = rows[at - 1]
    return any(piece.look is Look.CODE for piece in above.before) or is_number_alone(above) or is_number_alone(rows[0])


def _all_wider(rows: Sequence[Row], labelled: Sequence[int], coded: Sequence[int]) -> bool:
    """Whether the rows above labels with a number before them have one value more than all others."""
    ends = {rows[at - 1].width for at in coded}
    others = {row.width for at, row in enumerate(rows) if at + 1 not in coded}
    bare = [at for at in labelled if at not in coded and rows[at].before[0].look is not Look.CODE]
    return len(ends) == 1 and others == {ends.pop() - 1} and len(bare) <= MOST_TOTALS


def _runs(places: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for place in places:
        if run and place != run[-1] + 1:
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _counting(rows: Sequence[Row], run: Sequence[int]) -> Sequence[int]:
    """The longest part of a run from its beginning that numbers rows; what follows ends as a code by chance.

    A last figure that counts on leaves its row narrower than the others. Where something follows, so may have these:
    then no number is far behind the one before it.
    """
    for end in range(len(run), FEWEST_CODES - 1, -1):
        widths = [rows[at - 1].width for at in run[1:end]]
        near = end == len(run) or _in_small_steps(rows, run[:end])
        if near and widths[-1] >= min(widths[:-1]) and _begins_with_code(rows, run[:end]):
            return run[:end]
    return ()


def _in_small_steps(rows: Sequence[Row], run: Sequence[int]) -> bool:
    return all(after - before <= MOST_SKIPPED for before, after in pairwise(number_of(rows[at - 1]) for at in run))


def _begins_with_code(rows: Sequence[Row], run: Sequence[int]) -> bool:
    """Whether a number alone stands before the first label, and the numbers before the next ones count on from it."""
    first = rows[run[0] - 1]
    texts = [rows[at - 1].values[-1].text for at in run]
    alone = first.width == 1 and len(first.values) == 1 and not first.own
    if not alone or len(run) < FEWEST_CODES:
        return False
    pointed = all("." in text for text in texts)
    return texts == sorted(texts) if pointed else not any("." in text for text in texts) and _counts_on(texts)


def _points_as_codes(rows: list[Row], coded: Sequence[int]) -> list[Row]:
    """Numbers with a point are codes too where few labels have one, as no other figure of the text is like them."""
    pointed = [at for at in coded if POINTED.match(rows[at - 1].values[-1].text)]
    lettered = sum(piece.look is Look.CODE for row in rows for piece in row.before)
    if not pointed or len(pointed) + lettered < FEWEST_CODES or not _are_codes(rows, pointed):
        return rows
    return _moved(rows, pointed)


def _moved(rows: Sequence[Row], coded: Sequence[int]) -> list[Row]:
    """The rows with the last number of the row above each of these places before its label."""
    moved = list(rows)
    for at in coded:
        code = moved[at - 1].values[-1]
        above = replace(moved[at - 1], values=moved[at - 1].values[:-1])
        if all(piece.look is Look.PERIOD for piece in above.values):  # headings
            above = replace(above, before=(*above.before, *above.values), values=())
        moved[at - 1] = above
        moved[at] = replace(moved[at], before=(code._replace(look=Look.CODE), *moved[at].before))
    return _first_code(moved)


def _are_codes(rows: Sequence[Row], coded: Sequence[int]) -> bool:
    """Whether the numbers are codes: with a point, as no other figure is, or counting on."""
    texts = [rows[at - 1].values[-1].text for at in coded]
    if all(map(POINTED.match, texts)):
        others = [piece.text for at in coded for piece in rows[at - 1].values[:-1]]
        return sum(POINTED.match(text) is not None for text in others) <= FEW * len(others)
    return not any("." in text for text in texts) and _counts_on(texts)


def _counts_on(texts: Sequence[str]) -> bool:
    """Whether numbers count on; several rows may be of one programme."""
    numbers = [int(text.rstrip(".")) for text in texts]
    return all(before <= after for before, after in pairwise(numbers)) and len(set(numbers)) > 1


def _first_code(rows: list[Row]) -> list[Row]:
    """The row without a label that is the first code alone, joined to the row below it."""
    return list(_joined(rows))


def _joined(rows: Sequence[Row]) -> Iterator[Row]:
    held: Row | None = None
    carried: tuple[Piece, ...] = ()
    for row in rows:
        row, carried = replace(row, before=(*carried, *row.before)), ()
        if held is not None:
            code = held.values[0]._replace(look=Look.CODE)
            row, held = replace(row, before=(*held.before, code, *row.before)), None
        if not row.values and not row.glued:
            carried = row.before
            continue
        if _is_code_alone(row):
            held = row
        else:
            yield row
    if held is not None:
        yield held


def _is_code_alone(row: Row) -> bool:
    """Whether a row is a code and nothing else; behind a label that has a code it is a figure."""
    coded = any(piece.look is Look.CODE for piece in row.before)
    if len(row.values) != 1 or row.own or coded:
        return False
    return bool(CODE_LIKE.match(row.values[0].text) or ACCOUNT.match(row.values[0].text))
