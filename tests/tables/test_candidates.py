"""Tables of text by competing readings: what is printed oddly is placed where something proves it, or not at all."""

from __future__ import annotations

import time
from random import Random

import pytest

from tasks.formats.text_lines import read_lines
from tasks.model import Fate, Reading, Table
from tasks.structure.lines import lines_of
from tasks.tables.digits import ways
from tasks.tables.divisions import divided
from tasks.tables.shifted import mended
from tasks.tables.spaces import by_gaps, width_by_gaps

SECONDS = 20.0  # a hostile text takes two; a machine under load some more


def stream(*cells: str) -> str:
    """A page flattened to one cell on a line."""
    return "\n\n".join(cells)


def only(text: str) -> tuple[Table, Reading]:
    """The one table of a text."""
    reading = read_lines(lines_of(text))
    (table,) = reading.tables
    return table, reading


def grid(table: Table) -> dict[str, dict[str, str]]:
    """The figures of each row by the headings above their columns."""
    heads: dict[int, list[str]] = {}
    for cell in sorted(table.cells, key=lambda cell: cell.row):
        if cell.row < table.heading_rows and cell.column >= table.label_columns:
            for column in range(cell.column, cell.column + cell.column_span):
                heads.setdefault(column, []).append(cell.text)
    labels = {c.row: c.text for c in table.cells if c.column == table.label_columns - 1 and c.row >= table.heading_rows}
    found: dict[str, dict[str, str]] = {}
    for cell in table.cells:
        if cell.row >= table.heading_rows and cell.column >= table.label_columns:
            found.setdefault(labels.get(cell.row, ""), {})[" ".join(heads.get(cell.column, [str(cell.column)]))] = (
                cell.text
            )
    return found


@pytest.mark.parametrize(
    ("gaps", "values", "width"),
    [((3, 12), 1, 8), ((3, 3, 8), 2, 8), ((1, 1, 12), 2, 8), ((4, 12), 1, None), ((1, 1, 1), 2, None)],
)
def test_spaces_tell_how_many_cells_a_line_has(gaps: tuple[int, ...], values: int, width: int | None) -> None:
    assert width_by_gaps(gaps, values) == width


def test_a_corner_between_names_and_years_heads_no_column() -> None:
    """The years stand under the names in their order."""
    text = stream(
        "Rekening", "Begroting", "Verschil", "Lasten naar thema", "2023", "2024", "2024", "Wijkzorg", "10", "14", "4"
    )
    assert grid(only(text)[0])["Wijkzorg"] == {"Rekening 2023": "10", "Begroting 2024": "14", "Verschil 2024": "4"}


def test_a_year_that_ran_together_with_the_next_heading_is_of_the_one_before() -> None:
    text = stream(
        "Rekening", "2023", "Primitieve begroting", "2024Begroting na wijziging", "2024", "Rekening", "2024",
        "Wijkzorg", "311", "342", "355", "361", "Inkomen", "78", "81", "84", "92", "Opvang", "14", "15", "16", "21",
    )  # fmt: skip
    assert list(grid(only(text)[0])["Inkomen"]) == [
        "Rekening 2023", "Primitieve begroting 2024", "Begroting na wijziging 2024", "Rekening 2024"
    ]  # fmt: skip


def test_a_heading_that_begins_with_its_year_keeps_it() -> None:
    """No stand before it lacks one."""
    text = stream(
        "Product", "2024Begr nieuw", "2024 (R)", "%", "Wmo", "311", "342", "110%", "Jeugd", "78", "81", "104%"
    )
    assert list(grid(only(text)[0])["Jeugd"]) == ["2024Begr nieuw", "2024 (R)", "%"]


def test_the_name_of_the_first_group_is_no_heading_behind_dated_stands() -> None:
    """No row fills the columns: three of the five headings with the name of the group as a last one did."""
    text = stream(
        "Incidentele posten", "Bijgestelde begroting VJN 2023", "Primaire begroting 2024", "Meerjaren begroting 2025",
        "Meerjaren begroting 2026", "Meerjaren begroting 2027", "Lasten (-)",
        "project wijkteams", "211", "152", "153", "maatschappelijke activiteiten", "75", "project gezond", "230", "156",
        "project nieuwkomers", "204", "Totaal", "-435", "-306", "-150",
    )  # fmt: skip
    heads = {
        heading for table in read_lines(lines_of(text)).tables for heading in grid(table).get("project wijkteams", ())
    }
    assert not any("Lasten" in heading for heading in heads)


