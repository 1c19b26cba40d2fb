"""From tables to observations: what each printed figure means, with everything that was left unsure.

A document is some hundreds of cells: they are judged one by one, and become frames at the end. Those of a long one
become frames in parts, each of which may go its way before the next is made: a cell as it is judged takes more room
than anything else of a document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from tasks.frames import NOTHING, joined
from tasks.model import Document, Normalised, Proof, Reading, Table
from tasks.normalise.account import account, settle_fate
from tasks.normalise.doubts import doubt
from tasks.normalise.findings import Line, findings, of_tables
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

__all__ = ["Settled", "framed", "in_parts", "normalise", "settled"]

CELLS_AT_ONCE = 4_000  # of tables that become frames together; most documents have fewer


@dataclass(frozen=True, slots=True)
class Settled:
    """The tables on which no step failed, by their number in the reading, with all but what their figures state."""

    guard: Guard
    tables: dict[int, JudgedTable]
    scales: Mapping[int, Scale]


class Stated(NamedTuple):
    """What some tables of a document state; `findings` are put in their order when all are known."""

    frames: Normalised
    findings: list[Line]


def normalise(document: Document, reading: Reading) -> Normalised:
    """The observations, findings and account of cells of one document."""
    return joined(in_parts(document, reading))


def in_parts(document: Document, reading: Reading) -> Iterator[Normalised]:
    """The same in parts, of some tables each, and the findings with the last."""
    reading = of_own(reading, document)
    yield from framed(document, reading, settled(document, reading))


def settled(document: Document, reading: Reading) -> Settled:
    """Every table with what is known of its cells, and its scale; a table on which a step fails is left out."""
    guard = Guard(reading.tables)
    unread = unread_spots(reading)
    tables = guard.each(guard.tables, lambda table: without_unread(_measured(table, document), unread))
    scales = guard.together(tables, lambda some: _scales(some, document))
    in_order = sorted(scales, key=lambda number: guard.tables[number].table_id)
    return Settled(guard, {number: tables[number] for number in in_order}, scales)


def framed(document: Document, reading: Reading, found: Settled) -> Iterator[Normalised]:
    """What the figures state, in parts; each table is let go of, and is no longer found, when its part is made."""
    guard, lines = found.guard, list[Line]()
    for some in _some_at_once(found.tables):
        stated = _stated_by(document, reading, found, some)
        lines += stated.findings
        yield stated.frames
    failed = {fault.table_id for fault in guard.faults}
    lost = [table for table in guard.tables.values() if table.table_id in failed]
    scales = [scale for scale in found.scales.values() if scale.table.table_id not in failed]
    yield replace(NOTHING, cells=account(document, [], lost, reading.remainder), proof=Proof(0, 0))
    told = findings(document, reading, lines, scales, [*reading.faults, *guard.faults])
    yield from (replace(NOTHING, findings=some) for some in told.iter_slices(CELLS_AT_ONCE))


def _some_at_once(tables: dict[int, JudgedTable]) -> Iterator[dict[int, JudgedTable]]:
    """The tables, some at a time and in their order; those that are given are no longer kept."""
    some: dict[int, JudgedTable] = {}
    cells = 0
    for number in list(tables):
        some[number] = tables.pop(number)
        cells += len(some[number].cells)
        if cells >= CELLS_AT_ONCE:
            yield some
            some, cells = {}, 0
    if some:
        yield some


def _stated_by(document: Document, reading: Reading, found: Settled, tables: Mapping[int, JudgedTable]) -> Stated:
    scaled = {number: (table, found.scales[number]) for number, table in tables.items()}
    stated = found.guard.each(scaled, lambda pair: _stated(*pair, document))
    return found.guard.together(
        stated, lambda some: _frames(document, reading, [tables[number] for number in some], list(some.values()))
    )


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


def _frames(
    document: Document, reading: Reading, tables: Sequence[JudgedTable], stated: Sequence[Sequence[Observed]]
) -> Stated:
    """The frames of some tables; `false_wholes` looks at all that a table states at once."""
    all_stated = [one for lines in stated for one in lines]
    small = false_wholes(all_stated, document.municipality)
    parts = set(map(id, small))
    observations = [as_a_part(one) if id(one) in parts else one for one in all_stated]
    cells = [cell for table in tables for cell in table.cells]
    figures, every_cell = observation_frame(observations, document, reading), account(document, cells)
    frames = replace(NOTHING, observations=figures, cells=every_cell, proof=proof_of(tables))
    return Stated(frames, of_tables(document, tables, observations, small))


def proof_of(tables: Sequence[JudgedTable]) -> Proof:
    """How many of the money figures of some tables their own arithmetic proves."""
    found = [table.judgement for table in tables if table.judgement]
    return Proof(sum(each.money_proved for each in found), sum(each.money for each in found))
