"""Kinds of print that cost whole tables, or a figure its column, each in a few lines."""

from __future__ import annotations

import pytest

from tasks.formats.text_lines import read
from tasks.model import Fate
from tests.tables.printed import only, said


def stream(text: str) -> str:
    return text.replace("|", "\n\n")


def signalled(text: str) -> list[str]:
    return [rest.text for rest in read(text.encode()).remainder if rest.fate is Fate.SIGNALLED]


HEADS = "Wat kost het?|Rekening 2022|Begroting 2023|Rekening 2023|Verschil|"


def test_a_printed_nought_that_may_stand_anywhere_is_signalled_and_a_dash_is_nothing() -> None:
    rows = "Wmo|10|20|15|5|Jeugd|30|40|45|-5|Zorg|3|4|4|0|"
    assert "0" in signalled(stream(f"{HEADS}{rows}Projecten|0|0|Totaal|43|64|64|0"))
    assert not signalled(stream(f"{HEADS}{rows}Projecten|-|-|Totaal|43|64|64|0"))


def test_rows_are_numbered_though_the_number_follows_the_row_above() -> None:
    rows = "1|Inwoners|100|110|2|Jongeren|20|22|3|Ouderen|30|33|Totaal|50|55|4|Huishoudens|40|44|5|Banen|10|12"
    found = said(only(stream(f"Kerngegevens|Begroting 2019|Begroting 2020|{rows}")))
    assert {("4 Huishoudens", "Begroting 2020", "44"), ("Totaal", "Begroting 2019", "50")} <= found


@pytest.mark.parametrize(
    ("lines", "label"),
    [
        ("Jeugdbescherming 10 20\nen jeugdreclassering", "Jeugdbescherming en jeugdreclassering"),
        ("Gemeentelijke bijdrage\n10 20\naan de regio", "Gemeentelijke bijdrage aan de regio"),
        ("Vervoer (inclusief 10 20\nRegiotaxi)", "Vervoer (inclusief Regiotaxi)"),
    ],
)
def test_a_label_over_lines_is_one(lines: str, label: str) -> None:
    table = only(f"Product Begroting 2022 Rekening 2022\nHulp 5 6\n{lines}\nTotaal 15 26\n")
    assert {(label, "Begroting 2022", "10"), ("Totaal", "Rekening 2022", "26")} <= said(table)


def test_headings_whose_words_are_broken_over_lines() -> None:
    heading = "(x € 1.000) Rekening Primitieve Begroting na Rekening Verschil\n2019 begroting wijziging 2020\n2020 2020"
    table = only(
        f"Wat kost het?\n{heading}\nWijkteams 1.100 1.200 1.300 1.400 100\nTotaal 3.200 3.400 3.600 3.800 200\n"
    )
    assert {head for label, head, _ in said(table) if label == "Totaal"} == {
        "Rekening 2019", "Primitieve begroting 2020", "Begroting na wijziging 2020", "Rekening 2020", "Verschil",
    }  # fmt: skip


def test_a_difference_beside_groups_that_are_printed_on_one_line() -> None:
    found = said(
        only(
            "Begroting 2022 Rekening 2022 Verschil\nTaakveld Lasten Baten Saldo Lasten Baten Saldo\n"
            "6.2 Wijkteams 9 2 7 8 1 7 0\n6.3 Inkomen 6 4 2 6 5 1 -1\n"
        )
    )
    assert {("6.2 Wijkteams", "Rekening 2022 Lasten", "8"), ("6.3 Inkomen", "Verschil", "-1")} <= found


@pytest.mark.parametrize("title", ["Jaarstukken 2024", "Begroting 2024", "Realisatie 2024", "Sociaal domein 2024"])
def test_a_title_above_an_unknown_heading_heads_no_column(title: str) -> None:
    text = (
        f"{title}\nLasten per taakveld\nGamma Delta\nWijkteams 1.100 1.200\nJeugdhulp 2.100 2.200\nTotaal 3.200 3.400\n"
    )
    assert all(not head for table in read(text.encode()).tables for _, head, _ in said(table))


def test_a_row_that_the_text_cuts_off_keeps_all_but_its_last_value() -> None:
    rows = "Wmo|1.000|2.000|3.000|Jeugd|4.000|5.000|6.000|Zorg|1|2|3|Werk|7.000|8.0"
    text = stream(f"Wat kost het?|2022|2023|2024|{rows}")
    assert ("Werk", "2022", "7.000") in said(only(text))
    assert signalled(text) == ["8.0"]


def test_a_scale_below_a_table_is_not_that_of_the_table_behind_the_text() -> None:
    first = "Lasten 10 20\nBaten 5 6\nSaldo 5 14\n"
    text = (
        f"Kosten\n2022 2023\n{first}(bedragen x € 1.000)\n\n"
        "Het nadeel komt vooral door de hulp aan jongeren; in de loop van het jaar is de raad daarover ingelicht.\n"
        "Subsidies\n2022 2023\nWelzijn 1.000 2.000\nKunst 3.000 4.000\nTotaal 4.000 6.000\n"
    )
    notes = [table.note for table in read(text.encode()).tables]
    assert notes == ["(bedragen x € 1.000)", ""]


def test_a_scale_that_ends_the_text_is_of_the_table_above_it_behind_a_row_without_figures_too() -> None:
    body = "Saldo 31-12-2017|Saldo 31-12-2018|Reserve wegen|1.204|1.351|Reserve groen|310|290|Totaal|1.514|1.641"
    for behind, note in (("Resultaat|Bedragen * 1.000 euro", "Bedragen * 1.000 euro"), ("Kaart|x € 1.000|Bron", "")):
        assert only(stream(f"Reserves|{body}|{behind}")).note == note


def test_words_whose_figures_nothing_reads_are_signalled() -> None:
    text = "Lasten\n\nTaakveld 2023 2024\nZorg 5 6\nWmo 12 mln 13 mln\nJeugdhulp 7 8\nTotaal 12 14\n"
    assert signalled(text) == ["Wmo 12 mln 13 mln"]
