"""What is prescribed of a kind of document, and so need not be printed (BBV; docs/adr/0040).

A budget has the accounts of the year before last, the budget of the last year and its own, and three years to come; in
its paragraphs it calculates its own year; the balance of accounts is of the end of their year.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tasks.language import phrase
from tasks.language.asking import are_years_of_a_budget
from tasks.language.documents import is_half_of_a_balance
from tasks.language.patterns import spelling_of
from tasks.model import Document, Ground, Kind, Table
from tasks.normalise.headings import Column

LEFT, PLANNED, FEWEST_BUDGETS = "resultaat", "begroting", 2
ACCOUNTS_BEFORE = -2  # years: those of the last year are not made up where a budget is drawn up
CALCULATED = re.compile(rf"\b(?:{spelling_of('lines', 'calculated')})", re.IGNORECASE)


def as_years_of_a_budget(columns: list[Column], document: Document) -> list[Column]:
    """The columns of a budget with the years that their order gives them, and the accounts before them."""
    return _with_accounts(_in_order(columns, document), document) if document.kind is Kind.BEGROTING else columns


def as_of_its_own_year(columns: list[Column], table: Table, document: Document) -> list[Column]:
    """The one column of a table that can be of no other year than that of its document."""
    figures = [column for column in columns if column.kind == "value"]
    scenario = _of_its_own_year(table, document) if len(figures) == 1 else None
    return [
        column.of_scenario(scenario, Ground.KIND).of_period(str(document.year), Ground.KIND)
        if scenario and column in figures and not (column.rest or column.scenario or column.period or column.aside)
        else column
        for column in columns
    ]


def _in_order(columns: list[Column], document: Document) -> list[Column]:
    """The years of a budget in their order, where no heading names one."""
    figures = [column for column in columns if column.kind == "value"]
    if not are_years_of_a_budget(tuple(column.label for column in figures)):
        return columns
    years = {c.column: str(document.year + at) for at, c in enumerate(figures, start=ACCOUNTS_BEFORE)}
    return [
        column.of_period(years[column.column], Ground.KIND) if column.column in years else column for column in columns
    ]


def _with_accounts(columns: list[Column], document: Document) -> list[Column]:
    """The result of the year before last is what its accounts say, beside budgets of later years: 'Resultaat 2024'."""
    before = str(document.year + ACCOUNTS_BEFORE)
    others = [column for column in columns if column.kind == "value" and column.aside != LEFT]
    budgets = {column.period for column in others if column.dated and (column.scenario or "").startswith(PLANNED)}
    if len(budgets) < FEWEST_BUDGETS or any(column.period == before for column in others):
        return columns
    return [
        replace(column.of_scenario("realisatie", Ground.KIND), aside=None)
        if column.aside == LEFT and column.period == before and not (column.rest or column.scenario)
        else column
        for column in columns
    ]


def _of_its_own_year(table: Table, document: Document) -> str | None:
    """The scenario of amounts of the year of the document, in a table that can be of no other."""
    titles = (table.title, *table.section[1:])  # the first names the document
    if document.kind is Kind.BEGROTING and any(map(CALCULATED.search, titles)):
        named = [said for title in titles if (said := phrase(title, "title")).scenarios or said.periods]
        return None if named else "begroting"
    return "realisatie" if document.kind is Kind.JAARSTUKKEN and is_half_of_a_balance(table.title) else None