def test_figures_that_ran_together_have_the_heading_right_above_them() -> None:
    """The table before has three columns, and the digits divide over these as well."""
    first = stream(
        "Rekening 2022", "Begroting 2023", "Begroting 2024", "Totaal lasten", "11.028.136", "5.042.880", "2.878.184",
        "Totaal baten", "-46.784.548", "-46.770.013", "-38.267.481",
    )  # fmt: skip
    second = "NrTaakveldBegroting 2023Begroting 2024\nOverhead3.819.379404.854\nTreasury750.211678.047\nOZB16.73178.176"
    _, table = read_lines(lines_of(f"{first}\n\n{second}")).tables
    assert grid(table)["Overhead"] == {"Begroting 2023": "3.819.379", "Begroting 2024": "404.854"}


def test_a_day_and_what_is_written_small_go_on_with_the_row_above() -> None:
    """'Vrijval' stands alone; 'Toevoeging' could head a group of three otherwise."""
    text = stream(
        "Stand", "Toevoeging", "Stand", "1-1-2024", "ten laste van exploitatie", "Vrijval", "Aanwending", "31-12-2024",
        "Riolering", "5.976", "1.204", "0", "811", "6.369", "Pensioenen", "2.748", "311", "12", "144", "2.903",
        "Wegen", "1.558", "96", "0", "73", "1.581",
    )  # fmt: skip
    assert list(grid(only(text)[0])["Wegen"]) == [
        "Stand 1-1-2024", "Toevoeging ten laste van exploitatie", "Vrijval", "Aanwending", "Stand 31-12-2024"
    ]  # fmt: skip


def test_what_is_written_small_begins_no_heading_anew() -> None:
    """'krediet' and 'gerealiseerd' are two, though a word that is written small may go on with the one above."""
    text = stream(
        "krediet",
        "gerealiseerd",
        "2024",
        "2025",
        "Riolering",
        "90",
        "31",
        "42",
        "17",
        "Sportpark",
        "88",
        "20",
        "41",
        "27",
    )
    assert list(grid(only(text)[0])["Riolering"]) == ["krediet", "gerealiseerd", "2024", "2025"]


def test_both_sides_of_a_balance_are_headed_alike() -> None:
    """Activa and passiva come in turn, a cell of each."""
    text = stream(
        "Jaarrekening 2024", "Activa", "31-dec-24", "31-dec-23", "Passiva", "31-dec-24", "31-dec-23",
        "Vaste activa", "811", "805", "Algemene reserve", "420", "409", "Voorraden", "17", "26",
        "Langlopende leningen", "391", "402", "Liquide middelen", "9", "8", "Kortlopende schulden", "26", "28",
    )  # fmt: skip
    found = grid(only(text)[0])
    assert found["Voorraden"] == {"31-dec-24": "17", "31-dec-23": "26"}
    assert found["Langlopende leningen"] == {"31-dec-24": "391", "31-dec-23": "402"}


def test_versions_stand_under_the_year_that_returns() -> None:
    """Rows of as many headings each could be cut from these as well: '2024' above 'Primitief', out of its order."""
    text = stream(
        "Wijkagenda", "Begroting", "Begroting", "Meerjarenraming", "2024", "2024", "2025", "2026", "2027",
        "Primitief", "Na wijziging", "Saldo", "Saldo", "Saldo", "Saldo", "Saldo",
        "Wijkzorg", "-311", "-342", "-355", "-361", "-377", "Inkomen", "-78", "-81", "-84", "-92", "-95",
    )  # fmt: skip
    assert [heading.split(" ", 1)[1] for heading in grid(only(text)[0])["Wijkzorg"]] == [
        "2024 Primitief Saldo", "2024 Na wijziging Saldo", "2025 Saldo", "2026 Saldo", "2027 Saldo"
    ]  # fmt: skip


