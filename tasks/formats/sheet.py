"""Spreadsheets (XLSX and ODS): what a person sees in the cells, with the values that were last computed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from zipfile import ZipFile

from lxml import etree

from tasks.limits import AREA, CELLS
from tasks.model import Fate, Reading, Remainder, Unreadable
from tasks.structure.flow import Item, Paragraph, reading_of
from tasks.structure.office.formulas import formulas_in, sheet_parts
from tasks.structure.office.opendocument import sheets_of
from tasks.structure.office.packages import checked, kind_of, why_damaged
from tasks.structure.office.sheets import items_of
from tasks.structure.office.workbooks import workbook_sheet
from tasks.structure.printed import as_printed
from tasks.structure.unsure import UNCOMPUTED

NAME = "sheet"
CERTAINTY = 0.95
SHEETS = re.compile(r"^xl/worksheets/[^/]+\.xml$")
CELL = re.compile(rb"<(?:\w+:)?c[\s>]")
MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s+ref=["']([A-Z]+\d+:[A-Z]+\d+)["']""")
PLACELESS = re.compile(
    rb"<(?:\w+:)?c(?:\s+(?!r=)[\w:]+=\"[^\"]*\")*\s*><f\b[^>]*+(?:(?<=/)>|>[^<]*+</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)
DRAWINGS = re.compile(r"^xl/drawings/[^/]+\.xml$")
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def fits(data: bytes) -> float:
    """Whether the bytes are a package with a spreadsheet."""
    return CERTAINTY if kind_of(data) in {"xlsx", "ods"} else 0.0


def read(data: bytes) -> Reading:
    """The tables of all sheets, in their order.

    Raises:
        Unreadable: the package is damaged, encrypted or a bomb.
    """
    try:
        with checked(data) as package:
            items, uncomputed = _ods(package) if kind_of(data) == "ods" else _xlsx(package, data)
        reading = reading_of(NAME, items)
        return replace(reading, remainder=(*reading.remainder, *uncomputed))
    except (Unreadable, MemoryError, RecursionError):
        raise
    except Exception as error:  # the libraries raise whatever they stumble over: KeyError, ValueError, ParseError …
        raise Unreadable(f"het rekenblad is beschadigd of onvolledig ({why_damaged(error)})") from error


def _ods(package: ZipFile) -> tuple[list[Item], list[Remainder]]:
    with package.open("content.xml") as content:
        return [item for sheet in sheets_of(content) for item in items_of(sheet)], []


def _xlsx(package: ZipFile, data: bytes) -> tuple[list[Item], list[Remainder]]:
    import openpyxl

    parts = {name: package.read(name) for name in package.namelist() if SHEETS.match(name)}
    if sum(len(CELL.findall(part)) for part in parts.values()) > CELLS:
        raise Unreadable(f"het rekenblad heeft meer dan {CELLS} cellen")
    merged = [openpyxl.utils.range_boundaries(ref.decode()) for part in parts.values() for ref in MERGED.findall(part)]
    if sum((right - left + 1) * (bottom - top + 1) for left, top, right, bottom in merged) > AREA:
        raise Unreadable(f"samengevoegde cellen beslaan meer dan {AREA} cellen")
    placeless = [
        Remainder(f"{count} formules zonder berekende waarde", name, Fate.SIGNALLED, UNCOMPUTED)
        for name, part in parts.items()
        if (count := len(PLACELESS.findall(part)))
    ]
    workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=True, rich_text=True)
    sheets, recompute = sheet_parts(package)
    items: list[Item] = list(_title(workbook))
    for source in workbook.worksheets:
        formulas = formulas_in(parts.get(sheets.get(source.title, ""), b""))
        items += items_of(workbook_sheet(source, formulas, recompute))
    return [*items, *_drawn(package)], placeless


def _drawn(package: ZipFile) -> Iterator[Paragraph]:
    """The text of boxes drawn over the sheets."""
    for name in package.namelist():
        if not DRAWINGS.match(name):
            continue
        root = etree.fromstring(package.read(name), etree.XMLParser(resolve_entities=False, no_network=True))
        for number, paragraph in enumerate(root.iter(f"{DRAWING}p"), start=1):
            if text := as_printed("".join(piece.text or "" for piece in paragraph.iter(f"{DRAWING}t"))):
                yield Paragraph(text, f"{name} paragraph {number}")


def _title(workbook: Any) -> Iterator[Paragraph]:
    if title := as_printed(workbook.properties.title or ""):
        yield Paragraph(title, "title of the workbook", reason="document title")
