"""What may be compared over years: taakvelden changed in 2023 and in 2025, and only some of them hold across that.

`crosswalk.csv` has a line for each thing that went on under other codes: the codes that together are it in each
regime, whether its figures may be compared, and if not the reason (facts of the CBS definition files 2017-2026).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from tasks.vocabularies import vocabulary

REGIMES = ((2017, 2022), (2023, 2024), (2025, 9999))
TAAKVELD = "taakveld."
BEFORE = f"Vóór {REGIMES[0][0]} waren er geen taakvelden maar functies."


@dataclass(frozen=True, slots=True)
class Comparison:
    """Whether two figures may be compared; the reason where not, or what to know where they may."""

    allowed: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """One line of the crosswalk: the codes that together are it, by regime."""

    code: str
    label: str
    codes: tuple[frozenset[str], ...]
    holds: bool
    reason: str


def comparable(code_a: str, year_a: int, code_b: str, year_b: int) -> Comparison:
    """Whether the figure of a taakveld (or of several that belong together, `6.82a+6.82b`) may be held against another.

    Args:
        code_a: a code, or codes joined with `+`; `taakveld.` in front of it is left out.
        year_a: the year that the code is used in.
        code_b: the code or codes of the other figure.
        year_b: its year.
    """
    first, second = _regime(year_a), _regime(year_b)
    if first is None or second is None:
        return Comparison(False, BEFORE)
    a, b = _codes(code_a), _codes(code_b)
    if first == second:
        same = a == b
        return Comparison(same, "" if same else f"{code_a} en {code_b} zijn in deze jaren verschillende taakvelden.")
    thing = next((thing for thing in things() if thing.codes[first] == a and thing.codes[second] == b), None)
    if thing is None:
        return Comparison(False, _why_not(a, b, first, second))
    return _across(thing, first, second)


def _across(thing: Thing, first: int, second: int) -> Comparison:
    """Whether what goes on may be compared over two regimes."""
    broken = 2 in (first, second)  # what does not hold broke in 2025
    if broken and not thing.holds:
        return Comparison(False, thing.reason)
    renamed = thing.codes[first] != thing.codes[second]
    known = [f"{thing.label}: dezelfde taken onder andere codes."] if renamed else []
    return Comparison(True, " ".join([*known, *([thing.reason] if broken and thing.reason else [])]))


def _why_not(a: frozenset[str], b: frozenset[str], first: int, second: int) -> str:
    """Which codes would have to be taken together, where that is known; a whole domain is the last in the file."""
    for thing in things():
        for codes, here, there in ((a, first, second), (b, second, first)):
            if thing.holds and codes < thing.codes[here] and thing.codes[there]:
                part, whole = "+".join(sorted(codes)), thing.label.lower()
                return f"{part} is een deel van {whole}; alleen het geheel is te vergelijken."
    return f"{'+'.join(sorted(a))} en {'+'.join(sorted(b))} zijn niet dezelfde taken; de indeling is veranderd."


def _codes(text: str) -> frozenset[str]:
    return frozenset(code.removeprefix(TAAKVELD) for code in text.split("+"))


def _regime(year: int) -> int | None:
    return next((index for index, (start, end) in enumerate(REGIMES) if start <= year <= end), None)


@lru_cache(maxsize=1)
def things() -> tuple[Thing, ...]:
    """The lines of the crosswalk."""
    return tuple(
        Thing(
            row["code"],
            row["label"],
            tuple(frozenset(filter(None, row[f"codes_{start}"].split("|"))) for start, _ in REGIMES),
            row["holds"] == "1",
            row["reason"],
        )
        for row in vocabulary("crosswalk").iter_rows(named=True)
    )


def parts() -> pl.DataFrame:
    """The codes of every line in each regime, and those of earlier ones (`earlier`): some still book on them."""
    rows = [
        (thing.code, *REGIMES[regime], TAAKVELD + code, code not in thing.codes[regime])
        for thing in things()
        for regime in range(len(REGIMES))
        for code in sorted(frozenset().union(*thing.codes[: regime + 1]))
        if thing.codes[regime]
    ]
    return pl.DataFrame(rows, ["aggregate", "first_year", "last_year", "concept", "earlier"], orient="row")


def regimes() -> pl.DataFrame:
    """Every line in each regime: its codes, and whether the first year may be held against the year before."""
    rows = []
    for thing in things():
        for regime, (start, end) in enumerate(REGIMES):
            said = _step(thing, regime)
            codes = sorted(TAAKVELD + code for code in thing.codes[regime])
            rows.append((thing.code, thing.label, start, end, codes, said.allowed, said.reason))
    columns = ["aggregate", "label", "first_year", "last_year", "concepts", "comparable", "reason"]
    return pl.DataFrame(rows, columns, orient="row")


def _step(thing: Thing, regime: int) -> Comparison:
    """Whether the first year of a regime may be held against the last of the one before."""
    if regime == 0:
        return Comparison(False, BEFORE)
    if not thing.codes[regime - 1]:
        return Comparison(False, f"Vóór {REGIMES[regime][0]} was {thing.label} geen apart taakveld.")
    return _across(thing, regime - 1, regime)
