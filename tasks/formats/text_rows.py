"""Tables whose rows are printed on one line each with spaces between label and figures: the text layer of a PDF.

Nothing says where a column is, so the heading must divide into as many columns as the rows have figures, and a
row with blanks is placed by what must add up. Titles and upper headings are printed below their table, and the
scale in a caption somewhere above (ADR 32).
"""

from __future__ import annotations

from collections.abc import Sequence

from tasks.formats import share_of_layout, text_of
from tasks.model import Fate, Reading, Remainder, Table
from tasks.structure.fates import rests
from tasks.structure.furniture import furniture_of
from tasks.structure.headings import Outline
from tasks.structure.lines import Line, lines_of
from tasks.structure.spaced.below import titles_below
from tasks.structure.spaced.line import kinds
from tasks.structure.spaced.runs import Run, runs_of
from tasks.structure.values import has_digit

NAME = "text_rows"
COMPETES = False
ONLY_WHERE_IT_FITS = True


def fits(data: bytes) -> float:
    """How much of the figures stands in rows with spaces between them, where titles stand below their tables.

    Other texts are left to `tasks.tables`, which read them better: this reader takes 'Programma 1' for a figure.
    """
    share = share_of_layout(data, "spaced")
    return share if share and titles_below(text_of(data).splitlines()) else 0.0


def read(data: bytes) -> Reading:
    """The tables of spaced rows in a text."""
    return read_lines(lines_of(text_of(data)))


def read_lines(lines: Sequence[Line]) -> Reading:
    """The tables of spaced rows among lines of text, and what is left of the lines."""
    pages = furniture_of(lines)
    runs = runs_of(kinds([line for line in lines if line.number not in pages]))
    involved = {line.number for run in runs for line in run.lines()}
    outline = Outline([line for line in lines if line.number not in involved and line.number not in pages])
    tables = tuple(_table(run, number, outline) for number, run in enumerate(runs, start=1))
    signalled = [
        Remainder(text, locator, Fate.SIGNALLED, "unread row") for run in runs for text, locator in run.unplaced
    ]
    used = {cell.locator for table in tables for cell in table.cells}
    named = [
        Remainder(line.text.strip(), line.locator, Fate.IGNORED, reason)
        for run in runs
        for line, reason in run.around
        if line.locator not in used and has_digit(line.text)
    ]
    named += [
        Remainder(line.text.strip(), line.locator, Fate.IGNORED, pages[line.number])
        for line in lines
        if line.number in pages and has_digit(line.text)
    ]
    used |= {rest.locator for rest in (*signalled, *named)}
    left = rests(line for line in lines if line.locator not in used)
    remainder = sorted((*signalled, *named, *left), key=lambda rest: int(rest.locator.split()[1]))
    return Reading(NAME, tables, tuple(remainder))


def may_read(line: Line) -> bool:
    """Whether a line has words to part."""
    return " " in line.text.strip()


def _table(run: Run, number: int, outline: Outline) -> Table:
    section = outline.above(run.first_line)
    title = run.title or (section[-1] if section else "")
    return Table(
        table_id=f"T{number:02d}",
        title=title,
        cells=run.cells(),
        heading_rows=len(run.heading),
        note=run.note,
        section=(*section, *(part for part in run.section if part not in section)),
    )
