"""Blank cells that a line with one space holds, where each cell of a page has a line of its own."""

from __future__ import annotations

import pytest

from tasks.tables.proofs import vote
from tasks.tables.relations import related
from tasks.tables.wording import says
from tests.tables.test_candidates import grid, only, stream

HEADS = ("Reserves (bedragen x € 1.000)", "Begroting 2024", "Raming 2025", "Raming 2026", "Raming 2027")


def test_a_line_with_one_space_is_a_blank_cell_where_it_fills_its_row() -> None:
    """No sum tells where the figures of these rows stand: the cells do."""
    rows = ("Wijkteams", "310", " ", " ", "40", "Buurtsport", " ", "75", " ", " ", "Zwembad", "12", "13", " ", "15",
            "Bibliotheek", "521", "522", "529", "540")  # fmt: skip
    table, _ = only(stream(*HEADS, *rows))
    assert grid(table)["Wijkteams"] == {"Begroting 2024": "310", "Raming 2027": "40"}
    assert grid(table)["Buurtsport"] == {"Raming 2025": "75"}


def test_a_line_with_one_space_before_each_label_holds_the_place_of_a_label() -> None:
    rows = (" ", "Wijkteams", "310", "320", "330", "340", " ", "Buurtsport", "71", "75", "78", "79",
            " ", "Zwembad", "12", "13", "14", "15", "Bibliotheek", "521", "522", "529", "540")  # fmt: skip
    assert grid(only(stream(*HEADS, *rows))[0]) == grid(
        only(stream(*HEADS, *(cell for cell in rows if cell.strip())))[0]
    )


@pytest.mark.parametrize(("middle", "expected"), [("Vermeerdering", 1), ("Boekwaarde", -1)])
def test_what_came_between_two_stands_says_what_adds_up(middle: str, expected: int) -> None:
    paths = [("Boekwaarde", "1-1-2024"), (middle, "2024"), ("Boekwaarde", "31-12-2024")]
    (relation,) = related([(100.0, 20.0, 120.0), (300.0, 70.0, 370.0), (80.0, 4.0, 84.0)], 3)
    assert vote([says(path, 2024) for path in paths], paths, relation) == expected
