"""A label path followed from its table inwards: the concept that it names where every label in it is understood."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tasks.vocabularies.domains import about_a_part, names_the_programme
from tasks.vocabularies.products import PROGRAMME, product
from tasks.vocabularies.taakvelden import Taakveld, taakveld, taakveld_named

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """What the rows of a table have in common."""

    title: str
    section: Path
    base: str | None  # concept of the table as a whole, where its title says it for certain
    domain: str | None  # the domain that the title names, where it names one; else that of its chapter
    context: str | None  # the domain that tells spellings apart that several domains share
    granted: bool
    year: int
    named: str | None = None  # the domain that the name of the document names
    beside: frozenset[str] = field(default=frozenset())  # concepts of the rows that stand on their own
    of_all: bool = False  # it is about the whole of the social domain, or about each of the three laws


@dataclass(frozen=True, slots=True)
class Read:
    """A label path followed from its table inwards."""

    concept: str | None
    domain: str | None = None  # of the taakveld or whole domain that the path names
    valid: bool = True
    own: bool = False  # the concept is named by the row, not by its table


def follow(table: Subject, path: Path) -> Read:
    """The concept of a label path: every label in it must be understood.

    A taakveld is one under any group of the municipality's own making, unless the group is about a part of it.
    """
    read, pending, lost = Read(table.base), "", False
    for label in path:
        coded = taakveld(label, table.year)
        step = _of_taakveld(coded) if coded else _step(table, read, label)
        lost = (lost and coded is None) or step is None
        if step is None:
            pending += ".?" * about_a_part(label)
        elif step.concept is not None and step.concept.startswith("."):
            pending += step.concept
        else:
            read = step
    if lost or "?" in pending:
        return Read(None, read.domain)
    # A product under a component is that component of the product: 'PGB > Begeleiding'.
    return replace(read, concept=read.concept + pending if read.concept else None)


def _of_taakveld(found: Taakveld) -> Read:
    return Read(f"taakveld.{found.code}", found.domain or None, found.valid, own=True)


def _step(table: Subject, read: Read, label: str) -> Read | None:
    """What one label adds: None where it is not understood, a concept that opens with a point for a part."""
    found = product(label, read.domain or table.domain or (read.concept or "").split(".")[0] or table.context)
    if found is None:
        named = taakveld_named(label, table.year) if table.base in {None, PROGRAMME} else None
        if named and named.domain:
            return _of_taakveld(named)
        return Read(PROGRAMME, "totaal", own=True) if names_the_programme(label) else None
    if found.kind == "measure":
        return read
    if found.kind == "component":
        return Read(found.code)
    whole = "totaal" if found.domain == PROGRAMME else found.code if found.kind == "domain" else None
    return Read(found.code, whole or (found.domain if not table.domain else None), own=True)


def says_measure(label: str) -> bool:
    """Whether a label says what is measured, not what it is about: 'Totaal lasten', 'Saldo'."""
    found = product(label)
    return found is not None and found.kind == "measure"