def test_a_group_covers_no_measure_twice() -> None:
    """Measures that return part two groups, the first of which begins with another leaf."""
    text = stream(
        "Jaarverslag 2021", "Financieel overzicht", "Rekening", "Begroting 2021", "Rekening 2021", "Saldo", "Programma",
        "2020", "Primitief", "Lasten", "Baten", "Saldo", "Lasten", "Baten", "Saldo", "2021",
        "Wijkzorg", "11", "12", "20", "6", "14", "23", "8", "15", "1",
        "Inkomen", "31", "32", "40", "11", "29", "47", "10", "37", "8",
    )  # fmt: skip
    assert list(grid(only(text)[0])["Wijkzorg"]) == [
        "Rekening 2020", "Begroting 2021 Primitief",
        "Begroting 2021 Lasten", "Begroting 2021 Baten", "Begroting 2021 Saldo",
        "Rekening 2021 Lasten", "Rekening 2021 Baten", "Rekening 2021 Saldo", "Saldo 2021",
    ]  # fmt: skip


def test_a_year_over_measures_stands_beside_a_raming_over_years() -> None:
    text = stream(
        "2e bestuursrapportage 2025", "Omschrijving (bedrag x € 1.000)", "2025", "Meerjarenraming",
        "Lasten", "Baten", "2026", "2027", "2028",
        "Jeugdhulp", "-35", "35", "0", "0", "0", "Opvang", "-63", "0", "-152", "-25", "0",
    )  # fmt: skip
    assert list(grid(only(text)[0])["Opvang"]) == [
        "2025 Lasten", "2025 Baten", "Meerjarenraming 2026", "Meerjarenraming 2027", "Meerjarenraming 2028",
    ]  # fmt: skip


def test_a_title_of_baten_en_lasten_is_neither_a_group_nor_dated_by_the_first_year() -> None:
    text = stream(
        "Begroting 2023", "Totaaloverzicht van incidentele baten en lasten",
        "Overzicht van incidentele baten en lasten",
        "bedragen x € 1.000", "2023", "2024", "2025", "2026", "Incidentele lasten",
        "Sportpark", "25", "0", "0", "0", "Fietsroutes", "50", "0", "0", "0",
    )  # fmt: skip
    assert grid(only(text)[0])["Fietsroutes"] == {"2023": "50", "2024": "0", "2025": "0", "2026": "0"}


def test_headings_behind_a_title_on_its_line_are_divided() -> None:
    text = """Jaarstukken 2024
(x € 1.000,-)
Overzicht van baten en lasten Begroting 2024 n.w. 2024 Rekening Verschil
Zorg 33.488 34.169 -681
Inkomen 12.104 12.321 -217
"""
    budget, *others = grid(only(text)[0])["Zorg"].items()
    assert (budget[0].endswith("Begroting 2024 n.w."), budget[1]) == (True, "33.488")
    assert others == [("2024 Rekening", "34.169"), ("Verschil", "-681")]


def test_years_and_measures_in_turn_are_one_heading_each() -> None:
    text = stream(
        "Begroting 2016", "2016", "Baten", "2016", "Lasten", "2017", "Baten", "2017", "Lasten",
        "Zorg", "10", "14", "11", "15", "Inkomen", "20", "24", "21", "25",
    )  # fmt: skip
    assert grid(only(text)[0])["Zorg"] == {
        "2016 Baten": "10",
        "2016 Lasten": "14",
        "2017 Baten": "11",
        "2017 Lasten": "15",
    }


def test_as_many_columns_as_spaces_hold_even_where_no_row_is_full() -> None:
    lines = ("Begroting 2023", "(bedragen in 1.000 euro)", " 2023  2024", "  Baten Lasten Baten Lasten")
    rows = ("Zwembad   100    ", "Subsidie sport 851 851    ", "Rechtsbescherming   48   48", "Toegang   75    ")
    text = "\n".join((*lines, *rows))
    assert grid(only(text)[0])["Rechtsbescherming"] == {"2023 Lasten": "48", "2024 Lasten": "48"}


