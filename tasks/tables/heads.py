"""Every way in which the pieces above a table could head its columns.

Candidates are simple and many are wrong: `tasks.tables.evidence` weighs them with the figures below. They are
bounded: some ends, divisions of a line into a given number of parts, and spans of few groups.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from tasks.language.asking import moves
from tasks.tables.divisions import divided, headings_in
from tasks.tables.pieces import Look, Piece
from tasks.tables.run_together import divided_apart
from tasks.tables.spans import counts, spans_of
from tasks.tables.two_sided import two_sided
from tasks.tables.unevenly import (
    KNOWN,
    MOST_GROUPS,
    balanced,
    completed,
    compositions,
    continued,
    in_line,
    partly,
    repeats,
)
from tasks.tables.versions import of_equal_years, versioned
from tasks.tables.wording import (
    BARE_YEAR,
    DAY,
    WHOLE,
    apart,
    explained,
    heads_texts,
    is_a_title,
    is_one_heading,
    kind_of,
    sets_apart,
)
from tasks.tables.wrapped import going_on, up_to_years, wrapped
from tasks.tables.zones import Head, Over, Zone

CAPITALS = re.compile(r"(?<!\s)\s++(?=[A-ZÀ-Ý])")
MOST_BELOW = 4  # groups between a heading and the first row
FEW = 3  # groups, of which one may be unknown
SHORT = 4  # words of a group that nothing explains
MOST_MIDDLE = 3  # headings of a row that stands under one group alone
MOST_COLUMNS = 24
DATED = 0.7  # how far words and the day or year below them are explained together
FEWEST_TITLES = 2  # lines of a title above each other; more of them in a row are headings
PAIRS = ({("s", "y")}, {("y", "s")}, {("y", "m")}, {("m", "y")})
LEAVES = {2: ("",) * 2, 3: ("",) * 3}  # under a group whose own headings are not printed


Rowful = tuple[int, tuple[Piece, ...]]  # where the headings of one row begin in the zone, and the headings


def heads_of(zone: Zone, width: int, may_win: Callable[[Sequence[Piece]], bool]) -> Iterator[Head]:
    """The ways to head so many columns, however little they explain; with groups where the leaves below may win."""
    pieces = zone.pieces
    for end in range(len(pieces), max(0, len(pieces) - MOST_BELOW - 1), -1):
        for first, leaves in _rows_of(pieces, end, width, lined=zone.lined):
            flat = tuple(Over(piece, column) for column, piece in enumerate(leaves))
            head = Head((flat,), width, first, end, corner=_corner(pieces[end - 1][1], leaves))
            yield head
            if may_win(leaves):
                yield from _grouped(pieces, first, head, lined=zone.lined)
                yield from _named(zone, head)
                for dated in of_equal_years(pieces, head) if not zone.lined else ():
                    yield from (dated, *_over_groups(pieces, dated))
        for head in wrapped(pieces, end, width) if zone.lined and not zone.divided else ():
            yield head
            if may_win([over.piece for over in head.rows[-1]]):
                yield from _grouped(pieces, head.first, head, lined=zone.lined)
        yield from in_line(pieces, end, width)
        yield from partly(pieces, end, width)
        for going_on_below in (continued, completed) if not zone.lined else ():
            yield from going_on_below(pieces, end, width)
        yield from balanced(pieces, end, width)
        yield from versioned(pieces, end, width)
        yield from two_sided(pieces, end, width) if not zone.lined else ()
        for size in () if _names_measures(pieces[end:]) else LEAVES:
            for first, groups in _rows_of(pieces, end, width // size, lined=zone.lined) if width % size == 0 else ():
                row = tuple(Over(piece, size * at, size) for at, piece in enumerate(groups))
                yield Head((row,), width, first, end, unprinted=size)


def _names_measures(below: Sequence[tuple[int, Piece]]) -> bool:
    """Whether measures are printed below: then what no sum names is not left to be told by sums."""
    return any("m" in kind_of(piece.text) or headings_in(piece.text) > 1 for _, piece in below)


def _may_be_a_row(pieces: Sequence[tuple[int, Piece]], end: int, count: int, *, lined: bool) -> bool:
    """Whether the last pieces may be one row of headings; a row between bars is on one line."""
    if pieces[end - 1][1].whole:
        return len({piece.line for _, piece in pieces[end - count : end]}) == 1
    return not lined or _are_headings(pieces, end, count)


def _are_headings(pieces: Sequence[tuple[int, Piece]], end: int, count: int) -> bool:
    taken = [piece for _, piece in pieces[end - count : end]]
    lines = {piece.line for piece in taken}
    on_one_line = len(lines) == 1
    if not on_one_line and sum(piece.line in lines for _, piece in pieces) > count:
        return False  # of a line of several
    beside = Counter(piece.line for piece in taken)
    if max(beside.values()) > 1 in beside.values():
        return False  # a title above a line of several, or a group below it
    if count == FEWEST_TITLES and {kind_of(piece.text) for piece in taken} == {"s", "y"}:
        return False  # a stand and its year
    return (
        on_one_line
        or count > FEWEST_TITLES
        or (end == len(pieces) and all(explained(piece.text) >= WHOLE for piece in taken))
    )


def _corner(line: Piece, leaves: Sequence[Piece]) -> Piece | None:
    """What a line of headings begins with before the first of them."""
    before, found, _ = apart(line.text).partition(leaves[0].text)
    return line._replace(text=before.strip()) if found and before.strip() and line.text != leaves[-1].text else None


def _rows_of(pieces: Sequence[tuple[int, Piece]], end: int, count: int, *, lined: bool) -> Iterator[Rowful]:
    """The ways to take so many headings from the pieces up to `end`: one each, or a line of them divided.

    Above rows on one line each, headings on lines of their own stand right above the first row and are all known: else
    a title would head a column.
    """
    if not 0 < count <= MOST_COLUMNS or not end:
        return
    if end >= count and _may_be_a_row(pieces, end, count, lined=lined):
        yield end - count, tuple(piece for _, piece in pieces[end - count : end])
    if end >= 2 * count and (pairs := _paired([piece for _, piece in pieces[end - 2 * count : end]])):
        yield end - 2 * count, pairs
    if (joined := _with_years(pieces, end, count)) is not None:
        yield joined
    last = pieces[end - 1][1]
    yield from going_on(pieces, end, count) if not last.whole else ()
    yield from up_to_years(pieces, end, count) if not last.whole else ()
    one = is_a_title(last.text) or (not lined and is_one_heading(last.text))
    if last.look is Look.TEXT and not last.whole and not one:
        before, _, word = apart(last.text).rpartition(" ")
        for found in divided(before, count) if before and heads_texts(word) else divided_apart(last.text, count):
            yield end - 1, tuple(last._replace(text=text) for text in found)


def _paired(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Years and stands or measures in turn, each with the one it stands beside: 'Rekening, 2019, Begroting, 2020'."""
    two = list(zip(pieces[::2], pieces[1::2], strict=True))
    kinds = {(kind_of(one.text), kind_of(other.text)) for one, other in two}
    if kinds not in PAIRS:
        return ()
    joined = tuple(one._replace(text=f"{one.text} {other.text}") for one, other in two)
    return joined if all(len(kind_of(piece.text)) == 2 for piece in joined) else ()


