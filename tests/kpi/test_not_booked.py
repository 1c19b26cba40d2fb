"""Iv3 of a municipality that delivered nothing, or that books a domain elsewhere, is no cost of nought."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

from tasks.kpi import refresh_kpis
from tasks.model import Kind
from tasks.warehouse import transaction
from tests.small_documents import document, figure, load

WHOLE = {"taakveld.0.10": 5, "taakveld.6.3": 400, "taakveld.6.71": 300, "taakveld.6.72": 900, "taakveld.6.82": 40}
DOMAINS = {"6.3": "participatie", "6.71": "wmo", "6.72": "jeugd", "6.82": "jeugd", "0.10": "overig"}
DELIVERED = {"participatie", "wmo", "jeugd", "totaal"}


def iv3(name: str, scenario: str, booked: dict[str, int]) -> tuple[Any, list[dict[str, Any]]]:
    of = document(name, kind=Kind.IV3)
    return of, [
        figure(concept, cost, scenario, domain=DOMAINS[concept.removeprefix("taakveld.")])
        for concept, cost in booked.items()
    ]


def lines(con: duckdb.DuckDBPyConnection, begroting: dict[str, int]) -> dict[str, bool]:
    """The budget lines of a realisatie in which everything is booked against a budget, and whether they are over."""
    for of, figures in (iv3("r.csv", "realisatie", WHOLE), iv3("b.csv", "begroting_primitief", begroting)):
        load(con, of, *figures)
    with transaction(con):
        refresh_kpis(con)
    return dict(con.execute('SELECT domain, "over" FROM kpi_budget').fetchall())


def test_what_is_booked_has_its_lines(con: duckdb.DuckDBPyConnection) -> None:
    assert set(lines(con, WHOLE)) == DELIVERED


@pytest.mark.parametrize(
    ("booked", "left"),
    [
        (dict.fromkeys(WHOLE, 0), set()),  # not delivered: Vijfheerenlanden 2023
        (WHOLE | {"taakveld.6.72": 0, "taakveld.6.82": 0}, {"participatie", "wmo"}),  # elsewhere: Sliedrecht 2023
        (WHOLE | {"taakveld.6.72": 0}, {"participatie", "wmo"}),  # but for escalated care: Valkenswaard 2023
        (WHOLE | {"taakveld.6.72": -2_000}, {"participatie", "wmo"}),  # booked below nought: Iv3 begroting 2024
    ],
    ids=["nothing delivered", "youth elsewhere", "youth elsewhere but for 6.8", "youth below nought"],
)
def test_a_budget_that_is_not_booked_is_not_exceeded(
    con: duckdb.DuckDBPyConnection, booked: dict[str, int], left: set[str]
) -> None:
    held = lines(con, booked)
    assert (set(held), any(held.values())) == (left, False)


def test_what_is_not_booked_stands_beside_nobody(con: duckdb.DuckDBPyConnection) -> None:
    lines(con, WHOLE | {"taakveld.6.72": 0, "taakveld.6.71": 0})
    compared = con.execute(
        "SELECT subject FROM kpi_benchmark WHERE scenario = 'begroting_primitief' AND peers = 'land'"
    )
    assert compared.fetchall() == [("participatie",)]
