"""What stands on pages outside their tables: headings, titles, notes, prose, running titles and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from tasks.language.asking import is_note
from tasks.language.lines import behind
from tasks.model import Fate, Remainder
from tasks.structure.fates import rests
from tasks.structure.headings import Outline, figures_at_end, is_heading_line
from tasks.structure.lines import Line
from tasks.structure.page.areas import prose_lines
from tasks.structure.page.boxes import Box, Word
from tasks.structure.page.notes import is_only_note
from tasks.structure.page.phrases import PageLine
from tasks.structure.page.spots import PageTable
from tasks.structure.values import has_digit

MARGIN = 0.09  # of the height of a page, above and below, where running titles and page numbers stand
NEAR = 3.0  # em between a table and the title or legend that belongs to it
MOST_IN_SENTENCE = 2  # figures at the end of a line of prose
SHARE = 3  # of so many words one is a figure in the row of a table
MOST_NAMES = 3  # lines between a table and the next one, which has the same columns and no headings
BRACKETED = re.compile(r"\([^()]+\)")
DIGITS = re.compile(r"\d+")


def locator(page: int, box: Box) -> str:
    """The place as findings and observations name it."""
    return f"page {page} ({box.x0:.1f}, {box.top:.1f}, {box.x1:.1f}, {box.bottom:.1f})"


@dataclass(frozen=True)
class Page:
    """One page: the lines outside its tables and the tables, each from top to bottom.

    `recognised` are its words where it is a picture, in which a machine saw them.
    """

    number: int
    height: float
    lines: tuple[PageLine, ...]
    tables: tuple[PageTable, ...]
    rest: tuple[Remainder, ...] = ()
    locate: Callable[[int, Box], str] = locator
    recognised: tuple[Word, ...] = ()

    def confidence(self, box: Box) -> int | None:
        """How sure the least sure word in a box is, of 100, one with a digit before others: no list knows what it is.

        None where the page is printed.
        """
        if not self.recognised:
            return None
        held = [word for word in self.recognised if _holds(box, word.box)]
        sure = [word.confidence or 0 for word in [word for word in held if has_digit(word.text)] or held]
        return min(sure, default=0)


class Outside:
    """The lines outside tables, in reading order: headings, prose, notes, page numbers."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = {page.number: page for page in pages}
        self.lines = [(page, line) for page in pages for line in page.lines]
        self.running = self._running()
        self.again: set[int] = set()  # headings of a table that the next page repeats far above its rows
        self.first = _first_lines(pages)  # how many lines stand on the pages before each
        texts = [Line(number, line.text) for number, (_, line) in enumerate(self.lines, start=1)]
        self.prose = {id(page.lines[at]) for page in pages if page.lines for at in prose_lines(page.lines)}
        self.no_heading = self.running | self.prose
        body = [text for text, (_, line) in zip(texts, self.lines, strict=True) if id(line) not in self.no_heading]
        self.texts, self.outline = texts, Outline(body)

    def locator(self, page: int, box: Box) -> str:
        """The place of a box as the format of the document names it."""
        return self.pages[page].locate(page, box)

    def _running(self) -> set[int]:
        """Lines in the margins: page numbers, and what is printed on several pages."""
        marginal = [(page, line) for page, line in self.lines if _in_margin(page, line)]
        seen = Counter(DIGITS.sub("#", line.text) for _, line in marginal)
        return {id(line) for _, line in marginal if seen[DIGITS.sub("#", line.text)] > 1 or line.text.isdigit()}

    def adjoin(self, upper: PageTable, lower: PageTable) -> bool:
        """Whether nothing but running titles stands between two tables on pages that follow each other."""
        if lower.page != upper.page + 1:
            return False
        below, above = self._below(upper), self._above(lower)
        named = {spot.text for spot in upper.spots}
        named |= {line.text for line in self.pages[upper.page].lines if line.box.bottom < upper.box.top + 1}
        again = {id(line) for line in above if all(any(p.text in text for text in named) for p in line.phrases)}
        if any(id(line) not in self.running | again for line in (*below, *above)):
            return False
        self.again |= again
        return True

    def is_near(self, upper: PageTable, lower: PageTable) -> bool:
        """Whether a table stands below another with nothing but a few names between, also over the end of a page."""
        if not 0 <= lower.page - upper.page <= 1:
            return False
        below, above = self._below(upper), self._above(lower)
        same = {id(line) for line in below}
        between = [line for line in above if id(line) in same] if lower.page == upper.page else [*below, *above]
        printed = [line for line in between if id(line) not in self.running]
        return len(printed) <= MOST_NAMES and not any(id(line) in self.prose for line in printed)

    def _below(self, table: PageTable) -> list[PageLine]:
        return [line for line in self.pages[table.page].lines if line.box.top > table.box.bottom - 1]

    def _above(self, table: PageTable) -> list[PageLine]:
        return [line for line in self.pages[table.page].lines if line.box.bottom < table.box.top + 1]

    def around(self, first: PageTable, last: PageTable) -> tuple[str, str, tuple[str, ...]]:
        """Title, note and section of a table, given its first and last part."""
        number = self._number_before(first)
        section = self.outline.above(number + 1)
        above = self._near(first, above=True)
        below = self._near(last, above=False)
        notes = [text for line in (*above, *below[:1]) for text in _notes(line)] or self._said_above(first)
        named = [name for line in above if (name := _name(line.text))]
        captions = [line.text for line in below[:1] if behind(line.text, "caption").lstrip()[:1].isdigit()]
        title = next(iter([*named[:1], *captions]), "")
        section = tuple(text for text in section if text != title)
        return title, " ".join(dict.fromkeys(notes)), section

    def _said_above(self, table: PageTable) -> list[str]:
        """The scale that the sentence right above a table gives between brackets."""
        lines = [line for line in self.pages[table.page].lines if _beyond(line, table.box, above=True)]
        last = max(lines, key=lambda line: line.box.bottom, default=None)
        if last is None or table.box.top - last.box.bottom > NEAR * last.size:
            return []
        return [text for text in BRACKETED.findall(last.text) if is_note(text)]

    def _number_before(self, table: PageTable) -> int:
        """How many lines stand before a table."""
        here = self.pages[table.page].lines
        return self.first[table.page] + sum(line.box.bottom <= table.box.top + 1 for line in here)

    def _near(self, table: PageTable, *, above: bool) -> list[PageLine]:
        """The lines next to a table, nearest first, up to prose or a wide gap."""
        lines = [line for line in self.pages[table.page].lines if _beyond(line, table.box, above=above)]
        lines.sort(key=lambda line: line.box.top, reverse=above)
        found: list[PageLine] = []
        edge = table.box.top if above else table.box.bottom
        for line in lines:
            gap = edge - line.box.bottom if above else line.box.top - edge
            if gap > NEAR * line.size or id(line) in self.no_heading:
                break
            found.append(line)
            edge = line.box.top if above else line.box.bottom
        return found

    def remainder(self) -> list[Remainder]:
        """What becomes of the lines outside tables."""
        found = []
        printed = [Line(number, line.printed) for number, (_, line) in enumerate(self.lines, start=1)]
        for rest in rests(printed):
            page, line = self.lines[int(rest.locator.split()[1]) - 1]
            place = self.locator(page.number, line.box)
            if id(line) in self.again:
                rest = Remainder(rest.text, place, Fate.IGNORED, "repeated heading")
            elif id(line) in self.running and rest.fate is Fate.SIGNALLED:
                rest = Remainder(rest.text, place, Fate.IGNORED, "running title")
            elif id(line) in self.prose and rest.fate is Fate.SIGNALLED and not _is_table_row(rest.text):
                rest = Remainder(rest.text, place, Fate.IGNORED, "prose")
            found.append(replace(rest, text=line.text, locator=place))
        return found


