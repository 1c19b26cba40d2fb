"""Rows of one name that stand there twice: 'Loonkosten begroot (na wijziging)', 'Loonkosten realisatie'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tasks.language import phrase
from tasks.normalise.defaults import PLANNED
from tasks.normalise.labels import Row

Name = tuple[str, ...]  # the words of a label that say no stand


def with_stands(rows: Sequence[Row]) -> list[Row]:
    """The rows, with the stand that tells one from another of the same name: budgeted, and realised."""
    named: dict[Name, set[str]] = {}
    for row in rows:
        name, scenario = _told(row)
        if name and scenario:
            named.setdefault(name, set()).add(scenario)
    paired = {name for name, stands in named.items() if "realisatie" in stands and stands & PLANNED}
    return [replace(row, scenario=_told(row)[1]) if _told(row)[0] in paired else row for row in rows]


def _told(row: Row) -> tuple[Name, str | None]:
    said = phrase(row.path[-1] if row.path else "", "label")
    return tuple(word.casefold() for word in said.rest), said.scenario
