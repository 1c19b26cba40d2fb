"""Web pages as publication tools write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.formats.html import fits, read
from tasks.model import Reading, Table, Unreadable

ROWS = [
    ("Taakveld", "Begroting 2025", "Rekening 2025"),
    ("6.1 Samenkracht", "1.200", "1.100"),
    ("6.2 Toegang", "900", "950"),
    ("Totaal", "2.100", "2.050"),
]


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def rows(row: str = "tr", cell: str = "td", of: list[tuple[str, ...]] = ROWS) -> str:
    return "".join(f"<{row}>{''.join(f'<{cell}>{text}</{cell}>' for text in texts)}</{row}>" for texts in of)


def grid(table: Table) -> list[tuple[str, ...]]:
    width = max(cell.column for cell in table.cells) + 1
    texts = {(cell.row, cell.column): cell.text for cell in table.cells}
    return [
        tuple(texts.get((row, column), "") for column in range(width))
        for row in range(max(cell.row for cell in table.cells) + 1)
    ]


def reasons(reading: Reading) -> dict[str, str]:
    return {rest.text: rest.reason for rest in reading.remainder}


@pytest.mark.parametrize(
    "body",
    [
        f"<table>{rows()}</table>",
        f"<table><thead>{rows(cell='th', of=ROWS[:1])}</thead><tbody>{rows(of=ROWS[1:])}</tbody></table>",
        f"<div>{rows('div', 'div')}</div>",
        f"<ul>{rows('li', 'span')}</ul>",
        f"<div><div>{rows('div', 'div', ROWS[:1])}</div><div>{rows('div', 'div', ROWS[1:])}</div></div>",
        f"<section><div><p>Lees hier meer.</p></div><div>{rows('div', 'p')}</div></section>",
        f"<table><tr><td><h3>Zijkant</h3></td><td><table>{rows()}</table></td></tr></table>",
    ],
    ids=["table", "thead", "divisions", "list", "head and body", "paragraphs as cells", "table for lay-out"],
)
def test_a_table_is_a_table_whatever_it_is_made_of(body: str) -> None:
    (table,) = read(page(body)).tables
    assert grid(table) == ROWS
    assert (table.heading_rows, table.label_columns) == (1, 1)


def test_headings_notes_and_rest_in_reading_order() -> None:
    reading = read(
        page(
            "<nav><a>Menu 2025</a></nav><h1>Jaarstukken 2025</h1><h2>Jeugd</h2><p>In 2025 steeg dit.</p><h2>Wmo</h2>"
            f"<p>Bedragen x € 1.000</p><table><caption>Lasten Wmo</caption>{rows()}</table><p>1) Zie 2024.</p>"
            "<p style='display:none'>Verborgen 5</p>",
            "<title>Jaarstukken 2025 | Borne</title>",
        )
    )
    (table,) = reading.tables
    assert (table.title, table.note) == ("Lasten Wmo", "Bedragen x € 1.000")
    assert table.section == ("Jaarstukken 2025", "Wmo")
    assert reasons(reading) == {
        "Jaarstukken 2025 | Borne": "page title",
        "Menu 2025": "navigation",
        "Jaarstukken 2025": "heading",
        "In 2025 steeg dit.": "prose",
        "Bedragen x € 1.000": "scale note",
        "1) Zie 2024.": "footnote",
        "Verborgen 5": "hidden",
    }
    assert reading.text.startswith("Jaarstukken 2025 | Borne\nMenu 2025\n")


HIDING = "<style>.weg {display: none} #oud {text-decoration: line-through} .toch {display: table-row}</style>"


@pytest.mark.parametrize(
    ("attributes", "reason"),
    [
        ("hidden", "hidden"),
        ("style='display:none'", "hidden"),
        ("class='rij weg'", "hidden"),
        ("id='oud'", "struck through"),
        ("class='weg toch'", ""),  # shown by another rule
        ("class='weg' style='display: table-row'", ""),
        ("unseen='hidden' room='none'", ""),  # attributes of the page itself say nothing
    ],
)
def test_a_row_that_is_not_seen_is_left_out_under_its_name(attributes: str, reason: str) -> None:
    gone = f"<tr {attributes}><td>6.3 Weg</td><td>7.701</td><td><s>7.702</s></td></tr>" * 2
    seen = read(page(f"<h2>Lasten</h2><table>{rows()}{gone}</table>", HIDING))
    texts = [cell.text for table in seen.tables for cell in table.cells]
    left = [rest.reason for rest in seen.remainder if "7.701" in rest.text]
    assert texts.count("7.701") == (0 if reason else 2)
    assert left == ([reason] * 2 if reason else [])
    assert "7.702" not in texts
    assert sum("7.702" in rest.text for rest in seen.remainder) == 2  # once each, struck through or in what is


def test_a_line_that_only_looks_like_a_heading_heads_the_next_table_at_most() -> None:
    lines = "<h1>Jaarstukken 2025</h1><h2>Jeugd</h2><p>Lees meer</p><p>In 2025 steeg dit.</p>"
    first, second = read(
        page(f"{lines}<table>{rows()}</table><p>Lasten per taakveld</p><table>{rows()}</table>")
    ).tables
    assert (first.title, first.section) == ("Jeugd", ("Jaarstukken 2025", "Jeugd"))
    assert (second.title, second.section) == (
        "Lasten per taakveld",
        ("Jaarstukken 2025", "Jeugd", "Lasten per taakveld"),
    )


def test_spans_are_counted_once() -> None:
    (table,) = read(
        page(
            "<table><tr><th rowspan=2>Programma</th><th colspan=2>Begroting 2025</th><th>Rekening 2025</th></tr>"
            "<tr><th>Lasten</th><th>Baten</th><th>Lasten</th></tr>"
            "<tr><td rowspan=2>Jeugd</td><td>10</td><td>20</td><td>30</td></tr>"
            "<tr><td>40</td><td>50</td><td>60</td></tr></table>"
        )
    ).tables
    spans = {cell.text: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells}
    assert table.heading_rows == 2
    assert spans["Begroting 2025"] == (0, 1, 1, 2)
    assert spans["Jeugd"] == (2, 0, 2, 1)
    assert spans["40"] == (3, 1, 1, 1)
    assert spans["60"] == (3, 3, 1, 1)


def test_title_and_scale_in_the_first_rows() -> None:
    top = "<tr><td colspan=3>Lasten sociaal domein</td></tr><tr><td colspan=3>(x € 1.000)</td></tr>"
    (table,) = read(page(f"<table>{top}{rows()}</table>")).tables
    assert (table.title, table.note, table.heading_rows) == ("Lasten sociaal domein", "(x € 1.000)", 3)


def test_a_raised_digit_is_a_note_and_no_part_of_the_figure() -> None:
    body = rows(of=[ROWS[0], ("Jeugd<sup>1</sup>", "1.234<sup>2</sup>", "<b>1</b>.100")])
    assert grid(read(page(f"<table>{body}</table>")).tables[0])[1] == ("Jeugd¹", "1.234²", "1.100")


def test_a_sign_in_a_cell_of_its_own_joins_its_figure() -> None:
    body = rows(of=[("Taakveld", "", "2025", ""), ("Jeugd", "€", "1.200", ""), ("Wmo", "", "78", "%")])
    (table,) = read(page(f"<table>{body}</table>")).tables
    assert [cell.text for cell in table.cells if cell.column == 1] == ["2025", "€ 1.200", "78 %"]


def test_a_repeated_heading_is_left_out() -> None:
    (table,) = read(page(f"<table>{rows(of=[*ROWS[:3], ROWS[0], ROWS[3]])}</table>")).tables
    assert grid(table) == ROWS


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", ""), ("cp1252", "iso-8859-1"), ("cp1252", ""), ("utf-16", ""), ("utf-8-sig", "")],
)
def test_a_page_is_decoded_as_it_says(encoding: str, declared: str) -> None:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    data = page("<h1>Cliënten € 2025</h1>", head).decode().encode(encoding)
    assert fits(data)
    assert read(data).text == "Cliënten € 2025"


def test_too_deep_a_page_is_refused_instead_of_cut() -> None:
    with pytest.raises(Unreadable, match="genest"):
        read(page("<div>" * 300 + f"<table>{rows()}</table>"))


@given(st.text(max_size=300), st.text(st.characters(codec="ascii"), max_size=20))
def test_any_markup_is_read_or_refused(body: str, span: str) -> None:
    try:
        reading = read(
            page(f"<table><tr><td colspan='{span}'>Jeugd<td>2025<tr><td rowspan='{span}'>Wmo<td>1</table>{body}")
        )
    except Unreadable:
        return
    for table in reading.tables:
        places = [(cell.row, cell.column) for cell in table.cells]
        assert len(places) == len(set(places))


short = st.text(st.sampled_from("abcxyz"), min_size=1, max_size=8)
figures = st.integers(1000, 999_999).map(lambda number: f"{number:,}".replace(",", "."))


@given(st.data(), st.integers(1, 5), st.integers(1, 6))
def test_every_figure_keeps_its_label_and_heading(data: st.DataObject, width: int, height: int) -> None:
    headings = [f"Begroting {2020 + column}" for column in range(width)]
    body = [(data.draw(short), *(data.draw(figures) for _ in headings)) for _ in range(height)]
    (table,) = read(page(f"<table>{rows(of=[('Programma', *headings), *body])}</table>")).tables
    assert grid(table) == [("Programma", *headings), *body]
