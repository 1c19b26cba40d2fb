"""The tables of a document as the workbench shows them: what was settled, cell by cell, and what columns share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import polars as pl

from tasks.language.figures import Worth, worth_of
from tasks.model import Ground, Reading, Table
from tasks.normalise import Settled
from tasks.normalise.grid import Judged, JudgedTable, region
from tasks.structure.heading_paths import heading_paths
from tasks.workbench.model import FIELDS, Agreed, CellView, Conclusion, LineView, Spoken, TableView
from tasks.workbench.verdicts import verdicts_of
from tasks.workbench.words import around_spoken, heading_spoken, spoken

Figures = Mapping[tuple[str, int, int], Mapping[str, Any]]
SHOWN_ELSEWHERE = {"table_id", "table_title", "section", "column", "row", "label", "path"}
NOTHING = Worth()._asdict()


def printed_tables(reading: Reading) -> tuple[TableView, ...]:
    """The tables as they were read, without what follows from knowing what the document is."""
    return tuple(_view(table, tuple(_printed(table))) for table in reading.tables)


def table_views(found: Settled, observations: pl.DataFrame) -> tuple[TableView, ...]:
    """Every table with what was concluded in it, in reading order; of one that failed only what was printed."""
    figures = {(row["table_id"], row["row"], row["column"]): row for row in observations.iter_rows(named=True)}
    faults = {fault.table_id: fault for fault in found.guard.faults}
    return tuple(
        _view(table, tuple(_printed(table)), fault=faults[table.table_id].error)
        if table.table_id in faults
        else _settled(table, found, number, figures)
        for number, table in found.guard.tables.items()
    )


def _settled(table: Table, found: Settled, number: int, figures: Figures) -> TableView:
    known, scale = found.tables[number], found.scales[number]
    cells = tuple(_concluded(cell, figures) for cell in known.cells)
    told = {"scale": scale.factor, "scale_ground": scale.ground, "scale_evidence": scale.evidence}
    facts = _facts(known.facts) | told
    verdict = known.judgement
    return _view(
        table,
        cells,
        facts={name: value for name, value in facts.items() if value is not None},
        spoken=around_spoken(table.title, table.note),
        columns=tuple(_columns(table, known, cells)),
        rows=tuple(_rows(known, cells)),
        verdicts=verdicts_of(verdict) if verdict else (),
        money=verdict.money if verdict else 0,
        money_proved=verdict.money_proved if verdict else 0,
    )


def _view(table: Table, cells: tuple[CellView, ...], **more: Any) -> TableView:
    return TableView(
        table.table_id, table.title, table.note, table.section, table.heading_rows, table.label_columns, cells, **more
    )


def _printed(table: Table) -> Iterable[CellView]:
    for cell in table.cells:
        place = (table.table_id, cell.row, cell.column, cell.row_span, cell.column_span, cell.text, cell.locator)
        yield CellView(*place, region(table, cell.row, cell.column), _worth(worth_of(cell.text)))


def _concluded(judged: Judged, figures: Figures) -> CellView:
    cell, table_id = judged.cell, judged.table.table_id
    figure = figures.get((table_id, cell.row, cell.column))
    return CellView(
        table_id,
        cell.row,
        cell.column,
        cell.row_span,
        cell.column_span,
        cell.text,
        cell.locator,
        judged.region,
        _worth(judged.worth),
        tuple(_conclusions(judged, figure)),
        judged.fate,
        judged.reason,
        judged.doubt,
        figure,
    )


def _worth(worth: Worth) -> dict[str, object]:
    """What a text is worth, as far as it is worth anything."""
    return {name: value for name, value in worth._asdict().items() if value != NOTHING[name]}


def _conclusions(judged: Judged, figure: Mapping[str, Any] | None) -> Iterable[Conclusion]:
    """What is concluded of a figure, with its grounds: as it would be loaded, corrections and all."""
    if figure is None:
        return
    for name in FIELDS:
        ground = figure.get(f"{name}_ground") or getattr(judged.grounds, name)
        yield Conclusion(name, figure[name] if figure[name] != "" else None, Ground(ground))


def _columns(table: Table, known: JudgedTable, cells: Sequence[CellView]) -> Iterable[LineView]:
    paths = heading_paths(table)
    facts = {cell.column.column: cell.column for cell in known.cells if cell.column.table_id}
    for number in sorted(facts):
        path = paths.get(number, ())
        own = [cell for cell in cells if cell.column == number]
        yield _line(number, path, _facts(facts[number]), own, heading_spoken(path))


def _rows(known: JudgedTable, cells: Sequence[CellView]) -> Iterable[LineView]:
    facts = {cell.row.row: cell.row for cell in known.cells if cell.row.table_id}
    for number in sorted(facts):
        row = facts[number]
        label = tuple(spoken(text, "label") for text in row.path if text)
        yield _line(number, row.path, _facts(row), [cell for cell in cells if cell.row == number], label)


def _line(
    number: int, path: tuple[str, ...], facts: dict[str, object], cells: Sequence[CellView], said: tuple[Spoken, ...]
) -> LineView:
    figures = [cell for cell in cells if cell.figure is not None]
    counted = Counter(one for cell in figures for one in cell.conclusions)
    agreed = sorted(counted.items(), key=lambda pair: (FIELDS.index(pair[0].field), -pair[1]))
    return LineView(
        number, path, facts, said, conclusions=tuple(Agreed(one, times) for one, times in agreed), figures=len(figures)
    )


def _facts(of: Any) -> dict[str, object]:
    """The fields of a judgement that say something, by their names."""
    return {
        name: value
        for name, value in asdict(of).items()
        if name not in SHOWN_ELSEWHERE and value not in (None, False, "", ()) and value is not Ground.NONE
    }
