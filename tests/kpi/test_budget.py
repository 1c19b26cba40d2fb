from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import duckdb
import pytest

from tasks.kpi import refresh_kpis
from tasks.model import Kind
from tasks.warehouse import replace_document, transaction
from tasks.warehouse.kpis import Kpi, kpis
from tests.gold_statements import GOLD, gold_document
from tests.small_documents import document, figure, load, replace_touching

Budget = Callable[..., dict[str, dict[str, Any]]]


@pytest.fixture
def budget(con: duckdb.DuckDBPyConnection) -> Budget:
    """Load documents (each with its figures) and give the budgets by domain."""

    def compute(*documents: tuple[Any, list[dict[str, Any]]]) -> dict[str, dict[str, Any]]:
        for one, figures in documents:
            load(con, one, *figures)
        with transaction(con):
            refresh_kpis(con)
        return {row["domain"]: row for row in con.sql("FROM kpi_budget WHERE year = 2025").pl().iter_rows(named=True)}

    return compute


def both(
    concept: str, realisatie: int, begroting: int, scenario: str = "begroting_gewijzigd", **changes: Any
) -> list[Any]:
    return [figure(concept, realisatie, **changes), figure(concept, begroting, scenario, **changes)]


@pytest.mark.skipif(not GOLD.exists(), reason="the hand-checked cells of the real documents are not here")
def test_the_real_documents_against_their_budgets(con: duckdb.DuckDBPyConnection) -> None:
    for number in ("000", "002", "003"):
        with transaction(con):
            replace_document(con, *gold_document(number), "gold")
            refresh_kpis(con)
    held = {
        (municipality, domain): (metric, basis, int(verschil), over)
        for municipality, domain, metric, basis, verschil, over in con.execute(
            'SELECT municipality, domain, metric, basis, verschil, "over" FROM kpi_budget'
        ).fetchall()
    }
    assert held["GM0147", "wmo"] == ("amount", "printed total", 32_000, False)
    assert held["GM0147", "jeugd"] == ("amount", "printed total", -189_000, True)
    assert held["GM0147", "participatie"] == ("amount", "printed total", 176_000, False)
    assert held["GM0147", "totaal"] == ("amount", "printed total", 65_000, False)
    assert held["GM1700", "jeugd"] == ("lasten", "printed total", -602_131, True)
    assert held["GM1700", "totaal"] == ("lasten", "printed total", 72_915_220 - 71_367_676, False)
    assert held["GM0164", "jeugd"] == ("lasten", "sum of taakvelden", -754_000, True)
    assert held["GM0164", "totaal"] == ("lasten", "sum of taakvelden", 1_513_000, False)
    assert [place for place, values in held.items() if values[3]] == [
        place for place in held if place in {("GM0147", "jeugd"), ("GM1700", "jeugd"), ("GM0164", "jeugd")}
    ]
    procent = con.execute(
        "SELECT procent FROM kpi_budget WHERE municipality = 'GM0147' AND domain = 'jeugd'"
    ).fetchall()
    assert round(procent[0][0], 1) == 1.7


def test_lasten_go_before_the_net_cost_and_a_saldo_is_turned(budget: Budget) -> None:
    saldo = both("jeugd", -90, -80, metric="saldo", row_label="jeugd saldo")
    assert budget((document(), saldo))["jeugd"]["realisatie"] == 90
    held = budget((document(), saldo + both("jeugd", 100, 110)))["jeugd"]
    assert (held["metric"], held["realisatie"], held["over"]) == ("lasten", 100, False)


def test_a_changed_budget_goes_before_an_unnamed_before_the_primitive(budget: Budget) -> None:
    figures = [figure("wmo", 100), figure("wmo", 70, "begroting_primitief"), figure("wmo", 80, "begroting")]
    assert budget((document(), figures))["wmo"]["scenario_begroting"] == "begroting"
    figures.append(figure("wmo", 90, "begroting_gewijzigd"))
    held = budget((document(), figures))["wmo"]
    assert (held["begroting"], held["verschil"], round(held["procent"], 1)) == (90, -10, 11.1)


