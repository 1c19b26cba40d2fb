"""Pages per second of the PDF reader on one core, beside pdfium's bare extraction of the words on the same pages.

    python tests/benchmarks/bench_pdf.py FOLDER_OR_PDF...

The bare extraction walks over the characters of a page, asks each for its box, and cuts words at spaces.
"""

from __future__ import annotations

import ctypes
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from tasks.formats import pdf

ROUNDS = 5


def main(arguments: list[str]) -> None:
    """Print a line per folder: pages, pages a second bare and read, and their ratio."""
    shared = Path(__file__).parents[3] / "shared" / "documents" / "formats"
    places = [Path(argument) for argument in arguments] or sorted(shared.glob("pdf_*"))
    print(f"{'pages from':24} {'pages':>6} {'bare/s':>8} {'read/s':>8} {'ratio':>6}")
    for place in places:
        documents = [path.read_bytes() for path in ([place] if place.is_file() else sorted(place.glob("*.pdf")))]
        if documents:
            pages = sum(len(pypdfium2.PdfDocument(data)) for data in documents)
            bare, read = seconds(bare_words, documents), seconds(pdf.read, documents)
            print(f"{place.name:24} {pages:6} {pages / bare:8.1f} {pages / read:8.1f} {read / bare:6.2f}")


def seconds(work: Callable[[bytes], object], documents: list[bytes]) -> float:
    """The best time of several rounds over all documents."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for data in documents:
            work(data)
        times.append(time.perf_counter() - start)
    return min(times)


def bare_words(data: bytes) -> list[tuple[str, float, float, float, float]]:
    """The words of all pages with their boxes."""
    words: list[tuple[str, float, float, float, float]] = []
    for page in pypdfium2.PdfDocument(data):
        text = page.get_textpage()
        box, held = pdfium.FS_RECTF(), []
        for index in range(pdfium.FPDFText_CountChars(text.raw)):
            character = chr(pdfium.FPDFText_GetUnicode(text.raw, index))
            if not character.isspace():
                pdfium.FPDFText_GetLooseCharBox(text.raw, index, ctypes.byref(box))
                held.append((character, box.left, box.bottom, box.right, box.top))
            elif held:
                words.append(_word(held))
                held = []
        if held:
            words.append(_word(held))
    return words


def _word(glyphs: list[tuple[str, float, float, float, float]]) -> tuple[str, float, float, float, float]:
    texts, lefts, bottoms, rights, tops = zip(*glyphs, strict=True)
    return "".join(texts), min(lefts), min(bottoms), max(rights), max(tops)


if __name__ == "__main__":
    main(sys.argv[1:])
