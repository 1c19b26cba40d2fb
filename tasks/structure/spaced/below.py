"""Whether a text prints the titles of its tables below them: the text layer of a PDF that drew them later."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from itertools import takewhile

from tasks.language import patterns

YEAR = re.compile(patterns.YEAR)
FEWEST_YEARS = 2  # of a heading behind the words of its corner
FEWEST_TOLD = 2  # tables of which the words of the corner come again below
NEAR = 2  # headings above
LONGEST = 200


def titles_below(texts: Iterable[str]) -> bool:
    """Whether the words that a heading begins with are printed again below its rows, in more tables than one."""
    corners: deque[str] = deque(maxlen=NEAR)
    told = 0
    for text in texts:
        words = text.split() if len(text) <= LONGEST else []
        years = len(list(takewhile(YEAR.fullmatch, reversed(words))))
        own = "".join(words[: len(words) - years]).casefold()
        if years >= FEWEST_YEARS and own:
            corners.append(own)
        elif own in corners:
            corners.remove(own)
            told += 1
    return told >= FEWEST_TOLD