def _first_lines(pages: Sequence[Page]) -> dict[int, int]:
    counts = accumulate((len(page.lines) for page in pages), initial=0)
    return {page.number: count for page, count in zip(pages, counts, strict=False)}


def _is_table_row(text: str) -> bool:
    """Whether a line ends in so many figures that it is no sentence, however long it is."""
    figures = figures_at_end(text)
    count = len(figures[0].split()) if figures else 0
    return count > MOST_IN_SENTENCE or SHARE * count >= len(text.split())


def _name(text: str) -> str:
    """The name of a table on a line, without the scale behind it; nothing where it holds no more than a note."""
    if is_note(text):
        text = next((text[: match.start()].rstrip() for match in BRACKETED.finditer(text) if is_note(match[0])), "")
    return text if text and not is_note(text) and is_heading_line(text) else ""


def _notes(line: PageLine) -> list[str]:
    if is_note(line.text) and is_only_note(line.text):
        return [line.text]
    return [phrase.text for phrase in line.phrases if is_note(phrase.text)] or [line.text] * is_note(line.text)


def _beyond(line: PageLine, box: Box, *, above: bool) -> bool:
    beside = min(line.box.x1, box.x1) - max(line.box.x0, box.x0) > 0
    return beside and (line.box.bottom < box.top + 1 if above else line.box.top > box.bottom - 1)


def _holds(box: Box, word: Box) -> bool:
    return box.top <= word.middle <= box.bottom and box.over(word) > 0


def _in_margin(page: Page, line: PageLine) -> bool:
    return line.box.bottom < MARGIN * page.height or line.box.top > (1 - MARGIN) * page.height
