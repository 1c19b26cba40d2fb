"""How many columns each group of headings covers: as many each, as the leaves below repeat, or any beside years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tasks.tables.pieces import Piece
from tasks.tables.unevenly import MOST_GROUPS, around_series, compositions, repeats, up_to_balances
from tasks.tables.wording import BARE_YEAR, kind_of
from tasks.tables.zones import Head


def counts(below: Head) -> Iterator[int]:
    """How many groups may lie over columns: a few, one for each so many, or as many as the leaves repeat."""
    leaves = [over.piece for over in below.rows[-1]]
    series = {len(repeats(leaves)), len(up_to_balances(leaves))}
    width = below.width
    yield from (n for n in range(1, width + 1) if n <= MOST_GROUPS or width % n == 0 or n in series)


def _as_leaves_return(leaves: Sequence[Piece], width: int, count: int) -> Iterator[tuple[int, ...]]:
    repeated = repeats(leaves)
    if width % count == 0:
        yield (width // count,) * count
    if len(repeated) == count:
        yield repeated
    if len(balanced := up_to_balances(leaves)) == count:
        yield balanced
    if count > 2 and (width - 1) % (count - 1) == 0 and _is_a_series(leaves, (width - 1) // (count - 1)):
        yield (1, *((width - 1) // (count - 1),) * (count - 1))  # what there was before the first of a series


def spans_of(below: Head, groups: Sequence[Piece]) -> Iterator[tuple[int, ...]]:
    """How many columns each group covers: as many each, as the leaves repeat, or any beside years."""
    width, count = below.width, len(groups)
    leaves = [over.piece for over in below.rows[-1]]
    regular = list(dict.fromkeys(_as_leaves_return(leaves, width, count)))
    yield from regular or (around_series(leaves, count) if count > 2 else ())
    repeated = repeats(leaves)
    if len(repeated) == count + 1 and repeated[-1] == 1:
        yield (*repeated[:-2], repeated[-2] + 1)  # a last leaf of another kind: 'Totaal' behind lasten and baten
    dated = all("y" in kind_of(leaf.text) and "s" not in kind_of(leaf.text) for leaf in leaves)
    years = dated or all(BARE_YEAR.match(piece.text) for piece in groups)
    if not years or count == 1:
        return
    yield from (spans for spans in compositions(width, count) if len(set(spans)) > 1)


def _is_a_series(leaves: Sequence[Piece], size: int) -> bool:
    """Whether the same columns come back behind the first, which is dated as the last of each is."""
    told = [kind_of(leaf.text) or leaf.text.casefold() for leaf in leaves]
    parts = {tuple(told[at : at + size]) for at in range(1, len(told), size)}
    return size > 1 and len(parts) == 1 and told[0] == told[-1] != told[1]
