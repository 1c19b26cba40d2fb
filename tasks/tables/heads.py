"""Every way in which the pieces above a table could head its columns.

Candidates are simple and many are wrong: `tasks.tables.evidence` weighs them with the figures below. They are
bounded: some ends, divisions of a line into a given number of parts, and spans of few groups.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice, pairwise

from tasks.tables.divisions import divided
from tasks.tables.pieces import Look, Piece
from tasks.tables.wording import (
    BARE_MEASURE,
    BARE_YEAR,
    apart,
    explained,
    heads_texts,
    kind_of,
    sets_apart,
    spreads,
)
from tasks.tables.zones import Zone

MOST_BELOW = 4  # groups between a heading and the first row
KNOWN = 0.5
FEW = 3  # groups, of which one may be unknown
SHORT = 4  # words of a group that nothing explains
MOST_SPANS = 300  # ways in which groups may lie over columns
MOST_GROUPS = 6
MOST_MIDDLE = 3  # headings of a row that stands under one group alone
MOST_COLUMNS = 24
LEAVES = {2: ("",) * 2, 3: ("",) * 3}  # under a group whose own headings are not printed


@dataclass(frozen=True, slots=True)
class Over:
    """A heading with the columns that it stands over."""

    piece: Piece
    column: int
    span: int = 1


@dataclass(frozen=True, slots=True)
class Head:
    """One way to head columns: rows of headings from the top down, and which pieces of the zone they are."""

    rows: tuple[tuple[Over, ...], ...]
    width: int
    first: int  # pieces of the zone before it are titles and what else stands above
    end: int  # pieces behind it are groups
    unprinted: int = 0  # columns of each group whose headings are not printed
    skipped: tuple[Piece, ...] = ()  # between its rows
    leaves: tuple[str, ...] = ()  # what arithmetic proves these columns of a group to be

    def paths(self) -> list[tuple[str, ...]]:
        """The texts above each column, outermost first."""
        found: list[list[str]] = [[] for _ in range(self.width)]
        for row in self.rows:
            for over in row:
                for column in range(over.column, over.column + over.span):
                    found[column].append(over.piece.text)
        return [tuple(path) for path in found]


Rowful = tuple[int, tuple[Piece, ...]]  # where the headings of one row begin in the zone, and the headings


def heads_of(zone: Zone, width: int) -> Iterator[Head]:
    """The ways to head so many columns, however little they explain."""
    pieces = zone.pieces
    for end in range(len(pieces), max(0, len(pieces) - MOST_BELOW - 1), -1):
        for first, leaves in _rows_of(pieces, end, width):
            flat = tuple(Over(piece, column) for column, piece in enumerate(leaves))
            yield Head((flat,), width, first, end)
            yield from _grouped(pieces, first, Head((flat,), width, first, end))
        yield from _in_line(pieces, end, width)
        yield from _partly(pieces, end, width)
        for size in LEAVES:
            for first, groups in _rows_of(pieces, end, width // size) if width % size == 0 else ():
                row = tuple(Over(piece, size * at, size) for at, piece in enumerate(groups))
                yield Head((row,), width, first, end, unprinted=size)


def _rows_of(pieces: Sequence[tuple[int, Piece]], end: int, count: int) -> Iterator[Rowful]:
    """The ways to take so many headings from the pieces up to `end`: one each, or a line of them divided."""
    if not 0 < count <= MOST_COLUMNS or not end:
        return
    if end >= count:
        yield end - count, tuple(piece for _, piece in pieces[end - count : end])
    if end >= 2 * count and (pairs := _paired([piece for _, piece in pieces[end - 2 * count : end]])):
        yield end - 2 * count, pairs
    last = pieces[end - 1][1]
    if last.look is Look.TEXT and not last.whole:
        whole = apart(last.text)
        before, _, word = whole.rpartition(" ")
        for found in divided(before if before and heads_texts(word) else whole, count):
            yield end - 1, tuple(replace(last, text=text) for text in found)


def _paired(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Stands and years in turn, each with the other it stands beside: 'Rekening, 2019, Begroting, 2020'."""
    two = list(zip(pieces[::2], pieces[1::2], strict=True))
    kinds = {(kind_of(one.text), kind_of(other.text)) for one, other in two}
    if kinds not in ({("s", "y")}, {("y", "s")}):
        return ()
    joined = tuple(replace(one, text=f"{one.text} {other.text}") for one, other in two)
    return joined if all(kind_of(piece.text) == "sy" for piece in joined) else ()


