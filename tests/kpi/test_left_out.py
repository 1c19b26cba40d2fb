"""Nothing that is open, in doubt or no more than a resemblance enters a fact, a check, a KPI or an alert.

The two examples are of documents that nobody here had seen: there the changes of a budget were taken for what was
spent, and an average of other municipalities for a figure of this one.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import duckdb
import pytest

from infra.settings import Settings
from tasks.ingest import refresh
from tasks.model import Kind
from tasks.warehouse import replace_document, transaction
from tasks.warehouse.statements import statement
from tests.small_documents import READER, document, figure, load, normalised

NOW = datetime(2026, 4, 1)
SETTINGS = Settings(mail_to=["financien@borne.example"])
OPEN: dict[str, dict[str, Any]] = {
    "begroting of realisatie is niet te zeggen": {"scenario": None, "scenario_ground": "none"},
    "de periode is niet te zeggen": {"period": None, "period_ground": "none"},
    "lasten, baten of saldo is niet te zeggen": {"metric": None, "metric_ground": "none"},
    "de eenheid is niet te zeggen": {"unit": None, "unit_ground": "none"},
    "euro of duizend euro is niet te zeggen": {"scale_ground": "none"},
    "de omschrijving lijkt alleen op een bekende": {"concept_ground": "vocabulary", "concept_score": 0.9},
    "twee kolommen zeggen hetzelfde": {"doubt": "twee kolommen zeggen hetzelfde"},
}


def concluded(con: duckdb.DuckDBPyConnection, *figures: dict[str, Any], **said: Any) -> dict[str, list[Any]]:
    """What the warehouse concludes of one document with these figures."""
    with transaction(con):
        load_in(con, *figures, **said)
        refresh(con, SETTINGS, NOW)
    asked = {
        "budget": "SELECT domain, scenario_begroting, begroting::INTEGER, realisatie::INTEGER FROM kpi_budget",
        "trend": "SELECT aggregate, year, realisatie::INTEGER FROM kpi_trend",
        "alerts": "SELECT domain, realisatie::INTEGER FROM alert",
        "outbox": "FROM outbox",
        "facts": "SELECT concept, scenario, value::INTEGER FROM fact_current",
        "findings": "SELECT kind, printed FROM finding",
        "left out": "SELECT year, reason, figures FROM kpi_left_out",
    }
    return {name: con.execute(f"{question} ORDER BY ALL").fetchall() for name, question in asked.items()}


def load_in(con: duckdb.DuckDBPyConnection, *figures: dict[str, Any], **said: Any) -> None:
    of = document(**({"kind": Kind.JAARSTUKKEN} | said))
    replace_document(con, of, normalised(of, *figures), READER)


def row_of(concept: str, **columns: tuple[int, str | None]) -> list[dict[str, Any]]:
    """A printed row: under each heading its value and the scenario that was concluded, None where it is open."""
    return [
        figure(concept, value, scenario or "", column_label=heading.replace("_", " "))
        | {"scenario": scenario, "scenario_ground": "printed" if scenario else "none"}
        for heading, (value, scenario) in columns.items()
    ]


def test_changes_of_a_budget_beside_the_realisatie_enter_no_budget_line(con: duckdb.DuckDBPyConnection) -> None:
    """Primitieve begroting | Begrotingswijzigingen | Na wijziging | Realisatie: an overrun of 2.2 million is mailed."""
    found = concluded(
        con,
        *row_of(
            "jeugd",
            Primitieve_begroting=(14_000_000, "begroting_primitief"),
            Begrotingswijzigingen=(2_300_000, None),
            Na_wijziging=(16_300_000, "begroting_gewijzigd"),
            Realisatie=(18_500_000, "realisatie"),
        ),
    )
    assert found["budget"] == [("jeugd", "begroting_gewijzigd", 16_300_000, 18_500_000)]
    assert found["alerts"] == [("jeugd", 18_500_000)]
    assert len(found["outbox"]) == 1
    assert 2_300_000 not in {value for *_, value in found["facts"]}
    assert found["left out"] == [(2025, "begroting of realisatie is niet te zeggen", 1)]


def test_an_average_of_other_municipalities_raises_no_alert(con: duckdb.DuckDBPyConnection) -> None:
    rows = [
        row
        for concept, own, others in (("jeugd", 9_000_000, 11_000_000), ("wmo", 8_000_000, 9_500_000))
        for row in row_of(concept, Begroting=(own, "begroting"), Gemiddeld_vergelijkbare_gemeenten=(others, None))
    ]
    found = concluded(con, *rows)
    assert found["budget"] == found["trend"] == found["alerts"] == found["outbox"] == []
    assert {scenario for _, scenario, _ in found["facts"]} == {"begroting"}
    assert found["left out"] == [(2025, "begroting of realisatie is niet te zeggen", 2)]


@pytest.mark.parametrize(("reason", "open_"), OPEN.items(), ids=list(OPEN))
def test_whatever_is_open_or_in_doubt_is_left_out_and_counted(
    con: duckdb.DuckDBPyConnection, reason: str, open_: dict[str, Any]
) -> None:
    budgeted, spent = figure("jeugd", 100, "begroting"), figure("jeugd", 500)
    settled = concluded(con, budgeted, spent)
    assert settled["budget"] == [("jeugd", "begroting", 100, 500)]
    assert len(settled["alerts"]) == len(settled["trend"]) == 1
    assert settled["left out"] == []
    found = concluded(con, budgeted, spent | open_)
    assert found["budget"] == found["trend"] == []
    assert found["facts"] == [("jeugd", "begroting", 100)]
    assert found["left out"] == [(2025, reason, 1)]


def test_a_figure_on_good_grounds_counts_as_one_that_was_read_before_there_were_any(
    con: duckdb.DuckDBPyConnection,
) -> None:
    told = {f"{what}_ground": "title" for what in ("scenario", "period", "metric", "unit", "scale", "concept")}
    before = concluded(con, figure("jeugd", 100, "begroting"), figure("jeugd", 500))
    assert concluded(con, figure("jeugd", 100, "begroting", **told), figure("jeugd", 500, **told)) == before


def test_a_label_of_its_own_is_a_fact_of_its_own(con: duckdb.DuckDBPyConnection) -> None:
    found = concluded(con, figure("jeugd/bralket", 7, concept_ground="none"))
    assert found["facts"] == [("jeugd/bralket", "realisatie", 7)]


def taakvelden(**last: Any) -> list[dict[str, Any]]:
    """Budget and realisatie of the taakvelden that carry Jeugd; the last realisatie is changed."""
    codes = ("taakveld.6.72a", "taakveld.6.72b", "taakveld.6.82a")
    rows = [figure(code, 100, scenario, domain="jeugd") for code in codes for scenario in ("begroting", "realisatie")]
    return [*rows[:-1], rows[-1] | last]


def test_a_sum_of_which_a_part_is_left_out_is_no_sum(con: duckdb.DuckDBPyConnection) -> None:
    assert concluded(con, *taakvelden())["budget"] == [("jeugd", "begroting", 300, 300)]
    for open_ in OPEN.values():
        assert concluded(con, *taakvelden(**open_))["budget"] == [], open_


def test_a_sum_stands_beside_a_column_that_is_open(con: duckdb.DuckDBPyConnection) -> None:
    changes = [row for n in "ab" for row in row_of(f"taakveld.6.72{n}", Wijzigingen=(5, None))]
    rows = [*taakvelden(), *(row | {"domain": "jeugd"} for row in changes)]
    assert concluded(con, *rows)["budget"] == [("jeugd", "begroting", 300, 300)]


def test_a_left_out_count_is_missed_by_no_budget_line(con: duckdb.DuckDBPyConnection) -> None:
    count = figure("jeugd", 12, metric="clients", unit="aantal", scenario_ground="none")
    assert concluded(con, count)["left out"] == []


def test_a_document_that_lost_its_doubt_is_concluded_anew(con: duckdb.DuckDBPyConnection) -> None:
    """The figures are the same, and so are their ids: only the doubt is gone."""
    seen = []
    for doubt in ("dubbel", None):
        of = load(con, document(kind=Kind.JAARSTUKKEN), figure("jeugd", 1, doubt=doubt))
        seen.append(con.execute(statement("load/documents_as_loaded"), [[of.document_id]]).fetchall())
    assert seen[0] != seen[1]


def test_an_open_figure_restates_nothing(con: duckdb.DuckDBPyConnection) -> None:
    twice = [figure("wmo", 100), figure("wmo", 200, table_id="T02")]
    assert [kind for kind, _ in concluded(con, *twice)["findings"]] == ["the_same_fact_is_stated_otherwise"]
    for open_ in OPEN.values():
        assert concluded(con, twice[0], twice[1] | open_)["findings"] == [], open_
        assert con.execute("SELECT count(*) FROM restatement").fetchall() == [(0,)]
