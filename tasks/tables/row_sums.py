"""Rows as arithmetic sees them, and the sums among them: those that labels promise, and those that no label says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tasks.language.sums import ANY_SUM, BATEN, LASTEN, side_of
from tasks.tables.ways import Columns, Vector

LAST_TOTALS = 3
TELLING = 4  # columns in which a sum that no label promises must come out
MOST_PARTS = 12  # of such a sum


@dataclass(slots=True)
class Placed:
    """A row as arithmetic sees it: its label, its group, its values, and their columns once known."""

    label: str | None
    values: Vector
    group: int
    columns: Columns | None = None
    shares: tuple[bool, ...] = ()  # which of its values have a percent sign
    noughts: frozenset[int] = frozenset()  # which of its values are printed as a nought, and not as a dash
    ways: tuple[Columns, ...] = ()
    loose: frozenset[int] = frozenset()  # of its values, those that could stand in another column as well
    balances: bool = False  # its ways are those in which it comes from its first stand to its last
    told: bool = False  # a sum comes out in each of its columns, in those of its noughts too
    is_total: bool = field(init=False)  # its label says that it sums others, or it has none

    def __post_init__(self) -> None:
        self.is_total = self.label is None or ANY_SUM.search(self.label) is not None

    def at(self, columns: Columns) -> dict[int, float]:
        """Its values by column."""
        return dict(zip(columns, self.values, strict=True))


@dataclass(frozen=True, slots=True)
class Sum:
    """A row that others add up to, with their signs."""

    total: int
    parts: tuple[int, ...]
    signs: tuple[int, ...]


def sums_of(rows: Sequence[Placed]) -> Iterator[Sum]:
    """The sums that the labels promise: a total of rows above it, a saldo of baten and lasten."""
    for index, row in enumerate(rows):
        if index >= 2:
            yield from _differences(rows, index)
        if row.is_total:
            for parts in _parts(rows, index):
                yield Sum(index, parts, (1,) * len(parts))


def _differences(rows: Sequence[Placed], index: int) -> Iterator[Sum]:
    first, second = rows[index - 2].label or "", rows[index - 1].label or ""
    if BATEN.match(first) and LASTEN.match(second):
        yield Sum(index, (index - 2, index - 1), (1, -1))
    if LASTEN.match(first) and BATEN.match(second):
        yield Sum(index, (index - 2, index - 1), (-1, 1))


def _parts(rows: Sequence[Placed], index: int) -> Iterator[tuple[int, ...]]:
    """What a total may sum, the nearest first: since one of the last totals, or with it, its group, all of a kind."""
    above = range(index)
    totals = [at for at in above if rows[at].is_total]
    last = totals[-1] if totals else -1
    details = tuple(at for at in above if not rows[at].is_total)
    alone = (index - 1,) if _is_alone(rows, index - 1) else None
    ways = (
        *([alone] if alone else []),
        tuple(range(last + 1, index)),
        tuple(range(max(last, 0), index)),
        tuple(at for at in details if rows[at].group == rows[index - 1].group),
        details,
        tuple(_of_its_side(rows, details, index)),
        tuple(totals),
        tuple(totals[-2:]),  # a saldo and the movements of reserves
        *(tuple(range(at, index)) for at in totals[-2 : -1 - LAST_TOTALS : -1]),  # 'saldo' may name a detail
    )
    seen: set[tuple[int, ...]] = set()
    for way in ways:
        if (len(way) > 1 or way == alone) and way not in seen:
            seen.add(way)
            yield way


def _of_its_side(rows: Sequence[Placed], details: Sequence[int], total: int) -> Iterator[int]:
    """The rows of lasten, or of baten, of which a total of these is the sum: each stands among rows of the other."""
    side = side_of(rows[total].label or "")
    yield from (at for at in details if side and side_of(rows[at].label or "") == side)


def _is_alone(rows: Sequence[Placed], at: int) -> bool:
    """Whether a row is the only one of its group, and the row below it is of the same group: its total."""
    begins = at >= 0 and rows[at].group != (rows[at - 1].group if at else 0)
    return begins and not rows[at].is_total and rows[at + 1].group == rows[at].group


def unsaid_sums(rows: Sequence[Placed], width: int) -> Iterator[Sum]:
    """Full rows that may be the sum of some rows below or above: in many columns that does not come out by chance."""
    full = [len(row.values) == width >= TELLING for row in rows]
    short = [row.columns is None and 0 < len(row.values) < width for row in rows]
    for index in (at for at, is_full in enumerate(full) if is_full):
        for count in range(2, MOST_PARTS + 1):
            for parts in (tuple(range(index + 1, index + 1 + count)), tuple(range(index - count, index))):
                inside = parts[0] >= 0 and parts[-1] < len(rows)
                if inside and any(short[at] for at in parts) and all(0 < len(rows[at].values) <= width for at in parts):
                    yield Sum(index, parts, (1,) * count)
