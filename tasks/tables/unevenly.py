"""Groups that do not all stand over as many columns: some alone, some before the years or measures they cover."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, islice, pairwise, takewhile

from tasks.language import phrase
from tasks.tables.divisions import divided, is_version_of
from tasks.tables.pieces import Look, Piece
from tasks.tables.weights import LIKE_A_STAND
from tasks.tables.wording import BARE_MEASURE, BARE_YEAR, DAY, apart, explained, kind_of, sets_apart, spreads
from tasks.tables.zones import Head, Over

KNOWN = 0.5
MOST_SPANS = 300  # ways in which groups may lie over columns
MOST_GROUPS = 6


def partly(pieces: Sequence[tuple[int, Piece]], end: int, width: int) -> Iterator[Head]:
    """Groups, among them some that no leaf stands under: 'Rekening, Verschil' above '2022, 2023'.

    The leaves are years, or measures; a group that names a measure itself has none below it.
    """
    for below, is_alone in _leaves_at(pieces, end):
        if not 0 < len(below) < width or len(below) == end:
            continue
        for first, groups in _groups_above(pieces, end - len(below), width):
            yield from (Head(rows, width, first, end) for rows in _with_single(groups, below, width, is_alone))


def _leaves_at(pieces: Sequence[tuple[int, Piece]], end: int) -> Iterator[tuple[list[Piece], Callable[[str], bool]]]:
    """The pieces up to `end` that may be leaves, with what tells a group that has none: years, measures, a row."""
    last = [piece for _, piece in pieces[:end]]
    for leaf, is_alone in KINDS:
        yield _last_of(last, lambda piece, leaf=leaf: bool(leaf.match(piece.text))), is_alone  # type: ignore[misc]
    if last and last[-1].whole:
        yield _last_of(last, lambda piece: piece.line == last[-1].line), _is_a_difference


def _last_of(pieces: Sequence[Piece], is_one: Callable[[Piece], bool]) -> list[Piece]:
    return [*takewhile(is_one, reversed(pieces))][::-1]


def _takes_no_year(text: str) -> bool:
    return not spreads(text)


def _takes_no_measure(text: str) -> bool:
    return "m" in kind_of(text)


def _is_a_difference(text: str) -> bool:
    return phrase(text, "heading").scenario == "verschil"


KINDS = ((BARE_YEAR, _takes_no_year), (BARE_MEASURE, _takes_no_measure), (BARE_MEASURE, _is_a_difference))


def _groups_above(pieces: Sequence[tuple[int, Piece]], end: int, width: int) -> Iterator[tuple[int, list[Piece]]]:
    """The groups that may end right above leaves, and where they begin: pieces, or the parts of a line."""
    for count in range(2, min(MOST_GROUPS, end) + 1):
        yield end - count, [piece for _, piece in pieces[end - count : end]]
    line = pieces[end - 1][1]
    for count in () if line.whole or line.look is not Look.TEXT else range(2, width + 1):
        yield from ((end - 1, [line._replace(text=part) for part in way]) for way in divided(apart(line.text), count))


def _with_single(
    above: Sequence[Piece], leaves: Sequence[Piece], width: int, is_alone: Callable[[str], bool]
) -> Iterator[tuple[tuple[Over, ...], ...]]:
    """The ways to lay groups over leaves."""
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
        yield upper, tuple(Over(piece, column) for piece, column in zip(leaves, under, strict=True))


def _sizes(leaves: Sequence[Piece], alone: Sequence[bool], spreading: int) -> Iterator[list[int]]:
    """How many columns each group covers: one alone, the others as their leaves repeat or in any way."""
    regular = [way for way in (repeats(leaves), _as_the_first_returns(leaves)) if len(way) == spreading]
    for way in regular[:1] or compositions(len(leaves), spreading):
        sizes = iter(way)
        yield [1 if single else next(sizes) for single in alone]


def repeats(leaves: Sequence[Piece]) -> tuple[int, ...]:
    """How many columns stand under each group, where a leaf that was there, or of another kind, begins the next one.

    Leaves that come back in the same order, all of them, are as many to each, whatever their kinds.
    """
    texts = [leaf.text.casefold() for leaf in leaves]
    size = len(set(texts))
    if 1 < size < len(texts) and len(texts) % size == 0 and texts == texts[:size] * (len(texts) // size):
        return (size,) * (len(texts) // size)
    spans: list[list[str]] = []
    for text in texts:
        if not spans or text in spans[-1] or kind_of(text) != kind_of(spans[-1][0]) or _falls_back(text, spans[-1]):
            spans.append([])
        spans[-1].append(text)
    return tuple(map(len, spans))


def _falls_back(text: str, before: Sequence[str]) -> bool:
    """Whether a year is earlier than those before it, which rise: '2022, 2023, 2021'."""
    years = [*before[-2:], text]
    return len(years) > 2 and all(map(BARE_YEAR.match, years)) and years[0] < years[1] > text


def _as_the_first_returns(leaves: Sequence[Piece]) -> tuple[int, ...]:
    """How many columns stand under each group, where each begins with the same leaf."""
    starts = [at for at, leaf in enumerate(leaves) if leaf.text.casefold() == leaves[0].text.casefold()]
    return tuple(after - before for before, after in pairwise((*starts, len(leaves))))


def up_to_balances(leaves: Sequence[Piece]) -> tuple[int, ...]:
    """How many columns stand under each group, where each ends with a balance: 'Saldo', 'Lasten, Baten, Saldo'."""
    balances = [at for at, leaf in enumerate(leaves, start=1) if phrase(leaf.text, "heading").metric == "saldo"]
    whole = bool(balances) and balances[-1] == len(leaves) and all("m" in kind_of(leaf.text) for leaf in leaves)
    return tuple(after - before for before, after in pairwise((0, *balances))) if whole else ()


def balanced(pieces: Sequence[tuple[int, Piece]], end: int, width: int) -> Iterator[Head]:
    """Stands over measures of which the last, a balance, is printed once for all the columns that are left."""
    for size in range(2, min(end, width)) if end == len(pieces) else ():
        leaves = [piece for _, piece in pieces[end - size : end]]
        spans = up_to_balances([*leaves, *leaves[-1:] * (width - size)])
        first = end - size - len(spans)
        above = [piece for _, piece in pieces[max(0, first) : end - size]]
        dated = all(BARE_YEAR.match(piece.text) for piece in above[size - width - 1 :])  # a difference has no balance
        if not spans or len(set(spans)) < 2 or first < 0 or not dated:
            continue
        starts = [sum(spans[:at]) for at in range(len(spans))]
        upper = tuple(Over(piece, at, span) for piece, at, span in zip(above, starts, spans, strict=True))
        lower = [Over(piece, column) for column, piece in enumerate(leaves[:-1])]
        yield Head((upper, (*lower, Over(leaves[-1], size - 1, width - size + 1))), width, first, end)


def compositions(width: int, count: int) -> Iterator[tuple[int, ...]]:
    """The ways to divide so many columns over so many groups, up to a limit."""
    for cuts in islice(combinations(range(1, width), count - 1), MOST_SPANS):
        yield tuple(after - before for before, after in pairwise((0, *cuts, width)))


def around_series(leaves: Sequence[Piece], count: int) -> Iterator[tuple[int, ...]]:
    """The ways to divide leaves over groups of which none covers a leaf twice, nor begins within measures that return.

    '2020' | 'Primitief, Lasten, Baten, Saldo' | 'Lasten, Baten, Saldo' | '2021'.
    """
    texts = [leaf.text.casefold() for leaf in leaves]
    returning = [texts.count(text) > 1 for text in texts]
    starts = [
        at for at in range(1, len(texts)) if not (returning[at] and returning[at - 1] and texts[at] != _first(texts))
    ]
    if returning[0] or not any(returning):
        return
    for cuts in islice(combinations(starts, count - 1), MOST_SPANS):
        parts = [texts[before:after] for before, after in pairwise((0, *cuts, len(texts)))]
        if all(len(set(part)) == len(part) for part in parts):
            yield tuple(map(len, parts))


def _first(texts: Sequence[str]) -> str:
    """The first leaf that returns."""
    return next(text for text in texts if texts.count(text) > 1)


def in_line(pieces: Sequence[tuple[int, Piece]], end: int, width: int) -> Iterator[Head]:
    """Groups printed before the years or measures that they cover: 'Begroting 2019, Meerjarenraming, 2020, 2021'."""
    for size in range(width + 1, min(end, width + MOST_GROUPS) + 1):
        if pieces[end - 1][1].whole and pieces[end - size][1].line != pieces[end - 1][1].line:
            return  # a row between bars is on one line
        found = _parsed(_with_versions([piece for _, piece in pieces[end - size : end]]))
        if found and found[1] == width and not _is_their_title(found[0][0]):
            yield Head(found[0], width, end - size, end)


def _is_their_title(groups: Sequence[Over]) -> bool:
    """Whether what stands above all columns names no stand of them: 'Investeringen'."""
    return len(groups) == 1 and sets_apart(groups[0].piece.text)


def continued(pieces: Sequence[tuple[int, Piece]], end: int, width: int) -> Iterator[Head]:
    """Headings that go on in the rows below: 'Toevoeging' above 'Stand, ten laste van' above '1-1-2020, exploitatie'.

    A text without a capital goes on with one of the row above, which stands there alone.
    """
    first = end - 2 * width
    if width < 2 or first < 0 or not any(_goes_on(piece) for _, piece in pieces[first + width : end]):
        return
    middle = [piece for _, piece in pieces[first : first + width]]
    above = first - sum(map(_goes_on, middle))
    if above < 0:
        return
    upper = iter(piece for _, piece in pieces[above:first])
    whole = [(next(upper), piece) if _goes_on(piece) else (piece,) for piece in middle]
    below = [piece for _, piece in pieces[first + width : end]]
    row = tuple(
        Over(parts[0]._replace(text=" ".join(part.text for part in (*parts, last))), column)
        for column, (parts, last) in enumerate(zip(whole, below, strict=True))
    )
    yield Head((row,), width, above, end)


def completed(pieces: Sequence[tuple[int, Piece]], end: int, width: int) -> Iterator[Head]:
    """Headings of which some begin in the row above: a day, and what is written small, go on with one each.

    'Stand, Toevoeging, Stand' above '1-1-2024, ten laste van exploitatie, Vrijval, 31-12-2024'.
    """
    lower = [piece for _, piece in pieces[max(0, end - width) : end]]
    begun = [piece for piece in lower if DAY.match(piece.text) or (_goes_on(piece) and not kind_of(piece.text))]
    first = end - width - len(begun)
    if first < 0 or not 1 < len(begun) < width or any(piece.whole for piece in lower):
        return
    above = [piece.text for _, piece in pieces[first : end - width]]
    upper = iter(above)
    whole = [piece._replace(text=f"{next(upper)} {piece.text}") if piece in begun else piece for piece in lower]
    undated = not any("y" in kind_of(text) for text in above)
    if undated and all(explained(piece.text) >= LIKE_A_STAND for piece in whole):
        yield Head((tuple(Over(piece, column) for column, piece in enumerate(whole)),), width, first, end)


def _goes_on(piece: Piece) -> bool:
    return piece.text[:1].islower()


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


def _with_versions(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with each version of the budget joined to the budget before it: 'Begroting', 'na wijziging'."""
    found: list[Piece] = []
    for piece in pieces:
        if found and is_version_of(piece.text, found[-1].text):
            found[-1] = found[-1]._replace(text=f"{found[-1].text} {piece.text}")
        else:
            found.append(piece)
    return found


def _is_bare(piece: Piece) -> bool:
    return bool(BARE_YEAR.match(piece.text) or BARE_MEASURE.match(piece.text))
