"""Text that keeps the places of its words, as a page: one blank is one position, one line is one height.

A blank parts words and two part cells, whatever stands in them. Lines stand evenly, so that only a blank line
tells that something ends.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tasks.language.asking import is_period
from tasks.structure.furniture import furniture_of
from tasks.structure.lines import Line
from tasks.structure.page.boxes import Box, Word
from tasks.structure.page.phrases import PageLine, Phrase, phrases_of
from tasks.structure.values import GLUED_FLAG, is_flag, is_value

EM = 3.0  # positions: one blank is then a space between words, two are the gap between cells
PITCH = 1.2 * EM  # from line to line
GAP = re.compile(r"\S[ \xa0]{2,}\S")
WORD = re.compile(r"\S+")
RULE = re.compile(r"^\W*(?:-{4}|={4}|_{4}|[─━═—]{2})\W*$|^\W*(?:-{3,} +)+-{3,}\W*$")  # drawn with characters
CODE = re.compile(r"^\(?(?:\d{1,2}(?:\.\d{1,3})*\.?[a-z]?|[A-Z]\d{0,2}\.?|[IVX]+\.)\)?$")
AFTER_CODE = 2.5  # em at most between a code and the name of its row
EDGE = 3  # lines from the top or bottom of a page where running titles stand
DIGITS = re.compile(r"\d+")


class TypedPage(NamedTuple):
    """The lines of one page of a text; `first` is the number of its first line in the text."""

    number: int
    first: int
    lines: tuple[PageLine, ...]
    height: float

    def line_of(self, box: Box) -> int:
        """The number of the line in the text that the top of a box stands on."""
        return self.first + round(box.top / PITCH)


def has_gap(text: str) -> bool:
    """Whether blanks part cells on a line; where tabs or bars do, its places say nothing."""
    return GAP.search(text) is not None and "\t" not in text and text.count("|") < 2


def typed_pages(lines: Sequence[Line]) -> tuple[list[TypedPage], dict[int, str]]:
    """The pages of a text, and the lines that belong to the page and not to the text, by number with their name."""
    furniture = furniture_of(lines)
    parts = _parts(lines, furniture)
    furniture |= dict.fromkeys(_running(parts, furniture), "page header")
    pages = []
    for number, part in enumerate(parts, start=1):
        first = part[0].number
        printed = [line for line in part if not (line.blank or line.number in furniture or RULE.match(line.text))]
        height = (part[-1].number - first + 1) * PITCH
        pages.append(TypedPage(number, first, tuple(_page_line(line, first) for line in printed), height))
    return pages, furniture


def _parts(lines: Sequence[Line], furniture: dict[int, str]) -> list[list[Line]]:
    """The lines of each page: a form feed begins one, and a page number (with the title beside it) ends one."""
    parts: list[list[Line]] = []
    ended = True
    for line in lines:
        if line.number in furniture:
            ended = True
        elif line.text.startswith("\f") or (ended and not line.blank):
            parts.append([])
            ended = False
        if parts:
            parts[-1].append(line)
    return parts


def _running(parts: Sequence[Sequence[Line]], furniture: dict[int, str]) -> set[int]:
    """The lines at the top or bottom of pages that come again there on another page."""
    places: dict[str, list[tuple[int, int]]] = {}
    for page, part in enumerate(parts):
        printed = [line for line in part if not line.blank and line.number not in furniture]
        printed = [line for line in printed if not RULE.match(line.text)]
        for line in {*printed[:EDGE], *printed[-EDGE:]}:
            places.setdefault(DIGITS.sub("#", line.text.strip()), []).append((page, line.number))
    pages = Counter(text for text, found in places.items() for _ in {page for page, _ in found})
    return {
        number
        for text, found in places.items()
        if pages[text] > 1 and 2 * pages[text] >= len(parts) and not _is_row(text)
        for _, number in found
    }


def _is_row(text: str) -> bool:
    return any(is_value(word) for word in text.split()[1:])


def _page_line(line: Line, first: int) -> PageLine:
    top = (line.number - first) * PITCH
    words = list(_words(line.text.lstrip("\f").expandtabs(), top))
    if not has_gap(line.text):
        return PageLine((Phrase(tuple(words)),))
    return PageLine(tuple(_with_codes(phrases_of(words))))


def _words(text: str, top: float) -> Iterable[Word]:
    for match in WORD.finditer(text):
        glued = GLUED_FLAG.match(match[0])
        at = match.start() + glued.start(2) if glued else match.end()
        yield Word(glued[1] if glued else match[0], Box(match.start(), top, at, top + EM), EM, spaced=True)
        if glued:
            yield Word(glued[2], Box(at, top, match.end(), top + EM), EM)


def _with_codes(phrases: Sequence[Phrase]) -> list[Phrase]:
    """The phrases of a line with the code of a row and its name as one label."""
    if len(phrases) < 2 or not CODE.match(phrases[0].text) or is_period(phrases[0].text):
        return list(phrases)
    code, name = phrases[:2]
    if name.is_value or is_flag(name.text) or name.box.x0 - code.box.x1 > AFTER_CODE * EM:
        return list(phrases)
    return [Phrase((*code.words, *name.words)), *phrases[2:]]
