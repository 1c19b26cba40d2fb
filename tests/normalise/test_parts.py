"""Which side of the books rows are on, by the totals they add up to."""

from __future__ import annotations

from tasks.normalise.defaults import main_year
from tests.normalise.builders import facts, read, table

HEAD = ["", "Rekening 2023", "Begroting 2024", "Rekening 2024"]


def metrics(*rows: list[str], note: str = "x € 1.000") -> dict[object, object]:
    found = read(table(HEAD, *rows, note=note))
    return dict(facts(found, "row_label", "metric"))


def test_rows_above_a_total_of_lasten_are_lasten_and_those_below_it_are_not() -> None:
    """A label closes rows or opens them; the sum says which (a recapitulation of 2021 prints no word for its baten)."""
    told = metrics(
        ["Bestuur", "4.482", "5.469", "4.209"],
        ["Veiligheid", "8.501", "7.060", "6.042"],
        ["Zorg", "40.470", "40.746", "41.504"],
        ["Totaal lasten", "53.453", "53.275", "51.755"],
        ["Inkomsten van het Rijk", "-2.760", "-700", "-823"],
    )
    assert told["Zorg"] == told["Bestuur"] == "lasten"
    assert told["Inkomsten van het Rijk"] != "lasten"


def test_a_total_of_lasten_alone_is_lasten() -> None:
    told = metrics(
        ["Lasten Wmo", "4.482", "5.469", "4.209"],
        ["Lasten Jeugd", "8.501", "7.060", "6.042"],
        ["Totaal zorg", "12.983", "12.529", "10.251"],
    )
    assert told["Totaal zorg"] == "lasten"


def test_letters_that_number_the_rows_name_no_side() -> None:
    """'B' behind 'A' is no baten; without other letters it is."""
    told = metrics(["A", "4.482", "5.469", "4.209"], ["B", "394", "289", "290"], ["C", "1.143", "1.033", "1.034"])
    assert told["B"] == told["A"] != "baten"
    told = metrics(["A", "482", "469", "209"], ["C", "1.143", "1.033", "1.034"], ["B", "1.625", "1.502", "1.243"])
    assert "baten" not in told.values()  # nor do the rows that come to it
    assert metrics(["L", "4.482", "5.469", "4.209"], ["B", "394", "289", "290"])["B"] == "baten"


def test_a_total_by_name_does_not_take_over_the_side_above_it() -> None:
    told = metrics(
        ["Baten Zorg", "-84", "-68", "-70"],
        ["Totaal Zorg", "4.895", "4.853", "4.185"],
        ["Wonen lasten Ruimte", "6.280", "7.736", "6.874"],
    )
    assert "baten" not in {told["Totaal Zorg"], told["Wonen lasten Ruimte"]}


def test_a_saldo_behind_reserves_is_the_result_until_lasten_are_printed_again() -> None:
    told = facts(
        read(
            table(
                HEAD,
                ["Lasten", "10", "11", "12"],
                ["Onttrekking aan reserves", "1", "2", "3"],
                ["Saldo", "9", "9", "9"],
                ["Lasten jeugd", "20", "21", "22"],
                ["Saldo jeugd", "20", "21", "22"],
                note="x € 1.000",
            )
        ),
        "row_label",
        "metric",
    )
    assert ("Saldo", "result") in told
    assert ("Saldo jeugd", "result") not in told


def test_a_table_of_effects_holds_saldi() -> None:
    """A legend says which sign is a disadvantage, and no column is a budget or its realisation."""
    rows = [["Meer cliënten", "-250", "-183", "-90"], ["Rijksbijdrage", "47", "35", "20"]]
    found = read(table(["", "2024", "2025", "2026"], *rows, note="Bedragen x € 1.000, - = nadeel"))
    assert {metric for (metric,) in facts(found, "metric")} == {"saldo"}


