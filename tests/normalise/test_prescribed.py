"""What the BBV prescribes of a kind of document: years and scenarios that need not be printed."""

from __future__ import annotations

import pytest

from tasks.language.asking import are_years_of_a_budget
from tasks.model import Kind
from tests.normalise.builders import document, facts, read, table

BUDGET = document(Kind.BEGROTING, 2026)
ORDER = ("Rekening", "Begroting", "Begroting", "Raming", "Raming", "Raming")
ROW = ["Jeugd", "11", "12", "13", "14", "15", "16"]


def test_the_years_of_a_budget_stand_in_their_order() -> None:
    grid = table(["", *ORDER], ROW, note="x € 1.000")
    told = [("realisatie", "2024"), ("begroting", "2025"), ("begroting", "2026")]
    assert facts(read(grid, of=BUDGET), "scenario", "period") == [
        *told,
        *(("meerjarenraming", str(year)) for year in (2027, 2028, 2029)),
    ]
    assert set(read(grid, of=BUDGET).observations["period_ground"]) == {"kind of document"}


def test_accounts_have_no_years_to_come() -> None:
    grid = table(["", *ORDER], ROW, note="x € 1.000")
    found = facts(read(grid, of=document(Kind.JAARSTUKKEN, 2026)), "period")
    assert ("2029",) not in found


@pytest.mark.parametrize(
    ("headings", "told"),
    [
        (ORDER, True),
        (("Realisatie", "Begroting na wijziging", "Begroting", *["Meerjarenraming"] * 3), True),
        (("Rekening", "Primitieve begroting", "Begroting na wijziging", "Raming", "Raming", "Raming"), False),
        (ORDER[:-1], False),
        (("Begroting", "Begroting", "Rekening", "Raming", "Raming", "Raming"), False),
        (("Rekening 2024", *ORDER[1:]), False),
        (("Rekening", "Begroting", "Begroting", "Raming", "Raming", "Begroting"), False),
    ],
)
def test_headings_without_a_year_are_those_of_a_budget_in_that_order_only(
    headings: tuple[str, ...], told: bool
) -> None:
    assert are_years_of_a_budget(headings) == told


@pytest.mark.parametrize(
    ("heads", "told"),
    [
        (["Resultaat 2024", "Begroting 2025", "Begroting 2026"], "realisatie"),
        (["Resultaat 2025", "Begroting 2025", "Begroting 2026"], "verschil"),  # what is left of the budget beside it
        (["Resultaat 2024", "Rekening 2024", "Begroting 2025", "Begroting 2026"], "verschil"),
    ],
)
def test_a_result_before_the_budgets_is_what_the_accounts_say(heads: list[str], told: str) -> None:
    grid = table(["", *heads], ["Jeugd", "11", "12", "13", "14"][: len(heads) + 1], note="x € 1.000")
    assert facts(read(grid, of=BUDGET), "scenario")[0] == (told,)


COSTS = [["Kosten taakveld", "1.544"], ["Overhead", "311"], ["Totale kosten", "1.855"]]


@pytest.mark.parametrize(
    ("kind", "title", "told"),
    [
        (Kind.BEGROTING, "Kostendekkendheid riolering", ("begroting", "2026")),
        (Kind.BEGROTING, "Renteschema", ("begroting", "2026")),
        (Kind.BEGROTING, "Kostendekkendheid riolering 2025", (None, None)),
        (Kind.BEGROTING, "Grondslagen", (None, None)),
        (Kind.JAARSTUKKEN, "Kostendekkendheid riolering", (None, None)),
    ],
)
def test_what_a_budget_calculates_is_of_its_own_year(kind: Kind, title: str, told: tuple[str | None, ...]) -> None:
    grid = table(*COSTS, title=title, note="x € 1.000", heading_rows=0)
    assert set(facts(read(grid, of=document(kind, 2026)), "scenario", "period")) == {told}


def test_of_two_columns_without_headings_nothing_tells_which_is_which() -> None:
    grid = table(*([*row, "12"] for row in COSTS), title="Kostendekkendheid", note="x € 1.000", heading_rows=0)
    assert set(facts(read(grid, of=BUDGET), "scenario")) == {(None,)}


def test_a_balance_of_accounts_is_of_the_end_of_their_year() -> None:
    rows = [["Immateriële activa", "973"], ["Liquide middelen", "1.138"]]
    grid = table(*rows, title="Activa", note="x € 1.000", heading_rows=0)
    assert set(facts(read(grid), "scenario", "period")) == {("realisatie", "2024")}
    assert set(facts(read(grid, of=BUDGET), "scenario")) == {(None,)}
