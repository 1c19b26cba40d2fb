"""Titles above rows on one line, and lines among the rows that end in a number."""

from __future__ import annotations

import pytest

from tasks.formats.text_rows import read
from tasks.model import Fate, Reading
from tasks.structure.furniture import furniture_of
from tasks.structure.lines import lines_of

ROWS = "Wijkteams 1.100 1.200\nJeugdhulp 2.100 2.200\nTotaal 3.200 3.400\n"
TITLES = [
    "Jaarstukken 2024", "Begroting 2024", "Gemeente Deurne 2024", "Jaarverslag gemeente Borne 2023",
    "2e Bestuursrapportage 2024", "Programmabegroting 2024-2027", "Sociaal domein 2024", "Realisatie 2024",
    "Jaarrekening Verslag",
]  # fmt: skip


def headings_read(reading: Reading) -> list[str]:
    return [cell.text for cell in reading.tables[0].cells if cell.row == 0 and cell.column]


@pytest.mark.parametrize("blank", ["\n", "\n\n"])
@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("heading", ["Taakveld gamma delta", "Gamma Delta", "Post alfa beta"])
def test_a_title_is_never_the_heading_of_columns(title: str, heading: str, blank: str) -> None:
    reading = read(f"{blank.join([title, 'Lasten per taakveld', heading])}\n{ROWS}".encode())
    assert reading.tables == ()
    signalled = [rest.text for rest in reading.remainder if rest.fate is Fate.SIGNALLED]
    assert signalled == ROWS.splitlines()


@pytest.mark.parametrize(
    "columns", [["2023-I", "2023-II"], ["I 2024", "II 2024"], ["1e tertaal", "2e tertaal"], ["2023-I", "2024-I"]]
)
def test_parts_of_a_year_are_periods(columns: list[str]) -> None:
    reading = read(f"Jaarstukken 2024\nLasten per taakveld\nTaakveld {' '.join(columns)}\n{ROWS}".encode())
    assert headings_read(reading) == columns
    assert reading.tables[0].title == "Lasten per taakveld"


def test_a_roman_number_before_one_year_is_of_the_programme() -> None:
    assert headings_read(read(f"Lasten\n\nProgramma I 2024 2025\n{ROWS}".encode())) == ["2024", "2025"]


@pytest.mark.parametrize(
    "line",
    ["Wmo 1,234.50 2,345.60", "Wmo <5 <10", "Wmo 12 mln 13 mln", "Wmo 1.234,- 2.345,-", "Wmo 12? 13?", "Wmo 12.5",
     "Wmo 1'234 2'345", "Wmo 10 x 20 x"],
)  # fmt: skip
@pytest.mark.parametrize("above", ["", "Samenkracht 5 6\n"])
def test_a_line_in_a_table_whose_figures_nothing_reads_is_signalled(line: str, above: str) -> None:
    reading = read(f"Lasten\n\nTaakveld 2023 2024\n{above}{line}\nJeugdhulp 7 8\nTotaal 12 14\n".encode())
    assert [rest.text for rest in reading.remainder if rest.fate is Fate.SIGNALLED] == [line]
    labels = [cell.text for cell in reading.tables[0].cells if cell.column == 0]
    assert labels == ["Taakveld", *above.split()[:1], "Jeugdhulp", "Totaal"]


@pytest.mark.parametrize(
    "label",
    ["Maatwerkdienstverlening 18+", "Wmo 2015", "Programma 6", "Fase 2", "Jeugd 0-18", "Artikel 2.1", "Taakveld 6.72a",
     "Bijstand (<27)"],
)  # fmt: skip
def test_a_label_that_ends_in_a_number_of_its_own_stays_a_label(label: str) -> None:
    reading = read(f"Lasten\n\nTaakveld 2023 2024\nZorg 5 6\n{label}\nJeugdhulp 7 8\nTotaal 12 14\n".encode())
    assert [cell.text for cell in reading.tables[0].cells if cell.column == 0][2] == label
    assert not [rest for rest in reading.remainder if rest.fate is Fate.SIGNALLED]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tweede bestuursrapportage 2025 pagina 7 van 14", True),
        ("Gemeente Velsen | Rapportage Participatiewet 2024 | pagina 4", True),
        ("Kadernota 2025                - 17 -", True),
        ("Monitor sociaal domein Oss 2024 13", True),
        ("48 | Programmabegroting 2025 gemeente Krimpenerwaard", True),
        ("Begroting 2024 13", False),
        ("Realisatie 2024 113", False),
        ("Wonen en programma 5 2024 300", False),
        ("Monitor Wmo 2024 12 13", False),
    ],
)
def test_the_title_of_a_document_with_a_page_number_is_no_row(text: str, expected: bool) -> None:
    assert bool(furniture_of(lines_of(f"Eerste regel\n\n{text}\n\nLaatste regel"))) is expected
