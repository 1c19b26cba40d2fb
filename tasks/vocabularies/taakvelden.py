"""Taakvelden in labels: a code with its name, in the regime of a year (2017, 2023 and 2025 changed the codes)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from tasks.vocabularies import key, vocabulary

# '6.71A Hulp bij het huishouden', '6-72_  Maatwerk dienstverlening 18-', '6.1 - Samenkracht'; not '6.2.1 In 2024 …'
CODED = re.compile(
    r"^\s*(?P<said>(?:[Tt]aakveld|[Tt][Vv]\.?)\s+)?(?P<field>\d)(?P<mark>[.,\-])(?P<number>\d{1,3})(?P<part>[a-dA-D]?)_?"
    r"(?![\w]|[.,\-]\d)\s*[-–:.]?\s*(?P<name>.*?)[\s.…]*$",
    re.DOTALL,
)
LIKE = 0.8  # the code vouches for the name: 'Jeugdzorg behandeling' at 6.72b is 'Jeugdhulp behandeling'
PREFIX = 8  # published tables cut long names: at least so many characters must be left


@dataclass(frozen=True, slots=True)
class Taakveld:
    """A taakveld as read in a label; `valid` says whether its code was in force in the year asked for."""

    code: str
    domain: str
    valid: bool


@dataclass(frozen=True, slots=True)
class _Line:
    code: str
    domain: str
    first: int
    last: int
    names: tuple[str, ...]


@lru_cache(maxsize=1)
def _lines() -> tuple[_Line, ...]:
    return tuple(
        _Line(
            row["code"],
            row["domain"],
            row["valid_from"],
            row["valid_to"] or 9999,
            (key(row["name"]), *map(key, row["fixes"])),
        )
        for row in vocabulary("taakvelden").iter_rows(named=True)
    )


@lru_cache(maxsize=8192)
def taakveld(label: str, year: int) -> Taakveld | None:
    """The taakveld of a label where code and name agree.

    Programmes number their own products too ('7.1-Maatschappelijke Ondersteuning' is no Volksgezondheid),
    so a code alone counts only where it is said to be one ('Taakveld 6.3') or is too long for such a number ('6.71a').
    A spreadsheet that takes codes for numbers drops their last zero: 6.60 is 6,6 there.
    """
    match = CODED.match(label)
    if match is None:
        return None
    code = f"{match['field']}.{match['number']}{match['part'].lower()}"
    lines = [line for line in _lines() if line.code == code]
    if match["name"]:
        name = key(match["name"])
        lines = [line for line in lines if any(_agrees(name, known) for known in line.names)]
    elif match["said"]:
        lines = _in_force_or_cut(code, lines, year, cut=match["mark"] == ",")
    elif len(match["number"] + match["part"]) < 2:
        return None
    return _pick(lines, year)


def _in_force_or_cut(code: str, lines: list[_Line], year: int, *, cut: bool) -> list[_Line]:
    """The lines of a code, or of the one that it is without its last zero; none where a `cut` one may be either."""
    longer = [line for line in _lines() if line.code == f"{code}0" and line.first <= year <= line.last]
    if not any(line.first <= year <= line.last for line in lines):
        return longer or lines
    return [] if cut and longer else lines


@lru_cache(maxsize=8192)
def taakveld_named(label: str, year: int) -> Taakveld | None:
    """The taakveld in force that a label without a code names exactly."""
    name = key(label)
    in_force = [line for line in _lines() if line.names[0] == name and _valid(line, year)]
    return _pick(in_force, year) if len({line.code for line in in_force}) == 1 else None


def _agrees(name: str, known: str) -> bool:
    if name == known or (len(name) >= PREFIX and known.startswith(name)):
        return True
    return SequenceMatcher(None, name, known).ratio() >= LIKE


def _valid(line: _Line, year: int) -> bool:
    """In force in the year or in the one before it, which documents print for comparison."""
    return line.first <= year and year - 1 <= line.last


def _pick(lines: list[_Line], year: int) -> Taakveld | None:
    if not lines:
        return None
    line = next((line for line in reversed(lines) if _valid(line, year)), lines[-1])
    return Taakveld(line.code, line.domain, _valid(line, year))
