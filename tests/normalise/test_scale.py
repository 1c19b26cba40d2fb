"""The scale of a table that prints none, from the same facts in a table that prints its own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.model import Normalised
from tests.normalise.builders import facts, read, table

HEADING = ["Onderwerp", "Realisatie 2024"]


def said(rows: dict[str, str], elsewhere: dict[str, str], note: str = "Bedragen in euro's") -> Normalised:
    """Two tables of lasten: the first prints no scale, the second the note."""
    first = table(HEADING, *([label, text] for label, text in rows.items()), title="Lasten per product")
    second = table(HEADING, *([label, text] for label, text in elsewhere.items()), title="Lasten", note=note)
    return read(first, replace(second, table_id="T02"))


def scales(normalised: Normalised) -> list[int]:
    return normalised.observations.filter(normalised.observations["table_id"] == "T01")["scale"].unique().to_list()


def test_a_fact_of_four_digits_in_euros_elsewhere_tells_the_thousands_and_is_the_evidence() -> None:
    normalised = said({"Jeugdhulp": "8.099", "Pleegzorg": "312"}, {"Jeugdhulp": "8.098.726"})
    assert scales(normalised) == [1_000]
    finding = normalised.findings.row(0, named=True)
    assert (finding["kind"], finding["table_id"]) == ("inferred scale", "T01")
    assert "'jeugdhulp' staat hier als 8.099 en in tabel 'Lasten' als 8.098.726" in finding["text"]


def test_two_facts_of_fewer_digits_tell_it_together_and_one_does_not() -> None:
    elsewhere = {"Jeugdhulp": "81.400", "Pleegzorg": "31.700"}
    both = said({"Jeugdhulp": "81", "Pleegzorg": "32"}, elsewhere)
    assert "staat hier als" in " ".join(both.findings["text"])
    one = said({"Jeugdhulp": "81", "Pleegzorg": "45"}, elsewhere)
    assert "staat hier als" not in " ".join(one.findings["text"])


def test_a_fact_that_is_equal_as_it_stands_says_that_the_table_is_in_euros() -> None:
    normalised = said({"Jeugdhulp": "8.099", "Pleegzorg": "312"}, {"Jeugdhulp": "8.099"})
    assert scales(normalised) == [1]
    assert "ambiguous scale" not in normalised.findings["kind"].to_list()


@settings(deadline=None, max_examples=25)
@given(thousands=st.integers(1_000, 99_000).filter(lambda number: number % 1_000), off=st.integers(-499, 499))
def test_what_was_rounded_to_thousands_is_found_again(thousands: int, off: int) -> None:
    euros = 1_000 * thousands + off
    printed = f"{thousands:,}".replace(",", ".")
    normalised = said({"Jeugdhulp": printed}, {"Jeugdhulp": f"{euros:,}".replace(",", ".")})
    assert scales(normalised) == [1_000]


def test_a_label_or_a_group_may_print_a_scale_of_its_own() -> None:
    """The key figures of a municipality: the value of its houses is in thousands, the number of its people is not."""
    rows = [["Aantal inwoners", "17.000"], ["Waarde woningen (x € 1.000)", "14.698"]]
    rows += [["financiën (bedragen x 1.000 euro)"], ["Belastingen", "5.192"]]
    found = facts(read(table(["", "Rekening 2024"], *rows)), "unit", "scale")
    assert found == [("aantal", 1), ("EUR", 1_000), ("EUR", 1_000)]


def test_a_part_has_the_unit_and_the_scale_of_the_row_above_it() -> None:
    """Behind a dash, or called one; a row that prints its own unit keeps it, and the next row has none of it."""
    rows = [["Aantal leerlingen", "8.000"], ["- basisonderwijs", "6.100"], ["- waarvan in de kern", "10 %"]]
    rows += [["Loonkosten (x € 1.000)", "700"], ["Waarvan van tijdelijke krachten", "300"], ["Speelplekken", "75"]]
    found = facts(read(table(["", "Rekening 2024"], *rows)), "unit", "scale")
    assert found == [("aantal", 1), ("aantal", 1), ("procent", 1), ("EUR", 1_000), ("EUR", 1_000), (None, 1)]


def test_what_divides_a_group_that_prints_its_scale_has_that_scale() -> None:
    rows = [["Geldstromen (bedragen x 1.000 euro)"], ["Alle opbrengsten", "900"], ["Uitsplitsing opbrengsten:"]]
    rows += [["Bijdrage van het Rijk", "512"], ["Bevolking"], ["Aantal huishoudens", "17.000"]]
    found = facts(read(table(["", "Rekening 2024"], *rows)), "unit", "scale")
    assert found == [("EUR", 1_000), ("EUR", 1_000), ("aantal", 1)]


def test_tiles_with_euro_signs_among_tables_in_thousands_are_open() -> None:
    """'€ 2.888' in a tile above the table that has it as 2.888 in thousands was read as so many euros."""
    tile = replace(table(["Begroot", "€ 2.888"], ["Rekening", "€ 1.584"], heading_rows=0), table_id="T02")
    whole = table(["", "Begroting 2024"], ["Jeugd lasten", "12.345"], ["Wmo lasten", "23.456"], note="x € 1.000")
    scales = facts(read(whole, tile), "scale_ground", "scenario")
    assert [scenario for ground, scenario in scales if ground == "none"] == [None, None]


def balance(label: str, printed: str, title: str = "Balans") -> Normalised:
    return read(table(["", "Boekwaarde 31-12-2024"], ["Voorraden", "104"], [label, printed], title=title))


def test_all_there_is_on_a_balance_is_worth_more_than_a_hundred_euros_for_each_inhabitant() -> None:
    assert scales(balance("Vaste activa", "596.792")) == [1_000]
    assert scales(balance("Totaal", "596.792", title="2. Materiële vaste activa")) == [1_000]


def test_letters_printed_apart_and_the_number_of_a_table_are_no_part_of_a_balance() -> None:
    assert scales(balance("Totaal", "596.792", title="Tabel: TBP.VA Vaste Passiva")) == [1_000]
    assert scales(balance("Totaal", "596.792", title="V A S T E   A C T I V A")) == [1_000]
    assert scales(balance("Totaal", "596.792", title="V A S T E A C T I V A")) == [1]  # where does a word end?
    spread = balance("Totaal passiva", "596.792", title="P A S S I V A")
    assert spread.observations["unit"].unique().to_list() == ["EUR"]


def test_what_a_party_owns_tells_nothing_of_the_scale_of_a_municipality() -> None:
    """'Eigen vermogen' of a gemeenschappelijke regeling may well be € 596.792."""
    own = table(["", "31-12-2024"], ["Eigen vermogen", "596.792"], ["Voorzieningen", "104"], title="Balans")
    assert scales(read(own)) == [1_000]
    party = table(["", "31-12-2024"], ["Eigen vermogen", "596.792"], ["Vreemd vermogen", "104"], title="Balans")
    assert scales(read(party)) == [1]
    assert scales(read(replace(own, section=("4. Verbonden partijen", "Balans")))) == [1]


def test_another_total_tells_no_scale() -> None:
    assert scales(balance("Totaal", "12.500", title="Balans")) == [1]
    assert balance("Totaal", "12.500").observations["scale_ground"].unique().to_list() == ["none"]


def test_a_tile_of_a_programme_that_costs_next_to_nothing_in_euros_has_no_scale() -> None:
    rows = [["Begroot", "€ 6.798"], ["Rekening", "€ 7.056"], ["Verschil", "€ -258"]]
    found = read(table(*rows, title="Jeugd", heading_rows=0))
    assert set(found.observations["scale_ground"]) == {"none"}
    assert found.observations["scenario"].null_count() == len(rows)


def sized(*amounts: str) -> Normalised:
    """Reserves of amounts that tell no scale by their total: of a table that prints none."""
    labels = ("Sporthal", "Wegen", "Bomen", "Scholen", "Riolering")
    return read(table(["", "Stand 31-12-2024"], *map(list, zip(labels, amounts, strict=False)), title="Reserves"))


def test_amounts_of_two_digits_beside_thousands_are_not_in_whole_euros() -> None:
    assert scales(sized("4.185", "63", "8", "12")) == [1_000]


@pytest.mark.parametrize(
    "amounts",
    [
        ("4.185", "63", "8", "120"),  # two of them may be so many euros
        ("4.185", "63,10", "8,25", "12,50"),  # cents
        ("€ 4.185", "€ 63", "€ 8", "€ 12"),  # printed as euros
        ("418", "63", "8", "12"),  # all of them small: fees
    ],
)
def test_other_small_amounts_tell_no_thousands(amounts: tuple[str, ...]) -> None:
    assert scales(sized(*amounts)) == [1]


def test_a_lowest_quarter_of_three_digits_tells_thousands_unless_it_is_round() -> None:
    def of(*amounts: str) -> list[int]:
        rows = [[f"Reserve {chr(ord('a') + at)}", amount] for at, amount in enumerate(amounts)]
        return scales(read(table(["", "Stand 31-12-2024"], *rows, title="Reserves")))

    assert of("4.185", "163", "418", "1.212", "3.077", "7.981") == [1_000]
    assert of("4.185", "250", "400", "1.200", "3.000", "7.500") == [1]  # small subsidies and fees
    assert of("4.185", "163", "418", "1.212", "3.077") == [1]  # too few to tell


def test_the_same_amounts_in_a_table_whose_scale_is_known_have_that_scale() -> None:
    """Two amounts of four digits with their labels are no chance; one is."""
    rows = [["Sporthal", "4.185"], ["Wegen", "2.630"], ["Bomen", "9.310"]]
    here = table(["", "31-12-2024"], *rows, title="Reserves")
    there = replace(table(["", "Stand 31-12-2024"], *rows[:2], title="Verloop", note="x € 1.000"), table_id="T02")
    once = replace(there, cells=tuple(cell for cell in there.cells if cell.row != 2))
    assert scales(read(here, there)) == [1_000]
    assert scales(read(here, once)) == [1]


def test_what_counts_by_its_name_is_no_amount_for_a_euro_sign_in_another_row() -> None:
    rows = [["Hoogte van de uitkering", "€13.200"], ["Aantal aanvragen", "750"], ["Aantal loketten", "4"]]
    rows += [["Aantal bezoeken", "900"], ["Uitstroom naar werk", "95"], ["Waarvan duurzame uitstroom", "23"]]
    found = facts(read(table(["", "Werkelijk 2024"], *rows, title="Indicatoren")), "unit", "metric")
    assert [unit for unit, _ in found] == ["EUR", *["aantal"] * 5]


def test_of_rows_behind_dashes_none_is_a_part_of_another() -> None:
    rows = [["- % jongeren met jeugdhulp", "54,7"], ["- Rapportcijfer voor de toegang (cijfer)", "8,3"]]
    found = read(table(["", "Realisatie 2024"], *rows, title="Indicatoren"))
    assert facts(found, "unit") != [("procent",), ("procent",)]


def emu(*amounts: str, title: str = "Berekening EMU-saldo") -> Normalised:
    labels = ("Exploitatiesaldo", "Investeringen", "Voorzieningen", "Berekend saldo")
    rows = map(list, zip(labels, amounts, strict=False))
    return read(table(["", "Begroting 2024"], *rows, title=title))


def test_what_an_emu_saldo_is_made_of_tells_its_scale_where_it_is_next_to_nothing_in_whole_euros() -> None:
    assert scales(emu("704", "17.016", "2.132", "16.980")) == [1_000]
    assert emu("704.000", "17.016.000", "2.132.400", "16.980.100").observations["scale"].unique().to_list() == [1]


def test_three_amounts_of_an_emu_saldo_or_those_of_another_title_tell_nothing() -> None:
    assert emu("704", "17.016", "2.132").observations["scale_ground"].unique().to_list() == ["none"]
    other = emu("704", "17.016", "2.132", "16.980", title="Wat mag het kosten?")
    assert set(other.observations["scale_ground"]) == {"none"}


def test_a_saldo_is_not_all_there_is_on_a_balance() -> None:
    """Lasten of 2 million in whole euros with a saldo of half a million were taken for thousands."""
    rows = [["Lasten", "2.000.000"], ["Baten", "1.500.000"], ["Saldo", "500.000"]]
    found = read(table(["", "Begroting 2024"], *rows, title="Wat mag het kosten?"))
    assert 1_000 not in set(found.observations["scale"])


def test_a_row_of_all_that_is_owned_says_that_a_table_is_of_money() -> None:
    rows = [["Voorraden", "5.024"], ["Liquide middelen", "68.100"], ["Activa", "117.412"]]
    found = read(table(["", "31-12-2024"], *rows, title="Toelichting"))
    assert set(found.observations["unit"]) == {"EUR"}
    assert scales(found) == [1_000]


def test_all_reserves_of_a_day_tell_the_scale_and_those_of_a_year_do_not() -> None:
    """In a year they are what is added or taken: € 150.000 of a programme is in whole euros."""
    rows = [["Reserve wegen", "120.500"], ["Totaal reserves", "150.000"]]
    on_a_day = read(table(["", "Saldo 31-12-2024"], *rows, title="Verloop"))
    in_a_year = read(table(["", "Begroting 2024"], *rows, title="Wat mag het kosten?"))
    assert (scales(on_a_day), set(in_a_year.observations["scale_ground"])) == ([1_000], {"none"})


@pytest.mark.parametrize("title", ["Eigen vermogen", "Tabel: TBP.VA.1 Eigen vermogen", "2. Eigen vermogen"])
def test_a_total_of_what_a_title_names_behind_its_number_is_of_all_there_is(title: str) -> None:
    assert scales(balance("Totaal", "188.105", title=title)) == [1_000]
