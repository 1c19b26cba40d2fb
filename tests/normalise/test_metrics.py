"""Which measure a figure is of, by what is printed for it: lasten, baten, saldo, reserves, indicators, shares."""

from __future__ import annotations

import pytest

from tasks.model import Ground, Kind
from tests.normalise.builders import document, facts, read, table

BUDGET = document(Kind.BEGROTING, 2024)
YEARS = ["", "Rekening 2023", "Begroting 2024", "Rekening 2024"]
STANDS = ["", "Begroting 2024", "Rekening 2024"]


def metrics(*rows: list[str], title: str = "", note: str = "x € 1.000", **of: object) -> dict[object, object]:
    found = read(table(*rows, title=title, note=note), of=of.get("of"))  # type: ignore[arg-type]
    return dict(facts(found, "row_label", "metric"))


def test_names_above_their_lasten_and_baten_are_balances_though_one_is_printed_wrongly() -> None:
    told = metrics(
        YEARS,
        ["Werk", "72.153", "89.077", "85.230"],
        ["Lasten", "128.310", "145.112", "150.410"],
        ["Baten", "56.157", "56.035", "65.180"],
        ["Zorg", "9.999", "41.310", "44.871"],
        ["Lasten", "51.204", "52.371", "57.012"],
        ["Baten", "10.871", "11.061", "12.141"],
        ["Wonen", "12.331", "13.405", "11.218"],
        ["Lasten", "22.831", "24.518", "23.077"],
        ["Baten", "10.500", "11.113", "11.859"],
    )
    assert [told[name] for name in ("Werk", "Zorg", "Wonen")] == ["saldo"] * 3


def test_names_above_lasten_and_baten_that_come_to_something_else_are_no_balances() -> None:
    told = metrics(
        YEARS,
        ["Werk", "72.153", "89.077", "85.230"],
        ["Lasten", "12.310", "14.112", "15.410"],
        ["Baten", "6.157", "6.035", "5.180"],
        ["Zorg", "9.999", "8.310", "7.871"],
        ["Lasten", "51.204", "52.371", "57.012"],
        ["Baten", "10.871", "11.061", "12.141"],
    )
    assert told["Werk"] == told["Zorg"] == "amount"


def test_what_a_sum_of_lasten_adds_up_is_lasten_also_beside_reserves() -> None:
    told = metrics(
        YEARS,
        ["Lasten", "7.337", "7.645", "7.472"],
        ["Wijkteams", "1.162", "1.633", "1.441"],
        ["Toevoeging reserves", "430", "101", "290"],
        ["Inkomensregelingen", "5.352", "5.508", "4.916"],
        ["Volksgezondheid", "393", "403", "825"],
    )
    assert told["Inkomensregelingen"] == told["Volksgezondheid"] == "lasten"
    assert told["Toevoeging reserves"] == "reserves"


def test_what_is_left_of_reserves_is_no_saldo_though_it_is_baten_less_lasten() -> None:
    grid = table(
        ["", "Lasten", "Baten", "Saldo"],
        ["Veiligheid", "405", "112", "-293"],
        ["Mutaties reserves", "1.741", "2.210", "469"],
        ["Wonen", "2.871", "1.007", "-1.864"],
        title="Rekening 2024",
        note="x € 1.000",
    )
    told = [metric for label, metric in facts(read(grid), "row_label", "metric") if label == "Mutaties reserves"]
    assert told == ["reserves"] * 3


@pytest.mark.parametrize("label", ["EMU-saldo", "Saldo exploitatie voor bestemming"])
def test_a_saldo_below_reserves_that_is_called_otherwise_is_no_result(label: str) -> None:
    told = metrics(STANDS, ["Onttrekking aan reserves", "12", "13"], [label, "97", "98"])
    assert told[label] == "saldo"


def test_a_resultaat_among_reserves_is_put_into_them() -> None:
    told = metrics(STANDS, ["Algemene reserve", "120", "130"], ["Resultaat", "97", "98"], title="Reserves")
    assert told["Resultaat"] == "reserves"


def test_by_how_much_lasten_differ_is_lasten_whatever_the_difference_is_called() -> None:
    head = ["", "Begroting 2024", "Rekening 2024", "Saldo rekening min begroting"]
    found = read(table(head, ["Lasten", "100", "112", "12"], ["Baten", "60", "61", "1"], note="x € 1.000"))
    assert {(label, metric) for label, metric in facts(found, "row_label", "metric")} == {
        ("Lasten", "lasten"),
        ("Baten", "baten"),
    }


