"""Which reader reads a document.

A reader is a module of this package with `NAME`, `fits(data)` and `read(data)`; every module in the folder is
one, so that a new format takes one file; the name of a file says nothing, its bytes do. Readers of text also have
`read_lines(lines)`: one document may hold tables of several layouts. The one that fits best reads first, what it leaves
unread is offered to the others, and the tables that words and figures make (`text_lines`) are weighed against all.
Documents of others are read through `tasks.sandbox.read`, in a process of its own.
"""

from __future__ import annotations

import codecs
import importlib
import pkgutil
import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, lru_cache, partial
from typing import Protocol, cast

from tasks import language
from tasks.language.documents import glanced
from tasks.limits import LINE
from tasks.model import Fate, Fault, Reading, Unreadable
from tasks.structure.fates import rests
from tasks.structure.layout import layout_of
from tasks.structure.lines import Line, lines_of
from tasks.tables.arbiter import better, in_reading_order, locators
from tasks.tables.shifted import mended
from tasks.tables.weighing import headed

MAGIC = {
    b"%PDF": "een PDF-bestand waaruit niets te lezen is",
    b"PK\x03\x04": "een ZIP-bestand zonder (heel) Word-bestand of rekenblad: beschadigd of van een andere soort",
    b"PK\x05\x06": "een leeg ZIP-bestand",
    b"\xd0\xcf\x11\xe0": "een oud of versleuteld Office-bestand: bewaar het zonder wachtwoord als .xlsx of .docx",
    b"\x1f\x8b": "een gzip-bestand: pak het eerst uit",
    b"\x89PNG": "een afbeelding (PNG), geen document",
    b"\xff\xd8\xff": "een afbeelding (JPEG), geen document",
    b"{\\rtf": "een RTF-bestand: bewaar het als .docx",
}
LIBRARIES = {b"PK": ("openpyxl", "docx")}  # by how bytes begin
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # what Excel writes as 'Unicode text'
PRINTED_CONTROLS = frozenset("\t\n\r\f\v")
MOST_CONTROLS = 0.1  # of a sample; more of them and it is no text
SAMPLE = 4096
LAYOUT_CERTAINTY = 0.8  # a format that says what it is by its first bytes is surer than a look at the layout


USUAL = """Jaarstukken 2024

Programma Sociaal Domein
Bedragen x € 1.000
Taakveld\tBegroting 2024\tBegroting na wijziging 2024\tRealisatie 2024\tVerschil
6.71a Huishoudelijke hulp (Wmo)\t1.000\t1.100\t1.050\t50 V
6.72a Jeugdhulp\t2.000\t2.100\t2.250\t-150 N
Totaal lasten\t3.000\t3.200\t3.300\t-100 N

Programma Sociaal Domein
Bedragen x € 1.000
Begroting 2024
Rekening 2024
Lasten
1.000
1.050
Saldo
-600
-550
"""

FORESEEN = (Unreadable, MemoryError, RecursionError)  # what the bytes of a document bring about themselves


class Named(Protocol):
    """What has a name to be blamed by."""

    NAME: str


class Reader(Protocol):
    """What every module of this package offers."""

    NAME: str

    def fits(self, data: bytes) -> float:
        """How well the bytes suit this reader: 0 not at all, 1 certainly."""

    def read(self, data: bytes) -> Reading:
        """The tables and the rest."""


class TextReader(Reader, Protocol):
    """A reader whose input is lines of text."""

    COMPETES: bool  # its tables are weighed against those of the others
    ONLY_WHERE_IT_FITS: bool  # other texts are not given to it

    def read_lines(self, lines: Sequence[Line]) -> Reading:
        """The tables among these lines and the rest."""

    def may_read(self, line: Line) -> bool:
        """Whether a line, by itself, can be a row of such a table."""


