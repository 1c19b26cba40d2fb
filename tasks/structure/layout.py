"""How the figures of a text are laid out, which tells what reader should read it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from tasks.structure.delimited.semicolons import tabbed
from tasks.structure.headings import figures_at_end
from tasks.structure.lines import Line, lines_of
from tasks.structure.values import has_digit, is_figure, is_value

MARKUP = re.compile(r"^\s*<(?:!doctype|html|\?xml|table|div|body)", re.IGNORECASE)


NEAR = 3  # lines with cells within which the one stands that a line is in columns with
SHIFT = 4  # positions that the edge of a column may drift
CELL = re.compile(r"\S+(?:[ \xa0]\S+)*")


class Layout(NamedTuple):
    """How many figures stand in delimited rows, in spaced rows, in columns that line up, and alone on a line."""

    delimited: int
    spaced: int
    aligned: int
    alone: int

    def share(self, count: int) -> float:
        """What part of all figures a count is."""
        return count / max(1, sum(self))


@lru_cache(maxsize=2)  # every text reader asks for the same text when it says how well it fits
def layout_of(text: str) -> Layout | None:
    """Count the figures of a text by the layout they stand in; None where it is markup."""
    if MARKUP.match(text):
        return None
    delimited = spaced = alone = 0
    lines = [line for line in tabbed(lines_of(text)) if has_digit(line.text)]
    aligned = _aligned(lines)
    for line in lines:
        if line.number in aligned:
            continue
        if "\t" in line.text or "|" in line.text:
            delimited += sum(map(is_figure, line.text.replace("|", "\t").split("\t")))
        elif is_figure(line.text):
            alone += 1
        elif match := figures_at_end(line.text):
            spaced += len(match[0].split())
    return Layout(delimited, spaced, sum(aligned.values()), alone)


def _aligned(lines: Sequence[Line]) -> dict[int, int]:
    """The lines whose figures stand under or above figures of a line near by, with how many figures they have.

    Only lines with a label and two figures or more, each parted by two blanks or more, can tell: figures that stand
    a fixed number of blanks apart line up with others by chance, and hardly ever all of them.
    """
    rows = [(line.number, edges) for line in lines if len(edges := _edges(line.text)) > 1]
    return {
        number: len(edges)
        for at, (number, edges) in enumerate(rows)
        if any(
            _line_up(edges, other) or _line_up(other, edges)
            for _, other in (*rows[max(0, at - NEAR) : at], *rows[at + 1 : at + 1 + NEAR])
        )
    }


def _edges(text: str) -> list[int]:
    """Where the figures and dashes of a line in cells end; nothing where they do not stand in cells of their own."""
    if "\t" in text or text.count("|") > 1:
        return []
    cells = list(CELL.finditer(text))
    return [cell.end() for cell in cells if is_value(cell[0])] if len(cells) > 2 else []


def _line_up(edges: Sequence[int], others: Sequence[int]) -> bool:
    return all(any(abs(edge - other) <= SHIFT for other in others) for edge in edges)
