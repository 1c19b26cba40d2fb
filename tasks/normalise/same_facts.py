"""The same facts printed in two tables of a document, one of which prints no scale."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tasks.normalise.facts import Facts
from tasks.normalise.grid import JudgedTable

LEAST_TELLING, FOUR_DIGITS = 10, 1_000  # amounts that may prove a scale together, or alone
Fact = tuple[str, str | None, str, str]  # label, metric, scenario and period


@dataclass(frozen=True, slots=True)
class Statement:
    """An amount as a table prints it; `scale` is None where none is printed for it."""

    table: Facts
    label: str
    text: str
    printed: float
    scale: int | None


@dataclass(frozen=True, slots=True)
class Proof:
    """What the same facts in other tables prove of a table."""

    text: str
    in_thousands: bool
    in_euros: bool


def elsewhere(tables: Sequence[JudgedTable]) -> dict[str, Proof]:
    """Per table without a printed scale: whether its facts are printed elsewhere a thousand times as large.

    A fact is the same where label, measure, scenario and period are; rounded to thousands it may be half of one off.
    One fact of four digits, or two of fewer, cannot be chance; one that is equal as it stands says the opposite.
    """
    stated: dict[Fact, list[Statement]] = defaultdict(list)
    for fact, statement in _statements(tables):
        if statement.scale is not None:
            stated[fact].append(statement)
    pairs: dict[str, list[tuple[Statement, Statement]]] = defaultdict(list)
    for fact, here in _statements(tables) if stated else ():
        if here.scale is None and fact in stated:
            others = (there for there in stated[fact] if there.table.table_id != here.table.table_id)
            pairs[here.table.table_id] += [(here, there) for there in others]
    return {table_id: _proof(found) for table_id, found in pairs.items()}


def amounts_of(table: JudgedTable) -> frozenset[tuple[str, Decimal]]:
    """The amounts of money of a table that have four digits or more, as printed, each with its label."""
    money = (cell for cell in table.cells if cell.unit == "EUR" and cell.region == "body" and cell.row.path)
    return frozenset(
        (cell.row.path[-1].lower(), abs(cell.worth.printed))
        for cell in money
        if cell.worth.printed is not None and abs(cell.worth.printed) >= FOUR_DIGITS
    )


def _statements(tables: Iterable[JudgedTable]) -> Iterator[tuple[Fact, Statement]]:
    for cell in (cell for table in tables for cell in table.cells):
        printed = cell.worth.printed
        if printed is None or cell.unit != "EUR" or cell.region != "body" or abs(printed) < LEAST_TELLING:
            continue
        if not cell.row.path or cell.scenario is None or cell.period is None:
            continue
        label = cell.row.path[-1].lower()
        scale = cell.worth.scale or cell.column.scale or cell.table.table_scale or (1 if cell.worth.has_euro else None)
        statement = Statement(cell.table, label, cell.cell.text, float(printed), scale)
        yield (label, cell.metric, cell.scenario, cell.period), statement


def _proof(pairs: Sequence[tuple[Statement, Statement]]) -> Proof:
    thousandfold = [(here, there) for here, there in pairs if _is_thousandfold(here, there)]
    equal = any(_is_equal(here, there) for here, there in pairs)
    large = any(abs(here.printed) >= FOUR_DIGITS for here, _ in thousandfold)
    if not thousandfold:
        return Proof("", in_thousands=False, in_euros=equal)
    here, there = min(thousandfold, key=lambda pair: (-abs(pair[0].printed), pair[0].label, pair[1].text))
    text = f"'{here.label}' staat hier als {here.text} en in tabel '{there.table.table_title}' als {there.text}"
    return Proof(text, in_thousands=(len(thousandfold) > 1 or large) and not equal, in_euros=False)


def _is_thousandfold(here: Statement, there: Statement) -> bool:
    scale = there.scale or 1
    return abs(there.printed * scale - here.printed * 1_000) <= (1_000 + max(scale, 2)) / 2


def _is_equal(here: Statement, there: Statement) -> bool:
    scale = there.scale or 1
    return abs(there.printed * scale - here.printed) <= scale / 2
