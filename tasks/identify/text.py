"""The text that a document is identified by, and what was found in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from tasks.structure.lines import Line, lines_of

Value = TypeVar("Value")
QUOTE = 120
TITLE_LINES = 15  # a cover or the head of a page; further down a title is one of a chapter or a table
TITLE_LENGTH = 100
ADDRESS = re.compile(r"(?:https?://|\bwww\.|@)(?P<host>[a-z0-9][\w.-]*\.[a-z]{2,})(?P<path>/[^\s?#]*)?", re.IGNORECASE)
NO_TITLE = re.compile(r"https?://|\.\s*\d*$|(?:[|\t].*){3}")  # an address, a sentence or line of contents, a row
SOURCE_LINE = re.compile(r"^(?:#\s*)?(?:source|bron|url)?:?\s*https?://\S+$", re.IGNORECASE)
SOURCE_LENGTH = 1_000


class Unidentified(Exception):
    """What a document is cannot be said with certainty; the text is a Dutch reason for a controller."""


class Found(NamedTuple, Generic[Value]):
    """A conclusion with the place that it was read from."""

    value: Value
    evidence: str


@dataclass(frozen=True)
class Text:
    """The text of a document, with what identifying asks of it."""

    content: str

    @cached_property
    def lines(self) -> list[Line]:
        """Its lines that are not blank."""
        return [line for line in lines_of(self.content) if not line.blank]

    @cached_property
    def source_line(self) -> Line | None:
        """The line at the head that is nothing but the address that the document was published at."""
        head = (line for line in self.lines[:3] if len(line.text) <= SOURCE_LENGTH)
        return next((line for line in head if SOURCE_LINE.match(line.text.strip())), None)

    @cached_property
    def source(self) -> re.Match[str] | None:
        """That address."""
        return ADDRESS.search(self.source_line.text) if self.source_line else None

    @property
    def source_evidence(self) -> str:
        """That address, quoted."""
        return evidence(self.source_line.number, self.source_line.text) if self.source_line else ""

    @cached_property
    def addresses(self) -> list[re.Match[str]]:
        """Every address of a page or a mailbox in it."""
        return list(self.find(ADDRESS)) if re.search(r"://|@|www\.", self.content) else []

    @cached_property
    def titles(self) -> list[Line]:
        """The short lines at the head: titles, and on a flattened page headings of columns."""
        short = [line for line in self.lines[:TITLE_LINES] if len(line.text) <= TITLE_LENGTH]
        return [line for line in short if not NO_TITLE.search(line.text)]

    @cached_property
    def _starts(self) -> list[int]:
        return [0] + [match.end() for match in re.finditer(r"\r\n|\r|\n", self.content)]

    def find(self, pattern: re.Pattern[str], end: int | None = None) -> Iterator[re.Match[str]]:
        """The places in the text, or in its first `end` characters, where a pattern stands."""
        return pattern.finditer(self.content, 0, len(self.content) if end is None else end)

    def evidence(self, match: re.Match[str], around: int = 0) -> str:
        """The line number of a match in the text and its words, with some of what stands around them."""
        line = self.line_of(match)
        start = match.start() - self._line_start(match)
        quote = line[max(0, start - around) : start + len(match.group()) + around] if around else match.group()
        return evidence(bisect_right(self._starts, match.start()), quote)

    def line_of(self, match: re.Match[str]) -> str:
        """The whole line that a match begins on."""
        end = self.content.find("\n", match.start())
        return self.content[self._line_start(match) : end if end >= 0 else len(self.content)]

    def _line_start(self, match: re.Match[str]) -> int:
        return self.content.rfind("\n", 0, match.start()) + 1


def evidence(number: int, words: str) -> str:
    """A place and a quote, as `Document.evidence` keeps them."""
    quote = " ".join(words.split())
    return f'line {number}: "{quote[:QUOTE]}"'
