"""The measure, unit, scenario and period of a figure: cell, column, row and table each have a say."""

from __future__ import annotations

import re

from tasks.language.concluding import MEASURED
from tasks.language.counted import counts
from tasks.language.money import speaks_of_money
from tasks.language.patterns import spelling_of
from tasks.model import Ground
from tasks.normalise.defaults import main_year
from tasks.normalise.facts import PROVISION, is_sentence
from tasks.normalise.grid import Judged, grounds
from tasks.normalise.headings import Column
from tasks.normalise.labels import CODED, COUNTED, MEASURE, SIDES, Row
from tasks.vocabularies.indicators import Indicator

MONEY_METRICS = {"baten", "lasten", "saldo", "reserves", "result", "savings", "amount", "amount_per_client"}
BOOKED = {"baten", "lasten", "saldo", "reserves", "result"}
BALANCES = {"saldo", "result"}
YEAR_DIGITS = 4
FAR = 10  # times the highest that a share can be
RATE = re.compile(rf"\b(?:{spelling_of('lines', 'rate')})(?![\d.])", re.IGNORECASE)
PLANS = {"begroting", "begroting_gewijzigd", "begroting_primitief", "meerjarenraming"}


def measure(cell: Judged, year: int) -> None:
    """Concludes unit, metric, scenario and period of a cell in a document of that year, each with its ground."""
    cell.unit, unit = unit_of(cell)
    cell.metric = agreed_metric(cell, metric_of(cell))
    cell.period, period = period_of(cell)
    by_row = rows_say_scenario(cell)
    cell.scenario = indicator_scenario(cell, cell.row.scenario if by_row else cell.column.scenario, year)
    scenario = cell.row.scenario_ground if by_row else cell.column.scenario_ground
    if cell.scenario == "streefwaarde" and cell.metric in BOOKED and cell.column.rest:
        cell.scenario, scenario = None, Ground.NONE  # money has a budget: 'doel' beside unknown words need be no target
    if by_row and scenario is Ground.KIND and cell.unit != "EUR":
        cell.scenario, scenario = None, Ground.NONE  # what is measured is no budget because its row names a year
    if not by_row and cell.table.rows_scenario and scenario is Ground.KIND:
        cell.scenario, scenario = None, Ground.NONE  # the other rows tell what they are of
    if cell.row.changes and scenario in {Ground.KIND, Ground.NEIGHBOUR}:
        cell.scenario, scenario = None, Ground.NONE  # under a bare year it is a change of the budget, and no budget
    if cell.scenario is None and has_happened(cell, year):
        cell.scenario, scenario = "realisatie", Ground.KIND
    cell.grounds = grounds(scenario, period, metric_ground(cell), unit)


def has_happened(cell: Judged, year: int) -> bool:
    """Whether a count under a date alone is one of what has happened: people and things are not budgeted unsaid."""
    known = cell.period is not None and cell.column.dated and not cell.column.rest and cell.column.scenario is None
    spent = cell.metric == "amount_per_client"
    counted = cell.unit == "aantal" and cell.metric in COUNTED
    return known and (spent or counted) and main_year(cell.period or "") <= year


def rows_say_scenario(cell: Judged) -> bool:
    """Whether the row of a cell says its scenario, and not its column, which has its own by the kind of document."""
    column = cell.column
    unsaid = column.scenario_ground is Ground.KIND or (column.scenario is None and column.understood)
    return cell.row.scenario is not None and (cell.table.rows_scenario or unsaid)


def period_of(cell: Judged) -> tuple[str | None, Ground]:
    """The period that the cell itself prints, else its row, a year of measuring beside it, or its column."""
    column, row = cell.column, cell.row
    if cell.worth.period:
        return cell.worth.period, Ground.PRINTED
    if rows_say_scenario(cell) and cell.measured and not (column.dated or column.yearless):
        return cell.measured, Ground.NEIGHBOUR  # 'jaarrekening', '2018': of that year, and not of the document's own
    if rows_say_scenario(cell) and cell.table.rows_named and row.period and not cell.measured:
        return row.period, Ground.PRINTED
    if cell.table.rows_named and (row.day or row.period) and column.period is None:
        return row.day or row.period, Ground.PRINTED  # 'Stand 1-1-2017', 'Toevoeging 2017'
    if cell.measured and column.yearless:
        return period_of_row(cell.measured, column)
    if cell.measured and column.scenario is None and column.period is None and not column.relative:
        return cell.measured, Ground.NEIGHBOUR  # of the country, or of a heading that nobody knows
    measured = column.scenario == "realisatie" and not column.dated and "vorige" not in column.label.lower()
    if measured and cell.measured is not None:
        return (cell.measured, Ground.NEIGHBOUR) if cell.measured else (None, Ground.NONE)
    return column.period, column.period_ground


