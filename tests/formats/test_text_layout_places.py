"""Text that keeps the layout of its page: what stands where, and what is signalled because that is not sure."""

import pytest

from tasks.formats.text_layout import read
from tasks.model import Fate
from tests.formats.typed import only, rows


def test_rows_of_dashes_keep_their_columns() -> None:
    table = only(
        "                          2022    2023    2024\n"
        "Begeleiding                   1      -        -\n"
        "Pleegzorg                   -         -     -\n"
        "Vervoer                      1       -        -\n"
        "Pgb                         -       -\n"
    )
    assert [(cell.text, cell.column) for cell in table.cells if cell.row == 4] == [("Pgb", 0), ("-", 1), ("-", 2)]


def spans(text: str) -> list[tuple[str, int, int]]:
    return [(cell.text, cell.column, cell.column_span) for cell in only(text).cells if cell.row == 0 and cell.column]


@pytest.mark.parametrize("heads", [("1e halfjaar", "1e halfjaar"), ("  Begroting", "   Prognose")])
def test_headings_above_the_last_years_are_not_of_the_first(heads: tuple[str, str]) -> None:
    text = (
        f"                                  {heads[0]}  {heads[1]}\n"
        "Voorziening        2022     2023         2023         2024\n"
        "Hulp              1.104    1.147        1.062        1.098\n"
        "Begeleiding         512      538          467          489\n"
    )
    assert spans(text) == [
        ("2022", 1, 1), ("2023", 2, 1), (f"{heads[0].strip()} 2023", 3, 1), (f"{heads[1].strip()} 2024", 4, 1),
    ]  # fmt: skip


def test_headings_in_the_middle_of_their_columns_are_not_of_those_before() -> None:
    text = (
        "                                    1e halfjaar          2e halfjaar\n"
        "                  2022     2023   aantal   kosten     aantal   kosten\n"
        "Hulp             1.104    1.147    1.062    1.098      1.062    1.098\n"
        "Begeleiding        512      538      467      489        467      489\n"
    )
    assert spans(text) == [("1e halfjaar", 3, 2), ("2e halfjaar", 5, 2)]


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ("                        Realisatie         Begroting", [("Realisatie", 1, 2), ("Begroting", 3, 2)]),
        ("                  Rekening  Begroting", [("Rekening", 1, 1), ("Begroting", 2, 3)]),
        ("                   Realisatie        Begroting", [("Realisatie", 1, 2), ("Begroting", 3, 2)]),
    ],
)
def test_headings_at_an_edge_or_in_the_middle_of_their_years(heads: str, expected: list[tuple[str, int, int]]) -> None:
    years = "Voorziening          2021     2022     2023     2024\n"
    assert spans(f"{heads}\n{years}Hulp                1.104    1.147    1.062    1.098\n"
                 "Begeleiding           512      538      467      489\n") == expected  # fmt: skip


REMARKS = """\
Bedragen x € 1.000            Lasten      Baten    Saldo
1. Jeugdhulp met verblijf    - 1.240      -      - 1.240
   De instroom ligt 8% hoger dan in de raming van het vorige jaar stond, en ook de tarieven
   stegen met 4,32% (€ 310.000).

2. Huishoudelijke hulp en
   begeleiding                  -385     62         -323
   Per ultimo augustus kregen 1.942 inwoners huishoudelijke hulp, en dat zijn er 62 meer.

3. Vervoer                       214       -         214
Totaal                       - 1.411     62      - 1.349
"""


def test_a_table_goes_on_below_a_remark() -> None:
    reading = read(REMARKS.encode())
    (table,) = reading.tables
    assert rows(table)[1:] == [
        ["1. Jeugdhulp met verblijf", "- 1.240", "-", "- 1.240"],
        ["2. Huishoudelijke hulp en begeleiding", "-385", "62", "-323"],
        ["3. Vervoer", "214", "-", "214"],
        ["Totaal", "- 1.411", "62", "- 1.349"],
    ]
    assert {rest.fate for rest in reading.remainder} == {Fate.IGNORED}


def test_a_table_ends_at_prose_that_is_no_remark_and_at_a_heading() -> None:
    plain = REMARKS.replace("   De", "De").replace("   stegen", "stegen").replace("   Per", "Per")
    plain = plain.replace("1. ", "").replace("2. ", "").replace("3. ", "")
    headed = REMARKS.replace("\n3. Vervoer", "\nVervoer en wonen\n\n3. Vervoer")
    for text in (plain, headed):
        first = read(text.encode()).tables[0]
        assert "214" not in [cell.text for cell in first.cells], text


def test_thousands_parted_by_blanks_are_one_figure() -> None:
    table = only(
        "                        2022          2023\n"
        "Verblijf           1 234 567     1 300 000\n"
        "Ambulant            - 34 567             -\n"
        "Vervoer                            900 000\n"
        "Totaal             1 200 000     2 200 000\n"
    )
    assert [row[1:] for row in rows(table)[1:]] == [
        ["1\xa0234\xa0567", "1\xa0300\xa0000"], ["-\xa034\xa0567", "-"], ["900\xa0000"],
        ["1\xa0200\xa0000", "2\xa0200\xa0000"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "                2022      2023\nHulp          12 345 13 400\nVervoer       10 345 11 400\n",
        "              2022    2023 2024\nHulp           120     345 400\nVervoer        102     345 110\n",
        "              2022    2023   2024\nHulp           120     345 400\nVervoer        102     345    110\n",
    ],
)
def test_digits_that_may_be_one_figure_or_two_are_signalled(text: str) -> None:
    reading = read(text.encode())
    assert not any(cell.text == "Hulp" for table in reading.tables for cell in table.cells)
    assert [rest.text for rest in reading.remainder if rest.fate is Fate.SIGNALLED and "Hulp" in rest.text]


def test_a_label_that_may_run_into_its_figure_is_signalled() -> None:
    reading = read(
        b"                               2022          2023\n"
        b"Jeugdhulp in het gezin 2 200 000     1 300 000\n"
        b"Ambulant                 934 567       900 000\n"
        b"Vervoer                   34 567         5 000\n"
    )
    assert [rest.text[:9] for rest in reading.remainder if rest.fate is Fate.SIGNALLED] == ["Jeugdhulp"]


def test_a_line_with_a_name_and_a_scale_is_title_and_note() -> None:
    table = only(
        "Gebruik van voorzieningen\n\nReserves sociaal domein (bedragen x € 1.000)\n\n"
        "                   2023     2024\nReserve jeugd       120      145\nReserve wmo          35       40\n"
    )
    assert (table.title, table.note) == ("Reserves sociaal domein", "Reserves sociaal domein (bedragen x € 1.000)")


def test_a_line_of_headings_is_no_prose_however_long() -> None:
    table = only(
        "              1e halfjaar   2e halfjaar   1e halfjaar   2e halfjaar   1e halfjaar\n"
        "   Voorziening         2023          2023          2024          2024          2025\n"
        "   Rolstoelen           540           552           549           561           570\n"
        "   Vervoer              482           479           471           468           466\n"
    )
    halves = ["1e halfjaar 2023", "2e halfjaar 2023", "1e halfjaar 2024", "2e halfjaar 2024", "1e halfjaar 2025"]
    assert rows(table)[0] == ["Voorziening", *halves]
