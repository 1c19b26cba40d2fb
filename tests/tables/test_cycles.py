"""Rows that begin with several cells, numbers among them, before their labels."""

from __future__ import annotations

from tasks.structure.heading_paths import heading_paths
from tasks.structure.lines import lines_of
from tasks.tables.cycles import with_beginnings
from tasks.tables.strips import strips_of
from tests.tables.test_candidates import grid, only, stream

HEADS = ("Begroting 2020", "Progr.", "Cat.", "Nr.", "rente ja/nee", "Omschrijving")
YEARS = ("Rekening 2018", "Begroting 2019", "Begroting 2020")
ROWS = (
    ("1", "4", "R430", "nee", "Huisvesting", "4.185", "2.550", "1.635"),
    ("1", "4", "R620", "ja", "Wijkwerk", "126", "63", "63"),
    ("2", "6", "R440", "nee", "Musea", "569", "57", "156"),
    ("3", "4", "R441", "nee", "Gebouwen", "441", "13", "3"),
    ("3", "6", "R442", "ja", "Parken", "455", "0", "50"),
)


def _cells(rows: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    return tuple(cell for row in rows for cell in row)


def test_numbers_before_labels_are_no_figures_of_the_row_above() -> None:
    table, _ = only(stream(*HEADS, *YEARS, *_cells(ROWS)))
    assert grid(table)["Wijkwerk"] == dict(zip(YEARS, ("126", "63", "63"), strict=True))
    assert {len(row) for row in grid(table).values()} == {3}


def test_numbers_that_do_not_rise_are_left_where_they_stand() -> None:
    """They may be figures of the row above, as far as anybody knows."""
    strips = strips_of(lines_of(stream(*HEADS, *YEARS, *_cells((*ROWS[3:], *ROWS[:3])))))
    assert with_beginnings(strips) == strips


def test_numbers_between_codes_and_labels_are_none_either() -> None:
    rows = (
        ("1.5.1", "1", "Vrij", "3.501", "3.600"),
        ("1.5.2", "2", "Gebonden", "54.229", "59.640"),
        ("1.5.4", "3", "Huisvesting", "207", "205"),
    )
    table, _ = only(stream("Begroting 2020", "nr.", "Omschrijving", "Rekening 2018", "Begroting 2019", *_cells(rows)))
    assert grid(table)["Gebonden"] == {"Rekening 2018": "54.229", "Begroting 2019": "59.640"}
    assert len(heading_paths(table)) == 2


def test_a_unit_below_a_figure_is_of_it_and_names_no_rows() -> None:
    """'ha' was read as the group of 'Woonruimten', which was said to be so many hectares."""
    rows = (
        "Oppervlakte",
        "28.642",
        "28.648",
        "ha",
        "Woonruimten",
        "15.210",
        "15.320",
        "Wegen",
        "852,50",
        "853,80",
        "km",
    )
    table, _ = only(stream("Begroting 2020", "Kerngegevens", "Rekening 2018", "Begroting 2019", *rows))
    assert grid(table)["Oppervlakte"] == {"Rekening 2018": "28.642", "Begroting 2019": "28.648 ha"}
    assert [cell.text for cell in table.cells if cell.column < table.label_columns] == [
        "Oppervlakte",
        "Woonruimten",
        "Wegen",
    ]


def test_a_word_between_label_and_figures_is_no_figure() -> None:
    """Where most rows have other words there, 'Nee' was read as the first figure."""
    words = ("GGD-monitor", "Nee", "Gemeente", "Ja", "GGD-monitor")
    cells = [cell for at, word in enumerate(words, 1) for cell in (f"Product {at}", word, f"{at}.730", f"{at}.820")]
    table, _ = only(stream("Begroting 2022", "Product", "Bron", "Raming 2022", "Raming 2023", *cells))
    figures = [cell.text for cell in table.cells if cell.column >= table.label_columns and cell.row]
    assert figures == [figure for at in range(1, 6) for figure in (f"{at}.730", f"{at}.820")]


def test_a_word_behind_the_figures_of_a_row_on_one_line_is_none_either() -> None:
    rows = ("Jeugdhulp 90 87 89 CBS", "Inwoners 870 933 1.007 Nee", "Cliënten 543 530 524 Ja", "Meldingen 27 28 25 GGD")
    text = "\n".join(("Begroting 2022", "", "Onderdeel Rekening 2020 Rekening 2021 Raming 2022 Bron", *rows))
    table, _ = only(text)
    assert grid(table)["Inwoners"] == {"Rekening 2020": "870", "Rekening 2021": "933", "Raming 2022": "1.007"}
