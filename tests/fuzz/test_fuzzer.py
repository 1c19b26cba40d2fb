"""The fuzzer itself: its tables add up, its documents print them, its verdicts tell right from wrong."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from tests.fuzz.cases import Case, case, cases
from tests.fuzz.generated import FAMILIES, added
from tests.fuzz.grids import Fact, facts
from tests.fuzz.known import of_pages
from tests.fuzz.shrinking import causes, shrunk
from tests.fuzz.styles.texts import TEXTS
from tests.fuzz.verdicts import compare

REALISED, YEAR = frozenset({"realisatie"}), frozenset({"2024"})
FACT = Fact("1.204", Decimal(1204000), "Lasten", "Jeugd", REALISED, YEAR, "EUR", "lasten", "Rekening")
READ: dict[str, Any] = {
    "raw": "1.204",
    "value": Decimal(1204000),
    "row_label": "Jeugd > Lasten",
    "scenario": "realisatie",
    "period": "2024",
    "unit": "EUR",
    "metric": "lasten",
}
CELL: dict[str, Any] = {"text": "Lasten 1.204", "fate": "signalled", "reason": "unread row"}


def _made(seed: int, style: str, layout: str) -> Case:
    made = case(seed, style, layout)
    assert made is not None
    return made


def test_a_seed_makes_the_same_document_every_time() -> None:
    first, second = (_made(7, "cells", "blank_cells") for _ in range(2))
    assert first.data == second.data
    assert first.data != _made(8, "cells", "blank_cells").data


@pytest.mark.parametrize("seed", range(5))
def test_the_parts_of_a_long_table_add_up(seed: int) -> None:
    grid = FAMILIES["subtotals"](Random(seed))
    parts = [row.figures for row in grid.rows if not row.total]
    assert grid.rows[-1].figures == added(parts)
    assert added([row.figures for row in grid.rows[:-1] if row.total]) == added(parts)


@pytest.mark.parametrize("seed", range(20))
def test_a_difference_is_that_of_two_columns(seed: int) -> None:
    grid = FAMILIES["taakvelden"](Random(seed))
    for place, column in enumerate(grid.columns):
        if column.difference:
            for row in grid.rows:
                others = [figure for at, figure in enumerate(row.figures) if grid.columns[at].known and at != place]
                assert row.figures[place] == (others[-2] or 0) - (others[-1] or 0)


@pytest.mark.parametrize("style", sorted(TEXTS))
def test_a_text_prints_every_figure(style: str) -> None:
    for made in cases(range(1), style):
        text = made.data.decode()
        assert not [fact.printed for fact in facts(made.grid) if fact.printed not in text], made.name


def test_the_answers_of_pages_are_tables_too() -> None:
    grids = of_pages()
    assert len(grids) > 30
    assert all(len(row.figures) == len(grid.columns) for grid in grids for row in grid.rows)


@pytest.mark.parametrize(
    ("change", "fate"),
    [
        ({}, "right"),
        ({"scenario": "begroting"}, "WRONG"),
        ({"period": "2023"}, "WRONG"),
        ({"unit": "aantal", "value": Decimal(1204)}, "WRONG"),
        ({"value": Decimal(1204)}, "WRONG"),
        ({"metric": "baten"}, "WRONG"),
        ({"row_label": "Wmo > Lasten"}, "right"),  # nothing else of the table is called Wmo
        ({"row_label": "Jeugd > Baten"}, "WRONG"),
        ({"scenario": None, "period": "2023"}, "open"),
        ({"period": None}, "open"),
        ({"scenario": "begroting", "doubt": "telt niet op"}, "doubted"),
    ],
)
def test_what_is_read_of_a_figure_is_held_against_what_was_printed(change: dict[str, Any], fate: str) -> None:
    other = replace(FACT, label="Baten", printed="99", value=Decimal(99000))
    verdicts = compare([FACT, other], [READ | change], [])
    assert [verdict.fate for verdict in verdicts if verdict.fact == FACT] == [fate]


def test_a_figure_whose_heading_says_nothing_is_right_when_it_is_open() -> None:
    unknown = replace(FACT, scenarios=frozenset(), open=True)
    fates = [compare([unknown], [READ | {"scenario": code}], [])[0].fate for code in (None, "realisatie")]
    assert fates == ["right", "WRONG"]


def test_a_figure_that_was_never_printed_is_wrong() -> None:
    stated = READ | {"raw": "7", "value": Decimal(7000)}
    assert [verdict.fate for verdict in compare([FACT], [READ, stated], [])] == ["right", "WRONG"]


@pytest.mark.parametrize(("fate", "expected"), [("signalled", "signalled"), ("ignored", "ignored"), (None, "lost")])
def test_a_figure_that_is_no_observation_has_the_fate_of_its_cell(fate: str | None, expected: str) -> None:
    (verdict,) = compare([FACT], [], [CELL | {"fate": fate}])
    assert verdict.fate == expected


def test_a_shrunk_case_is_smaller_and_still_wrong() -> None:
    made = next(made for made in cases(range(1, 9), "unknown_heading") if causes(made))
    cause = min(causes(made))
    small = shrunk(made, cause)
    assert cause in causes(small)
    assert len(small.grid.rows) <= len(made.grid.rows)
