"""Text as numbered lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple


class Line(NamedTuple):
    """One line of a text, counted from 1, with the spaces at its end trimmed (a tab there ends an empty cell)."""

    number: int
    text: str
    trailing: int = 0  # blanks that were trimmed: they may stand for blank cells
    is_title: bool = False  # known to be the title of the table below it

    @property
    def locator(self) -> str:
        """The place as findings and observations name it."""
        return f"line {self.number}"

    @property
    def blank(self) -> bool:
        """Whether nothing is printed on it."""
        return not self.text.strip()


@lru_cache(maxsize=2)  # every text reader and identifying ask for the lines of the same text
def lines_of(text: str) -> tuple[Line, ...]:
    r"""The lines of a text; only \n, \r\n and \r end a line, so that numbers agree with every editor."""
    folded = text.replace("\r\n", "\n").replace("\r", "\n")
    trimmed = ((line, line.rstrip(" \xa0\f\v")) for line in folded.split("\n"))
    return tuple(Line(number, text, len(line) - len(text)) for number, (line, text) in enumerate(trimmed, start=1))


def groups_of(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines that stand directly under each other."""
    group: list[Line] = []
    for line in lines:
        if group and (line.blank or line.number != group[-1].number + 1):
            yield group
            group = []
        if not line.blank:
            group.append(line)
    if group:
        yield group
