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


def test_other_headings_that_begin_alike_begin_another_table() -> None:
    """'2021' and '2022' were read as figures of a row that is named 'Indicator'."""
    others = ("Overige indicatoren", "Indicator", "Eenheid", "2021", "2022", "Bron", "Toelichting")
    rows = (("Aanvragen", "aantal", "69", "74", "WIZ", "-"), ("Deelnemers", "aantal", "791", "922", "WIZ", "-"))
    reading = _read(*HEADS, *(cell for row in ROWS for cell in row), *others, *(c for row in rows for c in row))

    assert not any(cell.text in {"2021", "2022"} for cell in reading.tables[0].cells)


def test_headings_that_return_below_a_title_go_on_in_the_same_table() -> None:
    """Each field of tasks has two rows: alone it is no table of records."""
    cells = [cell for number, row in enumerate(ROWS) for cell in (f"Veld {number}", *HEADS, *row)]
    (table,) = _read(*cells[1:]).tables

    labels = [cell.text for cell in table.cells if cell.column == 0 and cell.row]
    assert labels == ["Banen", "Veld 1", "Jongeren met hulp", "Veld 2", "Werkloze jongeren"]


def test_of_two_ways_to_end_the_headings_the_one_that_holds_more_cells_is_taken() -> None:
    """Headings up to the first figure only fit rows that lost cells, too, and so more of them."""
    heads = ("Programma", "Naam indicator", "Eenheid", "Gemeente", "Nederland", "Periode")
    rows = [("1", f"Banen {at}", "per 1.000 inwoners", f"68{at},1", f"78{at}", "2018") for at in range(4)]
    lost = ("1", "Kinderen", "%", "6", "2018")
    (table,) = _read(*heads, *(cell for row in rows for cell in row), *lost, *rows[0]).tables

    assert max(cell.column for cell in table.cells) == len(heads) - 1


def test_rows_with_more_figures_than_headings_are_no_records() -> None:
    """Years stand below 'Referentiewaarde' and 'Streefwaarde': no row ends at its second figure."""
    heads = ("Indicatoren", "Naam indicator", "Referentiewaarde", "Streefwaarde", "Bron", "Wettelijk", "2021", "2022")
    names = ("Jongeren met jeugdhulp", "Jongeren met bescherming", "Huishoudens met schulden", "Tevreden inwoners")
    rows = [(f"02{at}", name, "12,8", "13,0", "13,2", "9,0", "13,5", "CBS") for at, name in enumerate(names)]

    assert records_of(list(cells_of(lines_of("\n\n".join([*heads, *(cell for row in rows for cell in row)]))))) == []
