"""The characters of glyphs come in one answer for a page; they are those that each glyph says by itself."""

from __future__ import annotations

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from tasks.formats._pdfium import page_text

PRINTED = "BT /F 12 Tf 50 200 Td (ABC 123) Tj ET"
DICTIONARIES = (
    "/Type /Catalog /Pages 2 0 R",
    "/Type /Pages /Kids [3 0 R] /Count 1",
    "/Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >>",
    f"/Length {len(PRINTED)} >> stream\n{PRINTED}\nendstream <<",
    "/Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R",
)


def _saying(letters: str) -> bytes:
    """A PDF whose font says which characters its letters are."""
    count = letters.count("\n") + 1
    said = (
        f"begincmap 1 begincodespacerange <00> <ff> endcodespacerange {count} beginbfchar {letters} endbfchar endcmap"
    )
    held = (*DICTIONARIES, f"/Length {len(said)} >> stream\n{said}\nendstream <<")
    objects = [f"{number} 0 obj << {one} >> endobj".replace("<< >>", "") for number, one in enumerate(held, start=1)]
    return "\n".join(["%PDF-1.4", *objects, "trailer << /Root 1 0 R >>"]).encode()


@pytest.mark.parametrize(
    "letters",
    [
        "<41> <0041>",
        "<31> <0007>",  # no character
        "<41> <0000>",  # not known
        "<42> <FFFE>",  # never a character: the answer for the page leaves it out
        "<41> <D835DFD8>",  # two halves of one character
        "<41> <00660066>\n<32> <FB01>",  # one glyph that is two letters, and a ligature
        "<42> <00AD>",  # a hyphen that is printed
        "<41> <D835DFD8>\n<42> <0000>\n<31> <00660066>",
    ],
)
def test_each_glyph_has_its_own_character(letters: str) -> None:
    page = pypdfium2.PdfDocument(_saying(letters))[0]
    text = page.get_textpage()
    codes = [pdfium.FPDFText_GetUnicode(text.raw, at) for at in range(pdfium.FPDFText_CountChars(text.raw))]
    signs = "".join("\ufffd" if code < ord(" ") else "-" if code == 0xAD else chr(code) for code in codes)
    words, turned = page_text(page)
    assert [word.text for word in words] == signs.split()
    assert not turned
