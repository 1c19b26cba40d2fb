"""Rows on one line with one blank between their cells: what ends a row, what a total fills, where a table goes on."""

from __future__ import annotations

import pytest

from tasks.formats import text_layout
from tasks.formats.text_lines import read
from tasks.language import phrase
from tasks.model import Fate, Reading, Table
from tasks.normalise.facts import named_by
from tasks.tables.divisions import divided
from tasks.tables.pieces import Look, look_of
from tasks.tables.wording import explained


def grid(table: Table) -> dict[str, list[str]]:
    """The values of each row by its label."""
    labels = {cell.row: cell.text for cell in table.cells if cell.column == 0}
    found: dict[str, list[str]] = {}
    for cell in table.cells:
        if cell.column and cell.row >= table.heading_rows:
            found.setdefault(labels[cell.row], []).append(cell.text)
    return found


def heads(table: Table) -> list[str]:
    return [cell.text for cell in table.cells if cell.row == 0 and cell.column]


def only(text: str) -> Table:
    (table,) = read(text.encode()).tables
    return table


def signalled(reading: Reading) -> list[str]:
    return [rest.text for rest in reading.remainder if rest.fate is Fate.SIGNALLED]


def test_a_row_that_ends_in_an_abbreviation_for_nothing_is_no_sentence() -> None:
    rows = "Cliënten Wmo-maatwerk per 1.000 inwoners 66,0 67,5 n.v.t.\nErvaren eenzaamheid n.v.t. 46,2 45,1\n"
    assert grid(only(f"Indicator 2019 2020 2021\nLaag inkomen 8,2 7,9 7,5\n{rows}Hulp 1,0 2,0 3,0\n")) == {
        "Laag inkomen": ["8,2", "7,9", "7,5"],
        "Cliënten Wmo-maatwerk per 1.000 inwoners": ["66,0", "67,5", "n.v.t."],
        "Ervaren eenzaamheid": ["n.v.t.", "46,2", "45,1"],
        "Hulp": ["1,0", "2,0", "3,0"],
    }


def test_a_dash_behind_its_currency_is_a_cell_of_its_own() -> None:
    rows = "Begeleide participatie € - € 39.000 € -\nGezinsvormen € - € - € 58.000\nInkomen € - 5 € 6 € 7\n"
    assert grid(only(f"Taakveld Begroting 2023 Raming 2024 Raming 2025\n{rows}")) == {
        "Begeleide participatie": ["€ -", "€ 39.000", "€ -"],
        "Gezinsvormen": ["€ -", "€ -", "€ 58.000"],
        "Inkomen": ["€ - 5", "€ 6", "€ 7"],
    }


def test_rows_of_dashes_alone_are_rows() -> None:
    table = only("Taakveld 2024 2025 2026\n0.1 Bestuur 18 - -\n0.4 Overhead - - -\n1.2 Veiligheid 191 507 507\n")
    assert grid(table)["0.4 Overhead"] == ["-", "-", "-"]


def test_letters_behind_a_flag_are_of_the_row() -> None:
    rows = "Hulpmiddelen: lagere prijs 65 V S\nBegeleiding: meer cliënten 85 N S\nOverige verschillen 98 N I\n"
    assert grid(only(f"Bedragen x € 1.000\nAfwijking Bedrag V/N I/S\n{rows}")) == {
        "Hulpmiddelen: lagere prijs": ["65", "V", "S"],
        "Begeleiding: meer cliënten": ["85", "N", "S"],
        "Overige verschillen": ["98", "N", "I"],
    }


def test_a_dash_in_place_of_the_last_flag_makes_no_label_of_a_figure() -> None:
    text = "Omschrijving Begroting 2022 Rekening 2022 Saldo V/N\nLasten 5 6 1 N\nBaten 1 2 1 V\nReserve 3 3 0 -\n"
    assert grid(only(text))["Reserve"] == ["3", "3", "0"]


def test_a_result_fills_the_saldi_alone_where_the_totals_above_it_say_so() -> None:
    text = (
        "Primitieve begroting Realisatie 2021\nBaten Lasten Saldo Baten Lasten Saldo\n1 Bestuur 329 4.977- 4.649- 739 "
        "5.129- 4.390-\n2 Zorg 5.000 10- 4.990 4.000 20- 3.980\nSaldo van baten en lasten 5.329 4.987- 341 4.739 "
        "5.149- 410-\nSubtotaal mutaties reserves 14 355- 341- 1.900 69- 1.831\nRESULTAAT 0 1.421\n"
    )
    table = only(text)
    (row,) = [cell.row for cell in table.cells if cell.text == "RESULTAAT"]
    placed = {cell.column: cell.text for cell in table.cells if cell.row == row and cell.column}
    assert placed == {3: "0", 6: "1.421"}


