"""What may be compared over years: taakvelden changed in 2023 and in 2025, and only some of them hold across that.

`crosswalk.csv` has a line for each thing that went on under other codes: the codes that together are it in each
regime, whether its figures may be compared, and if not the reason (facts of the CBS definition files 2017-2026).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tasks.vocabularies import vocabulary

REGIMES = ((2017, 2022), (2023, 2024), (2025, 9999))
TAAKVELD = "taakveld."


@dataclass(frozen=True, slots=True)
class Comparison:
    """Whether two figures may be compared; the reason where not, or what to know where they may."""

    allowed: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """One line of the crosswalk: the codes that together are it, by regime."""

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
        return Comparison(False, f"Vóór {REGIMES[0][0]} waren er geen taakvelden maar functies.")
    a, b = _codes(code_a), _codes(code_b)
    if first == second:
        same = a == b
        return Comparison(same, "" if same else f"{code_a} en {code_b} zijn in deze jaren verschillende taakvelden.")
    thing = next((thing for thing in things() if thing.codes[first] == a and thing.codes[second] == b), None)
    if thing is None:
        return Comparison(False, _why_not(a, b, first, second))
    broken = 2 in (first, second)  # what does not hold broke in 2025
    if broken and not thing.holds:
        return Comparison(False, thing.reason)
    known = [f"{thing.label}: dezelfde taken onder andere codes."] if a != b else []
    return Comparison(True, " ".join([*known, *([thing.reason] if broken and thing.reason else [])]))


def _why_not(a: frozenset[str], b: frozenset[str], first: int, second: int) -> str:
    """Which codes would have to be taken together, where that is known."""
    for codes, here, there in ((a, first, second), (b, second, first)):
        whole = next(
            (thing for thing in things() if thing.holds and codes < thing.codes[here] and thing.codes[there]), None
        )
        if whole:
            return (
                f"{'+'.join(sorted(codes))} is een deel van {whole.label.lower()}; alleen het geheel is te vergelijken."
            )
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
            row["label"],
            tuple(frozenset(filter(None, row[f"codes_{start}"].split("|"))) for start, _ in REGIMES),
            row["holds"] == "1",
            row["reason"],
        )
        for row in vocabulary("crosswalk").iter_rows(named=True)
    )
