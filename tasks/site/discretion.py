"""What is not shown of few people, taken out of what the pages are made of: they never see it.

Which figures those are says tasks/privacy.py. Here they are taken out of tables, findings and KPIs, for a page shows a
figure in many places.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any

import duckdb

from tasks.privacy import hold_suppressed, mark, without_small_counts
from tasks.site.model import Row
from tasks.warehouse.queries import rows

FACT = ("municipality", "concept", "metric", "scenario", "period")
TEXTS = ("table_title", "row_label", "column_label", "text", "printed", "computed", "name", "document")
UNTOLD = "Een bevinding over cijfers die niet getoond worden."
DIGIT = re.compile(r"\d")
MAY_COUNT = re.compile(
    r"(?i)\b\d{1,2}\s|één|enkele|twee|drie|vier|vijf|zes|zeven|acht|negen"
)  # the rest is quicker passed
Held = dict[str, list[Row]]


def hide(con: duckdb.DuckDBPyConnection, held: Held, least: int) -> None:
    """Take out of the rows of `sql/site` what would tell of fewer than `least` people; `site_statement` is at hand."""
    hold_suppressed(con, "site_statement", least)
    hidden = rows(con, "site/hidden")
    why = {row["observation_id"]: row["reason"] for row in hidden}
    _figures(held["figures"], why, least)
    _cells(held["cells"], held["figures"], least)
    _findings(held["findings"], held["figures"], hidden)
    for name, found in held.items():
        if found and "observation_ids" in found[0]:
            held[name] = without(found, why)
    for found in held.values():
        _texts(found, least)


def without(kpis: Sequence[Row], hidden: Collection[str]) -> list[Row]:
    """The rows of KPIs that rest on nothing hidden."""
    return (
        [kpi for kpi in kpis if not any(id_ in hidden for id_ in kpi["observation_ids"] or ())]
        if hidden
        else list(kpis)
    )


def _figures(figures: Sequence[Row], why: Mapping[str, str], least: int) -> None:
    for figure in figures:
        reason = why.get(figure["observation_id"])
        figure["hidden"] = mark(reason, least) if reason else None
        if reason:
            figure |= {"raw": figure["hidden"], "value": None}


def _cells(cells: Sequence[Row], figures: Sequence[Row], least: int) -> None:
    marks = {_place(figure): figure["hidden"] for figure in figures if figure["hidden"]}
    for cell in cells:
        if instead := marks.get(_place(cell)):
            cell |= {"text": instead, "discreet": True}


def _place(row: Row) -> tuple[Any, ...]:
    return row["document_id"], row["table_id"], row["row"], row["column"]


def _findings(findings: Sequence[Row], figures: Sequence[Row], hidden: Sequence[Row]) -> None:
    """A finding in a table with a hidden figure, or at a figure that elsewhere is hidden, tells no number."""
    tables = {(row["document_id"], row["table_id"]) for row in hidden}
    facts = {tuple(row[name] for name in FACT) for row in hidden}
    places = {
        (figure["document_id"], figure["locator"])
        for figure in figures
        if facts and tuple(figure[name] for name in FACT) in facts
    }
    for finding in findings:
        beside = (finding["document_id"], finding["table_id"]) in tables
        if not beside and (finding["document_id"], finding["locator"]) not in places:
            continue
        if any(DIGIT.search(finding[name] or "") for name in ("text", "printed", "computed")):
            finding |= {"text": UNTOLD, "printed": None, "computed": None}


def _texts(found: Sequence[Row], least: int) -> None:
    """Few texts tell of a few people: rows are looked at only where one of all texts does."""
    for name in (name for name in TEXTS if found and name in found[0]):
        texts = {row[name] for row in found if isinstance(row[name], str)}
        instead = {text: said for text in texts if (said := _discreet(text, least)) != text}
        for row in found if instead else ():
            if row[name] in instead:
                row |= {name: instead[row[name]], "discreet": True}


@lru_cache(maxsize=65536)
def _discreet(text: str, least: int) -> str:
    """The same labels and headings come back in every year and row."""
    return without_small_counts(text, least) if MAY_COUNT.search(text) else text