@lru_cache(maxsize=2)  # every text reader asks for the same text when it says how well it fits
def text_of(data: bytes) -> str:
    """The bytes as text: UTF-8 with or without BOM, else Windows-1252.

    Raises:
        Unreadable: the bytes are no text.
    """
    if not data.strip():
        raise Unreadable("het bestand is leeg")
    for magic, name in MAGIC.items():
        if data.startswith(magic):
            raise Unreadable(f"het bestand is {name}")
    if b"\x00" in data and not data.startswith(UTF16):
        raise Unreadable("het bestand is geen tekst: het bevat NUL-bytes")
    if max(map(len, data.splitlines())) > LINE:
        raise Unreadable(f"een regel is langer dan {LINE} tekens: dat heeft geen document")
    try:
        text = data.decode("utf-16" if data.startswith(UTF16) else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if not text.strip():
        raise Unreadable("het bestand is leeg")
    sample = text[:SAMPLE]
    controls = sum(character < " " and character not in PRINTED_CONTROLS for character in sample)
    if controls + sample.count("\ufffd") > MOST_CONTROLS * len(sample):
        raise Unreadable("het bestand is geen tekst: het bestaat grotendeels uit stuurtekens")
    return text


def share_of_layout(data: bytes, layout: str) -> float | None:
    """How much of the figures of a text stands in a layout, as certain as a look at it is; None where it is no text."""
    try:
        found = layout_of(text_of(data))
    except Unreadable:
        return None
    return LAYOUT_CERTAINTY * found.share(getattr(found, layout)) if found else None


def load_for(head: bytes) -> None:
    """Load what is needed only for documents that begin so: it takes as long as reading ten texts."""
    for library in LIBRARIES.get(head[:2], ()):
        importlib.import_module(library)


@cache
def readers() -> tuple[Reader, ...]:
    """The readers, in the order of their module names."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = (importlib.import_module(f"{__name__}.{name}") for name in names if not name.startswith("_"))
    return tuple(cast(Reader, module) for module in modules)


def warm() -> None:
    """Load what reading needs, by reading a usual text: of what is loaded later, each reader would load its own."""
    readers()
    language.warm()
    read(USUAL.encode())


def read(data: bytes) -> Reading:
    """Read a document with the reader that fits it best.

    Raises:
        Unreadable: no reader knows this kind of bytes.
    """
    if not data.strip():
        raise Unreadable("het bestand is leeg")
    fits = sorted(((reader.fits(data), reader) for reader in readers()), key=lambda pair: -pair[0])
    fitting = [reader for fit, reader in fits if fit]
    if not fitting:
        text_of(data)
        raise Unreadable("het bestand is XML of opmaak waarin geen lezer een document herkent")
    of_text = hasattr(fitting[0], "read_lines")
    reading = _of_text(data, fits) if of_text else fitting[0].read(data)
    return replace(reading, fits=tuple((reader.NAME, fit) for fit, reader in fits))


def _of_text(data: bytes, fits: Sequence[tuple[float, Reader]]) -> Reading:
    """A text by its layout, and by what its words and figures prove: the better of both, table by table.

    A reader that fails costs only what it would read.
    """
    faults: list[Fault] = []
    lines = lines_of(text_of(data))
    known = [(fit, cast(TextReader, reader)) for fit, reader in fits if hasattr(reader, "read_lines")]
    of_text = [reader for fit, reader in known if fit or not reader.ONLY_WHERE_IT_FITS]
    placed = Reading("", (), ())
    for reader in (one for one in of_text if not one.COMPETES):
        placed = _tried(partial(_completed, placed, lines, reader), reader, faults) or placed
    for reader in (one for one in of_text if one.COMPETES):
        placed = _tried(partial(_weighed, placed, lines, reader), reader, faults) or placed
    if not placed.reader:  # none of them could
        placed = replace(placed, remainder=rests(lines))
    return replace(placed, text=text_of(data), faults=tuple(faults))


def _tried(read: Callable[[], Reading], reader: TextReader, faults: list[Fault]) -> Reading | None:
    """What a reader gives, or a fault where it fails."""
    try:
        return read()
    except FORESEEN:
        raise
    except Exception as error:
        faults.append(_fault(reader, error))
        return None


def _weighed(placed: Reading, lines: Sequence[Line], other: TextReader) -> Reading:
    """The reading by places, with the tables of the other where the evidence is for these."""
    second = other.read_lines(lines)
    if not placed.tables:
        return second
    weighed = better(placed, second, lines, glanced(line.text for line in lines))
    return replace(weighed, tables=tuple(headed(mended(table), lines) for table in weighed.tables))


def _fault(reader: Named, error: Exception) -> Fault:
    where = traceback.extract_tb(error.__traceback__)[-1]
    return Fault(f"{type(error).__name__}: {error} ({where.filename}:{where.lineno})", reader.NAME)


def _completed(reading: Reading, lines: Sequence[Line], other: TextReader) -> Reading:
    """The reading with the tables that another finds where this one signalled unread rows; the first reads all."""
    unread = {rest.locator for rest in reading.remainder if rest.fate is Fate.SIGNALLED}
    if not reading.reader:
        return other.read_lines(lines)
    if not any(other.may_read(line) for line in lines if line.locator in unread):
        return reading
    taken = locators(reading.tables)
    second = other.read_lines([line for line in lines if line.locator not in taken])
    found = tuple(table for table in second.tables if unread & locators([table]))
    if not found:
        return reading
    read_now = locators(found)
    return replace(
        reading,
        reader=f"{reading.reader}+{second.reader}",
        tables=in_reading_order((*reading.tables, *found)),
        remainder=tuple(rest for rest in reading.remainder if rest.locator not in read_now),
    )