def _grouped(pieces: Sequence[tuple[int, Piece]], first: int, below: Head) -> Iterator[Head]:
    """The ways to lay groups over the columns of a heading; a piece between them may head the labels."""
    skipped = tuple(piece for _, piece in pieces[max(0, first - 1) : first])
    for end, between in ((first, ()), (first - 1, skipped)):
        for count in _counts(below.width) if end > 0 else ():
            yield from _under(pieces, end, count, replace(below, skipped=between))
    for size in range(2, MOST_MIDDLE + 1):
        yield from _with_middle(pieces, first, size, below)


def _with_middle(pieces: Sequence[tuple[int, Piece]], first: int, size: int, below: Head) -> Iterator[Head]:
    """Three rows, of which the one between stands under one group: 'primitief, na wijziging' under 'Begroting'."""
    middle = [piece for _, piece in pieces[max(0, first - size) : first]]
    dated = all("y" in kind_of(over.piece.text) for over in below.rows[-1])
    if len(middle) < size or not dated or below.width <= size:
        return
    for count in range(2, min(MOST_GROUPS, below.width - size + 1) + 1):
        groups = [piece for _, piece in pieces[max(0, first - size - count) : first - size]]
        if len(groups) < count or any(kind_of(piece.text) != "s" for piece in groups):
            continue
        for spans in _compositions(below.width, count):
            starts = [sum(spans[:at]) for at in range(count)]
            upper = tuple(map(Over, groups, starts, spans))
            for start in (start for start, span in zip(starts, spans, strict=True) if span == size):
                between = tuple(Over(piece, start + at) for at, piece in enumerate(middle))
                yield replace(below, rows=(upper, between, *below.rows), first=first - size - count)


def _compositions(width: int, count: int) -> Iterator[tuple[int, ...]]:
    """The ways to divide so many columns over so many groups, up to a limit."""
    for cuts in islice(combinations(range(1, width), count - 1), MOST_SPANS):
        yield tuple(after - before for before, after in pairwise((0, *cuts, width)))


def _counts(width: int) -> Iterator[int]:
    """How many groups may lie over columns: a few, or as many as give each the same number of them."""
    yield from (count for count in range(1, width + 1) if count <= MOST_GROUPS or width % count == 0)


def _under(pieces: Sequence[tuple[int, Piece]], end: int, count: int, below: Head) -> Iterator[Head]:
    for first, groups in _rows_of(pieces, end, count):
        if not _may_be_groups(groups):
            continue
        for spans in _spans(below, groups):
            starts = [sum(spans[:at]) for at in range(count)]
            row = tuple(Over(piece, start, span) for piece, start, span in zip(groups, starts, spans, strict=True))
            found = replace(below, rows=(row, *below.rows), first=first)
            yield found
            yield from _over_groups(pieces, found)


def _over_groups(pieces: Sequence[tuple[int, Piece]], below: Head) -> Iterator[Head]:
    """A third row, with one heading over each group: stands over years over measures."""
    groups = below.rows[0]
    above = [piece for _, piece in pieces[max(0, below.first - len(groups)) : below.first]]
    if 1 < len(groups) == len(above) and all(explained(piece.text) > KNOWN for piece in above):
        row = tuple(replace(over, piece=piece) for over, piece in zip(groups, above, strict=True))
        yield replace(below, rows=(row, *below.rows), first=below.first - len(groups))


def _partly(pieces: Sequence[tuple[int, Piece]], end: int, width: int) -> Iterator[Head]:
    """Groups, among them some that no leaf stands under: 'Rekening, Verschil' above '2022, 2023'.

    The leaves are years, or measures; a group that names a measure itself has none below it.
    """
    for leaf, is_alone in ((BARE_YEAR, _takes_no_year), (BARE_MEASURE, _takes_no_measure)):
        leaves = 0
        while leaves < end and leaf.match(pieces[end - 1 - leaves][1].text):
            leaves += 1
        for count in range(2, min(MOST_GROUPS, end - leaves) + 1) if 0 < leaves < width else ():
            yield from _with_single(pieces, (end - leaves - count, end - leaves, end), width, is_alone)


def _takes_no_year(text: str) -> bool:
    return not spreads(text)


def _takes_no_measure(text: str) -> bool:
    return "m" in kind_of(text)


