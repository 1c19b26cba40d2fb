"""A reading as JSON and back: the process that read it is not trusted with more than text and numbers."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from tasks.model import Cell, Fate, Fault, Reading, Remainder, Table


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


def _table(said: dict[str, Any]) -> Table:
    parts = {"cells": tuple(Cell(**cell) for cell in said["cells"]), "section": tuple(said["section"])}
    return Table(**(said | parts))
