import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.formats.text_lines import fits, read
from tasks.model import Cell, Fate, Table
from tasks.structure.blocks import named_above
from tasks.structure.values import has_digit
from tasks.tables.wording import WHOLE, explained

SHARED = Path(__file__).parents[3] / "shared"
GOLD = [
    SHARED / "gold" / "003_1172c0d4550964a4.csv",
    *(path for path in sorted((SHARED / "gold" / "pages").glob("*.csv")) if path.name[:2] not in ("16", "28", "31")),
]
ALONE = ["003", "004", "01", "05", "06", "08", "10", "17", "20", "24", "35", "38", "40"]
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="the shared documents are not beside the project")


class Statement(NamedTuple):
    labels: str
    groups: tuple[str, ...]
    headings: str
    text: str
    locator: str


def statements(table: Table) -> Iterator[Statement]:
    """Every figure of a table with the label, the group labels above it and its headings."""
    groups: list[str] = []
    for row in range(table.heading_rows, max(cell.row for cell in table.cells) + 1):
        cells = [cell for cell in table.cells if cell.row == row]
        label = " ".join(cell.text for cell in cells if cell.column < table.label_columns)
        figures = [cell for cell in cells if cell.column >= table.label_columns]
        if not figures:
            groups.append(label)
        for cell in figures:
            yield Statement(label, tuple(groups), headings_of(cell, table), cell.text, cell.locator)


def headings_of(cell: Cell, table: Table) -> str:
    above = [head for head in table.cells if head.row < table.heading_rows and head.column >= table.label_columns]
    return " ".join(head.text for head in above if 0 <= cell.column - head.column < head.column_span)


def document_of(prefix: str) -> bytes:
    folder = SHARED / "documents"
    return next(iter([*folder.glob(f"{prefix}_*.txt"), *folder.glob(f"pages/{prefix}_*.txt")])).read_bytes()


def cells(*texts: str, between: str = "\n\n") -> bytes:
    return between.join(texts).encode()


def grid(table: Table) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): cell.text for cell in table.cells}


def tight(text: str) -> str:
    return re.sub(r"[^a-z0-9<+≥-]", "", text.lower())


@needs_shared
@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.name[:12])
def test_hand_checked_cells_stand_under_their_row_and_column(gold: Path) -> None:
    with gold.open(encoding="utf-8-sig") as handle:
        wanted = list(csv.DictReader(handle))
    tables = read(document_of(wanted[0]["document"].split("_")[0])).tables
    found = Counter(
        (tight(said.labels), tight(said.headings), said.text)
        for table in tables
        for said in statements(named_above(table))
    )
    for cell in wanted:
        path, leaf = cell["row_label"], cell["row_label"].split(" > ")[-1]
        headings = (
            {tight(cell["column_label"]), ""} if "verschil" in cell["scenario"] else {tight(cell["column_label"])}
        )
        fitting = [
            (label, heading, text)
            for label, heading, text in found
            if (text, True) == (cell["raw"], heading in headings)
            and tight(path).endswith(label)
            and label.endswith(tight(leaf))
        ]
        assert fitting, (path, cell["column_label"], cell["raw"])
        found -= Counter(fitting[:1])


@needs_shared
def test_blocks_closed_by_their_name_get_it_as_a_group_and_saldo_as_label() -> None:
    table = named_above(read(document_of("003")).tables[-1])
    named = [said for said in statements(table) if said.groups and said.groups[-1].startswith("6.3 Inkomensregelingen")]
    assert [said.labels for said in named] == ["Baten"] * 4 + ["Lasten"] * 4 + ["Saldo"] * 4
    assert [(said.text, said.locator) for said in named[-4:]] == [
        ("-13.931", "line 637"), ("-12.342", "line 639"), ("-13.127", "line 641"), ("-785", "line 643"),
    ]  # fmt: skip
    labels = {cell.text: cell.locator for cell in table.cells if cell.text.startswith("6.3 ")}
    assert labels == {"6.3 Inkomensregelingen": "line 635"}


@needs_shared
def test_three_tables_of_one_shape_are_told_apart_by_what_announces_them() -> None:
    tables = read(document_of("004")).tables
    assert [len(table.cells) for table in tables] == [27, 27, 27]
    assert [table.title for table in tables] == ["Besparingspotentieel in €"] * 3
    assert [table.section[-1].split()[1] for table in tables] == ["oorspronkelijke", "reeds", "maakt"]
    last = grid(tables[2])
    assert [last[3, column] for column in range(7)] == [
        "Structureel besparingspotentieel", "€\xa0-", "€\xa0-", "€\xa0262.232", *["€\xa0248.601"] * 3,
    ]  # fmt: skip


