"""A part of a page of a PDF: what is drawn is what is printed there, and nothing that bytes do gets out."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks import sandbox
from tasks.formats.pdf import MAGIC
from tasks.model import Clipping, Unreadable
from tasks.sandbox import ReaderFailed, clip, read
from tasks.sandbox.wire import clipping_as, clipping_of
from tasks.site.clippings import BOX
from tests.formats.small_pdfs import Printer

SAMPLE = Path(__file__).parents[1] / "documents" / "pdf" / "borne_monitor_2023" / "document.pdf"
SHARED = Path(__file__).parents[3] / "shared"
TURNED_AND_CROPPED = [SHARED / "cases" / "files" / "17_pdf_cropbox" / "p04_cropbox.pdf",
                      SHARED / "documents" / "formats" / "pdf_lo_ruled" / "t03_baten_lasten.pdf",
                      SHARED / "documents" / "formats" / "pdf_chromium" / "t10_side_by_side.pdf",
                      SHARED / "documents" / "formats" / "pdf_acct" / "t11_jeugdzorg.pdf"]  # fmt: skip


@pytest.mark.parametrize("path", [SAMPLE, *TURNED_AND_CROPPED], ids=lambda path: path.stem)
def test_the_box_of_a_cell_shows_that_cell(path: Path) -> None:
    if not path.exists():
        pytest.skip(f"{path} is not beside the project")
    data = path.read_bytes()
    cells = [cell for table in read(data).tables for cell in table.cells if cell.text and BOX.fullmatch(cell.locator)]
    for cell in random.Random(7).sample(cells, 8):
        page, *box = map(float, BOX.fullmatch(cell.locator).groups())  # type: ignore[union-attr]
        made = clip(data, int(page), box)
        assert "".join(cell.text.split()) in "".join(made.text.split())
        assert min(made.grey) < 128, "letters are drawn"


def test_no_line_is_cut_through_and_margins_are_left_off() -> None:
    page = Printer()
    page.rows([("Jeugd", "1.200", "1.350"), ("Wmo", "900", "1.010"), ("Participatie", "700", "800")])
    made = clip(page.data(), 1, (0, 106, 10_000, 116))  # through the bottom of the first line
    assert made.text.split("\n")[:1] == ["Wmo 900 1.010"]
    assert made.box[0] == pytest.approx(50, abs=1)
    assert made.box[2] == pytest.approx(390, abs=1)
    assert made.width / (made.box[2] - made.box[0]) == pytest.approx(2, abs=0.01)


def test_a_picture_in_it_is_told() -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    page = Printer()
    page.row(100, ("Jeugd", "1.200"))
    page.canvas.drawImage(ImageReader(Image.new("L", (30, 30), 90)), 200, 841 - 110, 20, 20)
    page.row(400, ("Wmo", "900"))
    data = page.data()
    assert clip(data, 1, (0, 80, 10_000, 120)).has_picture
    assert not clip(data, 1, (0, 380, 10_000, 420)).has_picture


def test_notes_and_fields_over_a_page_are_not_drawn() -> None:
    page = Printer()
    page.row(100, ("Jeugd", "1.200"))
    page.canvas.acroForm.textfield(value="3 kinderen", x=60, y=841 - 130, width=200, height=20)
    plain = Printer()
    plain.row(100, ("Jeugd", "1.200"))
    assert clip(page.data(), 1, (0, 80, 400, 140)).grey == clip(plain.data(), 1, (0, 80, 400, 140)).grey


@pytest.mark.parametrize(
    ("data", "page", "box", "reason"),
    [
        (SAMPLE.read_bytes(), 400, (0, 0, 100, 100), "geen pagina 400"),
        (SAMPLE.read_bytes(), 0, (0, 0, 100, 100), "geen pagina 0"),
        (SAMPLE.read_bytes(), 1, (0, 5000, 100, 5100), "buiten de pagina"),
        (MAGIC + b"1.7 en verder niets", 1, (0, 0, 9, 9), "beschadigd"),
        (b"geen PDF", 1, (0, 0, 9, 9), "beschadigd"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_the_reason(
    data: bytes, page: int, box: tuple[float, ...], reason: str
) -> None:
    with pytest.raises(Unreadable, match=reason):
        clip(data, page, box)


@pytest.fixture
def lying(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A process that says a picture of other pixels than it has."""
    monkeypatch.setattr(sandbox, "SERVER", sandbox.Server())
    start = (
        "from tasks.sandbox import server\nserver.clip = lambda *part: None\n"
        "server.clipping_as = lambda made: dict(width=9, height=9, stride=9, grey='AAAA', text='', has_picture=False, "
        "box=[0, 0, 9, 9])\nserver.main()\n"
    )
    monkeypatch.setattr(sandbox, "COMMAND", ["-I", "-c", start])
    yield
    sandbox.SERVER.close()


@pytest.mark.usefixtures("lying")
def test_what_draws_is_not_believed() -> None:
    with pytest.raises(ReaderFailed, match="other pixels"):
        clip(SAMPLE.read_bytes(), 1, (0, 0, 100, 100))


@given(st.integers(1, 30), st.integers(1, 30), st.integers(0, 3), st.text(max_size=20), st.booleans())
def test_a_picture_comes_over_as_it_was_sent(width: int, height: int, more: int, text: str, has_picture: bool) -> None:
    stride = width + more
    made = Clipping(width, height, stride, bytes(stride * height), text, has_picture, (0.0, 1.5, 2.0, 3.0))
    assert clipping_of(json.loads(json.dumps(clipping_as(made)))) == made
