"""One cell from its text to its fate: what it is worth, what its table, column and row say, and what follows."""

from __future__ import annotations

from flows.cli.reading import names, words
from flows.cli.reading.cells import outcome
from flows.cli.reading.lines import phrase
from flows.cli.reading.page import Page
from tasks.model import Ground, Remainder
from tasks.notation import percent
from tasks.workbench import at
from tasks.workbench.model import CellView, Examination, LineView, TableView

VALUES = (12, 36)  # a field of a figure, its value; then the ground


def why(page: Page, of: Examination, place: str) -> bool:
    """Walk every cell with a digit at a place; whether anything stands there."""
    found = at(place, of)
    telling = [(table, cell) for table, cell in found.cells if cell.worth.get("has_digit") or cell.figure is not None]
    before: tuple[str, int] | None = None
    for table, cell in telling or found.cells:
        if before != (table.table_id, cell.row):
            _around(page, table, cell)
            before = table.table_id, cell.row
        _cell(page, of, table, cell)
    for rest in found.remainder:
        _rest(page, rest)
    return bool(found.cells or found.remainder)


def _around(page: Page, table: TableView, cell: CellView) -> None:
    """What the cells of a row share: their table and the row itself."""
    page.console.print()
    page.title(f"{words.where(cell.locator)}, tabel {table.table_id}, rij {cell.row}")
    page.line("plaats", cell.locator, "dim")
    _table(page, table)
    _line(page, "rij", next((line for line in table.rows if line.number == cell.row), None), "zonder label")


def _cell(page: Page, of: Examination, table: TableView, cell: CellView) -> None:
    page.head(f"'{cell.text}' in {table.table_id} r{cell.row} k{cell.column}")
    page.line("tekst", f"{words.facts(cell.worth) or 'geen waarde'}")
    if cell.figure and cell.figure["value_ground"] == Ground.OCR:
        page.line("herkend", f"in een plaatje, voor {percent(100 * cell.figure['value_score'])} zeker")
    _line(page, "kolom", next((line for line in table.columns if line.number == cell.column), None), "zonder kop")
    for conclusion in cell.conclusions:
        row = (names.FIELDS[conclusion.field], words.said(conclusion), words.ground(conclusion))
        page.rows([row], VALUES, ["open" if conclusion.is_open else ""])
    for verdict in table.verdicts:
        if (cell.row, cell.column) in verdict.cells and verdict.outcome != "untested":
            fails = verdict.outcome == "fails"
            page.line("rekenwerk", verdict.text, "warning" if fails else "good")
    if cell.doubt:
        page.line("twijfel", cell.doubt, "open")
    page.line("lot", outcome(cell), "head")
    for finding in of.findings:
        if finding["locator"] == cell.locator and finding["printed"] in {cell.text, "", None}:
            page.line("bevinding", finding["text"], finding["severity"])


def _table(page: Page, table: TableView) -> None:
    above = " > ".join([*table.section, table.title or "(zonder titel)"])
    page.line("tabel", f"{table.table_id} {above}")
    if table.note:
        page.line("noot", table.note)
    if table.facts:
        page.line("als geheel", words.facts(table.facts))


def _line(page: Page, name: str, line: LineView | None, nothing: str) -> None:
    """What a column or row says by itself."""
    if line is None:
        return
    page.line(f"{name} {line.number}", f"'{' / '.join(line.path)}'" if line.path else nothing)
    for spoken in line.spoken:
        phrase(page, spoken, indent=4)
    if told := words.facts(line.facts):
        page.line("zegt", told, indent=4, label_width=11)


def _rest(page: Page, rest: Remainder) -> None:
    page.console.print()
    page.title(f"{words.where(rest.locator)}  buiten de tabellen")
    page.line("tekst", rest.text)
    page.line("lot", f"{names.FATES[rest.fate]}: {words.reason(rest.reason)}", "head")
