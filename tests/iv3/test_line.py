"""Iv3 through the whole line: documents, budgets, restatements, alerts, the account of cells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from infra.settings import Settings
from tasks.frames import LATER
from tasks.model import Claim
from tasks.warehouse import open_warehouse
from tasks.warehouse.explain import explain
from tasks.warehouse.queries import account, audit, budgets
from tests.iv3.conftest import Ingest
from tests.iv3.files import LASTEN, NO_ENTRY, as_json, delivery, pivot, pivot_of, raw, raw_of

MORE = LASTEN | {"6.72a": 160}


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    with open_warehouse(path, read_only=True) as con:
        return con.execute(query).fetchall()


def held(path: Path, municipality: str = "GM0147", year: int = 2024) -> dict[str, tuple[int, int, bool]]:
    with open_warehouse(path, read_only=True) as con:
        found = budgets(con, municipality, year)
    return {row["domain"]: (int(row["begroting"]), int(row["realisatie"]), row["over"]) for row in found}


EXPECTED = {
    "wmo": (150_000, 150_000, False),
    "jeugd": (230_000, 270_000, True),
    "participatie": (450_000, 450_000, False),
    "totaal": (840_000, 880_000, True),
}


def test_a_jaarrekening_is_held_against_the_begroting_of_another_file(ingest: Ingest, settings: Settings) -> None:
    both = [*pivot_of("Hengelo (O.)", LASTEN)]
    first = ingest(pivot([*pivot_of("Borne", LASTEN), *both]), "2024_begroting.csv")
    second = ingest(pivot([*pivot_of("Borne", MORE), *both]), "2024_jaarrekening.csv")
    assert (first.status, second.status) == ("loaded", "loaded"), first.reason + second.reason
    assert held(settings.warehouse_path) == EXPECTED
    assert held(settings.warehouse_path, "Hengelo")["jeugd"] == (230_000, 230_000, False)


def test_by_category_or_as_totals_or_as_a_delivery_the_sums_are_the_same(ingest: Ingest, settings: Settings) -> None:
    ingest(raw(*raw_of("GM0147", "2024X000", LASTEN), *raw_of("GM0147", "2024X005", MORE)), "any.csv")
    assert held(settings.warehouse_path) == EXPECTED
    lasten = [{"taakveld": code, "categorie": "3.8", "bedrag": n * 1_000_000} for code, n in MORE.items()]
    ingest(as_json(delivery(data={"lasten": lasten})), "levering.json")
    ingest(pivot(pivot_of("Borne", {code: n * 1000 for code, n in LASTEN.items()})), "2023_begroting.csv")
    assert held(settings.warehouse_path, year=2023) == {
        domain: (planned * 1000, done * 1000, over) for domain, (planned, done, over) in EXPECTED.items()
    }


def test_a_taakveld_that_one_whole_delivery_does_not_have_is_nothing_there(ingest: Ingest, settings: Settings) -> None:
    fewer = {code: amount for code, amount in LASTEN.items() if code != "6.82a"}
    ingest(raw(*raw_of("GM0147", "2024X000", fewer), *raw_of("GM0147", "2024X005", LASTEN)), "any.csv")
    assert held(settings.warehouse_path)["jeugd"] == (200_000, 230_000, True)


def test_an_extract_is_not_held_against_a_whole_budget(ingest: Ingest, settings: Settings) -> None:
    ingest(raw(*raw_of("GM0147", "2024X000", LASTEN), *raw_of("GM0147", "2024X005", LASTEN)[:-8]), "any.csv")
    assert held(settings.warehouse_path).keys() == {"wmo", "participatie"}


def test_a_booking_on_a_closed_code_is_money_of_its_own(ingest: Ingest, settings: Settings) -> None:
    ingest(pivot(pivot_of("Borne", LASTEN | {"6.71": 25})), "2024_begroting.csv")
    ingest(pivot(pivot_of("Borne", LASTEN)), "2024_jaarrekening.csv")
    assert held(settings.warehouse_path)["wmo"] == (175_000, 150_000, False)


def test_the_first_publication_stays_as_an_earlier_statement(ingest: Ingest, settings: Settings) -> None:
    done = [(*row[:4], row[4], int(str(row[4])) + 1) for row in raw_of("GM0147", "2024X005", LASTEN)]
    ingest(raw(*raw_of("GM0147", "2024X000", LASTEN), *done), "any.csv")
    assert held(settings.warehouse_path)["participatie"] == (450_000, 454_000, True)
    with open_warehouse(settings.warehouse_path, read_only=True) as con:
        ((id_,),) = con.execute(
            "SELECT observation_id FROM fact_current WHERE concept = 'taakveld.6.3.l3.8' AND scenario = 'realisatie'"
        ).fetchall()
        (before,) = explain(con, id_)["statements"]
    assert (before["raw"], before["superseded"], before["column_label"]) == ("133", True, "k_1ePlaatsing_1")


def test_loading_again_changes_nothing_and_new_bytes_supersede_all_parts(ingest: Ingest, settings: Settings) -> None:
    both = [*pivot_of("Borne", LASTEN), *pivot_of("Losser", LASTEN)]
    assert ingest(pivot(both), "2024_begroting.csv").status == "loaded"
    assert ingest(pivot(both), "2024_begroting.csv").status == "unchanged"
    assert (
        ingest(pivot([*pivot_of("Borne", MORE), *pivot_of("Wierden", LASTEN)]), "2024_begroting.csv").status == "loaded"
    )
    query = "SELECT municipality FROM document WHERE superseded_by IS {} ORDER BY municipality"
    assert rows(settings.warehouse_path, query.format("NULL")) == [("GM0147",), ("GM0189",), ("NL01",)]
    assert rows(settings.warehouse_path, query.format("NOT NULL")) == [("GM0147",), ("GM0168",), ("NL01",)]
    successors = "SELECT split_part(superseded_by, '#', 2) FROM document WHERE municipality = 'GM0147' ORDER BY ALL"
    assert rows(settings.warehouse_path, successors) == [("GM0147",), (None,)]
    assert rows(settings.warehouse_path, "SELECT count(*) FROM fact_current WHERE municipality = 'GM0168'") == [(0,)]


def test_the_account_of_a_file_is_one_row_and_adds_up(ingest: Ingest, settings: Settings) -> None:
    outcome = ingest(pivot([*pivot_of("Borne", LASTEN), *pivot_of("Nergenshuizen", LASTEN)]), "2024_begroting.csv")
    with open_warehouse(settings.warehouse_path, read_only=True) as con:
        (row,) = account(con)
        (finding,) = audit(con)
    assert row["cells"] == row["observed"] + row["ignored"] + row["signalled"]
    assert (row["observed"], row["signalled"]) == (26, 26)
    assert outcome.fates == {fate: row[fate] for fate in ("observed", "ignored", "signalled")}
    assert "Nergenshuizen" in finding["text"]


@pytest.mark.parametrize(("watched", "mailed"), [([], 0), (["GM0147"], 2), (["GM0164"], 0), (["GM0147", "GM0168"], 4)])
def test_a_file_about_the_country_mails_for_the_municipalities_that_are_named(
    ingest: Ingest, tmp_path: Path, watched: list[str], mailed: int
) -> None:
    # 3.000 thousand euros over is more than the rounding of all printed figures.
    places = ("Borne", "Losser", "Wierden")
    settings = Settings(var=tmp_path / "var", mail_to=["f@example.org"], alert_municipalities=watched)
    ingest(pivot([row for place in places for row in pivot_of(place, LASTEN)]), "2024_begroting.csv", of=settings)
    over = LASTEN | {"6.72a": 3000}
    outcome = ingest(
        pivot([row for place in places for row in pivot_of(place, over)]), "2024_jaarrekening.csv", of=settings
    )
    path = settings.warehouse_path
    assert rows(path, "SELECT count(*) FROM alert") == [(6,)]
    assert rows(path, "SELECT coalesce(sum(len(alert_ids)), 0)::INT FROM outbox") == [(mailed,)]
    assert len(outcome.over) == mailed
    assert len(outcome.over) + outcome.over_elsewhere == 6


def test_a_delivery_of_a_municipality_itself_is_mailed_as_any_document(ingest: Ingest, settings: Settings) -> None:
    ingest(raw(*raw_of("GM0147", "2024X000", LASTEN)), "begroting.csv")
    ingest(raw(*raw_of("GM0147", "2024X005", LASTEN | {"6.72a": 3000})), "jaarrekening.csv")
    assert rows(settings.warehouse_path, "SELECT len(alert_ids) FROM outbox") == [(2,)]


def test_other_municipalities_are_left_alone_where_only_one_is_watched(ingest: Ingest, tmp_path: Path) -> None:
    settings = Settings(var=tmp_path / "var", mail_to=["f@example.org"], alert_municipalities=["GM0164"])
    ingest(raw(*raw_of("GM0147", "2024X000", LASTEN)), "begroting.csv", of=settings)
    ingest(raw(*raw_of("GM0147", "2024X005", LASTEN | {"6.72a": 3000})), "jaarrekening.csv", of=settings)
    assert rows(settings.warehouse_path, "SELECT DISTINCT reason_not_mailed FROM alert") == [
        ("gemeente wordt niet gevolgd",)
    ]


def test_a_file_that_cannot_be_used_goes_to_quarantine_with_the_reason(ingest: Ingest) -> None:
    refused = ingest(pivot(pivot_of("Borne", LASTEN)), "landelijk.csv")
    assert refused.status == "quarantined"
    assert "2023_begroting.csv" in refused.reason
    one = ingest(raw(("6.3", "L4.1.1", "GM0147", "2024X005", 1, NO_ENTRY)), "any.csv", Claim(municipality="GM0164"))
    assert one.status == "quarantined"
    assert "GM0147" in one.reason


def test_the_codes_of_iv3_say_all_of_a_figure(ingest: Ingest, settings: Settings) -> None:
    ingest(as_json(delivery()), "levering.json")
    found = rows(settings.warehouse_path, f"SELECT DISTINCT {', '.join(LATER)} FROM observation")
    assert found == [("printed",) * 6 + (None, None, "printed", None)]
