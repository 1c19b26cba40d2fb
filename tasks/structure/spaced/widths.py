"""How many columns of figures rows on one line may have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tasks.structure.names import in_name
from tasks.structure.spaced.line import Kind, Spaced
from tasks.structure.spaced.placing import loose_minuses

MOSTLY = 0.6


def counts_of(items: Sequence[Spaced]) -> Counter[int]:
    """How often rows have so many figures."""
    return Counter(len(item.values) + len(item.early) for item in items if item.kind is Kind.ROW)


def widths_of(items: Sequence[Spaced]) -> list[int]:
    """The numbers of columns to seek a heading for, the likeliest first; one column is no table of figures yet."""
    counts = counts_of(items)
    tied = _tied(items)
    wide = [count for count in (*tied, *_usual(counts), *sorted(counts, reverse=True)) if count > 1]
    return [count for count in wide if count in tied or _may_be(count, items)]


def _may_be(width: int, items: Sequence[Spaced]) -> bool:
    """Whether a longer row can be one of so many columns: what it has too many ends its label."""
    rows = [item for item in items if item.kind is Kind.ROW]
    return all(all(map(in_name, row.values[: len(row.values) - width])) for row in rows if len(row.values) > width)


def _usual(counts: Counter[int]) -> list[int]:
    """How many figures most rows have, where so many do that a row with more has a digit at the end of its label."""
    ((usual, often),) = counts.most_common(1)
    return [usual] * (often >= MOSTLY * counts.total())


def _tied(items: Sequence[Spaced]) -> set[int]:
    """How many figures every row has if each dash is the minus of the figure after it; nothing where they differ."""
    sizes = {len(item.values) - loose_minuses(item.values) for item in items if item.kind is Kind.ROW}
    return sizes if len(sizes) == 1 else set()
