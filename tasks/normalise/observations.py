"""The observations of a document: its observed cells with what they mean, as a frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from tasks.frames import OBSERVATIONS, of_document
from tasks.model import Document, Ground, Reading, stable_id
from tasks.normalise.grid import UNTOLD, Judged, JudgedTable
from tasks.normalise.sign import standard_values
from tasks.normalise.vocabulary import Line, Meaning, meanings


@dataclass(frozen=True, slots=True)
class Observed:
    """An observed cell with its domain and concept, and its value in the convention of signs."""

    cell: Judged
    meaning: Meaning
    standard: Decimal | None
    score: float | None = None  # how alike the names are, where the concept rests on that

    @property
    def row_label(self) -> str:
        """The label path as printed."""
        return " > ".join(self.cell.row.path)


def observed(table: JudgedTable, document: Document) -> list[Observed]:
    """The observations of one table."""
    cells = [cell for cell in table.cells if cell.observed]
    lines = [asked(cell) for cell in cells]
    meant = meanings(table.facts.table_title, table.facts.section, lines, document)
    return [
        Observed(cell, meant[line], standard)
        for cell, line, standard in zip(cells, lines, standard_values(cells), strict=True)
    ]


def asked(cell: Judged) -> Line:
    """What a cell is about: the labels of its row, the subject of its column, and its metric."""
    row, column = cell.row, cell.column
    about = row.path[:-1] if cell.table.rows_scenario and row.scenario is not None else row.path
    if row.coded and about:
        about = (*about[:-1], f"Taakveld {about[-1]}")
    # baten, lasten and saldo of one and the same reserve
    side = column.metric if row.overrules and column.metric != row.metric else None
    subject = column.subject if column.subject is not None else side
    return ((*about, subject) if subject else about) or ("",), cell.metric


def observation_frame(observations: Sequence[Observed], document: Document, reading: Reading) -> pl.DataFrame:
    """The frame of `OBSERVATIONS`, each with an id made of its parts."""
    lines = (observation_line(found, document, reading) for found in observations)
    return of_document(document.document_id, OBSERVATIONS, lines)


def observation_line(found: Observed, document: Document, reading: Reading) -> tuple[object, ...]:
    """One line of `OBSERVATIONS`, without its document."""
    judged, cell, meaning = found.cell, found.cell.cell, found.meaning
    table_id, metric, concept = judged.table.table_id, judged.metric, meaning.concept
    what = (metric, judged.scenario, judged.period, judged.value, judged.unit, concept)
    return (
        stable_id(document.document_id, table_id, cell.row, cell.column, *what),
        table_id,
        judged.table.table_title,
        found.row_label,
        judged.column.label,
        metric,
        judged.scenario,
        judged.period,
        judged.value,
        found.standard,
        judged.unit,
        meaning.domain,
        concept,
        judged.row.is_total,
        judged.scale,
        judged.mark,
        cell.printed or cell.text,
        cell.locator,
        cell.row,
        cell.column,
        reading.reader,
        *grounds(found),
        found.score,
        judged.doubt,
        (Ground.PRINTED if cell.confidence is None else Ground.OCR).value,
        None if cell.confidence is None else cell.confidence / 100,
    )


def grounds(found: Observed) -> Iterator[str | None]:
    """The ground of each conclusion; None where something was concluded and no ground of the figure is told."""
    judged, said = found.cell, found.cell.grounds
    concluded = (judged.scenario, judged.period, judged.metric, judged.unit, judged.scale)
    stated = (said.scenario, said.period, said.metric, said.unit, said.scale)
    for what, ground in zip(concluded, stated, strict=True):
        yield None if said == UNTOLD and what else ground.value
    yield concept_ground(found).value


def concept_ground(found: Observed) -> Ground:
    """What the concept rests on: a label that no vocabulary knows is its own concept, and rests on nothing."""
    if found.cell.grounds.concept is not Ground.NONE:
        return found.cell.grounds.concept
    if found.score is not None:
        return Ground.VOCABULARY
    return Ground.NONE if "/" in found.meaning.concept else Ground.PRINTED
