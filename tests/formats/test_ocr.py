"""Pages that are pictures: recognised where Tesseract is installed, put aside or signalled where it is not.

The pictures are made here: a PDF of `small_pdfs` is rendered, spoilt, and put in a PDF again.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter

from tasks import tesseract
from tasks.formats import _ocr
from tasks.formats.pdf import read
from tasks.limits import LIMITS, OF_PICTURES
from tasks.model import Document, Fate, Kind, Normalised, Reading, Unreadable
from tasks.normalise import normalise
from tasks.sandbox import limits_of
from tasks.sandbox import read as read_apart
from tests.formats.small_pdfs import Printer, Row

HEADING = ("Taakvelden (x € 1.000)", "Baten 2024", "Lasten 2024", "Saldo 2024")
ROWS = [
    ("6.1 Samenkracht en participatie", "70.540", "-519.743", "-449.203"),
    ("6.2 Toegang en eerstelijnsvoorzieningen", "6.318", "-641.635", "-635.317"),
    ("6.3 Inkomensregelingen", "315.189", "-575.696", "-260.507"),
    ("6.4 Begeleide participatie", "21.906", "-53.457", "-31.551"),
    ("6.5 Arbeidsparticipatie", "150.000", "-146.671", "3.329"),
    ("Totaal baten en lasten", "563.953", "-1.937.202", "-1.373.249"),
]
FIGURES = [row[1:] for row in ROWS]
SHARP, COARSE = 200, 110  # pixels to an inch
Spoilt = Callable[[Image.Image], Image.Image]
needs_tesseract = pytest.mark.skipif(
    bool(tesseract.obstacle()), reason=f"pictures are not read here: {tesseract.obstacle()}"
)


def printed(rows: list[Row] | None = None, *, ruled: bool = True) -> Printer:
    page = Printer()
    page.text(60, 70, "Jaarstukken 2024: baten en lasten per taakveld, realisatie", size=12)
    page.rows([HEADING, *(rows or ROWS)])
    if ruled:
        count = len(rows or ROWS) + 1
        page.grid((55, 235, 305, 385, 465), [90 + 14 * line for line in range(count + 1)])
    return page


def picture(page: Printer, dpi: int = SHARP) -> Image.Image:
    drawn: Image.Image = pypdfium2.PdfDocument(page.data())[0].render(scale=dpi / 72).to_pil()
    return drawn.convert("L")


def scanned(*pictures: Image.Image, dpi: int = SHARP) -> bytes:
    held = BytesIO()
    pictures[0].save(held, "PDF", resolution=dpi, save_all=True, append_images=pictures[1:], quality=85)
    return held.getvalue()


def joined(*documents: bytes) -> bytes:
    whole, held = pypdfium2.PdfDocument.new(), BytesIO()
    for document in documents:
        whole.import_pages(pypdfium2.PdfDocument(document))
    whole.save(held)
    return held.getvalue()


def noisy(drawn: Image.Image) -> Image.Image:
    dots = Image.frombytes("L", drawn.size, random.Random(7).randbytes(drawn.width * drawn.height))
    return ImageChops.subtract(drawn, dots.point([level // 5 for level in range(256)])).filter(ImageFilter.BoxBlur(0.4))


def figures(reading: Reading) -> list[tuple[str, ...]]:
    (table,) = reading.tables
    last = max(cell.row for cell in table.cells)
    rows = [sorted((c.column, c.text) for c in table.cells if c.row == row and c.column) for row in range(1, last + 1)]
    return [tuple(text for _, text in row) for row in rows]


def meaning(reading: Reading) -> Normalised:
    return normalise(Document("d", "file:///d.pdf", "d.pdf", "", "GM0164", Kind.JAARSTUKKEN, 2024, "2024"), reading)


def stated(reading: Reading) -> set[int]:
    """The figures in thousands that something may be built on."""
    seen = meaning(reading).observations
    return {int(value) // 1000 for value, doubt in seen.select("value", "doubt").rows() if not doubt}


TRUE = {int(text.replace(".", "")) for row in FIGURES for text in row}


@needs_tesseract
@pytest.mark.parametrize("ruled", [True, False])
def test_a_table_in_a_picture_is_read_as_one_of_text_with_its_boxes_and_how_sure_each_is(ruled: bool) -> None:
    reading = read(scanned(picture(printed(ruled=ruled))))
    assert figures(reading) == FIGURES
    cells = reading.tables[0].cells
    assert all(cell.locator.startswith("page 1 (") and (cell.confidence or 0) > 0 for cell in cells)
    assert stated(reading) == TRUE


@needs_tesseract
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_lies_otherwise_is_turned(turn: int) -> None:
    assert figures(read(scanned(picture(printed()).rotate(turn, expand=True)))) == FIGURES


@needs_tesseract
def test_a_page_that_lies_askew_is_straightened() -> None:
    reading = read(scanned(picture(printed()).rotate(1.1, fillcolor=255, resample=Image.Resampling.BICUBIC)))
    assert figures(reading) == FIGURES


@needs_tesseract
@pytest.mark.parametrize("spoil", [noisy, lambda drawn: drawn.filter(ImageFilter.GaussianBlur(0.6))])
@pytest.mark.parametrize("dpi", [SHARP, COARSE])
def test_of_a_bad_scan_nothing_wrong_is_stated_and_nothing_seen_is_lost(spoil: Spoilt, dpi: int) -> None:
    reading = read(scanned(spoil(picture(printed(), dpi)), dpi=dpi))
    assert stated(reading) <= TRUE
    account = meaning(reading).cells
    assert not account.filter(account["text"].is_in([text for row in FIGURES for text in row]))["fate"].is_null().any()


@needs_tesseract
def test_a_figure_that_its_sums_contradict_is_not_built_on() -> None:
    wrong = [*ROWS[:2], ("6.3 Inkomensregelingen", "315.189", "-594.696", "-260.507"), *ROWS[3:]]
    assert -594_696 not in stated(read(scanned(picture(printed(wrong)))))


@needs_tesseract
def test_a_picture_between_pages_of_text_is_read_and_the_others_are_as_they_were() -> None:
    page, text = picture(printed()), printed().data()
    reading = read(joined(text, scanned(page), text))
    sure = {cell.locator.split()[1]: cell.confidence is not None for table in reading.tables for cell in table.cells}
    assert sure["1"] is False
    assert sure["2"] is True


@needs_tesseract
def test_a_picture_with_a_stamp_printed_over_it_is_read_and_a_photograph_with_a_title_is_not() -> None:
    def over(drawn: Image.Image) -> bytes:
        page = Printer()
        page.canvas.drawInlineImage(drawn, 0, 0, *page.canvas._pagesize)
        page.text(400, 20, "Ingekomen 12 mei 2025")
        return page.data()

    assert figures(read(over(picture(printed())))) == FIGURES
    photograph = Image.effect_mandelbrot((600, 850), (-2, -1.5, 1, 1.5), 40)
    assert "Ingekomen 12 mei 2025" in read(over(photograph)).text


@needs_tesseract
def test_a_page_with_a_photograph_and_nothing_else_is_not_signalled() -> None:
    photograph = Image.effect_mandelbrot((600, 850), (-2, -1.5, 1, 1.5), 40)
    reading = read(joined(printed().data(), scanned(photograph)))
    assert not [rest for rest in reading.remainder if rest.locator.startswith("page 2")]


@needs_tesseract
def test_a_picture_that_takes_too_long_is_signalled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_ocr, "PATIENCE", 1)
    reading = read(joined(printed().data(), scanned(picture(printed()))))
    assert [(rest.locator, rest.fate) for rest in reading.remainder if not rest.text] == [("page 2", Fate.SIGNALLED)]
    assert "TimeoutError" in reading.faults[0].error


@needs_tesseract
def test_it_is_done_in_the_process_apart_which_gets_more_time() -> None:
    data = scanned(picture(printed()))
    assert limits_of(data) is OF_PICTURES
    assert limits_of(b"Jeugd 2023 2024") is LIMITS
    assert figures(read_apart(data)) == FIGURES


def test_without_it_a_scan_is_put_aside_and_the_reason_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "find_spec", lambda name: None)
    data = scanned(picture(printed()))
    with pytest.raises(Unreadable, match=r"gescand: geen tekstlaag.*pip install 'domeinwacht\[ocr\]'"):
        read(data)
    assert limits_of(data) is LIMITS


def test_without_the_language_of_tesseract_the_reason_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "find_spec", lambda name: object())
    monkeypatch.setattr(tesseract, "folder", lambda: None)
    with pytest.raises(Unreadable, match="apt-get install tesseract-ocr-nld"):
        read(scanned(picture(printed())))


@pytest.mark.parametrize("obstacle", [True, False])
def test_a_picture_that_is_not_read_is_signalled_among_pages_of_text(
    obstacle: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tesseract, "obstacle", lambda: "installeer iets" if obstacle else "")
    monkeypatch.setattr(_ocr, "is_in_time", lambda: False)
    reading = read(joined(printed().data(), scanned(picture(printed()))))
    assert ("page 2", Fate.SIGNALLED, "page is a picture") in [(r.locator, r.fate, r.reason) for r in reading.remainder]
    told = meaning(reading).findings
    assert told.filter(told["kind"] == "unread picture")["locator"].to_list() == ["page 2"]
