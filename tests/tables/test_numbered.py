"""Numbers before labels, codes behind them, and rows of headings, in pages with one cell on a line."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.formats import read
from tasks.model import Fate, Table
from tasks.structure.heading_paths import heading_paths
from tasks.tables.meaning import is_crossed
from tasks.tables.wording import says

NAMES = ("Beeldende kunst", "Buurtsport", "Smart city", "Sociaal plein", "Bouwleges", "Restauratie", "Wijkteams",
         "Onderwijs", "Verkeer", "Groen", "Water", "Wegen", "Sport", "Cultuur")  # fmt: skip


def page(*cells: str) -> bytes:
    return "\n\n".join(("Begroting 2024", *cells, "[…]")).encode()


def table_of(data: bytes) -> Table:
    (table,) = read(data).tables
    return table


def figures(table: Table) -> dict[str, list[str]]:
    """The figures of each row by the last cell of its label."""
    rows: dict[int, list[str]] = {}
    labels: dict[int, str] = {}
    for cell in table.cells:
        if cell.row >= table.heading_rows and cell.column < table.label_columns:
            labels[cell.row] = cell.text
        elif cell.row >= table.heading_rows:
            rows.setdefault(cell.row, []).append(cell.text)
    return {labels[row]: texts for row, texts in rows.items()}


@given(
    st.lists(st.integers(0, 4), min_size=len(NAMES), max_size=len(NAMES)).filter(lambda steps: sum(steps) > 9),
    st.lists(st.tuples(*[st.integers(200, 900)] * 3), min_size=len(NAMES), max_size=len(NAMES)),
)
def test_numbers_of_rows_that_rise_are_no_figures(steps: list[int], rows: list[tuple[int, ...]]) -> None:
    """They stay or pass over some; each ends the row above as if it were a figure more."""
    numbers = list(accumulate(steps, initial=1))
    cells = [text for number, name, row in zip(numbers, NAMES, rows, strict=False) for text in (number, name, *row)]
    table = table_of(page("(bedragen x € 1.000)", "Omschrijving", "2024", "2025", "2026", *map(str, cells)))
    assert figures(table) == {name: list(map(str, row)) for name, row in zip(NAMES, rows, strict=True)}


@given(st.lists(st.integers(3, 900), min_size=4, max_size=len(NAMES), unique=True))
def test_last_figures_that_rise_are_figures_where_no_number_stands_before_the_first_label(rising: list[int]) -> None:
    rows = [(name, "310", "405", str(last)) for name, last in zip(NAMES, sorted(rising), strict=False)]
    table = table_of(page("(bedragen x € 1.000)", "2024", "2025", "2026", *(text for row in rows for text in row)))
    assert figures(table) == {name: list(row) for name, *row in rows}


def test_a_code_behind_each_label_is_no_figure_where_its_heading_says_so() -> None:
    rows = [
        ("0.1 Bestuur", "7", "5.353", "6.314"),
        ("0.4 Overhead", "7", "5.599", "3.272"),
        ("0.5 Treasury", "8", "841", "696"),
        ("6.1 Wijkteams", "2", "4.240", "4.250"),
    ]
    cells = [text for row in rows for text in row]
    coded = table_of(page("Taakvelden: Lasten (bedragen * € 1.000)", "Progr.", "2024", "2025", *cells))
    assert figures(coded) == {name: list(own) for name, _, *own in rows}


@pytest.mark.parametrize("middle", [("per", "per"), ("per",), ()])
def test_a_word_that_heads_nothing_by_itself_takes_no_column(middle: tuple[str, ...]) -> None:
    stands = ("Saldo", "Mutaties", "Mutaties", "Saldo")
    days = ("1-1-2024", "2024", "2025", "31-12-2025")
    rows = ("Reserve wijkteams", "500", "-100", "-50", "350", "Reserve sport", "80", "20", "10", "110")
    table = table_of(page("Naam reserve", *stands, *middle, *days, *rows, "Totaal", "580", "-80", "-40", "460"))
    assert list(heading_paths(table).values()) == [*zip(stands, days, strict=True)]


def test_columns_come_back_between_one_stand_and_the_next() -> None:
    heads = ("Stand per 1-1-2024", "Storting", "Onttrekking", "Stand per 1-1-2025", "Storting", "Onttrekking",
             "Stand per 31-12-2025")  # fmt: skip
    rows = ("Reserve wijkteams", "500", "0", "100", "400", "50", "0", "450",
            "Reserve sport", "80", "20", "0", "100", "0", "40", "60")  # fmt: skip
    table = table_of(page("Bedragen x € 1.000", *heads, *rows))
    assert [path[-1] for path in heading_paths(table).values()] == list(heads)


def test_sides_are_not_of_other_years_each() -> None:
    """'Lasten, baten, saldo, 2025, 2026, 2027' are six columns: rows of three are signalled, for they lost a cell."""
    cells = ("lasten", "baten", "saldo", "2025", "2026", "2027")
    rows = [text for name in NAMES for text in (name, "300", "310", "150")]
    reading = read(page("Omschrijving", *cells, *rows))
    paths = [path for table in reading.tables for path in heading_paths(table).values()]
    assert not any(len(set(path) & {"lasten", "2025"}) > 1 for path in paths)
    signalled = [rest for rest in reading.remainder if rest.fate is Fate.SIGNALLED]
    assert len(signalled) == 3 * len(NAMES)


def test_lasten_of_one_year_and_baten_of_the_next_are_no_heading() -> None:
    crossed = [says((side, year), 2024) for side, year in zip(("lasten", "baten"), ("2024", "2025"), strict=True)]
    assert is_crossed(crossed)
    assert not is_crossed([*crossed, says(("baten", "2024"), 2024)])


def test_rows_are_counted_anew_from_a_number_with_a_nought() -> None:
    """'02' was read as a figure of the row above: below a total the rows of reserves were numbered again."""
    cells = ["Programma", "Lasten", "Baten", "Saldo"]
    cells += [cell for at in range(1, 11) for cell in (f"{at:02}", NAMES[at], f"{at}.617", f"-{at}.022", "595")]
    cells += ["Totaal", "56.001", "-50.553", "5.448"]
    cells += [cell for at in range(2, 12) for cell in (f"{at:02}", f"Mutatie {at}", f"-{at}.363", f"-{at}.363")]
    cells += ["Resultaat", "57.189", "-56.630", "559"]
    found = figures(table_of(page(*cells)))
    assert not {"02", "10", "11"} & {text for row in found.values() for text in row}
    assert found["Mutatie 9"] == ["-9.363", "-9.363"]


def test_the_number_of_a_group_is_its_code_and_figures_that_rise_behind_it_are_none() -> None:
    """'1' stands once, before the first group: '38' and '52' end their rows, and count on from nothing."""
    heads = ("Nr.", "Omschrijving", "Begroting 2024", "Rekening 2024", "Verschil")
    rows = [("Buurtsport", "90", "52", "38"), ("Wijkteams", "120", "68", "52"), ("Groen", "75", "65", "10"),
            ("Wegen", "700", "600", "100")]  # fmt: skip
    cells = [text for row in rows for text in row]
    table = table_of(page("(bedragen x € 1.000)", *heads, "1", "Sociaal domein", *cells))
    assert figures(table) == {name: list(own) for name, *own in rows}
