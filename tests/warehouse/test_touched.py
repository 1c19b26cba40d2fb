"""What is made anew after a batch is all that changes: a full refresh gives the same rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infra.settings import Settings
from tasks.conclude import Conclusion
from tasks.loading import load_batch
from tasks.model import Document, Kind, stable_id
from tasks.outcome import Taken
from tasks.packed import packed
from tasks.refreshing import refresh
from tasks.warehouse import Seen, open_warehouse, transaction
from tasks.warehouse.connection import CONFIG
from tasks.warehouse.kpis import kpis
from tests.small_documents import READER, document, figure, normalised

NOW = datetime(2026, 1, 1)
SETTINGS = Settings(alert_since_year=1990, mail_to=["financien@borne.nl"])
MADE = (*(kpi.table for kpi in kpis().values()), "alert", "outbox")
OF_READING = "kind IN ('counts_are_copied_from_another_row', 'the_same_fact_is_stated_otherwise')"
CONCEPTS = ("wmo", "jeugd", "programma", "taakveld.6.71a", "taakveld.6.72a", "taakveld.6.3")
PERIODS = ("2022", "2023", "2023H1", "2024", "2025")

figures = st.lists(
    st.builds(
        lambda concept, period, scenario, metric, value, table: figure(
            concept, value, scenario, period=period, metric=metric, table_id=table,
            unit="EUR" if metric in {"lasten", "saldo", "amount"} else "aantal",
        ),
        st.sampled_from(CONCEPTS),
        st.sampled_from(PERIODS),
        st.sampled_from(("realisatie", "begroting", "begroting_primitief")),
        st.sampled_from(("lasten", "saldo", "amount", "clients", "providers")),
        st.sampled_from((100, 120, 125)),
        st.sampled_from(("T01", "T02")),
    ),
    max_size=14,
)  # fmt: skip
arrivals = st.tuples(
    st.sampled_from(("a", "b", "c", "d")),  # the address
    st.integers(0, 2),  # which bytes
    st.sampled_from(("GM0147", "GM1700")),
    st.sampled_from((Kind.JAARSTUKKEN, Kind.MONITOR, Kind.BEGROTING)),
    st.sampled_from((2022, 2023, 2024, 2025)),
    figures,
)


def taken(address: str, version: int, code: str, kind: Kind, year: int, stated: list[dict[str, Any]]) -> Taken:
    made = stable_id(address if version else "same bytes everywhere", version) * 2
    one: Document = document(address, document_id=made, municipality=code, kind=kind, year=year, period=str(year))
    seen = Seen(one.uri, one.key, one.version, one.document_id, 1)
    return Taken(seen, Conclusion(one, (packed(normalised(one, *stated)),), READER, 1))


def derived(con: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[Any, ...]]]:
    moments = "SELECT COLUMNS(lambda c: NOT list_contains(['raised_at', 'created_at', 'next_attempt_at'], c)) FROM"
    rows = {table: con.execute(f"{moments} {table} ORDER BY ALL").fetchall() for table in MADE}
    return rows | {"finding": con.execute(f"FROM finding WHERE {OF_READING} ORDER BY ALL").fetchall()}


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(st.lists(arrivals, min_size=1, max_size=3), min_size=1, max_size=4))
def test_a_full_refresh_gives_the_same_rows(tmp_path_factory: Any, rounds: Sequence[Sequence[tuple[Any, ...]]]) -> None:
    path: Path = tmp_path_factory.mktemp("touched") / "w.duckdb"
    for arrived in rounds:
        batch = {one.seen.uri: one for one in (taken(*each) for each in arrived)}
        batch = {one.seen.sha256: one for one in batch.values()}
        outcomes = load_batch(list(batch.values()), warehouse=path, settings=SETTINGS, now=NOW)
        assert {outcome.status for outcome in outcomes} <= {"loaded", "unchanged"}, outcomes
    with open_warehouse(path) as con:
        after_each = derived(con)
        con.execute(f"DELETE FROM finding WHERE {OF_READING}").fetchall()
        with transaction(con):
            refresh(con, SETTINGS, NOW)
        assert after_each == derived(con)


def test_findings_that_do_not_say_their_year_are_made_anew_once(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    otherwise = [figure("wmo", 8_000, period="2024"), figure("wmo", 9_000, period="2024", table_id="T02")]
    load_batch([taken("a", 1, "GM0147", Kind.JAARSTUKKEN, 2024, otherwise)], warehouse=path, settings=SETTINGS, now=NOW)
    with duckdb.connect(str(path), config=CONFIG) as con:
        con.execute("UPDATE finding SET year = NULL").fetchall()
    load_batch([taken("b", 1, "GM1700", Kind.JAARSTUKKEN, 2022, [])], warehouse=path, settings=SETTINGS, now=NOW)
    with open_warehouse(path) as con:
        assert con.execute("SELECT year FROM finding").fetchall() == [(2024,)]


def test_what_other_years_and_municipalities_have_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    for code, year in (("GM0147", 2020), ("GM0147", 2024), ("GM1700", 2024)):
        stated = [figure("wmo", 120, period=str(year)), figure("wmo", 100, "begroting", period=str(year))]
        load_batch([taken(f"{code}{year}", 1, code, Kind.JAARSTUKKEN, year, stated)], warehouse=path,
                   settings=SETTINGS, now=NOW)  # fmt: skip
    with duckdb.connect(str(path), config=CONFIG) as con:
        con.execute("UPDATE kpi_budget SET basis = 'as it was'").fetchall()
    stated = [figure("wmo", 130, period="2024"), figure("wmo", 100, "begroting", period="2024")]
    load_batch([taken("later", 1, "GM0147", Kind.MONITOR, 2024, stated)], warehouse=path, settings=SETTINGS, now=NOW)
    with open_warehouse(path) as con:
        kept = con.execute(
            "SELECT municipality, year FROM kpi_budget WHERE basis = 'as it was' ORDER BY ALL"
        ).fetchall()
    assert kept == [("GM0147", 2020), ("GM1700", 2024)]
