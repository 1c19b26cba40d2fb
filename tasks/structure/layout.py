"""How the figures of a text are laid out, which tells what reader should read it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from tasks.structure.headings import FIGURES_AT_END
from tasks.structure.lines import Line
from tasks.structure.values import has_digit, is_figure

MARKUP = re.compile(r"^\s*<(?:!doctype|html|\?xml|table|div|body)", re.IGNORECASE)


class Layout(NamedTuple):
    """How many figures stand in delimited rows, in spaced rows and alone on a line."""

    delimited: int
    spaced: int
    alone: int

    def share(self, count: int) -> float:
        """What part of all figures a count is."""
        return count / max(1, sum(self))


def layout_of(lines: Iterable[Line]) -> Layout:
    """Count the figures of a text by the layout they stand in."""
    delimited = spaced = alone = 0
    for line in lines:
        text = line.text
        if not has_digit(text):
            continue
        if "\t" in text or "|" in text:
            delimited += sum(map(is_figure, text.replace("|", "\t").split("\t")))
        elif is_figure(text):
            alone += 1
        elif match := FIGURES_AT_END.search(text):
            spaced += len(match[0].split())
    return Layout(delimited, spaced, alone)