@needs_shared
@pytest.mark.parametrize("prefix", ALONE)
def test_every_line_with_a_digit_is_accounted_for_once(prefix: str) -> None:
    data = document_of(prefix)
    reading = read(data)
    in_tables = {cell.locator for table in reading.tables for cell in table.cells}
    outside = {rest.locator for rest in reading.remainder}
    lines = {f"line {n}": line for n, line in enumerate(data.decode("utf-8-sig").split("\n"), 1) if has_digit(line)}
    lost = {where for where in lines if where not in in_tables | outside}
    assert not in_tables & outside
    assert all(re.fullmatch(r"(?:19|20)\d\d|\(20\d\d\)\d", lines[where]) for where in lost)  # second lines of cells


@needs_shared
def test_fits_tells_this_family_from_rows_on_a_line() -> None:
    assert min(fits(document_of(prefix)) for prefix in ALONE) > 0.7
    assert max(fits(document_of(prefix)) for prefix in ("000", "001", "002", "16", "28", "31")) < 0.1


def test_binaries_do_not_fit() -> None:
    assert [fits(data) for data in (b"%PDF-1.7 1\n2\n", b"PK\x03\x04 1\n2\n", b"1\x00\n2\n", b"")] == [0, 0, 0, 0]


LETTERS = st.text(alphabet="abdeghmnoprw", min_size=4, max_size=12)
# 'Geen' stands in the place of a figure, and below headings 'Bedrag' may as well be one more.
LABELS = LETTERS.map(str.capitalize).filter(lambda label: label != "Geen" and explained(label) < WHOLE)
NUMBERS = st.integers(-99_999, 9_999_999).filter(lambda number: not 1900 <= number < 2100)
FIGURES = NUMBERS.map(lambda number: f"{number:,}".replace(",", ".")) | st.sampled_from(["-", "€ 1.250", "12,5%"])
HEADINGS = [
    ["Rekening 2021", "Primitieve begroting 2022", "Begroting 2022 na wijziging", "Rekening 2022", "Verschil"],
    ["2023", "2024", "2025", "2026", "2027"],
    ["Werkelijk 2023", "Begroting 2024", "Werkelijk 2024", "Afwijking", "Prognose 2024"],
    ["jan.", "feb.", "mrt.", "apr.", "mei"],
    ["Lasten", "Baten", "Saldo", "Realisatie", "Verschil"],
]


@st.composite
def printed_grids(draw: st.DrawFn) -> tuple[list[str], list[tuple[list[str], list[str]]]]:
    columns = draw(st.integers(2, 5))
    coded = draw(st.booleans())
    names = draw(st.lists(LABELS, min_size=2, max_size=6, unique=True))
    figures = st.lists(FIGURES, min_size=columns, max_size=columns)
    rows = [([f"6.{n}", name] if coded else [name], draw(figures)) for n, name in enumerate(names, start=1)]
    return draw(st.sampled_from(HEADINGS))[:columns], rows


@given(
    printed_grids(), st.sampled_from(["\n\n", "\n", "\r\n\r\n"]), st.sampled_from(["", "Slotzin over het jaar 2023."])
)
def test_a_grid_of_cells_reads_back(
    printed: tuple[list[str], list[tuple[list[str], list[str]]]], between: str, after: str
) -> None:
    heading, rows = printed
    stream = [
        "Wat mag het kosten?",
        *heading,
        *(cell for labels, figures in rows for cell in (*labels, *figures)),
        after,
    ]
    (table,) = read(cells(*stream, between=between)).tables
    first = len(rows[0][0])
    expected = {(0, first + column): text for column, text in enumerate(heading)}
    for number, (labels, figures) in enumerate(rows, start=1):
        expected |= {(number, column): text for column, text in enumerate([*labels, *figures])}
    assert (table.title, table.heading_rows, table.label_columns) == ("Wat mag het kosten?", 1, first)
    assert grid(table) == expected


