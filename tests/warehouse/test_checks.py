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

# findings-000.md as (locator, printed): everything in it but what only another document tells (596 = half a year).
WRONG_IN_000 = {
    *(("line 249", "25.923"), ("line 246", "24"), ("line 249", "65"), ("line 73", "€ 2.834"), ("line 133", "€ 12.814")),
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


def rows(*values: tuple[str, int, int], totals: tuple[str, ...] = ("totaal",), **changes: Any) -> list[dict[str, Any]]:
    """Rows of label, realisatie and begroting."""
    return [
        figure(f"wmo.{label}", value, scenario, is_total=label in totals, **changes)
        for label, realisatie, begroting in values
        for value, scenario in ((realisatie, "realisatie"), (begroting, "begroting"))
    ]


TOTAL = "printed_total_is_not_the_sum_of_its_rows"


def test_a_total_that_is_right_in_one_column_and_wrong_in_another(check: Check) -> None:
    found = check(TOTAL, (document(), rows(("a", 10, 20), ("b", 30, 40), ("totaal", 50, 60))))
    assert [row[:4] for row in found] == [("error", "line 5", "50", "40")]
    assert "de 2 rijen tellen op tot 40" in found[0][4]


@pytest.mark.parametrize(
    "table",
    [
        rows(("a", 10, 20), ("b", 30, 40), ("totaal", 40, 60)),
        rows(("totaal", 40, 60), ("a", 10, 20), ("b", 30, 40)),
        rows(("a", 1, 1), ("b", 2, 2), ("sub", 3, 3), ("c", 4, 4), ("totaal", 7, 7), totals=("sub", "totaal")),
        rows(("a", 1, 1), ("b", 2, 2), ("s1", 3, 3), ("c", 4, 4), ("d", 5, 5), ("s2", 9, 9), ("totaal", 12, 12),
             totals=("s1", "s2", "totaal")),
        rows(("a", 10, 20), ("b", 30, 40), ("totaal", 77, 88)),  # about something else: no column fits
        rows(("a", 10, 20), ("b", 30, 40), ("totaal", 35, 60), metric="clients", unit="aantal"),
    ],
    ids=["above", "below", "subtotal", "subtotals", "another scope", "clients"],
)  # fmt: skip
def test_totals_that_are_right_or_prove_nothing_are_left_alone(check: Check, table: list[dict[str, Any]]) -> None:
    assert check(TOTAL, (document(), table)) == []


def test_a_total_of_the_rows_just_above_it_may_stand_below_another_sum(check: Check) -> None:
    above = [("saldo", 87_495), ("reserves", 965), ("totale lasten", 88_460)]
    table = [
        figure(f"wmo.{label}", value, is_total=label == "totaal")
        for label, value in (*above, ("a", 342), ("b", 160), ("totaal", 502))
    ]
    partly = [figure(f"wmo.{label}", value, "begroting") for label, value in (("a", 240), ("b", 0))]
    total = figure("wmo.totaal", 240, "begroting", is_total=True)
    assert check(TOTAL, (document(), [*table, *partly, total])) == []


@pytest.mark.parametrize(("total", "findings"), [(5_000, 0), (8_000, 0), (9_000, 1)])
def test_rounding_is_half_a_unit_for_every_row(check: Check, total: int, findings: int) -> None:
    table = rows(("a", 2000, 2000), ("b", 3000, 3000), ("c", 1000, 1000), ("totaal", total, 6000), scale=1000)
    assert len(check(TOTAL, (document(), table))) == findings


VERSCHIL = "printed_verschil_is_not_the_difference_of_its_columns"


def line(label: str, realisatie: int, begroting: int, verschil: int) -> list[dict[str, Any]]:
    return [*rows((label, realisatie, begroting)), figure(f"wmo.{label}", verschil, "verschil")]


def test_a_verschil_of_another_size_is_found_whatever_the_sign_of_the_others(check: Check) -> None:
    found = check(VERSCHIL, (document(), [*line("a", 60, 70, 10), *line("b", 80, 70, 10), *line("c", 50, 90, 14)]))
    assert [row[:4] for row in found] == [("error", "line 9", "14", "40")]


def test_a_column_of_verschillen_about_something_else_is_left_alone(check: Check) -> None:
    assert check(VERSCHIL, (document(), [*line("a", 60, 70, 3), *line("b", 80, 70, 4), *line("c", 50, 90, 14)])) == []


def test_a_verschil_with_another_column_of_its_row_is_right(check: Check) -> None:
    earlier = figure("wmo.a", 55, period="2024", column_label="2024")
    assert check(VERSCHIL, (document(), [*line("a", 60, 90, 5), earlier])) == []


def test_a_restant_carries_over_what_was_left(check: Check) -> None:
    lines = (("a", 0, 1700, 33, 1667), ("b", 0, 1500, 243, 1257), ("c", 219, 75, 125, 169), ("d", 547, 200, 842, -95))
    table = [
        stated
        for label, left, begroot, spent, restant in lines
        for stated in (
            figure(f"wmo.{label}", left, "openstaand", period="2024", column_label="Restant 2024"),
            *line(label, spent, begroot, restant),
        )
    ]
    assert check(VERSCHIL, (document(), table)) == []
    wrong = figure("wmo.d", -59, "verschil")
    assert [row[2] for row in check(VERSCHIL, (document(), [*table[:-1], wrong]))] == ["-59"]


def test_a_saldo_is_baten_minus_lasten(check: Check) -> None:
    table = [
        figure(f"wmo.{name}", value, metric=metric, row_label=f"{name} {metric}")
        for name, saldo in (("a", -70), ("b", -75))
        for metric, value in (("lasten", 100), ("baten", 30), ("saldo", saldo))
    ]
    found = check("printed_saldo_is_not_baten_minus_lasten", (document(), table))
    assert [row[:4] for row in found] == [("error", "line 6", "-75", "-70")]


@pytest.mark.parametrize(("average", "findings"), [(333, 0), (334, 0), (340, 1)])
def test_an_average_is_the_amount_over_the_clients(check: Check, average: int, findings: int) -> None:
    table = [
        figure("wmo.beschikt", value, metric=metric, row_label=metric)
        for metric, value in (("amount", 10_000), ("clients", 30), ("amount_per_client", average))
    ]
    assert len(check("printed_average_is_not_amount_per_client", (document(), table))) == findings


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
    found = check(
        "counts_are_copied_from_another_row",
        (half, counts("jeugd.beschikt", 596, 94, 3_300_000, period="2025H1")),
        (document(), counts("jeugd.beschikt", 596, 94, 6_600_000)),
    )
    assert [row[:3] for row in found] == [("warning", "line 1", "596")]
    assert "oktober.txt" in found[0][4]


def test_findings_of_reading_stay_and_those_of_checks_go_with_their_cause(
    con: duckdb.DuckDBPyConnection, check: Check
) -> None:
    wrong = rows(("a", 10, 20), ("b", 30, 40), ("totaal", 50, 60))
    assert len(check(TOTAL, (document(), wrong))) == 1
    con.execute(
        "INSERT INTO finding (finding_id, document_id, kind) SELECT 'r', document_id, 'onbekend label' FROM document"
    )
    with transaction(con):
        refresh_findings(con, "GM0147")
    assert con.execute("SELECT kind, count(*) FROM finding GROUP BY ALL ORDER BY ALL").fetchall() == [
        ("onbekend label", 1),
        (TOTAL, 1),
    ]
    assert check(TOTAL, (document(), rows(("a", 10, 20), ("b", 40, 40), ("totaal", 50, 60)))) == []


@pytest.mark.parametrize("name", names("checks"))
def test_every_check_has_its_case(name: str) -> None:
    assert f'"{name.removeprefix("checks/")}"' in Path(__file__).read_text(encoding="utf-8")
