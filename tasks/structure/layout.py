"""How the figures of a text are laid out, which tells what reader should read it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tasks.structure.headings import figures_at_end
from tasks.structure.lines import lines_of
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


@lru_cache(maxsize=2)  # every text reader asks for the same text when it says how well it fits
def layout_of(text: str) -> Layout | None:
    """Count the figures of a text by the layout they stand in; None where it is markup."""
    if MARKUP.match(text):
        return None
    delimited = spaced = alone = 0
    for _, printed in lines_of(text):
        if not has_digit(printed):
            continue
        if "\t" in printed or "|" in printed:
            delimited += sum(map(is_figure, printed.replace("|", "\t").split("\t")))
        elif is_figure(printed):
            alone += 1
        elif match := figures_at_end(printed):
            spaced += len(match[0].split())
    return Layout(delimited, spaced, alone)
