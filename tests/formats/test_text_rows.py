import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.formats.text_rows import fits, read
from tasks.model import Fate, Table
from tasks.structure.glyphs import repair
from tasks.structure.spaced.columns import headings_of

LABELS = st.text(alphabet="abdeghmnopr", min_size=4, max_size=12).map(str.capitalize)
NUMBERS = st.integers(-99_999, 9_999_999).filter(lambda number: not 1900 <= number < 2100)
FIGURES = NUMBERS.map(lambda number: f"{number:,}".replace(",", ".")) | st.just("-")
ROWS = st.lists(st.tuples(LABELS, st.lists(FIGURES, min_size=4, max_size=4)), min_size=2, max_size=8)


def grid(table: Table) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): cell.text for cell in table.cells}


@given(ROWS, st.integers(1, 9))
def test_a_grid_of_spaced_rows_reads_back(rows: list[tuple[str, list[str]]], width: int) -> None:
    lines = ["2022 2023Prog 2023 Begr prim. P vs B", *((" " * width).join([a, *b]) for a, b in rows)]
    (table,) = read("\n\n".join(lines).encode()).tables
    heading = ["2022", "2023Prog", "2023 Begr prim.", "P vs B"]
    expected = {(0, column): text for column, text in enumerate(heading, start=1)}
    for number, (label, figures) in enumerate(rows, start=1):
        expected |= {(number, column): text for column, text in enumerate([label, *figures])}
    assert grid(table) == expected


@pytest.mark.parametrize(
    ("line", "count", "headings"),
    [
        ("2022 2023Prog 2023 Begr prim. 2023Begr nieuw P vs B", 5,
         ["2022", "2023Prog", "2023 Begr prim.", "2023Begr nieuw", "P vs B"]),
        ("Programma Realisatie 2021 Begroting 2022 Begroting 2023", 3,
         ["Realisatie 2021", "Begroting 2022", "Begroting 2023"]),
        ("Primitieve begroting Bijgestelde begroting 2021 Realisatie 2021", 3,
         ["Primitieve begroting", "Bijgestelde begroting 2021", "Realisatie 2021"]),
        ("Baten Lasten Saldo Baten Lasten Saldo", 6, ["Baten", "Lasten", "Saldo", "Baten", "Lasten", "Saldo"]),
        ("bedragen x € 1.000 2020 2021 Totaal", 3, ["2020", "2021", "Totaal"]),
    ],
)  # fmt: skip
def test_a_heading_line_divides_into_as_many_columns_as_there_are(line: str, count: int, headings: list[str]) -> None:
    found = headings_of(line, count)
    assert found is not None
    assert [line[start:end] for start, end in found[1]] == headings


def test_title_and_upper_heading_below_the_table_and_scale_in_a_caption_above() -> None:
    text = (
        "Toelichting op de tabel, die verderop staat.\n\nJeugdwet, bedragen x € 1.000\n\nDit betreft de prijsindex.\n\n"
        "Categorie 2022 2023 2022 2023\nVerbl i jf 1.200 1.300 12 13\nZel f 900 950 9 10\n\n"
        "JEUGD SPECIFIEK\n\nBEDRAGEN UNIEKE CLIENTEN\n"
    )
    (table,) = read(text.encode()).tables
    assert (table.title, table.note, table.heading_rows) == ("JEUGD SPECIFIEK", "Jeugdwet, bedragen x € 1.000", 2)
    assert [(cell.text, cell.column, cell.column_span) for cell in table.cells if cell.row == 0] == [
        ("BEDRAGEN", 1, 2),
        ("UNIEKE CLIENTEN", 3, 2),
    ]


