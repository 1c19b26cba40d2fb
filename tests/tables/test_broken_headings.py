"""Headings of which a word, a stand or the place of a column was broken when a page became text."""

from __future__ import annotations

import pytest

from tasks.formats import read
from tasks.formats.text_lines import read_lines
from tasks.model import Table
from tasks.structure.heading_paths import heading_paths
from tasks.structure.lines import lines_of
from tasks.tables.divisions import divided

OVER_LINES = """
Begroting 2024

(bedragen x € 1.000)

Jaar-

rekening

2022

Begroting

primitief

2023

Begroting

na wijziging

2023

Jaar-

rekening

2023

Verschil
"""
ROWS = (("Wijkteams", 2740, 2379, 2575, 2246, 329), ("Inkomen", 1530, 1467, 1520, 1636, -116))
FOR_ONCE = """
Jaarverslag 2023

Omschrijving

Realisatie

Incidenteel

Structureel

Bedragen x € 1.000
"""
RAN_TOGETHER = """
Begroting 2018

NrOmschrijvingRekeningActuele begrotingPrimitieve begroting
 201620172018201920202021
04.1 Sociaal klimaat 59.191 56.680 53.313 53.608 53.827 54.065
04.2 Passende zorg 25.205 23.967 19.400 19.393 19.411 19.314
04.3 Opvang 12.924 13.018 16.022 16.165 16.262 16.475
"""
BALANCED = """
Begroting 2021

Rek 2019

Begr 2020

Begroting 2021

2022

2023

Programma

Saldo's

Saldo's

Lasten

Baten

Saldo

Saldo's
"""
SPANS_LOST = """
Jaarverslag 2016

Nr. | Omschrijving | Begroot 2016 definitief | Rekening 2016 | Afwijking | V / N | ||||||
Lasten | Baten | Begroot | Beoogd | Lasten | Baten | Gerealiseerd | Werkelijk saldo | Gereali- |||
V.01 | Van wijken | 903 | 1 | -902 | -560 | 679 | 11 | -668 | -797 | 12 | -105 | N |
V.02 | Van buurten | 1.903 | 2 | -1.901 | -60 | 1.679 | 12 | -1.667 | -98 | 13 | 196 | V |
"""


def _cells(*texts: object) -> str:
    return "".join(f"\n{text}\n" for text in texts)


def _table(text: str) -> Table:
    (table,) = read_lines(lines_of(text)).tables
    return table


def _paths(table: Table) -> list[str]:
    return [" ".join(path) for _, path in sorted(heading_paths(table).items())]


def test_a_word_that_a_hyphen_broke_is_one_and_dates_with_the_year_below_it() -> None:
    table = _table(OVER_LINES + _cells(*(cell for row in ROWS for cell in row)))

    assert _paths(table) == [
        *("Jaarrekening 2022", "Begroting primitief 2023", "Begroting na wijziging 2023"),
        *("Jaarrekening 2023", "Verschil"),
    ]


@pytest.mark.parametrize("rows", [2, 6])
def test_rows_that_lost_the_same_cell_do_not_turn_a_column_into_a_group(rows: int) -> None:
    """In a row with one part the figure stands twice: nothing tells under which heading the second does."""
    short = [(f"Post {'abcdef'[at]}", 6000 + 7 * at, 6000 + 7 * at) for at in range(rows)]
    full = ("Post die beide heeft", 696, 432, 264)
    table = _table(FOR_ONCE + _cells(*(cell for row in (*short, full) for cell in row)))

    assert _paths(table) == ["Realisatie", "Incidenteel", "Structureel"]


def test_headings_that_ran_together_stand_over_their_years() -> None:
    table = _table(RAN_TOGETHER)

    assert _paths(table) == [
        *("Rekening 2016", "Actuele begroting 2017"),
        *(f"Primitieve begroting {year}" for year in (2018, 2019, 2020, 2021)),
    ]


def test_years_that_go_on_may_begin_behind_a_stand_of_another_year() -> None:
    """How many columns there are tells whether the first of the years is that of the stand before them."""
    line = "Exploitatie Werkelijk 2022 Begroting na wijzigingen 2024 2025 2026"

    assert divided(line, 5) == (("Werkelijk 2022", "Begroting na wijzigingen", "2024", "2025", "2026"),)
    assert divided(line, 4) == (("Werkelijk 2022", "Begroting na wijzigingen 2024", "2025", "2026"),)
    assert divided(line.replace("2025", "2024"), 5) == ()


def test_groups_end_with_their_balance_and_the_last_is_printed_once_for_the_years_that_are_left() -> None:
    rows = (("Wijkteams", -13, -19, 25, 8, -17, -16, -15), ("Inkomen", -14, -15, 15, 3, -12, -11, -10))
    table = _table(BALANCED + _cells(*(cell for row in rows for cell in row)))

    assert _paths(table) == [
        *("Rek 2019 Saldo's", "Begr 2020 Saldo's"),
        *("Begroting 2021 Lasten", "Begroting 2021 Baten", "Begroting 2021 Saldo"),
        *("2022 Saldo's", "2023 Saldo's"),
    ]


def test_groups_that_lost_their_columns_begin_where_the_first_heading_returns() -> None:
    """'Beoogd' was read under 'Rekening 2016', for that is the third cell of its row."""
    table = _table(SPANS_LOST)

    assert _paths(table)[2:6] == [
        "Begroot 2016 definitief Begroot",
        "Begroot 2016 definitief Beoogd",
        "Rekening 2016 Lasten",
        "Rekening 2016 Baten",
    ]
    assert _paths(table)[-1] == "Afwijking"


def test_headings_that_lost_their_columns_head_none_and_are_told() -> None:
    reading = read(SPANS_LOST.replace("Beoogd | Lasten | Baten", "Beoogd | Kosten | Ontvangsten").encode())
    (table,) = reading.tables

    assert not heading_paths(table)
    assert {rest.text: rest.reason for rest in reading.remainder if "2016" in rest.text} == {
        "Jaarverslag 2016": "heading",
        "Begroot 2016 definitief": "heading without its column",
        "Rekening 2016": "heading without its column",
    }
