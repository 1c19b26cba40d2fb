"""What becomes of lines with digits that no table takes: ignored under a name, or signalled as unread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from tasks.language.asking import is_note, is_period, without_note
from tasks.model import Fate, Remainder
from tasks.structure.headings import NUMBERED, figures_at_end, is_heading_line
from tasks.structure.lines import Line
from tasks.structure.values import has_digit, is_figure, is_odd, is_value, run_together

# 'Thuisondersteuning € 500.000 V' heads the explanation of a difference that a table has printed already.
EXPLAINED_DIFFERENCE = re.compile(r"^[\W\d]*[^\W\d].*€\s*[\d.,]+\s*(?:mln\.?|miljoen|K)?\s*[VN](?:\s*/\s*[IS])?$")
BOOK = r".*(?:begroting|jaarstukken|jaarverslag|jaarrekening|rapportage|monitor|kadernota)"
FATES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("source line", re.compile(r"^(?:#\s*)?(?:bron|source)\b", re.IGNORECASE)),
    ("footnote", re.compile(r"^(?:\*+\)?\s*\S|[¹²³⁴-⁹]|\d\)\s|\d{1,2}\s+https?://)")),
    ("table of contents", re.compile(r"(?:\.{4,}|…{2,}|(?:\s\.){3,})\s*\d{1,3}\s*$")),
    ("page header", re.compile(rf"^(?=.*(?:\||\bgemeente\b)){BOOK}.*\s{{2,}}\d{{1,3}}$", re.IGNORECASE)),
    ("page number", re.compile(r"^(?:pagina|blz\.?|pag\.?)\s*\d{1,3}(?:\s*(?:van|/)\s*\d{1,3})?$", re.IGNORECASE)),
    ("explained difference", EXPLAINED_DIFFERENCE),
    ("list item", re.compile(r"^(?:[-•·▪●◦–*]\s+\D|\d{1,2}\)\s+\D)")),
)
ROWS_TOO = frozenset({"list item", "footnote"})  # what begins as these do may also label a row
SEPARATORS = {"\t": 1, ";": 2, "|": 2}  # one semicolon or bar parts sentences, or a page number from a title
COLUMN = re.compile(
    r"[^\s€][ \xa0]{2,}((?:€[ \xa0]*)?\S+(?: [-−–%€]| ?(?:mln\.?|miljoen))?)(?:\s+[VNISU](?:/[VNIS])?)?$"
)
NAME = re.compile(r"[^\W\d_]{2}")
LONGEST_STEP = 5  # years from one column to the next
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


def named(text: str, locator: str, reason: str) -> Remainder:
    """The fate of a text that a reader knows by name; a row of figures is never left out under one."""
    if is_row_of_figures(text) and not _reason(text):
        return Remainder(text, locator, Fate.SIGNALLED, "unread row")
    return Remainder(text, locator, Fate.IGNORED, reason)


@lru_cache(maxsize=4096)  # every text reader asks it of the same lines
def _reason(text: str) -> str:
    row = is_row_of_figures(text)
    for reason, pattern in FATES:
        if pattern.search(text) and not (row and reason in ROWS_TOO):
            return reason
    if row or is_value(text) or run_together(text):
        return ""
    if is_note(text):
        return "scale note"
    if "\t" in text or is_heading_line(text) or NUMBERED.match(text):
        return "heading"
    return "prose"


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
