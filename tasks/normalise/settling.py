"""What the columns of a table say of one another: differences, averages, versions of the budget, savings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from tasks.language import phrase
from tasks.model import Document, Ground, Kind, Table
from tasks.municipalities import municipalities
from tasks.normalise.defaults import PLANNED, Titled, main_year, titled_of, with_period, with_scenario
from tasks.normalise.headings import SIDES, Column, Counts, read_column
from tasks.normalise.prescribed import as_of_its_own_year, as_years_of_a_budget
from tasks.structure.heading_paths import heading_paths
from tasks.vocabularies.domains import folded

DAY = re.compile(r"-\d\d-\d\d$")
BALANCES = {"saldo", "result"}
LEFT = {"resultaat"}
STANDS = {"begroting", "realisatie", "begroting_gewijzigd", "begroting_primitief"}
BEFORE_AND_AFTER = {"oud": "begroting", "nieuw": "begroting_gewijzigd"}
WITHIN = "within"  # one stand: a difference of its lasten and baten, or of something else
EXPECTED = {None, "verwacht", "prognose"}  # 'verwacht resultaat' beside a budget is what is left of it
SAVINGS = {"realisatie": "gerealiseerd_besparing", "prognose": "verwacht", "begroting": "taakstelling"}
SAVED = "besparing"  # asked for or realised: nothing says which
SAVINGS_CODES = {"taakstelling", "gerealiseerd_besparing", "openstaand", "verwacht"}


def columns_of(table: Table, document: Document, counts: dict[int, Counts]) -> list[Column]:
    """The columns of a table's body, each with what its heading path says, settled against one another."""
    paths = heading_paths(table)
    indices = sorted({cell.column for cell in table.cells if cell.column >= table.label_columns} | set(paths))
    own = own_names(document.municipality)
    read = [
        without_own_name(
            read_column(table, index, paths.get(index, ()), counts.get(index, Counter()), document.year), own
        )
        for index in indices
    ]
    return settle(as_differing_groups(within_stands(read, paths), paths), table, document)


def as_differing_groups(columns: list[Column], paths: Mapping[int, tuple[str, ...]]) -> list[Column]:
    """The total of a group is a difference where its lasten and baten are: 'Lasten, Baten, Totaal' under 'Saldo'."""
    groups = {column.column: paths.get(column.column, ())[:-1] for column in columns}
    differing = {groups[c.column] for c in columns if c.scenario == "verschil" and c.metric in SIDES} - {()}
    return [
        column.of_scenario("verschil", Ground.PRINTED)
        if column.total and groups[column.column] in differing
        else column
        for column in columns
    ]


def within_stands(columns: list[Column], paths: Mapping[int, tuple[str, ...]]) -> list[Column]:
    """A difference beside lasten and baten of one stand is left open: sums tell whether it is their saldo."""
    groups = {column.column: paths.get(column.column, ())[:-1] for column in columns}
    sides: dict[tuple[str, ...], set[str | None]] = {}
    for column in columns:
        sides.setdefault(groups[column.column], set()).add(column.metric)
    return [
        replace(column.of_scenario(None, Ground.NONE), aside=WITHIN)
        if column.scenario == "verschil"
        and phrase(" ".join(groups[column.column]), "heading").scenario in STANDS
        and sides[groups[column.column]] >= SIDES
        else column
        for column in columns
    ]


@lru_cache(maxsize=512)
def own_names(municipality: str) -> frozenset[str]:
    """The words of a municipality's name: a column headed with it is of the document's own."""
    known = municipalities().get(municipality)
    spellings = (known.plain_name, *known.spellings, *known.own_forms) if known else ()
    return frozenset({word for name in spellings for word in folded(name).split()} | {"gemeente"})


def without_own_name(column: Column, own: frozenset[str]) -> Column:
    """The column with the name of its own municipality understood."""
    if column.rest and {folded(word) for word in column.rest} <= own:
        return replace(column, rest=())
    return column


