"""Iv3 prints thousands: what lies within their rounding of own documents needs no bridge."""

from __future__ import annotations

import duckdb
import pytest

from tasks.kpi import refresh_kpis
from tasks.model import Kind
from tasks.warehouse import transaction
from tasks.warehouse.queries import audit
from tests.small_documents import document, figure, load
from tests.warehouse.conftest import con

__all__ = ["con"]

OWN = {"taakveld.6.71": 4_589_300, "taakveld.6.6": 690_480, "taakveld.6.81": 250_020}


@pytest.mark.parametrize(("off", "told"), [(0, 0), (90_000, 1)], ids=["rounded", "another extent"])
def test_a_bridge_is_told_beyond_the_rounding(con: duckdb.DuckDBPyConnection, off: int, told: int) -> None:
    own = document("jaarstukken.txt", kind=Kind.JAARSTUKKEN)
    load(con, own, *(figure(concept, cost, domain="wmo") for concept, cost in OWN.items()))
    thousands = {concept: round(cost, -3) for concept, cost in OWN.items()}
    thousands["taakveld.6.71"] += off
    iv3 = document("iv3.csv", kind=Kind.IV3)
    load(con, iv3, *(figure(concept, cost, domain="wmo", scale=1000) for concept, cost in thousands.items()))
    with transaction(con):
        refresh_kpis(con)
    assert con.execute("SELECT own <> iv3 FROM kpi_bridge WHERE domain = 'wmo'").fetchall() == [(True,)]
    bridges = [row for row in audit(con) if row["kind"] == "iv3_has_another_extent"]
    assert len(bridges) == told
