"""Word documents: paragraphs and tables in reading order, merged cells once, tables in cells after or inside them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from tasks.language.lines import begins_with, behind
from tasks.model import Fate, Reading, Remainder, Unreadable
from tasks.structure.flow import Item, Paragraph, reading_of
from tasks.structure.office.packages import checked, kind_of, why_damaged
from tasks.structure.office.word_tables import blocks, boxes_in, grid_of, inner_blocks, is_layout, nested_in
from tasks.structure.office.word_text import W, boxes, text_of_paragraph, unseen_texts

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

NAME = "docx"
CERTAINTY = 0.95
TABLE, PARAGRAPH = f"{W}tbl", f"{W}p"
OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"
NO_TABLE = ("Equation", "Visio", "PBrush", "MSPhotoEd", "Package", "AcroExch")  # formulas, drawings, pictures
ASIDE = {"footnotes": "footnote", "endnotes": "footnote", "header": "page header", "footer": "page footer"}


def fits(data: bytes) -> float:
    """Whether the bytes are a package with a Word document."""
    return CERTAINTY if kind_of(data) == "docx" else 0.0


def read(data: bytes) -> Reading:
    """The tables of a Word document, in reading order.

    Raises:
        Unreadable: the package is damaged, encrypted or a bomb.
    """
    import docx

    try:
        checked(data).close()
        document = docx.Document(io.BytesIO(data))
        reading = reading_of(NAME, list(_Walk(document).items()))
        return replace(reading, remainder=(*reading.remainder, *_embedded(document)))
    except (Unreadable, MemoryError, RecursionError):
        raise
    except Exception as error:  # the library raises whatever it stumbles over: KeyError, ValueError, BadZipFile …
        raise Unreadable(f"het Word-bestand is beschadigd of onvolledig ({why_damaged(error)})") from error


class _Walk:
    """A walk through the document, which counts paragraphs and tables for their places."""

    def __init__(self, document: WordDocument) -> None:
        self._document = document
        self._levels = {style.style_id: _level(style.element, style.name or "") for style in document.styles}
        self._paragraphs = 0

    def items(self) -> Iterator[Item]:
        yield from self._blocks(self._document.element.body, "")
        yield from self._asides()
        for text, reason in unseen_texts(self._document.element.body):
            yield Paragraph(text, "body", reason=reason)

    def _blocks(self, parent: etree._Element, place: str) -> Iterator[Item]:
        tables = 0
        for block in blocks(parent):
            if block.tag == TABLE:
                tables += 1
                yield from self._table(block, f"{place}table {tables}")
            elif block.tag == PARAGRAPH:
                yield from self._paragraph(block)
                for number, box in enumerate(boxes(block), start=1):
                    yield from self._blocks(box, f"paragraph {self._paragraphs} box {number} ")

    def _table(self, table: etree._Element, place: str) -> Iterator[Item]:
        if is_layout(table):
            for inner, where in inner_blocks(table, place):
                yield from self._blocks(inner, f"{where} ")
            return
        yield grid_of(table, place)
        for nested, where in nested_in(table, place):
            yield from self._table(nested, where)
        for box, where in boxes_in(table, place):
            yield from self._blocks(box, f"{where} ")

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Paragraph]:
        self._paragraphs += 1
        if text := text_of_paragraph(paragraph):
            yield Paragraph(text, f"paragraph {self._paragraphs}", self._level_of(paragraph))

    def _level_of(self, paragraph: etree._Element) -> int:
        own = paragraph.find(f"{W}pPr/{W}outlineLvl")
        if own is not None:
            return _outline(own)
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return self._levels.get(style.get(f"{W}val", ""), 0) if style is not None else 0

    def _asides(self) -> Iterator[Paragraph]:
        """Footnotes and what is printed on every page: parts of their own."""
        for name, relation in sorted(self._document.part.rels.items()):
            reason = ASIDE.get(relation.reltype.rsplit("/", 1)[-1], "")
            if not reason or relation.is_external:
                continue
            root = etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
            for number, paragraph in enumerate(root.iter(PARAGRAPH), start=1):
                if text := text_of_paragraph(paragraph):
                    yield Paragraph(text, f"{reason.replace(' ', '-')} {name}.{number}", reason=reason)


def _embedded(document: WordDocument) -> Iterator[Remainder]:
    """What a program of its own prints in the document: a sheet or a page that nobody can read from here."""
    body = document.element.body
    places = [(each.get("ProgID", ""), "embedded object") for each in body.iter(OLE)]
    places += [("een ander document", "embedded document") for _ in body.iter(f"{W}altChunk")]
    for number, (what, reason) in enumerate(places, start=1):
        if not what.startswith(NO_TABLE):
            yield Remainder(
                f"{what} als ingesloten onderdeel {number}", f"body object {number}", Fate.SIGNALLED, reason
            )


def _level(style: etree._Element, name: str) -> int:
    """The level of a heading style: as it says, or by its name, in Dutch or English."""
    outline = style.find(f"{W}pPr/{W}outlineLvl")
    if outline is not None:
        return _outline(outline)
    if not begins_with(name, "style"):
        return 0
    level = behind(name, "style").lstrip()[:1]
    return int(level) if level.isdecimal() else 1


def _outline(element: etree._Element) -> int:
    """Levels count from 0; 9 is running text."""
    value = element.get(f"{W}val", "9")
    return int(value) + 1 if value.isdecimal() and int(value) < 9 else 0
