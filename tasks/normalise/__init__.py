"""From tables to observations: what each printed figure means, with everything that was left unsure.

A document is some hundreds of cells: they are judged one by one, and become frames at the end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tasks.model import Document, Normalised, Proof, Reading, Table
from tasks.normalise.account import account, settle_fate
from tasks.normalise.doubts import doubt
from tasks.normalise.findings import findings
from tasks.normalise.grid import JudgedTable
from tasks.normalise.guard import Guard
from tasks.normalise.judging import judged_by_arithmetic
from tasks.normalise.measures import measure
from tasks.normalise.observations import Observed, observation_frame, observed
from tasks.normalise.places import of_own
from tasks.normalise.plausible import as_a_part, false_wholes
from tasks.normalise.scale import Scale, apply_scale, table_scales
from tasks.normalise.tables import judged
from tasks.normalise.unread_within import unread_spots, without_unread
from tasks.structure.blocks import named_above

__all__ = ["Settled", "framed", "normalise", "settled"]


@dataclass(frozen=True, slots=True)
class Settled:
    """The tables on which no step failed, by their number in the reading, with what was concluded of them."""

    guard: Guard
    tables: Mapping[int, JudgedTable]
    scales: Mapping[int, Scale]
    stated: Mapping[int, list[Observed]]


def normalise(document: Document, reading: Reading) -> Normalised:
    """The observations, findings and account of cells of one document."""
    reading = of_own(reading, document)
    return framed(document, reading, settled(document, reading))


def settled(document: Document, reading: Reading) -> Settled:
    """Every cell of every table with what it says; a table on which a step fails is left out."""
    guard = Guard(reading.tables)
    unread = unread_spots(reading)
    tables = guard.each(guard.tables, lambda table: without_unread(_measured(table, document), unread))
    scales = guard.together(tables, lambda some: _scales(some, document))
    scaled = {number: (tables[number], scale) for number, scale in scales.items()}
    stated = guard.each(scaled, lambda pair: _stated(*pair, document))
    in_order = sorted(stated, key=lambda number: guard.tables[number].table_id)
    return Settled(guard, tables, scales, {number: stated[number] for number in in_order})


def framed(document: Document, reading: Reading, found: Settled) -> Normalised:
    """What was settled as frames."""
    return found.guard.together(found.stated, lambda stated: _frames(document, reading, replace(found, stated=stated)))


def _measured(table: Table, document: Document) -> JudgedTable:
    known = judged(named_above(table), document)
    for cell in known.cells:
        measure(cell, document.year)
    judging = judged_by_arithmetic(known, document)
    return replace(known, judgement=judging.judgement, told=judging.told)


def _scales(tables: Mapping[int, JudgedTable], document: Document) -> dict[int, Scale]:
    return dict(zip(tables, table_scales(list(tables.values()), document.municipality), strict=True))


def _stated(table: JudgedTable, scale: Scale, document: Document) -> list[Observed]:
    for cell in table.cells:
        apply_scale(cell, scale)
        doubt(cell)
        settle_fate(cell)
    return observed(table, document)


def _frames(document: Document, reading: Reading, found: Settled) -> Normalised:
    """The frames; `false_wholes` looks at all that a document states at once."""
    stated = [one for lines in found.stated.values() for one in lines]
    tables = [found.tables[number] for number in found.stated]
    cells = [cell for table in tables for cell in table.cells]
    scales = [scale for number, scale in found.scales.items() if number in found.stated]
    small = false_wholes(stated, document.municipality)
    parts = set(map(id, small))
    observations = [as_a_part(one) if id(one) in parts else one for one in stated]
    lost = [table for number, table in found.guard.tables.items() if number not in found.stated]
    return Normalised(
        observation_frame(observations, document, reading),
        findings(document, reading, tables, observations, scales, small, [*reading.faults, *found.guard.faults]),
        account(document, reading, cells, lost),
        proof_of(tables),
    )


def proof_of(tables: Sequence[JudgedTable]) -> Proof:
    """How many of the money figures of some tables their own arithmetic proves."""
    found = [table.judgement for table in tables if table.judgement]
    return Proof(sum(each.money_proved for each in found), sum(each.money for each in found))
