"""Text that keeps the layout of its page: aligned columns, drift, stacked headings, wrapped labels."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.formats import text_layout, text_lines
from tasks.formats.text_layout import read
from tasks.model import Fate
from tests.formats.typed import only, rows

LABELS = st.text(alphabet="abdeghmnopr", min_size=4, max_size=12).map(str.capitalize)
FIGURES = st.integers(-99_999, 999_999).map(lambda number: f"{number:,}".replace(",", ".")) | st.just("-")
WORDS = ["Stand", "Raming", "na", "wijziging", "primitief", "Rekening", "Budget", "bijgesteld", "Prognose", "actueel",
         "Saldo", "Verwacht"]  # fmt: skip
WIDE = 12  # positions of a column


@st.composite
def grids(draw: st.DrawFn) -> tuple[list[list[str]], list[list[str]], int]:
    width = draw(st.integers(2, 6))
    body = st.tuples(LABELS, st.lists(FIGURES, min_size=width, max_size=width)).map(lambda row: [row[0], *row[1]])
    words = draw(st.permutations(WORDS))  # each once: what comes again and again stands under headings of its own
    heads = [words[2 * at : 2 * at + draw(st.integers(1, 2))] for at in range(width)]
    return heads, draw(st.lists(body, min_size=2, max_size=8)), draw(st.integers(0, 999))


def printed(heads: list[list[str]], body: list[list[str]], seed: int) -> str:
    """Right-aligned columns; figures up to two positions off, the words of a heading below each other."""
    random, depth = Random(seed), max(map(len, heads)) + 1
    stacks = [[*[""] * (depth - 1 - len(words)), *words, f"20{20 + at}"] for at, words in enumerate(heads)]
    lines = [f"{'':16}" + "".join(stack[level].rjust(WIDE) for stack in stacks) for level in range(depth)]
    for label, *figures in body:
        line = label
        for at, figure in enumerate(figures, start=1):
            line = line.ljust(16 + at * WIDE - len(figure) - random.randint(0, 2)) + figure
        lines.append(line)
    return "\n".join(line.rstrip() for line in lines)


@given(grids())
def test_a_grid_with_drift_and_stacked_headings_reads_back(grid: tuple[list[list[str]], list[list[str]], int]) -> None:
    heads, body, seed = grid
    text = printed(heads, body, seed)
    (table,) = read(text.encode()).tables
    expected = [[" ".join([*words, f"20{20 + at}"]) for at, words in enumerate(heads)], *body]
    assert rows(table) == expected, text


FLAGS = """\
                                       Primitieve     Begroting
Bedragen x € 1.000            Rekening  begroting       2024 na            V/
                                  2023       2024     wijziging  Verschil   N
                                   (1)        (2)           (3)     (2-3)
Lasten
6.1   Samenkracht en            21.480     20.115        24.902   1.031    V
      Burgerparticipatie
