"""Headings of typed text with but one blank between them: each ends where the figures of its column end."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tasks.structure.page.boxes import Word
from tasks.structure.page.phrases import PageLine, Phrase

FEWEST = 3  # columns: so many ends do not agree by chance
OFF = 1.0  # positions that a heading may end beside its figures


def with_heads_apart(lines: Sequence[PageLine]) -> list[PageLine]:
    """The lines, those right above a row cut into one heading for each of its figures where they end above these."""
    cut = {id(line): _cut(line, row) for line, row in pairwise(lines) if row.is_row and not line.data}
    return [cut.get(id(line)) or line for line in lines]


def _cut(line: PageLine, row: PageLine) -> PageLine | None:
    words = [word for phrase in line.phrases for word in phrase.words]
    if len(row.data) < max(FEWEST, len(line.phrases)) or words[0].box.x0 < row.phrases[0].box.x1:
        return None
    parts: list[list[Word]] = [[]]
    ends = [figure.box.x1 for figure in row.data]
    for word in words:
        parts[-1].append(word)
        if len(parts) <= len(ends) and abs(word.box.x1 - ends[len(parts) - 1]) <= OFF:
            parts.append([])
    if parts.pop() or len(parts) != len(ends):
        return None
    return PageLine(tuple(Phrase(tuple(part)) for part in parts))
