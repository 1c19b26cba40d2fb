"""Texts that print the titles of their tables below them, put upright: the text layer of a PDF that drew them later.

Such a text tells so itself: the words that a heading begins with come again below its rows. There the lines right
below a table that look like these, its title and upper headings, are put above its heading, and then it is read as any
other text. Every cell keeps the line that it was printed on.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile

from tasks.language import patterns
from tasks.language.asking import is_note
from tasks.language.spellings import spelled
from tasks.model import Cell, Reading, Table
from tasks.structure.lines import Line
from tasks.structure.values import has_digit
from tasks.tables.divisions import divided, headings_in
from tasks.tables.pieces import Look, look_of
from tasks.tables.strips import strip_of
from tasks.tables.wording import BRACKETED, apart, tells

YEAR = re.compile(patterns.YEAR)
RUN_OF_YEARS = re.compile(rf"^(?:{patterns.YEAR}\s*){{2,30}}$")
LONG_WORD = re.compile(r"[^\W\d]{5,}")
OF_ANY = {word for text in spelled("lines", "sum", "whole", "amounts") for word in text.split()}  # of any two titles
FEWEST_YEARS = 2  # of a heading behind the words of its corner
FEWEST_TOLD = 2  # tables of which the words of the corner come again below
NEAR = 2  # headings above
LONGEST = 200
MOST_BELOW = 3  # lines that are the title and the upper headings of one table
BLANK = Line(0, "")


@dataclass(frozen=True, slots=True)
class Upright:
    """Lines in the order in which they are read, numbered anew, and where each was printed."""

    lines: tuple[Line, ...]
    printed: dict[str, str] = field(default_factory=dict)  # by their new locators; empty where nothing was moved

    def as_printed(self, reading: Reading) -> Reading:
        """A reading of these lines, with everything on the line that it was printed on."""
        if not self.printed:
            return reading
        rests = tuple(replace(rest, locator=self.printed[rest.locator]) for rest in reading.remainder)
        return replace(reading, tables=tuple(map(self._table, reading.tables)), remainder=rests)

    def _table(self, table: Table) -> Table:
        return replace(table, cells=tuple(map(self._cell, table.cells)))

    def _cell(self, cell: Cell) -> Cell:
        return replace(cell, locator=self.printed[cell.locator])


def upright(lines: Sequence[Line]) -> Upright:
    """The lines, with what is printed below tables above them where the text prints titles so."""
    if not prints_titles_below(line.text for line in lines):
        return Upright(tuple(lines))
    order = list(_from_above(lines))
    found = tuple(line._replace(number=number) for number, line in enumerate(order, start=1))
    return Upright(found, {new.locator: old.locator for new, old in zip(found, order, strict=True)})


def prints_titles_below(texts: Iterable[str]) -> bool:
    """Whether the words in capitals that a heading begins with come again below its rows, in more tables than one."""
    corners: deque[str] = deque(maxlen=NEAR)
    told = 0
    for text in texts:
        corner, own = _parted(text)[0] if len(text) <= LONGEST else "", " ".join(text.split())
        if corner:
            corners.append(corner)
        elif own in corners:
            corners.remove(own)
            told += 1
    return told >= FEWEST_TOLD


def _from_above(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines as they would stand with titles above their tables."""
    put = _put_above(lines)
    moved = {line.number for above in put.values() for line in above}
    for line in lines:
        if line.number in put:
            for above in put[line.number]:
                yield from (above, BLANK)
        elif line.number not in moved:
            yield line


def _put_above(lines: Sequence[Line]) -> dict[int, list[Line]]:
    """By the line of a heading: the titles, note and upper headings that belong above it, and the heading itself."""
    found: dict[int, list[Line]] = {}
    notes: list[Line] = []  # above tables that were drawn later, which have one each
    heading: Line | None = None
    for between, rows in _stretches(lines):
        below = _titles_in(between, ended=not rows) if heading else []
        left = [line for line in between if line not in below]
        if heading and below:
            found[heading.number] = _headed(below, heading, notes)
        heads = _last_of_several(left)
        if heading is None or below or heads:
            heading = heads or next((line for line in reversed(left) if not line.blank), None)
        ended = any(look_of(line.text) is Look.PROSE for line in left)
        notes = [*([] if ended else notes), *(line for line in left if is_note(line.text))]
    return found


