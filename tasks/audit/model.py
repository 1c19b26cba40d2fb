"""A document as the audit of its text sees it: pieces of text, and figures with their places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

LINE = re.compile(r"^line (\d+)$")
NEAR = 10  # lines between a table and the text about it


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, list item or heading, where it stands."""

    locator: str
    reason: str
    text: str

    @property
    def line(self) -> int | None:
        """The line, where the document has lines."""
        match = LINE.match(self.locator)
        return int(match[1]) if match else None


@dataclass(frozen=True, slots=True)
class Figure:
    """One settled figure in euros, clients or averages."""

    table_id: str
    table_title: str
    row_label: str
    concept: str
    metric: str
    scenario: str
    period: str
    value: float
    print_unit: float
    unit: str
    is_total: bool
    locator: str

    @property
    def line(self) -> int | None:
        """The line, where the document has lines."""
        match = LINE.match(self.locator)
        return int(match[1]) if match else None


@dataclass(frozen=True)
class Read:
    """What was read of one document."""

    document_id: str
    municipality: str
    year: int
    pieces: Sequence[Piece]
    figures: Sequence[Figure]

    @cached_property
    def tables(self) -> dict[str, list[Figure]]:
        """The figures by table."""
        found: dict[str, list[Figure]] = {}
        for figure in self.figures:
            found.setdefault(figure.table_id, []).append(figure)
        return found

    def above(self, piece: Piece) -> list[Figure]:
        """The figures of the nearest table that ends just above a piece of text; none where none does."""
        if piece.line is None:
            return []
        ends = [
            (max(lines), table)
            for table, figures in self.tables.items()
            if (lines := [figure.line for figure in figures if figure.line is not None])
        ]
        near = [(end, table) for end, table in ends if 0 < piece.line - end <= NEAR]
        return self.tables[max(near)[1]] if near else []


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that a text says and its table does not."""

    kind: str
    severity: str
    piece: Piece
    table_id: str | None
    printed: str
    computed: str | None
    text: str
    period: str