def test_the_year_of_a_row_dates_a_heading_without_one() -> None:
    """'Stand 1-1' in the row of 2018 is the first of January 2018, whatever year the document is of."""
    head = ["", "Jaartal", "Stand 1-1", "Toevoeging reserve", "Stand vorig jaar"]
    rows = [["jaarrekening", str(year), "97", "11", "90"] for year in (2017, 2018, 2019)]
    found = facts(read(table(head, *rows, note="x € 1.000")), "column_label", "period")
    dated = {period for label, period in found if label == "Stand 1-1"}
    assert dated == {"2017-01-01", "2018-01-01", "2019-01-01"}
    assert {main_year(str(period)) for label, period in found if label == "Toevoeging reserve"} == {2017, 2018, 2019}
    assert {period for label, period in found if label == "Stand vorig jaar"} == {None}


def test_the_total_of_a_group_of_differences_is_one() -> None:
    """'Lasten, Baten, Totaal' under 'Saldo 2022': by how much each differs from the budget."""
    heads = [["", "Begroting 2022^2", "", "Jaarrekening 2022^2", "", "Saldo 2022^3"]]
    heads += [["", "Lasten", "Baten", "Lasten", "Baten", "Lasten", "Baten", "Totaal"]]
    rows = [["Bestuur", "7.122", "413", "6.938", "597", "184", "184", "368"]]
    rows += [["Zorg", "8.261", "300", "8.893", "280", "-632", "-20", "-652"]]
    found = read(table(*heads, *rows, note="x € 1.000", heading_rows=2))
    assert ("Saldo 2022 Totaal", "verschil") in facts(found, "column_label", "scenario")


def test_one_row_of_personele_lasten_among_effects_names_no_side_for_the_others() -> None:
    rows = [
        ["Meer cliënten", "-250", "-183", "-90"],
        ["Personele lasten", "-12", "-9", "-8"],
        ["Rijksbijdrage", "47", "35", "20"],
        ["Energie", "-1", "-4", "-6"],
    ]
    found = read(table(["", "2024", "2025", "2026"], *rows, note="x € 1.000, - is negatief voor het resultaat"))
    told = dict(facts(found, "row_label", "metric"))
    assert told["Energie"] == told["Rijksbijdrage"] == "saldo"
    assert told["Personele lasten"] == "saldo"  # by how much they are better or worse


def test_what_stands_between_two_balances_has_an_effect_on_them() -> None:
    """Too small for a sum among all rows, but the second balance asks for it."""
    told = metrics(
        ["Saldo begroting", "47", "-435", "-338"],
        ["Circulaires", "312", "463", "460"],
        ["Wensen", "-250", "-183", "-113"],
        ["Bijgesteld saldo begroting", "109", "-155", "9"],
    )
    assert told["Wensen"] == told["Circulaires"] == "saldo"


def test_a_part_of_the_outline_whose_lasten_and_baten_stand_below_it_is_their_saldo_and_so_is_the_whole() -> None:
    told = metrics(
        ["02 Economie", "12.331", "5.803", "4.529"],
        ["02.1 Kennis", "1.482", "2.680", "2.016"],
        ["Lasten", "1.988", "3.368", "2.638"],
        ["Baten", "506", "688", "622"],
        ["02.2 Stad", "10.849", "3.123", "2.513"],
        ["Lasten", "23.861", "13.123", "22.395"],
        ["Baten", "13.012", "10.000", "19.882"],
    )
    assert told["02 Economie"] == told["02.1 Kennis"] == told["02.2 Stad"] == "saldo"


def test_an_outline_whose_parts_come_to_something_else_says_nothing() -> None:
    told = metrics(
        ["02 Economie", "12.000", "5.000", "4.000"],
        ["02.1 Lasten kennis", "1.482", "2.680", "2.016"],
        ["02.2 Lasten stad", "10.849", "3.123", "2.513"],
    )
    assert told["02 Economie"] == "amount"


def test_a_note_of_amounts_that_stands_as_a_group_names_no_measure() -> None:
    """So that a total below it may."""
    told = metrics(
        ["Bedragen in €"],
        ["Bestuur", "4.482", "5.469", "4.209"],
        ["Zorg", "40.470", "40.746", "41.504"],
        ["Totaal lasten", "44.952", "46.215", "45.713"],
    )
    assert {metric for label, metric in told.items() if str(label).endswith(("Bestuur", "Zorg"))} == {"lasten"}
