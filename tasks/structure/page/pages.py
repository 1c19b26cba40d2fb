"""From the tables and lines of pages to the tables of a document: joined over page breaks, named, and accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tasks.language.asking import is_period
from tasks.language.patterns import spelling_of
from tasks.model import Cell, Fate, Remainder, Table
from tasks.structure.fates import rest_of
from tasks.structure.grids import tables_from_grid
from tasks.structure.lines import Line
from tasks.structure.page.outside import Outside, Page
from tasks.structure.page.phrases import PageLine
from tasks.structure.page.spots import PageTable, Spot
from tasks.structure.values import has_digit, is_value

# Printed where a heading comes again.
CONTINUED = re.compile(rf"\(?\b(?:{spelling_of('lines', 'continued')})\b[^\s)]*\)?", re.IGNORECASE)


@dataclass
class Joined:
    """A table with its parts on one page or more."""

    parts: list[PageTable]
    spots: list[tuple[int, Spot]]  # page and cell; rows count on over the parts
    repeated: list[tuple[int, Spot]]
    rows: int


def tables_of(pages: Sequence[Page]) -> tuple[list[Table], list[Remainder]]:
    """The tables of a document, and what stands outside them."""
    outside = Outside(pages)
    found: list[Table] = []
    remainder: list[Remainder] = [rest for page in pages for rest in page.rest]
    headed: tuple[Joined, Table] | None = None  # the last table with headings
    for joined in joined_tables(pages, outside):
        first = joined.parts[0]
        title, note, section = outside.around(joined.parts[0], joined.parts[-1])
        cells = [_cell(outside.pages[page], spot) for page, spot in joined.spots if not _is_unsure(spot, first)]
        parted = tables_from_grid(
            cells, title=title, note=first.note or note, section=section, first=len(found) + 1, headed=first.heading
        )
        tables = parted.tables
        if len(tables) == 1:
            if headed and not tables[0].heading_rows and _goes_on_below(headed[0], joined, outside):
                tables = (_with_headings(tables[0], headed[1]),)
            headed = (joined, tables[0]) if tables[0].heading_rows else headed
        found += tables
        remainder += parted.remainder
        remainder += [
            Remainder(spot.text, outside.locator(page, spot.box), fate, reason)
            for page, spot, fate, reason in _named(joined)
        ]
        remainder += _lost(cells, parted.tables, parted.remainder)
    return found, remainder + outside.remainder()


def joined_tables(pages: Sequence[Page], outside: Outside) -> list[Joined]:
    """The tables in reading order; one that ends a page goes on in one that begins the next with the same columns."""
    found: list[Joined] = []
    for page in pages:
        for place, table in enumerate(page.tables):
            last = found[-1] if found else None
            if place == 0 and last and outside.adjoin(last.parts[-1], table) and _append(last, table):
                continue
            found.append(Joined([table], [(table.page, spot) for spot in table.spots], [], table.rows))
    return found


def _goes_on_below(upper: Joined, lower: Joined, outside: Outside) -> bool:
    """Whether a table without headings stands below one with the same columns, in which nothing else is printed."""
    first, last = lower.parts[0], upper.parts[-1]
    columns = _columns_in(upper.parts[0], first)
    same = columns is not None and list(columns.values()) == list(range(len(upper.parts[0].strips)))
    return same and outside.is_near(last, first)


def _with_headings(table: Table, upper: Table) -> Table:
    """A table with the headings that are printed above an earlier one."""
    rows = upper.heading_rows
    if table.label_columns != upper.label_columns:
        return table
    heads = [cell for cell in upper.cells if cell.row < rows]
    body = [replace(cell, row=cell.row + rows) for cell in table.cells]
    return replace(table, cells=(*heads, *body), heading_rows=rows, note=table.note or upper.note)


def _columns_in(upper: PageTable, lower: PageTable) -> dict[int, int] | None:
    """The column of the upper table that each column of the lower one goes on; none where they do not agree.

    The lower part may miss columns: its few rows may have nothing in them.
    """
    found: dict[int, int] = {}
    for place, (x0, x1) in enumerate(lower.strips):
        shares = [min(x1, upper_x1) - max(x0, upper_x0) for upper_x0, upper_x1 in upper.strips]
        best = max(range(len(shares)), key=lambda index: shares[index])
        if shares[best] <= 0 or best in found.values():
            return None
        found[place] = best
    return found


def _append(joined: Joined, table: PageTable) -> bool:
    """Add the rows of a table; its headings must be the ones of the first part, and are left out, or be missing."""
    columns = _columns_in(joined.parts[0], table)
    if columns is None:
        return False
    spots = [spot._replace(column=columns.get(spot.column, spot.column)) for spot in table.spots]
    first, own = _rows(joined.parts[0].spots), _rows(spots)
    same = 0
    while same < min(len(first), len(own)) and _is_same_heading(first.get(same, []), own.get(same, [])):
        same += 1
    if table.heading and same < table.heading:
        return False
    joined.repeated += [(table.page, spot) for spot in spots if spot.row < same]
    shift = joined.rows - same
    joined.spots += [(table.page, spot._replace(row=spot.row + shift)) for spot in spots if spot.row >= same]
    joined.rows += table.rows - same
    joined.parts.append(table)
    return True


def _rows(spots: Iterable[Spot]) -> dict[int, list[Spot]]:
    rows: dict[int, list[Spot]] = {}
    for spot in spots:
        rows.setdefault(spot.row, []).append(spot)
    return rows


def _is_same_heading(upper: Sequence[Spot], lower: Sequence[Spot]) -> bool:
    """Whether two rows print the same words, and no figures: rows of figures may well be the same."""
    words = [sorted(CONTINUED.sub("", " ".join(spot.text for spot in row)).split()) for row in (upper, lower)]
    figures = any(is_value(spot.text) and not is_period(spot.text) for spot in lower)
    return words[0] == words[1] and not figures


def _named(joined: Joined) -> list[tuple[int, Spot, Fate, str]]:
    """What belongs to a table and is no cell of it, with its page, its fate and the reason."""
    named = [(page, spot, Fate.IGNORED, "repeated heading") for page, spot in joined.repeated]
    named += [(part.page, spot, Fate.IGNORED, "column number") for part in joined.parts for spot in part.numbers]
    said = [(part.page, spot) for part in joined.parts for spot in part.notes]
    named += [(page, spot, Fate.IGNORED, "scale note") for page, spot in said if has_digit(spot.text)]
    named += [(part.page, spot, Fate.SIGNALLED, "overprinted") for part in joined.parts for spot in part.doubtful]
    unsure = [(page, spot) for page, spot in joined.spots if _is_unsure(spot, joined.parts[0])]
    unsure += [(part.page, spot) for part in joined.parts for spot in part.unheaded]
    return named + [(page, spot, Fate.SIGNALLED, "unsure heading") for page, spot in unsure]


def _is_unsure(spot: Spot, first: PageTable) -> bool:
    """Whether a figure stands in a column that one of two headings may stand over."""
    return spot.column in first.unsure and spot.row >= first.heading and has_digit(spot.text)


def _cell(page: Page, spot: Spot) -> Cell:
    where, sure = page.locate(page.number, spot.box), page.confidence(spot.box)
    return Cell(spot.text, spot.row, spot.column, where, spot.row_span, spot.column_span, confidence=sure)


def _lost(cells: Iterable[Cell], tables: Iterable[Table], rests: Iterable[Remainder]) -> list[Remainder]:
    """The fates of cells with digits that came into no table."""
    kept: dict[str, list[str]] = {}  # a line of text has several cells
    held = [(cell.locator, cell.text) for table in tables for cell in table.cells]
    for where, text in (*held, *((rest.locator, rest.text) for rest in rests)):
        kept.setdefault(where, []).append(text)
    lost = [
        cell
        for cell in cells
        if has_digit(cell.text) and not any(cell.text in text for text in kept.get(cell.locator, ()))
    ]
    return [replace(rest_of(Line(1, cell.text)), locator=cell.locator) for cell in lost]


def text_of_pages(pages: Sequence[Sequence[PageLine]]) -> str:
    """The text of all pages, line by line."""
    return "\n\n".join("\n".join(line.text for line in lines) for lines in pages)