def test_what_changes_a_saldo_is_an_effect_on_it() -> None:
    """A saldo in the list is none of its sides: signed amounts beside it are what it is made of."""
    told = metrics(
        ["", "2024", "2025", "2026"],
        ["Saldo Kadernota", "713", "-1.609", "-2.731"],
        ["Septembercirculaire", "1.230", "1.372", "1.270"],
        ["Loonontwikkeling", "-85", "-90", "-95"],
        ["Rente", "-593", "-610", "-622"],
        of=BUDGET,
    )
    assert told["Septembercirculaire"] == told["Loonontwikkeling"] == "saldo"


def test_one_name_of_lasten_among_effects_on_the_saldo_is_an_effect_too() -> None:
    head = ["", "2024", "V/N"]
    rows = [[name, "100", "N"] for name in ("Energie", "Indexering", "Personele lasten", "Rente", "Subsidies")]
    assert metrics(head, *rows, note="(bedragen x € 1.000)")["Personele lasten"] == "saldo"


@pytest.mark.parametrize(("title", "metric"), [("Lopende investeringen", "amount"), ("Wat heeft het gekost", "lasten")])
def test_what_an_investment_costs_is_none_of_the_lasten(title: str, metric: str) -> None:
    found = read(table(["", "Uitgaven 2024"], ["Brug", "120"], ["Fietspad", "90"], title=title, note="x € 1.000"))
    assert {told for (told,) in facts(found, "metric")} == {metric}


def test_what_is_added_to_a_voorziening_in_its_row_is_added_to_no_reserve() -> None:
    found = read(table(["", "Toevoeging 2024"], ["Voorziening riolering", "120"], note="x € 1.000"))
    assert facts(found, "metric") == [("amount",)]


def test_lokale_lasten_are_tariffs() -> None:
    told = metrics(["", "2023", "2024"], ["Rioolheffing", "€ 120", "€ 130"], title="Lokale lasten", note="")
    assert told["Rioolheffing"] == "amount"


def test_a_column_of_percentages_beside_amounts_is_of_these_and_a_row_of_them_is_measured() -> None:
    head = ["", "Begroting 2024", "Rekening 2024", "Afwijking"]
    found = read(table(head, ["Wmo", "120", "126", "5%"], ["Rente", "3%", "4%", "1%"], note="x € 1.000"))
    told = {(label, raw): metric for label, raw, metric in facts(found, "row_label", "raw", "metric")}
    assert told["Wmo", "5%"] == told["Rente", "1%"] == "percentage"
    assert told["Rente", "3%"] == "indicator"


def test_in_a_table_of_indicators_clients_and_euros_are_indicators_too() -> None:
    told = metrics(
        STANDS,
        ["Aantal cliënten Wmo", "120", "126"],
        ["Woonlasten", "€ 812", "€ 830"],
        title="Effectindicatoren",
        note="",
    )
    assert set(told.values()) == {"indicator"}


def test_the_nearest_title_says_whether_rows_count() -> None:
    found = table(["", "2023", "2024"], ["Inwoners", "120", "126"], ["Aantal woningen", "90", "91"], title="Demografie")
    outer = type(found)(**{**_fields(found), "section": ("Kengetallen stad", "Demografie")})
    assert {metric for (metric,) in facts(read(outer), "metric")} == {"count"}


def _fields(grid: object) -> dict[str, object]:
    return {name: getattr(grid, name) for name in type(grid).__dataclass_fields__}  # type: ignore[attr-defined]


def test_rows_added_to_rows_of_no_known_unit_have_none_either() -> None:
    """'Inwoners' may be the measure by which money is shared out, where a total adds it to others."""
    rows = [
        ["Waarde woningen", "-5.583.992", "-5.587.569", "-5.583.277"],
        ["Inwoners", "4.225.027", "4.224.422", "4.248.248"],
        ["Waarde niet-woningen", "716.624", "673.032", "674.835"],
        ["Lage inkomens", "1.205.111", "1.204.222", "1.203.333"],
        ["Subtotaal", "562.770", "514.107", "543.139"],
    ]
    found = read(table(["", "2024", "2025", "2026"], *rows, title="Algemene uitkering"), of=BUDGET)
    told = set(facts(found, "scenario", "unit", "unit_ground"))
    assert told == {(None, None, str(Ground.NONE))}


def test_a_letter_names_no_side_for_the_rows_below_it() -> None:
    told = metrics(STANDS, ["Wmo", "120", "126"], ["B", "12", "13"], ["Jeugd", "90", "91"], ["B", "4", "5"])
    assert told["Jeugd"] == "amount"
