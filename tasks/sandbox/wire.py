"""A reading or a part of a page as JSON and back: the process that read it is trusted with text and numbers only."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import asdict
from typing import Any

from tasks.model import Cell, Clipping, Fate, Fault, Reading, Remainder, Table


def reading_as(reading: Reading) -> dict[str, Any]:
    """A reading in what JSON knows."""
    return asdict(reading)


def reading_of(said: dict[str, Any]) -> Reading:
    """The reading that was said."""
    return Reading(
        reader=str(said["reader"]),
        tables=tuple(_table(table) for table in said["tables"]),
        remainder=tuple(Remainder(**(rest | {"fate": Fate(rest["fate"])})) for rest in said["remainder"]),
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
    parts = {"cells": tuple(Cell(**cell) for cell in said["cells"]), "section": tuple(said["section"])}
    return Table(**(said | parts))
