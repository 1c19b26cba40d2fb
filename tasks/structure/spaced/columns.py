"""Splitting a heading line without separators into the headings of its columns.

A heading is a year, a measure or scenario, or one of each in either order: '2023Prog 2023 Begr prim.' are two,
'Realisatie 2021 Begroting 2022' too. How many there must be is told by the figures in the rows below.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tasks.structure.headings import YEAR

PERIOD = rf"{YEAR}\s+(?:en|t/m)\s+{YEAR}|{YEAR}\s?/\s?{YEAR}|{YEAR}"
QUARTER = (
    r"[1-4]\s?e\s+(?:kw(?:art(?:aal)?)?\b\.?|halfjaar)|[1-4]e\b|\bq[1-4]\b|"
    r"(?:jan|feb|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec)\b\.?"
)
DIFFERENCE = (
    r"(?:p|prog|prognose|real|realisatie|begr|begroting|b|r)\b\.?\s*(?:vs\.?|-|/|min|t\.?o\.?v\.?)\s*"
    r"(?:p|prog|prognose|real|realisatie|begr|begroting|b|r)\b\.?"
)
BEFORE = (
    r"primitieve|primaire|ontwerp|actuele|bijgestelde|gewijzigde|nieuwe?|oorspronkelijke|huidige|vastgestelde|"
    r"verwachte|gerealiseerde|laatste|vorige|incidentele?|structurele?"
)
AFTER = (
    r"primitief|primair|prim\b\.?|nieuw|gewijzigd|bijgesteld|actueel|na\s+wijziging(?:en)?|voor\s+wijziging(?:en)?|"
    r"na\s+wijz\.?|begrotingsjaar|na\s+bestemming|in\s+%|%"
)
MEASURE = (
    r"realisatie|gerealiseerd|rekening|jaarrekening|uitkomst|werkelijk|begroting|begroot|begr\b\.?|raming|geraamd|"
    r"meerjarenraming|prognose|prog\b\.?|verwachting|verwacht|taakstelling|streefwaarde|ambitie|verschil|afwijking|"
    r"resultaat|saldo|baten|lasten|bedrag(?:en)?|totaal|mutatie|restant|verstrekkingen|aantallen|"
    r"(?:aantal\s+)?(?:unieke\s+)?cli[eë]nten|gemiddelde?(?:\s+bedrag)?\s+per\s+(?:unieke\s+)?\w+|aantal(?:\s+aanbieders)?|"
    r"aanbieders|percentage|i/s|v/n"
)
ATOM = re.compile(
    rf"(?P<difference>\b{DIFFERENCE})|(?P<year>(?<![\d.,]){PERIOD}(?![\d.,]\d|\d))|(?P<quarter>{QUARTER})"
    rf"|(?P<measure>(?<![^\W\d])(?:(?:{BEFORE})\s+)*(?:{MEASURE})(?:\s+(?:{AFTER}))*(?![^\W\d]))"
)  # of text in lower case: sought in half the time that ignoring case takes


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a heading that cannot be split: its kind and where it stands in the line."""

    kind: str
    start: int
    end: int


def atoms_at_end(text: str) -> tuple[str, list[Atom]]:
    """The words before the headings (the corner cell), and the pieces of headings that end the line."""
    found = [Atom(str(match.lastgroup), match.start(), match.end()) for match in ATOM.finditer(text.lower())]
    atoms: list[Atom] = []
    end = len(text.rstrip())
    for atom in reversed(found):
        if text[atom.end : end].strip(" *|()"):
            break
        atoms.insert(0, atom)
        end = atom.start
    return text[: atoms[0].start].strip() if atoms else text.strip(), atoms


def headings_of(text: str, count: int) -> tuple[str, list[tuple[int, int]]] | None:
    """The corner and where each heading stands, for as many columns; None where the line does not divide so."""
    corner, atoms = atoms_at_end(text)
    kinds = [atom.kind for atom in atoms]
    leading = next((index for index, kind in enumerate(kinds) if kind != "measure"), 0)
    if leading and len(atoms) - leading == count and "measure" not in kinds[leading:]:
        return text[: atoms[leading].start].strip(), [(atom.start, atom.end) for atom in atoms[leading:]]
    by_first = (_measure_first, _year_first) if kinds[:1] == ["measure"] else (_year_first, _measure_first)
    paired = by_first[0](atoms)
    if len(paired) != count and len(paired) > 1 and all(len(group) > 1 for group in paired):
        return None  # each measure has its year: no other division is meant
    for divide in by_first:
        groups = divide(atoms)
        if len(groups) == count:
            return corner, [(group[0].start, group[-1].end) for group in groups]
    return None


def _groups(atoms: Sequence[Atom], begins: Callable[[list[Atom], Atom], bool]) -> list[list[Atom]]:
    groups: list[list[Atom]] = []
    for atom in atoms:
        if not groups or begins(groups[-1], atom):
            groups.append([])
        groups[-1].append(atom)
    return groups


def _pair(group: Sequence[Atom], first: str, second: str) -> bool:
    return len(group) == 1 and group[0].kind == first and second != first


def _year_first(atoms: Sequence[Atom]) -> list[list[Atom]]:
    return _groups(atoms, lambda group, atom: not (_pair(group, "year", atom.kind) and atom.kind == "measure"))


def _measure_first(atoms: Sequence[Atom]) -> list[list[Atom]]:
    periods = ("year", "quarter")
    return _groups(atoms, lambda group, atom: not (_pair(group, "measure", atom.kind) and atom.kind in periods))
