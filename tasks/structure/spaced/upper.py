"""Headings above headings: which columns go together, and the line that names such groups."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.structure.grid import Printed, Row
from tasks.structure.headings import YEAR
from tasks.structure.lines import Line
from tasks.structure.spaced.columns import headings_of

YEARS = re.compile(YEAR)


def group_starts(headings: Sequence[str]) -> list[int]:
    """The first column of each group: where the first heading comes again, or the years start over."""
    starts = [0]
    for index, text in enumerate(headings[1:], start=1):
        again = text == headings[0]
        before, here = YEARS.findall(headings[index - 1]), YEARS.findall(text)
        earlier = bool(before and here and here[0] < before[-1] and len(text) == len(here[0]))
        if earlier if here else again:
            starts.append(index)
    return starts


def upper_heading(line: Line, starts: Sequence[int]) -> Row | None:
    """The line as headings of the groups of columns; None where it does not divide into as many."""
    text = line.text.strip()
    divided = headings_of(text, len(starts))
    if divided:
        names = [text[start:end] for start, end in divided[1]]
    else:
        names = sorted(YEARS.findall(text))  # a text layer may run years together and out of order
        if len(names) != len(starts) or re.sub(YEAR, "", text).strip() or not _count_on(names):
            return None
    corner = {0: Printed(divided[0], line.locator)} if divided and divided[0] else {}
    return corner | {start + 1: Printed(name, line.locator) for start, name in zip(starts, names, strict=True)}


def _count_on(years: Sequence[str]) -> bool:
    return [int(year) for year in years] == list(range(int(years[0]), int(years[0]) + len(years)))
