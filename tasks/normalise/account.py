"""The fate of every cell with a digit in it: observed, ignored under a name, or signalled."""

from __future__ import annotations

import re
from collections.abc import Iterable

import polars as pl

from tasks.frames import CELLS, of_document
from tasks.language.figures import DIGIT
from tasks.language.patterns import YEAR
from tasks.limits import LABEL
from tasks.model import Document, Fate, Remainder, Table
from tasks.normalise.grid import Judged
from tasks.structure.headings import figures_at_end
from tasks.structure.values import is_error, run_together

COLUMN_REASONS = {
    "text": "text column",
    "code": "product code",
    "year": "measuring year",
    "unit": "unit",
    "flag": "flag",
}
BARE_YEAR = re.compile(YEAR)
TAAKVELD_CODE = re.compile(r"\d+(?:[.\-_]\d+)*[a-zA-Z]?")
# Two figures amid a label are those of a table that stands beside this one: 'Gemeentefonds 290.875 58,2% Personeel'.
AMID = re.compile(r"(?<!\S)-?\d{1,3}(?:\.\d{3})+\s+-?\d[\d.,]*\s?%?\s+[^\W\d]")
UNREADABLE = "unreadable cell"
UNDIVIDED = "undivided row"
FAILED = "table failed"


def settle_fate(cell: Judged) -> None:
    """Concludes what becomes of a cell; nothing where its text has no digit and shows no error."""
    if not cell.worth.has_digit and not (cell.region == "body" and is_error(cell.cell.text)):
        return
    cell.reason = reason_of(cell)
    if cell.reason is None:
        cell.fate = Fate.OBSERVED
    else:
        cell.fate = Fate.SIGNALLED if cell.reason in {UNREADABLE, UNDIVIDED} else Fate.IGNORED


def reason_of(cell: Judged) -> str | None:
    """Why a cell is no observation; None for one that is."""
    kind = cell.column.kind
    if cell.region != "body" and (run_together(cell.cell.text) or AMID.search(cell.cell.text)):
        return UNREADABLE
    if cell.region != "body" and _is_undivided(cell.cell.text):
        return UNDIVIDED
    if cell.region == "heading":
        return "heading"
    if cell.region == "label":
        return _reason_of_label(cell.cell.text)
    if cell.observed:
        return None
    if kind != "value":
        return COLUMN_REASONS.get(kind, "text column")
    return "footnote mark" if cell.worth.is_word else UNREADABLE


def _reason_of_label(text: str) -> str:
    if BARE_YEAR.fullmatch(text):
        return COLUMN_REASONS["year"]
    return "taakveld code" if TAAKVELD_CODE.fullmatch(text) else "row label"


def _is_undivided(text: str) -> bool:
    """Whether a text is too long to have been divided into a label and figures, and ends as a row does."""
    return len(text) > LABEL and figures_at_end(text[-LABEL:]) is not None


def account(
    document: Document, cells: Iterable[Judged], lost: Iterable[Table] = (), outside: Iterable[Remainder] = ()
) -> pl.DataFrame:
    """The account of cells, of those in tables that were lost, and of text outside tables."""
    rows: list[tuple[object, ...]] = [
        (
            found.table.table_id,
            found.cell.row,
            found.cell.column,
            found.cell.text,
            found.cell.locator,
            found.fate,
            found.reason,
        )
        for found in cells
    ]
    rows += [
        (table.table_id, cell.row, cell.column, cell.text, cell.locator, *failed)
        for table in lost
        for cell in table.cells
        for failed in [(Fate.SIGNALLED, FAILED) if DIGIT.search(cell.text) else (None, None)]
    ]
    rows += [(None, None, None, rest.text, rest.locator, rest.fate, rest.reason) for rest in outside]
    return of_document(document.document_id, CELLS, rows)
