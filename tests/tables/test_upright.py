"""Titles and upper headings below their tables, as in the text layer of a PDF that drew them later."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.formats.text_lines import read
from tasks.model import Table
from tasks.structure.lines import lines_of
from tasks.tables.upright import prints_titles_below, upright

SAMPLE = Path(__file__).parents[1] / "documents" / "text_lines" / "borne_monitor_2023" / "document.txt"
TOLD = """JEUGD 2022 2023

Verblijf 1.200 1.350

Ambulant 900 1.010

JEUGD

WMO 2022 2023

Hulp 500 612

Vervoer 40 50

WMO
"""  # two tables of which the words of the corner come again below: the text says how it prints titles


def read_behind(text: str) -> tuple[Table, ...]:
    """The tables of a text that stands behind the two that tell where titles are."""
    return read(f"{TOLD}\nToelichting op wat hieronder staat, per regeling.\n\n{text}".encode()).tables[2:]


def upper(table: Table) -> list[tuple[str, int, int]]:
    return [(cell.text, cell.column, cell.column_span) for cell in table.cells if cell.row == 0]


def test_a_title_below_is_that_of_the_table_above_it() -> None:
    first, second = read(TOLD.encode()).tables
    assert (first.title, second.title) == ("JEUGD", "WMO")
    assert upper(first) == upper(second) == [("2022", 1, 1), ("2023", 2, 1)]


def test_titles_an_upper_heading_and_the_note_of_a_table() -> None:
    (table,) = read_behind(
        "Jeugdwet, bedragen x € 1.000\n\nDit betreft de prijsindex.\n\nCategorie 2022 2023 2022 2023\n\n"
        "Verbl i jf 1.200 1.300 12 13\n\nZel f 900 950 9 10\n\nBEDRAGEN UNIEKE CLIENTEN\n\nJEUGD SPECIFIEK\n"
    )
    assert (table.title, table.note, table.heading_rows) == ("JEUGD SPECIFIEK", "Jeugdwet, bedragen x € 1.000", 2)
    assert upper(table) == [("BEDRAGEN", 1, 2), ("UNIEKE CLIENTEN", 3, 2)]


def test_years_run_together_head_the_quarters_in_order() -> None:
    (table,) = read_behind(
        "1e Kw. 2e Kw. 3e Kw. 4e Kw. 1e Kw. 2e Kw.\n\n<27 jaar 1 2 3 4 5 6\n\nTotaal 1 2 3 4 5 6\n\n"
        "PARTICIPATIE\n\n20232022\n"
    )
    assert upper(table) == [("2022", 1, 4), ("2023", 5, 2)]
    assert table.title == "PARTICIPATIE"


def test_the_words_of_a_corner_are_the_title_where_what_is_printed_below_says_another_thing() -> None:
    (table,) = read_behind("UITSTROOM 2022 2023\n\nWerk 3 4\n\nStudie 5 6\n\nPARTICIPATIE\n")
    assert (table.title, table.section[-1]) == ("UITSTROOM", "PARTICIPATIE")
    (table,) = read_behind("WMO GROEP 2022 2023\n\nWerk 3 4\n\nStudie 5 6\n\nWMO TOTAAL (individueel + groep)\n")
    assert table.title == "WMO TOTAAL (individueel + groep)"


def test_tables_that_are_headed_alike_are_two_each_with_its_own_note() -> None:
    heading = "2022 2023Prog P vs B"
    first, second = read_behind(
        f"Wmo totaal, bedragen x € 1.000\n\nHulpmiddelen, bedragen in euro's\n\n{heading}\n\nHulp 11 20 9\n\n"
        f"Zorg 30 41 11\n\nWMO TOTAAL\n\n{heading}\n\nStoel 5 7 2\n\nBed 9 8 -1\n\nHULPMIDDELEN\n"
    )
    assert (first.title, second.title) == ("WMO TOTAAL", "HULPMIDDELEN")
    assert (first.note, second.note) == ("Wmo totaal, bedragen x € 1.000", "Hulpmiddelen, bedragen in euro's")


def test_everything_is_told_at_the_line_that_it_was_printed_on() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    printed = {line.locator: "".join(line.text.split()) for line in lines_of(text)}
    reading = read(text.encode())
    figures = [
        cell
        for table in reading.tables
        for cell in table.cells
        if cell.row >= table.heading_rows and cell.column >= table.label_columns
    ]
    strange = [cell for cell in figures if "".join(cell.text.split()) not in printed[cell.locator]]
    assert len(figures) > 800
    assert strange == []


@pytest.mark.parametrize(
    "text",
    [
        TOLD.replace("\nWMO\n", "\n"),  # one table alone
        TOLD.replace("\nJEUGD\n", "\n").replace("\nWMO\n", "\n"),
        TOLD.replace("WMO", "Wmo").replace("JEUGD", "Jeugd"),  # any words may come again: capitals are a title
        "JEUGD\n\n2022 2023\nVerblijf 1 2\n\nWMO\n\n2022 2023\nHulp 3 4\n",
    ],
)
def test_other_texts_are_left_as_they_are(text: str) -> None:
    lines = lines_of(text)
    assert not prints_titles_below(line.text for line in lines)
    assert upright(lines).lines == lines
