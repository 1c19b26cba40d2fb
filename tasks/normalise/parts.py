"""What a total says of its parts: rows that add up to the lasten are lasten, and rows below them are not.

A label may name the side of the books for the rows above it ('Totaal lasten' closes them) or for those below it; which
of the two, only the sum can say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from tasks.judge import Axis, Relation
from tasks.judge.model import BALANCES, BOOKED
from tasks.model import Ground
from tasks.normalise.grid import Judged

SIDES = BOOKED | {"saldo"}
FEWEST_STACKED, MOST_WRONG = 6, 4  # figures that come out, and of how many to one that does
Own = Mapping[int, str | None]  # the side that the label or group of each row names


def name_parts(cells: Sequence[Judged], relations: Sequence[Relation]) -> None:
    """Gives the figures of rows that add up their side of the books, where a total or its parts say it."""
    stacked = _stacked(cells)
    open_cells = [cell for cell in cells if cell.unit == "EUR" and cell.column.metric in {None, "amount"}]
    own = {cell.cell.row: cell.row.own for cell in cells}
    sums = dict(_sums(relations, own))
    sides = _sides(own, sums, {*_balances(relations, own), *stacked})
    closing = {whole for whole, parts in sums.items() if max(parts) < whole and own.get(whole) in SIDES}
    for cell in open_cells:
        at = cell.cell.row
        if side := sides.get(at):
            cell.metric, cell.grounds = side, replace(cell.grounds, metric=Ground.ARITHMETIC)
        elif own[at] is None and cell.row.metric is not None and _last_named(at, own) in closing:
            cell.metric, cell.grounds = cell.table.default_metric, replace(cell.grounds, metric=cell.table.money)


def open_added(cells: Iterable[Judged], relations: Iterable[Relation]) -> None:
    """Leaves the unit of counted rows open where a sum adds them to rows of no known unit.

    'Inwoners' below 'Waarde woningen' may be the measure by which money is shared out, and no people.
    """
    figures = {(cell.cell.row, cell.cell.column): cell for cell in cells if cell.worth.printed is not None}
    columns = sorted({column for _, column in figures})
    for relation in relations:
        parts = sorted(relation.members) if relation.axis is Axis.ROWS else []
        for column in columns:
            added = [figures[row, column] for row in parts if (row, column) in figures]
            for cell in added if any(cell.unit is None and not cell.row.is_total for cell in added) else ():
                if cell.unit == "aantal":
                    cell.unit, cell.metric = None, None
                    cell.grounds = replace(cell.grounds, unit=Ground.NONE, metric=Ground.NONE)


def _sums(relations: Iterable[Relation], own: Own) -> Iterator[tuple[int, list[int]]]:
    """Rows that are the sum of others, each with those: by their size, or a balance below what has an effect on it."""
    for relation in relations:
        last = max(relation.members)
        balanced = BALANCES & {own.get(last), own.get(min(relation.members))}  # of the first, and what changes it
        wholes = (relation.whole, last) if balanced else (relation.whole,)
        for whole in wholes if relation.axis is Axis.ROWS else ():
            parts = {index: sign for index, sign in relation.terms if index != whole}
            if whole in relation.members and len(set(parts.values())) == 1:
                yield whole, list(parts)
                break


def _balances(relations: Iterable[Relation], own: Own) -> Iterator[int]:
    """Rows that name no side, and are the lasten of others less their baten."""
    for relation in relations:
        unnamed = [index for index, _ in relation.terms if own.get(index) is None]
        signs = {(own.get(index), sign) for index, sign in relation.terms if index not in unnamed}
        sides = {side for side, _ in signs}
        if relation.axis is Axis.ROWS and len(unnamed) == 1 and sides == BOOKED and len(signs) == len(sides):
            yield unnamed[0]


def _stacked(cells: Sequence[Judged]) -> list[int]:
    """Rows that name no side, above a row of lasten and one of baten each, where they come to their difference.

    So many must that the others, of which a figure is printed wrongly, are balances too.
    """
    printed: dict[int, dict[int, Decimal]] = defaultdict(dict)
    own: dict[int, str | None] = {}
    for cell in cells:
        own[cell.cell.row] = cell.row.own
        if cell.worth.printed is not None:
            printed[cell.cell.row][cell.cell.column] = cell.worth.printed
    rows = sorted(own)
    stacks = [
        (whole, one, other)
        for whole, one, other in zip(rows, rows[1:], rows[2:], strict=False)
        if own[whole] is None and {own[one], own[other]} == BOOKED
    ]
    tried = [
        abs(printed[whole][at]) == abs(abs(printed[one][at]) - abs(printed[other][at]))
        for whole, one, other in stacks
        for at in printed[whole].keys() & printed[one].keys() & printed[other].keys()
        if printed[one][at] and printed[other][at]
    ]
    borne_out = sum(tried) >= FEWEST_STACKED and sum(tried) * MOST_WRONG >= len(tried)
    return [whole for whole, _, _ in stacks] if borne_out else []


def _sides(own: Own, sums: Mapping[int, Sequence[int]], balances: Iterable[int]) -> dict[int, str]:
    """The side of rows that name none themselves: of totals that add up one side, and of the parts of a total."""
    found = dict.fromkeys(balances, "saldo")
    for whole, parts in sorted(sums.items()):
        sides = {own.get(part) or found.get(part) for part in parts}
        if not own.get(whole) and len(sides) == 1 and sides <= SIDES:
            found[whole] = str(*sides)
        elif not own.get(whole) and sides == {None, "saldo"} and own.get(min(parts)) == "saldo":
            found[whole] = "saldo"  # of what there was, and what has an effect on it
    for whole, parts in sorted(sums.items(), key=lambda each: -each[0]):
        side = own.get(whole) or found.get(whole)
        named = {own.get(part) for part in parts} - {None}
        bridged = side in BALANCES and named <= BALANCES  # what there was, and what has an effect on it
        reserved = side in BOOKED and named == {"reserves"}  # all lasten, with what is added to reserves
        if side in SIDES | BALANCES and (not named or bridged or reserved):
            told = "saldo" if side in BALANCES else str(side)
            found.update((part, told) for part in parts if part in own and not own[part])
    return found


def _last_named(at: int, own: Own) -> int | None:
    """The nearest row above that names a side."""
    return max((row for row, metric in own.items() if row < at and metric), default=None)
