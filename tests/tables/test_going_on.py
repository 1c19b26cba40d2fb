"""Headings of rows on one line each that go on over the lines above them, and minuses that stand apart."""

from __future__ import annotations

import pytest

from tasks.formats import read
from tasks.model import Table
from tasks.structure.heading_paths import heading_paths

ROWS = {3: "Wijkteams 226.012 234.684 873\nJeugdhulp 58.100 61.240 3.140\n",
        4: "Wijkteams 60.017 64.787 68.358 -3.571\nJeugdhulp 8.100 8.240 8.003 237\n"}  # fmt: skip


def heads(text: str) -> list[tuple[str, ...]]:
    return list(heading_paths(table(text)).values())


def table(text: str) -> Table:
    (found,) = read(f"Jaarstukken 2024 gemeente Borne\n\nOverzicht\n\n{text}\nEn dat was het.\n".encode()).tables
    return found


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "Bedragen x € 1.000\nExploitatie Begroting 2024\nprimitief Begroting 2024\nactueel Afwijking",
            ("Begroting 2024 primitief", "Begroting 2024 actueel", "Afwijking"),
        ),
        (
            "in duizenden euro's Rek.\n2023 Begr.\n2024 Rek.\n2024",
            ("Rek. 2023", "Begr. 2024", "Rek. 2024"),
        ),
        (
            "(X € 1.000,-)\nOnderdeel Begroting 2024\nvóór wijziging Nieuwe\nbegroting 2024\nRekening Verschil\n"
            "begroting - rekening 2024",
            (
                "Begroting 2024 vóór wijziging",
                "Nieuwe begroting 2024",
                "Rekening",
                "Verschil begroting - rekening 2024",
            ),
        ),
        (
            "Bedragen x € 1.000\nRealisatie\n2023 Begroting 2024\nna wijziging Realisatie\n2024 Verschil\nLasten",
            ("Realisatie 2023", "Begroting 2024 na wijziging", "Realisatie 2024", "Verschil"),
        ),
    ],
)
def test_a_heading_goes_on_on_the_next_line(lines: str, expected: tuple[str, ...]) -> None:
    assert heads(f"{lines}\n{ROWS[len(expected)]}") == [(text,) for text in expected]


def test_a_difference_stands_in_the_group_of_what_it_compares() -> None:
    """'2023 2024' over five columns: the accounts of the year before, and everything of the year itself."""
    lines = "x € 1.000\n2023 2024\nRekening Begroting primitief Begroting na wijziging Rekening Verschil\n"
    paths = heads(f"{lines}Wijkteams 305 410 588 490 98\nJeugdhulp 120 155 210 333 123\n")
    assert [path[0] for path in paths] == ["2023", "2024", "2024", "2024", "2024"]


def test_a_number_that_alone_tells_labels_apart_is_no_figure() -> None:
    found = table(
        "x € 1.000\nRekening 2023 Begroting 2024\nProgramma 1 798 762\nProgramma 2 611 738\nProgramma 3 90 35\n"
    )
    assert [cell.text for cell in found.cells if cell.column == 0 and cell.row >= found.heading_rows] == [
        "Programma 1",
        "Programma 2",
        "Programma 3",
    ]


@pytest.mark.parametrize("other", ["Wegen 313 0 12\n", ""])
def test_a_dash_before_a_figure_is_its_minus_where_the_rows_fit_so_only(other: str) -> None:
    """Another row tells how wide the table is, or its heading does."""
    lines = "x € 1.000\nRekening 2023 Begroting 2024 Rekening 2024\n"
    found = table(f"{lines}Wijkteams - 193 811 - 20\nJeugdhulp 35 - 739 - 510\n{other}")
    figures = [cell.text for cell in found.cells if cell.row in {1, 2} and cell.column >= found.label_columns]
    assert figures == ["- 193", "811", "- 20", "35", "- 739", "- 510"]


def test_a_dash_for_nothing_stays_one() -> None:
    lines = "x € 1.000\nRealisatie Begroting\n2023 2024 2023 2024\n"
    found = table(f"{lines}Wijkteams - - 7 -\nJeugdhulp - - 4 -\n")
    assert [cell.text for cell in found.cells if cell.row == found.heading_rows + 1][-4:] == ["-", "-", "4", "-"]


def test_figures_that_count_on_under_groups_are_no_numbers_of_labels() -> None:
    """In millions: 'Lasten 1', 'Lasten 2', 'Lasten 3' are figures of three programmes."""
    rows = "".join(f"{name}\nLasten {at} 7\nBaten 4 5\n" for at, name in enumerate(("Zorg", "Jeugd", "Werk"), start=1))
    found = table(f"x € 1.000.000\nRekening 2023 Begroting 2024\n{rows}")
    assert [cell.text for cell in found.cells if cell.column == found.label_columns][1:] == [
        "1",
        "4",
        "2",
        "4",
        "3",
        "4",
    ]


def test_stands_that_ran_together_above_their_years_are_not_left_out() -> None:
    """Years alone explained as much, and every column was in doubt."""
    lines = ("CodeOmschrijvingRekeningBegrotingBegrotingMeerjarenbegroting", "201620172018201920202021")
    rows = ("610WijkteamsL416501540444443443", "620InkomenL855598557523467459", "630GeldL842291221222225227")
    (table,) = read("\n".join(("Begroting 2018", "", *lines, *rows)).encode()).tables
    paths = [" ".join(path) for _, path in sorted(heading_paths(table).items())]
    assert paths[:4] == ["Rekening 2016", "Begroting 2017", "Begroting 2018", "Meerjarenbegroting 2019"]