def _headed(below: Sequence[Line], heading: Line, notes: list[Line]) -> list[Line]:
    """What is printed below a table, its note and its heading, from the title down."""
    again = Counter(word for word in heading.text.split() if has_digit(word))
    groups = max(again.values(), default=1)
    uppers = [line for line in below if groups > 1 and _divides(line.text, groups)]
    titles = [line for line in below if line not in uppers]
    corner, years = _parted(heading.text)
    if corner and not any(_are_akin(corner, line.text) for line in titles):
        titles.insert(0, heading._replace(text=corner))
    titled = [title._replace(is_title=True) for title in titles]
    return [*titled, *_taken(notes, titles), *map(_with_years_apart, uppers), heading._replace(text=years)]


def _taken(notes: list[Line], titles: Sequence[Line]) -> list[Line]:
    """The note that is about what the titles name, or the first that is left; it is of no other table then."""
    own = [note for note in notes if any(_are_akin(note.text, title.text) for title in titles)] or notes
    note = own[:1]
    notes[:] = [one for one in notes if one not in note]
    return note


def _parted(heading: str) -> tuple[str, str]:
    """The words in capitals that a heading begins with, and the years behind them; no words where it has others."""
    words = heading.split()
    years = len(list(takewhile(YEAR.fullmatch, reversed(words))))
    corner = " ".join(words[: len(words) - years])
    return (corner, " ".join(words[-years:])) if years >= FEWEST_YEARS and corner.isupper() else ("", heading)


def _are_akin(one: str, other: str) -> bool:
    """Whether two texts share a word that tells what they are about."""
    return bool(_telling_words(one) & _telling_words(other))


def _telling_words(text: str) -> set[str]:
    return set(LONG_WORD.findall(text.casefold())) - OF_ANY


def _stretches(lines: Sequence[Line]) -> Iterator[tuple[list[Line], list[Line]]]:
    """Lines that are no rows, and the rows below these; blank lines are of what they stand in or behind."""
    between: list[Line] = []
    rows: list[Line] = []
    for line in lines:
        if line.blank:
            (rows or between).append(line)
        elif _is_row(line):
            rows.append(line)
        elif rows:
            yield between, rows
            between, rows = [line], []
        else:
            between.append(line)
    yield between, rows


def _is_row(line: Line) -> bool:
    values = strip_of(line).values
    return (
        len(values) > 1
        and not RUN_OF_YEARS.match(line.text.strip())
        and any(piece.look is Look.FIGURE for piece in values)
    )


def _titles_in(between: Sequence[Line], *, ended: bool) -> list[Line]:
    """The lines right below rows that look like titles; the last line before other rows is the heading of these."""
    printed = [line for line in between if not line.blank]
    return list(takewhile(_may_be_title, printed if ended else printed[:-1]))[:MOST_BELOW]


def _may_be_title(line: Line) -> bool:
    """Whether a line is in capitals, but for what stands in brackets, and no heading, or holds nothing but years."""
    text = line.text.strip()
    titled = BRACKETED.sub("", text).isupper() and len(YEAR.findall(text)) < FEWEST_YEARS
    return titled or RUN_OF_YEARS.match(text) is not None


def _last_of_several(between: Sequence[Line]) -> Line | None:
    """The last line that heads several columns: those above it are not asked, for a text has its prose there."""
    return next((line for line in reversed(between) if not line.blank and headings_in(apart(line.text)) > 1), None)


def _divides(text: str, groups: int) -> bool:
    return any(all(map(tells, way)) for way in divided(apart(text), groups))


def _with_years_apart(line: Line) -> Line:
    """A line of years that ran into each other, drawn in any order, with the years apart and in their order."""
    years = sorted(YEAR.findall(line.text)) if RUN_OF_YEARS.match(line.text.strip()) else []
    follow = all(int(after) == int(before) + 1 for before, after in pairwise(years))
    return line._replace(text=" ".join(years)) if years and follow else line
