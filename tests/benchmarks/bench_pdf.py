"""Pages per second of the PDF reader on one core, beside pdfium's bare extraction of the words on the same pages.

    python tests/benchmarks/bench_pdf.py FOLDER_OR_PDF...

The bare extraction walks over the characters of a page, asks each for its box, and cuts words at spaces. Both are
measured in seconds of the processor, in turn, as the process does that reads documents: it seldom seeks objects in
circles.
"""

from __future__ import annotations

import ctypes
import gc
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from tasks.formats import pdf
from tasks.limits import LIVING

LEAST = 300  # pages that are read for each figure
ROUNDS = 3  # at least


def main(arguments: list[str]) -> None:
    """Print a line per folder: pages, pages a second bare and read, and their ratio."""
    shared = Path(__file__).parents[3] / "shared"
    found = [*sorted(shared.glob("documents/formats/pdf_*")), *sorted(shared.glob("real/pdf/*.pdf"))]
    gc.freeze()
    gc.set_threshold(LIVING)
    print(f"{'pages from':24} {'pages':>6} {'bare/s':>8} {'read/s':>8} {'ratio':>6}")
    for place in [Path(argument) for argument in arguments] or found:
        documents = [path.read_bytes() for path in ([place] if place.is_file() else sorted(place.glob("*.pdf")))]
        if documents and "scan" not in place.name:
            pages = sum(len(pypdfium2.PdfDocument(data)) for data in documents)
            bare, read = seconds([bare_words, pdf.read], documents, max(ROUNDS, LEAST // pages))
            print(f"{place.name[:24]:24} {pages:6} {pages / bare:8.1f} {pages / read:8.1f} {read / bare:6.2f}")


def seconds(works: Sequence[Callable[[bytes], object]], documents: Sequence[bytes], rounds: int) -> list[float]:
    """The best time of several rounds over all documents, for each kind of work."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for held, work in zip(times, works, strict=True):
            start = time.process_time()
            for data in documents:
                work(data)
            held.append(time.process_time() - start)
    return [min(held) for held in times]


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
