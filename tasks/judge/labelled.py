"""Sums of rows that labels ask for, where too few columns bear them out to be found among all rows.

An outline asks for some (01 is 01.1, 01.2 and 01.3 together), lasten and baten below a row for others, and so do two
balances: the later one is the earlier with all that stands between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from tasks.judge.borne_out import SURE_OF_NAMED, Terms, established
from tasks.judge.model import BALANCES, BOOKED, Line, Relation, Sheet
from tasks.judge.named import SIGNS
from tasks.judge.numbers import Numbers

OUTLINE = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?[\s:_-]")
FEWEST_PARTS = 2
MOST_PARTS = 60  # of a sum that a label asks for


def labelled(sheet: Sheet, numbers: Numbers, known: Iterable[Relation]) -> list[Relation]:
    """The sums that labels ask for and figures bear out, beside those that are known."""
    told = {relation.members for relation in known if relation.axis is numbers.axis}
    at = {index: place for place, index in enumerate(numbers.positions)}
    rows = [row for row in sheet.rows if row.index in at]
    found: list[Relation] = []
    for ways in _asked(rows):
        borne = [
            relation
            for signed in ways
            if frozenset(index for index, _ in signed) not in told
            if (relation := established(numbers, _placed(signed, at), SURE_OF_NAMED, most_wrong=0))
        ]
        found += borne[:1]
    return found


def _placed(signed: Terms, at: dict[int, int]) -> Terms:
    return tuple((at[index], sign) for index, sign in signed)


def _asked(rows: Sequence[Line]) -> Iterator[tuple[Terms, ...]]:
    """Each sum with the signs it may have; the row that is made comes first."""
    yield from ((_sum(whole, parts),) for whole, parts in _outlined(rows))
    yield from ((_sum(whole, parts),) for whole, parts in _balanced(rows))
    for row, one, other in zip(rows, rows[1:], rows[2:], strict=False):
        if row.metric is None and {one.metric, other.metric} == BOOKED:
            yield tuple(((row.index, 1), (one.index, a), (other.index, b)) for a, b in SIGNS)


def _sum(whole: Line, parts: Sequence[Line]) -> Terms:
    return ((whole.index, -1), *((part.index, 1) for part in parts))


def _outlined(rows: Sequence[Line]) -> Iterator[tuple[Line, list[Line]]]:
    """A row with a code in front, and the rows below it whose codes are one step longer."""
    coded = [(found[1].split("."), row) for row in rows if (found := OUTLINE.match("".join(row.path[-1:])))]
    for place, (code, row) in enumerate(coded):
        parts: list[Line] = []
        for below, other in coded[place + 1 :]:
            if below[: len(code)] != code or below == code:
                break  # a code that is printed again begins anew
            parts += [other] * (len(below) == len(code) + 1)
        if FEWEST_PARTS <= len(parts) <= MOST_PARTS:
            yield row, parts


def _balanced(rows: Sequence[Line]) -> Iterator[tuple[Line, list[Line]]]:
    """A balance, and the rows from the balance before it on that have an effect on it."""
    balances = [place for place, row in enumerate(rows) if row.metric in BALANCES]
    for first, last in pairwise(balances):
        parts = rows[first:last]
        effects = not any(part.metric in BOOKED for part in parts)
        if effects and FEWEST_PARTS <= len(parts) <= MOST_PARTS:
            yield rows[last], list(parts)
