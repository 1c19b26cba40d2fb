"""What the text layers of municipal PDFs look like: one small text for each way of printing rows on one line."""

import pytest

from tasks.formats.text_lines import read
from tasks.model import Fate
from tests.tables.printed import only, said

BODY = "\nWijkteams 1.100 1.200 1.300 1.400 100\nJeugdhulp 2.100 2.200 2.300 2.400 100\nTotaal 3.200 3.400 3.600 3.800 200\n"  # noqa: E501
FIVE = ["Rekening 2019", "Begroting 2020 primitief", "Begroting 2020 na wijziging", "Rekening 2020", "Verschil"]


@pytest.mark.parametrize(
    ("heading", "columns"),
    [
        ("(bedragen x € 1.000) Rekening Primitieve Begroting na Rekening Verschil\n2019 begroting wijziging 2020\n2020 2020",  # noqa: E501
         ["Rekening 2019", "Primitieve begroting 2020", "Begroting na wijziging 2020", "Rekening 2020", "Verschil"]),
        ("Omschrijving Rekening Begroting Begroting Rekening Verschil\n2019 2020 2020 2020\nprimitief na wijziging", FIVE),  # noqa: E501
        ("Rekening Begroting Begroting Rekening Verschil\n2019 2020 primitief 2020 na 2020\nwijziging", FIVE),
        ("Begroting Begroting\nRekening 2020 voor 2020 na Rekening\nTaakveld 2019 wijziging wijziging 2020 Verschil",
         ["Rekening 2019", "Begroting 2020 voor wijziging", "Begroting 2020 na wijziging", "Rekening 2020", "Verschil"]),  # noqa: E501
        ("Rekening\n2019\nBegroting 2020 primitief\nBegroting 2020 na wijziging\nRekening 2020\nVerschil", None),
        ("Product Reali- Begro- Raming Raming Raming\nsatie 2020 ting 2021 2022 2023 2024",
         ["Realisatie 2020", "Begroting 2021", "Raming 2022", "Raming 2023", "Raming 2024"]),
        ("Onderdeel 2020 2021 2022 Zeeland Nederland", ["2020", "2021", "2022", "Zeeland", "Nederland"]),
        ("Reserve Saldo 1-1-2022 Toevoegingen Onttrekkingen Mutatie Saldo 31-12-2022",
         ["Saldo 1-1-2022", "Toevoegingen", "Onttrekkingen", "Mutatie", "Saldo 31-12-2022"]),
        ("Onderdeel Begroting 2022 Realisatie t/m augustus Besteed % Prognose 2022 Afwijking",
         ["Begroting 2022", "Realisatie t/m augustus", "Besteed %", "Prognose 2022", "Afwijking"]),
    ],
)  # fmt: skip
def test_a_heading_with_its_words_over_lines(heading: str, columns: list[str] | None) -> None:
    table = only(f"Wat heeft het gekost?\n{heading}{BODY}")
    columns = columns or FIVE
    found = {(head, text) for label, head, text in said(table) if label == "Jeugdhulp"}
    assert found == set(zip(columns, ["2.100", "2.200", "2.300", "2.400", "100"], strict=True))


@pytest.mark.parametrize("upper", ["Begroting 2022 Rekening 2022", "2021 2022"])
def test_two_levels_of_headings(upper: str) -> None:
    first, second = ("Begroting 2022", "Rekening 2022") if "Beg" in upper else ("2021", "2022")
    text = (
        f"Taakveld {upper}\nLasten Baten Saldo Lasten Baten Saldo\n6.2 Wijkteams 9 2 7 8 1 7\n6.3 Inkomen 6 4 2 6 5 1\n"
    )
    found = said(only(text))
    assert {("6.2 Wijkteams", f"{first} Baten", "2"), ("6.3 Inkomen", f"{second} Saldo", "1")} <= found


def test_a_difference_beside_groups_of_columns_has_no_second_level() -> None:
    text = (
        "Begroting 2022 Rekening 2022 Verschil\nTaakveld Lasten Baten Saldo Lasten Baten Saldo\n"
        "6.2 Wijkteams 9 2 7 8 1 7 0\n6.3 Inkomen 6 4 2 6 5 1 -1\n"
    )
    found = said(only(text))
    assert {("6.2 Wijkteams", "Rekening 2022 Lasten", "8"), ("6.3 Inkomen", "Verschil", "-1")} <= found


