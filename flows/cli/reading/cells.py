"""Every cell with a digit: where it stands, what was printed, what it was read as, or why it is no figure."""

from __future__ import annotations

from collections.abc import Sequence

from flows.cli.reading import names, words
from flows.cli.reading.page import Page
from flows.cli.reading.tables import heading
from tasks.model import Fate, Remainder
from tasks.workbench.model import CellView, TableView

WIDTHS = (8, 16, 14)


def cells(page: Page, table: TableView) -> None:
    """The cells of a table that have a digit, in reading order."""
    heading(page, table)
    page.console.print()
    page.rows([("cel", "plaats", "afgedrukt", "gelezen als, of waarom niet")], WIDTHS, ["dim"])
    shown = [cell for cell in table.cells if cell.fate is not None or cell.figure is not None]
    page.rows([_row(cell) for cell in shown], WIDTHS, [_mark(cell) for cell in shown])


def _row(cell: CellView) -> tuple[str, str, str, str]:
    place = words.where(cell.locator).rpartition("!")[2]
    return f"r{cell.row} k{cell.column}", place, cell.text, outcome(cell)


def outcome(cell: CellView) -> str:
    """What became of a cell, on one line."""
    if cell.figure is not None:
        doubt = f" (twijfel: {cell.doubt})" if cell.doubt and not cell.is_open else ""
        return f"{words.value_of(cell)}: {words.meaning(cell)}{doubt}"
    if cell.fate is None:
        return "geen cijfer erin"
    return f"{names.FATES[cell.fate]}: {words.reason(cell.reason)}"


def _mark(cell: CellView) -> str:
    if cell.fate is Fate.SIGNALLED:
        return "error"
    return "open" if cell.is_open or cell.doubt else "dim" if cell.fate is Fate.IGNORED else ""


def outside(page: Page, remainder: Sequence[Remainder]) -> None:
    """The text with a digit that stands in no table."""
    if not remainder:
        return
    page.console.print()
    page.title("Buiten de tabellen")
    ordered = sorted(remainder, key=lambda rest: rest.fate is not Fate.SIGNALLED)
    page.rows(
        [(words.where(rest.locator), names.FATES[rest.fate], f"{words.reason(rest.reason)}: {rest.text[:160]}")
         for rest in ordered],
        (16, 18),
        ["error" if rest.fate is Fate.SIGNALLED else "dim" for rest in ordered],
    )  # fmt: skip
