"""How large the amounts of a table are, and of what the largest is: what the scale of a table may be concluded from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from tasks.language.asking import moves, names_a_day
from tasks.language.documents import is_of_a_party, is_of_a_whole_balance, is_of_all_reserves, speaks_of_emu
from tasks.normalise.grid import Judged

FEWEST_EMU = 4  # amounts that an EMU saldo is made of
# Rows, and euros: on 28 pages with so many rows of reserves half of the amounts are 65,000 and more (29 November 2026).
FEWEST_RESERVES, SMALL_RESERVE = 8, 5_000
# Amounts below a hundred beside one over a thousand: of 482 tables that print thousands 222 have three or more, of 164
# in whole euros without cents or euro signs none (tables of the pages with answers, 30 November 2026).
FEWEST_SMALL, SMALL, LARGE = 3, 100, 1_000
# The same of a quarter of the amounts below five hundred, if they are not round: none of 118 in whole euros has that
# (the least is 1,200), of 647 in thousands 239 do (1 December 2026). Small subsidies and fees are round.
FEWEST_OF_A_TABLE, LOWEST_QUARTER, ROUND = 6, 500, 10
BOOKED = {"lasten", "baten"}
TOTALLED = {"amount", "saldo", "result"}  # of these only a total says how large a table is: a saldo may be any size


@dataclass(frozen=True, slots=True)
class Size:
    """How large the amounts of a table are, as printed."""

    largest: Decimal
    booked: Decimal | None  # the largest that is booked
    whole: Decimal | None  # the largest that is of all there is on the balance
    emu: Decimal | None  # the largest of several that an EMU saldo is made of
    whole_euros: bool  # it prints euro signs, or all its amounts are round
    small_beside_large: bool  # it has amounts that nobody accounts for in whole euros


def is_provided(cell: Judged) -> bool:
    """Whether an amount is added to a provision or taken from it, as it would be to a reserve."""
    return cell.table.provisions and cell.column.metric == "reserves"


def _as_a_whole(kept: Sequence[tuple[Decimal, Judged]]) -> list[Decimal]:
    """The largest of many reserves that are all small: together they are what a municipality keeps, not one purse."""
    sizes = [size for size, _ in kept if size]  # a nought says nothing of the scale
    rows = {cell.cell.row for size, cell in kept if size}
    return [max(sizes)] if len(rows) >= FEWEST_RESERVES and median(sizes) < SMALL_RESERVE else []


def size_of(cells: Iterable[Judged]) -> Size | None:
    """How large the amounts of a table are; nothing where it has none."""
    money = [
        (abs(cell.worth.printed), cell)
        for cell in cells
        if cell.worth.printed is not None and cell.unit == "EUR" and cell.worth.scale is None
    ]
    if not money:
        return None
    # The total of a budget is at least what a part of the social domain costs; a single amount can be anything.
    budgeted = any(cell.scenario not in {None, "realisatie"} for _, cell in money)
    booked = [
        size
        for size, cell in money
        if cell.metric in BOOKED or (budgeted and cell.metric in TOTALLED and cell.row.is_total)
        if cell.scenario not in {None, "verschil"}
    ]
    booked += _as_a_whole(
        [
            (size, cell)
            for size, cell in money
            if "reserves" in {cell.metric, cell.table.table_metric} or is_provided(cell)
        ]
    )
    whole = [size for size, cell in money if is_of_all_there_is(cell)]
    table, labels = money[0][1].table, [cell.row.path[-1] for _, cell in money if cell.row.path]
    if is_of_a_party((table.table_title, *table.section), labels):
        whole = []
    emu = [size for size, cell in money if size and is_of_emu(cell)]
    euros = any(cell.worth.has_euro for _, cell in money) or all(size % 1_000 == 0 for size, _ in money)
    sizes = [size for size, _ in money]
    return Size(
        max(sizes),
        max(booked, default=None),
        max(whole, default=None),
        max(emu) if len(emu) >= FEWEST_EMU else None,
        euros,
        _is_small_beside_large(sizes),
    )


def _is_small_beside_large(sizes: Sequence[Decimal]) -> bool:
    """Whether amounts without cents are as small as only thousands are, in a table that has larger ones."""
    if max(sizes) < LARGE or any(size % 1 for size in sizes):
        return False
    return sum(0 < size < SMALL for size in sizes) >= FEWEST_SMALL or _is_a_quarter_small(sizes)


def _is_a_quarter_small(sizes: Sequence[Decimal]) -> bool:
    """Whether the lowest quarter of the amounts are of three digits, and not of those that are round."""
    amounts = sorted(filter(None, sizes))
    below = [size for size in amounts if size < LARGE]
    small = len(amounts) >= FEWEST_OF_A_TABLE and amounts[len(amounts) // 4] < LOWEST_QUARTER
    return small and 2 * sum(size % ROUND == 0 for size in below) <= len(below)


def is_of_all_there_is(cell: Judged) -> bool:
    """Whether an amount is of all that a municipality owns or owes, or the total of a table that is."""
    if (
        cell.column.metric not in {None, "amount"}
        or cell.column.aside not in {None, "verloop"}
        or moves(cell.column.label)
    ):
        return False  # what comes and goes in a year is not what there is
    label = cell.row.path[-1] if cell.row.path else ""
    if is_of_all_reserves(label):
        return names_a_day(cell.column.label) or "-" in (cell.column.period or "")
    return is_of_a_whole_balance(label) or (cell.row.is_total and is_of_a_whole_balance(cell.table.table_title))


def is_of_emu(cell: Judged) -> bool:
    """Whether an amount is an EMU saldo, or of a table that tells what it is made of."""
    return speaks_of_emu(cell.table.table_title) or any(map(speaks_of_emu, cell.row.path[-1:]))
