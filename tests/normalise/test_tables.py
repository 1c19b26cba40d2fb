"""Whole tables: label paths, metrics, units, scale, sign, flags, and the account of cells."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tasks.language import phrase
from tasks.model import Kind
from tests.normalise.builders import document, facts, read, table


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("Bedragen x € 1.000", 1_000),
        ("Bedragen * € .1000", 1_000),
        ("Bedragen*€.1000", 1_000),
        ("(bedragen x € 1.000,-)", 1_000),
        ("bedragen in duizenden euro's", 1_000),
        ("Programma (in € 1.000)", 1_000),
        ("Tabel taakstelling, bedragen € 1.000", 1_000),
        ("bedragen x € 1.000.000", 1_000_000),
        ("x € 1 mln", 1_000_000),
        ("bedragen in euro's", 1),
        ("bedragen x € 1", 1),
        ("Aantal personen per 1.000 inwoners", None),
        ("2024", None),
    ],
)
def test_scales_and_their_misprints(text: str, scale: int | None) -> None:
    assert phrase(text, "note").scale == scale


def test_groups_totals_and_what_follows_them() -> None:
    grid = table(
        ["x € 1.000", "Rekening 2024"],
        ["Lasten"], ["6.1 Samenkracht", "10"], ["6.2 Toegang", "20"], ["Totaal lasten", "30"],
        ["Baten"], ["6.1 Samenkracht", "4"], ["Totaal baten", "4"],
        ["0.10 Onttrekking aan reserves", "1"], ["Resultaat", "-25"],
    )  # fmt: skip
    assert facts(read(grid), "row_label", "metric", "is_total") == [
        ("Lasten > 6.1 Samenkracht", "lasten", False),
        ("Lasten > 6.2 Toegang", "lasten", False),
        ("Totaal lasten", "lasten", True),
        ("Baten > 6.1 Samenkracht", "baten", False),
        ("Totaal baten", "baten", True),
        ("0.10 Onttrekking aan reserves", "reserves", False),
        ("Resultaat", "result", False),
    ]


def test_a_group_of_measures_ends_where_another_label_stands() -> None:
    grid = table(
        ["", "Rekening 2024"],
        ["6.1 Samenkracht"], ["Baten", "1"], ["Lasten", "3"], ["Saldo", "-2"],
        ["Saldo 6 Sociaal domein", "-2"], note="x € 1.000",
    )  # fmt: skip
    labels = [label for (label,) in facts(read(grid), "row_label")]
    assert labels == [
        "6.1 Samenkracht > Baten",
        "6.1 Samenkracht > Lasten",
        "6.1 Samenkracht > Saldo",
        "Saldo 6 Sociaal domein",
    ]


def test_totals_before_their_parts_pass_their_measure_on() -> None:
    grid = table(
        ["", "Realisatie 2024"],
        ["Totaal baten", "3"], ["Bijdragen rijk", "3"], ["Totaal lasten", "9"], ["Personeel", "9"], note="x € 1.000",
    )  # fmt: skip
    assert [metric for (metric,) in facts(read(grid), "metric")] == ["baten", "baten", "lasten", "lasten"]


def test_a_part_in_lower_case_that_returns_belongs_to_the_row_above_it() -> None:
    grid = table(
        ["", "jan.", "feb."],
        ["Begeleiding Pgb", "30", "28"], ["aantal voorzieningen", "37", "34"],
        ["Begeleiding ZIN", "381", "374"], ["aantal voorzieningen", "542", "532"], title="Aantal klanten (ultimo)",
    )  # fmt: skip
    found = facts(read(grid, of=document(Kind.TUSSENRAPPORTAGE, 2018)), "row_label", "period", "unit")
    assert found[2] == ("Begeleiding Pgb > aantal voorzieningen", "2018", "aantal")
    assert found[6][0] == "Begeleiding ZIN > aantal voorzieningen"


def test_a_code_cell_and_its_name_are_one_label_without_footnotes() -> None:
    grid = table(
        ["", "", "Saldo 2024"],
        ["6.1", "Samenkracht*", "-5"],
        ["6.3", "Inkomensregelingen¹", "-7"],
        labels=2,
        note="x € 1.000",
    )
    assert [label for (label,) in facts(read(grid), "row_label")] == ["6.1 Samenkracht", "6.3 Inkomensregelingen"]


def test_counts_and_amounts_side_by_side() -> None:
    grid = table(
        ["", "Bedragen^2", "", "Verstrekkingen^2"], ["", "2023", "2024", "2023", "2024"],
        ["Leenbijstand", "€ 1.485", "€ -", "3", "-"], ["Totaal", "€ 9.485", "€ 320", "1.698", "1"], heading_rows=2,
    )  # fmt: skip
    assert facts(read(grid), "metric", "unit", "raw") == [
        ("amount", "EUR", "€ 1.485"), ("amount", "EUR", "€ -"), ("grants", "aantal", "3"),
        ("amount", "EUR", "€ 9.485"), ("amount", "EUR", "€ 320"),
        ("grants", "aantal", "1.698"), ("grants", "aantal", "1"),
    ]  # fmt: skip


def test_scale_is_for_money_alone_and_a_percentage_of_lasten_is_no_lasten() -> None:
    grid = table(
        ["Bedragen x € 1.000", "Rekening 2024", "%"], ["Lasten", "136.380", "14,5 %"], ["Aantal cliënten", "12", "3%"]
    )
    assert facts(read(grid), "metric", "unit", "value", "scale") == [
        ("lasten", "EUR", Decimal(136_380_000), 1_000),
        ("percentage", "procent", Decimal("14.5"), 1),
        ("clients", "aantal", Decimal(12), 1),
        ("percentage", "procent", Decimal(3), 1),
    ]


def test_thousands_without_a_printed_scale_are_inferred_from_inhabitants_and_said_so() -> None:
    normalised = read(table(["", "Rekening 2024"], ["Lasten", "125.775"], ["Baten", "45.563"]))
    assert [int(value) for (value,) in facts(normalised, "value")] == [125_775_000, 45_563_000]  # type: ignore[call-overload]
    assert "inferred scale" in normalised.findings["kind"].to_list()


def test_whole_euros_without_a_printed_scale_stay_whole() -> None:
    normalised = read(table(["", "Rekening 2024"], ["Lasten", "71.367.676"], ["Baten", "27.657.362"]))
    assert [int(value) for (value,) in facts(normalised, "value")] == [71_367_676, 27_657_362]  # type: ignore[call-overload]
    assert normalised.findings.is_empty() or "inferred scale" not in normalised.findings["kind"].to_list()


@pytest.mark.parametrize(
    ("lasten", "baten", "saldo"),
    [("100", "40", "-60"), ("100", "40", "60"), ("-100", "40", "-60"), ("100", "-40", "60"), ("100-", "40", "60-")],
)
def test_one_convention_whatever_the_printed_signs(lasten: str, baten: str, saldo: str) -> None:
    grid = table(
        ["", "Rekening 2024"], ["Lasten", lasten], ["Baten", baten], ["Saldo", saldo], note="bedragen in euro's"
    )
    assert facts(read(grid), "standard_value") == [(Decimal(100),), (Decimal(40),), (Decimal(-60),)]


def test_flags_are_marks_of_the_figure_on_their_left() -> None:
    grid = table(
        ["", "Rekening 2024", "", "Verschil", "V/N"],
        ["Lasten", "90", "N", "7", "N"], ["Baten", "20", "V", "1", "V"], ["Resultaat", "70", "N", "6", "N"],
        note="x € 1.000",
    )  # fmt: skip
    found = facts(read(grid), "raw", "mark", "standard_value")
    assert found[:2] == [("90", "N", Decimal(90_000)), ("7", "N", None)]
    assert found[4] == ("70", "N", Decimal(-70_000))


def test_two_flags_belong_to_one_figure() -> None:
    grid = table(
        ["", "Prognose 2024", "Afwijking", "V/N", "I/S"], ["6.3 Inkomen", "9", "1", "N", "I"], note="x € 1.000"
    )
    assert facts(read(grid), "raw", "mark") == [("9", ""), ("1", "N/I")]


def test_domains_as_columns_and_scenarios_as_rows_are_about_the_domain() -> None:
    grid = table(
        ["", "Wmo", "Jeugd"],
        ["Begroting 2024", "8.000", "11.000"],
        ["Realisatie 2024", "9.000", "12.000"],
        note="x € 1.000",
    )
    assert facts(read(grid), "concept", "scenario") == [
        ("wmo", "begroting"), ("jeugd", "begroting"), ("wmo", "realisatie"), ("jeugd", "realisatie"),
    ]  # fmt: skip


def test_every_cell_with_a_digit_has_a_fate_and_no_other_has() -> None:
    grid = table(
        ["Indicator 1", "Begroting 2024", "Werkelijk 2024", "Bron"],
        ["Aantal trajecten", "Geen1", "58****", "CBS 2023"], ["Aantal banen", "28.1", "12", "CBS 2024"],
    )  # fmt: skip
    cells = read(grid).cells
    fates = {row["text"]: (row["fate"], row["reason"]) for row in cells.iter_rows(named=True)}
    assert fates["58****"] == ("observed", None)
    assert fates["Geen1"] == ("ignored", "footnote mark")
    assert fates["28.1"] == ("signalled", "unreadable cell")
    assert fates["CBS 2023"] == ("ignored", "text column")
    assert fates["Begroting 2024"] == ("ignored", "heading")
    assert fates["Aantal trajecten"] == (None, None)
    assert all((fate is not None) == any(c.isdigit() for c in text) for text, (fate, _) in fates.items())


def test_an_unreadable_cell_is_a_finding_with_its_place() -> None:
    findings = read(table(["", "Rekening 2024"], ["Lasten", "1.23"], ["Baten", "9"], note="x € 1.000")).findings
    found = findings.filter(findings["kind"] == "unreadable cell").row(0, named=True)
    assert (found["locator"], found["printed"]) == ("line 2", "1.23")


def test_savings_tables_say_what_was_realised() -> None:
    grid = table(
        ["bedragen x € 1.000", "2022", "2023", "Totaal"], ["Taakstelling", "-600", "-700", "-1.300"],
        ["Realisatie", "390", "613", "1.003"], title="Taakstelling",
    )  # fmt: skip
    assert facts(read(grid, of=document(Kind.MONITOR, 2023, "2023H1")), "scenario", "period") == [
        ("taakstelling", "2022"), ("taakstelling", "2023"), ("taakstelling", "2022-2023"),
        ("gerealiseerd_besparing", "2022"), ("gerealiseerd_besparing", "2023"), ("gerealiseerd_besparing", "2022-2023"),
    ]  # fmt: skip


def test_savings_that_nothing_says_more_of_are_neither_asked_for_nor_realised() -> None:
    """They were said to be asked for (30 November 2026), and by their kind of document realised as a budget is."""
    grid = table(["", "2023", "2024", "Totaal"], ["Jeugd", "4", "5", "9"], title="Besparingen", note="x € 1.000")
    assert {scenario for (scenario,) in facts(read(grid), "scenario")} == {None}


def test_reading_twice_makes_the_same_rows() -> None:
    grid = table(["", "Rekening 2024", "Begroting 2024"], ["Lasten", "1", "2"], ["Baten", "3", "4"], note="x € 1.000")
    first, second = read(grid), read(grid)
    assert first.observations.equals(second.observations)
    assert first.observations["observation_id"].n_unique() == 4
    assert first.findings.equals(second.findings)


def test_a_document_without_tables() -> None:
    normalised = read()
    assert normalised.observations.is_empty()
    assert normalised.findings.is_empty()
    assert normalised.cells.is_empty()


def test_a_label_below_the_lasten_and_baten_of_another_is_neither() -> None:
    """The rows are what a part costs on balance, with its lasten and baten under it."""
    rows = [
        ["1 Werk", "51"],
        ["Lasten", "68"],
        ["Baten", "17"],
        ["2 Inkomen", "43"],
        ["Lasten", "200"],
        ["Baten", "157"],
    ]
    grid = table(["", "Begroting 2024"], *rows, note="x € 1.000")

    assert "baten" not in {metric for label, metric in facts(read(grid), "row_label", "metric") if label == "2 Inkomen"}


def test_a_unit_below_the_rows_of_a_group_is_theirs() -> None:
    grid = table(
        ["Indicator", "Rekening 2024"],
        ["Diefstallen"], ["Gemeente", "1,9"], ["Provincie", "1,8"], ["Eenheid:", "Aantal per 1.000 inwoners"],
        ["Niet-sporters"], ["Gemeente", "44,7"], ["Eenheid:", "%"],
        ["Geluid"], ["Gemeente", "51"], ["Eenheid:", "dB"],
        ["Elders"], ["Gemeente", "3,1"],
    )  # fmt: skip
    assert facts(read(grid), "row_label", "unit", "scenario") == [
        ("Diefstallen > Gemeente", "aantal", "realisatie"),
        ("Diefstallen > Provincie", "aantal", "realisatie"),
        ("Niet-sporters > Gemeente", "procent", "realisatie"),
        ("Geluid > Gemeente", None, None),
        ("Elders > Gemeente", None, None),
    ]


def under_a_stand(*rows: list[str]) -> list[tuple[object, ...]]:
    grid = table(
        ["", "Begroting 2024^3", "", "", "Rekening 2024^2"], ["", "Lasten", "Baten", "Verschil", "Lasten", "Baten"],
        *rows, note="x € 1.000", heading_rows=2,
    )  # fmt: skip
    return facts(read(grid), "column_label", "metric", "scenario")[2::5]


def test_a_difference_under_a_stand_is_its_saldo_where_sums_prove_it() -> None:
    proved = [[name, str(a), str(b), str(b - a), "7", "5"] for name, a, b in
              [("A", 2243, 371), ("B", 24942, 1371), ("C", 993, 4408), ("D", 7819, 1785)]]  # fmt: skip
    assert set(under_a_stand(*proved)) == {("Begroting 2024 Verschil", "saldo", "begroting")}


def test_a_difference_under_a_stand_that_nothing_proves_stays_open() -> None:
    other = [[name, "100", "40", str(of), "7", "5"] for name, of in [("A", 31), ("B", -12), ("C", 77)]]
    assert {scenario for _, _, scenario in under_a_stand(*other)} == {None}


def test_a_year_of_measuring_is_also_that_of_another_municipality() -> None:
    grid = table(["Indicator", "Jaar", "Delft", "Nederland"], ["Netto arbeidsparticipatie", "2018", "67,6", "67,8"])
    told = facts(read(grid, of=document(year=2020)), "column_label", "period", "scenario")
    assert ("Nederland", "2018", None) in told


def test_a_stand_in_a_title_is_not_that_of_years_without_accounts() -> None:
    """'rekening' of the line of headings stood before the first year: in a budget those to come are budgeted."""
    grid = table(["", "2019", "2020", "2021", "2022"], ["Lasten", "10", "11", "12", "13"], title="Lasten rekening")
    told = facts(read(grid, of=document(Kind.BEGROTING, 2021)), "period", "scenario")
    assert told == [
        ("2019", "realisatie"),
        ("2020", "begroting"),
        ("2021", "begroting"),
        ("2022", "meerjarenraming"),
    ]
