"""Budget against realisation over the years, as a small picture for a mail with the words that say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tasks.notation import SCENARIOS, euro, number
from tasks.warehouse.queries import Row

BUDGET, SPENT, PROGNOSIS = "begroting", "realisatie", "prognose"
COLOURS = {
    BUDGET: "#8aa4c0",
    SPENT: "#154273",
    PROGNOSIS: "#b36200",
}  # 3:1 and more against white, told apart without hue
MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture as PNG, and what it shows in words."""

    png: bytes
    alt: str


def chart_of(costs: Sequence[Row], municipality: str, domain: str) -> Chart | None:
    """Bars of budget and realisation for each year; nothing where no year is known.

    Args:
        costs: With year, scenario and cost in euros; of budgets of a year the last is drawn, and so of what was spent.
        municipality: Its name, for the words.
        domain: Its name, for the words.
    """
    bars = {(row["year"], _what(row["scenario"])): row for row in costs}
    if not bars:
        return None
    told = [f"{row['year']}: {SCENARIOS[row['scenario']]} {euro(row['cost'])}" for row in bars.values()]
    return Chart(_draw(_spec(list(bars.values()))), f"Staafdiagram van {municipality}, {domain}. {'; '.join(told)}.")


def warm() -> None:
    """Load what draws: it takes ten times as long as a picture, and lets other threads work meanwhile."""
    year: Row = {"year": 2000, "scenario": "realisatie", "cost": Decimal(MILLION)}
    chart_of([year], "", "")


def _draw(spec: dict[str, Any]) -> bytes:
    import vl_convert  # loads a whole engine: only where a mail is written

    return bytes(vl_convert.vegalite_to_png(spec, scale=2))


def _spec(bars: Sequence[Row]) -> dict[str, Any]:
    """Two bars for each year, the amount above each, in millions."""
    values = [
        {"jaar": str(row["year"]), "wat": _what(row["scenario"]), "mln": float(row["cost"]) / MILLION,
         "tekst": number(row["cost"] / MILLION, 1)}
        for row in bars
    ]  # fmt: skip
    shown = [what for what in COLOURS if any(value["wat"] == what for value in values)]
    place = {
        "x": {"field": "jaar", "type": "ordinal", "title": None, "axis": {"labelAngle": 0}},
        "xOffset": {"field": "wat", "sort": list(COLOURS)},
        "y": {"field": "mln", "type": "quantitative", "title": "€ miljoen", "axis": {"format": ".0f", "tickCount": 4}},
    }
    colour = {"field": "wat", "scale": {"domain": shown, "range": [COLOURS[what] for what in shown]},
              "legend": {"title": None, "orient": "top"}}  # fmt: skip
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 300,
        "height": 150,
        "padding": 6,
        "background": "white",
        "data": {"values": values},
        "encoding": place,
        "layer": [
            {"mark": "bar", "encoding": {"color": colour}},
            {"mark": {"type": "text", "dy": -6, "fontSize": 10, "color": "#1a1a1a"},
             "encoding": {"text": {"field": "tekst"}}},
        ],
        "config": {"font": "Arial, Liberation Sans, sans-serif", "view": {"stroke": None}},
    }  # fmt: skip


def _what(scenario: str) -> str:
    return BUDGET if scenario.startswith("begroting") else PROGNOSIS if scenario == "prognose" else SPENT