def test_years_ahead_stand_under_one_heading() -> None:
    text = "(x € 1.000) Rekening Begroting Meerjarenraming\n2020 2021 2022 2023\nLasten 5 6 7 8\nBaten 1 2 3 4\n"
    assert {("Lasten", "Begroting 2021", "6"), ("Baten", "Meerjarenraming 2023", "4")} <= said(only(text))
    assert only(text).note == "(x € 1.000)"


def test_a_dash_may_be_a_flag() -> None:
    text = "Omschrijving Begroting 2022 Rekening 2022 Saldo V/N\nLasten 5 6 1 N\nBaten 1 2 1 V\nReserve 3 3 0 -\n"
    assert {("Reserve", "Saldo", "0"), ("Lasten", "Saldo", "1"), ("Lasten", "", "N")} <= said(only(text))


def test_flags_at_the_end_and_after_each_amount() -> None:
    text = "Onderdeel Begroting 2022 Prognose 2022 Saldo V/N I/S\nWmo\nHulp 6.230 6.309 79 N S\nTotaal Wmo 6.230 6.309 79 N\n"  # noqa: E501
    assert said(only(text)) == {
        ("Hulp", "Begroting 2022", "6.230"), ("Hulp", "Prognose 2022", "6.309"), ("Hulp", "Saldo", "79"),
        ("Hulp", "", "N"), ("Hulp", "", "S"), ("Totaal Wmo", "Begroting 2022", "6.230"),
        ("Totaal Wmo", "Prognose 2022", "6.309"), ("Totaal Wmo", "Saldo", "79"), ("Totaal Wmo", "", "N"),
    }  # fmt: skip
    table = only(
        "Product Begroting 2022 Afwijking V/N Prognose 2022 Afwijking V/N\nHulp 9 30 N 7 20 V\nZorg 8 10 V 6 40 N\n"
    )
    assert {("Zorg", "Afwijking", "10"), ("Zorg", "Prognose 2022", "6"), ("Zorg", "", "N")} <= said(table)


@pytest.mark.parametrize(
    "figures",
    ["(4.543) (62) 123", "( 4.543) ( 62) 123", "4.543- 62- 123", "-/-4.543 -/-62 123", "€ 4.543 € 62- € 123",
     "€ -4.543 € -62 € 123", "12,1% 62,0% 1,3%", "4.543 n.v.t. 123", "nihil p.m. 5"],
)  # fmt: skip
def test_every_way_of_writing_a_figure(figures: str) -> None:
    lines = (
        f"Onderdeel Rekening 2021 Begroting 2022 Rekening 2022\nMaatwerkdienstverlening 18- {figures}\nHulp 65+ 7 8 9\n"
    )
    table = only(f"{lines}Artikel 12 onderzoek 10 11 12\n")
    assert next(cell.text for cell in table.cells if cell.row == 1) == "Maatwerkdienstverlening 18-"
    assert " ".join(cell.text for cell in table.cells if cell.row == 1 and cell.column) == figures
    assert {("Hulp 65+", "Begroting 2022", "8"), ("Artikel 12 onderzoek", "Rekening 2022", "12")} <= said(table)


@pytest.mark.parametrize(
    ("lines", "label"),
    [
        ("Jeugdbescherming 10 20\nen jeugdreclassering", "Jeugdbescherming en jeugdreclassering"),
        ("Jeugdbescherming\nen jeugdreclassering 10 20", "Jeugdbescherming en jeugdreclassering"),
        ("Gemeentelijke bijdrage\n10 20\naan de regio", "Gemeentelijke bijdrage aan de regio"),
        (
            "Gemeentelijke bijdrage aan\nde regio 10 20\nvoor vervoer",
            "Gemeentelijke bijdrage aan de regio voor vervoer",
        ),
        ("Vervoer (inclusief 10 20\nRegiotaxi)", "Vervoer (inclusief Regiotaxi)"),
        ("Onderwijs- en 10 20\nWelzijnsbeleid", "Onderwijs- en Welzijnsbeleid"),
    ],
)
def test_a_label_over_lines(lines: str, label: str) -> None:
    table = only(f"Product Begroting 2022 Rekening 2022\nHulp 5 6\n{lines}\nTotaal 15 26\n")
    assert {(label, "Begroting 2022", "10"), (label, "Rekening 2022", "20"), ("Hulp", "Begroting 2022", "5"),
            ("Totaal", "Rekening 2022", "26")} <= said(table)  # fmt: skip
    last = only(
        f"Product Begroting 2022 Rekening 2022\nHulp 5 6\n{lines}\n\nToelichting op de tabel staat hieronder.\n"
    )
    assert (label, "Rekening 2022", "20") in said(last)


