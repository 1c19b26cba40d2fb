"""A table as it was printed, with heading rows and label columns marked and what each column was taken for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rich.box import Box
from rich.table import Table
from rich.text import Text

from flows.cli.output import safe
from flows.cli.reading import names, words
from flows.cli.reading.page import MARKS, Page
from flows.cli.reading.tables import heading, shared, varying, verdicts
from tasks.model import Fate
from tasks.workbench.model import CellView, TableView

LINES = Box("    \n    \n ── \n    \n ── \n ── \n    \n    \n")  # a line under heads and sections, no frame
BETWEEN = 2  # what rich prints between two columns
GUTTER = 4
LABEL_WIDTHS = (14, 30)  # of all label columns together: at least, at most
FIGURE_WIDTHS = (5, 13)
TEXT_WIDTH = 24
MEANT = ("scenario", "period", "metric", "unit", "scale")


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a table by row and column, and how wide each column is shown."""

    table: TableView
    at: dict[tuple[int, int], CellView]
    covered: dict[tuple[int, int], CellView]  # by the cell that reaches over it
    widths: dict[int, int]
    meant: dict[int, list[str]]

    @property
    def rows(self) -> list[int]:
        """The rows that hold anything."""
        return sorted({row for row, _ in self.at})


def printed(page: Page, table: TableView) -> None:
    """A table in as many blocks of columns as the page is wide enough for."""
    heading(page, table)
    common = shared(table.columns)
    by_row = varying(table.columns)
    alike = ", ".join(words.told(one.conclusion) for one in common.values())
    differing = ", ".join(names.FIELDS[field] for field in MEANT if field in by_row)
    told = [f"alle: {alike}" if alike else "", f"per rij: {differing}" if differing else ""]
    if any(told):
        page.line("kolommen", "; ".join(filter(None, told)))
    grid = _widened(_grid(table, by_row.union(common)), page.width)
    for columns in _blocks(grid, page.width):
        page.console.print()
        page.console.print(_block(grid, columns))
    verdicts(page, table, only="fails")


def _grid(table: TableView, common: frozenset[str]) -> Grid:
    at = {(cell.row, cell.column): cell for cell in table.cells}
    covered = {
        (row, column): cell
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
        if (row, column) not in at
    }
    columns = sorted({column for _, column in (*at, *covered)} | set(range(table.label_columns)))
    labels = sum(column < table.label_columns for column in columns)
    meant = {column: _meaning(table, column, common) for column in columns}
    widths = {column: _width(table, column, labels, meant[column]) for column in columns}
    return Grid(table, at, covered, widths, meant)


def _widened(grid: Grid, width: int) -> Grid:
    """The grid with what is left of the page given to its labels, as far as they need it."""
    left = width - GUTTER - sum(used + BETWEEN for used in grid.widths.values()) - 1
    widths = dict(grid.widths)
    for column in range(grid.table.label_columns):
        natural = max((len(cell.text) for cell in grid.table.cells if cell.column == column), default=0)
        more = max(0, min(left, natural - widths[column]))
        widths[column] += more
        left -= more
    return replace(grid, widths=widths)


def _width(table: TableView, column: int, labels: int, meaning: Sequence[str]) -> int:
    cells = [cell for cell in table.cells if cell.column == column]
    body = [len(cell.text) + 1 for cell in cells if cell.region != "heading"]
    if column < table.label_columns:
        least, most = (width // labels for width in LABEL_WIDTHS)
        return max(min(least, 8), min(most, max(body, default=4)))
    heads = [cell for cell in cells if cell.region == "heading"]
    words_ = [len(word) for cell in heads for word in cell.text.split()]
    meant = [len(word) for line in meaning for word in line.split()]
    least, most = FIGURE_WIDTHS
    figures = max(body, default=0)
    return max(least, min(most, max([*words_, *meant, min(figures, most)])) if figures <= most else TEXT_WIDTH)


def _blocks(grid: Grid, width: int) -> Iterator[list[int]]:
    """The columns that fit beside the labels, block after block."""
    free = width - GUTTER - sum(grid.widths[c] + BETWEEN for c in grid.widths if c < grid.table.label_columns) - 1
    block: list[int] = []
    used = 0
    for column in (column for column in grid.widths if column >= grid.table.label_columns):
        if block and used + grid.widths[column] + BETWEEN > free:
            yield block
            block, used = [], 0
        block.append(column)
        used += grid.widths[column] + BETWEEN
    yield block


def _block(grid: Grid, columns: Sequence[int]) -> Table:
    """The labels with a block of columns beside them."""
    table = grid.table
    shown = [*(column for column in grid.widths if column < table.label_columns), *columns]
    made = Table(box=LINES, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    made.add_column("rij", width=GUTTER - 1, no_wrap=True)
    for column in shown:
        is_label = column < table.label_columns
        name = "label" if is_label else f"k{column}"
        made.add_column(
            name,
            width=grid.widths[column],
            overflow="fold",
            justify="left" if is_label or _is_text(table, column) else "right",
        )
    heads = [row for row in grid.rows if row < table.heading_rows]
    for row in heads:
        texts = [_shown(grid, row, column, first=column in columns[:1]) for column in shown]
        made.add_row(Text("kop", "dim"), *texts, end_section=row == heads[-1])
    meant = [Text("\n".join(grid.meant[column]), "cyan") for column in shown]
    if any(meant):
        made.add_row(Text("=", "dim"), *meant, end_section=True)
    for row in grid.rows[len(heads) :]:
        made.add_row(Text(str(row), "dim"), *(_shown(grid, row, column) for column in shown))
    return made


def _is_text(table: TableView, column: int) -> bool:
    return any(line.number == column and line.facts.get("kind") == "text" for line in table.columns)


def _shown(grid: Grid, row: int, column: int, *, first: bool = False) -> Text:
    """A cell as printed, with a mark where it is no settled figure; the first of a block says what reaches over it."""
    cell = grid.at.get((row, column))
    if cell is None:
        over = grid.covered.get((row, column))
        return Text("" if over is None else f"‹ {safe(over.text)}" if first else "‹", "dim")
    if cell.region != "body":
        return Text(safe(cell.text), "bold" if cell.region == "heading" else "")
    if cell.fate is Fate.SIGNALLED:
        return Text(f"{safe(cell.text)}!", MARKS["error"])
    if cell.fate is Fate.IGNORED:
        return Text(f"{safe(cell.text)}·", MARKS["dim"])
    if cell.is_open or cell.doubt:
        return Text(f"{safe(cell.text)}?", MARKS["open"])
    return Text(safe(cell.text))


def _meaning(table: TableView, column: int, common: frozenset[str]) -> list[str]:
    """What a column was taken for, a line for each thing; 'per rij' where its rows differ in it."""
    found = next((line for line in table.columns if line.number == column), None)
    if found is None or column < table.label_columns:
        return []
    if not found.figures:
        return [names.KINDS.get(str(found.facts.get("kind")), "")]
    told, differing = [], []
    for field in (field for field in MEANT if field not in common):
        agreed = words.of_kind(found.conclusions, field)
        if len(agreed) != 1:
            differing += [names.FIELDS[field]] if field != "scale" else []
        elif (text := words.told(agreed[0].conclusion)) != "x 1":
            told.append(text)
    return [*told, f"per rij: {', '.join(differing)}"] if differing else told


def legend(page: Page) -> None:
    """What the marks mean."""
    page.console.print()
    page.text(
        "kop = kopregel, = is waarvoor de kolom gehouden is, ‹ valt onder de cel ervoor of erboven; "
        "? iets open of in twijfel, ! gemeld, · bij naam genegeerd",
        "dim",
    )
