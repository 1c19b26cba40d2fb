"""What becomes of lines with digits that no table takes: ignored under a name, or signalled as unread."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from tasks.model import Fate, Remainder
from tasks.structure.headings import NUMBERED, figures_at_end, is_heading_line, is_note, is_period
from tasks.structure.lines import Line
from tasks.structure.values import has_digit, is_figure, is_value

# 'Thuisondersteuning € 500.000 V' heads the explanation of a difference that a table has printed already.
EXPLAINED_DIFFERENCE = re.compile(r"^[\W\d]*[^\W\d].*€\s*[\d.,]+\s*(?:mln\.?|miljoen|K)?\s*[VN](?:\s*/\s*[IS])?$")
FATES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("source line", re.compile(r"^(?:#\s*)?(?:bron|source)\b", re.IGNORECASE)),
    ("footnote", re.compile(r"^(?:\*+\)?\s*\S|[¹²³⁴-⁹]|\d\)\s|\d{1,2}\s+https?://)")),
    ("table of contents", re.compile(r"(?:\.{4,}|…{2,}|(?:\s\.){3,})\s*\d{1,3}\s*$")),
    ("page number", re.compile(r"^(?:pagina|blz\.?|pag\.?)\s*\d{1,3}(?:\s*(?:van|/)\s*\d{1,3})?$", re.IGNORECASE)),
    ("explained difference", EXPLAINED_DIFFERENCE),
    ("list item", re.compile(r"^(?:[-•·▪●◦–*]\s+\D|\d{1,2}\)\s+\D)")),
)
LONE_INTEGER = re.compile(r"^\s*-?\s*(\d{1,3})\s*-?\s*$")


def rests(lines: Iterable[Line]) -> tuple[Remainder, ...]:
    """The remainders of lines outside tables; a line without a digit needs no account."""
    page = 0
    found = []
    for line in lines:
        lone = LONE_INTEGER.match(line.text)
        if lone and int(lone[1]) == page + 1:  # page numbers count on; figures hardly ever do
            page += 1
            found.append(Remainder(line.text.strip(), line.locator, Fate.IGNORED, "page number"))
        elif has_digit(line.text):
            found.append(rest_of(line))
    return tuple(found)


def rest_of(line: Line) -> Remainder:
    """The fate of one line with a digit."""
    return rest_at(line.text.strip(), line.locator)


def rest_at(text: str, locator: str) -> Remainder:
    """The fate of a text with a digit that stands in no table."""
    reason = _reason(text)
    return Remainder(text, locator, Fate.IGNORED if reason else Fate.SIGNALLED, reason or "unread row")


@lru_cache(maxsize=4096)  # every text reader asks it of the same lines
def _reason(text: str) -> str:
    for reason, pattern in FATES:
        if pattern.search(text):
            return reason
    if is_note(text):
        return "scale note"
    if is_value(text) or _looks_like_row(text):
        return ""
    if "\t" in text or is_heading_line(text) or NUMBERED.match(text):
        return "heading"
    return "prose"


def _looks_like_row(text: str) -> bool:
    if "\t" in text:
        return any(is_figure(cell) and not is_period(cell) for cell in text.split("\t"))
    return figures_at_end(text) is not None
