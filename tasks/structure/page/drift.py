"""Columns of typed text that drift: figures that stand a few positions off, put under each other again.

The rows with a figure in every column tell what the columns are: their first figures are the first column, and so
on. A row with fewer figures is placed by where these stand; what stands as near to one column as to the next is
left out of the table, so that it is signalled.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from tasks.structure.page.boxes import Word
from tasks.structure.page.phrases import PageLine, Phrase
from tasks.structure.values import is_figure

CLEAR = 0.7  # em that a figure must stand nearer to its column than to the next
FURTHEST = 2.0  # em that a figure may stand off its column
KINDS = (frozenset("VN"), frozenset("ISU"))


Moves = dict[Phrase, float]


class Rail(NamedTuple):
    """Where the figures of one column end (or begin, where that is what they share)."""

    at: float
    right: bool

    def off(self, phrase: Phrase) -> float:
        """How far a figure stands off the column, to the left below zero."""
        return (phrase.box.x1 if self.right else phrase.box.x0) - self.at


def straightened(lines: Sequence[PageLine]) -> tuple[list[PageLine], set[int]]:
    """The lines with figures and flags put in their columns, and the places of lines whose figures have no sure one."""
    rows = {at: _figures(line) for at, line in enumerate(lines) if line.is_row}
    rails = _rails(list(rows.values()))
    if not rails:
        return list(lines), set()
    lines = [_cut(line, rails) if at in rows else line for at, line in enumerate(lines)]
    rows = {at: _figures(lines[at]) for at in rows}
    placed = {at: _placed(figures, rails) for at, figures in rows.items()}
    placed = {
        at: None if _stands_alone(rows[at], moves, rows.values(), rails) else moves for at, moves in placed.items()
    }
    doubtful = {at for at, moves in placed.items() if moves is None}
    moves = {id(phrase): move for found in placed.values() for phrase, move in (found or {}).items()}
    moves |= _flags([lines[at] for at in rows if at not in doubtful], moves)
    return [_moved(line, moves) for line in lines], doubtful


def _figures(line: PageLine) -> list[Phrase]:
    """The figures of a row right of its label: what stands before it is a code."""
    first = next((at for at, phrase in enumerate(line.phrases) if not phrase.is_value and not phrase.is_flag), 0)
    return [phrase for phrase in line.phrases[first:] if phrase.is_value]


def _rails(rows: Sequence[Sequence[Phrase]]) -> list[Rail]:
    """The columns that full rows agree on; none where they do not."""
    width = max(map(len, rows), default=0)
    full = [row for row in rows if len(row) == width]
    columns = list(zip(*full, strict=True))
    rails = [_rail(column) for column in columns]
    for (left, one), (right, other) in pairwise(zip(columns, rails, strict=True)):
        reach = max(one.off(phrase) for phrase in left) - min(other.off(phrase) for phrase in right)
        if reach > other.at - one.at:  # no common columns: these rows leave different cells blank
            return []
    return rails


def _cut(line: PageLine, rails: Sequence[Rail]) -> PageLine:
    """A row whose label leaves but one blank before the first figure, with these in cells of their own."""
    label, last = line.phrases[0], line.phrases[0].words[-1]
    if len(label.words) < 2 or not is_figure(last.text) or len(_figures(line)) != len(rails) - 1:
        return line
    figure = Phrase((last,))
    if abs(rails[0].off(figure)) > CLEAR * last.size:
        return line
    return PageLine((Phrase(label.words[:-1]), figure, *line.phrases[1:]))


def _rail(column: Sequence[Phrase]) -> Rail:
    rights, lefts = [phrase.box.x1 for phrase in column], [phrase.box.x0 for phrase in column]
    if max(lefts) - min(lefts) < max(rights) - min(rights):
        return Rail(median(lefts), right=False)
    return Rail(median(rights), right=True)


def _placed(figures: Sequence[Phrase], rails: Sequence[Rail]) -> Moves | None:
    """How far each figure of a row is to be moved; None where one of them has no sure column."""
    if len(figures) == len(rails):
        return {figure: -rail.off(figure) for figure, rail in zip(figures, rails, strict=True)}
    moves: Moves = {}
    taken: set[int] = set()
    for figure in figures:
        if _is_off(figure, rails):
            continue  # a column of its own, in which few rows have a figure
        near = sorted(range(len(rails)), key=lambda at: abs(rails[at].off(figure)))
        offs = [abs(rails[at].off(figure)) for at in near]
        if near[0] in taken or (len(offs) > 1 and offs[1] - offs[0] < CLEAR * figure.size):
            return None
        taken.add(near[0])
        moves[figure] = -rails[near[0]].off(figure)
    return moves


def _stands_alone(
    figures: Sequence[Phrase], moves: Moves | None, rows: Iterable[Sequence[Phrase]], rails: Sequence[Rail]
) -> bool:
    """Whether a figure stands off all columns, and under or above no other that does."""
    off = [figure for figure in figures if moves is not None and figure not in moves]
    if not off:
        return False
    others = [figure for row in rows if row is not figures for figure in row if _is_off(figure, rails)]
    return any(all(figure.box.over(other.box) <= 0 for other in others) for figure in off)


def _is_off(figure: Phrase, rails: Sequence[Rail]) -> bool:
    return min(abs(rail.off(figure)) for rail in rails) > FURTHEST * figure.size


def _flags(rows: Sequence[PageLine], moves: dict[int, float]) -> dict[int, float]:
    """How far each flag is to be moved: those behind the figures of one column stand in one column, each kind."""
    behind: dict[tuple[float, bool], list[Phrase]] = {}
    paired: set[float] = set()
    for row in rows:
        before: Phrase | None = None
        seen: list[float] = []
        for phrase in row.phrases:
            if phrase.is_flag and before:
                at = round(before.box.x1 + moves.get(id(before), 0.0), 1)
                behind.setdefault((at, phrase.text[:1] in KINDS[0]), []).append(phrase)
                seen.append(at)
            elif phrase.is_value:
                before = phrase
        paired |= {at for at in seen if seen.count(at) > 1}
    return _aligned(behind, paired)


def _aligned(behind: dict[tuple[float, bool], list[Phrase]], paired: set[float]) -> dict[int, float]:
    groups: dict[tuple[float, bool], list[Phrase]] = {}
    for (at, kind), phrases in behind.items():
        groups.setdefault((at, kind and at in paired), []).extend(phrases)
    return {
        id(phrase): max(median(flag.box.x0 for flag in flags), at + 0.5) - phrase.box.x0
        for (at, _), flags in groups.items()
        for phrase in flags
    }


def _moved(line: PageLine, moves: dict[int, float]) -> PageLine:
    if not any(id(phrase) in moves for phrase in line.phrases):
        return line
    return PageLine(tuple(_shifted(phrase, moves.get(id(phrase), 0.0)) for phrase in line.phrases))


def _shifted(phrase: Phrase, by: float) -> Phrase:
    return Phrase(tuple(_word(word, by) for word in phrase.words)) if by else phrase


def _word(word: Word, by: float) -> Word:
    return word._replace(box=word.box._replace(x0=word.box.x0 + by, x1=word.box.x1 + by))
