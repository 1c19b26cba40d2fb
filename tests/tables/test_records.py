"""Tables of one cell a line whose rows hold a unit, a year or a source beside their figures."""

from __future__ import annotations

from tasks.formats.text_lines import read_lines
from tasks.model import Fate, Reading
from tasks.structure.heading_paths import heading_paths
from tasks.structure.lines import lines_of
from tasks.tables.records import records_of
from tasks.tables.strips import cells_of

HEADS = ("Indicator", "Eenheid", "Periode", "Gemeente", "Nederland", "Bron")
ROWS = (
    ("Banen", "per 1.000 inwoners", "2018", "685,1", "788", "CBS"),
    ("Jongeren met hulp", "%", "1e halfjaar 2019", "10,8", "10", "CBS"),
    ("Werkloze jongeren", "%", "2018", "3", "2", "Verwey"),
)


def _read(*cells: str) -> Reading:
    return read_lines(lines_of("\n\n".join(cells)))


def test_every_cell_of_a_row_stands_under_its_own_heading() -> None:
    (table,) = _read(*HEADS, *(cell for row in ROWS for cell in row)).tables

    figures = [cell.text for cell in table.cells if cell.column == 3 and cell.row > 0]

    assert [path for _, path in sorted(heading_paths(table).items())][:3] == [(HEADS[1],), (HEADS[2],), (HEADS[3],)]
    assert (table.label_columns, figures) == (1, ["685,1", "10,8", "3"])


def test_a_row_that_lost_a_cell_is_signalled_and_the_next_one_read() -> None:
    short = ("Kinderen met bijstand", "%", "2018", "6", "CBS")
    reading = _read(*HEADS, *ROWS[0], *short, *ROWS[1], *ROWS[2])
    (table,) = reading.tables

    signalled = {rest.text for rest in reading.remainder if rest.fate is Fate.SIGNALLED}

    assert "6" in signalled
    assert [cell.text for cell in table.cells if cell.column == 0 and cell.row] == [row[0] for row in ROWS]


def test_headings_with_groups_above_them_are_no_record() -> None:
    """'Realisatie' and 'Prognose' would be lost."""
    text = "\n\n".join(("Realisatie", "Prognose", *HEADS, *(cell for row in ROWS for cell in row)))

    assert not records_of(list(cells_of(lines_of(text))))