def period_of_row(year: str, column: Column) -> tuple[str | None, Ground]:
    """The year that a row prints in a column of its own, with the part of it that the heading names.

    A year that a heading counts from another ('vorig jaar') may be counted from that of the row or of the document.
    """
    if column.relative or len(year) != YEAR_DIGITS:
        return None, Ground.NONE
    return year + (column.period or "")[YEAR_DIGITS:], Ground.NEIGHBOUR


def unit_of(cell: Judged) -> tuple[str | None, Ground]:
    """The unit printed in the cell itself, else the nearest one; none where nothing says it, or it is not known."""
    if printed := printed_unit(cell):
        return printed, Ground.PRINTED
    if cell.unit_printed.unknown:
        return None, Ground.NONE  # whatever stands around it is of another unit
    if known := indicated(cell):
        return known.unit, Ground.VOCABULARY
    if cell.row.euros or (cell.column.euros and not is_counted_among_money(cell)):
        return "EUR", Ground.NEIGHBOUR
    if heading_counts(cell):
        return "aantal", Ground.PRINTED
    if cell.table.has_money and cell.table.mixed and not says_money(cell):
        return None, Ground.NONE
    if cell.table.has_money:
        return "EUR", cell.table.money
    if cell.table.table_unit:
        return cell.table.table_unit, Ground.TITLE
    return counted_unit(cell)


def indicated(cell: Judged) -> Indicator | None:
    """The indicator that a row names, where a figure may be one of it: 310.000 of overhead is no percentage."""
    known, printed = cell.row.indicator, cell.worth.printed
    if known is None or cell.table.has_money:
        return None
    return None if printed is not None and known.unit == "procent" and abs(printed) > FAR * known.high else known


def printed_unit(cell: Judged) -> str | None:
    """The unit printed in the cell itself, above it, beside it, or in the label of its row."""
    if cell.worth.has_percent:
        return "procent"
    if cell.worth.has_euro:
        return "EUR"
    beside = cell.unit_printed
    return cell.column.unit or beside.unit or (None if beside.unknown else cell.row.unit)


def says_money(cell: Judged) -> bool:
    """Whether the label of a row is one of money: a note on amounts does not reach what is measured in hectares."""
    return cell.row.metric is not None or cell.row.is_total or any(speaks_of_money(t, "title") for t in cell.row.path)


def heading_counts(cell: Judged) -> bool:
    """Whether the heading names what counts, and no money: 'Formatieplaatsen' beside 'Loonkosten'."""
    label = cell.column.label
    return cell.column.metric not in MONEY_METRICS and counts(label) and not speaks_of_money(label, "title")


def is_counted_among_money(cell: Judged) -> bool:
    """Whether a row names what counts, in a table of which other rows have a euro sign."""
    return cell.table.mixed and not says_money(cell) and any(map(counts, cell.row.path))


def counted_unit(cell: Judged) -> tuple[str | None, Ground]:
    """The unit of what is counted by its name: clients, households, trajectories."""
    if any(counts(text) for text in (*reversed(cell.row.path), cell.column.label)):
        return "aantal", Ground.PRINTED
    titles = (cell.table.table_title, *reversed(cell.table.section[-2:]))
    if cell.table.table_metric in COUNTED or any(counts(title) for title in titles if not is_sentence(title)):
        return "aantal", Ground.TITLE
    whole = cell.worth.printed is not None and cell.worth.printed % 1 == 0
    if cell.row.is_total and cell.table.units_differ:
        return None, Ground.NONE  # it may be one of what does not count
    return ("aantal", Ground.NEIGHBOUR) if cell.table.counting and whole else (None, Ground.NONE)


