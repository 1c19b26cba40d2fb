"""The judgements over a table, its rows and its columns, handed to each of its cells."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from tasks.language import phrase
from tasks.language.asking import kind_of_column
from tasks.language.counted import counts
from tasks.language.figures import Worth, worth_of
from tasks.model import Document, Ground, Table
from tasks.normalise.defaults import with_months
from tasks.normalise.facts import facts_of
from tasks.normalise.grid import Judged, JudgedTable, region
from tasks.normalise.grid import counts as counted_by_column
from tasks.normalise.headings import Column, Counts, period_said
from tasks.normalise.labels import Row, rows_of
from tasks.normalise.paired_rows import with_stands
from tasks.normalise.printed_units import NO_UNIT, PrintedUnit, unit_in_cell
from tasks.normalise.settling import columns_of, settle

NO_WORTH = Worth(has_digit=True)  # a figure that its reader could not be sure of
NO_COLUMN = Column("", -1, "", "")
NO_ROW = Row("", -1, (), is_total=False, metric=None, overrules=False, unit=None)


def judged(table: Table, document: Document) -> JudgedTable:
    """A table with each of its cells, and what holds for the column and row that the cell is in."""
    read = [
        (cell, region(table, cell.row, cell.column), NO_WORTH if cell.unsure else worth_of(cell.text))
        for cell in table.cells
    ]
    body = [(cell, worth) for cell, where, worth in read if where == "body"]
    held = counted_by_column(body)
    read_columns = columns_of(table, document, held)
    read_rows = with_changes(with_units_below(with_stands(rows_of(table)), table))
    facts = facts_of(table, read_columns, read_rows, held)
    if facts.has_money and not facts.counting:
        read_columns = with_months(read_columns, table)
    if facts.rows_scenario:
        read_rows = settled_rows(read_rows, table, document)
    columns = {column.column: with_figures(column, read_columns, held) for column in read_columns}
    euros = {cell.row for cell, worth in body if worth.has_euro and worth.printed is not None}
    rows = {row.row: in_euros(row, euros) for row in read_rows}
    cells = [
        Judged(cell, where, worth, facts, columns.get(cell.column, NO_COLUMN), rows.get(cell.row, NO_ROW))
        for cell, where, worth in read
    ]
    tell_neighbours(cells, document.year)
    return JudgedTable(facts, sorted(cells, key=lambda found: (found.cell.row, found.cell.column)))


def with_units_below(rows: list[Row], table: Table) -> list[Row]:
    """Rows with the unit and scale that a row below prints for their group: 'Eenheid:', 'Duizend euro'."""
    printed = {cell.row: cell.text for cell in reversed(table.cells) if cell.column >= table.label_columns}
    found: list[Row] = []
    said = NO_UNIT
    group: tuple[str, ...] | None = None
    for row in reversed(rows):
        if row.path and kind_of_column(row.path[-1]) == "unit" and row.row in printed:
            said, group = unit_in_cell(printed[row.row]), row.path[:-1]
        elif row.path[:-1] == group:
            row = replace(row, unit_below=said, unit=row.unit or said.unit)
        found.append(row)
    return found[::-1]


def with_changes(rows: list[Row]) -> list[Row]:
    """Rows of which the last total says that they are changes, as changes: 'Totaal mutaties lasten'."""
    last = max((at for at, row in enumerate(rows) if row.changes and row.is_total), default=-1)
    return [replace(row, changes=row.changes or at < last) for at, row in enumerate(rows)]


def settled_rows(rows: list[Row], table: Table, document: Document) -> list[Row]:
    """Rows that name scenarios or periods, settled against one another as columns would be."""
    heading = [row for row in rows if row.scenario or row.period]
    as_columns = [
        Column(row.table_id, row.row, row.path[-1], "value", version=said.version)
        .of_scenario(row.scenario, Ground.PRINTED)
        .of_period(period, Ground.PRINTED)
        for row in heading
        for said in [phrase(row.path[-1], "label")]
        for period in [period_said(said, [said], row.scenario, document.year)]
    ]
    settled = {column.column: column for column in settle(as_columns, table, document)}
    return [
        replace(row, scenario=found.scenario, period=found.period, scenario_ground=found.scenario_ground)
        if (found := settled.get(row.row))
        else row
        for row in rows
    ]


def with_figures(column: Column, columns: list[Column], counts: dict[int, Counts]) -> Column:
    """A column with what its figures say of it: euros, and to which column its flags belong."""
    left = [other.column for other in columns if other.kind == "value" and other.column < column.column]
    attached = column.kind == "flag" and bool(left) and (column.flags or not column.label)
    says_when = column.dated or (column.month and len(column.period or "") > len("2025"))
    says_how = column.named or says_when or column.metric or column.unit or column.total
    own = counts.get(column.column, Counter())
    return replace(
        column,
        subject=None if says_how else column.label,
        euros=own["euros"] > 0,
        percents=own["figures"] > 0 and own["percents"] == own["figures"],
        flagged=left[-1] if attached else None,
    )


def in_euros(row: Row, euros: set[int]) -> Row:
    """A row with whether it has euro signs; where only other rows have them, its label may say what it counts."""
    if row.row in euros:
        return replace(row, euros=True)
    if euros and row.path and not row.unit:
        return replace(row, unit="aantal" if counts(row.path[-1]) else None)
    return row


def tell_neighbours(cells: list[Judged], own: int) -> None:
    """Gives cells what other cells of their row say of them: flags, the unit, the year of measuring."""
    at = {(found.cell.row, found.cell.column): found for found in cells}
    units: dict[int, PrintedUnit] = {}
    years: dict[int, str] = {}
    for found in cells:
        cell, column = found.cell, found.column
        share = found.worth.unit == "procent" and found.table.has_money  # beside the amounts that it is of
        if found.region == "body" and found.worth.unit and not share:
            units.setdefault(cell.row, PrintedUnit(found.worth.unit))  # of all that its row measures
        if found.region != "body" or column.kind == "value":
            continue
        if found.worth.is_flag and column.flagged is not None and (to := at.get((cell.row, column.flagged))):
            to.flag += f"/{cell.text}" if to.flag else cell.text
        if column.kind == "unit":
            units.setdefault(cell.row, unit_in_cell(cell.text))
        elif column.kind == "year" and cell.text.strip():
            years.setdefault(cell.row, year_in_cell(cell.text, own))
    for found in cells:
        found.unit_printed = units.get(found.cell.row) or found.row.unit_below or NO_UNIT
        found.measured = years.get(found.cell.row)


def year_in_cell(text: str, own: int) -> str:
    """The period that a column of years prints for its row, in a document of that year; "" where not understood."""
    said = phrase(text, "label")
    return period_said(said, [said], None, own) or ""
