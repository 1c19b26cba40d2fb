"""What domains and taakvelden cost over the years: what may be compared is, what may not says why."""

from __future__ import annotations

import shutil
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
from tasks.vocabularies import vocabulary
from tasks.warehouse import open_warehouse, transaction
from tasks.warehouse.queries import trends
from tests.small_documents import document, figure, load, replace_touching

IV3 = Path(__file__).resolve().parents[3] / "shared" / "documents" / "iv3"
YEARS = {2023: "2023_jaarrekening.csv", 2024: "2024_begroting.csv", 2025: "2025_begroting.csv"}
PGB = "De pgb's zaten tot en met 2024 in dit taakveld en staan sinds 2025 apart in 6.791."

Row = dict[str, Any]
Trend = Callable[..., dict[tuple[str, int], Row]]


@pytest.fixture
def trend(con: duckdb.DuckDBPyConnection) -> Trend:
    """Load a document for each year with its lasten by taakveld or domain; give the trend by aggregate and year."""

    def compute(lasten: dict[int, dict[str, int]], kind: Kind = Kind.JAARSTUKKEN) -> dict[tuple[str, int], Row]:
        for year, costs in lasten.items():
            of = document(f"{kind}-{year}.txt", kind=kind, year=year, period=f"{year}")
            load(con, of, *(stated(code, value, year) for code, value in costs.items()))
        return refreshed(con)

    return compute


def stated(code: str, value: int, year: int, **changes: Any) -> Row:
    if not code[0].isdigit():
        return figure(code, value, period=f"{year}", **changes)
    domains = dict(vocabulary("taakvelden").select("code", "domain").iter_rows())
    return figure(f"taakveld.{code}", value, period=f"{year}", domain=domains.get(code, ""), **changes)


def refreshed(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, int], Row]:
    with transaction(con):
        refresh_kpis(con)
    return {(row["aggregate"], row["year"]): row for row in trends(con, "Borne")}


def test_a_year_is_held_against_the_year_before(trend: Trend) -> None:
    found = trend({2023: {"jeugd": 80}, 2024: {"jeugd": 100}})
    assert found["jeugd", 2023]["reason"] == "Over 2022 is geen realisatie bekend."
    assert (found["jeugd", 2023]["vorig_jaar"], found["jeugd", 2023]["verschil"]) == (None, None)
    held = found["jeugd", 2024]
    assert (held["vorig_jaar"], held["verschil"], held["procent"], held["comparable"]) == (80, 20, 25, True)
    assert (held["reason"], len(held["document_ids"]), len(held["observation_ids"])) == (None, 2, 2)


def test_the_level_of_the_domain_goes_on_over_2025(trend: Trend) -> None:
    held = trend({2024: {"wmo": 100}, 2025: {"wmo": 90}})["wmo", 2025]
    assert (held["verschil"], held["procent"], held["comparable"], held["reason"]) == (-10, -10, True, None)


def test_a_taakveld_that_broke_in_2025_is_shown_without_a_difference_and_says_why(trend: Trend) -> None:
    found = trend({2023: {"6.71b": 40}, 2024: {"6.71b": 50}, 2025: {"6.712": 30}})
    assert (found["begeleiding", 2024]["verschil"], found["begeleiding", 2024]["comparable"]) == (10, True)
    held = found["begeleiding", 2025]
    assert (held["realisatie"], held["vorig_jaar"], held["verschil"], held["procent"]) == (30, 50, None, None)
    assert (held["comparable"], held["reason"]) == (False, PGB)


def test_taakvelden_that_went_on_under_other_codes_are_added_up(trend: Trend) -> None:
    found = trend({2022: {"6.82": 12}, 2023: {"6.82a": 10, "6.82b": 3}, 2024: {"6.82a": 8, "6.82b": 4}})
    assert [found["escalatie_jeugd", year]["verschil"] for year in (2023, 2024)] == [1, -1]
    assert "dezelfde taken onder andere codes" in found["escalatie_jeugd", 2023]["reason"]
    assert found["jeugdbescherming", 2023]["reason"] == "Vóór 2023 was Jeugdbescherming geen apart taakveld."
    assert found["jeugdbescherming", 2024]["verschil"] == -2


def test_a_part_is_not_taken_for_the_whole(trend: Trend) -> None:
    found = trend({2023: {"6.82a": 10, "6.82b": 3}, 2024: {"6.82a": 8}})
    assert ("escalatie_jeugd", 2024) not in found
    assert found["jeugdbescherming", 2024]["verschil"] == -2