def test_years_run_together_head_the_quarters_in_order() -> None:
    quarters = "1e Kw. 2e Kw. 3e Kw. 4e Kw. 1e Kw. 2e Kw."
    text = f"{quarters}\n<27 jaar 1 2 3 4 5 6\nTotaal 1 2 3 4 5 6\n\nPARTICIPATIE\n\n20232022\n"
    (table,) = read(text.encode()).tables
    assert [(cell.text, cell.column, cell.column_span) for cell in table.cells if cell.row == 0] == [
        ("2022", 1, 4),
        ("2023", 5, 2),
    ]
    assert grid(table)[2, 0] == "<27 jaar"


def test_a_row_with_blanks_is_placed_by_the_total_or_signalled() -> None:
    placed = read(b"Minima 2021 2022 2023\nFiets 10 20 30\nComputer 5 7\nTotaal 15 20 37\n")
    assert [grid(placed.tables[0]).get((2, column)) for column in (1, 2, 3)] == ["5", None, "7"]
    unsure = read(b"Minima 2021 2022 2023\nFiets 10 20 30\nSport 1 2 3\nComputer 5 7\n\nEinde van de tabel.\n")
    assert [(rest.text, rest.fate) for rest in unsure.remainder] == [("5", Fate.SIGNALLED), ("7", Fate.SIGNALLED)]


def test_currency_behind_the_figure_and_totals_in_the_row() -> None:
    text = (
        "bedragen x € 1.000 2020 2021 Totaal\nTaak  -75€   -625€  -700€\nRealisatie 75€ 506€  581€\nInzet 596€   596€\n"
    )
    (table,) = read(text.encode()).tables
    assert table.note == "bedragen x € 1.000"
    assert (grid(table)[1, 1], grid(table)[3, 3]) == ("-75€", "596€")
    assert (3, 2) not in grid(table)


def test_labels_over_lines_groups_and_a_result_under_the_saldi() -> None:
    text = (
        "Primitieve begroting Realisatie 2021\nBaten Lasten Saldo Baten Lasten Saldo\n1 Bestuur 3 4- 1- 5 6- 1-\n"
        "Reserves\nZorg (oude en\nnieuwe) 1 - 1 2 - 2\nRESULTAAT 0- 1.421\n"
    )
    cells = grid(read(text.encode()).tables[0])
    assert (cells[2, 0], cells[2, 2], cells[3, 0]) == ("1 Bestuur", "4-", "Reserves")
    assert (cells[4, 0], cells[4, 4]) == ("Zorg (oude en nieuwe)", "2")
    assert (cells[5, 3], cells[5, 6]) == ("0-", "1.421")


def test_prose_and_lists_with_numbers_are_no_rows() -> None:
    text = "Het aantal steeg van 205 naar 220.\n- In 2025 zijn er 754 inwoners geholpen\n• Wlz: € 66.753\n"
    reading = read(text.encode())
    assert reading.tables == ()
    assert [rest.reason for rest in reading.remainder] == ["prose", "list item", "list item"]


BELOW = "JEUGD 2023 2024\nVerblijf 1.200 1.350\nAmbulant 900 1.010\n\nJEUGD\n\nWMO 2023 2024\nHulp 500 612\nWMO\n"


def test_it_is_for_texts_that_print_titles_below_their_tables() -> None:
    assert fits(BELOW.encode()) > 0.5
    assert fits(BELOW.replace("\nWMO\n", "\n").encode()) == 0
    assert fits(b"%PDF-1.7") == 0


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("Aantal  unieke cl iënten", "Aantal unieke cliënten"),
        ("Leenbi js tand", "Leenbijstand"),
        ("Wonen en verbl i jf", "Wonen en verblijf"),
        ("Zel f opgezegd", "Zelf opgezegd"),
        ("Kindpakket s tudiekosten", "Kindpakket studiekosten"),
        ("Activi tei ten sport", "Activiteiten sport"),
        ("Totaal lasten sociaal team in de wijk", "Totaal lasten sociaal team in de wijk"),
    ],
)
def test_broken_words_are_mended_and_whole_ones_left(broken: str, whole: str) -> None:
    assert repair(broken) == whole