def test_a_total_at_the_end_of_a_text_is_no_row_that_is_cut_off() -> None:
    text = "Programma Begroting 2021 Rekening 2021 Verschil\nA 3 5 2\nB 4 9 5\nC 5 5 0\nResultaat 7 2\n"
    assert signalled(read(text.encode())) == ["7", "2"]


def test_labels_over_two_lines_where_labels_begin_with_a_code() -> None:
    text = (
        "Taakveld Rek. 2024 Begr. 2025\nLasten\n6.1 Samenkracht 1 2\n6.21 Toegang en eerstelijns\nWMO 3 4\n"
        "6.3 Inkomensregelingen 5 6\n6.4 WSW 7 8\nTotaal lasten 16 20\n"
    )
    assert list(grid(only(text))) == [
        "6.1 Samenkracht", "6.21 Toegang en eerstelijns WMO", "6.3 Inkomensregelingen", "6.4 WSW",
        "Totaal lasten",
    ]  # fmt: skip


def test_the_group_below_a_total_is_no_rest_of_its_label() -> None:
    table = only("2024 2025\nlasten:\nBestuur 21 2\ntotale lasten 21 2\nbaten:\nBestuur 1 4\ntotale baten 1 4\n")
    assert [cell.text for cell in table.cells if cell.column == 0] == [
        "lasten:", "Bestuur", "totale lasten", "baten:", "Bestuur", "totale baten",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "between", ["52\n", "Jaarstukken 2023 Nijkerk 131\nBedragen x € 1.000\nTaakveld Begroting 2023 Rekening 2023\n"]
)
def test_a_table_goes_on_behind_the_number_of_a_page(between: str) -> None:
    top = "Bijlage taakvelden\n\nBedragen x € 1.000\nTaakveld Begroting 2023 Rekening 2023\nLasten\n"
    rows = "Zorg 5.010 4.822\nJeugd 4.385 4.504\n"
    table = only(f"{top}{rows}{between}Werk 760 788\nInkomen 905 931\n")
    assert list(grid(table)) == ["Zorg", "Jeugd", "Werk", "Inkomen"]
    assert table.title == "Bijlage taakvelden"


def test_codes_on_lines_of_their_own_are_no_values() -> None:
    heading = "Omschrijving Begroting 2025 primair Na wijziging Jaarrekening 2025"
    rows = (
        "6.4\nWSW en beschut werk 2.825 3.670 2.791\n6.5\nArbeidsparticipatie 159 170 222\n6.714\nOverige 696 960 814\n"
    )
    found = read(f"{heading}\n{rows}".encode())
    (table,) = found.tables
    assert set(heads(table)) >= {"Begroting 2025 primair", "Na wijziging", "Jaarrekening 2025"}
    assert grid(table) == {
        "6.4": ["WSW en beschut werk", "2.825", "3.670", "2.791"],
        "6.5": ["Arbeidsparticipatie", "159", "170", "222"],
        "6.714": ["Overige", "696", "960", "814"],
    }


def test_the_title_right_above_a_table_goes_before_the_one_of_the_table_above() -> None:
    rows = "Wmo 14.366 15.249\nJeugd 17.057 17.402\n"
    first, second = read(
        f"Tabel 1 Aantal cliënten\nVorm 2018 2019\n{rows}\nTabel 2 Uitgaven (x € 1.000)\nWet 2018 2019\n{rows}".encode()
    ).tables
    assert (first.title, second.title) == ("Tabel 1 Aantal cliënten", "Tabel 2 Uitgaven")
    assert second.note == "Tabel 2 Uitgaven (x € 1.000)"


def test_a_sentence_over_two_lines_is_no_title() -> None:
    prose = (
        "In deze bijlage staan per taakveld de begroting en de rekening. Een N is\neen nadeel en een V een voordeel.\n"
    )
    table = only(f"Bijlage taakvelden\n{prose}Taakveld Begroting 2023 Rekening 2023\nZorg 10 20\nJeugd 30 40\n")
    assert table.title == "Bijlage taakvelden"


@pytest.mark.parametrize(("title", "metric"), [("Lasten, baten en saldo per taakveld", None), ("Saldo", "saldo")])
def test_a_title_that_names_several_sides_is_no_measure(title: str, metric: str | None) -> None:
    assert named_by(phrase(title, "title")) == metric


def test_two_lines_without_headings_in_columns_are_no_table() -> None:
    text = "Bedragen x € 1.000\n\nTransformatieopgave          € 335.000 V\nVoorstel tot bestemming      € 335.000 N\n"
    found = text_layout.read(text.encode())
    assert not found.tables
    assert [rest.reason for rest in found.remainder] == ["scale note", "explained difference", "explained difference"]