def test_headings_with_short_years_on_one_line_are_no_row() -> None:
    rows = ("Aantal aanvragen 946 1.238 653", "Aantal uitkeringen 2.036 2.364 1.824", "Aantal leningen 42 48 75")
    (table,) = read("\n".join(("Jaarstukken 2019", "", "Rek. 18 Begr. 19 Rek. 19", *rows)).encode()).tables
    assert [path for _, path in sorted(heading_paths(table).items())] == [("Rek. 18",), ("Begr. 19",), ("Rek. 19",)]


def test_a_stand_before_years_is_over_all_of_them() -> None:
    """As 'Begroting 2017' and '2018' it explained as much, and the second column was in doubt."""
    cells = (
        "Begroting",
        "2017",
        "2018",
        "Wegen",
        "1.466",
        "1.471",
        "Groen",
        "1.817",
        "1.831",
        "Water",
        "1.317",
        "1.318",
    )
    (found,) = read("\n\n".join(("Begroting 2018", "Kerngegevens", "Omschrijving", *cells)).encode()).tables
    assert [" ".join(path) for path in heading_paths(found).values()] == ["Begroting 2017", "Begroting 2018"]


def test_days_and_movements_in_turn_behind_a_title_head_columns() -> None:
    heading = "Overzicht reserves 1-1-2024 Mutaties 2024 1-1-2025 Mutaties 2025 1-1-2026"
    rows = ("Algemene dienst 2.100 -500 1.600 -300 1.300", "Grondzaken 1.300 -300 1.000 61 1.061",
            "Wmo 900 10 910 -20 890", "Totaal 4.300 -790 3.510 -259 3.251")  # fmt: skip
    (found,) = read("\n".join(("Begroting 2024", "", "[…]", "", heading, *rows)).encode()).tables
    assert [path[-1] for _, path in sorted(heading_paths(found).items())][1:] == [
        "Mutaties 2024", "1-1-2025", "Mutaties 2025", "1-1-2026",
    ]  # fmt: skip


def test_a_year_left_below_headings_is_of_one_of_them() -> None:
    """'Rekening' was read over what 'Definitief' was budgeted, for 'Begroot 2015' stood over two columns."""
    cells = ("Begroot 2015", "Rekening", "Afwijking", "Volgend", "Definitief", "2015", "Bedragen x € 1.000")
    rows = ("Uitkering", "187.168", "187.168", "185.976", "-1.192", "Dividend", "571", "571", "283", "-288")
    for found in read("\n\n".join(("Jaarrekening 2015", "Omschrijving", *cells, *rows)).encode()).tables:
        assert ("Rekening",) not in heading_paths(found).values()


def test_figures_without_anything_between_them_may_end_with_a_flag() -> None:
    heads = "OnderdeelRekening 2023Begroting 2024Rekening 2024Verschil 2024"
    rows = ("Lasten15.48014.90016.315365n", "Onderwijs18.21018.65018.940165v", "Inkomen31.12030.24031.266214v")
    (found,) = read("\n".join(("Jaarstukken 2024", "", "bedragen x € 1.000", heads, *rows)).encode()).tables
    assert [cell.text for cell in found.cells if cell.row == found.heading_rows] == [
        "Lasten", "15.480", "14.900", "16.315", "365", "n",
    ]  # fmt: skip


def test_years_that_ran_together_behind_the_heading_of_labels_head_columns() -> None:
    lines = ("RekeningBegroting", "Onderdeel201620172018", "Zorg36.16335.52633.312", "Werk42.03243.36143.386")
    (found,) = read("\n".join(("Begroting 2018", "", "bedragen x € 1.000", *lines)).encode()).tables
    paths = [" ".join(path) for _, path in sorted(heading_paths(found).items())]
    assert paths == ["Rekening 2016", "Begroting 2017", "Begroting 2018"]


def test_fewer_stands_than_years_stand_over_them() -> None:
    """'Begroting' was read over the year of 'Werkelijk', which was left out."""
    cells = ("Werkelijk", "Begroting", "2021", "2022", "2023", *("Lasten", "Baten", "Saldo") * 3)
    rows = [
        ("Zorg", "101", "524", "423", "121", "608", "487", "98", "500", "402"),
        ("Werk", "11", "34", "23", "21", "68", "47", "8", "50", "42"),
    ]
    text = "\n\n".join(("Begroting 2023", "Overzicht", *cells, *(cell for row in rows for cell in row)))
    (found,) = read(text.encode()).tables
    paths = [path[:2] for _, path in sorted(heading_paths(found).items())]
    assert paths[::3] == [("Werkelijk", "2021"), ("Begroting", "2022"), ("Begroting", "2023")]


def test_a_word_over_each_column_is_not_left_out() -> None:
    """The days below it explained as much, and both columns were in doubt."""
    heads = ("Balans debet", "Omschrijving boekwaarde boekwaarde", "ACTIVA per 31-12-2017 per 31-12-2016")
    rows = ("Vaste activa", "Gronden 1.732 1.753", "Woonruimten 419 287", "Gebouwen 25.337 24.325")
    (found,) = read("\n".join(("Jaarrekening 2017", "", *heads, *rows)).encode()).tables
    assert [" ".join(path) for path in heading_paths(found).values()] == [
        "boekwaarde per 31-12-2017",
        "boekwaarde per 31-12-2016",
    ]
