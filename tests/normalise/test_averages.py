"""An amount over its clients is the average that stands beside them: so its scale is known, though none is printed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.model import Kind
from tasks.normalise.averages import scale_by_averages
from tasks.normalise.measures import measure
from tasks.normalise.tables import judged
from tests.normalise.builders import document, facts, read, table

MONITOR = document(Kind.MONITOR, 2024)
HEADS = ["", "2022", "2023", "2024"]
CLIENTS, AVERAGES = (205, 220, 231), (6_451, 6_033, 5_821)
EUROS, THOUSANDS = (1_322_516, 1_327_276, 1_344_704), (1_323, 1_327, 1_345)


def _grid(amounts: tuple[int, ...]) -> list[list[str]]:
    rows = {"Aantal cliënten": CLIENTS, "Kosten": amounts, "Gemiddelde kosten per cliënt": AVERAGES}
    return [[label, *map(str, figures)] for label, figures in rows.items()]


@pytest.mark.parametrize(("amounts", "scale"), [(EUROS, 1), (THOUSANDS, 1_000)])
def test_averages_tell_the_scale_of_the_amounts_above_them(amounts: tuple[int, ...], scale: int) -> None:
    found = facts(read(table(HEADS, *_grid(amounts)), of=MONITOR), "scale", "scenario")
    assert found[3:6] == [(scale, "realisatie")] * 3


def test_averages_in_a_column_of_their_own_tell_it_too() -> None:
    heads = ["Product", "Aantal cliënten 2023", "Kosten 2023", "Gemiddelde kosten per cliënt 2023"]
    rows = [["Begeleiding", "205", "1.323", "6.451"], ["Dagbesteding", "120", "822", "6.853"]]
    found = facts(read(table(heads, *rows), of=MONITOR), "scale", "value")
    assert found[1] == (1_000, Decimal(1_323_000))


@pytest.mark.parametrize(
    ("amounts", "scale"), [(EUROS, 1), (THOUSANDS, 1_000), ((*EUROS[:2], 1_844_704), None), ((*THOUSANDS[:2], 1), None)]
)
def test_one_that_does_not_come_out_leaves_the_scale_to_other_evidence(
    amounts: tuple[int, ...], scale: int | None
) -> None:
    cells = judged(table(HEADS, *_grid(amounts)), MONITOR).cells
    for cell in cells:
        measure(cell, MONITOR.year)
    assert scale_by_averages(cells) == scale


@given(st.lists(st.tuples(st.integers(2, 2_000), st.integers(300, 90_000)), min_size=3, max_size=3))
def test_amounts_in_thousands_are_never_taken_for_euros(pairs: list[tuple[int, int]]) -> None:
    totals = [clients * average for clients, average in pairs]
    rows = {
        "Aantal cliënten": [clients for clients, _ in pairs],
        "Kosten": [round(total / 1_000) for total in totals],
        "Gemiddelde kosten per cliënt": [average for _, average in pairs],
    }
    grid = table(HEADS, *([label, *map(str, figures)] for label, figures in rows.items()))
    found = facts(read(grid, of=MONITOR), "scale", "scenario")
    assert all(scale == 1_000 or scenario is None for scale, scenario in found[3:6])