def test_a_realisatie_of_the_whole_year_goes_before_a_prognose(budget: Budget) -> None:
    figures = [figure("wmo", 95, "prognose"), figure("wmo", 90, "begroting")]
    assert budget((document(), figures))["wmo"]["scenario_realisatie"] == "prognose"
    assert budget((document(), [*figures, figure("wmo", 40, period="2025H1")]))["wmo"]["realisatie"] == 95
    assert budget((document(), [*figures, figure("wmo", 85)]))["wmo"]["scenario_realisatie"] == "realisatie"


def test_a_year_column_of_a_document_over_half_a_year_is_no_full_year(budget: Budget) -> None:
    assert budget((document(period="2025H1"), both("wmo", 40, 90))) == {}


@pytest.mark.parametrize("heading", ["Realisatie t/m augustus 2025", "2e tertaal 2025", "2025-I", "II 2025"])
def test_a_part_of_the_year_without_a_name_is_no_full_year(budget: Budget, heading: str) -> None:
    figures = [figure("wmo", 40, column_label=heading), figure("wmo", 90, "begroting_gewijzigd")]
    assert budget((document(), figures)) == {}


def test_a_year_column_of_a_report_up_to_december_is_a_full_year(budget: Budget) -> None:
    assert budget((document(period="2025Q4"), both("wmo", 95, 90)))["wmo"]["over"]


def test_what_stands_in_one_table_is_compared_first(budget: Budget) -> None:
    wide = [*both("wmo", 500, 400, table_id="T02"), figure("wmo", 450, table_id="T01")]
    held = budget((document(), wide))["wmo"]
    assert (held["realisatie"], held["begroting"]) == (500, 400)


def test_a_budget_of_an_earlier_document_is_used_where_no_other_is_known(budget: Budget) -> None:
    earlier = document("begroting.txt", kind=Kind.BEGROTING)
    held = budget((earlier, [figure("wmo", 80, "begroting_primitief")]), (document(), [figure("wmo", 81)]))["wmo"]
    assert held["over"] is True
    assert len(held["document_ids"]) == 2


def test_the_newest_known_budget_counts_also_from_another_document(budget: Budget) -> None:
    monitor = document("monitor.txt", period="2025H1")
    figures = [figure("wmo", 95, "prognose"), figure("wmo", 90, "begroting_primitief")]
    later = document("bestuursrapportage.txt", kind=Kind.TUSSENRAPPORTAGE, period="2025Q3")
    changed = [figure("wmo", 98, "begroting_gewijzigd")]
    held = budget((monitor, figures), (later, changed))["wmo"]
    assert (held["begroting"], held["scenario_begroting"], held["over"]) == (98, "begroting_gewijzigd", False)


def test_next_years_budget_looks_back_on_this_year_from_before_its_end(budget: Budget) -> None:
    next_year = document("begroting.txt", kind=Kind.BEGROTING, year=2026)
    accounts = [figure("wmo", 95), figure("wmo", 96, "begroting_gewijzigd")]
    held = budget((next_year, [figure("wmo", 80, "begroting")]), (document(), accounts))["wmo"]
    assert held["begroting"] == 96


TAAKVELDEN = [
    *both("taakveld.6.72", 0, 0, domain="jeugd"),
    *both("taakveld.6.72a", 60, 50, domain="jeugd"),
    *both("taakveld.6.82a", 10, 15, domain="jeugd"),
    *both("taakveld.6.71", 30, 40, domain="wmo"),
    *both("taakveld.6.1", 5, 5, domain="toegang"),
    *both("taakveld.6.3", 20, 20, domain="participatie"),
]


def test_a_domain_without_a_total_is_the_sum_of_its_leaves(budget: Budget) -> None:
    held = budget((document(), [*TAAKVELDEN, *both("taakveld.6.72a", 60, 50, domain="jeugd", table_id="T02")]))
    assert (held["jeugd"]["realisatie"], held["jeugd"]["begroting"], held["jeugd"]["basis"]) == (
        70,
        65,
        "sum of taakvelden",
    )
    assert len(held["jeugd"]["observation_ids"]) == 4
    assert (held["totaal"]["realisatie"], held["totaal"]["begroting"], held["totaal"]["over"]) == (125, 130, False)
    assert "toegang" not in held


