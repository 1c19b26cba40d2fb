"""The four files of the whole country, held against sums of our own."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import polars as pl
import pytest

from infra.settings import Settings
from tasks.ingest import Outcome, ingest_object
from tasks.iv3 import read_iv3
from tasks.model import Claim, StoredObject
from tasks.storage import documents, open_store
from tasks.vocabularies import vocabulary
from tasks.warehouse import open_warehouse
from tasks.warehouse.queries import account, budgets

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "documents" / "iv3"
FILES = sorted(FOLDER.glob("*.csv"))
DOMAINS = {"wmo", "jeugd", "participatie", "totaal"}

pytestmark = pytest.mark.skipif(not FILES, reason="the Iv3 files of the country are not on this machine")


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(var=tmp_path_factory.mktemp("national"), mail_to=["f@example.org"], alert_since_year=2020)


@pytest.fixture(scope="module")
def loaded(settings: Settings) -> list[Outcome]:
    store, prefix = open_store(str(FOLDER), settings)
    refs = [ref for ref in documents(store, prefix) if ref.key.endswith(".csv")]
    return [
        ingest_object(store, ref, warehouse=settings.warehouse_path, settings=settings, now=datetime(2026, 1, 1))
        for ref in refs
    ]


def parts(name: str, year: int) -> pl.DataFrame:
    """Lasten of hoofdtaakveld 6 by municipality, code and domain, in euros, straight from the file."""
    domains = vocabulary("taakvelden").filter(
        (pl.col("valid_from") <= year) & (pl.col("valid_to").is_null() | (pl.col("valid_to") >= year))
    )
    frame = pl.read_csv(FOLDER / name, separator=";", infer_schema=False)
    cost = frame.filter(pl.col("Gemeenten") != "Nederland", pl.col("Taakveld").str.starts_with("6.")).select(
        place=pl.col("Gemeenten"), code=pl.col("Taakveld").str.split(" ").list.first(),
        cost=pl.col("Lasten").cast(pl.Float64).cast(pl.Int64) * 1000,
    )  # fmt: skip
    return cost.join(domains.select("code", "domain"), on="code", how="left")


def lasten(name: str, year: int) -> pl.DataFrame:
    """Those by municipality and domain, and of all domains together."""
    of_domains = parts(name, year)
    whole = of_domains.with_columns(domain=pl.lit("totaal"))
    return pl.concat([of_domains, whole]).group_by("place", "domain").agg(pl.col("cost").sum())


def not_booked(name: str, year: int) -> pl.DataFrame:
    """Domains on which a municipality books nothing but escalated care (6.8), and then its whole too."""
    of_acts = parts(name, year).filter(pl.col("domain").is_in(DOMAINS), ~pl.col("code").str.starts_with("6.8"))
    without = of_acts.group_by("place", "domain").agg(pl.col("cost").sum()).filter(pl.col("cost") <= 0)
    lacking = without.select("place", "domain")
    return pl.concat([lacking, lacking.with_columns(domain=pl.lit("totaal"))]).unique()


def test_all_figures_of_all_municipalities_are_loaded(loaded: list[Outcome], settings: Settings) -> None:
    assert [(outcome.status, outcome.tables) for outcome in loaded] == [("loaded", 342)] * 4
    with open_warehouse(settings.warehouse_path, read_only=True) as con:
        rows = account(con)
        observed = con.execute("SELECT count(*), count(DISTINCT observation_id) FROM observation").fetchall()
    assert observed == [(237_105, 237_105)]
    assert sum(row["observed"] for row in rows) == 237_105
    for row in rows:
        assert row["cells"] == row["observed"] + row["ignored"], row
        assert row["signalled"] == 0


def test_every_municipality_has_what_it_books_against_the_begroting(loaded: list[Outcome], settings: Settings) -> None:
    with open_warehouse(settings.warehouse_path, read_only=True) as con:
        found = pl.DataFrame(budgets(con, year=2023), infer_schema_length=None)
    columns = {"begroting": "2023_begroting.csv", "realisatie": "2023_jaarrekening.csv"}
    without = pl.concat([not_booked(name, 2023) for name in columns.values()]).unique()
    assert {"Sliedrecht", "Vijfheerenlanden"} <= set(without["place"])
    assert found.height == 342 * len(DOMAINS) - without.height
    assert set(found["domain"]) == DOMAINS
    for column, name in columns.items():
        own = (
            lasten(name, 2023).filter(pl.col("domain").is_in(DOMAINS)).join(without, on=["place", "domain"], how="anti")
        )
        totals = own.group_by("domain").agg(pl.col("cost").sum()).sort("domain")
        mine = found.group_by("domain").agg(pl.col(column).sum().cast(pl.Int64).alias("cost")).sort("domain")
        assert mine.equals(totals)
        hengelo = own.filter(pl.col("place") == "Hengelo").sort("domain")
        shown = found.filter(pl.col("municipality") == "Hengelo").sort("domain")
        assert shown[column].cast(pl.Int64).to_list() == hengelo["cost"].to_list()


def test_bookings_on_closed_codes_are_told_with_their_sums(loaded: list[Outcome], settings: Settings) -> None:
    with open_warehouse(settings.warehouse_path, read_only=True) as con:
        found = con.execute(
            "SELECT d.name, f.printed FROM finding AS f JOIN document AS d USING (document_id) "
            "WHERE f.kind = 'closed taakveld' ORDER BY ALL"
        ).fetchall()
    names = ["2023_begroting.csv", "2023_jaarrekening.csv", "2024_begroting.csv"]
    assert found == [(name, code) for name in names for code in ("6.71", "6.72", "6.81", "6.82")]


def test_nobody_is_mailed_about_the_country(loaded: list[Outcome], settings: Settings) -> None:
    with open_warehouse(settings.warehouse_path, read_only=True) as con:
        assert con.execute("SELECT count(*) FROM outbox").fetchall() == [(0,)]
        reasons = con.execute("SELECT DISTINCT reason_not_mailed FROM alert").fetchall()
    assert reasons == [("gemeente wordt niet gevolgd",)]
    assert sum(outcome.over_elsewhere for outcome in loaded) > 1000


def test_figures_stand_in_the_order_of_the_file() -> None:
    """As they are read by one thread and by many: of two that state the same the first counts."""
    stored = StoredObject(FILES[0].as_uri(), FILES[0].name, "", FILES[0].read_bytes())
    line = pl.col("locator").str.extract(r"(\d+)").cast(pl.Int64)
    places = read_iv3(stored, Claim()).normalised.observations.select("column", line).rows()
    assert places == sorted(places)
