"""What the judge says of a table, as the workbench shows it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tasks.judge import Constraint, Judgement, Outcome, Verdict
from tasks.notation import number
from tasks.workbench.model import VerdictView

NAMES = {
    Constraint.DISTINCT: "twee kolommen zeggen hetzelfde",
    Constraint.DIFFERENCE: "verschil van kolommen",
    Constraint.SALDO: "saldo van baten en lasten",
    Constraint.CHANGES: "na wijziging = primitief + wijzigingen",
    Constraint.ROW_TOTAL: "totaal van rijen",
    Constraint.COLUMN_TOTAL: "totaal van kolommen",
    Constraint.PERCENT: "percentage van kolommen",
    Constraint.AVERAGE: "gemiddelde van een bedrag",
    Constraint.PERIOD: "jaar dat bij het scenario past",
    Constraint.SIZE: "bedragen van gelijke grootte",
    Constraint.RANGE: "bereik van de indicator",
}


REASONS = {
    "ahead": "een realisatie van een jaar na het document",
    "past": "een raming van een jaar voor het document",
    "none fits": "geen rij of kolom bevestigt het",
    "shifted": "de rij staat een kolom te ver",
    "alone": "geen andere rij of kolom bevestigt het",
    "one is the difference of the others": "een van de kolommen is het verschil van de andere",
    "the difference is the sum of the others": "de kolom die een verschil heet, is de som van de andere",
    "its neighbour is the difference": "de kolom ernaast is het verschil",
    "a difference is called a stand": "een kolom die een stand heet, is een verschil",
    "a saldo is called baten or lasten": "een kolom die baten of lasten heet, is een saldo",
    "baten, lasten and saldo of different stands": "baten, lasten en saldo staan onder verschillende kolomkoppen",
    "the difference is larger than what it compares": "het verschil is groter dan wat het vergelijkt",
    "the difference is that of another period": "het verschil hoort bij een andere periode",
}


def verdicts_of(found: Judgement) -> tuple[VerdictView, ...]:
    """Every constraint with what became of it, then the columns that the figures speak against as a whole."""
    return (*(_view(verdict) for verdict in found.verdicts), *_contradicted(found))


def _view(verdict: Verdict) -> VerdictView:
    return VerdictView(
        NAMES[verdict.constraint],
        verdict.outcome.value,
        _text(verdict),
        tuple(verdict.cells),
        tuple(verdict.columns),
        verdict.printed,
        verdict.computed,
    )


def _text(verdict: Verdict) -> str:
    """One sentence of one place: what is printed there, and what is computed."""
    where = _columns(verdict.columns) if verdict.columns else _cells(verdict.cells[:1])
    told = f"{NAMES[verdict.constraint]}, {where}" if where else NAMES[verdict.constraint]
    if verdict.printed is not None and verdict.computed is not None and verdict.outcome is not Outcome.UNTESTED:
        same = "=" if verdict.outcome is Outcome.HOLDS else "is niet"
        told += f": {_number(verdict.printed)} {same} {_number(verdict.computed)}"
        if others := verdict.cells[1:]:
            told += f" uit {_cells(others)}"
    return f"{told} ({REASONS.get(verdict.note, verdict.note)})" if verdict.note else told


def _contradicted(found: Judgement) -> tuple[VerdictView, ...]:
    return tuple(_against(one.columns, one.reason) for one in found.contradictions)


def _against(columns: tuple[int, ...], reason: str) -> VerdictView:
    told = f"de cijfers spreken de koppen van {_columns(columns)} tegen: {REASONS.get(reason, reason)}"
    return VerdictView("koppen tegen cijfers", Outcome.FAILS.value, told, (), columns)


def _columns(columns: Sequence[int]) -> str:
    return ", ".join(f"k{column}" for column in columns)


def _cells(cells: Sequence[tuple[int, int]]) -> str:
    """Places in the grid; of one row or one column that one is named once."""
    rows, columns = {row for row, _ in cells}, {column for _, column in cells}
    if len(rows) == 1 and len(cells) > 1:
        return f"r{next(iter(rows))} {', '.join(f'k{column}' for _, column in cells)}"
    if len(columns) == 1 and len(cells) > 1:
        return f"{', '.join(f'r{row}' for row, _ in cells)} k{next(iter(columns))}"
    return ", ".join(f"r{row} k{column}" for row, column in cells)


def _number(value: Decimal) -> str:
    return number(value, 0 if value == value.to_integral_value() else 2)
