"""Documents and tables of tests, written as rows of text."""

from __future__ import annotations

from tasks.model import Cell, Document, Kind, Normalised, Reading, Table
from tasks.normalise import normalise


def document(
    kind: Kind = Kind.JAARSTUKKEN, year: int = 2024, period: str = "", municipality: str = "GM0164"
) -> Document:
    return Document("d" * 64, "file:///a.txt", "a.txt", "", municipality, kind, year, period or str(year))


def table(*rows: list[str], title: str = "", note: str = "", heading_rows: int = 1, labels: int = 1) -> Table:
    """A table of which empty texts are absent cells; `text^3` is a cell over three columns."""
    cells = []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            name, _, span = text.partition("^")
            if name:
                cells.append(Cell(name, row, column, f"line {row + 1}", column_span=int(span or 1)))
    return Table("T01", title, tuple(cells), heading_rows, labels, note)


def read(*tables: Table, of: Document | None = None) -> Normalised:
    return normalise(of or document(), Reading("test", tables))


def facts(normalised: Normalised, *columns: str) -> list[tuple[object, ...]]:
    return normalised.observations.select(columns).rows()
