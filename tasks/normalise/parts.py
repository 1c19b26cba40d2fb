"""What a total says of its parts: rows that add up to the lasten are lasten, and rows below them are not.

A label may name the side of the books for the rows above it ('Totaal lasten' closes them) or for those below it; which
of the two, only the sum can say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tasks.judge import Axis, Relation
from tasks.model import Ground
from tasks.normalise.grid import Judged

BOOKED = frozenset({"baten", "lasten"})
SIDES = BOOKED | {"saldo"}


def name_parts(cells: Sequence[Judged], relations: Iterable[Relation]) -> None:
    """Gives the figures of rows that add up their side of the books, where a total or its parts say it."""
    open_cells = [cell for cell in cells if cell.unit == "EUR" and cell.column.metric in {None, "amount"}]
    own = {cell.cell.row: cell.row.own for cell in cells}
    sums = dict(_sums(relations))
    sides = _sides(own, sums)
    closing = {whole for whole, parts in sums.items() if max(parts) < whole and own.get(whole) in SIDES}
    for cell in open_cells:
        at = cell.cell.row
        if side := sides.get(at):
            cell.metric, cell.grounds = side, replace(cell.grounds, metric=Ground.ARITHMETIC)
        elif own[at] is None and cell.row.metric is not None and _last_named(at, own) in closing:
            cell.metric, cell.grounds = cell.table.default_metric, replace(cell.grounds, metric=cell.table.money)


def _sums(relations: Iterable[Relation]) -> Iterator[tuple[int, list[int]]]:
    """Rows that are the sum of others, each with those."""
    for relation in relations:
        signs = {sign for index, sign in relation.terms if index != relation.whole}
        if relation.axis is Axis.ROWS and relation.whole is not None and len(signs) == 1:
            yield relation.whole, [index for index, _ in relation.terms if index != relation.whole]


def _sides(own: dict[int, str | None], sums: dict[int, list[int]]) -> dict[int, str]:
    """The side of rows that name none themselves: of totals that add up one side, and of the parts of a total."""
    found: dict[int, str] = {}
    for whole, parts in sorted(sums.items()):
        sides = {own.get(part) or found.get(part) for part in parts}
        if not own.get(whole) and len(sides) == 1 and sides <= BOOKED:
            found[whole] = str(*sides)
    for whole, parts in sorted(sums.items(), key=lambda each: -each[0]):
        side = own.get(whole) or found.get(whole)
        if side in SIDES and not any(own.get(part) for part in parts):
            found.update((part, side) for part in parts if part in own)
    return found


def _last_named(at: int, own: dict[int, str | None]) -> int | None:
    """The nearest row above that names a side."""
    return max((row for row, metric in own.items() if row < at and metric), default=None)
