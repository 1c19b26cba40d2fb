"""What stands in a PDF and is not seen on it: no figure, and ignored under its name; and text that cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pypdfium2
import pytest
from reportlab.lib.colors import black, green, white

from tasks.formats import read
from tasks.model import Fate, Reading, Unreadable
from tests.formats.small_pdfs import LEFT, PITCH, TOP, Printer
from tests.formats.test_pdf import HEADING, ROWS, rows_of

EXTRA = 540  # right of the columns


def whole(reading: Reading) -> bool:
    """Whether the table is read as if nothing else had been printed."""
    return [rows_of(table) for table in reading.tables] == [[list(HEADING), *map(list, ROWS)]]


def named(reading: Reading, fate: Fate = Fate.IGNORED) -> set[tuple[str, str]]:
    return {(rest.text, rest.reason) for rest in reading.remainder if rest.fate is fate}


def invisible(page: Printer) -> None:
    text = page.canvas.beginText(EXTRA - 30, 842 - TOP - PITCH)
    text.setTextRenderMode(3)
    text.textOut("9.999")
    page.canvas.drawText(text)
    page.canvas.setFillColor(black)


def in_white(page: Printer) -> None:
    page.canvas.setFillColor(white)
    page.text(EXTRA, TOP + PITCH, "9.999", right=True)
    page.canvas.setFillColor(black)


@pytest.mark.parametrize("hide", [invisible, in_white])
def test_a_figure_without_ink_is_none(hide: Callable[[Printer], None]) -> None:
    page = Printer()
    page.rows([HEADING, *ROWS])
    hide(page)
    reading = read(page.data())
    assert whole(reading)
    assert named(reading) == {("9.999", "invisible text")}


def test_white_on_a_dark_ground_is_seen() -> None:
    page = Printer()
    page.canvas.setFillColor(green)
    page.canvas.roundRect(50, 842 - TOP - 4, 460, 14, 3, stroke=0, fill=1)
    page.canvas.setFillColor(white)
    page.row(TOP, HEADING)
    page.canvas.setFillColor(black)
    for place, row in enumerate(ROWS, start=1):
        page.row(TOP + place * PITCH, row)
    assert whole(read(page.data()))


def test_a_figure_that_is_struck_through_is_none_and_an_underlined_one_is() -> None:
    page = Printer()
    page.rows([HEADING, *ROWS])
    page.text(EXTRA, TOP + PITCH, "9.999", right=True)
    page.canvas.line(EXTRA - 24, 842 - TOP - PITCH + 3, EXTRA + 1, 842 - TOP - PITCH + 3)
    page.canvas.line(440, 842 - TOP - PITCH - 1, 460, 842 - TOP - PITCH - 1)  # below -66
    page.canvas.line(280, 842 - TOP - 4 * PITCH + 9, 460, 842 - TOP - 4 * PITCH + 9)  # above the total
    reading = read(page.data())
    assert whole(reading)
    assert named(reading) == {("9.999", "struck through")}


def test_what_stands_outside_the_crop_box_is_not_on_the_page() -> None:
    page = Printer()
    page.canvas.setCropBox((0, 0, 500, 842))
    page.rows([HEADING, *ROWS])
    page.text(EXTRA + 20, TOP + PITCH, "9.999", right=True)
    reading = read(page.data())
    assert whole(reading)
    assert named(reading) == {("9.999", "outside the page")}


@pytest.mark.parametrize("minus", ["\u00ad", "\u2212", "\u2013"])
def test_every_dash_before_a_figure_is_a_minus(minus: str) -> None:
    page = Printer()
    page.use_unicode()
    page.rows([HEADING, *([cell.replace("-", minus) for cell in row] for row in ROWS)])
    (table,) = read(page.data()).tables
    assert [row[3].replace("\u2212", "-").replace("\u2013", "-") for row in rows_of(table)[1:]] == [
        row[3] for row in ROWS
    ]


def test_a_sign_that_the_font_does_not_name_is_never_dropped_from_a_figure() -> None:
    page = Printer()
    page.use_unicode()
    page.rows([HEADING, *ROWS[:3], ("Totaal", "3.734", "3.728", "\u201066")])  # the font has no such dash
    reading = read(page.data())
    assert named(reading, Fate.SIGNALLED) == {("\ufffd66", "font without Unicode")}
    assert rows_of(reading.tables[0])[-1] == ["Totaal", "3.734", "3.728", ""]


def shifted(text: str) -> str:
    """As a font gives it whose table to Unicode is wrong: every sign is another one."""
    return "".join(chr(33 + (ord(character) - 33 + 11) % 94) if character > " " else " " for character in text)


def test_text_of_nonsense_is_refused_with_the_reason() -> None:
    page = Printer()
    page.text(LEFT, 60, shifted("Jaarstukken van de gemeente over de uitgaven voor jeugdhulp en voor de bijstand"))
    page.rows([[shifted(cell) for cell in row] for row in (HEADING, *ROWS)])
    with pytest.raises(Unreadable, match="fonts zonder Unicode"):
        read(page.data())


def test_one_page_of_nonsense_is_signalled_and_the_others_are_read() -> None:
    page = Printer()
    for _ in range(2):
        page.rows([HEADING, *ROWS])
        page.page()
    page.text(LEFT, 60, shifted("Jaarstukken van de gemeente over de uitgaven voor jeugdhulp en voor de bijstand"))
    page.rows([[shifted(cell) for cell in row] for row in (HEADING, *ROWS)])
    reading = read(page.data())
    assert len(rows_of(reading.tables[0])) == 1 + 2 * len(ROWS)
    assert {(rest.locator, rest.reason) for rest in reading.remainder if rest.fate is Fate.SIGNALLED} == {
        ("page 3", "font without Unicode")
    }


def test_text_that_a_machine_saw_in_a_scan_is_not_printed() -> None:
    page = Printer()
    text = page.canvas.beginText(LEFT, 700)
    text.setTextRenderMode(3)
    for row in (HEADING, *ROWS):
        text.textLine("  ".join(row))
    page.canvas.drawText(text)
    data = page.data()
    assert pypdfium2.PdfDocument(BytesIO(data))[0].get_textpage().get_text_range()
    with pytest.raises(Unreadable, match="gescand"):
        read(data)