def _with_years(pieces: Sequence[tuple[int, Piece]], end: int, count: int) -> Rowful | None:
    """So many headings up to `end`, each stand with the year behind it; years behind these stand alone."""
    found: list[Piece] = []
    joined = False  # a word that came twice stood above a year: so does the first of them
    at = end
    while at and len(found) < count:
        last, before = pieces[at - 1][1], pieces[at - 2][1] if at > 1 else None
        again = before is not None and any(piece.text == before.text for _, piece in pieces[: max(0, at - 2)])
        told = before is not None and (again or joined) and _is_said_of(before, last)
        stands = before is not None and (told or _is_dated_by(before, last))
        joined = joined or (again and stands)
        found.append(before._replace(text=f"{before.text} {last.text}") if stands and before else last)
        at -= 1 + stands
    return (at, tuple(reversed(found))) if len(found) == count < end - at else None


def _is_dated_by(above: Piece, last: Piece) -> bool:
    """Whether the second piece is the year of a stand, or the day that the first is of: 'Saldo', '31-12-2017'.

    What comes or goes, as 'Onttrekking', is of no day.
    """
    if BARE_YEAR.match(last.text):
        return kind_of(above.text) == "s" and explained(above.text) >= 0
    if moves(above.text):
        return False
    return DAY.match(last.text) is not None and kind_of(above.text) in {"", "m"} and _is_said_of(above, last)


def _is_said_of(above: Piece, last: Piece) -> bool:
    """Whether words that head something are explained together with the year or day below them: 'ultimo', '2018'."""
    dated = DAY.match(last.text) or (BARE_YEAR.match(last.text) and not kind_of(above.text))
    return bool(dated) and explained(above.text) > 0 and explained(f"{above.text} {last.text}") >= DATED


def _grouped(pieces: Sequence[tuple[int, Piece]], first: int, below: Head, *, lined: bool) -> Iterator[Head]:
    """The ways to lay groups over the columns of a heading; a piece between them may head the labels."""
    skipped = tuple(piece for _, piece in pieces[max(0, first - 1) : first])
    for end, between in ((first, ()), (first - 1, skipped)):
        for count in counts(below) if end > 0 else ():
            if count == 1 and between:
                continue  # one text above all columns and above another text is the title of the page
            yield from _under(pieces, end, count, below._replace(skipped=between), lined=lined)
    for size in range(2, MOST_MIDDLE + 1):
        yield from _with_middle(pieces, first, size, below)


