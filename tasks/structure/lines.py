"""Text as numbered lines."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple


class Line(NamedTuple):
    """One line of a text, counted from 1, with the spaces at its end trimmed (a tab there ends an empty cell)."""

    number: int
    text: str

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
    return tuple(Line(number, line.rstrip(" \xa0\f\v")) for number, line in enumerate(folded.split("\n"), start=1))
