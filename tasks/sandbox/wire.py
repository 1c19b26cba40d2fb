"""A reading or a part of a page as JSON and back: the process that read it is trusted with text and numbers only."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from operator import attrgetter
from typing import Any

from tasks.model import Cell, Clipping, Fate, Fault, Reading, Remainder, Table

OF_TABLE = tuple(field.name for field in fields(Table) if field.name != "cells")
# Their values alone, in the order of the fields: their names would be said again for each of a hundred thousand cells.
_values_of_cell = attrgetter(*(field.name for field in fields(Cell)))
_values_of_rest = attrgetter(*(field.name for field in fields(Remainder)))


def reading_as(reading: Reading) -> Iterator[dict[str, Any]]:
    """A reading in parts that JSON knows, all but its tables first, so that it is never whole twice."""
    yield {
        "reader": reading.reader,
        "remainder": [_values_of_rest(rest) for rest in reading.remainder],
        "text": reading.text,
        "faults": [asdict(fault) for fault in reading.faults],
        "fits": reading.fits,
    }
    for table in reading.tables:
        own = {name: getattr(table, name) for name in OF_TABLE}
        yield own | {"cells": [_values_of_cell(cell) for cell in table.cells]}


def reading_of(parts: Iterable[dict[str, Any]]) -> Reading:
    """The reading that was said in these parts; each is taken by itself, so that it may be made then."""
    tables = iter(parts)
    said = next(tables)
    return Reading(
        reader=str(said["reader"]),
        tables=tuple(map(_table, tables)),
        remainder=tuple(
            Remainder(text, at, fate and Fate(fate), reason) for text, at, fate, reason in said["remainder"]
        ),
        text=str(said["text"]),
        faults=tuple(Fault(**fault) for fault in said["faults"]),
        fits=tuple((str(name), float(fit)) for name, fit in said["fits"]),
    )


def clipping_as(made: Clipping) -> dict[str, Any]:
    """A part of a page in what JSON knows."""
    return made._asdict() | {"grey": b64encode(made.grey).decode()}


def clipping_of(said: dict[str, Any]) -> Clipping:
    """The part of a page that was said.

    Raises:
        ValueError: It has other pixels than it says.
    """
    width, height, stride = (int(said[name]) for name in ("width", "height", "stride"))
    grey = b64decode(said["grey"], validate=True)
    if not (0 < width <= stride and height > 0 and len(grey) == stride * height):
        raise ValueError("a picture with other pixels than it says")
    box = tuple(float(edge) for edge in said["box"])
    return Clipping(width, height, stride, grey, str(said["text"]), bool(said["has_picture"]), box)


def _table(said: dict[str, Any]) -> Table:
    parts = {"cells": tuple(Cell(*cell) for cell in said["cells"]), "section": tuple(said["section"])}
    return Table(**(said | parts))
