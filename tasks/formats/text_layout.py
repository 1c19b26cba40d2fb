"""Text that keeps the layout of its page, as `pdftotext -layout` writes it.

Cells stand in columns with two blanks or more between them, headings on lines above their columns, labels wrap onto
the next line. One blank is one position and one line one height: with that, the words have boxes, and are read as
those of a page of a PDF.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.formats import share_of_layout, text_of
from tasks.model import Fate, Reading, Remainder, Table
from tasks.structure.fates import rests
from tasks.structure.lines import Line, lines_of
from tasks.structure.page.boxes import Box
from tasks.structure.page.outside import Page
from tasks.structure.page.pages import tables_of
from tasks.structure.page.pagetables import clustered_text, outside
from tasks.structure.page.typed import TypedPage, has_gap, typed_pages
from tasks.structure.values import has_digit
from tasks.tables.arbiter import locators

NAME = "text_layout"
COMPETES = False
ONLY_WHERE_IT_FITS = True
FEWEST_ROWS = 3  # of a table without headings
BESIDE = re.compile(r"(?<=[ \xa0])[-\d.,]*\d [-\d.,]*\d(?= |$)")


def fits(data: bytes) -> float:
    """How much of the figures stands in columns that line up."""
    return share_of_layout(data, "aligned") or 0.0


def read(data: bytes) -> Reading:
    """The tables of a text with layout."""
    return read_lines(lines_of(text_of(data)))


def read_lines(lines: Sequence[Line]) -> Reading:
    """The tables among lines that keep their layout, and what is left of the lines."""
    pages, furniture = typed_pages(lines)
    found, remainder = tables_of([_page(page) for page in pages if page.lines])
    tables = [table for table in found if _is_table(table)]
    refused = locators(found) - locators(tables)
    remainder += rests(line for line in lines if line.locator in refused)
    remainder += [
        Remainder(line.text.strip(), line.locator, Fate.IGNORED, furniture[line.number])
        for line in lines
        if line.number in furniture and has_digit(line.text)
    ]
    return Reading(NAME, tuple(tables), tuple(sorted(remainder, key=lambda rest: int(rest.locator.split()[1]))))


def may_read(line: Line) -> bool:
    """Whether blanks part the cells of a line: two figures with one between them say that its places say nothing."""
    return has_gap(line.text) and not BESIDE.search(line.text)


def _is_table(table: Table) -> bool:
    """Whether a table has headings, or rows enough to be one without."""
    return table.heading_rows > 0 or len({cell.row for cell in table.cells}) >= FEWEST_ROWS


def _page(page: TypedPage) -> Page:
    def locate(_: int, box: Box) -> str:
        return f"line {page.line_of(box)}"

    tables = clustered_text(page.lines, page.number)
    return Page(page.number, page.height, tuple(outside(page.lines, tables)), tuple(tables), locate=locate)
