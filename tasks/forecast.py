"""The end of the year from a part of it: what the data allow, always named, with an interval and its error of before.

- three or more earlier years with the same part: chain ladder, the volume-weighted factor of those years, with the
  interval of Mack (80 %), and the mean error when each of those years is forecast from the others;
- one or two: the ratios of those years beside the run rate, as a range without a point;
- none: the run rate, without a range: nothing says how far off it may be.

Where a document gives months, the part is January up to the last of them, and earlier years count by the same months.

A library (chainladder) was weighed and left: it brings pandas and scikit-learn for a factor and a variance of one step.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from tasks.notation import MONTHS
from tasks.warehouse.queries import Row, fetched
from tasks.warehouse.statements import statement

ENOUGH = 3  # vintages for a point
YEAR = 12
UP_TO, QUARTER = "M", "Q"  # begin the names of parts: January up to a month, and a quarter of Iv3
# Student's t at 90 % by degrees of freedom: an interval of 80 %.
T90 = {2: 1.886, 3: 1.638, 4: 1.533, 5: 1.476, 6: 1.440, 7: 1.415, 8: 1.397, 9: 1.383}
T_MANY = 1.282


@dataclass(frozen=True, slots=True)
class Vintage:
    """An earlier year: what its part was, and what it came to, in euros."""

    year: int
    part: float
    whole: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """The end of a year in euros; `error` is the mean error of the method on earlier years, in percent."""

    method: str
    vintages: int
    run_rate: float
    point: float | None = None
    low: float | None = None
    high: float | None = None
    error: float | None = None


def estimate(part: float, months: int, before: Sequence[Vintage]) -> Estimate:
    """The end of the year from what `months` of it cost and what earlier years did.

    Args:
        part: Cost of the months, in euros.
        months: How many months from January that are.
        before: Earlier years with the same part; those with nothing in it are left out.
    """
    known = [one for one in before if one.part > 0 and one.whole > 0]
    run_rate = part * YEAR / months
    if len(known) >= ENOUGH:
        return _chain_ladder(part, run_rate, known)
    if not known:
        return Estimate(f"doorgetrokken (x {YEAR}/{months}); geen marge bekend", 0, run_rate)
    guesses = [run_rate, *(part * one.whole / one.part for one in known)]
    missed = [abs(one.part * YEAR / months - one.whole) / one.whole for one in known]
    years = "1 jaar" if len(known) == 1 else f"{len(known)} jaren"
    return Estimate(
        f"jaarverhouding van {years} naast doorgetrokken: een marge, geen getal",
        len(known),
        run_rate,
        low=min(guesses),
        high=max(guesses),
        error=100 * sum(missed) / len(missed),
    )


def _chain_ladder(part: float, run_rate: float, known: Sequence[Vintage]) -> Estimate:
    factor = _factor(known)
    spread = sum(one.part * (one.whole / one.part - factor) ** 2 for one in known) / (len(known) - 1)
    deviation = math.sqrt(part**2 * spread / sum(one.part for one in known) + part * spread)
    reach = T90.get(len(known) - 1, T_MANY) * deviation
    missed = [abs(one.part * _factor([o for o in known if o is not one]) - one.whole) / one.whole for one in known]
    return Estimate(
        f"chain ladder over {len(known)} jaren, marge 80 %",
        len(known),
        run_rate,
        point=part * factor,
        low=part * factor - reach,
        high=part * factor + reach,
        error=100 * sum(missed) / len(missed),
    )


def _factor(known: Sequence[Vintage]) -> float:
    return sum(one.whole for one in known) / sum(one.part for one in known)


def forecasts(con: duckdb.DuckDBPyConnection, municipality: str, year: int, as_of: date) -> list[Row]:
    """The end of a year for every product or taakveld with a part of it, by what was known on a day.

    Returns:
        Rows with concept, label, metric, part, amount, the fields of `Estimate`, the outcome where it is known by now,
        and `explain`.
    """
    asked = {"municipality": municipality, "year": year, "as_of": as_of}
    found = fetched(con, statement("forecast/parts"), asked)
    now = {row["explain"]: row for row in fetched(con, statement("forecast/parts"), asked | {"as_of": date.max})}
    made = [
        (row, estimate(row["amount"], row["months"], [Vintage(o["year"], o["amount"], o["year_amount"]) for o in same]))
        for row in found
        if row["year"] == year
        for same in [[o for o in found if o["year"] < year and _thing(o) == _thing(row) and o["year_amount"]]]
    ]
    return [_row(municipality, year, row, made, now[row["explain"]]["year_amount"]) for row, made in picked(made)]


def picked(parts: Iterable[tuple[Row, Estimate]]) -> list[tuple[Row, Estimate]]:
    """Of each thing the part that says most: with the most earlier years to go by, then the most months.

    Iv3 has an extent of its own, so its quarters stand beside that.
    """
    found: dict[tuple[Any, ...], tuple[Row, Estimate]] = {}
    for row, made in parts:
        own = "" if row["part"].startswith(QUARTER) else "own"
        key = (row["concept"], row["metric"], own or row["part"])
        before = found.get(key)
        if before is None or _worth(row, made) > _worth(*before):
            found[key] = row, made
    return list(found.values())


def _worth(row: Row, made: Estimate) -> tuple[int, int]:
    return min(made.vintages, ENOUGH), row["months"]


def _named(made: Estimate, row: Row) -> str:
    """The method, with the months that it rests on where a part is counted by them."""
    return f"maanden t/m {MONTHS[row['months'] - 1]}: {made.method}" if row["part"].startswith(UP_TO) else made.method


def _thing(row: Row) -> tuple[Any, ...]:
    return row["concept"], row["metric"], row["part"]


def _row(municipality: str, year: int, row: Row, made: Estimate, outcome: float | None) -> Row:
    return {
        "municipality": municipality,
        "year": year,
        "concept": row["concept"],
        "label": row["label"],
        "metric": row["metric"],
        "part": row["part"],
        "amount": row["amount"],
        "run_rate": round(made.run_rate),
        "point": made.point and round(made.point),
        "low": made.low and round(made.low),
        "high": made.high and round(made.high),
        "error": made.error and round(made.error, 2),
        "vintages": made.vintages,
        "method": _named(made, row),
        "outcome": outcome,
        "explain": row["explain"],
    }
