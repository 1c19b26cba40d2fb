"""What the columns of a table say of one another: versions of the budget, bare years, differences, savings."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from tasks.model import Document, Kind, Table
from tasks.normalise import periods
from tasks.normalise.headings import TOTAL_HEADING, Column, Counts, heading_paths, read_column
from tasks.normalise.words import code_of, codes_in, find

PLANNED = {"begroting", "begroting_gewijzigd", "begroting_primitief", "prognose", "meerjarenraming"}
UP_TO_DECEMBER = {"Q4", "H2"}  # parts count from 1 January: the figures of the year itself are of all of it
COMPARING = {"verschil", "openstaand", "incidenteel"}  # columns about the figures printed before them
DIFFERENCE = re.compile(
    r"^((19|20)\d\d )?((verwacht |totaal )?(resultaat|saldo)|mutaties?|restant(budget| budget)?|(vrije )?ruimte"
    r"|nog te besteden|over|v ?/ ?n)( ?\(?v ?/ ?n\)?)?( (19|20)\d\d)?$",
    re.IGNORECASE,
)
RESERVES = re.compile(r"\breserves?\b", re.IGNORECASE)
AVERAGE = re.compile(r"^(gemiddelde?|gem\.)( (19|20)\d\d)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Titled:
    """What the title of a table says of columns that are headed with neither scenario nor period."""

    scenario: str | None = None
    period: str | None = None


def columns_of(table: Table, document: Document, counts: dict[int, Counts]) -> list[Column]:
    """The columns of a table's body, each with what its heading path says, settled against one another."""
    paths = heading_paths(table)
    indices = sorted({cell.column for cell in table.cells if cell.column >= table.label_columns} | set(paths))
    read = [
        read_column(table, index, paths.get(index, ()), counts.get(index, Counter()), document.year)
        for index in indices
    ]
    return settle(read, table, document)


def settle(columns: list[Column], table: Table, document: Document) -> list[Column]:
    """What columns say of one another: plain budgets beside amended ones, bare years, differences."""
    differing = is_explanation(table, columns)
    read = [as_difference(column, columns, differing) for column in columns]
    read = as_savings(as_averages(read), table)
    titled = Titled() if differing else titled_of(table, read)
    read = [with_year_scenario(column, read, document, titled) for column in read]
    read = [with_budget_version(column, read, document) for column in read]
    return [with_period(column, read, document) for column in read]


def titled_of(table: Table, columns: list[Column]) -> Titled:
    """The scenario and year that the title names, where it names one of each; headings of columns go before it."""
    corner = [cell.text for cell in table.cells if cell.row < table.heading_rows and cell.column < table.label_columns]
    valued = [column for column in columns if column.kind == "value"]
    for text in (table.title, *corner, *table.section[-1:]):
        named = codes_in("scenarios", text) & (PLANNED | {"realisatie"})
        named -= {"begroting"} if len(named) > 1 else set()
        scenario = next(iter(named)) if len(named) == 1 else None
        if any(column.named for column in valued):
            scenario = None
        period = None if any(periods.year_of(column.label) for column in valued) else periods.year_of(text)
        period = period if period and len(period) == 4 else None
        if scenario or period:
            return Titled(scenario, period)
    return Titled()


def as_averages(columns: list[Column]) -> list[Column]:
    """A bare `Gemiddeld` beside amounts and counts is the amount per client."""
    beside = {column.unit for column in columns}
    if not {"EUR", "aantal"} <= beside:
        return columns
    return [
        replace(column, metric="amount_per_client", unit="EUR") if AVERAGE.match(column.label) else column
        for column in columns
    ]


def is_explanation(table: Table, columns: list[Column]) -> bool:
    """Whether a table as a whole explains differences, and its headings name no scenario at all."""
    named = any(column.scenario for column in columns if column.scenario != "verschil" and column.kind == "value")
    near = (table.title, *table.section[-2:], table.note)
    if any(RESERVES.search(text) for text in (table.title, *table.section[-1:])):
        return False  # what is added to a reserve and taken from it is booked
    return not named and any(code_of("scenarios", text) == "verschil" for text in near)


def as_difference(column: Column, columns: list[Column], differing: bool) -> Column:
    """A bare `Resultaat` or `Saldo` beside budget and realisation is their difference."""
    if column.kind != "value":
        return column
    if differing and not column.dated:
        metric = "saldo" if column.scenario == "verschil" and column.metric is None else column.metric
        return replace(column, scenario="verschil", metric=metric)
    others = {other.scenario for other in columns if other.column != column.column}
    budgets = len([other for other in columns if other.scenario in PLANNED - {"prognose"}])
    both = bool(budgets) and (bool(others & {"realisatie", "prognose"}) or budgets > 1)
    split = any(other.metric in {"lasten", "baten"} for other in columns)
    if both and not split and DIFFERENCE.match(" ".join(column.label.split())):
        return replace(column, scenario="verschil", metric=None)
    return column


