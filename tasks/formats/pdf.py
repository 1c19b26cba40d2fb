"""PDF: words with their boxes from pdfium; tables from the rules that draw them, else from how the words stand.

Every cell knows its page and box. Text that prints over other text, and pages without a text layer, are signalled.
"""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2

from tasks.formats import Unreadable
from tasks.formats._pdfium import page_drawing, page_text
from tasks.model import Fate, Reading, Remainder
from tasks.structure.page.boxes import Box, Word, hull
from tasks.structure.page.outside import Page, locator
from tasks.structure.page.pages import tables_of, text_of_pages
from tasks.structure.page.pagetables import clustered, outside, without
from tasks.structure.page.phrases import PageLine, lines_of_page, overprinted
from tasks.structure.page.ruled import ruled
from tasks.structure.page.rules import lattices
from tasks.structure.values import has_digit

NAME = "pdf"
MAGIC = b"%PDF-"
HEADER_WITHIN = 1024  # bytes before which the header must begin
MOST_PAGES = 1500  # the longest jaarstukken have some 500
SCANNED = "gescand: geen tekstlaag op enige pagina; vraag de gemeente om de digitale PDF of het bronbestand"
LOCKED = "de PDF is met een wachtwoord versleuteld; bewaar hem zonder wachtwoord en lever hem opnieuw aan"


def fits(data: bytes) -> float:
    """Certain where the bytes begin as a PDF."""
    return float(MAGIC in data[:HEADER_WITHIN])


def read(data: bytes) -> Reading:
    """The tables of a PDF and what stands outside them.

    Raises:
        Unreadable: encrypted, damaged, too long, or without a text layer.
    """
    document = _opened(data)
    try:
        count = len(document)
        if count > MOST_PAGES:
            raise Unreadable(f"de PDF heeft {count} pagina's; meer dan {MOST_PAGES} wordt niet gelezen: splits hem")
        read_pages = [_page(document[index], index + 1) for index in range(count)]
    except pypdfium2.PdfiumError as error:
        raise Unreadable(f"de PDF is beschadigd ({error}); lever hem opnieuw aan") from error
    finally:
        document.close()
    if not any(lines for _, lines in read_pages):
        raise Unreadable(SCANNED)
    tables, remainder = tables_of([page for page, _ in read_pages])
    return Reading(NAME, tuple(tables), tuple(remainder), text_of_pages([lines for _, lines in read_pages]))


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise Unreadable(LOCKED) from error
        raise Unreadable(f"de PDF is beschadigd of afgebroken ({error}); lever hem opnieuw aan") from error


def _page(page: pypdfium2.PdfPage, number: int) -> tuple[Page, list[PageLine]]:
    """The tables and other lines of one page, and all its lines."""
    words, turned = page_text(page)
    drawing = page_drawing(page)
    rest = [Remainder(turned, f"page {number}", Fate.IGNORED, "rotated text")] if has_digit(turned) else []
    drawn = [table for cells in lattices(drawing) if (table := ruled(cells, words, number))]
    free = without(words, drawn)
    doubtful = overprinted(free)
    rest += [_overprinted(free[place], number) for place in sorted(doubtful) if has_digit(free[place].text)]
    kept = [word for place, word in enumerate(free) if place not in doubtful or not has_digit(word.text)]
    lines = lines_of_page(kept)
    stretches = _stretches(lines, [table.box for table in drawn])
    tables = [*drawn, *(table for part in stretches for table in clustered(part, drawing, number))]
    tables.sort(key=lambda table: (round(table.box.top), table.box.x0))
    found = Page(number, page.get_height(), tuple(outside(lines, tables)), tuple(tables), tuple(rest))
    return found, lines if len(kept) == len(words) else lines_of_page(words)


def _stretches(lines: Sequence[PageLine], boxes: Sequence[Box]) -> list[list[PageLine]]:
    """The lines of a page, cut where a drawn table stands between them."""
    parts: list[list[PageLine]] = [[]]
    for line in lines:
        before = parts[-1][-1] if parts[-1] else None
        if before and any(before.box.middle < box.middle < line.box.middle for box in boxes):
            parts.append([])
        parts[-1].append(line)
    return [part for part in parts if part]


def _overprinted(word: Word, number: int) -> Remainder:
    return Remainder(word.text, locator(number, hull([word.box])), Fate.SIGNALLED, "overprinted")
