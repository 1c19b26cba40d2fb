"""Rows of groups that lost their places between bars."""

from __future__ import annotations

import pytest

from tasks.formats.text_tabs import read_lines
from tasks.structure.delimited.displaced import with_groups_in_place
from tasks.structure.grid import Printed, Row
from tasks.structure.lines import lines_of


def _row(*texts: str) -> Row:
    return {place: Printed(text, "line 1") for place, text in enumerate(texts) if text}


def _texts(row: Row) -> dict[int, str]:
    return {place: cell.text for place, cell in row.items()}


YEARS = _row("Nr", "Taakveld", "Jr. 2023", "Begr. 2024", "Jr. 2023", "Begr. 2024")


@pytest.mark.parametrize(
    ("groups", "placed"),
    [
        (("Nr", "Naam", "Lasten", "Baten"), {0: "Nr", 1: "Naam", 2: "Lasten", 4: "Baten"}),
        (("Nr", "Naam", "Lasten", "", "Baten"), {0: "Nr", 1: "Naam", 2: "Lasten", 4: "Baten"}),
        (("Nr", "Naam", "Lasten", "Baten", "Saldo"), {0: "Nr", 1: "Naam"}),
    ],
)
def test_a_group_stands_where_the_headings_begin_again(groups: tuple[str, ...], placed: dict[int, str]) -> None:
    """As many groups as series are put in place, a row that kept its blanks stays, what fits neither is left out."""
    upper, lowest = with_groups_in_place([_row(*groups), YEARS])

    assert (_texts(upper), lowest) == (placed, YEARS)


def test_groups_that_tell_but_one_measure_stand_as_one_over_their_series() -> None:
    series = ("Jr. 2023", "Begr. 2024", "Begr. 2025", "Begr. 2026")
    names = ("Lasten", "Geraamde lasten", "Meerjaren", "Baten", "Geraamde baten", "Meerjaren")

    upper, _ = with_groups_in_place([_row("Nr", *names), _row("Nr", *series, *series)])

    assert _texts(upper) == {0: "Nr", 1: "Lasten", 5: "Baten"}


def test_headings_that_come_back_in_part_are_no_series() -> None:
    """'Rekening, Begroting, Rekening' may be of one year and of two."""
    heading = [_row("Lasten", "2019", "2020"), _row("Lasten", "Rekening", "Begroting", "Rekening")]

    assert with_groups_in_place(heading) == heading


def test_headings_without_a_corner_stand_above_the_figures() -> None:
    text = """Jaarverslag 2024
bedragen x € 1.000 | Sociaal | | |
werkelijk | begroot | verschil |
stand 1 januari | 16 | 16 | 0 |
vermeerderingen | 3 | 6 | -3 |
"""
    (table,) = read_lines(lines_of(text)).tables
    heads = {cell.column: cell.text for cell in table.cells if cell.row == table.heading_rows - 1}
    assert heads == {1: "werkelijk", 2: "begroot", 3: "verschil"}


def test_one_more_heading_behind_those_that_return_is_a_group_of_its_own() -> None:
    lowest = ["Lasten", "Baten", "Lasten", "Baten", "2018"]
    heading = with_groups_in_place(
        [_row("Programma", "Begroting 2019", "Rekening 2019", "Rekening"), _row("", *lowest)]
    )
    assert {column: cell.text for column, cell in heading[0].items() if column} == {
        1: "Begroting 2019", 3: "Rekening 2019", 5: "Rekening",
    }  # fmt: skip


def test_a_side_before_new_years_is_a_group_and_no_heading_of_the_labels() -> None:
    text = """Jaarstukken 2024
bedragen x € 1.000 | Begroting 2023 | Rekening 2023 |
Wijkzorg | 1 | 2 |
Jeugd | 3 | 4 |
Lasten | Begroting 2024 | Rekening 2024 |
Wijkzorg | 16 | 17 |
Jeugd | 3 | 6 |
"""
    *_, table = read_lines(lines_of(text)).tables
    labels = [cell.text for cell in table.cells if cell.column == 0 and cell.row >= table.heading_rows]
    assert labels == ["Lasten", "Wijkzorg", "Jeugd"]


def test_a_stand_before_others_in_an_inner_heading_heads_the_first_figures() -> None:
    text = """Jaarverslag 2024
naam van reserve | Sociaal Domein | | |
code | 077 | | |
werkelijk | begroot | verschil | |
stand 1 januari | 16 | 16 | 0 |
vermeerderingen | 3 | 6 | -3 |
"""
    *_, table = read_lines(lines_of(text)).tables
    heads = {cell.column: cell.text for cell in table.cells if cell.row == table.heading_rows - 1}
    assert heads == {0: "naam van reserve", 1: "werkelijk", 2: "begroot", 3: "verschil"}
