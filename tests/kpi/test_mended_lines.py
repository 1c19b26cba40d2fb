"""Five budget lines that were wrong or missing until November 2026, each as the kind of thing that it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from infra.settings import Settings
from tasks.ingest import ingest_object
from tasks.kpi import refresh_kpis
from tasks.model import Kind
from tasks.storage import documents, open_store
from tasks.warehouse import open_warehouse, transaction
from tests.small_documents import document, figure, load

DORDRECHT = Path(__file__).parents[1] / "pages_real" / "documents" / "154_dordrecht_jaarverslag2018.txt"
CHANGED, PRIMITIVE = "begroting_gewijzigd", "begroting_primitief"
Lines = Callable[..., dict[str, dict[str, Any]]]


@pytest.fixture
def lines(con: duckdb.DuckDBPyConnection) -> Lines:
    """Load documents and give the rows of a KPI over 2025, by domain or aggregate."""

    def compute(*given: tuple[Any, list[dict[str, Any]]], table: str = "kpi_budget") -> dict[str, dict[str, Any]]:
        for one, figures in given:
            load(con, one, *figures)
        with transaction(con):
            refresh_kpis(con)
        rows = con.sql(f"FROM {table} WHERE year = 2025").pl().iter_rows(named=True)
        return {row.get("domain") or row["aggregate"]: row for row in rows}

    return compute


def pair(concept: str, done: int, planned: int, scenario: str = CHANGED, **changes: Any) -> list[dict[str, Any]]:
    return [figure(concept, done, **changes), figure(concept, planned, scenario, **changes)]


def test_a_changed_budget_at_net_cost_goes_before_a_primitive_one_at_lasten(lines: Lines) -> None:
    """Borne 2023: 2,2 % over the changed budget of its monitor, not 17,5 % over the primitive one of Iv3."""
    iv3 = pair("taakveld.6.71a", 7_692, 6_545, PRIMITIVE, domain="wmo")
    monitor = pair("wmo", 7_147, 6_995, metric="amount")
    held = lines((document("iv3.csv", kind=Kind.IV3), iv3), (document("monitor.txt", period="2025H1"), monitor[1:]),
                 (document("later.txt", year=2026), monitor[:1]))["wmo"]  # fmt: skip
    assert (held["begroting"], held["realisatie"], held["metric"]) == (6_995, 7_147, "amount")


def test_iv3_is_not_held_against_the_budget_of_another_document(lines: Lines) -> None:
    iv3 = [figure("taakveld.6.71a", 7_692, domain="wmo")]
    begroting = [figure("taakveld.6.71a", 6_545, PRIMITIVE, domain="wmo")]
    assert not lines((document("iv3.csv", kind=Kind.IV3), iv3), (document("b.txt", kind=Kind.BEGROTING), begroting))


def test_a_programme_that_also_holds_education_has_its_line(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path / "var")
    store, prefix = open_store(str(DORDRECHT), settings)
    (ref,) = documents(store, prefix)
    ingest_object(store, ref, warehouse=settings.warehouse_path, settings=settings, now=datetime(2026, 4, 1))
    with open_warehouse(settings.warehouse_path) as con:
        found = con.execute("SELECT domain, begroting::INTEGER, realisatie::INTEGER FROM kpi_budget").fetchall()
    assert found == [("totaal", 67_884_000, 68_702_000)]


@pytest.mark.parametrize(
    "label",
    [
        "Programma 2 Sociaal domein",
        "Programma's: > Programma 3. Werk (participatie), Zorg & Jeugd",
        "Programma Jeugd en Onderwijs > Lasten",
    ],
)
def test_a_row_named_as_a_programme_is_one(lines: Lines, label: str) -> None:
    assert lines((document(), pair("onbekend/naam", 9, 8, row_label=label)))["totaal"]["over"]


@pytest.mark.parametrize(
    "label",
    [
        "Programma 4 Onderwijs",
        "Totaal programma's",
        "Programma 5 Zorg > Wmo maatwerkvoorzieningen",
        "Programmalasten jeugd",
    ],
)
def test_a_part_of_a_programme_or_another_one_is_none(lines: Lines, label: str) -> None:
    assert not lines((document(), pair("onbekend/naam", 9, 8, row_label=label)))


def test_two_programmes_of_the_social_domain_are_each_a_part(lines: Lines) -> None:
    figures = [
        *pair("onbekend/a", 9, 8, row_label="Programma 3 Zorg en opvang"),
        *pair("onbekend/b", 7, 8, row_label="Programma 4 Jeugd"),
    ]
    assert not lines((document(), figures))


TWO_PROGRAMMES = {
    "rows of one table": ({"row_label": "6.71 > Programma 3"}, {"row_label": "6.71 > Programma 5"}),
    "tables of two programmes": (
        {"table_id": "T01", "table_title": "Programma 3 Zorg"},
        {"table_id": "T02", "table_title": "Programma 5 Wijken"},
    ),
}


@pytest.mark.parametrize("places", TWO_PROGRAMMES.values(), ids=TWO_PROGRAMMES)
def test_parts_of_a_taakveld_under_two_programmes_are_added(lines: Lines, places: tuple[Any, Any]) -> None:
    first, second = places
    figures = [
        *pair("taakveld.6.71", 30, 40, domain="wmo", **first),
        *pair("taakveld.6.71", 12, 11, domain="wmo", **second),
    ]
    held = lines((document(), figures))["wmo"]
    assert (held["realisatie"], held["begroting"], len(held["observation_ids"])) == (42, 51, 4)


def test_a_printed_sum_of_the_parts_is_not_added_to_them(lines: Lines) -> None:
    figures = [
        *pair("taakveld.6.71", 30, 40, domain="wmo", row_label="6.71 > Programma 3"),
        *pair("taakveld.6.71", 12, 11, domain="wmo", row_label="6.71 > Programma 5"),
        *pair("taakveld.6.71", 42, 51, domain="wmo", row_label="6.71 > Sub-totaal", is_total=True),
    ]
    assert lines((document(), figures))["wmo"]["realisatie"] == 42


def test_a_row_that_is_printed_again_is_not_added(lines: Lines) -> None:
    again = pair("taakveld.6.71", 30, 40, domain="wmo", row_label="6.71")
    other_table = pair("taakveld.6.71", 30, 40, domain="wmo", row_label="6.71", table_id="T02")
    assert lines((document(), [*again, *again, *other_table]))["wmo"]["realisatie"] == 30


def test_a_total_that_is_repeated_behind_the_reserves_is_not_the_programme(lines: Lines) -> None:
    figures = [
        *pair("programma", 100, 90, row_label="Saldo van baten en lasten"),
        *pair("reserves", 5, 5, metric="reserves", row_label="Onttrekkingen aan reserves"),
        *pair("programma", 95, 85, row_label="Totaal", is_total=True),
    ]
    assert lines((document(), figures))["totaal"]["realisatie"] == 100


def test_a_leaf_that_is_missing_from_a_trend_is_named(lines: Lines) -> None:
    """A taakveld printed as 'Maatwerkvoorz. (WMO)' was left out without a word, and Wmo was a quarter too low."""
    codes = ("6.711", "6.712", "6.713", "6.714", "6.791", "6.811", "6.812", "6.91")
    figures = [figure(f"taakveld.{code}", 3, domain="wmo") for code in codes]
    unknown = figure("wmo/maatwerkvoorz_wmo", 9, domain="wmo", row_label="Maatwerkvoorz. (WMO)")
    held = lines((document(), [*figures, unknown]), table="kpi_trend")["wmo"]
    assert held["realisatie"] == 24
    assert held["reason"].startswith("Zonder taakveld 6.60: niet gelezen, dus de som is te laag.")
    whole = lines((document(), [*figures, figure("taakveld.6.60", 9, domain="wmo")]), table="kpi_trend")["wmo"]
    assert (whole["realisatie"], "Zonder" in whole["reason"]) == (33, False)
