"""Amounts beside clients and averages: what one over the other comes to tells the scale that is not printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from tasks.normalise.grid import Judged

AVERAGE, CLIENTS = "amount_per_client", "clients"
SCALES = (1, 1_000)
FEWEST = 2  # averages that come out, in columns or rows: one may do so by chance
ROUNDED = Decimal("0.5")
Triple = tuple[Decimal, Decimal, Decimal]  # amount, clients, average


def scale_by_averages(cells: Iterable[Judged]) -> int | None:
    """The scale with which every amount over its clients is the average printed; none where not all of them say so."""
    triples = [*_triples(cells)]
    found = [scale for scale in SCALES if all(_comes_out(*triple, scale) for triple in triples)]
    return found[0] if len(triples) >= FEWEST and len(found) == 1 else None


def _comes_out(amount: Decimal, clients: Decimal, average: Decimal, scale: int) -> bool:
    """Whether an average is what an amount comes to for a client, as far as both are rounded."""
    return abs(amount * scale / clients - average) <= ROUNDED + ROUNDED * scale / clients


def _triples(cells: Iterable[Judged]) -> Iterator[Triple]:
    """What stands in one column in rows below one another, or in one row in columns of one stand."""
    by_column: dict[tuple[object, ...], dict[str, Decimal]] = defaultdict(dict)
    by_row: dict[tuple[object, ...], dict[str, Decimal]] = defaultdict(dict)
    for cell in cells:
        if cell.region != "body" or cell.worth.printed is None or cell.worth.scale or not (kind := _kind(cell)):
            continue
        below = by_column[(cell.cell.column,)]
        below[kind] = cell.worth.printed
        yield from _whole(below)
        beside = by_row[(cell.cell.row, cell.column.scenario, cell.column.period)]
        beside[kind] = cell.worth.printed
        yield from _whole(beside)


def _kind(cell: Judged) -> str:
    if cell.metric in {AVERAGE, CLIENTS}:
        return cell.metric
    return "amount" if cell.unit == "EUR" else ""


def _whole(found: dict[str, Decimal]) -> Iterator[Triple]:
    """The three, once all are there; the next three begin anew."""
    if len(found) == 3:
        if found[CLIENTS]:
            yield found["amount"], found[CLIENTS], found[AVERAGE]
        found.clear()
