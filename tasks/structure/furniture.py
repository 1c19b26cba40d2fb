"""What a page prints around its text: page numbers, and headers and footers that come again on every page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from tasks.language.documents import names_a_document
from tasks.language.patterns import YEAR, spelling_of
from tasks.structure.lines import Line
from tasks.structure.values import is_figure

LONE = re.compile(r"^\s*(?P<dash>[-–|]\s*)?(?P<number>\d{1,3})(?:\s*[-–|])?\s*$")
PAGES, COUNT = spelling_of("lines", "page"), spelling_of("lines", "count")
PAGE = re.compile(
    rf"^\s*(?:{PAGES})\s*\|?\s*\d{{1,3}}(?:\s*(?:{COUNT})\s*\d{{1,3}})?\s*$|^\s*\d{{1,3}}\s*(?:{COUNT})\s*\d{{1,3}}\s*$",
    re.IGNORECASE,
)
NUMBERED = re.compile(
    r"^\s*+(?:(?P<first>\d{1,3})(?:\s*+\|\s++|\s++))?(?P<text>(?:(?![^\W\d]).)*+[^\W\d].*?)"
    rf"(?:\s++(?:\|\s*+)?(?:(?:{PAGES})\s+)?(?P<last>\d{{1,3}}))?\s*$"
)
OF_BOOK = re.compile(  # a running title with its page number: one page cut out of a book has it once
    rf"^(?P<text>.*\D)(?:\b(?:{PAGES})\s*\|?\s*\d{{1,3}}(?:\s*(?:{COUNT})\s*\d{{1,3}})?|[-–]\s*\d{{1,3}}\s*[-–])\s*$",
    re.IGNORECASE,
)
NAMED = re.compile(
    rf"^(?P<text>.*\b{YEAR}\b.*?)\s++(?:\|\s*+)?\d{{1,3}}\s*$|^\s*+\d{{1,3}}\s++(?:\|\s*+)?(?P<after>.*\b{YEAR}\b.*)$"
)
BOOK = re.compile(
    rf"(?:{spelling_of('lines', 'book', 'running')})|(?:{spelling_of('lines', 'paper')})\b",
    re.IGNORECASE,
)
FIGURES = re.compile(r"\d\.\d{3}|\d,\d|€")
LONGEST_TITLE = 200  # characters with the number of the page; the patterns above search longer lines without end
PAGE_LINES = 6  # the fewest that a page has
BESIDE = 2  # lines between a page number and a header or footer
EDGE = 3  # lines from the beginning or end of a text
DASHES = frozenset("-–")  # that the number of a page may stand between
MOST_STEPS = 3  # pages between two numbers: a page of pictures has none


def furniture_of(lines: Sequence[Line]) -> dict[int, str]:
    """The numbers of the lines that belong to the page and not to the text, with the name of what they are."""
    printed = [line for line in lines if not line.blank]
    if sum(is_figure(line.text.strip()) for line in printed) * PAGE_LINES > len(printed):
        return {}  # a cell on each line: a web page, which has no pages
    pages = _lone_numbers(printed) | {place for place, line in enumerate(printed) if PAGE.match(line.text)}
    named = dict.fromkeys(pages, "page number")
    titles = {place for place, line in enumerate(printed) if _is_title_with_page(line.text)}
    named |= dict.fromkeys(_counted(printed) | _repeated(printed, pages) | titles, "page header")
    return {printed[place].number: reason for place, reason in named.items()}


def _is_title_with_page(text: str) -> bool:
    """Whether a line is the title of its document with the number of a page: 'Kadernota 2025   - 17 -'."""
    if len(text) > LONGEST_TITLE or not _may_be_numbered(text.strip()):
        return False
    if numbered := OF_BOOK.match(text):
        return BOOK.search(numbered["text"]) is not None and not FIGURES.search(numbered["text"])
    dated = NAMED.match(text)
    named = dated["text"] or dated["after"] if dated else ""
    return bool(named) and names_a_document(named) and not FIGURES.search(named)


def _may_be_numbered(text: str) -> bool:
    """Whether the number of a page may begin or end a line: quick to see."""
    return text[:1].isdigit() or text[-1:].isdigit() or text[-1:] in DASHES


def _lone_numbers(lines: Sequence[Line]) -> set[int]:
    """Numbers alone on a line that count on a page further, or stand between dashes, or at an edge of the text."""
    found = [(place, match) for place, line in enumerate(lines) if (match := LONE.match(line.text))]
    pages = {place for place, match in found if match["dash"] and lines[place].text.rstrip()[-1] in "-–|"}
    pages |= {place for place, _ in found if not EDGE <= place < len(lines) - 1}
    for (place, match), (after, other) in pairwise(found):
        if 0 < int(other["number"]) - int(match["number"]) <= MOST_STEPS and after - place >= PAGE_LINES:
            pages |= {place, after}
    return pages


def _counted(lines: Sequence[Line]) -> set[int]:
    """The same words with a page number that counts on: 'Jaarstukken 2020 38' and further down '39'."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for place, line in enumerate(lines):
        text = line.text.strip()
        at_edge = len(text) <= LONGEST_TITLE and (text[-1].isdigit() or text[0].isdigit())
        match = NUMBERED.match(text) if at_edge and BOOK.search(text) else None
        number = match and (match["last"] or match["first"])
        if match and number and BOOK.search(match["text"]):
            places[match["text"]].append((place, int(number)))
    return {
        place
        for same in places.values()
        for one, two in pairwise(same)
        if 0 < two[1] - one[1] <= MOST_STEPS and two[0] - one[0] >= PAGE_LINES
        for place in (one[0], two[0])
    }


def _repeated(lines: Sequence[Line], pages: set[int]) -> set[int]:
    """Lines next to page numbers that come again next to another one."""
    beside = {near for page in pages for near in range(page - BESIDE, page + BESIDE + 1) if 0 <= near < len(lines)}
    texts = {place: lines[place].text.strip() for place in beside - pages}
    counts = Counter(texts.values())
    return {place for place, text in texts.items() if counts[text] > 1 and BOOK.search(text)}
