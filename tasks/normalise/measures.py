"""The measure, unit, scenario and period of a figure: cell, column, row and table each have a say."""

from __future__ import annotations

from tasks.normalise.facts import COUNTED
from tasks.normalise.grid import Judged

MONEY_METRICS = {"baten", "lasten", "saldo", "reserves", "result", "savings", "amount", "amount_per_client"}
PLANS = {"begroting", "begroting_gewijzigd", "begroting_primitief", "meerjarenraming"}


def measure(cell: Judged, year: int) -> None:
    """Concludes unit, metric, scenario and period of a cell in a document of that year."""
    column, row, table = cell.column, cell.row, cell.table
    by_row = table.rows_scenario and row.scenario is not None
    measured = column.scenario == "realisatie" and not column.dated and "vorige" not in column.label.lower()
    of_row = row.period if by_row and table.rows_named else None
    cell.period = cell.worth.period or of_row or (cell.measured if measured else None) or column.period
    cell.unit = unit_of(cell)
    cell.metric = agreed_metric(cell, metric_of(cell))
    cell.scenario = indicator_scenario(cell, row.scenario if by_row else column.scenario, year)


def unit_of(cell: Judged) -> str:
    """The unit printed in the cell itself, else the nearest one."""
    if cell.worth.has_percent:
        return "procent"
    if cell.worth.has_euro:
        return "EUR"
    stated = cell.column.unit or cell.unit_printed or cell.row.unit
    if stated is None and (cell.column.euros or cell.row.euros or cell.table.money):
        return "EUR"
    return stated or cell.table.table_unit or "aantal"


def metric_of(cell: Judged) -> str:
    """The metric that the column names, else the row, else the table; some rows go before their column."""
    column, row, table = cell.column.metric, cell.row.metric, cell.table
    if row and (cell.row.overrules or column == "amount"):
        return row
    return column or row or table.table_metric or table.default_metric


def agreed_metric(cell: Judged, metric: str) -> str:
    """The metric where the unit contradicts it: a percentage of lasten is no lasten, a count is no amount."""
    if cell.unit == "cijfer":
        return "indicator"
    if cell.unit == "EUR":
        return metric if metric in MONEY_METRICS else "amount"
    strange = metric in MONEY_METRICS
    if cell.unit == "procent" and ((strange and cell.table.money) or metric in COUNTED):
        return "percentage"
    if strange:
        return "count" if cell.table.money else "indicator"
    return metric


def indicator_scenario(cell: Judged, scenario: str | None, year: int) -> str | None:
    """A budgeted indicator is a target; a bare year before the budget's own is a measurement."""
    if cell.metric not in {"indicator", "percentage"} or scenario not in PLANS or cell.table.money:
        return scenario
    past = not cell.column.named and cell.period is not None and int(cell.period[:4]) < year
    return "realisatie" if past else "streefwaarde"