@given(
    st.lists(st.sampled_from([*"12", "2023", "N", "-", "6.1", "€", "Lasten", "Een zin die ergens over gaat in 2024."]))
)
def test_no_cell_with_a_digit_falls_through(stream: list[str]) -> None:
    reading = read(cells("Titel", *stream))
    seen = {cell.locator for table in reading.tables for cell in table.cells}
    seen |= {rest.locator for rest in reading.remainder}
    printed = {f"line {2 * number + 1}": text for number, text in enumerate(["Titel", *stream]) if has_digit(text)}
    joined = [cell.text for table in reading.tables for cell in table.cells if cell.text.endswith(" 2023")]
    assert {text for where, text in printed.items() if where not in seen} <= ({"2023"} if joined else set())


def test_two_rows_of_headings_and_flags_of_their_own() -> None:
    stream = "Rekening|Begroting|(x € 1.000)|2021|2022|Lasten|6.1 Wijk|10|N|20|N|6.2 Zorg|5|N|-|Totaal|15|N|20|N"
    (table,) = read(cells("Jaarstukken 2022", "Wat kost het", *stream.split("|"))).tables
    assert (table.heading_rows, table.note) == (2, "(x € 1.000)")
    said = {(s.labels, s.headings): s.text for s in statements(table)}
    assert said["6.1 Wijk", "Rekening 2021"] == "10"
    assert said["6.2 Zorg", "Begroting 2022"] == "-"
    assert {s.groups for s in statements(table)} == {("Lasten",)}
    assert [cell.column for cell in table.cells if cell.text == "N"] == [2, 4, 2, 2, 4]


def test_years_span_their_measures() -> None:
    stream = "2023|2024|onderdelen|lasten|baten|lasten|baten|Wmo|10|1|20|2|Jeugd|30|3|40|4"
    (table,) = read(cells("Wat kost het", "bedragen x € 1.000", *stream.split("|"))).tables
    spans = [(cell.text, cell.column, cell.column_span) for cell in table.cells if cell.row == 0 and cell.column]
    assert spans == [("2023", 1, 2), ("2024", 3, 2)]
    assert [s.headings for s in statements(table)][:4] == ["2023 lasten", "2023 baten", "2024 lasten", "2024 baten"]


def test_a_heading_printed_over_several_cells() -> None:
    stream = "Realisatie|2022|Begroting|na wijziging|2023|Verschil|Wmo|1|2|3|Jeugd|4|5|6"
    (table,) = read(cells("Wat kost het", *stream.split("|"))).tables
    assert [said.headings for said in statements(table)][:3] == [
        "Realisatie 2022", "Begroting na wijziging 2023", "Verschil",
    ]  # fmt: skip


def test_a_legend_belongs_to_the_table_above_it_and_a_scale_to_the_one_below() -> None:
    stream = "(bedragen x € 1.000)|2022|2023|Lasten|1|2|(+ = nadeel)|Mutaties|Bedragen in euro|2022|2023|Wmo|3|4"
    first, second = read(cells("Wat kost het", *stream.split("|"))).tables
    assert (first.note, second.note) == ("(bedragen x € 1.000) (+ = nadeel)", "Bedragen in euro")
    assert (first.title, second.title) == ("Wat kost het", "Mutaties")


def test_a_short_row_that_nothing_proves_is_signalled_and_kept_out() -> None:
    reading = read(
        cells("Wat kost het", "2022", "2023", "2024", "Wmo", "1", "2", "3", "Jeugd", "4", "5", "Zorg", "7", "8", "9")
    )
    (table,) = reading.tables
    assert "Jeugd" not in {cell.text for cell in table.cells}
    signalled = [(rest.text, rest.reason) for rest in reading.remainder if rest.fate is Fate.SIGNALLED]
    assert signalled == [("4", "short row"), ("5", "short row")]


def test_a_text_that_ends_amid_a_row_gives_no_half_figure() -> None:
    rows = [cell for name in ("Wmo", "Werk", "Inkomen") for cell in (name, "1.000", "2.000", "3.000")]
    reading = read(cells("Wat kost het", "2022", "2023", "2024", *rows, "Jeugd", "4.000", "5.0"))
    assert [s.text for s in statements(reading.tables[0])] == ["1.000", "2.000", "3.000"] * 3 + ["4.000"]
    assert [(rest.text, rest.fate) for rest in reading.remainder][-1] == ("5.0", Fate.SIGNALLED)


