"""What the headings of a table say about its columns: kind, scenario, period, metric, unit and scale."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tasks.model import Document, Kind, Table
from tasks.normalise import periods
from tasks.normalise.scale import scale_of
from tasks.normalise.words import code_of, find

Counts = dict[str, int]
PLANNED = {"begroting", "begroting_gewijzigd", "begroting_primitief", "prognose", "meerjarenraming"}
TEXT_HEADING = re.compile(
    r"^(toelichting|bron|besluit|omschrijving|opmerking(en)?|status|actiehouder|verantwoordelijke?|portefeuille\w*"
    r"|wat (gaan|hebben|willen) (we|wij)\b.*|reserve|resultaat en toelichting)$",
    re.IGNORECASE,
)
CODE_HEADING = re.compile(r"^(#|nr\.?|nummer|code|product\s?code|taakveld\s?(code|nr)|volgnr\.?|id)$", re.IGNORECASE)
YEAR_HEADING = re.compile(
    r"^(jaar|peil\s?(jaar|datum)|meet\s?(jaar|moment)|laatste meting|datum|periode)", re.IGNORECASE
)
UNIT_HEADING = re.compile(r"^(meet)?eenheid$", re.IGNORECASE)
TOTAL_HEADING = re.compile(r"^(eind)?totaal$", re.IGNORECASE)
DIFFERENCE = re.compile(r"^(resultaat|saldo|mutaties?|v/n)( (19|20)\d\d)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """What holds for every figure in one column."""

    table_id: str
    column: int
    label: str
    kind: str  # value, flag, year, text, code, unit
    scenario: str | None = None
    period: str | None = None
    metric: str | None = None
    unit: str | None = None
    scale: int | None = None
    dated: bool = False  # the heading names a period itself
    named: bool = False  # the heading names a scenario itself


def columns_of(table: Table, document: Document, counts: dict[tuple[str, int], Counts]) -> list[Column]:
    """The columns of a table's body, each with what its heading path says, settled against one another."""
    paths = heading_paths(table)
    indices = sorted({cell.column for cell in table.cells if cell.column >= table.label_columns} | set(paths))
    held = {index: counts.get((table.table_id, index), {}) for index in indices}
    read = [read_column(table, index, paths.get(index, ()), held[index]) for index in indices]
    return settle(read, table, document)


def heading_paths(table: Table) -> dict[int, tuple[str, ...]]:
    """The texts above each column, outermost first; a heading over several columns counts for each of them."""
    paths: dict[int, list[str]] = {}
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        if cell.row >= table.heading_rows:
            continue
        for column in range(cell.column, cell.column + cell.column_span):
            path = paths.setdefault(column, [])
            if column >= table.label_columns and cell.text not in path and cell.text != table.title:
                path.append(cell.text)
    return {column: tuple(path) for column, path in paths.items() if column >= table.label_columns}


def read_column(table: Table, index: int, path: tuple[str, ...], counts: Counts) -> Column:
    """What one heading path says by itself."""
    label = " ".join(path)
    kind = kind_of(path[-1] if path else "", counts)
    scenario = next((code for text in (label, *reversed(path)) if (code := code_of("scenarios", text))), None)
    if path and len(path) > 1:  # a group heading over the leaf: the leaf knows better
        leaf = code_of("scenarios", path[-1])
        scenario = leaf if leaf and leaf != "verschil" else scenario
    metric = next((word for text in reversed(path) if (word := find("metrics", text, "column"))), None)
    unit = code_of("units", label) if label else None
    return Column(
        table.table_id,
        index,
        label,
        kind,
        scenario,
        period_of(path),
        metric.code if metric else None,
        unit or (metric.unit if metric else None),
        scale_of(label),
        dated=periods.year_of(label) is not None,
        named=scenario is not None,
    )


def kind_of(leaf: str, counts: Counts) -> str:
    """Whether a column holds figures, or flags, years, codes, units or text."""
    cells = counts.get("cells", 0)
    if UNIT_HEADING.match(leaf):
        return "unit"
    if cells and counts["flags"] * 2 > cells:
        return "flag"
    if CODE_HEADING.match(leaf):
        return "code"
    if TEXT_HEADING.match(leaf) or (cells and counts["texts"] * 2 > cells):
        return "text"
    if cells and counts["years"] == counts["figures"] > 0 and not periods.year_of(leaf):
        return "year" if YEAR_HEADING.match(leaf) or counts["years"] > 2 else "value"
    return "value"


def period_of(path: tuple[str, ...]) -> str | None:
    """The period of a heading path: the year nearest the column, with the quarter or half it names."""
    year = next((year for text in reversed(path) if (year := periods.year_of(text))), None)
    part = next((part for text in reversed(path) if (part := periods.part_of_year(text))), "")
    return year + part if year and len(year) == 4 else year


def settle(columns: list[Column], table: Table, document: Document) -> list[Column]:
    """What columns say of one another: plain budgets beside amended ones, bare years, differences."""
    differing = is_explanation(table, columns)
    read = [as_difference(column, columns, differing) for column in columns]
    read = as_savings(read, table)
    read = [with_year_scenario(column, read, document) for column in read]
    read = [with_budget_version(column, read, document) for column in read]
    return [with_period(column, read, document) for column in read]


def is_explanation(table: Table, columns: list[Column]) -> bool:
    """Whether a table as a whole explains differences, and its headings name no scenario at all."""
    named = any(column.scenario for column in columns if column.scenario != "verschil" and column.kind == "value")
    near = (table.title, *table.section[-2:], table.note)
    return not named and any(code_of("scenarios", text) == "verschil" for text in near)


def as_difference(column: Column, columns: list[Column], differing: bool) -> Column:
    """A bare `Resultaat` or `Saldo` beside budget and realisation is their difference."""
    if column.kind != "value":
        return column
    if differing and not column.dated:
        metric = "saldo" if column.scenario == "verschil" and column.metric is None else column.metric
        return replace(column, scenario="verschil", metric=metric)
    others = {other.scenario for other in columns if other.column != column.column}
    both = "realisatie" in others and bool(others & PLANNED)
    split = any(other.metric in {"lasten", "baten"} for other in columns)
    if both and not split and DIFFERENCE.match(column.label):
        return replace(column, scenario="verschil", metric=None)
    return column


def with_year_scenario(column: Column, columns: list[Column], document: Document) -> Column:
    """The scenario of a column headed with a year alone, or with nothing, by the kind of document."""
    if column.scenario:
        return column
    if column.period is None and any(other.kind == "year" for other in columns):
        return replace(column, scenario="realisatie")  # the year of measurement stands in a column of its own
    year = periods.main_year(column.period) if column.period else document.year
    ahead = any(
        other.period and not other.scenario and periods.main_year(other.period) > document.year for other in columns
    )
    budget = document.kind is Kind.BEGROTING or (ahead and document.kind is not Kind.MONITOR)
    if document.kind is Kind.JAARSTUKKEN and year <= document.year:
        budget = False
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
    elif period is None and column.scenario == "verschil":
        compared = [
            c for c in columns if c.column < column.column and c.period and c.scenario in {*PLANNED, "realisatie"}
        ]
        period = str(periods.main_year(compared[-1].period or "")) if compared else None
    own = period is None or period == str(document.year)
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
    near = (*reversed(table.section[-1:]), table.title)
    if not any((word := find("metrics", text, "title")) and word.code == "savings" for text in near):
        return columns
    bare = next((code for text in near if (code := code_of("scenarios", text)) in SAVINGS_CODES), "taakstelling")
    return [replace(column, scenario=SAVINGS.get(column.scenario or "", column.scenario) or bare) for column in columns]