def test_a_cell_that_is_one_heading_is_not_divided_over_groups() -> None:
    text = stream(
        "Begroting 2018", "Meerjarig overzicht", "Incidentele lasten", "Programma", "Omschrijving",
        "2018", "2019", "2020",
        "Bestuur", "Advieskosten", "45.000", "-", "-", "Leefomgeving", "Waterplan", "30.000", "30.000", "-",
    )  # fmt: skip
    assert list(grid(only(text)[0])["Waterplan"]) == [
        "Incidentele lasten 2018", "Incidentele lasten 2019", "Incidentele lasten 2020",
    ]  # fmt: skip


def test_a_year_that_ends_a_label_is_no_value() -> None:
    text = """Jaarstukken 2022
Bedragen in € 1
Programma Onderwerp Voorstel resultaatbestemming
1 Opvang 2.344.653
1 Energietoeslag 2022 -1.870.300
2 Luchtkwaliteit op scholen 2.081.822
3 Invoering Omgevingswet 268.569
Totaal 2.824.744
"""
    table, _ = only(text)
    assert [cell.text for cell in table.cells if cell.row == 2] == ["1 Energietoeslag 2022", "-1.870.300"]


def test_two_sides_with_a_slash_between_them_are_no_two_headings() -> None:
    text = stream(
        "Jaarstukken 2021", "Taakvelden (bedragen * € 1.000)", "Lasten / Baten", "Begroting 2021",
        "Begroting 2021 na wijzigingen", "Rekening 2021", "Verschil rekening t.o.v. begroting na wijziging",
        "6.1 Samenkracht", "Lasten", "8.286", "9.150", "8.907", "243",
        "6.1 Samenkracht", "Baten", "-860", "-820", "-894", "74", "Saldo", "7.425", "8.330", "8.013", "317",
    )  # fmt: skip
    assert [c.text for c in only(text)[0].cells if c.row == 0 and c.column and c.text[0] != "6"] == [
        "Begroting 2021", "Begroting 2021 na wijzigingen", "Rekening 2021",
        "Verschil rekening t.o.v. begroting na wijziging",
    ]  # fmt: skip


def test_which_years_a_group_covers_follows_from_the_year_of_the_document() -> None:
    """A realisation of a year to come is none."""
    text = stream(
        "Programmabegroting 2024", "Realisatie", "Begroting", "2022", "2023", "2024", "2025", "Zorg", "1", "2", "3", "4"
    )
    assert list(grid(only(text)[0])["Zorg"]) == [
        "Realisatie 2022",
        "Begroting 2023",
        "Begroting 2024",
        "Begroting 2025",
    ]


def test_a_blank_cell_that_vanished_is_found_by_the_saldo() -> None:
    """Lasten and saldo without baten, where other rows prove what saldo is."""
    text = stream(
        "Lasten 2024", "Baten 2024", "Saldo 2024", "A", "10", "4", "-6", "B", "20", "5", "-15", "C", "8", "-8"
    )  # fmt: skip
    assert grid(only(text)[0])["C"] == {"Lasten 2024": "8", "Saldo 2024": "-8"}


def test_a_short_row_that_nothing_proves_is_signalled_and_its_neighbours_are_read() -> None:
    """Never its neighbours."""
    text = stream(
        "Rekening 2022", "Begroting 2023", "Raming 2024", "A", "10", "14", "6", "B", "20", "5", "15", "C", "8", "9"
    )
    table, reading = only(text)
    assert grid(table)["A"] == {"Rekening 2022": "10", "Begroting 2023": "14", "Raming 2024": "6"}
    assert {rest.text for rest in reading.remainder if rest.fate is Fate.SIGNALLED} == {"8", "9"}


def test_groups_without_leaves_get_them_where_arithmetic_proves_them() -> None:
    """Baten less lasten is the saldo, in every group."""
    figures = ["A", "100", "40", "60", "120", "50", "70", "B", "90", "80", "10", "70", "30", "40"]
    cells = ["Begroting 2024", "Realisatie 2024", *figures]
    found = grid(only(stream(*cells))[0])["A"]
    assert found["Realisatie 2024 Saldo"] == "70"
    assert found["Begroting 2024 Lasten"] == "40"


