"""A long document becomes frames in parts, which together say what they would say at once."""

from __future__ import annotations

import pytest

import tasks.normalise as line
from tasks.frames import joined
from tasks.model import Cell, Fate, Reading, Remainder, Table
from tests.normalise.builders import document, table

UNREAD = Remainder("Wmo 12", "line 99", Fate.SIGNALLED, "unread row")


def numbered(number: int, *rows: list[str]) -> Table:
    made = table(["", "Begroting 2024", "Rekening 2024", "Grom 2024"], *rows, title=f"Lasten {number}")
    cells = [Cell(cell.text, cell.row, cell.column, f"line {number}{cell.row}") for cell in made.cells]
    return Table(f"T{number:02d}", made.title, tuple(cells), made.heading_rows, made.label_columns)


READING = Reading(
    "test",
    (
        numbered(1, ["Jeugd", "1.000", "1.200", "7"], ["Zwerfkatten", "20", "3o", "8"]),
        numbered(2, ["Wmo", "1.000.000", "1.200.000", "7"], ["Zwerfhonden", "20.000", "3o", "8"]),
        numbered(3, ["Sociaal domein", "20", "30", "8"]),
    ),
    (UNREAD,),
)


@pytest.mark.parametrize("at_once", [1, 12])
def test_parts_together_say_what_all_says_at_once(monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    whole = line.normalise(document(), READING)
    monkeypatch.setattr(line, "CELLS_AT_ONCE", at_once)
    parts = list(line.in_parts(document(), READING))
    assert sum(bool(part.observations.height) for part in parts) > 1
    assert all(part.findings.height <= at_once for part in parts)
    together = joined(parts)
    assert together.observations.equals(whole.observations)
    assert together.findings.equals(whole.findings)
    assert together.cells.equals(whole.cells)
    assert together.proof == whole.proof
    assert {"unread row", "unreadable cell", "unknown heading"} <= set(whole.findings["kind"])


def test_a_table_is_let_go_of_when_its_part_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "CELLS_AT_ONCE", 1)
    found = line.settled(document(), READING)
    parts = line.framed(document(), READING, found)
    assert [len(found.tables) for _ in zip(range(3), parts, strict=False)] == [2, 1, 0]