@pytest.mark.parametrize("again", ["", "Product Begroting 2020 Rekening 2020\n"])
@pytest.mark.parametrize(
    ("footer", "header"),
    [("38", ""), ("- 38 -", ""), ("Pagina 38 van 90", ""), ("38", "Jaarstukken 2020 gemeente Wijchen"),
     ("Jaarstukken 2020 38", ""), ("38 | Jaarstukken 2020 gemeente Wijchen", "")],
)  # fmt: skip
def test_a_table_goes_on_over_the_page(footer: str, header: str, again: str) -> None:
    rows = [f"Product {name} {number} {number + 1}" for number, name in enumerate("abcdefghij", 10)]
    pages = ["\n".join(rows[:5]), "\n".join(rows[5:])]
    text = "\n".join([
        header, "Product Begroting 2020 Rekening 2020", "Lasten", pages[0], footer, header, again + pages[1],
        "Tekst tussen de tabellen in.\n" * 3, footer.replace("38", "39"), header,
    ])  # fmt: skip
    reading = read(text.encode())
    (table,) = reading.tables
    assert len(said(table)) == 20
    assert ("Product h", "Rekening 2020", "18") in said(table)
    assert not [rest for rest in reading.remainder if rest.fate is Fate.SIGNALLED]


def test_a_table_without_a_heading_has_that_of_the_table_before() -> None:
    text = "Product Begroting 2022 Rekening 2022\nHulp 5 6\nZorg 7 8\nTotaal 12 14\n\nJeugd\nVerblijf 3 4\nAmbulant 4 5\nTotaal 7 9\n"  # noqa: E501
    tables = read(text.encode()).tables
    found = set().union(*map(said, tables))
    assert {("Verblijf", "Begroting 2022", "3"), ("Ambulant", "Rekening 2022", "5")} <= found


def test_a_column_of_words_stands_before_the_figures() -> None:
    table = only(
        "Tabel 1 Kerncijfers\nIndicator Bron 2019 2020 Nederland\nJeugdhulp (% 0 t/m 17 jaar) CBS 12,1% 11,8% 13,2%\n"
        "Bijstand per 1.000 inwoners CBS 33,4 n.v.t. 38,6\nEenzaamheid GGD 45,1% 46,2% 47,3%\n\nEen sluitende zin.\n"
    )
    found = {(label.removesuffix(" GGD"), *rest) for label, *rest in said(table)}
    assert ("Eenzaamheid", "Nederland", "47,3%") in found
    assert table.title == "Tabel 1 Kerncijfers"


def test_counts_per_month() -> None:
    text = "Voorziening jan feb mrt apr mei jun\nBegeleiding 30 31 29 28 27 30\nDagbesteding 3 4 5 6 7 8\n"
    assert {("Dagbesteding", "mrt", "5"), ("Begeleiding", "jun", "30")} <= said(only(text))


def test_a_short_row_is_placed_by_the_total() -> None:
    text = "Product Rekening Begroting Rekening Verschil\n2021 2022 2022\nHulp 10 20 30 10\nWerk 5 4 -1\nTotaal 10 25 34 9\n"  # noqa: E501
    assert {("Werk", "Begroting 2022", "5"), ("Werk", "Verschil", "-1")} <= said(only(text))


def test_a_digit_at_the_end_of_one_label_gives_no_table_another_column() -> None:
    table = only(
        "Programma Begroting na wijziging Rekening 2023\nLasten Baten Saldo Lasten Baten Saldo\n"
        "3. Sociaal domein 63.906- 17.755 46.151- 62.860- 17.586 45.274-\n"
        "4. Cultuur 18.059- 11.864 6.195- 17.444- 11.733 5.711-\n"
        "Overhead 20.503- 656 19.847- 19.739- 648 19.091-\n"
        "Mutaties reserves programma 3 410- 1.480 1.070 410- 1.365 955\n"
        "Resultaat 102.878- 31.755 71.123- 100.453- 31.332 69.121-\n"
    )
    assert ("Mutaties reserves programma 3", "Rekening 2023 Saldo", "955") in said(table)
    assert ("3. Sociaal domein", "Begroting na wijziging Lasten", "63.906-") in said(table)
