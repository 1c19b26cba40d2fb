"""One convention beside the printed sign: lasten and baten positive, saldo = baten - lasten.

Each table is judged by its own arithmetic: where its baten are smaller than its lasten its saldo should be
negative, so a positive one is printed as cost. Where a table prints no lasten and baten the legend decides,
then the V/N flags, then that a part of the social domain costs money.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tasks.judge.model import BALANCES
from tasks.normalise.grid import Judged

SIGNED = {"lasten", "baten", *BALANCES, "amount", "amount_per_client"}


@dataclass(frozen=True, slots=True)
class Convention:
    """Which of the measures of a table are printed with the other sign."""

    lasten_negative: bool
    baten_negative: bool
    saldo_is_cost: bool
    flag_is_sign: bool  # the flags say what is a nadeel, all figures are printed positive


def standard_values(observed: Sequence[Judged]) -> list[Decimal | None]:
    """The values of one table in the convention; None where it has no meaning."""
    convention = convention_of([cell for cell in observed if cell.scenario != "verschil"])
    return [_standard(cell, convention) for cell in observed]


def convention_of(booked: Sequence[Judged]) -> Convention:
    """The signs that a table prints, from its figures that are no differences."""
    lasten, baten, saldo, result = (_sum(booked, metric) for metric in ("lasten", "baten", "saldo", "result"))
    balances = [cell for cell in booked if cell.metric in BALANCES]
    flagged = any(is_nadeel(cell) and _value(cell) > 0 for cell in balances)
    if lasten and baten:
        cost = (abs(baten) - abs(lasten)) * (saldo or result) < 0
    else:
        legend = booked[0].table.cost_positive if booked else None
        cost = (flagged or saldo > 0) if legend is None else legend
    return Convention(lasten < 0, baten < 0, cost, flagged and not any(_value(cell) < 0 for cell in balances))


def is_nadeel(cell: Judged) -> bool:
    """Whether a flag says nadeel: of V, N, I, S, voordeel and nadeel only those of nadeel have the letter n."""
    return "n" in cell.mark.lower()


def _value(cell: Judged) -> Decimal:
    return cell.value or Decimal(0)


def _sum(cells: Sequence[Judged], metric: str) -> Decimal:
    return sum((_value(cell) for cell in cells if cell.metric == metric), Decimal(0))


def _standard(cell: Judged, convention: Convention) -> Decimal | None:
    if cell.unit != "EUR" or cell.scenario == "verschil" or cell.metric not in SIGNED or cell.value is None:
        return None
    if cell.metric == "lasten":
        flip = convention.lasten_negative
    elif cell.metric == "baten":
        flip = convention.baten_negative
    else:
        flip = cell.metric in BALANCES and (is_nadeel(cell) if convention.flag_is_sign else convention.saldo_is_cost)
    return -cell.value if flip else cell.value