def _named(zone: Zone, below: Head) -> Iterator[Head]:
    """Groups by the names on the line above, each with a capital, where the headings below come back as often."""
    spans = repeats([over.piece for over in below.rows[-1]])
    line = below.rows[-1][0].piece.line - 1
    above = [piece for piece in (*(piece for _, piece in zone.pieces), *zone.notes) if piece.line == line]
    names = [name.strip() for name in CAPITALS.split(above[0].text)] if len(above) == 1 and zone.lined else []
    if len(spans) < 2 or len(names) != len(spans) or len(set(spans)) > 1 or len(set(names)) < len(names):
        return
    starts = [sum(spans[:at]) for at in range(len(spans))]
    row = tuple(
        Over(above[0]._replace(text=name), *where)
        for name, where in zip(names, zip(starts, spans, strict=True), strict=True)
    )
    first = next((at for at, (_, piece) in enumerate(zone.pieces) if piece is above[0]), below.first)
    yield below._replace(rows=(row, *below.rows), first=first)


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
        for spans in compositions(below.width, count):
            starts = [sum(spans[:at]) for at in range(count)]
            upper = tuple(map(Over, groups, starts, spans))
            for start in (start for start, span in zip(starts, spans, strict=True) if span == size):
                between = tuple(Over(piece, start + at) for at, piece in enumerate(middle))
                yield below._replace(rows=(upper, between, *below.rows), first=first - size - count)


def _under(pieces: Sequence[tuple[int, Piece]], end: int, count: int, below: Head, *, lined: bool) -> Iterator[Head]:
    for first, groups in _rows_of(pieces, end, count, lined=lined):
        if not _may_be_groups(groups, below):
            continue
        for spans in spans_of(below, groups):
            starts = [sum(spans[:at]) for at in range(count)]
            row = tuple(Over(piece, start, span) for piece, start, span in zip(groups, starts, spans, strict=True))
            found = below._replace(rows=(row, *below.rows), first=first)
            yield found
            yield from _over_groups(pieces, found)


def _over_groups(pieces: Sequence[tuple[int, Piece]], below: Head) -> Iterator[Head]:
    """A third row, with one heading over each group: stands over years over measures, each a piece or all on a line."""
    groups = below.rows[0]
    if len(groups) < 2 or not below.first:
        return
    pieced = [piece for _, piece in pieces[max(0, below.first - len(groups)) : below.first]]
    last = pieces[below.first - 1][1]
    lined = () if last.whole else divided(apart(last.text), len(groups))
    ways = [(len(groups), pieced), *((1, [last._replace(text=text) for text in way]) for way in lined)]
    for size, above in ways:
        if len(above) == len(groups) and all(explained(piece.text) > KNOWN for piece in above):
            row = tuple(over._replace(piece=piece) for over, piece in zip(groups, above, strict=True))
            yield below._replace(rows=(row, *below.rows), first=below.first - size)
    yield from _over_years(pieces, below)


def _over_years(pieces: Sequence[tuple[int, Piece]], below: Head) -> Iterator[Head]:
    """A third row, of fewer stands than there are years with measures below them: 'Rekening', 'Begroting'."""
    groups = below.rows[0]
    if not all(BARE_YEAR.match(over.piece.text) for over in groups) or len(groups) > MOST_GROUPS:
        return
    for count in range(2, len(groups)):
        above = [piece for _, piece in pieces[max(0, below.first - count) : below.first]]
        if len(above) < count or any(kind_of(piece.text) != "s" for piece in above):
            return
        for spans in compositions(len(groups), count):
            ends = list(accumulate(spans))
            parts = [groups[end - span : end] for end, span in zip(ends, spans, strict=True)]
            row = tuple(
                Over(piece, part[0].column, sum(over.span for over in part))
                for piece, part in zip(above, parts, strict=True)
            )
            yield below._replace(rows=(row, *below.rows), first=below.first - count)


def _may_be_groups(groups: Sequence[Piece], below: Head) -> bool:
    """Whether pieces may stand over columns: what no word explains is short, and one among several, or all of them.

    Where the headings below come back as often as there are groups, any words may be these.
    """
    unknown = [group.text for group in groups if explained(group.text) <= KNOWN and kind_of(group.text) != "sy"]
    if len(groups) == 1:
        text = groups[0].text  # over all columns a measure or what sets them apart is their title
        return not unknown and kind_of(text) != "m" and not sets_apart(text)
    if len(unknown) == len(groups) and len(set(unknown)) == 1:
        return False  # the name of the page, printed twice
    series = len(repeats([over.piece for over in below.rows[-1]])) == len(groups) < below.width
    short = all(
        len(text.split()) <= SHORT and (not any(map(str.isdigit, text)) or (series and "y" in kind_of(text)))
        for text in unknown
    )
    few = len(unknown) < 2 and len(groups) > FEW
    return short and (not unknown or few or series or len(unknown) == len(groups) > 1)
