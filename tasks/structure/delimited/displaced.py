"""Rows of groups that lost their places: bars on a web page do not keep the width of merged headings.

Their cells stand next to each other, each over a column that may be of another group. Where the headings below repeat,
a group begins where they begin again.
"""

from __future__ import annotations

from collections.abc import Sequence

from tasks.language import phrase
from tasks.structure.grid import Printed, Row

FEWEST = 2  # groups


def with_groups_in_place(heading: Sequence[Row]) -> list[Row]:
    """The rows of headings, with groups that lost their places over the columns that repeat, or left out."""
    if len(heading) < 2:
        return list(heading)
    *upper, lowest = heading
    series = _series(lowest)
    placed = [_in_place(row, series) if _is_displaced(row, lowest, series) else row for row in upper]
    return [row for row in placed if row] + [lowest]


def _series(lowest: Row) -> list[int]:
    """The columns in which the same headings begin, and begin again; nothing where they are not all there as often.

    One more behind the last of them begins a group of its own: 'Lasten, Baten, Lasten, Baten, 2018'.
    """
    places, texts = sorted(lowest), [cell.text for _, cell in sorted(lowest.items())]
    first = next((at for at, text in enumerate(texts) if texts.count(text) > 1), len(texts))
    starts = [at for at in range(first, len(texts)) if texts[at] == texts[first]]
    if len(starts) < FEWEST:
        return []
    more = len(texts) - starts[-1] == starts[1] - starts[0] + 1
    starts += [len(texts) - 1] if more else []
    ends = [*starts[1:], len(texts)]
    parts = {tuple(texts[start:end]) for start, end in zip(starts, ends, strict=True) if not more or end < len(texts)}
    return [places[start] for start in starts] if len(parts) == 1 else []


def _is_displaced(row: Row, lowest: Row, series: Sequence[int]) -> bool:
    places = sorted(row)
    together = len(places) >= FEWEST and places == list(range(places[0], places[-1] + 1))
    return together and places[-1] < max(lowest) and bool(series)


def _in_place(row: Row, series: Sequence[int]) -> Row:
    """One group over each series: as many groups as series, or groups that tell nothing but its measure."""
    groups = [cell for place, cell in sorted(row.items()) if place >= series[0]]
    corner = {place: cell for place, cell in row.items() if place < series[0]}
    size, surplus = divmod(len(groups), len(series))
    parts = [groups[at * size : (at + 1) * size] for at in range(len(series))]
    if surplus or not size or (size > 1 and not all(map(_tells_one_measure, parts))):
        return corner
    return corner | {place: part[0] for place, part in zip(series, parts, strict=True)}


def _tells_one_measure(part: Sequence[Printed]) -> bool:
    return len({said.metric for cell in part if (said := phrase(cell.text, "heading")).metric}) == 1