def test_a_printed_total_goes_before_its_parts(budget: Budget) -> None:
    held = budget((document(), [*TAAKVELDEN, *both("jeugd", 71, 72, is_total=True)]))["jeugd"]
    assert (held["realisatie"], held["basis"]) == (71, "printed total")


def test_a_parent_with_the_whole_amount_is_not_added_to_its_parts(budget: Budget) -> None:
    figures = [*both("taakveld.6.71", 30, 40, domain="wmo"), *both("taakveld.6.71a", 30, 40, domain="wmo")]
    assert budget((document(), figures))["wmo"]["realisatie"] == 30


def test_a_few_taakvelden_are_not_the_programme(budget: Budget) -> None:
    assert set(budget((document(), both("taakveld.6.3", 9, 8, domain="participatie")))) == {"participatie"}
    assert budget((document(), both("taakveld.6.82a", 9, 8, domain="jeugd", row_label="x"))) == {}


def test_sums_of_two_documents_must_add_the_same_taakvelden(budget: Budget) -> None:
    iv3 = [document("begroting.csv", kind=Kind.IV3), document("jaarrekening.csv", kind=Kind.IV3)]
    planned = [row for row in TAAKVELDEN if row["scenario"] != "realisatie"]
    done = [row for row in TAAKVELDEN if row["scenario"] == "realisatie"]
    assert budget((iv3[0], planned), (iv3[1], done))["jeugd"]["verschil"] == -5
    assert "jeugd" not in budget((iv3[1], [row for row in done if row["concept"] != "taakveld.6.82a"]))


def test_a_budget_of_nothing_has_no_percentage(budget: Budget) -> None:
    held = budget((document(), both("wmo", 5, 0)))["wmo"]
    assert (held["procent"], held["over"]) == (None, True)


def test_one_municipality_is_refreshed_without_touching_another(con: duckdb.DuckDBPyConnection) -> None:
    load(con, document("a"), *both("wmo", 5, 4))
    with transaction(con):
        replace_touching(con, document("b", municipality="GM1700"), *both("wmo", 5, 4))
        refresh_kpis(con, touched=True)
    assert con.execute("SELECT municipality FROM kpi_budget").fetchall() == [("GM1700",)]
    before = con.execute("SELECT kpi_id FROM kpi_budget").fetchall()
    load(con, document("b", municipality="GM1700"), *both("wmo", 9, 4))
    with transaction(con):
        refresh_kpis(con)
    assert set(before) < set(con.execute("SELECT kpi_id FROM kpi_budget").fetchall())


@pytest.mark.parametrize("kpi", kpis().values(), ids=lambda kpi: kpi.name)
def test_every_kpi_has_its_table(con: duckdb.DuckDBPyConnection, kpi: Kpi) -> None:
    refresh_kpis(con)
    kept = {row[0] for row in con.execute(f"DESCRIBE {kpi.table}").fetchall()}
    computed = {row[0] for row in con.execute(f"DESCRIBE {kpi.query}").fetchall()}
    assert {*kpi.key, *(shown.of for shown in kpi.show), *kpi.units} <= kept
    assert computed == kept


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_order_of_arrival_does_not_matter(budget: Budget, order: tuple[int, ...]) -> None:
    documents = [
        (document("begroting.txt", kind=Kind.BEGROTING), [figure("wmo", 70, "begroting_primitief")]),
        (document("berap.txt", kind=Kind.TUSSENRAPPORTAGE, period="2025H1"), both("wmo", 90, 80, scenario="begroting")),
        (document("jaarstukken.txt", kind=Kind.JAARSTUKKEN), [figure("wmo", 85)]),
    ]
    held = budget(*(documents[place] for place in order))["wmo"]
    assert (held["realisatie"], held["begroting"], held["scenario_begroting"]) == (85, 80, "begroting")