def test_sums_of_other_taakvelden_are_not_held_against_each_other(trend: Trend) -> None:
    held = trend({2023: {"6.72a": 10, "6.82a": 3}, 2024: {"6.72a": 12}})["jeugd", 2024]
    assert (held["realisatie"], held["vorig_jaar"], held["verschil"]) == (12, None, None)
    assert "andere maat of optelling" in held["reason"]
    same = trend({2023: {"6.72a": 10}, 2024: {"6.72a": 12}})["jeugd", 2024]
    assert (same["basis"], same["verschil"]) == ("sum of taakvelden", 2)


def test_what_iv3_books_on_the_code_of_before_a_split_is_money_too(trend: Trend) -> None:
    whole = {"0.10": 0, "6.71": 5, "6.71a": 90, "6.71b": 60}
    found = trend({2023: whole, 2024: whole | {"6.71": 0}}, Kind.IV3)
    assert found["wmo_individueel", 2023]["realisatie"] == 155
    assert found["wmo_individueel", 2024]["verschil"] == -5


def test_lasten_are_not_held_against_a_net_cost(con: duckdb.DuckDBPyConnection, trend: Trend) -> None:
    before = document("monitor-2023.txt", year=2023, period="2023")
    load(con, before, stated("wmo", 70, 2023, metric="amount"))
    held = trend({2024: {"wmo": 90}})["wmo", 2024]
    assert (held["metric"], held["vorig_jaar"], held["verschil"], held["comparable"]) == ("lasten", None, None, True)
    assert held["reason"] == "Over 2023 is de realisatie alleen op een andere maat of optelling bekend."


def test_the_year_before_is_taken_from_the_same_table_first(con: duckdb.DuckDBPyConnection, trend: Trend) -> None:
    of = document("jaarstukken-2025.txt", kind=Kind.JAARSTUKKEN)
    load(con, of, stated("wmo", 75, 2024, column_label="2024"), stated("wmo", 90, 2025, column_label="2025"))
    found = trend({2024: {"wmo": 70}})
    assert (found["wmo", 2025]["vorig_jaar"], found["wmo", 2025]["verschil"]) == (75, 15)


def test_a_budget_is_no_realisatie(con: duckdb.DuckDBPyConnection) -> None:
    load(con, document(), stated("wmo", 5, 2025, scenario="begroting"), stated("jeugd", 5, 2025, scenario="prognose"))
    assert refreshed(con) == {}


def test_one_municipality_is_refreshed_without_touching_another(con: duckdb.DuckDBPyConnection) -> None:
    twenterand = document("b", municipality="GM1700")
    for one, cost in ((document("a"), 5), (twenterand, 6), (twenterand, 7)):
        with transaction(con):
            replace_touching(con, one, figure("wmo", cost))
            refresh_kpis(con, touched=True)
    assert [row["realisatie"] for row in trends(con)] == [5, 7]
    assert [row["municipality"] for row in trends(con, "twenterand")] == ["Twenterand"]


@pytest.mark.skipif(not IV3.exists(), reason="the Iv3 files of the country are not on this machine")
def test_the_whole_country_over_the_changes_of_codes(tmp_path: Path) -> None:
    """The files of budgets stand for the accounts of those years: the codes in them are what matters here."""
    folder = tmp_path / "iv3"
    folder.mkdir()
    for year, name in YEARS.items():
        shutil.copy(IV3 / name, folder / f"{year}_jaarrekening.csv")
    settings = Settings(var=tmp_path / "var")
    store, prefix = open_store(str(folder), settings)
    for ref in documents(store, prefix):
        ingest_object(store, ref, warehouse=settings.warehouse_path, settings=settings, now=datetime(2026, 1, 1))
    with open_warehouse(settings.warehouse_path, read_only=True) as con:
        found = con.execute(
            "SELECT aggregate, year, comparable, count(*), count(verschil), count(DISTINCT reason) FROM kpi_trend "
            "WHERE year > 2023 GROUP BY ALL"
        ).fetchall()
        hengelo = {(row["aggregate"], row["year"]): row for row in trends(con, "Hengelo")}
    refused = {aggregate for aggregate, _, comparable, _, shown, _ in found if not comparable and not shown}
    assert refused == {
        "hulpmiddelen",
        "huishoudelijke_hulp",
        "begeleiding",
        "dagbesteding",
        "maatwerk_overig",
        "toegang",
    }
    of_acts = {one for one in found if one[0] in {"wmo", "jeugd", "participatie"}}
    assert {(rows, shown) for _, _, comparable, rows, shown, _ in {*found} - of_acts if comparable} == {(342, 342)}
    assert {(338 <= rows < 342, rows - shown <= 1) for *_, rows, shown, _ in of_acts} == {
        (True, True)
    }  # some book none
    assert {(year, rows, said) for _, year, comparable, rows, _, said in found if not comparable} == {(2025, 342, 1)}
    assert hengelo["jeugd_individueel", 2025]["verschil"] == 2_301_000
    assert hengelo["huishoudelijke_hulp", 2025]["reason"] == PGB