def settle(columns: list[Column], table: Table, document: Document) -> list[Column]:
    """What columns say of one another, then what title and kind of document say of what is open still."""
    columns = as_years_of_a_budget(columns, document)
    differing = is_explanation(table, columns)
    read = [as_difference(column, columns, differing) for column in columns]
    read = as_movements(as_before_and_after(as_savings(as_averages(read), table)))
    titled = Titled() if differing else titled_of(table, read)
    read = as_of_its_own_year(read, table, document)
    read = [with_scenario(column, read, document, titled) for column in read]
    read = [with_budget_version(column, read, document) for column in read]
    return [with_period(column, read, document) for column in read]


def as_averages(columns: list[Column]) -> list[Column]:
    """A bare `Gemiddeld` beside amounts and counts is the amount per client."""
    beside = {column.unit for column in columns}
    if not {"EUR", "aantal"} <= beside:
        return columns
    return [
        replace(column, metric="amount_per_client", unit="EUR", aside=None) if is_average(column) else column
        for column in columns
    ]


def as_before_and_after(columns: list[Column]) -> list[Column]:
    """`Oud` and `Nieuw` with a change beside them are the budget before and after that change."""
    versions = {column.version for column in columns}
    if not {"oud", "nieuw"} <= versions or not any(column.aside == "wijziging" for column in columns):
        return columns
    return [
        column.of_scenario(BEFORE_AND_AFTER[column.version], Ground.NEIGHBOUR)
        if column.scenario is None and column.version in BEFORE_AND_AFTER
        else column
        for column in columns
    ]


def as_movements(columns: list[Column]) -> list[Column]:
    """What is added and taken between two stands is of their scenario, where they have one: 'vermeerderingen 2026'.

    A raming is a begroting of a later year.
    """
    named = {column.scenario for column in columns if column.kind == "value" and column.scenario}
    stands = {"begroting" if scenario == "meerjarenraming" else scenario for scenario in named}
    if len(stands) != 1 or not stands <= STANDS:
        return columns
    (scenario,) = stands
    return [
        replace(column.of_scenario(scenario, Ground.NEIGHBOUR), aside=None)
        if column.aside == "verloop" and column.dated and not column.rest and column.scenario is None
        else column
        for column in columns
    ]


def is_average(column: Column) -> bool:
    """Whether a heading says nothing but that its figures are averages."""
    return column.aside == "gemiddelde" and not column.rest and not column.metric


def is_explanation(table: Table, columns: Sequence[Column]) -> bool:
    """Whether a table as a whole explains differences, and its headings name no scenario at all."""
    named = any(column.scenario for column in columns if column.scenario != "verschil" and column.kind == "value")
    figures = [column for column in columns if column.kind == "value"]
    if figures and not any(column.scenario or column.dated for column in figures) and each_flagged(columns):
        return True
    near = [text for text in (table.title, *table.section[-2:], table.note) if not is_heading_line(text)]
    if any(phrase(text, "title").metric == "reserves" for text in (table.title, *table.section[-1:])):
        return False  # what is added to a reserve and taken from it is booked
    return not named and any("verschil" in phrase(text, "title").scenarios for text in near)


def is_heading_line(text: str) -> bool:
    """Whether a text names several stands with their years: the headings of columns on one line, and no title."""
    said = phrase(text, "title")
    return len(said.periods) > 1 and len(said.scenarios) > 1


def each_flagged(columns: Sequence[Column]) -> bool:
    """Whether V or N stands behind the figures of every column: only what is better or worse than planned has those."""
    kinds = ["flag" if column.kind == "flag" and column.flags else column.kind for column in columns]
    return all(after == "flag" for kind, after in zip(kinds, [*kinds[1:], ""], strict=True) if kind == "value")