def with_year_scenario(column: Column, columns: list[Column], document: Document, titled: Titled) -> Column:
    """The scenario of a column headed with a year alone, or with nothing, by title and kind of document."""
    if titled.period and column.dated and column.period and len(titled.period) == 4:
        column = replace(column, period=titled.period + column.period[4:])  # quarters under a title with their year
    if column.scenario:
        return column if column.dated else replace(column, period=titled.period)
    if column.period is None and titled.scenario:
        return replace(column, scenario=titled.scenario, period=titled.period)
    if column.period is None and any(other.kind == "year" for other in columns):
        return replace(column, scenario="realisatie")  # the year of measurement stands in a column of its own
    year = periods.main_year(column.period) if column.period else document.year
    ahead = any(
        other.period and not other.scenario and periods.main_year(other.period) > document.year for other in columns
    )
    if document.kind is Kind.MONITOR and year > document.year:
        return replace(column, scenario="prognose")  # a monitor has no budget of its own
    budget = document.kind is Kind.BEGROTING or (ahead and document.kind is not Kind.MONITOR)
    if document.kind is Kind.JAARSTUKKEN and year <= document.year:
        budget = False
    if titled.scenario and year <= document.year:
        budget = titled.scenario in PLANNED
    return replace(column, scenario=budget_scenario(year, document.year) if budget else "realisatie")


def budget_scenario(year: int, of: int) -> str:
    """What a bare year means in a budget: the year before it is still running, its accounts are not made up."""
    if year < of - 1:
        return "realisatie"
    return "begroting" if year <= of else "meerjarenraming"


def with_budget_version(column: Column, columns: list[Column], document: Document) -> Column:
    """A plain budget beside an amended one of the same year is the original, and the other way round."""
    if column.scenario != "begroting":
        return column
    if document.kind is Kind.BEGROTING and column.period and periods.main_year(column.period) > document.year:
        return replace(column, scenario="meerjarenraming")
    year = column.period or str(document.year)
    beside = {other.scenario for other in columns if (other.period or str(document.year)) == year}
    if "begroting_gewijzigd" in beside and "begroting_primitief" not in beside:
        return replace(column, scenario="begroting_primitief")
    if "begroting_primitief" in beside and "begroting_gewijzigd" not in beside:
        return replace(column, scenario="begroting_gewijzigd")
    return column


def with_period(column: Column, columns: list[Column], document: Document) -> Column:
    """The period where the heading names none, and the part of the year that a half-year document covers."""
    period = column.period
    if period is None and TOTAL_HEADING.match(column.label):
        period = span_of(columns)
    elif period is None and column.scenario in COMPARING:
        compared = [
            c for c in columns if c.column < column.column and c.period and c.scenario in {*PLANNED, "realisatie"}
        ]
        period = str(periods.main_year(compared[-1].period or "")) if compared else None
    own = period is None or period == str(document.year)
    own = own and document.period[4:] not in UP_TO_DECEMBER
    if own and column.scenario == "realisatie" and not periods.is_month(column.label):
        return replace(column, period=document.period)
    return replace(column, period=period or str(document.year))


def span_of(columns: list[Column]) -> str | None:
    """The years that a column of totals adds up."""
    years = sorted(int(year) for column in columns for year in re.findall(periods.YEAR, column.period or ""))
    return f"{years[0]}-{years[-1]}" if years and years[0] < years[-1] else None


SAVINGS = {"realisatie": "gerealiseerd_besparing", "prognose": "verwacht", "begroting": "taakstelling"}
SAVINGS_CODES = {"taakstelling", "gerealiseerd_besparing", "openstaand", "verwacht"}


def as_savings(columns: list[Column], table: Table) -> list[Column]:
    """In a table of savings a realisation is a saving realised; bare years are what the table's title says."""
    near = (*reversed(table.section[-1:]), table.title, table.note)
    titled = any((word := find("metrics", text, "title")) and word.code == "savings" for text in near)
    scenarios = {column.scenario for column in columns if column.kind == "value"}
    if "streefwaarde" in scenarios:
        return columns  # indicators that stand below the savings
    if not titled and ("taakstelling" not in scenarios or scenarios & PLANNED):
        return columns
    bare = next((code for text in near if (code := code_of("scenarios", text)) in SAVINGS_CODES), "taakstelling")
    saved = [replace(column, scenario=SAVINGS.get(column.scenario or "", column.scenario)) for column in columns]
    added = Counter(column.scenario for column in saved if column.scenario in SAVINGS_CODES).most_common(1)
    total = added[0][0] if added else bare  # a total is of what most of its columns are
    return [
        replace(column, scenario=column.scenario or (total if TOTAL_HEADING.match(column.label) else bare))
        for column in saved
    ]
