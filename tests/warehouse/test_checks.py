from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tasks.model import Kind
from tasks.warehouse import refresh_findings, replace_document, transaction
from tasks.warehouse.statements import names
from tests.gold_statements import GOLD, gold_document
from tests.small_documents import document, figure, load

Found = list[tuple[Any, ...]]
Check = Callable[..., Found]

# findings-000.md as (locator, printed): what one table tells by itself, the judge finds (tests/judge/test_gold.py, and
# test_careful_reader.py of the documents as read); what only another document tells (596 = half a year) is not here.
WRONG_IN_000 = {
    *(("line 116", "596"), ("line 117", "€ 11.088"), ("line 103", "286"), ("line 246", "7.167"), ("line 246", "7.787")),
    *(("line 247", "8.317"), ("line 247", "10.113"), ("line 248", "6.332"), ("line 263", "1.178")),
    *(("line 264", "2.734"), ("line 264", "3.099")),
}
# The other side of a finding above, and two figures one unit apart, which is for information.
BESIDE_THEM = {("line 117", "€ 10.110"), ("line 263", "994"), ("line 264", "2.307")}


@pytest.fixture
def check(con: duckdb.DuckDBPyConnection) -> Check:
    """Load documents (each with its figures) and give the findings of one check."""

    def run(kind: str, *documents: tuple[Any, list[dict[str, Any]]]) -> Found:
        for one, figures in documents:
            load(con, one, *figures)
        with transaction(con):
            refresh_findings(con)
        return con.execute(
            "SELECT severity, locator, printed, computed, text FROM finding WHERE kind = $1 ORDER BY ALL", [kind]
        ).fetchall()

    return run


@pytest.mark.skipif(not GOLD.exists(), reason="the hand-checked cells of the real documents are not here")
def test_what_a_careful_reader_finds_is_found_and_nothing_else(con: duckdb.DuckDBPyConnection) -> None:
    with transaction(con):
        for number in ("000", "002", "003"):
            replace_document(con, *gold_document(number), "gold")
        refresh_findings(con)
    found = con.execute("SELECT name[:3], locator, printed FROM finding JOIN document USING (document_id)").fetchall()
    assert {(locator, printed) for name, locator, printed in found if name == "000"} == WRONG_IN_000 | BESIDE_THEM
    assert [row for row in found if row[0] != "000"] == []


OTHERWISE = "the_same_fact_is_stated_otherwise"


def test_figures_in_thousands_agree_with_full_euros_within_their_rounding(check: Check) -> None:
    thousands = [figure("wmo", 8_099_000, table_id="T02", scale=1000, raw="8.099")]
    assert check(OTHERWISE, (document(), [figure("wmo", 8_098_726), *thousands])) == []
    found = check(OTHERWISE, (document(), [figure("wmo", 8_098_126), *thousands]))
    assert [row[0] for row in found] == ["info"]


def test_what_is_meant_to_move_between_documents_is_no_restatement(check: Check) -> None:
    later = document("jaarstukken.txt", kind=Kind.JAARSTUKKEN)
    for scenario, findings in (("prognose", 0), ("begroting_gewijzigd", 0), ("realisatie", 1)):
        given = [(one, [figure("wmo", value, scenario)]) for one, value in ((document(), 5000), (later, 9000))]
        assert len(check(OTHERWISE, *given)) == findings


def test_short_labels_that_no_vocabulary_knows_are_not_the_same_thing(check: Check) -> None:
    tables = [figure("onbekend/overig", value, table_id=table) for value, table in ((5, "T01"), (6, "T02"))]
    assert check(OTHERWISE, (document(), tables)) == []


def counts(concept: str, clients: int, providers: int, amount: int, **changes: Any) -> list[dict[str, Any]]:
    measures = (("clients", clients), ("providers", providers), ("amount", amount))
    return [figure(concept, value, metric=metric, row_label=metric, **changes) for metric, value in measures]


def test_half_year_counts_in_a_year_column_are_found_in_another_document(check: Check) -> None:
    half = document("oktober.txt", period="2025H1")
    average = figure("jeugd.beschikt", 11_074, metric="amount_per_client", row_label="gemiddeld")
    found = check(
        "counts_are_copied_from_another_row",
        (half, counts("jeugd.beschikt", 596, 94, 3_300_000, period="2025H1")),
        (document(), [*counts("jeugd.beschikt", 596, 94, 6_600_000), average]),
    )
    assert [row[:3] for row in found] == [("warning", "line 1", "596")]
    assert "oktober.txt" in found[0][4]
    assert found[0][4].endswith("Het gemiddelde van 11.074 rust daarop.")