def test_years_below_stands_of_which_a_difference_has_none() -> None:
    heading = "Taakveld Rekening Prim. begr. Begroting na wijziging Rekening Verschil\n2018 2019 2019 2019"
    table = only(f"{heading}\nJeugd 2.039 2.025 1.795 1.791 4\nZorg 1.112 1.175 1.033 1.232 199-\n")
    dated = {cell.column: cell.text for cell in table.cells if cell.row == 1}
    assert heads(table) == ["Rekening", "Prim. begr.", "Begroting na wijziging", "Rekening", "Verschil"]
    assert dated == {1: "2018", 2: "2019", 3: "2019", 4: "2019"}


def test_what_stands_between_rows_of_a_line_each_is_not_lost() -> None:
    text = "Taakveld Begroting 2023 Rekening 2023\nZorg 5.010 4.822\nJeugd 4.385 4.504\n52\nWerk 760 N.V.T.\n"
    found = read(text.encode())
    assert grid(found.tables[0])["Werk"] == ["760", "N.V.T."]
    assert signalled(found) == ["52"]


@pytest.mark.parametrize(
    ("text", "look"),
    [
        ("Taakveld Prim. begr. Begroting na wijziging 2019", Look.TEXT),
        ("De prim. begr. Begroting na wijziging steeg. Daarna daalde zij weer", Look.PROSE),
    ],
)
def test_a_heading_in_short_ends_no_sentence_and_a_sentence_behind_it_does(text: str, look: Look) -> None:
    assert look_of(text) is look


PRINTED = [
    "Product|Aantal uren 2024|Tarief 2024|Bedrag 2024",
    "|2022R|2023R|2024R|2024 Begr prim.|2024 Begr nieuw|Begr-Real",
    "HUISHOUDELIJKE HULP|2020|2021|2022|1e halfjaar 2023",
    "SOCIAAL DOMEIN TOTAAL|2021|2022|2023 Begr prim|2023 Begr nieuw|2023 Prog|Begr - Prog",
    "Taakveld|Prim. begr. 2024|Bijgest. begr. 2024|Act. begr. 2024|Begr. na wijz. 2024|Real. 2024|Versch.",
    "Onderdeel|Begroting 2025|Realisatie t/m juni 2025|Prognose 2025|Verwacht verschil",
    "Onderdeel|eerste halfjaar 2023|eerste halfjaar 2024",
    "Product|Rek. 2024 (a)|Begr. 2025 (b)|Versch. (b-a)",
    "Reserve|Saldo 31-12-2024|Storting 2025|Onttrekking 2025|Saldo 31-12-2025",
    "Reserve|Saldo 1-1-2022|Toevoegingen|Onttrekkingen|Mutatie|Saldo 31-12-2022",
    "|Bedragen in euro's|Aantal verstrekkingen",
    "|Primitieve begroting|Bijgestelde begroting 2021|Realisatie 2021",
    "Programma Sociaal Domein|Realisatie 2021|Begroting 2022|Begroting 2023",
    "Balans|Balans 31-12-2020|Balans 31-12-2021",
    "Product|Cliënten 2024|Cliënten t/m juni 2025|Uitputting in %",
    "Taakveld|Kader 2024|Zomernota 2025|Zomernota 2026",
    "|Rekening 2016 Lasten|Rekening 2016 Baten|Rekening 2016 Saldo|2017 BEG Lasten|2017 BEG Baten|2017 BEG Saldo",
    "Programma|Begroting 2020 na wijziging Lasten|Begroting 2020 na wijziging Baten|Begroting 2020 na wijziging Saldo"
    "|Jaarprognose Lasten|Jaarprognose Baten|Jaarprognose Saldo",
]


@pytest.mark.parametrize("printed", PRINTED)
def test_a_line_of_headings_is_divided_back(printed: str) -> None:
    corner, *headings = printed.split("|")
    assert divided(" ".join([corner, *headings]).strip(), len(headings)) == (tuple(headings),)


def test_a_year_is_torn_off_no_stand_before_it() -> None:
    """'Begroting' and '2025 Realisatie' would shift every year by one."""
    line = "Begroting 2025 Realisatie 2025 Verschil"
    assert divided(line, 3) == (("Begroting 2025", "Realisatie 2025", "Verschil"),)


@pytest.mark.parametrize(("text", "is_whole"), [("Baten 2018 BEG Saldo", False), ("2018 BEG Saldo", True)])
def test_one_heading_names_one_side(text: str, is_whole: bool) -> None:
    assert (explained(text) > 0.9) is is_whole
