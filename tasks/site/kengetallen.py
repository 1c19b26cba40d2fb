"""The page of each KPI of a municipality: its table as its folder asks for it, with a picture where that tells more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from tasks.site import addresses, pictures, words
from tasks.site.gathering import shown
from tasks.site.model import Held, Page, Row
from tasks.warehouse.explain import rule
from tasks.warehouse.kpis import Kpi
from tasks.ways import FIGURES, WAYS

MOST_ROWS = 150  # on the page: the newest years first
MOST_CELLS = 3  # that a row leads to
CODE = re.compile(r"(?<![a-z_])[a-z_]+[./][\w.-]+")  # what has no name in any list is named as it is printed
SCENARIOS = ("scenario", "scenario_realisatie")  # columns that hold a code
UNDER_YEARS = ("year", "period")
NOTE = "let op"  # a sentence that comes back in many rows: in a column it makes each as high as the screen of a phone

Draw = Callable[[Sequence[Row]], list[pictures.Picture]]
PICTURES: Mapping[str, tuple[Draw, str]] = {
    "growth_split": (
        pictures.growth,
        "Van het ene jaar naar het andere: meer of minder cliënten, hogere prijzen, zwaardere of langere hulp. "
        "Rood is meer, oranje is minder.",
    ),
    "benchmark": (
        pictures.peers,
        "Streep: van het eerste tot het derde kwartiel van de groep, de mediaan als dwarsstreep. Stip: de gemeente.",
    ),
}


def pages(held: Held) -> Iterator[Page]:
    """One page for each KPI that the municipality has."""
    for kpi in shown():
        if rows := held.kpis.get(kpi.name):
            yield Page(addresses.kpi(held.code, kpi.name), "kpi.html.j2", _page(held, kpi, rows))


def listed(held: Held) -> list[tuple[str, str]]:
    """The titles of these pages with their addresses."""
    return [(kpi.title, addresses.kpi(held.code, kpi.name)) for kpi in shown() if held.kpis.get(kpi.name)]


def _page(held: Held, kpi: Kpi, rows: Sequence[Row]) -> Mapping[str, Any]:
    newest = sorted(rows, key=_when, reverse=True)
    draw, legend = PICTURES.get(kpi.name, (None, ""))
    notes: list[str] = []
    return {
        "title": f"{held.name}: {kpi.title}",
        "name": kpi.title,
        "municipality": (held.name, addresses.municipality(held.code)),
        "rule": rule(f"kpi/{kpi.name}/query") if kpi.has_ids else "",
        "charts": draw(newest) if draw else [],
        "legend": legend,
        "heads": [(one.head or "V of N", one.way in FIGURES) for one in kpi.show if one.head != NOTE],
        "with_year": "year" in rows[0],
        "lines": [_line(held, kpi, row, notes) for row in newest[:MOST_ROWS]],
        "notes": notes,
        "more": max(0, len(rows) - MOST_ROWS),
    }


def _when(row: Row) -> str:
    return str(next((row[name] for name in UNDER_YEARS if name in row), ""))[:4]


def _line(held: Held, kpi: Kpi, row: Row, notes: list[str]) -> Mapping[str, Any]:
    """One row; what is to be known of it goes into the notes below the table, once, and by its number into the row."""
    figures = [held.by_id[id_] for id_ in row.get("observation_ids") or () if id_ in held.by_id]
    printed = words.label(figures[0]) if figures and CODE.fullmatch(str(row.get("label"))) else None
    named = {**row, "label": printed} if printed else row
    told = [said for one in kpi.show if one.head == NOTE and (said := _text(named, one.way, one.of))]
    notes += [said for said in told if said not in notes]
    return {
        "year": row.get("year"),
        "cells": [(_text(named, one.way, one.of), one.way in FIGURES) for one in kpi.show if one.head != NOTE],
        "notes": [notes.index(said) + 1 for said in told],
        "from": [(words.plain(one["raw"]), held.address_of(one)) for one in _first(figures)],
        "more": max(0, len(figures) - MOST_CELLS),
    }


def _first(figures: Sequence[Row]) -> Sequence[Row]:
    """The figures that a row leads to: all of a few, of many those that weigh most: many cells of Iv3 are noughts."""
    if len(figures) <= MOST_CELLS:
        return figures
    return sorted(figures, key=lambda one: -abs(one["value"] or 0))[:MOST_CELLS]


def _text(row: Row, way: str, of: str) -> str:
    value: object = WAYS[way](row, of)
    if value is None:
        return ""
    said = str(value)
    return words.scenario(said) if of in SCENARIOS and way == "text" else words.plain(said)