def _with_single(
    pieces: Sequence[tuple[int, Piece]], ends: tuple[int, int, int], width: int, is_alone: Callable[[str], bool]
) -> Iterator[Head]:
    """The ways to lay groups over leaves, given where both begin and end."""
    first, middle, end = ends
    above = [piece for _, piece in pieces[first:middle]]
    leaves = [piece for _, piece in pieces[middle:end]]
    alone = [is_alone(piece.text) for piece in above]
    spreading = len(above) - sum(alone)
    if len(leaves) + sum(alone) != width or not spreading or any(explained(piece.text) <= KNOWN for piece in above):
        return
    for spans in _sizes(leaves, alone, spreading):
        starts = [sum(spans[:at]) for at in range(len(above))]
        under = [
            column
            for start, span, single in zip(starts, spans, alone, strict=True)
            for column in range(start, start + span)
            if not single
        ]
        upper = tuple(Over(piece, at, span) for piece, at, span in zip(above, starts, spans, strict=True))
        lower = tuple(Over(piece, column) for piece, column in zip(leaves, under, strict=True))
        yield Head((upper, lower), width, first, end)


def _sizes(leaves: Sequence[Piece], alone: Sequence[bool], spreading: int) -> Iterator[list[int]]:
    """How many columns each group covers: one alone, the others as their leaves repeat or in any way."""
    repeated = _repeats(leaves)
    for way in [repeated] if len(repeated) == spreading else _compositions(len(leaves), spreading):
        sizes = iter(way)
        yield [1 if single else next(sizes) for single in alone]


def _may_be_groups(groups: Sequence[Piece]) -> bool:
    """Whether pieces may stand over columns: what no word explains is short, and one among several, or all of them."""
    unknown = [group.text for group in groups if explained(group.text) <= KNOWN]
    if len(groups) == 1:
        return not unknown and not sets_apart(groups[0].text)  # over all columns it is the title
    short = all(len(text.split()) <= SHORT and not any(map(str.isdigit, text)) for text in unknown)
    few = len(unknown) < 2 and len(groups) > FEW
    return short and (not unknown or few or len(unknown) == len(groups) > 1)


def _spans(below: Head, groups: Sequence[Piece]) -> Iterator[tuple[int, ...]]:
    """How many columns each group covers: as many each, as the leaves repeat, or any beside years."""
    width, count = below.width, len(groups)
    even = (width // count,) * count if width % count == 0 else ()
    leaves = [over.piece for over in below.rows[-1]]
    repeated = _repeats(leaves)
    if even:
        yield even
    if len(repeated) == count and repeated != even:
        yield repeated
    if len(repeated) == count + 1 and repeated[-1] == 1:
        yield (*repeated[:-2], repeated[-2] + 1)  # a last leaf of another kind: 'Totaal' behind lasten and baten
    years = any(all(BARE_YEAR.match(piece.text) for piece in row) for row in (leaves, groups))
    if not years or count == 1:
        return
    yield from (spans for spans in _compositions(width, count) if len(set(spans)) > 1)


def _repeats(leaves: Sequence[Piece]) -> tuple[int, ...]:
    """How many columns stand under each group, where a leaf that was there, or of another kind, begins the next one."""
    spans: list[list[str]] = []
    for text in (leaf.text.casefold() for leaf in leaves):
        if not spans or text in spans[-1] or kind_of(text) != kind_of(spans[-1][0]):
            spans.append([])
        spans[-1].append(text)
    return tuple(map(len, spans))


def _in_line(pieces: Sequence[tuple[int, Piece]], end: int, width: int) -> Iterator[Head]:
    """Groups printed before the years or measures that they cover: 'Begroting 2019, Meerjarenraming, 2020, 2021'."""
    for size in range(width + 1, min(end, width + MOST_GROUPS) + 1):
        taken = [piece for _, piece in pieces[end - size : end]]
        found = _parsed(taken)
        if found and found[1] == width:
            yield Head(found[0], width, end - size, end)


def _parsed(pieces: Sequence[Piece]) -> tuple[tuple[tuple[Over, ...], ...], int] | None:
    """The headings with every group over the bare years or measures behind it; None where none covers any."""
    upper: list[Over] = []
    lower: list[Over] = []
    column = at = 0
    while at < len(pieces):
        bare = at + 1
        while bare < len(pieces) and _is_bare(pieces[bare]):
            bare += 1
        years = bare > at + 2 or (bare > at + 1 and BARE_YEAR.match(pieces[at + 1].text))
        if years and spreads(pieces[at].text) and not _is_bare(pieces[at]):
            upper.append(Over(pieces[at], column, bare - at - 1))
            lower += [Over(piece, column + offset) for offset, piece in enumerate(pieces[at + 1 : bare])]
            column, at = column + bare - at - 1, bare
        else:
            upper.append(Over(pieces[at], column))
            column, at = column + 1, at + 1
    return ((tuple(upper), tuple(lower)), column) if lower else None


def _is_bare(piece: Piece) -> bool:
    return bool(BARE_YEAR.match(piece.text) or BARE_MEASURE.match(piece.text))