def test_findings_of_reading_stay_and_those_of_checks_go_with_their_cause(
    con: duckdb.DuckDBPyConnection, check: Check
) -> None:
    twice = [figure("wmo", 8_000), figure("wmo", 9_000, table_id="T02")]
    assert len(check(OTHERWISE, (document(), twice))) == 1
    con.execute(
        "INSERT INTO finding (finding_id, document_id, kind) SELECT 'r', document_id, 'onbekend label' FROM document"
    )
    with transaction(con):
        refresh_findings(con)
    assert con.execute("SELECT kind, count(*) FROM finding GROUP BY ALL ORDER BY ALL").fetchall() == [
        ("onbekend label", 1),
        (OTHERWISE, 1),
    ]
    assert check(OTHERWISE, (document(), twice[:1])) == []


def test_other_words_of_extent_ask_for_a_bridge(check: Check) -> None:
    net = figure("wmo.huishoudelijk", 100, row_label="Hulp bij het huishouden")
    gross = figure("wmo.huishoudelijk", 120, row_label="Hulp bij het huishouden (bruto)", table_id="T02")
    told = check("a_bridge_is_needed", (document(), [net, gross]))
    assert [(row[0], "brug" in row[4]) for row in told] == [("info", True)]
    assert check(OTHERWISE) == []


def test_tables_of_two_programmes_each_print_their_part_of_a_taakveld(check: Check) -> None:
    parts = [
        figure("taakveld.6.1", 404, table_title="Programma 1 Jeugd", table_id="T01"),
        figure("taakveld.6.1", 812, table_title="Programma 2 Wmo", table_id="T02"),
    ]
    assert check(OTHERWISE, (document(), parts)) == []
    again = [figure("taakveld.6.1", value, table_title="Overzicht", table_id=f"T{value}") for value in (404, 812)]
    assert len(check(OTHERWISE, (document(), again))) == 1


def test_iv3_beside_own_documents_asks_for_a_bridge(check: Check) -> None:
    iv3 = document("iv3.json", kind=Kind.IV3), [figure("taakveld.6.72a", 120, domain="jeugd")]
    own = document("jaarstukken.txt", kind=Kind.JAARSTUKKEN), [figure("taakveld.6.72a", 100, domain="jeugd")]
    (told,) = check("a_bridge_is_needed", iv3, own)
    assert (told[0], "hun afbakening" in told[4]) == ("info", True)
    assert check(OTHERWISE) == []


@pytest.mark.parametrize(
    ("kind", "scenario", "value", "found"),
    [
        (Kind.MONITOR, "begroting", 120, 1),
        (Kind.MONITOR, "begroting", 100, 0),
        (Kind.MONITOR, "begroting_gewijzigd", 120, 0),  # says itself that it moved
        (Kind.BEGROTING, "begroting", 120, 0),
    ],
)
def test_a_budget_of_no_version_is_held_against_the_begroting(
    check: Check, kind: Kind, scenario: str, value: int, found: int
) -> None:
    adopted = document("begroting.txt", kind=Kind.BEGROTING), [figure("jeugd", 100, "begroting_primitief")]
    later = document("later.txt", kind=kind), [figure("jeugd", value, scenario)]
    told = check("the_budget_is_not_that_of_the_begroting", adopted, later)
    assert len(told) == found
    assert all("zonder te zeggen welke" in row[4] for row in told)


def test_the_saldo_of_each_programme_is_its_own(check: Check) -> None:
    label = "Saldo van baten en lasten programma"
    places = ((1, "T1"), (9, "T2"))
    figures = [figure("onbekend/saldo", value, row_label=label, table_id=table) for value, table in places]
    assert check(OTHERWISE, (document(), figures)) == []


@pytest.mark.parametrize("name", names("checks"))
def test_every_check_has_its_case(name: str) -> None:
    assert f'"{name.removeprefix("checks/")}"' in Path(__file__).read_text(encoding="utf-8")
