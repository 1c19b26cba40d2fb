"""What title, neighbours and kind of document say of columns whose headings leave scenario or period open.

The kind of a document speaks only where every heading of the table is understood: a bare year beside a heading that
nobody knows may be a year of anything. What none of them says stays open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tasks.language import patterns, phrase
from tasks.language.asking import lists_stands, names_a_day, stand_of_label
from tasks.language.documents import is_half_of_a_balance, may_name_a_document
from tasks.language.lines import is_only
from tasks.language.periods import SINCE, UP_TO
from tasks.language.years import until
from tasks.model import Document, Ground, Kind, Table
from tasks.normalise.headings import Column
from tasks.normalise.labels import COUNTED

PLANNED = {"begroting", "begroting_gewijzigd", "begroting_primitief", "prognose", "meerjarenraming"}
UP_TO_DECEMBER = {"Q4", "H2"}  # parts count from 1 January: the figures of the year itself are of all of it
COMPARING = {"verschil", "openstaand", "incidenteel"}  # columns about the figures printed before them
REPORTS = {Kind.JAARSTUKKEN, Kind.MONITOR}
LEAST_MONTHS = 3
HAPPENED = {*COUNTED, "reserves"}  # what a report counts, or adds to a reserve, has happened


NEW_YEAR = "-01-01"
YEAR = re.compile(patterns.YEAR)  # within a period


def main_year(period: str) -> int:
    """The year to compare a period by: the last one it names."""
    return int(YEAR.findall(period)[-1])


@dataclass(frozen=True, slots=True)
class Titled:
    """What the title of a table says of columns that are headed with neither scenario nor period."""

    scenario: str | None = None
    period: str | None = None
    changes: bool = False
    several: bool = False  # stands are named, and which column is of which is not
    budgeted: bool = False  # rows are stands of the budget, and none of what was realised: others change it


def titled_of(table: Table, columns: Sequence[Column]) -> Titled:
    """The scenario and year that the title names, where it names one of each; headings of columns go before it.

    A title of changes ('bijstelling lopende begroting') names what is changed, and the columns are changes of it.
    """
    corner = [cell.text for cell in table.cells if cell.row < table.heading_rows and cell.column < table.label_columns]
    valued = [column for column in columns if column.kind == "value"]
    for text in (table.title, *corner, *_section(table)):
        said = phrase(text, "title")
        if said.change and said.metric != "reserves" and not stands_in_rows(table):
            return Titled(changes=True)
        if lists_stands(text) and not any(column.named for column in valued):
            return Titled(several=True)
        named = set(said.scenarios) & (PLANNED | {"realisatie"})
        named -= {"begroting"} if len(named) > 1 else set()
        scenario = next(iter(named)) if len(named) == 1 else None
        if any(column.named for column in valued):
            scenario = None
        dated = any(phrase(column.label, "heading").periods for column in valued)
        period = said.period if said.period and len(said.period) == len("2025") and not dated else None
        if scenario or period:
            return Titled(scenario, period)
    return Titled(budgeted=budgets_in_rows(table))


def _section(table: Table) -> tuple[str, ...]:
    """The title above that of the table; that of the whole balance where it is one half of it.

    The first of all names the document, but where a page begins with its balance.
    """
    above = [text for text in table.section if not is_half_of_a_balance(text)][-1:]
    halved = any(map(is_half_of_a_balance, table.section))
    return tuple(above if halved and not any(map(may_name_a_document, above)) else table.section[1:][-1:])


def stands_in_rows(table: Table) -> bool:
    """Whether a row is a stand of the budget: changes are printed between the budget before and after them."""
    return any(stand_of_label(label) in PLANNED for label in _labels(table))


def budgets_in_rows(table: Table) -> bool:
    """Whether rows are stands of the budget and none is of what was realised: no report realised these figures."""
    if not stands_in_rows(table):
        return False
    said = [phrase(label, "label") for label in _labels(table)]
    return not any(one.scenario == "realisatie" or one.metric == "result" for one in said)


def _labels(table: Table) -> list[str]:
    return [c.text for c in table.cells if c.row >= table.heading_rows and c.column < table.label_columns]


def with_scenario(column: Column, columns: Sequence[Column], document: Document, titled: Titled) -> Column:
    """The scenario of a column whose heading names none: by title, neighbour or kind of document, or open."""
    if titled.period and column.dated and column.period:  # quarters under a title with their year
        column = column.of_period(titled.period + column.period[4:], Ground.TITLE)
    if column.scenario:
        return column if column.period else column.of_period(titled.period, Ground.TITLE)
    if not column.understood or titled.changes or titled.several:
        return column
    if column.period is None and titled.scenario:
        return column.of_scenario(titled.scenario, Ground.TITLE).of_period(titled.period, Ground.TITLE)
    if column.period is None and any(other.kind == "year" for other in columns):
        return column.of_scenario("realisatie", Ground.NEIGHBOUR)  # the year of measuring stands in a column of its own
    if not all(other.scenario or not other.rest for other in columns if other.kind == "value"):
        return column
    if not column.period and titled.period == str(document.year) and _is_planned(column, document):
        return of_its_year(column.of_period(titled.period, Ground.TITLE), columns, document, titled)
    if not column.period and column.metric not in HAPPENED and not column.month:
        return column  # amounts without a year may as well be differences, credits or risks
    return of_its_year(column, columns, document, titled)


def _is_planned(column: Column, document: Document) -> bool:
    """Whether it is a side of a budget, or what they differ by: under its year these are what is budgeted."""
    return document.kind is Kind.BEGROTING and column.metric in {"lasten", "baten", "saldo"}


def of_its_year(column: Column, columns: Sequence[Column], document: Document, titled: Titled) -> Column:
    """The scenario of a bare year, by the title, the years beside it, or the kind of document.

    What there is on a day is counted, expected or budgeted in a budget: only its title tells.
    """
    year = main_year(column.period) if column.period else document.year
    projected = titled.scenario == "prognose" and document.kind is Kind.BEGROTING
    if projected and year >= document.year - 1:
        return column.of_scenario("prognose", Ground.TITLE)
    if (
        titled.scenario
        and not projected
        and year <= document.year
        and not (titled.scenario == "realisatie" and is_running(year, document))
    ):
        return column.of_scenario(titled.scenario, Ground.TITLE)
    if document.kind is Kind.BEGROTING and names_a_day(column.label):
        return column
    if year >= document.year - 1 and looks_ahead(columns, document):
        return column.of_scenario(budget_scenario(year, document.year), Ground.NEIGHBOUR)
    scenario = scenario_by_kind(column, document, year)
    return column if titled.budgeted and scenario == "realisatie" else column.of_scenario(scenario, Ground.KIND)


def is_running(year: int, document: Document) -> bool:
    """Whether a year has no accounts yet where a budget is drawn up."""
    return document.kind is Kind.BEGROTING and year >= document.year - 1


def scenario_by_kind(column: Column, document: Document, year: int) -> str | None:
    """What a bare year, or a measure alone, means in a document of a kind and its own year."""
    if document.kind is Kind.BEGROTING:
        return budget_scenario(year, document.year)
    if document.kind is Kind.MONITOR and year > document.year:
        return "prognose"  # a monitor has no budget of its own
    counted = column.metric in COUNTED or column.month  # what is counted has happened
    return "realisatie" if year <= document.year and (document.kind in REPORTS or counted) else None


def looks_ahead(columns: Sequence[Column], document: Document) -> bool:
    """Whether most of the bare years of a table are still to come: nobody has booked anything in them."""
    years = [main_year(c.period) for c in columns if c.kind == "value" and c.period and not c.scenario]
    ahead = sum(year > document.year for year in years)
    return document.kind is not Kind.MONITOR and ahead * 2 >= len(years) > 0 < ahead


def budget_scenario(year: int, of: int) -> str:
    """What a bare year means in a budget: the year before it is still running, its accounts are not made up."""
    if year < of - 1:
        return "realisatie"
    return "begroting" if year <= of else "meerjarenraming"


def with_period(column: Column, columns: Sequence[Column], document: Document) -> Column:
    """The period where the heading names none, and the part of the year that a half-year document covers."""
    if column.period is None and is_only(column.label, "baseline"):
        return column  # whenever that was
    if column.period is None and (counted := years_counted(columns)):
        return column.of_period(counted, Ground.NEIGHBOUR)
    if column.period is None and column.total and column.understood:
        column = column.of_period(span_of(columns), Ground.NEIGHBOUR)
    elif column.period is None and column.scenario in COMPARING:
        column = column.of_period(year_compared(column, columns), Ground.NEIGHBOUR)
    own = column.period is None or column.period == str(document.year)
    own = own and document.period[4:] not in UP_TO_DECEMBER
    if own and column.scenario == "realisatie" and not column.month and (column.period or column.understood):
        return column.of_period(document.period, column.period_ground if column.period else Ground.KIND)
    if column.period:
        return column
    if column.aside == "verloop" and not column.rest and (year := year_between(column, columns)):
        return column.of_period(year, Ground.NEIGHBOUR)
    if column.scenario and (year := year_beside(column, columns)):
        return column.of_period(year, Ground.NEIGHBOUR)
    if len(phrase(column.label, "heading").periods) > 1:
        return column  # it names years, and which of them its figures are of is not known
    known = column.understood or (column.scenario and not column.rest)
    return column.of_period(str(document.year), Ground.KIND) if known else column


def with_months(columns: Sequence[Column], table: Table) -> list[Column]:
    """Each of several months of amounts in its own period: what was declared in a month is not that of the year.

    One month alone may be a day on which was counted, or that up to which was; a budget of a month is not read. What a
    title or heading calls cumulative is counted up to each month.
    """
    months = [column for column in columns if column.month and column.kind == "value" and _is_of_a_year(column)]
    named = [column.month or "" for column in months]
    in_turn = named == sorted(set(named)) and len({column.period for column in months}) == 1
    if len(named) < LEAST_MONTHS or not in_turn:
        return list(columns)
    printed = [*table.section, table.title, *(cell.text for cell in table.cells if cell.row < table.heading_rows)]
    added = any(SINCE in text.lower() for text in printed)
    return [
        column.of_period(f"{column.period}{until(int(month[1:])) if added else month}", column.period_ground)
        if column in months and (month := column.month)
        else column
        for column in columns
    ]


def _is_of_a_year(column: Column) -> bool:
    return column.scenario == "realisatie" and len(column.period or "") == len("2025")


def years_counted(columns: Sequence[Column]) -> str | None:
    """What is counted over years up to the last that is named beside it; nothing where no column says up to which."""
    counted = any((column.period or "").startswith(UP_TO) for column in columns)
    return f"{UP_TO}{max(main_year(column.period) for column in columns if column.period)}" if counted else None


def year_beside(column: Column, columns: Sequence[Column]) -> str | None:
    """The one year that the columns beside an undated one are of: of two scenarios at least, and no year to come."""
    dated = [other for other in columns if other.dated and other.kind == "value" and other != column]
    years = {other.period for other in dated}
    scenarios = {other.scenario for other in dated}
    return years.pop() if len(years) == 1 and len(scenarios) > 1 and "meerjarenraming" not in scenarios else None


def year_between(column: Column, columns: Sequence[Column]) -> str | None:
    """The year in which something came or went: it stands between what there was before it and at its end."""
    dated = [other for other in columns if other.kind == "value" and other.period and other.dated]
    before = next((other for other in reversed(dated) if other.column < column.column), None)
    after = next((other.period for other in dated if other.column > column.column), None)
    if before is None or before.period is None:
        return None
    if before.period.endswith(NEW_YEAR):
        year = before.period.removesuffix(NEW_YEAR)
    elif names_a_day(before.label) and len(before.period) == len("2024"):
        year = str(int(before.period) + 1)
    else:
        return None
    return year if after in {year, f"{int(year) + 1}{NEW_YEAR}"} else None


def year_compared(column: Column, columns: Sequence[Column]) -> str | None:
    """The year of the figures that stand before a column of differences."""
    compared = [c for c in columns if c.column < column.column and c.scenario in {*PLANNED, "realisatie"}]
    dated = [c for c in compared if c.period and not (c.relative and compared[-1].period is None)]
    return str(main_year(dated[-1].period or "")) if dated else None


def span_of(columns: Sequence[Column]) -> str | None:
    """The years that a column of totals adds up."""
    years = sorted(int(year) for column in columns for year in YEAR.findall(column.period or ""))
    return f"{years[0]}-{years[-1]}" if years and years[0] < years[-1] else None
