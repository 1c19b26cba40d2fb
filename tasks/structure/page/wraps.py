"""The rows of a table that no rules draw: which lines are one row, and which a group of rows is named after.

A row has one line with figures. The other lines wrap its label, or are labels without figures. Bands tell them
apart where rules or fills part the rows; else the pitch does, and whether the next word had room on the line before.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from tasks.structure.page.boxes import Box
from tasks.structure.page.clusters import Column, place_of
from tasks.structure.page.phrases import PageLine, Phrase
from tasks.structure.page.rules import Rule

HALF = 0.85  # em: lines nearer than this are of one row whose cells are centred
TIGHTER = 0.95  # of the pitch of rows: lines of one cell stand closer
NEARER = 0.85  # of the distance to the line above: a line this near to the one below goes with it
TIGHT = 1.6  # em from line to line of one cell
PARTED = 0.8  # of the rows that must be parted by what is drawn, for bands to be trusted
ACROSS = 0.6  # of the width that a rule must have to part rows
SPACE = 0.25  # em


@dataclass(eq=False)
class LogicalRow:
    """The lines of one row; `anchor` is the one with figures, none for a group row."""

    lines: list[PageLine]
    anchor: PageLine | None = None
    labels: dict[int, tuple[list[Phrase], int]] = field(default_factory=dict)  # over several rows: phrases, rows


class RowMaker:
    """Puts the lines of one table's body into rows."""

    def __init__(
        self,
        lines: Sequence[PageLine],
        columns: Sequence[Column],
        separators: Sequence[Rule],
        boxes: Sequence[Box] = (),
    ) -> None:
        self.lines, self.columns = lines, columns
        self.places = {id(p): place_of(p, columns) for line in lines for p in line.phrases}  # their columns
        figures = [index for index, column in enumerate(columns) if column.figures]
        self.labels = range(figures[0] if figures else len(columns))
        self.anchors = [line for line in lines if self._has_figures(line)]
        self.pitch = self._pitch()
        self.bands = self._bands(separators)
        self.boxes = self._boxes(boxes)
        self.edges = [self._edge(at) for at in range(len(columns))]
        self.upward = self._wraps_upward()

    def rows(self) -> list[LogicalRow]:
        """The rows from top to bottom."""
        if self.bands:
            return self._by_bands()
        rows: list[LogicalRow] = []
        waiting: list[PageLine] = []
        for line in self.lines:
            if line not in self.anchors:
                waiting.append(line)
                continue
            above = self._of_next(waiting, line)
            self._place(rows, waiting[: len(waiting) - len(above)])
            rows.append(LogicalRow([*above, line], line))
            waiting = []
        self._place(rows, waiting)
        return rows

    def label(self, line: PageLine) -> list[Phrase]:
        """The phrases of a line that stand in the label columns."""
        return [phrase for phrase in line.phrases if not phrase.is_value and self.places[id(phrase)] in self.labels]

    def _has_figures(self, line: PageLine) -> bool:
        return any(p.is_value and self.columns[self.places[id(p)]].figures for p in line.phrases)

    def _edge(self, column: int) -> float:
        """How far to the right the cells of a column reach; a name that runs on over the next ones says nothing."""
        limit = self.columns[column + 1].x0 if column + 1 < len(self.columns) else float("inf")
        held = [p for line in self.lines for p in line.phrases if self.places[id(p)] == column]
        return max((p.box.x1 for p in held if p.box.x1 <= limit), default=self.columns[column].x1)

    def _pitch(self) -> float:
        together = {id(line) for line in self.anchors}
        steps = [b.middle - a.middle for a, b in pairwise(self.lines) if id(a) in together and id(b) in together]
        return median(steps) if steps else TIGHT * median(line.size for line in self.lines)

    def _bands(self, separators: Sequence[Rule]) -> list[float]:
        """The heights that part the rows, where what is drawn parts nearly all of them."""
        x0, x1 = self.columns[0].x0, self.columns[-1].x1
        heights = [rule.at for rule in separators if min(rule.end, x1) - max(rule.start, x0) >= ACROSS * (x1 - x0)]
        steps = [(a.middle, b.middle) for a, b in pairwise(self.anchors)]
        parted = sum(bisect(heights, low) < bisect(heights, high) for low, high in steps)
        return heights if steps and parted >= PARTED * len(steps) else []

    def _boxes(self, boxes: Sequence[Box]) -> dict[int, Box]:
        """The box drawn around the label of each line, where it holds the label of one row alone."""
        x = self.columns[0].x0
        beside = [box for box in boxes if box.x0 - 1 <= x < box.x1]
        around = {id(line): box for line in self.lines for box in beside if box.top <= line.middle <= box.bottom}
        held = Counter(around[id(line)] for line in self.anchors if id(line) in around)
        return {line: box for line, box in around.items() if held[box] == 1}

    def _in_one_box(self, line: PageLine, anchor: PageLine) -> bool:
        return self._share_a_box(line, anchor) and bool(self.label(line))

    def _share_a_box(self, line: PageLine, other: PageLine) -> bool:
        box = self.boxes.get(id(line))
        return box is not None and box == self.boxes.get(id(other))

    def _by_bands(self) -> list[LogicalRow]:
        rows: list[LogicalRow] = []
        held = -1
        for line in self.lines:
            band = bisect(self.bands, line.middle)
            is_anchor = line in self.anchors
            within = band == held or (
                bool(rows) and self._share_a_box(line, rows[-1].lines[-1])
            )  # grounds of lines part
            if within and not (is_anchor and rows[-1].anchor):
                rows[-1].lines.append(line)
                rows[-1].anchor = rows[-1].anchor or (line if is_anchor else None)
            else:
                rows.append(LogicalRow([line], line if is_anchor else None))
            held = band
        return rows

    def _wraps_upward(self) -> bool:
        """Whether wrapped labels end, and not begin, beside their figures."""
        down = up = 0
        for before, line in pairwise(self.lines):
            if before in self.anchors and line not in self.anchors:
                down += self._wraps(before, line)
            elif before not in self.anchors and line in self.anchors:
                up += self._wraps(before, line)
        return up > down

    def _of_next(self, waiting: Sequence[PageLine], anchor: PageLine) -> list[PageLine]:
        """The lines above an anchor that are of its row."""
        taken: list[PageLine] = []
        below = anchor
        for line in reversed(waiting):
            step = below.box.bottom - line.box.bottom
            centred = below is anchor and step < HALF * line.size
            nearer = step <= NEARER * self._step_above(line)
            boxed = self._in_one_box(line, anchor)
            if not boxed and not centred and not ((self.upward or nearer) and self._wraps(line, below)):
                break
            taken.insert(0, line)
            below = line
        return taken

    def _step_above(self, line: PageLine) -> float:
        """How far below the line before it a line stands."""
        at = self.lines.index(line)
        return line.box.bottom - self.lines[at - 1].box.bottom if at else float("inf")

    def _place(self, rows: list[LogicalRow], waiting: Sequence[PageLine]) -> None:
        """Lines without figures: they wrap the row above them, or name a group."""
        for line in waiting:
            last = rows[-1] if rows else None
            if last and self._continues(last, line):
                last.lines.append(line)
            else:
                rows.append(LogicalRow([line]))

    def _continues(self, row: LogicalRow, line: PageLine) -> bool:
        before = row.lines[-1]
        if row.anchor is before and line.box.bottom - before.box.bottom < HALF * line.size:
            return True
        if row.anchor and self._in_one_box(line, row.anchor):
            return True
        if self.upward and row.anchor:
            return False
        if not self.label(line):
            return True
        return self._wraps(before, line)

    def _wraps(self, before: PageLine, line: PageLine) -> bool:
        """Whether the label on a line goes on with that of the line before."""
        upper, lower = self.label(before), self.label(line)
        step = line.box.bottom - before.box.bottom
        if not upper or not lower or step > TIGHT * max(line.size, before.size) or abs(line.size - before.size) > 0.6:
            return False
        if self.places[id(upper[0])] != self.places[id(lower[0])]:
            return False
        close = step <= TIGHTER * self.pitch
        starts_low = not lower[0].text[0].isupper() and not lower[0].text[0].isdigit()
        if upper[0].box.x1 + SPACE * line.size + _width(lower[0]) < self.edges[self.places[id(upper[0])]]:
            return close and starts_low
        return close or starts_low


def _width(phrase: Phrase) -> float:
    """How wide the first word of a phrase is."""
    return phrase.words[0].box.x1 - phrase.words[0].box.x0


def join_text(phrases: Sequence[Phrase], edge: float) -> str:
    """The text of one cell over its lines; a word that was broken because no line could hold it is joined."""
    text, last = "", None
    for phrase in phrases:
        broken = last is not None and _is_broken(last, phrase, edge)
        text += phrase.text if broken or not text else f" {phrase.text}"
        last = phrase
    return text


def _is_broken(before: Phrase, after: Phrase, edge: float) -> bool:
    """A line of one word that had no room for one more letter, and a small letter at the start of the next."""
    if after.box.top <= before.box.top or len(before.words) > 1 or not after.text[0].islower():
        return False
    letter = _width(after) / len(after.words[0].text)
    return before.box.x1 + letter > edge and before.text[-1].isalpha()