def as_difference(column: Column, columns: Sequence[Column], differing: bool) -> Column:
    """A bare `Resultaat` or `Saldo` beside budget and realisation is their difference."""
    if column.kind != "value":
        return column
    if differing and not column.dated:
        metric = "saldo" if column.scenario == "verschil" and column.metric is None else column.metric
        ground = Ground.PRINTED if column.scenario == "verschil" else Ground.TITLE
        return replace(column.of_scenario("verschil", ground), metric=metric)
    split = any(other.metric in SIDES for other in columns) and not has_balances(column, columns)
    if is_compared(columns) and not split and (is_left(column) or column.flags):
        return replace(column.of_scenario("verschil", Ground.NEIGHBOUR), metric=None, aside=None)
    return column


def has_balances(column: Column, columns: Sequence[Column]) -> bool:
    """Whether the balances of what is compared stand beside a column, which has no lasten and baten of its own."""
    of_it = [other for other in columns if column.period in {None, other.period} and other.column != column.column]
    own = any(other.metric in SIDES and other.scenario == column.scenario for other in of_it)
    return not own and is_compared([other for other in of_it if other.metric in BALANCES])


def is_compared(columns: Sequence[Column]) -> bool:
    """Whether figures of a budget stand beside those of another, or of what was realised or is expected."""
    planned = [column for column in columns if column.scenario in PLANNED - {"prognose"}]
    happened = any(column.scenario in {"realisatie", "prognose"} for column in columns)
    return bool(planned) and (happened or len(planned) > 1)


def is_left(column: Column) -> bool:
    """Whether a column is a balance of no scenario; 'Saldo 1-1-2024' is what there was on that day."""
    if column.scenario not in EXPECTED or column.rest or DAY.search(column.period or ""):
        return False
    return column.metric in BALANCES or column.aside in LEFT


def with_budget_version(column: Column, columns: Sequence[Column], document: Document) -> Column:
    """A plain budget beside an amended one of the same year is the original, and the other way round."""
    if column.scenario != "begroting":
        return column
    if document.kind is Kind.BEGROTING and column.period and main_year(column.period) > document.year:
        return replace(column, scenario="meerjarenraming")
    year = column.period or str(document.year)
    beside = {other.scenario for other in columns if (other.period or str(document.year)) == year}
    if "begroting_gewijzigd" in beside and "begroting_primitief" not in beside:
        return column.of_scenario("begroting_primitief", Ground.NEIGHBOUR)
    if "begroting_primitief" in beside and "begroting_gewijzigd" not in beside:
        return column.of_scenario("begroting_gewijzigd", Ground.NEIGHBOUR)
    return column


def as_savings(columns: list[Column], table: Table) -> list[Column]:
    """In a table of savings a realisation is a saving realised; bare years are what the table's title says, or open."""
    near = (*reversed(table.section[-1:]), table.title, table.note)
    said = [phrase(text, "title") for text in near]
    titled = any(found.metric == "savings" or "taakstelling" in found.scenarios for found in said)
    scenarios = {column.scenario for column in columns if column.kind == "value"}
    if "streefwaarde" in scenarios:
        return columns  # indicators that stand below the savings
    if not titled and ("taakstelling" not in scenarios or scenarios & PLANNED):
        return columns
    named = (code for text in near for code in phrase(text, "title").scenarios if code in SAVINGS_CODES)
    bare = next(named, None)
    saved = [replace(column, scenario=SAVINGS.get(column.scenario or "", column.scenario)) for column in columns]
    added = Counter(column.scenario for column in saved if column.scenario in SAVINGS_CODES).most_common(1)
    total = added[0][0] if added else bare  # a total is of what most of its columns are
    return [column if column.scenario else _of_savings(column, total, bare) for column in saved]


def _of_savings(column: Column, total: str | None, bare: str | None) -> Column:
    if column.rest:
        return column
    said, ground = (total, Ground.NEIGHBOUR) if column.total and column.understood else (bare, Ground.TITLE)
    return column.of_scenario(said, ground) if said else replace(column, aside=SAVED)
