"""What becomes of lines with digits that no table takes: ignored under a name, or signalled as unread."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from tasks.language.asking import is_note, is_period, without_note
from tasks.language.lines import begins_with, behind, explains_a_difference, holds
from tasks.language.patterns import FLAG, spelling_of
from tasks.model import Fate, Remainder
from tasks.structure.headings import NUMBERED, figures_at_end, is_heading_line
from tasks.structure.lines import Line
from tasks.structure.values import has_digit, is_figure, is_odd, is_value, run_together

PAGE_NUMBER = re.compile(r"^\.?\s*\d{1,3}(?:\s*(?:\w+|/)\s*\d{1,3})?$")  # '3', '3 van 40', '3/40'
PAGE_AT_END = re.compile(r"(?<!\s)\s{2,}+\d{1,3}$")
CONTENTS = re.compile(r"(?:(?<!\.)\.{4,}+|(?<!…)…{2,}+|(?<!\s\.)(?:\s\.){3,}+)\s*+\d{1,3}\s*+$")
FATES: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("source line", lambda text: begins_with(text, "source")),
    ("footnote", re.compile(r"(?:\*+\)?\s*\S|[¹²³⁴-⁹]|\d\)\s|\d{1,2}\s+https?://)").match),
    ("table of contents", lambda text: _ends_in_digit(text) and CONTENTS.search(text)),
    ("page header", lambda text: _is_page_header(text)),
    ("page number", lambda text: PAGE_NUMBER.match(behind(text, "page"))),
    ("explained difference", explains_a_difference),
    ("list item", re.compile(r"(?:[-•·▪●◦–*]\s+\D|\d{1,2}\)\s+\D)").match),
)
AMOUNT = re.compile(r"\d\.\d{3}")
# Three figures behind each other, two of them amounts: no sentence, heading or page number has those.
SERIES_OF_FIGURES = re.compile(
    r"(?<![\d.,])(?=(?:-?€?\s?\d[\d.,]*+-?\s++){2}-?€?\s?\d)(?:\S++\s++){0,2}-?\d{1,3}(?:\.\d{3})+(?:,\d+)?\s"
)
ROWS_TOO = frozenset({"list item", "footnote"})  # what begins as these do may also label a row
SEPARATORS = {"\t": 1, ";": 2, "|": 2}  # one semicolon or bar parts sentences, or a page number from a title
MILLION = spelling_of("scales", "1000000")
COLUMN = re.compile(
    rf"[^\s€][ \xa0]{{2,}}((?:€[ \xa0]*)?\S+(?: [-−–%€]| ?(?:{MILLION})\.?)?)(?:\s+{FLAG}(?:/{FLAG})?)?$"
)
NAME = re.compile(r"[^\W\d_]{2}")
SHORTEST_CLAIM = 25  # characters
SENTENCE_END = re.compile(r"[.!](?:\s|$)")
LONGEST_STEP = 5  # years from one column to the next
LONE_INTEGER = re.compile(r"^\s*+(?:-\s*+)?(\d{1,3})\s*+(?:-\s*+)?$")


def rests(lines: Iterable[Line]) -> tuple[Remainder, ...]:
    """The remainders of lines outside tables; a line without a digit needs no account, but may claim something."""
    page = 0
    found = []
    for line in lines:
        lone = LONE_INTEGER.match(line.text)
        if lone and int(lone[1]) == page + 1:  # page numbers count on; figures hardly ever do
            page += 1
            found.append(Remainder(line.text.strip(), line.locator, Fate.IGNORED, "page number"))
        elif has_digit(line.text):
            found.append(rest_of(line))
        elif is_claim(line.text):
            found.append(claim_at(line.text, line.locator))
    return tuple(found)


def is_claim(text: str) -> bool:
    """Whether a text without a digit is a sentence about what rose or fell, which its table may contradict."""
    return len(text) >= SHORTEST_CLAIM and SENTENCE_END.search(text) is not None and holds(text, "claim")


def claim_at(text: str, locator: str) -> Remainder:
    """A text that is kept for what it claims: it has no digit, so no account of it is asked."""
    return Remainder(text.strip(), locator, None, "prose")


def rest_of(line: Line) -> Remainder:
    """The fate of one line with a digit."""
    return rest_at(line.text.strip(), line.locator)


def rest_at(text: str, locator: str) -> Remainder:
    """The fate of a text with a digit that stands in no table."""
    reason = _reason(text)
    return Remainder(text, locator, Fate.IGNORED if reason else Fate.SIGNALLED, reason or "unread row")


def named(text: str, locator: str, reason: str) -> Remainder:
    """The fate of a text that a reader knows by name; a row of figures is never left out under one."""
    if is_row_of_figures(text) and not _reason(text):
        return Remainder(text, locator, Fate.SIGNALLED, "unread row")
    return Remainder(text, locator, Fate.IGNORED, reason)


@lru_cache(maxsize=4096)  # every text reader asks it of the same lines
def _reason(text: str) -> str:
    row = is_row_of_figures(text) or _has_a_series(text)
    for reason, asked in FATES:
        if asked(text) and not (row and reason in ROWS_TOO):
            return reason
    if row or is_value(text) or run_together(text):
        return ""
    if is_note(text):
        return "scale note"
    if "\t" in text or is_heading_line(text) or (NUMBERED.match(text) and text[-1] != "."):
        return "heading"
    return "prose"


def _ends_in_digit(text: str) -> bool:
    """Quick to see, where a pattern would be tried from every place of a long text."""
    return text.rstrip()[-1:].isdigit()


def _has_a_series(text: str) -> bool:
    return AMOUNT.search(text) is not None and SERIES_OF_FIGURES.search(text) is not None


def _is_page_header(text: str) -> bool:
    """Whether a line is the name of a book beside that of its municipality, with the number of the page."""
    paged = _ends_in_digit(text) and PAGE_AT_END.search(text) is not None
    return paged and holds(text, "book") and ("|" in text or holds(text, "municipality"))


def is_row_of_figures(text: str) -> bool:
    """Whether a line looks like a row of a table: figures in cells of their own, or two and more behind each other.

    One figure at the end may end a sentence, and years may head columns: neither makes a row.
    """
    for separator, fewest in SEPARATORS.items():
        if text.count(separator) >= fewest:
            cells = text.split(separator)[1:]
            return any((is_figure(cell) or is_odd(cell)) and not is_period(cell.strip()) for cell in cells)
    column = COLUMN.search(text)
    if column and is_figure(column[1]) and not is_period(column[1]) and NAME.search(text[: column.start(1)]):
        return True
    figures = figures_at_end(without_note(text) if is_note(text) else text)
    return figures is not None and not _are_years(figures[0].split())


def _are_years(words: Sequence[str]) -> bool:
    """Whether figures are the years of columns or of a plan: each a little later than the one before."""
    years = [word for word in words if has_digit(word)]
    if not all(map(is_period, years)):
        return False
    starts = [int(year[:4]) for year in years]
    return all(0 <= after - before <= LONGEST_STEP for before, after in pairwise(starts))
