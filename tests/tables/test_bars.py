"""Tables between bars whose merged headings and blank cells lost their places."""

from __future__ import annotations

from tasks.formats import read
from tasks.formats.text_lines import read_lines
from tasks.model import Table
from tasks.structure.heading_paths import heading_paths
from tasks.structure.lines import lines_of

SHIFTED = """
Jaarrekening 2021 | Begroting 2022 | Afwijking | Rekening | |||
---|---|---|---|---|---|---|---
Lasten | Baten | Lasten | Baten | Lasten | Baten | 2020 |
Wijkhulp | 100 | 40 | 120 | 50 | 20 | 10 | 90 |
Dagbesteding | 200 | 80 | 230 | 70 | 30 | -10 | 190 |
Vervoer | 310 | 20 | 300 | 10 | -10 | -10 | 280 |
"""
VANISHED = """
| Nr. | Product | 2025 | 2026 | Omschrijving ||||
|---|---|---|---|---|---|---|---|
| Lasten | Baten | Lasten | Baten |||||
| - Reserve wijkhulp | 3.404 | 3.352 | Bijdrage |||||
| - Reserve vervoer | 255 | 225 | 265 | 235 | Middelen ||||
| - Reserve jeugd | 635 | 779 | Onttrekking |||||
| Totaal | 3.659 | 860 | 3.617 | 1.014 |||||
"""
WITH_WORDS = """
Indicator | Bron | 2022 | 2023 |
---|---|---|---|
Jeugdigen met hulp | CBS | 12 | 13 |
Inwoners met hulp | CBS | 22 | 24 |
"""


def _table(text: str) -> Table:
    (table,) = read_lines(lines_of(text)).tables
    return table


def _row(table: Table, label: str) -> dict[int, str]:
    row = next(cell.row for cell in table.cells if cell.text == label)
    return {
        cell.column - table.label_columns: cell.text
        for cell in table.cells
        if cell.row == row and cell.column >= table.label_columns
    }


def test_a_group_stands_over_the_leaves_that_repeat_and_one_over_a_single_year() -> None:
    table = _table(SHIFTED)

    paths = [path for _, path in sorted(heading_paths(table).items())]

    assert paths[0] == ("Jaarrekening 2021", "Lasten")
    assert paths[3] == ("Begroting 2022", "Baten")
    assert paths[5] == ("Afwijking", "Baten")
    assert paths[6] == ("Rekening", "2020")
    assert list(_row(table, "Vervoer").values()) == ["310", "20", "300", "10", "-10", "-10", "280"]


def test_a_row_whose_blank_cells_vanished_stands_where_the_total_comes_out() -> None:
    table = _table(VANISHED)

    assert _row(table, "- Reserve wijkhulp") == {0: "3.404", 2: "3.352"}
    assert _row(table, "- Reserve jeugd") == {1: "635", 3: "779"}
    assert _row(table, "Totaal") == {0: "3.659", 1: "860", 2: "3.617", 3: "1.014"}


def test_a_table_with_a_column_of_words_is_left_to_the_reader_that_goes_by_places() -> None:
    assert not read_lines(lines_of(WITH_WORDS)).tables


BEHIND_FLAGS = """
Progr. | I/S | Nr. | Naam reserve | Boekwaarde 01-01-2023 | Toevoeging | Boekwaarde 31-12-2023 |
---|---|---|---|---|---|---|
1 | I | R430 | Onderwijshuisvesting | 1.644 | 164 | 1.808 |
1 | S | R443 | Monumenten | 137 | 120 | 257 |
2 | I | R453 | Inburgering | 349 | 0 | 349 |
"""


def test_rows_are_named_by_the_column_that_is_headed_so_behind_flags_and_numbers() -> None:
    """They were labelled with the number of their programme, and the name was a text beside the figures."""
    (table,) = read(BEHIND_FLAGS.encode()).tables

    assert list(_row(table, "Monumenten").values()) == ["137", "120", "257"]


def test_no_figure_where_other_rows_end_with_words_is_a_word() -> None:
    rows = [f"{at} | Kengetal {at} | 7{at}% | 8{at}% | {'n.v.t.' if at == 3 else 'goed'} |" for at in range(1, 6)]
    heads = ("Ref. | Kengetal | Verloop | Beoordeling | ||", "---|---|---|---|---", "JS2017 | B2018 |||")
    (table,) = read("\n".join(("Begroting 2018", "", *heads, *rows)).encode()).tables
    figures = [cell.text for cell in table.cells if cell.row >= table.heading_rows and "%" in cell.text]
    assert figures == [f"{size}{at}%" for at in range(1, 6) for size in (7, 8)]
    assert [path[-1] for path in heading_paths(table).values()][:2] == ["JS2017", "B2018"]


def test_headings_one_cell_short_do_not_stand_one_column_to_the_left() -> None:
    """Every 'Stand per' was read as a 'Storting': the heading of the numbers was not printed."""
    heads = "Aard | Stand per | Storting | Onttrekking | Stand per | Storting | Onttrekking | Stand per |"
    rows = [f"10{at} | Reserve {at} | {at}00 | {at}1 | 0 | {at}11 | 0 | {at}0 | {at}01 |" for at in range(1, 6)]
    total = "Subtotaal | 1.500 | 165 | 0 | 1.665 | 0 | 150 | 1.515 | |"
    for table in read("\n".join(("Begroting 2026", "", "Reserves", heads, *rows, total)).encode()).tables:
        column = next(cell.column for cell in table.cells if cell.text == "300")
        assert heading_paths(table).get(column, ("Stand per",)) == ("Stand per",)


def test_cells_on_lines_of_their_own_with_a_bar_behind_each() -> None:
    """Lines of bars alone, and the one that rules off the headings, are none of the cells."""
    cells = ["Raming 2022 |", "Realisatie 2022 |", "||||", "---|---|---|---|"]
    cells += ["Baten |", "Lasten |", "Baten |", "Lasten |", "||", "Programma |", "||||"]
    cells += [
        f"{cell} |"
        for at in range(1, 5)
        for cell in (f"Programma {at}A", f"{at}.100", f"{at}.200", f"{at}.300", f"{at}.400")
    ]
    (table,) = read("\n".join(("Jaarstukken 2022", "", *cells)).encode()).tables
    paths = [" ".join(path) for _, path in sorted(heading_paths(table).items())]
    assert paths == ["Raming 2022 Baten", "Raming 2022 Lasten", "Realisatie 2022 Baten", "Realisatie 2022 Lasten"]
