"""PDF: words with their boxes from pdfium; tables from the rules that draw them, else from how the words stand.

Every cell knows its page and box. Text that prints over other text is signalled. A page without a text layer, or with
one that does not say what is printed, is recognised from its picture where that is installed, else signalled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import pypdfium2

from tasks import tesseract
from tasks.formats import FORESEEN, _ocr
from tasks.formats._pdfium import page_text
from tasks.formats._pdfium_drawing import is_blank, is_covered, page_drawing, page_grounds
from tasks.formats._pdfium_view import View
from tasks.model import Fate, Fault, Reading, Remainder, Unreadable
from tasks.structure.page.boxes import Box, Look, Word, hull
from tasks.structure.page.legible import is_legible, may_hide_figure
from tasks.structure.page.outside import Page, locator
from tasks.structure.page.pages import tables_of, text_of_pages
from tasks.structure.page.pagetables import clustered, outside, without
from tasks.structure.page.phrases import PageLine, lines_of_page, overprinted
from tasks.structure.page.ruled import ruled
from tasks.structure.page.rules import Drawing, lattices
from tasks.structure.page.unseen import sight
from tasks.structure.page.walls import parted
from tasks.structure.values import has_digit

NAME = "pdf"
MAGIC = b"%PDF-"
HEADER_WITHIN = 1024  # bytes before which the header must begin
MOST_PAGES = 1500  # the longest jaarstukken have some 500
SCANNED = "gescand: geen tekstlaag op enige pagina; vraag de gemeente om de digitale PDF of het bronbestand"
RECOGNISED = "gescand: de tekst is uit een plaatje herkend en niet gedrukt; vraag de gemeente om de digitale PDF"
NO_UNICODE = "de tekst is niet te lezen: fonts zonder Unicode; vraag een andere PDF of het bronbestand"
LOCKED = "de PDF is met een wachtwoord versleuteld; bewaar hem zonder wachtwoord en lever hem opnieuw aan"
WHY = {"text of a scan": RECOGNISED, "font without Unicode": NO_UNICODE}  # for pages of which nothing is read
ILLEGIBLE = "in het plaatje is met tekstherkenning geen leesbare tekst gevonden"
FAILED = "page failed"
HIDDEN = 0.9  # of the words of a page without ink: a scan with the text that a machine saw in it
MOST_STAMPED = 12  # words that are printed over the picture of a page: a number, a stamp of the archive
MORE = 2  # times as many words in the picture as are printed over it
PICTURE = "page is a picture"


class Eyed(NamedTuple):
    """One page with all its lines; `refused` is why nothing of it was read, `fault` what went wrong in reading it."""

    page: Page
    lines: list[PageLine]
    refused: str = ""
    fault: Fault | None = None


def fits(data: bytes) -> float:
    """Certain where the bytes begin as a PDF."""
    return float(MAGIC in data[:HEADER_WITHIN])


def read(data: bytes) -> Reading:
    """The tables of a PDF and what stands outside them.

    Raises:
        Unreadable: encrypted, damaged, too long, without a text layer, or with one of nonsense.
    """
    document = _opened(data)
    try:
        count = len(document)
        if count > MOST_PAGES:
            raise Unreadable(f"de PDF heeft {count} pagina's; meer dan {MOST_PAGES} wordt niet gelezen: splits hem")
        pages = [_page(document[index], index + 1) for index in range(count)]
    except pypdfium2.PdfiumError as error:
        raise Unreadable(f"de PDF is beschadigd ({error}); lever hem opnieuw aan") from error
    finally:
        document.close()
    refused = [page.refused for page in pages if page.refused]
    if 2 * len(refused) > sum(bool(page.lines or page.refused) for page in pages):
        raise Unreadable(_with_advice(WHY[max(refused, key=refused.count)]))
    faults = tuple(page.fault for page in pages if page.fault)
    if not any(page.lines for page in pages):
        raise RuntimeError(f"every page failed: {faults[0].error}") if faults else Unreadable(_with_advice(SCANNED))
    tables, remainder = tables_of([eyed.page for eyed in pages])
    text = text_of_pages([eyed.lines for eyed in pages])
    return Reading(NAME, tuple(tables), tuple(remainder), text, faults)


def _with_advice(reason: str) -> str:
    """Why a document is refused, and what would have it read."""
    return f"{reason}; of {tesseract.obstacle()}" if tesseract.obstacle() else f"{reason}; {ILLEGIBLE}"


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise Unreadable(LOCKED) from error
        raise Unreadable(f"de PDF is beschadigd of afgebroken ({error}); lever hem opnieuw aan") from error


def _page(page: pypdfium2.PdfPage, number: int) -> Eyed:
    """One page; where reading it fails, all its text is signalled and the other pages go on."""
    words, turned = page_text(page)
    try:
        return _eyed(page, number, words, turned)
    except (*FORESEEN, pypdfium2.PdfiumError):
        raise
    except Exception as error:
        lost = words or not is_blank(page)
        rest = [Remainder(_all(words), f"page {number}", Fate.SIGNALLED, FAILED)] if lost else []
        fault = Fault(f"{type(error).__name__}: {error}", f"{NAME}, pagina {number}", f"page {number}")
        return Eyed(Page(number, page.get_height(), (), (), tuple(rest)), [], fault=fault)


def _eyed(page: pypdfium2.PdfPage, number: int, words: Sequence[Word], turned: str) -> Eyed:
    """The tables and other lines of one page, and all its lines."""
    drawing = page_drawing(page)
    seen, unseen = sight(words, drawing.horizontal, View(page).frame, lambda: page_grounds(page))
    rest = [Remainder(turned, f"page {number}", Fate.IGNORED, "rotated text")] if has_digit(turned) else []
    refused = _refused(words, seen)
    if refused or not words or (len(words) <= MOST_STAMPED and is_covered(page)):
        recognised = _of_picture(page, number, () if refused else seen, refused)
        if recognised is not None:
            return recognised
    if refused or not (words or is_blank(page)):
        rest.append(Remainder(_all(words), f"page {number}", Fate.SIGNALLED, refused or PICTURE))
        return Eyed(Page(number, page.get_height(), (), (), tuple(rest)), [], refused)
    rest += [_named(word, number, Fate.IGNORED, reason) for word, reason in unseen if has_digit(word.text)]
    hidden = {id(word): word for word in seen if may_hide_figure(word)}
    rest += [_named(word, number, Fate.SIGNALLED, "font without Unicode") for word in hidden.values()]
    known = parted([word for word in seen if id(word) not in hidden], drawing.vertical)
    found, lines = _read(known, drawing, number, page.get_height())
    return Eyed(replace(found, rest=(*rest, *found.rest)), lines)


def _of_picture(page: pypdfium2.PdfPage, number: int, printed: Sequence[Word], refused: str) -> Eyed | None:
    """A page as recognised in its picture; None where that cannot be, or where that says hardly more than its text.

    A picture without a digit, of a page without text, is a photograph.
    """
    if is_blank(page) or tesseract.obstacle() or not _ocr.is_in_time():
        return None
    seen = _ocr.recognised(page)
    legible = seen.confidence >= _ocr.LEGIBLE and is_legible(seen.words)
    if not legible or len(seen.words) <= MORE * len(printed):
        empty = not (refused or printed or any(has_digit(word.text) for word in seen.words))
        return Eyed(Page(number, page.get_height(), (), ()), []) if empty else None
    found, lines = _read(seen.words, seen.drawing, number, seen.frame.bottom)
    return Eyed(replace(found, recognised=tuple(seen.words)), lines)


def _refused(words: Sequence[Word], seen: Sequence[Word]) -> str:
    """Why nothing of a page can be read; nothing where it can."""
    without_ink = [word.look for word in words].count(Look.INVISIBLE)
    if without_ink > HIDDEN * len(words):
        return "text of a scan"
    return "" if is_legible(seen) else "font without Unicode"


def _read(words: Sequence[Word], drawing: Drawing, number: int, height: float) -> tuple[Page, list[PageLine]]:
    """The tables and other lines among the words that are seen."""
    grids = [(cells, ruled(cells, words, number)) for cells in lattices(drawing)]
    drawn = [table for _, table in grids if table]
    frames = [[cell.box for cell in cells] for cells, table in grids if not table]
    free = without(words, drawn)
    doubtful = overprinted(free)
    rest = [
        _named(free[place], number, Fate.SIGNALLED, "overprinted")
        for place in sorted(doubtful)
        if has_digit(free[place].text)
    ]
    kept = [word for place, word in enumerate(free) if place not in doubtful or not has_digit(word.text)]
    lines = lines_of_page(kept, drawing.vertical)
    stretches = _stretches(lines, [table.box for table in drawn])
    tables = [*drawn, *(table for part in stretches for table in clustered(part, drawing, number, frames))]
    tables.sort(key=lambda table: (round(table.box.top), table.box.x0))
    found = Page(number, height, tuple(outside(lines, tables)), tuple(tables), tuple(rest))
    return found, lines if len(kept) == len(words) else lines_of_page(words, drawing.vertical)


def _stretches(lines: Sequence[PageLine], boxes: Sequence[Box]) -> list[list[PageLine]]:
    """The lines of a page, cut where a drawn table stands between them."""
    parts: list[list[PageLine]] = [[]]
    for line in lines:
        before = parts[-1][-1] if parts[-1] else None
        if before and any(before.box.middle < box.middle < line.box.middle for box in boxes):
            parts.append([])
        parts[-1].append(line)
    return [part for part in parts if part]


def _named(word: Word, number: int, fate: Fate, reason: str) -> Remainder:
    return Remainder(word.text, locator(number, hull([word.box])), fate, reason)


def _all(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)
