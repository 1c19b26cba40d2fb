"""The heading cells of a table in a stream of cells: which of the texts before the first row head its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import NamedTuple

from tasks.language.asking import heads_a_column
from tasks.language.patterns import spelling_of
from tasks.structure.stream.cells import Look, Piece
from tasks.structure.stream.headwords import is_corner, is_part_of_year, is_title, weight

REST = re.compile(spelling_of("lines", "ahead"), re.IGNORECASE)
MOST_GROUPS = 3  # texts between the headings and the label of the first row
ENOUGH = 0.5  # of the weight that a row of certain headings has


@dataclass(frozen=True, slots=True)
class Heading:
    """Rows of headings, each cell with the column of figures it stands above, and the corner cells.

    `first` and `end` bound the cells that it took, counted in the cells before the table's first row.
    """

    rows: tuple[tuple[tuple[int, Piece], ...], ...]
    corners: tuple[tuple[int, Piece], ...]
    size: int
    first: int
    end: int

    @property
    def series(self) -> int:
        """How many columns from the left are months or quarters, if others follow them."""
        leaf = self.rows[-1]
        others = (place for place, (_, piece) in enumerate(leaf) if not is_part_of_year(piece.text))
        return next(others, 0)


def find_heading(zone: Sequence[Piece], sizes: Sequence[int]) -> Heading | None:
    """The heading among the cells before the first row, for a table of one of these numbers of columns.

    Where the cells as printed leave a heading over, the table may have more columns than any row has cells, or a
    heading may be printed over several cells ('Begroting', '2024').
    """
    certain = _best(zone, _again(zone, sizes))
    found = certain or _best(zone, sizes)
    if found and (certain or not found[1]):
        return found[0]
    wholes = list(_merged(zone))
    other = _best([whole.piece for whole in wholes], sizes)
    if other and not other[1]:
        first, end = (sum(whole.cells for whole in wholes[:index]) for index in (other[0].first, other[0].end))
        return replace(other[0], first=first, end=end)
    found = found or _best(zone, _run(zone, sizes))
    return found[0] if found else None


class _Whole(NamedTuple):
    """A heading and how many printed cells it is made of."""

    piece: Piece
    cells: int


def _merged(zone: Sequence[Piece]) -> Iterator[_Whole]:
    """The cells, with a year and a continuation in lower case joined to the words before them."""
    held: _Whole | None = None
    for piece in zone:
        goes_on = piece.look is Look.PERIOD or piece.text[:1].islower()
        if held and goes_on and held.piece.look is Look.TEXT and not held.piece.text[-1].isdigit():
            joined = held.piece._replace(text=f"{held.piece.text} {piece.text}")
            held = _Whole(joined, held.cells + 1)
            continue
        if held:
            yield held
        held = _Whole(piece, 1)
    if held:
        yield held


def _clear(zone: Sequence[Piece]) -> list[Piece]:
    """The cells without corners, up to the last that looks like a heading."""
    clear = [piece for piece in zone if not is_corner(piece)]
    while clear and not weight(clear[-1]):
        clear.pop()
    return clear


def _run(zone: Sequence[Piece], sizes: Sequence[int]) -> list[int]:
    """The number of headings in a row, if that is more than any row has cells."""
    clear = _clear(zone)
    size = len(list(takewhile(weight, reversed(clear))))
    return [size] if size > max(sizes, default=0) else []


def _again(zone: Sequence[Piece], sizes: Sequence[int]) -> list[int]:
    """The number of headings that end the zone as a row of years, or as one that repeats itself, if no row is longer.

    Such a row is complete however few cells the rows have: a column may be blank in each of them.
    """
    clear = _clear(zone)
    years = len(list(takewhile(lambda piece: piece.look is Look.PERIOD, reversed(clear))))
    texts = [piece.text.lower() for piece in reversed(clear)]
    steps = [step for step in range(1, len(texts) // 2 + 1) if texts[:step] == texts[step : 2 * step]]
    repeated = [2 * step for step in steps if all(map(weight, clear[-2 * step :]))]
    size = max([years, *repeated])
    return [size] if size >= max(sizes, default=0) else []


def _best(zone: Sequence[Piece], sizes: Sequence[int]) -> tuple[Heading, float] | None:
    """The likeliest heading, and how much the cell before it looks as if it belonged to it."""
    clear = [index for index, piece in enumerate(zone) if not is_corner(piece)]
    best: tuple[float, float, int, int] | None = None
    for size in sizes:
        for end in range(len(clear), max(size, len(clear) - MOST_GROUPS) - 1, -1):
            score = _score(zone, clear, end - size, end)
            stray = _stray(zone, clear, end - size, end)
            if score - stray >= ENOUGH and (best is None or score - stray > best[0]):
                best = (score - stray, stray, end - size, end)
    return (_heading(zone, clear, best[2], best[3]), best[1]) if best else None


def heading_by_place(zone: Sequence[Piece], size: int) -> Heading | None:
    """The cells directly before the first label as headings: nothing but their place says that they are."""
    clear = [index for index, piece in enumerate(zone) if not is_corner(piece)]
    start = len(clear) - size
    if start < 0 or any(is_title(zone[index].text) for index in clear[start:]):
        return None
    return _heading(zone, clear, start, len(clear))


def _score(zone: Sequence[Piece], clear: Sequence[int], start: int, end: int) -> float:
    if start < 0:
        return 0.0
    leaf = [zone[index] for index in clear[start:end]]
    after = [zone[index] for index in clear[end:]]
    if any(piece.look is not Look.TEXT or weight(piece) == 1 for piece in after):
        return 0.0
    if len(leaf) == 1 and not (weight(leaf[0]) == 1 and heads_a_column(leaf[0].text)):
        return 0.0
    return sum(map(weight, leaf)) / len(leaf) - 0.12 * len(after)


def _stray(zone: Sequence[Piece], clear: Sequence[int], start: int, end: int) -> float:
    if start <= 0 or _upper(zone, clear, start, end):
        return 0.0
    before = zone[clear[start - 1]]
    return (0.25 if heads_a_column(before.text) else 0.2) * weight(before)  # 'Budget en uitgaven' may be a title


def _upper(zone: Sequence[Piece], clear: Sequence[int], start: int, end: int) -> list[tuple[int, int]]:
    """The row of headings above one of headings: (place in the zone, first column) of each, or none.

    One other cell may stand between the two: the corner of the lower one.
    """
    leaf = [zone[index] for index in clear[start:end]]
    found = _directly_above(zone, clear[:start], leaf)
    if not found and start > 1 and weight(zone[clear[start - 1]]) == 0:
        found = _spanning(zone, clear[: start - 1], leaf)
    return found


def _directly_above(zone: Sequence[Piece], above: Sequence[int], leaf: Sequence[Piece]) -> list[tuple[int, int]]:
    size = len(leaf)
    same = above[-size:]
    if len(same) == size > 1 and all(weight(zone[index]) >= 0.8 for index in same) and _differ(zone, same, leaf):
        return [(index, column) for column, index in enumerate(same)]
    return _uneven(zone, above, leaf) or _spanning(zone, above, leaf)


def _spanning(zone: Sequence[Piece], above: Sequence[int], leaf: Sequence[Piece]) -> list[tuple[int, int]]:
    """Headings that each stand above the same few: '2023', '2024' above 'lasten', 'baten', 'lasten', 'baten'."""
    texts = [piece.text.lower() for piece in leaf]
    for count in range(len(leaf) // 2, 0, -1):
        step = len(leaf) // count
        heads = above[-count:]
        if len(heads) < count or texts != texts[:step] * count or len(set(texts[:step])) < step:
            continue
        if _heads_several([zone[index] for index in heads], leaf[:step]):
            return [(index, step * column) for column, index in enumerate(heads)]
    return _broken_off(zone, above, leaf)


def _broken_off(zone: Sequence[Piece], above: Sequence[int], leaf: Sequence[Piece]) -> list[tuple[int, int]]:
    """Years above quarters, of which the last has not come to its end: 'Q1' to 'Q4', 'Q1', 'Q2'."""
    texts = [piece.text.lower() for piece in leaf]
    starts = [place for place, text in enumerate(texts) if text == texts[0]]
    step, heads = (starts[1], above[-len(starts) :]) if len(starts) > 1 else (0, ())
    whole = texts[:step] * len(starts)
    if len(heads) < max(2, len(starts)) or texts != whole[: len(texts)] or len(set(texts[:step])) < max(2, step):
        return []
    if not _heads_several([zone[index] for index in heads], leaf[:step]):
        return []
    return list(zip(heads, starts, strict=True))


def _differ(zone: Sequence[Piece], above: Sequence[int], leaf: Sequence[Piece]) -> bool:
    return {zone[index].look for index in above} != {piece.look for piece in leaf}


def _heads_several(above: Sequence[Piece], leaf: Sequence[Piece]) -> bool:
    """Whether headings of one kind stand above headings of another: years above measures, a scenario above years."""
    if not all(piece.look is Look.PERIOD or (weight(piece) == 1 and heads_a_column(piece.text)) for piece in above):
        return False
    if any(piece.look is Look.PERIOD for piece in above):
        return all(piece.look is not Look.PERIOD for piece in leaf)
    return all(piece.look is Look.PERIOD for piece in leaf) or all(weight(piece) < 1 for piece in leaf)


def _uneven(zone: Sequence[Piece], above: Sequence[int], leaf: Sequence[Piece]) -> list[tuple[int, int]]:
    """'Rekening', 'Begroting', 'Meerjarenraming' above six years: the last of them heads all that remain."""
    if not above or not all(piece.look is Look.PERIOD for piece in leaf) or not REST.search(zone[above[-1]].text):
        return []
    words = 0
    while words < min(len(leaf) - 1, len(above)) and weight(zone[above[-1 - words]]) == 1:
        words += 1
    again = len({piece.text for piece in leaf}) < len(leaf)  # each heads the same years
    if again or words < 2 or any(zone[index].look is Look.PERIOD for index in above[-words:]):
        return []
    return [(index, column) for column, index in enumerate(above[-words:])]


def _heading(zone: Sequence[Piece], clear: Sequence[int], start: int, end: int) -> Heading:
    rows = [[(index, column) for column, index in enumerate(clear[start:end])]]
    upper = _upper(zone, clear, start, end)
    if upper:
        rows.insert(0, upper)
    first, last = rows[0][0][0], clear[end - 1] + 1
    while first > 0 and is_corner(zone[first - 1]):
        first -= 1
    heads = {index for row in rows for index, _ in row}
    corners = []
    for index in range(first, last):
        if index not in heads:
            below = next(row for row, cells in enumerate(rows) if cells[-1][0] > index)
            corners.append((below, zone[index]))
    return Heading(
        rows=tuple(tuple((column, zone[index]) for index, column in row) for row in rows),
        corners=tuple(corners),
        size=end - start,
        first=first,
        end=last,
    )
