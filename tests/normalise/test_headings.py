"""Headings: scenario and period in the spellings that municipalities use."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tasks.model import Kind
from tests.normalise.builders import document, facts, read, table


def columns(kind: Kind, year: int, headings: list[str], period: str = "", title: str = "") -> list[tuple[object, ...]]:
    """Scenario and period of each column of a small table of lasten."""
    grid = table(["", *headings], ["Lasten", *["12.345"] * len(headings)], title=title, note="x € 1.000")
    return facts(read(grid, of=document(kind, year, period)), "scenario", "period")


@pytest.mark.parametrize(
    ("heading", "scenario", "period"),
    [
        ("Rekening 2023", "realisatie", "2023"),
        ("Werkelijk 2023", "realisatie", "2023"),
        ("Uitkomst 2024", "realisatie", "2024"),
        ("2024R", "realisatie", "2024"),
        ("Jaarrekening", "realisatie", "2024"),
        ("Begr.prim. 2024", "begroting_primitief", "2024"),
        ("Raming begrotingsjaar voor wijziging", "begroting_primitief", "2024"),
        ("Ontwerp begroting 2024", "begroting_primitief", "2024"),
        ("Oorspronkelijke begroting", "begroting_primitief", "2024"),
        ("Begroting 2024 na wijzigingen", "begroting_gewijzigd", "2024"),
        ("Begr. na wijz.", "begroting_gewijzigd", "2024"),
        ("Actuele begroting 2024", "begroting_gewijzigd", "2024"),
        ("Bijgestelde begroting 2024", "begroting_gewijzigd", "2024"),
        ("2024Begr nieuw", "begroting_gewijzigd", "2024"),
        ("Begroting incl. 2e wijziging", "begroting_gewijzigd", "2024"),
        ("2024B", "begroting", "2024"),
        ("Raming 2024", "begroting", "2024"),
        ("2024Prog", "prognose", "2024"),
        ("Eindejaarsverwachting 2024", "prognose", "2024"),
        ("Verwachte realisatie 2024", "prognose", "2024"),
        ("Meerjarenraming 2026", "meerjarenraming", "2026"),
        ("Verschil Rek./Begr. 2024", "verschil", "2024"),
        ("Begr.- Real", "verschil", "2024"),
        ("P vs B", "verschil", "2024"),
        ("Prog-Begr", "verschil", "2024"),
        ("Afwijking", "verschil", "2024"),
        ("Streefwaarde 2025", "streefwaarde", "2025"),
        ("Incidenteel gerealiseerd in boekjaar", "incidenteel", "2024"),
    ],
)
def test_a_heading_alone(heading: str, scenario: str, period: str) -> None:
    assert columns(Kind.JAARSTUKKEN, 2024, [heading]) == [(scenario, period)]


def test_a_plain_budget_beside_an_amended_one_is_the_original() -> None:
    found = columns(Kind.JAARSTUKKEN, 2021, ["Rekening 2020", "Begroting 2021", "Begroting 2021 na wijziging"])
    assert found[1] == ("begroting_primitief", "2021")


def test_a_plain_budget_beside_the_original_is_the_amended_one() -> None:
    found = columns(Kind.JAARSTUKKEN, 2018, ["Begr.prim. 2018", "Begroting 2018", "Realisatie 2018"])
    assert found[1] == ("begroting_gewijzigd", "2018")


@pytest.mark.parametrize("heading", ["Resultaat", "Saldo", "Resultaat 2016"])
def test_a_bare_balance_beside_budget_and_realisation_is_their_difference(heading: str) -> None:
    found = columns(Kind.JAARSTUKKEN, 2016, ["Begroting 2016", "Rekening 2016", heading])
    assert found[2] == ("verschil", "2016")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Kind.JAARSTUKKEN, ["realisatie", "realisatie", "realisatie"]),
        (Kind.MONITOR, ["realisatie", "realisatie", "realisatie"]),
        (Kind.BEGROTING, ["realisatie", "begroting", "begroting"]),
    ],
)
def test_bare_years_up_to_the_documents_own(kind: Kind, expected: list[str]) -> None:
    assert [scenario for scenario, _ in columns(kind, 2024, ["2022", "2023", "2024"])] == expected


def test_bare_years_after_the_budgets_own_are_its_meerjarenraming() -> None:
    found = columns(Kind.BEGROTING, 2020, ["2020", "2021", "2022"])
    assert found == [("begroting", "2020"), ("meerjarenraming", "2021"), ("meerjarenraming", "2022")]


def test_the_own_year_of_a_half_year_document_is_that_half_for_realisation_alone() -> None:
    found = columns(Kind.MONITOR, 2023, ["2022", "2023", "2023Prog", "2023 Begr", "Prog-Begr"], period="2023H1")
    assert [period for _, period in found] == ["2022", "2023H1", "2023", "2023", "2023"]


def test_years_over_quarters() -> None:
    grid = table(
        ["", "2022^2", "", "2023^2"], ["", "1e kwart", "2e Kw.", "1e kwartaal", "Q2"], ["<27", *"1234"], heading_rows=2
    )
    assert [p for (p,) in facts(read(grid), "period")] == ["2022Q1", "2022Q2", "2023Q1", "2023Q2"]


def test_years_over_lasten_and_baten() -> None:
    grid = table(
        ["", "2019^2", "", "2020^2"], ["", "lasten", "baten", "lasten", "baten"], ["Minimabeleid", "8", "1", "9", "2"],
        heading_rows=2, note="x € 1.000",
    )  # fmt: skip
    found = facts(read(grid, of=document(Kind.BEGROTING, 2019)), "metric", "period", "value")
    assert [(metric, period, int(value)) for metric, period, value in found] == [  # type: ignore[call-overload]
        ("lasten", "2019", 8000), ("baten", "2019", 1000), ("lasten", "2020", 9000), ("baten", "2020", 2000),
    ]  # fmt: skip


def test_scenarios_printed_as_rows() -> None:
    grid = table(
        ["", "Lasten", "Baten"], ["Begroting 2024", "10", "1"], ["Begroting 2024 na wijziging", "11", "1"],
        ["Rekening 2024", "12", "1"], note="x € 1.000",
    )  # fmt: skip
    found = facts(read(grid), "scenario", "metric")
    assert found[::2] == [
        ("begroting_primitief", "lasten"),
        ("begroting_gewijzigd", "lasten"),
        ("realisatie", "lasten"),
    ]


def test_a_measuring_year_column_dates_the_latest_measurement() -> None:
    grid = table(
        ["Indicator", "Jaar", "Vorige meting", "Laatste meting", "Ambitie 2024"],
        ["Percentage werklozen", "2021", "4,5", "3,5", "4,4"],
        ["Percentage jeugdwerkloosheid", "2020", "0,9", "1,2", "1,2"],
        ["Aantal banen per 1.000 inwoners", "2021", "662", "660", "770"],
    )
    found = facts(read(grid), "scenario", "period", "unit")
    assert found[1:3] == [("realisatie", "2021", "procent"), ("streefwaarde", "2024", "procent")]
    assert found[-1] == ("streefwaarde", "2024", "aantal")


def test_a_budgeted_indicator_is_a_target_and_a_year_in_the_cell_goes_first() -> None:
    grid = table(
        ["Indicator", "Begroting 2024", "Werkelijk 2024"], ["Percentage tevreden (%)", "77,0%", "90,0% (2023)2"]
    )
    normalised = read(grid)
    assert facts(normalised, "scenario", "period") == [("streefwaarde", "2024"), ("realisatie", "2023")]
    assert "mixed period" in normalised.findings["kind"].to_list()


@pytest.mark.parametrize(
    ("part", "own"), [("2024Q4", "2024"), ("2024H2", "2024"), ("2024Q3", "2024Q3"), ("2024H1", "2024H1")]
)
def test_the_year_of_a_report_up_to_december_is_the_whole_year(part: str, own: str) -> None:
    found = columns(Kind.MONITOR, 2024, ["2023", "2024"], period=part)
    assert found == [("realisatie", "2023"), ("realisatie", own)]


def test_what_is_added_to_a_reserve_is_booked_also_below_an_explanation_of_differences() -> None:
    grid = replace(
        table(["Reserve", "Toevoeging", "Onttrekking"], ["Reserve inburgering", "10", "355"], note="x € 1.000"),
        title="Mutaties in de reserves sociaal domein",
        section=("Jaarstukken 2024", "Toelichting op de verschillen"),
    )
    assert set(facts(read(grid), "scenario", "metric")) == {("realisatie", "reserves")}


def test_indicators_with_a_target_are_no_savings_though_they_stand_below_them() -> None:
    grid = replace(
        table(["Indicator", "Realisatie 2023", "Streefwaarde 2024"], ["Jongeren met jeugdhulp", "13,1%", "12,7%"]),
        title="Indicatoren",
        section=("Besparingsopgave",),
    )
    assert facts(read(grid), "scenario") == [("realisatie",), ("streefwaarde",)]


def test_a_note_may_say_that_a_table_is_of_savings() -> None:
    grid = table(["Maatregel", "2024", "2025"], ["Jeugdhulp op school", "120", "240"], title="Voortgang maatregelen",
                 note="Taakstelling per maatregel (x € 1.000)")  # fmt: skip
    assert facts(read(grid), "scenario", "period") == [("taakstelling", "2024"), ("taakstelling", "2025")]


def test_the_price_index_of_contracts_is_money() -> None:
    grid = table(["Omschrijving", "2024"], ["Index tarieven jeugdhulp", "-640"], note="bedragen x € 1.000")
    assert facts(read(grid), "value", "unit") == [(-640_000, "EUR")]


def test_a_count_below_a_part_of_the_year_is_a_count_beside_prices() -> None:
    grid = table(
        ["", "1e halfjaar 2024^3"], ["Product", "Aantal", "Gem. prijs", "Kosten"],
        ["Pleegzorg", "46", "€ 8.345", "€ 383.870"], heading_rows=2,
    )  # fmt: skip
    assert facts(read(grid), "unit", "period") == [("aantal", "2024H1"), ("EUR", "2024H1"), ("EUR", "2024H1")]
