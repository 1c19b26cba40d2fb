"""What the full rows show of a balance of two sides: that each side has one sign, and that a balance is always printed.

'Lasten, Baten, Saldo': where a saldo of nought is printed, as a dash, no row leaves it out; and where lasten are above
nought and baten below, '-622, -622' are baten and their saldo.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tasks.tables.relations import Relation

FEWEST = 3  # full rows that tell a sign
FEWEST_NOUGHTS = 2  # full rows that print a balance of nought
Vector = Sequence[float]


class Sides(NamedTuple):
    """The sign of columns that have one, and balances with the two columns they come of, as the full rows show."""

    signs: dict[int, int]
    printed: tuple[tuple[int, int, int], ...]

    def allow(self, values: dict[int, float]) -> bool:
        """Whether values by column have these signs, and every balance."""
        signed = all(value * self.signs.get(column, 0) >= 0 for column, value in values.items())
        return signed and all(
            third in values for first, second, third in self.printed if first in values or second in values
        )


def sides_of(rows: Sequence[Vector], relations: Sequence[Relation]) -> Sides:
    """What full rows show; nothing of columns that no relation speaks of."""
    signs: dict[int, int] = {}
    for relation in relations:
        first, second = (_sign(rows, column) for column in relation[:2])
        if first and first == -second:
            signs |= {relation.first: first, relation.second: second}
    printed = tuple(relation[:3] for relation in relations if _is_printed(rows, relation))
    return Sides(signs, printed)


def _sign(rows: Sequence[Vector], column: int) -> int:
    told = [row[column] > 0 for row in rows if row[column]]
    return 0 if len(told) < FEWEST or len(set(told)) > 1 else 1 if told[0] else -1


def _is_printed(rows: Sequence[Vector], relation: Relation) -> bool:
    noughts = sum(not row[relation.third] and bool(row[relation.first] and row[relation.second]) for row in rows)
    return noughts >= FEWEST_NOUGHTS
