"""Splitting a heading line without separators into the headings of its columns.

A heading is a year, a measure or scenario, or one of each in either order: '2023Prog 2023 Begr prim.' are two,
'Realisatie 2021 Begroting 2022' too. How many there must be is told by the figures in the rows below. Of several
divisions the one is meant in which the columns are headed alike and nothing is left over but the corner.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from tasks.language import phrase
from tasks.language.headlines import (
    AFTER,
    BEFORE,
    BUDGET,
    DATE,
    DIFFER,
    DIFFERENCE,
    DIFFERENCE_OF_YEARS,
    FORECAST,
    LABEL_HEAD,
    LETTERS,
    MEASURE,
    OF_ANY,
    PART,
    PERIOD,
    RESULT,
    ROMAN,
    SHORT_YEAR,
    VERSION,
    VERSIONS,
)
from tasks.language.lines import is_only
from tasks.language.patterns import spelling_of
from tasks.structure.spaced.dividing import divide

WHOLE = spelling_of("scales", "whole").replace("'", "['’]")
_TAIL = rf"(?:\s+(?:{AFTER}))*(?![^\W\d])"
# What is counted has no version of its own: 'Totaal | Prim. begr. 2024'.
_OF_MEASURE = rf"(?:\s+(?!(?:{BEFORE})\s+(?:{BUDGET}))(?:{AFTER}))*(?![^\W\d])"
ATOM = re.compile(
    rf"(?P<difference>\b(?:{DIFFERENCE_OF_YEARS}|(?:(?:{DIFFER})\s+)?{DIFFERENCE}|(?:{DIFFER}){_TAIL}))"
    rf"|(?P<part>{PART})|(?P<year>(?<![\d.,])(?:{DATE}|{PERIOD}|{SHORT_YEAR})(?![\d.,]\d|\d))"
    rf"|(?P<scenario>(?<![^\W\d])(?:(?:(?:{BEFORE})(?:\s+|(?<=\.)))*(?:{BUDGET}|{FORECAST}){_TAIL}"
    rf"|(?:(?:{OF_ANY})\s+)*(?:{RESULT}){_TAIL}|{LETTERS}))"
    rf"|(?P<measure>(?<![^\W\d])(?:(?:{BEFORE})\s+)*(?:{MEASURE}){_OF_MEASURE})"
    rf"|(?P<version>(?<![^\W\d])(?:{VERSION})(?![^\W\d]))"
    rf"|(?P<xtra>\(\s*[\da-d]\s*(?:[-–+/]\s*[\da-d]\s*)*\)|\(?\b(?:{WHOLE})\)?|\(€\))"
)  # of text in lower case: sought in half the time that ignoring case takes
PERIODS = re.compile(rf"(?<![\d.,'’-])(?:(?:{PART})\s*)?(?<!\d)(?:{PERIOD}|{SHORT_YEAR})(?![\d.,-]\d|\d)")
FEWEST_PERIODS = 3  # words between years may be prose; between three or more they are headings
TORN = re.compile(r"^[smd]y$", re.IGNORECASE)  # 'Begroting 2024' heads one column, or is a title
ROMANS = re.compile(ROMAN)
NAME = re.compile(r"^[A-ZÀ-Ý][^\W\d]*\.?$")
MOST_WORDS = 3  # that name a column beside its period


class Atom(NamedTuple):
    """A piece of a heading that cannot be split: its kind and where it stands in the line."""

    kind: str
    start: int
    end: int


Division = tuple[str, list[tuple[int, int]]]  # the corner, and where each heading stands


@lru_cache(maxsize=2048)  # a line is asked as one of a table, and as a heading of so many columns
def atoms_at_end(text: str) -> tuple[str, tuple[Atom, ...]]:
    """The words before the headings (the corner cell), and the pieces of headings that end the line."""
    folded = text.lower()
    of_year = len(ROMANS.findall(folded)) > 1  # 'Programma I 2024 2025' has none
    found = [
        Atom(str(match.lastgroup), match.start(), match.end())
        for match in ATOM.finditer(folded)
        if of_year or not ROMANS.match(folded, match.start())
    ]
    atoms: list[Atom] = []
    end = len(text.rstrip())
    for atom in reversed(found):
        if text[atom.end : end].strip(" *|()"):
            break
        atoms.insert(0, atom)
        end = atom.start
    return text[: atoms[0].start].strip() if atoms else text.strip(), tuple(atoms)


def headings_of(text: str, count: int) -> Division | None:
    """The corner and where each heading stands, for as many columns; None where the line does not divide so."""
    corner, atoms = atoms_at_end(text)
    if _ends_in_total(text, corner, atoms) and (found := _grouped(text, atoms[1:], count)):
        return found
    named = _named(corner, atoms)
    return (named and _grouped(text, [named, *atoms], count)) or _grouped(text, atoms, count)


def _named(corner: str, atoms: Sequence[Atom]) -> Atom | None:
    """A name that no vocabulary knows, between the word that heads the labels and the first period."""
    label, _, name = corner.partition(" ")
    if not LABEL_HEAD.match(label) or not NAME.match(name) or not atoms or atoms[0].kind not in {"year", "part"}:
        return None
    start = corner.rindex(name)
    return Atom("scenario", start, start + len(name))


def _ends_in_total(text: str, corner: str, atoms: Sequence[Atom]) -> bool:
    """Whether the corner goes on with its total: 'SOCIAAL DOMEIN TOTAAL 2021 2022'."""
    total = len(atoms) > 1 and is_only(text[atoms[0].start : atoms[0].end], "sum") and atoms[1].kind == "year"
    return total and bool(corner) and not LABEL_HEAD.match(corner)


def _grouped(text: str, atoms: Sequence[Atom], count: int) -> Division | None:
    kinds = [
        atom.kind[0].upper() if before and before.end == atom.start else atom.kind[0]
        for before, atom in zip([None, *atoms], atoms, strict=False)
    ]
    starts = divide("".join(kinds), count)
    if starts is None or (count == len(kinds) and TORN.match("".join(kinds))):
        return None
    groups = [atoms[start:end] for start, end in zip(starts, [*starts[1:], len(atoms)], strict=True)]
    places = [(group[0].start, group[-1].end) for group in groups]
    if any(len(VERSIONS.findall(text[start:end].lower())) > 1 for start, end in places):
        return None
    corner = text[: places[0][0]].strip()
    return None if _holds_heading(corner, text[places[0][0] :]) else (corner, places)


def _holds_heading(corner: str, headings: str) -> bool:
    """Whether a heading is left in the corner: it has a year or a stand, as the columns have."""
    left, headed = phrase(corner, "heading"), phrase(headings, "heading")
    return bool((left.periods and headed.periods) or (left.scenarios and headed.scenarios))


def headings_by_period(text: str, count: int) -> Division | None:
    """The headings of a line in which each has a period and a name of its own, whatever the names are."""
    periods = [match.span() for match in PERIODS.finditer(text.lower())]
    if len(periods) != count or count < FEWEST_PERIODS:
        return None
    between = [text[before[1] : after[0]].strip() for before, after in pairwise(periods)]
    last = text[periods[-1][1] :].strip(" *")
    if not all(map(_names_a_column, between)):
        return None
    if last:
        ends = [after[0] for after in periods[1:]] + [len(text.rstrip())]
        corner = text[: periods[0][0]].strip()
        return (corner, _spans(text, [start for start, _ in periods], ends)) if _names_a_column(last) else None
    first = _first_name(text[: periods[0][0]], between)
    starts = [first, *(before[1] for before in periods[:-1])]
    return text[:first].strip(), _spans(text, starts, [end for _, end in periods])


def _first_name(before: str, names: list[str]) -> int:
    """Where the name of the first column begins behind the corner: it has words that another has, or as many."""
    words = [match.start() for match in re.finditer(r"\S+", before)]
    corner = next((place for place, start in enumerate(words) if not LABEL_HEAD.match(before[start:].split()[0])), 0)
    heads = {name.lower() for name in names}
    same = next((start for start in words if before[start:].strip().lower() in heads), None)
    size = max(len(name.split()) for name in names)
    return same if same is not None else words[max(corner, len(words) - size)] if words else 0


def _names_a_column(text: str) -> bool:
    return bool(text) and len(text.split()) <= MOST_WORDS and not re.search(r"\d", text) and text[0].isalpha()


def _spans(text: str, starts: list[int], ends: list[int]) -> list[tuple[int, int]]:
    """The stretches of text without the blanks around them."""
    spans = []
    for start, end in zip(starts, ends, strict=True):
        piece = text[start:end]
        first = start + len(piece) - len(piece.lstrip(" *"))
        spans.append((first, first + len(piece.strip(" *"))))
    return spans
