"""Headings that say how much a taakveld or domain was over or under, against the table of the same document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tasks.audit.model import Fault, Figure, Piece, Read
from tasks.audit.words import HEADED, amounts
from tasks.notation import number
from tasks.vocabularies.taakvelden import taakveld

KIND = "heading contradicts its table"
VERSIONS = ("begroting_gewijzigd", "begroting", "begroting_primitief")
GOOD = {"voordeel": 1, "V": 1, "nadeel": -1, "N": -1}


def faults(read: Read) -> Iterator[Fault]:
    """Each heading whose amount or side is another than every difference that its table gives."""
    for piece in read.pieces:
        match = HEADED.match(piece.text.replace("\xa0", " "))
        said = amounts(match["money"]) if match else []
        if not match or len(said) != 1:
            continue
        concept = _concept(match["label"], read.year)
        effects = _effects([one for one in read.figures if concept and one.concept == concept], read.year)
        if not effects:
            continue
        told = GOOD[match["side"]] * abs(said[0].euros)
        if any(abs(told - effect) <= said[0].step / 2 + 1.5 * unit for effect, unit in effects):
            continue
        yield _fault(piece, match["label"].strip(), told, effects[0][0], read.year)


def _fault(piece: Piece, label: str, told: float, effect: float, year: int) -> Fault:
    computed = f"€ {number_of(abs(effect))} {'voordeel' if effect > 0 else 'nadeel'}"
    printed = f"€ {number_of(abs(told))} {'voordeel' if told > 0 else 'nadeel'}"
    text = f"De kop '{label}' noemt {printed}; de tabel komt op {computed} (verschil {number_of(abs(told - effect))})."
    return Fault(KIND, "warning", piece, None, printed, computed, text, str(year))


def _concept(label: str, year: int) -> str | None:
    found = taakveld(label, year)
    return f"taakveld.{found.code}" if found else None


def _effects(figures: list[Figure], year: int) -> list[tuple[float, float]]:
    """Effects on the result (positive is favourable) with the unit printed: of the saldo, then of lasten alone."""
    found = []
    for metric, sign in (("saldo", 1), ("lasten", -1), ("amount", -1)):
        stands = {one.scenario: one for one in figures if one.metric == metric and one.period == str(year)}
        budget = next((stands[version] for version in VERSIONS if version in stands), None)
        if budget and "realisatie" in stands:
            done = stands["realisatie"]
            now, planned = (done.value, budget.value) if metric == "saldo" else (abs(done.value), abs(budget.value))
            found.append((sign * (now - planned), max(done.print_unit, budget.print_unit)))
    return found


@dataclass(frozen=True, slots=True)
class RowEffect:
    """By how much a row is over (negative) or under, and the unit it is printed in."""

    figure: Figure
    euros: float
    unit: float


def row_effects(read: Read) -> Iterator[RowEffect]:
    """Every effect that the figures of a row give."""
    rows: dict[tuple[str, str], list[Figure]] = {}
    for one in read.figures:
        rows.setdefault((one.table_id, one.row_label), []).append(one)
    for figures in rows.values():
        for euros, unit in _effects(figures, read.year):
            yield RowEffect(figures[0], euros, unit)


def number_of(value: float) -> str:
    """Whole euros in Dutch notation."""
    return number(Decimal(str(round(value))))