def test_figures_that_ran_into_each_other_are_divided_by_their_total() -> None:
    """One division adds up; without a total none is taken."""
    head = "Rekening 2023 Begroting 2024 Rekening 2024\n"
    proved = grid(only(head + "Zorg1.2041.3511.402\nJeugd871902915\nTotaal2.0752.2532.317")[0])
    assert list(proved["Jeugd"].values()) == ["871", "902", "915"]
    table, reading = only(head + "Zorg 1.204 1.351 1.402\nHulp 900 800 700\nJeugd12345")
    assert "Jeugd" not in grid(table)
    assert "12345" in {rest.text for rest in reading.remainder if rest.fate is Fate.SIGNALLED}
    assert ways("871902915", 3) == (("871", "902", "915"),)
    assert len(ways("12345", 3)) > 1


def test_blank_cells_are_held_by_spaces() -> None:
    """Two for each, and one that parts."""
    assert by_gaps([((3, 3, 0), 2), ((1, 1, 0), 2)], 4) == [(1, 3), None]


def test_a_line_of_headings_is_divided_into_wholes() -> None:
    """A year stays with its word."""
    assert ("Rekening 2023", "Primitief 2024", "Verschil 2024") in divided(
        "Rekening 2023 Primitief 2024 Verschil 2024", 3
    )


def test_a_shifted_row_is_moved_only_where_a_sum_proves_it() -> None:
    """With another total it stays where it is printed."""
    rows = [["A", "1", "2", "3"], ["B", "4", "5"], ["C", "7", "8", "9"]]
    right, wrong = ["Totaal", "8", "14", "17"], ["Totaal", "9", "99", "99"]

    def of(total: list[str]) -> Table:
        from tasks.model import Cell

        cells = [Cell(t, r, c, f"line {r + 1}") for r, row in enumerate([*rows, total]) for c, t in enumerate(row)]
        return Table("T01", "", tuple(cells), 0)

    assert grid(mended(of(right)))["B"] == {"2": "4", "3": "5"}
    assert grid(mended(of(wrong)))["B"] == {"1": "4", "2": "5"}