def metric_ground(cell: Judged) -> Ground:
    """What the metric rests on."""
    if cell.unit is None:
        return Ground.NONE
    if cell.metric in {cell.column.metric, cell.row.metric}:
        return Ground.PRINTED
    if cell.metric == cell.table.table_metric:
        return Ground.TITLE
    return cell.table.money if cell.unit == "EUR" else Ground.VOCABULARY


def metric_of(cell: Judged) -> str:
    """The metric that a figure is named for; what is added to provisions is added to no reserve."""
    named = named_metric(cell)
    if cell.table.invested and named in {"lasten", "saldo"} and not cell.row.metric:
        return "amount"
    itself = cell.table.table_metric != "reserves" and any(map(PROVISION.match, cell.row.path[-1:]))
    provided = (cell.table.provisions or itself) and cell.row.metric != "reserves"
    return "amount" if named == "reserves" and provided else named


def named_metric(cell: Judged) -> str:
    """The metric that the column names, else the row, else the table; some rows go before their column."""
    column, row, table = cell.column.metric, cell.row.metric, cell.table
    if indicated(cell):
        return "indicator"
    if table.table_metric == "reserves" and (row == "result" or (column in BALANCES and not cell.row.overrules)):
        return "reserves"  # what is left of a reserve, or is put into it of a result
    if row == "result" and column in SIDES:
        return column  # all lasten that a result is made of, and no result
    if row == "result" and table.table_metric in SIDES and any(map(CODED.search, cell.row.path[-1:])):
        return table.table_metric  # '0.11 Resultaat' among all lasten
    if table.on_effects and row in SIDES and not names_measure(cell.row):
        return table.default_metric  # 'Kapitaallasten', with V or N: by how much these are better or worse
    if table.indicated and row in COUNTED and not column:
        return "indicator"
    if row and (cell.row.overrules or column == "amount"):
        return row
    if column == "saldo" and cell.column.scenario == "verschil" and row in SIDES and names_measure(cell.row):
        return row  # by how much lasten differ is no saldo
    return column or row or table.table_metric or table.default_metric


def names_measure(row: Row) -> bool:
    """Whether the label of a row is that of a side of the books, and of nothing more."""
    return any(map(MEASURE.match, row.path[-1:]))


def agreed_metric(cell: Judged, metric: str) -> str | None:
    """The metric where the unit contradicts it: a percentage of lasten is no lasten, a count is no amount."""
    if indicated(cell):
        return metric
    if cell.unit is None:
        return cell.column.metric or cell.row.metric
    if cell.unit in {"cijfer", "ratio", *MEASURED}:
        return "indicator"
    if cell.unit == "EUR":
        return metric if metric in MONEY_METRICS else "indicator" if cell.table.indicated else "amount"
    strange = metric in MONEY_METRICS
    if cell.unit == "procent":  # a column of shares stands beside what they are shares of; a row of them is measured
        named = cell.column.metric or cell.row.metric
        apart = cell.column.unit == "procent" or (cell.table.has_money and cell.column.percents)
        strange = strange if apart else cell.table.has_money and named in MONEY_METRICS
        shared = cell.table.has_money or cell.column.unit == "procent"
        return "percentage" if strange or (shared and metric in COUNTED) else "indicator"
    if strange:
        return "count" if cell.table.has_money else "indicator"
    return "indicator" if metric == "count" and is_rate(cell) else metric


def is_rate(cell: Judged) -> bool:
    """Whether a count is one per so many: 'per 1.000 inwoners'."""
    return any(map(RATE.search, (*cell.row.path, cell.column.label)))


def indicator_scenario(cell: Judged, scenario: str | None, year: int) -> str | None:
    """A budgeted indicator is a target; a bare year before the budget's own is a measurement."""
    if cell.metric not in {"indicator", "percentage", "count"} or scenario not in PLANS:
        return scenario
    if cell.table.has_money and not heading_counts(cell):
        return scenario
    past = not cell.column.named and cell.period is not None and main_year(cell.period) < year
    return "realisatie" if past else "streefwaarde"
