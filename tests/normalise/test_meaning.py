"""What figures mean by what stands beside them: titles, other columns, other rows, euro signs, flags."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tasks.model import Kind, Normalised
from tasks.normalise.labels import metric_said
from tasks.normalise.printed_units import PrintedUnit, unit_in_cell
from tests.normalise.builders import document, facts, read, table

BERAP = document(Kind.TUSSENRAPPORTAGE, 2024)
MONITOR = document(Kind.MONITOR, 2024)


def test_the_title_says_scenario_and_year_of_columns_that_say_neither() -> None:
    grid = table(["", "Lasten", "Saldo"], ["Jeugd", "10", "-9"], title="Rekening 2023 per taakveld (x € 1.000)")
    assert facts(read(grid), "scenario", "period", "scale") == [("realisatie", "2023", 1_000)] * 2


@pytest.mark.parametrize(
    ("kind", "title", "told"),
    [
        (Kind.BEGROTING, "Baten en lasten 2024 per programma", ("begroting", "2024")),
        (Kind.BEGROTING, "Baten en lasten per programma", (None, "2024")),
        (Kind.JAARSTUKKEN, "Baten en lasten 2024 per programma", (None, "2024")),
    ],
)
def test_the_sides_of_a_budget_under_its_year_are_budgeted(
    kind: Kind, title: str, told: tuple[str | None, str | None]
) -> None:
    grid = table(["", "Baten", "Lasten", "Saldo"], ["Jeugd", "12", "40", "-28"], title=title, note="x € 1.000")
    found = read(grid, of=document(kind))
    assert set(facts(found, "scenario", "period")) == {told}


@pytest.mark.parametrize("title", ["Wmo 2015 individueel", "Meerjarenraming 2025-2028", "Wmo"])
def test_a_law_or_a_span_in_the_title_dates_no_column(title: str) -> None:
    grid = table(["", "Bedrag"], ["Begeleiding", "50"], title=title)
    assert facts(read(grid, of=MONITOR), "period") == [("2024",)]


def test_quarters_are_of_the_year_in_the_title() -> None:
    grid = table(["", "Q1", "Q2"], ["Uitkeringen", "50", "51"], title="Aantal uitkeringen 2023")
    assert facts(read(grid, of=MONITOR), "period") == [("2023Q1",), ("2023Q2",)]


def test_a_monitor_foresees_the_years_after_its_own() -> None:
    grid = table(["", "2023", "2024", "2025"], ["Cliënten", "50", "51", "52"], title="Aantal cliënten")
    assert [s for (s,) in facts(read(grid, of=MONITOR), "scenario")] == ["realisatie", "realisatie", "prognose"]


@pytest.mark.parametrize("heading", ["Saldo V/N", "Verwacht resultaat"])
def test_what_is_left_between_budget_and_prognosis_is_their_difference(heading: str) -> None:
    grid = table(["", "Begroting 2024", "Prognose 2024", heading], ["Lasten", "10", "12", "-2"], note="x € 1.000")
    assert facts(read(grid, of=BERAP), "scenario")[2] == ("verschil",)


def test_a_change_between_two_versions_of_the_budget_is_open() -> None:
    grid = table(["", "Begroting", "Mutatie", "Begroting na wijziging"], ["Lasten", "10", "2", "12"], note="x € 1.000")
    found = [s for (s,) in facts(read(grid), "scenario")]
    assert found == ["begroting_primitief", None, "begroting_gewijzigd"]


def test_a_realisation_beside_a_taakstelling_is_a_saving() -> None:
    grid = table(["Maatregel", "Taakstelling", "Gerealiseerd", "Nog te realiseren"], ["Inkoop", "9", "4", "5"],
                 note="x € 1.000")  # fmt: skip
    assert facts(read(grid), "scenario", "metric") == [
        ("taakstelling", "savings"), ("gerealiseerd_besparing", "savings"), ("openstaand", "savings"),
    ]  # fmt: skip


def test_a_ramed_year_after_the_budgets_own_is_its_meerjarenraming() -> None:
    grid = table(["", "Raming 2025", "Raming 2026"], ["Lasten", "1", "2"], note="x € 1.000")
    found = facts(read(grid, of=document(Kind.BEGROTING, 2025)), "scenario")
    assert found == [("begroting",), ("meerjarenraming",)]


def test_scenarios_in_rows_name_parts_of_the_year_too() -> None:
    grid = table(["", "Lasten", "Baten"], ["Begroting 2024", "9", "1"], ["Realisatie t/m juni", "5", "1"], note="k€")
    assert facts(read(grid, of=BERAP), "period")[2:] == [("2024H1",)] * 2


def test_rows_without_euro_sign_among_rows_with_it_are_counts_where_they_name_what_is_counted() -> None:
    grid = table(["", "2024"], ["Uitgaven begeleiding", "€ 7.000"], ["Cliënten begeleiding", "120"],
                 ["Meldingen bij het team", "80"], ["Jeugdhulp", "500"], ["Totaal", "€ 7.500"])  # fmt: skip
    assert [unit for (unit,) in facts(read(grid, of=MONITOR), "unit")] == ["EUR", "aantal", "aantal", "EUR", "EUR"]


def test_amounts_counts_averages_and_shares_side_by_side() -> None:
    grid = table(["", "Aantal", "Bedrag", "Gemiddeld", "%"], ["Begeleiding", "120", "540.000", "4.500", "45"])
    assert facts(read(grid, of=MONITOR), "unit", "metric") == [
        ("aantal", "count"), ("EUR", "amount"), ("EUR", "amount_per_client"), ("procent", "percentage"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "printed", "value", "unit"),
    [
        ("Formatie (fte)", "12,5", 12.5, "aantal"),
        ("Wachttijd (dagen)", "14", 14, "aantal"),
        ("Kosten per inwoner", "45", 45, "EUR"),
        ("Gemiddelde kosten per cliënt", "4.500", 4500, "EUR"),
        ("Gemiddelde kosten per cliënt", "45", 45000, "EUR"),
        ("Gemiddeld rapportcijfer", "7,5", 7.5, "cijfer"),
        ("Ziekteverzuim (% van de uren)", "5,1", 5.1, "procent"),
        ("Cliënten per 1.000 inwoners", "66,0", 66, "aantal"),
        ("Arbeidsparticipatie", "2.335", 2335000, "EUR"),
    ],
)
def test_units_in_labels_of_a_table_in_thousands(label: str, printed: str, value: float, unit: str) -> None:
    grid = table(["", "2024"], ["Lasten", "1.200"], [label, printed], note="bedragen x € 1.000")
    found = facts(read(grid, of=MONITOR), "value", "unit")[1]
    assert (float(str(found[0])), found[1]) == (value, unit)


def test_budgets_beside_voordeel_and_nadeel_are_money_without_any_sign_of_it() -> None:
    grid = table(
        ["", "Begroting 2024", "Prognose 2024", "Afwijking", "V/N"], ["Wijkteams", "4.310", "4.691", "381", "N"]
    )
    assert {unit for (unit,) in facts(read(grid, of=BERAP), "unit")} == {"EUR"}


@pytest.mark.parametrize("flag", ["N", "n", "nadeel", "N/I", "N S"])
def test_a_balance_flagged_as_nadeel_is_a_cost(flag: str) -> None:
    grid = table(["", "Rekening 2024", "Voordeel/nadeel"], ["Saldo", "85", flag], note="x € 1.000")
    assert [float(str(value)) for (value,) in facts(read(grid), "standard_value")] == [-85000]


@pytest.mark.parametrize(
    ("title", "label", "domain"),
    [
        ("Programma Samenleving", "Minimabeleid en schuldhulp", "participatie"),
        ("Maatschappelijke ondersteuning", "Jeugdhulp met verblijf", "jeugd"),
        ("Maatschappelijke ondersteuning", "Begeleiding", "wmo"),
        ("Zorg en participatie", "Hulp bij het huishouden", "wmo"),
        ("Sociaal Domein", "Begeleiding 18+", "wmo"),
        ("Sociaal Domein", "Zorg in natura 18-", "jeugd"),
        ("Sociaal Domein", "Bijstandsuitkeringen per 1.000 inwoners 18+", "participatie"),
        ("Sociaal Domein", "Terugvordering en verhaal", "participatie"),
        ("Sociaal Domein", "Maatwerkdienstverlening 18-", "jeugd"),
        ("Sociaal Domein", "Taakveld 6.71 Maatwerkdienstverlening 18+", "wmo"),
        ("Sociaal Domein", "Uitvoeringskosten sociaal domein", "totaal"),
        ("Werk en inkomen", "Debiteuren", "participatie"),
    ],
)
def test_the_domain_of_a_row_goes_before_that_of_its_title(title: str, label: str, domain: str) -> None:
    grid = table(["", "Rekening 2024"], [label, "12.345"], title=title, note="x € 1.000")
    assert facts(read(grid), "domain") == [(domain,)]


def test_a_note_on_amounts_does_not_reach_what_is_counted_or_measured_beside_them() -> None:
    rows = [[f"Aantal {name}", "10"] for name in ("inwoners", "cliënten", "uitkeringen")]
    grid = table(["", "Rekening 2024"], *rows, ["Oppervlakte (in ha.)", "8.369"], ["Totaal lasten", "50"],
                 note="Bedragen in euro's")  # fmt: skip
    assert [unit for (unit,) in facts(read(grid), "unit")] == ["aantal", "aantal", "aantal", "hectare", "EUR"]


def test_an_indicator_is_of_the_period_that_its_row_prints_and_open_where_that_is_not_understood() -> None:
    printed = ["2017", "tweede halfjaar 2017", "bij aanvang"]
    rows = [[f"% Kinderen in armoede {number}", "6,2", when] for number, when in enumerate(printed)]
    grid = table(["BBV indicator", "Waarde", "Periode"], *rows)
    assert [p for (p,) in facts(read(grid, of=document(Kind.BEGROTING, 2019)), "period")] == ["2017", "2017H2", None]


def test_what_a_heading_counts_is_no_money_beside_what_it_costs() -> None:
    heads = [["", "Formatieplaatsen", "Loonkosten"], ["", "Begroot 2024", "Begroot 2024"]]
    rows = [["Griffie", "1,8", "147"], ["Staf", "70,2", "4.594"]]
    found = read(table(*heads, *rows, title="Personeel", note="x € 1.000", heading_rows=2))
    assert facts(found, "unit", "scenario") == [("aantal", "streefwaarde"), ("EUR", "begroting")] * 2


def test_headings_of_accounts_make_no_money_of_hectares() -> None:
    rows = [["Oppervlakte in hectares", "4.560"], ["Lengte van wegen in km", "75"], ["Havens", "3"]]
    units = [unit for (unit,) in facts(read(table(["", "Rekening 2024"], *rows)), "unit")]
    assert units == ["hectare", "kilometer", None]


def test_lasten_under_a_saldo_are_by_how_much_they_differ() -> None:
    heads = [["", "Begroting 2024^2", "", "Rekening 2024^2", "", "Saldo 2024^2", ""], ["", *(["Lasten", "Baten"] * 3)]]
    grid = table(*heads, ["Jeugd", "50", "10", "54", "12", "-4", "2"], note="x € 1.000", heading_rows=2)
    assert facts(read(grid), "scenario", "metric")[-2:] == [("verschil", "lasten"), ("verschil", "baten")]


def test_what_is_counted_over_years_is_of_no_year_nor_is_what_stands_beside_it_without_one() -> None:
    grid = table(
        ["", "Budget", "Realisatie t/m 2022", "Realisatie 2023", "Totaal realisatie"],
        ["Sporthal", "90", "20", "40", "60"], note="x € 1.000",
    )  # fmt: skip
    assert facts(read(grid), "scenario", "period") == [
        ("begroting", "t/m 2023"), ("realisatie", "t/m 2022"), ("realisatie", "2023"), ("realisatie", "t/m 2023"),
    ]  # fmt: skip


def test_a_row_that_names_its_stand_goes_before_what_the_kind_of_document_says() -> None:
    grid = table(
        ["", "2024 Lasten"], ["Primitieve begroting", "10"], ["Nieuw beleid", "2"], ["Onderwijs", "3"], note="x € 1.000"
    )
    assert next(scenario for (scenario,) in facts(read(grid), "scenario")) == "begroting_primitief"


def test_the_balance_of_two_balances_is_their_difference_and_that_of_a_year_to_come_is_not() -> None:
    grid = table(
        ["", "Begroting 2024^3", "", "", "Rekening 2024^3", "", "", "Saldo 2024", "2025^3"],
        ["", "Lasten", "Baten", "Saldo", "Lasten", "Baten", "Saldo", "", "Lasten", "Baten", "Saldo"],
        ["Zorg", "20", "6", "-14", "23", "8", "-15", "-1", "9", "2", "-7"], note="x € 1.000", heading_rows=2,
    )  # fmt: skip
    scenarios = dict(facts(read(grid), "column_label", "scenario"))
    assert scenarios["Saldo 2024"] == "verschil"
    assert scenarios["2025 Saldo"] == scenarios["2025 Lasten"] != "verschil"


@pytest.mark.parametrize(
    ("title", "section", "heading", "metric"),
    [
        ("Reserves", (), "Saldo 1-1-2024", "reserves"),
        ("Programma 1", ("Stand en verloop reserves",), "2024", "reserves"),
        ("Baten en lasten inclusief mutaties reserves", (), "Saldo 2024", "saldo"),
        ("Aantal cliënten per peildatum", (), "2024", "clients"),
    ],
)
def test_the_measure_of_a_table_by_its_title(title: str, section: tuple[str, ...], heading: str, metric: str) -> None:
    note = "" if metric == "clients" else "x € 1.000"
    grid = replace(table(["", heading], ["Zorg", "10"], title=title, note=note), section=section)
    assert facts(read(grid), "metric") == [(metric,)]


@pytest.mark.parametrize(
    ("label", "metric"),
    [
        ("A. Saldo programma", "saldo"),
        ("Saldo van baten en lasten zorg", "saldo"),
        ("Mutaties in de reserves (per saldo)", "reserves"),
        ("Zorg waarvan het saldo daalt", None),
        ("B", "baten"),
        ("b.", None),  # of a list
    ],
)
def test_a_label_is_headed_by_its_measure_its_number_and_brackets_aside(label: str, metric: str | None) -> None:
    assert metric_said(label) == metric


def test_a_row_that_lost_cells_and_fits_no_sum_as_it_stands_says_nothing() -> None:
    grid = table(
        ["", "Begroting 2024^3", "", "", "Rekening 2024^3"],
        ["", "Lasten", "Baten", "Saldo", "Lasten", "Baten", "Saldo"],
        ["Zorg", "2010", "610", "-1400", "2315", "820", "-1495"],
        ["Jeugd", "4107", "312", "-3795", "5121", "401", "-4720"],
        ["Werk", "915", "118", "-797", "1033", "96", "-937"], ["Inkomen", "27155", "27155", "26126", "26126"],
        note="x € 1.000", heading_rows=2,
    )  # fmt: skip
    told = dict(facts(read(grid), "row_label", "scenario"))
    assert (told["Zorg"], told["Inkomen"]) == ("realisatie", None)


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("%", PrintedUnit("procent")),
        ("% van de inwoners", PrintedUnit("procent")),
        ("rapportcijfer", PrintedUnit("cijfer")),
        ("Duizend euro", PrintedUnit("EUR", 1_000)),
        ("€", PrintedUnit("EUR", 1)),
        ("Kosten per inwoner", PrintedUnit("EUR", 1)),
        ("Kg/inwoner", PrintedUnit("kilogram")),
        ("km", PrintedUnit("kilometer")),
        ("m²", PrintedUnit("m2")),
        ("ha.", PrintedUnit("hectare")),
        ("Ratio", PrintedUnit("ratio")),
        ("uren", PrintedUnit("aantal")),
        ("Trajecten", PrintedUnit("aantal")),
        ("bedrijven", PrintedUnit("aantal")),
        ("Aantal per 1.000 inwoners 15-64 jaar", PrintedUnit("aantal")),
        ("per 10.000 inw. 18+", PrintedUnit("aantal")),
        ("-", PrintedUnit()),
    ],
)
def test_the_unit_that_a_cell_prints(printed: str, unit: PrintedUnit) -> None:
    assert unit_in_cell(printed) == unit


@pytest.mark.parametrize(
    "printed", ["kWh", "dB", "index", "kWh per m2", "kWh per 1.000 inwoners", "x 1.000", "Inwoners x 1.000", "2018"]
)
def test_a_unit_that_nobody_knows_is_no_count(printed: str) -> None:
    assert unit_in_cell(printed) == PrintedUnit(unknown=printed)


def test_a_figure_of_a_unit_that_nobody_knows_is_open_and_a_finding_names_the_unit() -> None:
    """They were counts by default (30 November 2026); what stands around them is of another unit."""
    rows = [["Verbruik", "kWh", "20"], ["Zorg", "€", "7"], ["Meldingen", "meldingen", "3"]]
    found = read(table(["", "Eenheid", "Rekening 2024"], *rows, note="x € 1.000"))
    assert facts(found, "unit", "scenario") == [(None, None), ("EUR", "realisatie"), ("aantal", "realisatie")]
    (told,) = found.findings.filter(kind="open figures")["text"].to_list()
    assert told.endswith("de eenheid 'kWh' komt in geen woordenlijst voor.")


def test_under_a_bare_year_what_a_total_calls_changes_is_no_budget() -> None:
    """A total of changes of 3.379 was stated as a budget (29 November 2026)."""
    grid = table(
        ["", "2024", "2025"],
        ["Wijkteams", "1.379", "300"],
        ["Jeugdhulp", "2.000", "400"],
        ["Totaal mutaties lasten", "3.379", "700"],
        note="x € 1.000",
    )
    found = facts(read(grid, of=document(Kind.BEGROTING, 2024)), "scenario")
    assert {scenario for (scenario,) in found} == {None}


def test_what_a_total_says_of_its_parts_holds_for_balances_too() -> None:
    """What has an effect on a balance is one of balances, and so is lasten less baten under the name of a programme."""
    bridge = table(
        ["", "2024", "2025", "2026", "2027"],
        ["Saldo kadernota", "1.047", "-1.435", "-1.338", "-1.230"],
        ["Circulaires", "1.312", "1.463", "1.460", "1.485"],
        ["Nieuwe wensen", "-1.250", "-1.113", "-1.093", "-1.096"],
        ["Saldo na de circulaires", "1.109", "-1.085", "-971", "-841"],
        note="x € 1.000",
    )
    programme = table(
        ["", "Rekening 2022", "Begroting 2023", "Begroting 2024", "Begroting 2025"],
        ["01 Zorg", "5.307", "6.418", "6.977", "7.041"],
        ["Lasten", "12.041", "13.517", "14.123", "14.276"],
        ["Baten", "6.734", "7.099", "7.146", "7.235"],
        note="x € 1.000",
    )
    assert [metric for (metric,) in facts(read(bridge), "metric")] == ["saldo"] * 16
    assert [metric for (metric,) in facts(read(programme), "metric")][:4] == ["saldo"] * 4


def test_what_came_and_went_between_two_days_is_of_the_year_between_them() -> None:
    """It had no period: the heading says none, and the year of the document is another (29 November 2026)."""
    grid = table(
        ["Verloop reserves", "Saldo 01-01-2026", "Vermeerderingen", "Verminderingen", "Saldo 31-12-2026"],
        ["Algemene reserve", "1.310", "41", "5", "1.346"],
        ["Reserve zorg", "220", "9", "6", "223"],
        note="x € 1.000",
    )
    found = [period for (period,) in facts(read(grid, of=document(Kind.BEGROTING, 2025)), "period")]
    assert found == ["2026-01-01", "2026", "2026", "2026"] * 2


def test_so_many_of_something_in_a_label_are_no_unit_of_its_figures() -> None:
    """'1 fte' in the name of a measure made counts of its amounts, and '8 weken' of its shares (29 November 2026)."""
    grid = table(
        ["", "Begroting 2024", "Begroting 2025"],
        ["Beheer register 1 fte", "-96", "-97"],
        ["Energie", "-200", "-210"],
        note="bedragen x € 1.000",
    )
    assert {unit for (unit,) in facts(read(grid), "unit")} == {"EUR"}


@pytest.mark.parametrize(("amount", "scale"), [("1.234", 1_000), ("84.500", None)])
def test_many_small_reserves_are_in_thousands_and_noughts_make_none_small(amount: str, scale: int | None) -> None:
    """Where nothing prints a scale: of GM0164 half of its reserves would be below 5.000 euros, the largest too."""
    rows = [[f"Reserve {name}", amount, "0", "0", "0"] for name in "abcdefgh"]
    grid = table(["", "Saldo 01-01-2026", "Toevoeging", "Onttrekking", "Saldo 31-12-2026"], *rows, title="Reserves")
    found = read(grid, of=document(Kind.BEGROTING, 2025)).observations
    stated = found.filter(found["value"] != 0)
    assert {(row["scale"], row["scale_ground"]) for row in stated.iter_rows(named=True)} == {
        (scale or 1, "arithmetic" if scale else "none")
    }


def test_a_projected_balance_is_expected_and_its_halves_are_of_it() -> None:
    """'Activa' hid the title of the whole; years to come were said to be budgeted."""
    grid = table(["", "2018", "2020", "2022"], ["Voorraden", "10", "11", "12"], title="Activa", note="x € 1.000")
    projected = replace(grid, section=("Geprognosticeerde balans", "Activa 2021"))
    found = facts(read(projected, of=document(Kind.BEGROTING, 2021)), "period", "scenario")
    assert found == [("2018", "realisatie"), ("2020", "prognose"), ("2022", "prognose")]


def test_half_a_balance_without_a_title_is_read_too() -> None:
    grid = replace(table(["", "2018"], ["Voorraden", "10"], note="x € 1.000"), section=("Activa",))
    assert facts(read(grid, of=document(Kind.JAARSTUKKEN, 2018)), "scenario") == [("realisatie",)]


def test_no_report_realised_the_changes_between_stands_of_its_budget() -> None:
    rows = [["Primaire begroting", "-96", "97"], ["Invoering wet", "-4", "5"], ["Bijdrage", "-5", "5"]]
    heads = [["", "2018^2", ""], ["", "Lasten", "Baten"]]
    grid = table(*heads, *rows, note="x € 1.000", heading_rows=2)
    found = facts(read(grid, of=document(Kind.JAARSTUKKEN, 2018)), "scenario")
    assert found == [("begroting_primitief",)] * 2 + [(None,)] * 4


def test_a_ratio_among_amounts_is_no_amount() -> None:
    rows = [["Weerstandscapaciteit", "25.699"], ["Benodigde capaciteit", "14.036"], ["Ratio", "1,8"]]
    found = facts(read(table(["", "Begroting 2024"], *rows, note="x € 1.000")), "unit", "scale", "metric")
    assert found[-1] == ("ratio", 1, "indicator")


def test_what_is_counted_in_a_budget_of_years_to_come_is_aimed_at() -> None:
    grid = table(["", "2021", "2022", "2023"], ["Aantal inwoners", "10", "11", "12"])
    assert facts(read(grid, of=document(Kind.BEGROTING, 2021)), "scenario") == [("streefwaarde",)] * 3


def test_of_two_headings_the_nearer_says_the_unit() -> None:
    """'formatie' above 'Bedrag' made a count of the cost of the staff."""
    heads = [["", "Begroting 2017 toegestane formatie^2", ""], ["", "Bedrag", "fte"]]
    grid = table(*heads, ["Salarissen", "201.453", "2.948"], note="bedragen x € 1.000", heading_rows=2)
    assert facts(read(grid), "unit", "scale") == [("EUR", 1_000), ("aantal", 1)]


def test_rows_of_one_name_are_told_apart_by_their_stands() -> None:
    """What was budgeted was said to be realised, for the document is a report; whose the saldo is stays open."""
    rows = [["Loonkosten begroot (na wijziging)", "42.483"], ["Loonkosten realisatie", "39.048"], ["Saldo", "3.435"]]
    found = facts(read(table(["", "2024"], *rows, note="x € 1.000")), "scenario")
    assert found == [("begroting_gewijzigd",), ("realisatie",), (None,)]


def test_rows_named_for_what_is_paid_are_money() -> None:
    rows = [["Personeelskosten directie", "286.674"], ["Huisvestingskosten", "885.531"], ["Rentelasten", "163.427"]]
    assert facts(read(table(["", "Begroting 2024"], *rows)), "unit", "scenario") == [("EUR", "begroting")] * 3


def test_a_unit_printed_at_one_figure_of_a_row_is_that_of_the_others() -> None:
    rows = [["Wegen", "852,50", "853,80 km"], ["Bermen", "15.210", "15.320"]]
    found = facts(read(table(["", "2023", "2024"], *rows)), "unit")
    assert found == [("kilometer",)] * 2 + [(None,)] * 2


def test_movements_between_two_days_are_of_the_year_between_them() -> None:
    heads = ["", "Boekwaarde 31-12-2014", "Investeringen", "Afschrijvingen", "Boekwaarde 31-12-2015"]
    found = facts(read(table(heads, ["Wegen", "100", "20", "10", "110"], note="x € 1.000")), "period")
    assert found == [("2014",), ("2015",), ("2015",), ("2015",)]


def test_a_label_says_between_brackets_what_is_counted() -> None:
    rows = [["Woningbouw (aantallen geleverd)", "116"], ["Opbrengsten", "2.300"], ["Kosten", "1.200"]]
    found = facts(read(table(["", "Rekening 2024"], *rows, note="x € 1.000")), "unit", "scale")
    assert found[0] == ("aantal", 1)


def test_rows_of_a_kind_and_a_year_are_of_that_year() -> None:
    """What was realised in 2018 was said to be of the year of the budget that looks back."""
    rows = [["jaarrekening", "2018", "1.869", "55.458"], ["begroting", "2021", "20.528", "107.503"]]
    grid = table(["", "Jaartal", "Toevoeging", "Stand 31-12"], *rows, title="Verloop reserves", note="x € 1.000")
    found = facts(read(grid, of=document(Kind.BEGROTING, 2021)), "scenario", "period")
    assert found == [("realisatie", "2018")] * 2 + [("begroting", "2021")] * 2


def test_a_row_that_names_its_year_is_of_it_where_no_column_is_dated() -> None:
    rows = [["Stand per 1-1-2017", "22.559"], ["Toevoeging 2017", "15.964"], ["Stand per 1-1-2018", "27.886"]]
    grid = table(["", "Grondbedrijf"], *rows, title="Verloop", note="x € 1.000")
    found = facts(read(grid, of=document(Kind.BEGROTING, 2018)), "period")
    assert found == [("2017-01-01",), ("2017",), ("2018-01-01",)]


def metrics(normalised: Normalised) -> list[object]:
    return [metric for (metric,) in facts(normalised, "metric")]


def test_what_a_result_is_made_of_is_that_side_of_the_books() -> None:
    grid = table(["", "Lasten 2024", "Baten 2024", "Saldo 2024"], ["Resultaat", "9", "7", "-2"], note="x € 1.000")
    assert metrics(read(grid)) == ["lasten", "baten", "result"]


def test_mutations_of_reserves_are_neither_side_also_behind_the_code_of_their_taakveld() -> None:
    grid = table(["", "Lasten 2024", "Baten 2024"], ["0.10 Mutaties reserves", "9", "7"], note="x € 1.000")
    assert metrics(read(grid)) == ["reserves", "reserves"]


def test_what_a_label_says_in_brackets_that_it_is_paid_from_is_not_what_it_is() -> None:
    grid = table(["", "Lasten 2024"], ["Park (dekking: onttrekking aan de algemene reserve)", "9"], note="x € 1.000")
    assert metrics(read(grid)) == ["lasten"]


@pytest.mark.parametrize("day", ["1-1-2024", "31-12-2024"])
def test_the_saldo_of_a_day_that_opens_or_closes_a_year_is_what_there_was(day: str) -> None:
    grid = table(["Project", f"Saldo {day}"], ["Leader", "9"], ["Weg", "7"], note="x € 1.000")
    assert metrics(read(grid)) == ["amount", "amount"]


def test_what_is_added_to_provisions_is_added_to_no_reserve() -> None:
    rows = [["", "Stand 1-1-2024", "Toevoeging"], ["Pensioenen", "9", "7"]]
    assert metrics(read(table(*rows, title="Voorzieningen", note="x € 1.000"))) == ["amount", "amount"]
    assert metrics(read(table(*rows, title="Reserves", note="x € 1.000"))) == ["reserves", "reserves"]


@pytest.mark.parametrize(
    ("title", "heading", "metric"),
    [("Kerngegevens", "", "count"), ("Beleidsindicatoren", "", "indicator"), ("Kengetallen", "Indicator", "indicator")],
)
def test_the_nearest_heading_says_whether_figures_count_or_measure(title: str, heading: str, metric: str) -> None:
    rows = [["Aantal huishoudens", "9"], ["Aantal woningen", "7"]]
    assert metrics(read(table([heading, "Rekening 2024"], *rows, title=title))) == [metric, metric]


def test_so_many_per_thousand_and_lengths_are_measured_wherever_they_stand() -> None:
    rows = [["Aantal woningen", "7"], ["Banen per 1.000 inwoners", "8"], ["Lengte wegen in km", "9"]]
    found = read(table(["", "Rekening 2024"], *rows, title="Kerngegevens"))
    assert metrics(found) == ["count", "indicator", "indicator"]


def test_a_title_of_income_says_baten() -> None:
    rows = [["Toeristenbelasting", "9"], ["Rioolheffing", "7"]]
    income = table(["", "Begroting 2024"], *rows, title="Inkomsten uit heffingen", note="x € 1.000")
    assert metrics(read(income)) == ["baten", "baten"]
    both = table(["", "Begroting 2024"], *rows, title="Inkomsten en uitgaven", note="x € 1.000")
    assert metrics(read(both)) == ["amount", "amount"]


def test_rows_with_a_number_of_their_own_count_what_their_labels_name() -> None:
    """Key figures as budgets print them: the number of a row is no part of what it counts."""
    rows = [["1", "Inwoners", "161.917"], ["2", "Jongeren", "31.591"], ["3", "Eenouderhuishoudens", "5.076"]]
    found = facts(read(table(["", "", "Begroting 2024"], *rows, labels=2)), "unit", "metric", "scenario")
    assert found == [("aantal", "count", "streefwaarde")] * 3


def test_a_total_below_euros_is_no_count_though_most_rows_count() -> None:
    rows = [["Waarde woningen (x € 1.000,-)", "16.003.500"], ["Totaal", "19.978.000"]]
    counted = [["Inwoners", "161.917"], ["Jongeren", "31.591"], ["Ouderen", "33.699"], ["Huishoudens", "75.137"]]
    found = facts(read(table(["", "Begroting 2024"], *rows, *counted)), "unit", "scale")
    assert found[:3] == [("EUR", 1_000), (None, 1), ("aantal", 1)]


def test_a_part_of_a_label_behind_a_comma_says_its_unit() -> None:
    label = "Jongeren met jeugdhulp, percentage van alle jongeren tot 18 jaar"
    assert facts(read(table(["", "2023"], [label, "12,8"], ["Jongeren", "31.591"])), "unit")[0] == ("procent",)


def test_a_unit_in_brackets_within_a_label_is_its_unit() -> None:
    label = "Lengte van de wegen (km) buiten de bebouwde kom"
    assert facts(read(table(["", "2023"], [label, "466"], ["Bermen", "12"])), "unit")[0] == ("kilometer",)


def test_what_moved_between_two_days_is_their_difference_and_a_change_of_the_budget_is_none() -> None:
    figures = {"Wegen": (48_437, 37_315), "Gronden": (487_440, 505_605), "Leningen": (10_600, 16_900)}
    figures |= {"Voorraden": (13_108, 5_291), "Vorderingen": (50_867, 60_218), "Kas": (9_712, 3_140)}
    stands = [[name, str(now), str(before), str(now - before)] for name, (now, before) in figures.items()]
    moved = facts(
        read(table(["", "31-12-2020", "31-12-2019", "Mutatie"], *stands, note="x € 1.000")), "scenario", "period"
    )
    assert moved[2::3] == [("verschil", "2020")] * 6
    heads = ["", "Begroting primitief 2020", "Wijziging", "Begroting na wijziging 2020"]
    budget = [["Wegen", "373", "109", "482"], ["Gronden", "505", "-18", "487"], ["Leningen", "169", "-63", "106"]]
    changed = facts(read(table(heads, *budget, note="x € 1.000")), "scenario")
    assert changed[1::3] == [(None,)] * 3


def test_a_first_measurement_is_of_no_year_that_is_known() -> None:
    rows = [["Aandeel inwoners met regie", "64%", "66%", "70%"], ["Tevreden cliënten", "81%", "83%", "85%"]]
    grid = table(["Indicator", "Nulmeting", "2023", "Doel 2025"], *rows)
    found = facts(read(grid, of=document(Kind.BEGROTING, 2025)), "scenario", "period")
    assert found[:3] == [(None, None), ("realisatie", "2023"), ("streefwaarde", "2025")]


@pytest.mark.parametrize("sign", ["", "%"])
def test_what_every_municipality_prints_of_its_finances_is_in_percents_and_budgeted_as_a_target(sign: str) -> None:
    """Kengetallen (BBV art. 11) print no sign as often as one: no schuldquote is an amount of money."""
    ratios = [["Netto schuldquote", "45,3", "60,4"], ["Solvabiliteitsratio", "34,2", "29,5"]]
    ratios += [["Structurele exploitatieruimte", "1,2", "-0,3"], ["Belastingcapaciteit", "102,3", "99,8"]]
    rows = [[label, *(f"{figure}{sign}" for figure in figures)] for label, *figures in ratios]
    grid = table(["Kengetal", "Rekening 2023", "Begroting 2025"], *rows, title="Financiële kengetallen")
    found = facts(read(grid, of=document(Kind.BEGROTING, 2025)), "unit", "metric", "scenario")
    assert found == [("procent", "indicator", "realisatie"), ("procent", "indicator", "streefwaarde")] * 4


@pytest.mark.parametrize("title", ["Activa", "Passiva"])
def test_half_of_a_balance_is_money_though_nothing_says_so(title: str) -> None:
    rows = [["Eigen vermogen", "41.300", "40.120"], ["Voorzieningen", "9.120", "8.700"]]
    found = facts(read(table(["", "2023", "2022"], *rows, title=title)), "unit", "metric")
    assert found == [("EUR", "amount")] * 4


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("Begroting 2023, jaarschijf 2024", ("meerjarenraming", "2024")),
        ("Jaarschijf 2025 (begroting 2023)", (None, None)),
    ],
)
def test_a_heading_of_two_years_is_of_the_one_it_names_as_its_own_or_open(
    heading: str, told: tuple[str | None, str | None]
) -> None:
    grid = table(["", heading, "Begroting 2024"], ["Jeugd", "10", "12"], note="x € 1.000")
    assert facts(read(grid, of=document(Kind.BEGROTING, 2024)), "scenario", "period")[0] == told


def test_what_things_were_bought_for_and_are_worth_in_the_books_is_money() -> None:
    rows = [["Aanschafwaarde begin", "9.944"], ["investeringen", "1.048"], ["Boekwaarde einde", "8.083"]]
    assert facts(read(table(["", "Totaal"], *rows, title="Verloop")), "unit") == [("EUR",)] * 3