def test_genuine_saldo_rows_keep_their_labels() -> None:
    stream = "Wmo|Baten|10|20|Lasten|30|50|Saldo|-20|-30|Jeugd|Baten|1|2|Lasten|3|5|Saldo|-2|-3"
    (table,) = read(cells("Wat kost het", "2022", "2023", *stream.split("|"))).tables
    labels = [cell.text for cell in table.cells if cell.row and not cell.column]
    assert labels == ["Wmo", "Baten", "Lasten", "Saldo", "Jeugd", "Baten", "Lasten", "Saldo"]


def test_rows_below_baten_and_lasten_that_are_no_difference_stay_as_printed() -> None:
    (table,) = read(cells("2022", "2023", "Baten", "10", "20", "Lasten", "30", "50", "Reiskosten", "7", "8")).tables
    assert [cell.text for cell in table.cells if cell.row and not cell.column] == ["Baten", "Lasten", "Reiskosten"]


def test_units_and_sources_stand_in_columns_of_their_own() -> None:
    stream = "Indicator|Eenheid|Bron|2019|2020|Verzuim|%|CBS|1,2|0,9|Banen|aantal|LISA|600|610"
    stream += "|Jeugdhulp|%|CBS|≥ 9|niet bekend"
    (table,) = read(cells("Indicatoren", *stream.split("|"))).tables
    assert [(s.labels, s.headings, s.text) for s in statements(table)][-4:] == [
        ("Jeugdhulp", "Eenheid", "%"), ("Jeugdhulp", "Bron", "CBS"), ("Jeugdhulp", "2019", "≥ 9"),
        ("Jeugdhulp", "2020", "niet bekend"),
    ]  # fmt: skip


def test_amounts_below_group_labels_make_a_table_without_headings() -> None:
    stream = "-/- = nadeel|6.1 Wijk|Minder inzet|90.000|Totaal|90.000|6.2 Zorg|Meer inzet|-52.000|Totaal|-52.000"
    reading = read(cells("Kop", "Dit verklaart de afwijkingen van de begroting.", "PROGRAMMA 6", *stream.split("|")))
    (table,) = reading.tables
    assert (table.title, table.heading_rows, table.note) == ("PROGRAMMA 6", 0, "-/- = nadeel")
    assert [s.groups[-1] for s in statements(table)] == ["6.1 Wijk"] * 2 + ["6.2 Zorg"] * 2


def test_text_with_digits_outside_tables_is_ignored_by_name() -> None:
    stream = ["# source: https://gemeente.nl/2023", "Jaarstukken 2023", "  1. In 2023 is er anders gemeten.",
              "  • In 2023 boden wij ruimte aan 475 inwoners.", "Bedragen x € 1.000",
              "Lasten", "€ 136.380", "14,5 %", "Zorg   € 500.000 V", "Zorg   € 500.000"]  # fmt: skip
    found = read(cells(*stream)).remainder
    ignored = ["source line", "heading", "prose", "list item", "scale note", "explained difference"]
    assert [rest.reason for rest in found if rest.fate is Fate.IGNORED] == ignored
    assert [rest.text for rest in found if rest.fate is Fate.SIGNALLED] == ["€ 136.380", "14,5 %", "Zorg   € 500.000"]


def test_years_head_their_quarters_also_where_the_last_year_is_not_over() -> None:
    cells = ["Wmo", "2022", "2023", "Q1", "Q2", "Q3", "Q4", "Q1", "Q2"]
    cells += ["Begeleiding", *"123456", "Dagbesteding", *"654321", "Vervoer", *"111111"]
    (table,) = read("\n\n".join(cells).encode()).tables
    assert [(cell.text, cell.column, cell.column_span) for cell in table.cells if cell.row == 0] == [
        ("2022", 1, 4),
        ("2023", 5, 2),
    ]


def test_a_version_behind_the_year_heads_its_group() -> None:
    heads = ["Begroting 2022 voor wijziging", "Begroting 2022 na wijziging", "Rekening 2022"]
    cells = ["Taakveld", *heads, *["Baten", "Lasten", "Saldo"] * 3]
    cells += ["6.1 Wijken", *"123456789", "6.2 Toegang", *"987654321", "6.3 Inkomen", *"123123123"]
    (table,) = read("\n".join(cells).encode()).tables
    assert [(cell.text, cell.column_span) for cell in table.cells if cell.row == 0 and cell.column] == [
        (head, 3) for head in heads
    ]
