"""Which reader reads a document.

A reader is a module of this package with `NAME`, `fits(data)` and `read(data)`; every module in the folder is
one, so that a new format takes one file. Readers of text also have `read_lines(lines)`: what the best of them
leaves unread is offered to the others, because one document may hold tables of several layouts.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Protocol, cast

from tasks.model import Fate, Reading, Table
from tasks.structure.lines import Line, lines_of

MAGIC = {
    b"%PDF": "PDF",
    b"PK\x03\x04": "ZIP (spreadsheet or Word)",
    b"\xd0\xcf\x11\xe0": "old Office",
    b"\x1f\x8b": "gzip",
}
PRINTED_CONTROLS = frozenset("\t\n\r\f\v")
MOST_CONTROLS = 0.1  # of a sample; more of them and it is no text
SAMPLE = 4096


class Unreadable(ValueError):
    """The bytes are no document that can be read; the message says why and what would be."""


class Reader(Protocol):
    """What every module of this package offers."""

    NAME: str

    def fits(self, data: bytes) -> float:
        """How well the bytes suit this reader: 0 not at all, 1 certainly."""

    def read(self, data: bytes) -> Reading:
        """The tables and the rest."""


class TextReader(Reader, Protocol):
    """A reader whose input is lines of text."""

    def read_lines(self, lines: Sequence[Line]) -> Reading:
        """The tables among these lines and the rest."""


@lru_cache(maxsize=2)  # every text reader asks for the same text when it says how well it fits
def text_of(data: bytes) -> str:
    """The bytes as text: UTF-8 with or without BOM, else Windows-1252.

    Raises:
        Unreadable: the bytes are no text.
    """
    if not data.strip():
        raise Unreadable("the file is empty")
    for magic, name in MAGIC.items():
        if data.startswith(magic):
            raise Unreadable(f"the file is binary ({name}), not text")
    if b"\x00" in data:
        raise Unreadable("the file is binary (it holds NUL bytes), not text")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    sample = text[:SAMPLE]
    controls = sum(character < " " and character not in PRINTED_CONTROLS for character in sample)
    if controls + sample.count("\ufffd") > MOST_CONTROLS * len(sample):
        raise Unreadable("the file is binary (mostly control characters), not text")
    return text


@cache
def readers() -> tuple[Reader, ...]:
    """The readers, in the order of their module names."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = (importlib.import_module(f"{__name__}.{name}") for name in names if not name.startswith("_"))
    return tuple(cast(Reader, module) for module in modules)


def read(data: bytes) -> Reading:
    """Read a document with the reader that fits it best.

    Raises:
        Unreadable: no reader knows this kind of bytes.
    """
    if not data.strip():
        raise Unreadable("the file is empty")
    fit, best = max(((reader.fits(data), reader) for reader in readers()), key=lambda pair: pair[0])
    if not fit:
        text_of(data)
        raise Unreadable("no reader fits this text")
    reading = best.read(data)
    if not hasattr(best, "read_lines"):
        return reading
    lines = lines_of(text_of(data))
    for other in readers():
        if other is not best and hasattr(other, "read_lines"):
            reading = _completed(reading, lines, cast(TextReader, other))
    return reading


def _completed(reading: Reading, lines: Sequence[Line], other: TextReader) -> Reading:
    """The reading with the tables that another reader finds where this one signalled unread rows."""
    unread = {rest.locator for rest in reading.remainder if rest.fate is Fate.SIGNALLED}
    if not unread:
        return reading
    taken = _locators(reading.tables)
    second = other.read_lines([line for line in lines if line.locator not in taken])
    found = tuple(table for table in second.tables if unread & _locators([table]))
    if not found:
        return reading
    read_now = _locators(found)
    return Reading(
        reader=f"{reading.reader}+{second.reader}",
        tables=_in_reading_order((*reading.tables, *found)),
        remainder=tuple(rest for rest in reading.remainder if rest.locator not in read_now),
    )


def _locators(tables: Iterable[Table]) -> set[str]:
    return {cell.locator for table in tables for cell in table.cells}


def _in_reading_order(tables: Iterable[Table]) -> tuple[Table, ...]:
    ordered = sorted(tables, key=lambda table: min(int(cell.locator.split()[1]) for cell in table.cells))
    return tuple(replace(table, table_id=f"T{number:02d}") for number, table in enumerate(ordered, start=1))
