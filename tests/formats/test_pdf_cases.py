"""Small PDFs that were once read wrongly in silence, each with what is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks import tesseract
from tasks.formats import read
from tasks.model import Fate, Unreadable
from tests.formats.test_pdf import rows_of

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "files"
pytestmark = pytest.mark.skipif(not CASES.exists(), reason="the cases are not on this machine")
LASTEN = [
    ["Omschrijving", "Begroting 2025", "Realisatie 2025"],
    ["Wmo", "1.000.000", "1.200.000"],
    ["Jeugd", "2.000.000", "1.900.000"],
    ["Participatie", "3.000.000", "3.100.000"],
]
TOTAL = ["Totaal", "6.000.000", "6.200.000"]


def data_of(case: str) -> bytes:
    (path,) = CASES.joinpath(case).glob("*.pdf")
    return path.read_bytes()


def test_blanks_between_thousands() -> None:
    (table,) = read(data_of("01_pdf_space_thousands")).tables
    wanted = [[cell.replace(".", "\u00a0") for cell in row] for row in [*LASTEN, TOTAL]]
    assert rows_of(table) == wanted


def test_fonts_without_unicode(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "find_spec", lambda name: None)
    with pytest.raises(Unreadable, match="fonts zonder Unicode"):
        read(data_of("02_pdf_unreadable_font"))


@pytest.mark.skipif(bool(tesseract.obstacle()), reason=f"pictures are not read here: {tesseract.obstacle()}")
def test_fonts_without_unicode_are_seen_where_pictures_are_read() -> None:
    (table,) = read(data_of("02_pdf_unreadable_font")).tables
    assert rows_of(table)[: len(LASTEN)] == LASTEN
    assert all(cell.confidence for cell in table.cells)


def test_text_outside_the_crop_box() -> None:
    reading = read(data_of("17_pdf_cropbox"))
    assert rows_of(reading.tables[0]) == [*LASTEN, TOTAL]
    assert ("9.999.999", "outside the page") in {
        (rest.text, rest.reason) for rest in reading.remainder if rest.fate is Fate.IGNORED
    }


def test_a_figure_struck_through() -> None:
    reading = read(data_of("19_pdf_strike"))
    assert rows_of(reading.tables[0]) == LASTEN
    assert ("900.000", "struck through") in {(rest.text, rest.reason) for rest in reading.remainder}


def test_another_dash_as_minus() -> None:
    (table,) = read(data_of("22_pdf_odd_minus")).tables
    assert [row[1:] for row in rows_of(table)[1:]] == [
        ["-1.000.000", "-1.200.000"], ["-2.000.000", "-1.900.000"], ["3.000.000", "3.100.000"],
    ]  # fmt: skip


def test_years_in_brackets_below_their_figures() -> None:
    (table,) = read(data_of("23_pdf_year_in_brackets")).tables
    assert [row[2:] for row in rows_of(table)[1:]] == [
        ["9,1 % (2022)", "8,7 % (2023)", "8,5 %"], ["412 (2022)", "431 (2023)", "420"],
    ]  # fmt: skip


def test_boxes_around_headings() -> None:
    (table,) = read(data_of("37_pdf_boxed_head")).tables
    spans = {cell.text: (cell.column, cell.column_span) for cell in table.cells if cell.row < table.heading_rows}
    assert spans["Realisatie"] == (1, 1)
    assert spans["Begroting"] == (2, 5)
    assert "x € 1.000" in table.note