6.2   Toegang                     14.377    15.020      15.644      -58   N
Totaal saldo van
baten en lasten                -35.857    -35.135       -40.546   1.089     V
"""


def test_headings_over_lines_flags_that_drift_and_labels_that_wrap() -> None:
    table = only(FLAGS)
    assert rows(table) == [
        ["Rekening 2023", "Primitieve begroting 2024", "Begroting 2024 na wijziging", "Verschil", "V/ N"],
        ["Lasten"],
        ["6.1 Samenkracht en Burgerparticipatie", "21.480", "20.115", "24.902", "1.031", "V"],
        ["6.2 Toegang", "14.377", "15.020", "15.644", "-58", "N"],
        ["Totaal saldo van baten en lasten", "-35.857", "-35.135", "-40.546", "1.089", "V"],
    ]  # fmt: skip
    assert table.note == "Bedragen x € 1.000"
    assert {cell.locator for cell in table.cells if cell.text == "-35.857"} == {"line 10"}
    assert len({cell.column for cell in table.cells if cell.text in {"V", "N"}}) == 1


def test_currency_signs_in_columns_of_their_own_and_numbered_rows() -> None:
    table = only(
        "Maatregel (x € 1.000)                    2026         2027   S/I\n"
        "1.  Normenkader begeleiding\n"
        "    Wmo aanscherpen                  €    250    €    400   S\n"
        "2.  Tarieven\n"
        "    jeugdhulp (regio                 €      -     €   350    S\n"
        "    Noord)\n"
        "Totaal                               €    250     €   750\n"
    )
    assert rows(table)[1:] == [
        ["1. Normenkader begeleiding Wmo aanscherpen", "€ 250", "€ 400", "S"],
        ["2. Tarieven jeugdhulp (regio Noord)", "€ -", "€ 350", "S"],
        ["Totaal", "€ 250", "€ 750"],
    ]


def test_a_row_with_blank_cells_stands_under_its_headings() -> None:
    table = only(
        "              Begroting 2024              Realisatie 2024\n"
        "             Baten   Lasten   Saldo     Baten   Lasten   Saldo\n"
        "Zorg            10     -110    -100        20     -120    -100\n"
        "Werk             5      -15     -10         5      -25     -20\n"
        "Resultaat                       -110                      -120\n"
    )
    assert [(cell.text, cell.column) for cell in table.cells if cell.row == 4] == [
        ("Resultaat", 0), ("-110", 3), ("-120", 6),
    ]  # fmt: skip
    assert [(cell.text, cell.column, cell.column_span) for cell in table.cells if cell.row == 0] == [
        ("Begroting 2024", 1, 3), ("Realisatie 2024", 4, 3),
    ]  # fmt: skip


def test_a_long_label_leaves_one_blank_before_its_figure() -> None:
    table = only(
        "                        2023     2024\n"
        "Zorg                   1.200    1.300\n"
        "Jeugdhulp in het gezin 2.200    2.300\n"
        "Totaal                 3.400    3.600\n"
    )
    assert rows(table)[2] == ["Jeugdhulp in het gezin", "2.200", "2.300"]


def test_a_figure_between_two_columns_is_signalled() -> None:
    reading = read(
        b"                    2022            2023            2024\n"
        b"Zorg                 100             200             300\n"
        b"Werk                 110             210             310\n"
        b"Minima                        55                     65\n"
    )
    assert "55" not in [cell.text for table in reading.tables for cell in table.cells]
    assert [(rest.fate, rest.text) for rest in reading.remainder] == [(Fate.SIGNALLED, "Minima 55 65")]


def test_a_table_goes_on_over_a_page_break() -> None:
    heading = "bedragen x € 1.000\n\n{:<18}      2023        2024\n"
    filler = "Dit programma gaat over zorg en werk, en over wie dat nodig heeft in onze gemeente.\n" * 4
    text = (
        f"Gemeente Deurne                 Jaarstukken 2024\n\n{filler}\n"
        + heading.format("")
        + "Lasten\nZorg                     100         200\nWerk                     110         210\n\n - 74 -\n\n"
        + "Gemeente Deurne                 Jaarstukken 2024\n\n"
        + heading.format("(vervolg)")
        + "Minima                   120         220\nTotaal lasten            330         630\n\n - 75 -\n"
    )
    table = only(text)
    assert [row[0] for row in rows(table)] == ["2023", "Lasten", "Zorg", "Werk", "Minima", "Totaal lasten"]
    assert table.note == "bedragen x € 1.000"


def test_the_scale_in_the_sentence_above() -> None:
    table = only(
        "De raad heeft tot ombuigingen in het sociaal domein besloten. In de onderstaande tabel\n"
        "staat welke bedragen daarvan in deze begroting zijn verwerkt (bedragen x € 1.000).\n\n"
        "Maatregel              2025      2026\n"
        "Hulp                     40        85\n"
        "Vervoer                  15        30\n"
    )
    assert table.note == "(bedragen x € 1.000)"


def test_only_columns_that_line_up_are_read_by_their_places() -> None:
    single = b"Jeugd 2023 2024\nVerblijf 1.200 1.350\nAmbulant 900 1.010\n"
    assert text_layout.fits(single) == 0.0
    aligned = b"Jeugd          2023     2024\nVerblijf      1.200    1.350\nAmbulant        900    1.010\n"
    assert text_layout.fits(aligned) > 0.5


@pytest.mark.parametrize(
    "line",
    ["Huishoudelijke hulp    1.204   1.250", "Begeleiding;612;597", "- waarvan PGB 1.204 1.250", "Zorg     € 500.000"],
)
def test_no_reader_leaves_out_a_row_as_a_heading(line: str) -> None:
    for reader in (text_lines, text_layout):
        reading = reader.read(f"Jaarstukken\n\n{line}\n\nDat was het.\n".encode())
        fates = {rest.fate for rest in reading.remainder}
        assert reading.tables or fates == {Fate.SIGNALLED}, (reader.NAME, reading.remainder)


@pytest.mark.parametrize(
    "line",
    [
        "Realisatie 2023  Begroting 2024", "Programmabegroting 2025 - 2028", "In 2023 kregen 475 inwoners hulp.",
        "Begroting 2025 | gemeente Heerde          61", "2.1  Cliënten in 2025", "Inleiding ............ 12",
    ],
)  # fmt: skip
def test_headings_prose_and_page_numbers_stay_named(line: str) -> None:
    for reader in (text_lines, text_layout):
        reading = reader.read(f"Jaarstukken\n\n{line}\n\nDat was het.\n".encode())
        assert {rest.fate for rest in reading.remainder} == {Fate.IGNORED}, (reader.NAME, reading.remainder)