HOSTILE = {
    "digits": "Begroting 2024 Realisatie 2024\n" + "\n".join("Label" + "1928374655" * 11 for _ in range(300)),
    "one line": "Label" + "1234567890" * 900,
    "short lines": "\n\n".join(str(Random(1).randint(1, 3000)) for _ in range(6000)),
    "headings": "Begroting 2024 Realisatie 2024 " * 60 + "\n" + "\n".join(f"Rij {i} 1.000 2.000" for i in range(300)),
    "words": "\n\n".join(Random(i).choice(["2019", "2020", "Begroting", "Lasten", "Baten"]) for i in range(4000)),
    "short rows": "2019 2020 2021 2022 2023 2024 2025 2026 2027 2028\n"
    + "\n".join("Rij x " + " ".join(str(100 + i % 9) for i in range(1 + n % 10)) for n in range(400)),
    "spaces": "\n".join("x" + " " * (i % 30) + "5" + " " * (i % 17) + "6   " for i in range(500)),
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_candidates_are_bounded(name: str) -> None:
    """Long runs of digits and thousands of short lines are read in time."""
    start = time.perf_counter()
    read_lines(lines_of(HOSTILE[name]))
    assert time.perf_counter() - start < SECONDS


def test_a_sentence_between_headings_and_rows_takes_nothing_from_them() -> None:
    """Prose that was left out of a page may have stood in the corner, below the headings."""
    cells = ("JR2021", "2022", "2023", "Zorg en werk", "[…]", "Baten", "45.993", "36.585", "35.900")
    assert grid(only(stream(*cells, "Lasten", "137.536", "138.085", "134.951"))[0])["Lasten"] == {
        "JR2021": "137.536",
        "2022": "138.085",
        "2023": "134.951",
    }


@pytest.mark.parametrize("turned", [False, True])
def test_stands_and_years_in_turn_head_groups_together(turned: bool) -> None:
    pairs = [("Rekening", "2019"), ("Begroting", "2020"), ("Begroting", "2021")]
    heads = [word for pair in pairs for word in (pair[::-1] if turned else pair)]
    figures = ["1.000", "200", "1.100", "300", "1.200", "150"]
    text = stream(
        "Begroting 2021", "Programma's", *heads, *(["Lasten", "Baten"] * 3), "Zorg", *figures, "Jeugd", *figures
    )

    headed = grid(only(text)[0])["Zorg"]

    assert headed[" ".join((*pairs[0][:: -1 if turned else 1], "Lasten"))] == "1.000"
    assert headed[" ".join((*pairs[2][:: -1 if turned else 1], "Baten"))] == "150"


def test_numbers_of_programmes_before_labels_are_no_figures_of_the_row_above() -> None:
    """Several rows may be of one programme; a last figure that looks like a code ends the count."""
    rows = [
        ("1", "Hulp", "-44", "29"),
        ("1", "Zorg", "-45", "115"),
        ("3", "Werk", "-175", "30"),
        ("4", "Rest", "-9", "79"),
    ]
    text = stream("Lasten 2019", "Baten 2019", *(cell for row in rows for cell in row), "Totaal", "-273", "253")

    assert grid(only(text)[0])["Rest"] == {"Lasten 2019": "-9", "Baten 2019": "79"}
    assert grid(only(text)[0])["Totaal"] == {"Lasten 2019": "-273", "Baten 2019": "253"}


def test_a_row_of_headings_may_stand_under_one_group_alone() -> None:
    """'2018 t/m' and 'primair' are of the two columns of Begroting, above their years."""
    years = ("2017", "VJN 2018", "2019", "2020", "2021", "2022")
    heads = ("REKENING", "BEGROTING", "MEERJARENRAMING", "2018 t/m", "primair", *years)
    figures = ("2.929", "3.143", "3.112", "3.153", "3.155", "3.160")
    table, _ = only(stream("Begroting 2019", *heads, "Bestuur", *figures, "Zorg", *figures))

    assert grid(table)["Zorg"] == {
        "REKENING 2017": "2.929",
        "BEGROTING 2018 t/m VJN 2018": "3.143",
        "BEGROTING primair 2019": "3.112",
        "MEERJARENRAMING 2020": "3.153",
        "MEERJARENRAMING 2021": "3.155",
        "MEERJARENRAMING 2022": "3.160",
    }


def test_a_change_heads_a_column_like_the_stands_beside_it() -> None:
    """A title above the headings is no group of them, also where as many groups as years are left without it."""
    heads = (
        "Lasten",
        "Begroting",
        "Wijziging",
        "Begroting na wijziging",
        "Werkelijk",
        "Verschil",
        *(["2023"] * 5),
        "N/V",
    )
    rows = (
        ("Bestuur", "3.967", "1.789", "5.756", "5.441", "-315", "V"),
        ("Zorg", "2.163", "324", "2.487", "2.459", "-28", "V"),
    )
    table, _ = only(stream("Jaarverslag 2023", *heads, *(cell for row in rows for cell in row)))

    assert grid(table)["Zorg"]["Wijziging 2023"] == "324"
    assert grid(table)["Zorg"]["Verschil 2023"] == "-28"


def test_a_full_total_may_stand_before_the_row_without_a_label() -> None:
    """Saldi below the total of lasten and baten: the sum shows which part of the run is the total; the rest is told."""
    text = stream(
        "Lasten 2023", "Baten 2023", "Lasten 2024", "Baten 2024",
        "A", "100", "40", "120", "50", "B", "300", "10", "310", "20", "Totaal", "400", "50", "430", "70", "350", "360",
        "C", "7", "4", "8", "5",
    )  # fmt: skip
    table, reading = only(text)
    assert grid(table)["Totaal"] == {"Lasten 2023": "400", "Baten 2023": "50", "Lasten 2024": "430", "Baten 2024": "70"}
    assert [rest.text for rest in reading.remainder if rest.fate is Fate.SIGNALLED] == ["350", "360"]


def test_a_size_of_municipalities_over_two_lines_heads_one_column() -> None:
    text = stream(
        "Indicator", "Peiljaar", "NL", "100.000-\n300.000", "Eindhoven",
        "Banen", "2021", "805,5", "886,2", "1.052,8", "Werkloze jongeren", "2020", "2%", "3%", "2%",
        "Kinderen in uitkeringsgezin", "2020", "6%", "7%", "8%",
    )  # fmt: skip
    assert grid(only(text)[0])["Banen"] == {
        "Peiljaar": "2021",
        "NL": "805,5",
        "100.000- 300.000": "886,2",
        "Eindhoven": "1.052,8",
    }
