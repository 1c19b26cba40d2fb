"""Rows of typed text that go on below a remark: prose in between that explains the row above it, and ends no table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.structure.page.phrases import PageLine, Phrase

NUMBER = re.compile(r"^(\d{1,2})\.?\s")
INDENT = 0.6  # em that a remark begins right of the labels
OFF = 1.0  # em between the right edges of figures in one column
STEP = 1.3  # em from line to line of one label


def after_remark(lines: Sequence[PageLine], area: Sequence[int], place: int, prose: set[int]) -> list[int]:
    """The places that a row adds to the table above a remark: its own, and those of its label's first lines.

    Nothing where it may begin another table: it has figures where that table has none, something else than a remark
    stands in between, or the prose is no remark. That is one when it is indented, or when the rows count on over it.
    """
    between = range(area[-1] + 1, place)
    label = _label(lines, between, place, prose)
    remark = [at for at in between if at not in label]
    rows = [lines[at] for at in area if lines[at].is_row]
    if not remark or not prose.issuperset(remark) or not all(_stands_under(p, rows) for p in lines[place].data):
        return []
    left = min(row.box.x0 for row in rows)
    indented = all(lines[at].box.x0 - left >= INDENT * lines[at].size for at in remark)
    first = lines[label[0]] if label else lines[place]
    starts_left = first.box.x0 - left < INDENT * first.size
    return [*label, place] if starts_left and (indented or _counts_on(lines, area, first)) else []


def _label(lines: Sequence[PageLine], between: Sequence[int], place: int, prose: set[int]) -> list[int]:
    """The lines right above a row, with no blank line between, that begin its label: at most to the remark."""
    label: list[int] = []
    for at in reversed(between):
        line, below = lines[at], lines[at + 1]
        near = below.box.top - line.box.top <= STEP * line.size
        if at in prose or not near or len(line.phrases) > 1:
            break
        label.insert(0, at)
    return label


def _stands_under(figure: Phrase, rows: Sequence[PageLine]) -> bool:
    others = [other for row in rows for other in row.data]
    return any(
        abs(figure.box.x1 - other.box.x1) <= OFF * figure.size or figure.box.over(other.box) > 0 for other in others
    )


def _counts_on(lines: Sequence[PageLine], area: Sequence[int], first: PageLine) -> bool:
    """Whether a label has the number after the last one in the table."""
    here = NUMBER.match(first.text)
    before = [int(match[1]) for at in area if (match := NUMBER.match(lines[at].text))]
    return here is not None and bool(before) and int(here[1]) == before[-1] + 1
