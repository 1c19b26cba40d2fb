"""Runs of rows that are one table: where a heading begins a new one, and where the one above goes on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from tasks.language.asking import BUDGET
from tasks.language.documents import Facts
from tasks.tables.balances import courses
from tasks.tables.broken_rows import with_broken_rows
from tasks.tables.codes import with_codes
from tasks.tables.cycles import with_beginnings
from tasks.tables.digits import ways
from tasks.tables.divisions import divided, headings_dated
from tasks.tables.evidence import Below, most_over, weigh
from tasks.tables.expanded import expanded
from tasks.tables.heads import heads_of
from tasks.tables.label_cells import MOST_AHEAD, label_cells, widest, without_heads_of_labels
from tasks.tables.labels import with_numbers_of_labels, with_whole_labels, with_years_of_labels
from tasks.tables.loose_minus import with_minus, with_minus_everywhere
from tasks.tables.numbered import without_codes_behind
from tasks.tables.pieces import Look, Piece, Strip
from tasks.tables.proofs import with_leaves
from tasks.tables.relations import relations_of, worths
from tasks.tables.rows import Row, rows_of
from tasks.tables.spaces import TELLING
from tasks.tables.weights import MOST
from tasks.tables.widths import widths_of
from tasks.tables.wording import Said, apart, explained, is_a_title, says
from tasks.tables.zones import Head, Zone, same_below, zone_of

RAMING = "meerjarenraming"
ENOUGH = 1.2  # a heading that less speaks for is none
AS_GOOD = 0.3  # between two readings nothing decides within this
COURSE = 3.0  # of stands, where rows that lost cells come out as headings say what comes and goes
FEWEST_OPEN = 2  # rows of a table without headings
FEWEST_SINGLE = 3  # rows of one figure of such a table
NEAR = 4
FEWEST_OTHER = 4  # rows of another width that are a table of their own
FEWEST_YEARS = 3  # rows that have one in the same column


class Choice(NamedTuple):
    """A way to head a block, and what speaks for it."""

    score: float
    head: Head
    zone: Zone  # in whose pieces the head counts
    doubtful: frozenset[int] = frozenset()  # columns that another way, as good, heads otherwise


@dataclass(slots=True)
class _Bar:
    """What a heading must weigh to be the best or its rival: it rises with each one that is found."""

    least: float


@dataclass(slots=True)
class Block:
    """One table in the making."""

    choice: Choice | None
    width: int
    zone: Zone | None
    above: tuple[Piece, ...]  # what stands before the heading
    rows: list[tuple[tuple[Piece, ...], Row]] = field(default_factory=list)  # label and groups, values
    below: tuple[Piece, ...] = ()
    cut: bool = False  # the text ends with its last row, and perhaps amid it


def blocks_of(strips: Sequence[Strip], facts: Facts) -> list[Block]:
    """The tables among strips, in the order printed."""
    rows, tail = rows_of(with_beginnings(strips))
    labelled = with_numbers_of_labels(with_years_of_labels(with_codes(with_broken_rows(rows))))
    rows, tail = with_whole_labels(labelled, tail)
    starts = [at for at, row in enumerate(rows) if at == 0 or may_head(row)]
    if not rows:
        return []
    found: list[Block] = []
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        _take(rows[start:end], found, facts)
    if found:
        found[-1].below, found[-1].cut = tail, not tail
    return [block for block in found if _is_table(block)]


def may_head(row: Row) -> bool:
    """Whether a heading may stand before a row, behind its label's place."""
    zone = zone_of(row.before)
    telling = sum(explained(piece.text) >= 0.7 for _, piece in zone.pieces)
    long = any(piece.look is Look.TEXT and len(piece.text.split()) > NEAR for _, piece in zone.pieces[:-1])
    headed = telling > 1 or bool(telling and zone.notes) or (long and telling > 0) or _is_headed_on_a_line(zone, row)
    headed = headed or any(one.line == other.line for one, other in pairwise(_between_bars(row)))
    headed = headed or any(piece.look is Look.TITLE or is_a_title(piece.text) for piece in row.before[:-1])
    return headed and len(row.before) > 1


def _between_bars(row: Row) -> list[Piece]:
    """The words between bars on the lines above a row."""
    return [piece for piece in row.before if piece.whole and piece.line != row.line and piece.look is not Look.CODE]


def _is_headed_on_a_line(zone: Zone, row: Row) -> bool:
    """Whether a line before the label divides into as many headings as there are values, or dates several if glued."""
    before = [piece.text for _, piece in zone.pieces[:-1] if not piece.whole]
    return any(headings_dated(apart(text)) > 1 if row.glued else divided(text, row.width) for text in before)


def _take(rows: Sequence[Row], found: list[Block], facts: Facts) -> None:
    """Rows up to where the next heading may stand: a table of their own, or more of the one above."""
    rows = with_minus(rows)
    first = _with_legend_above(rows[0], found)
    labels = label_cells(rows)
    zone = zone_of(first.before[: max(0, len(first.before) - labels)], lined=first.own and not first.barred)
    first, *others = without_codes_behind([first, *rows[1:]], zone.corners)
    rows = [first, *others]
    choice, rows = _headed(zone, rows, facts)
    if labels > 1 and (not choice or choice.head.width > widest(rows)):
        choice = best_of(without_heads_of_labels(zone, widest(rows)), rows, facts) or choice
    first = rows[0]
    above = found[-1] if found else None
    if choice and above and _is_repeated(choice, above, zone):
        last = choice.zone.pieces[choice.head.end - 1][0] + 1
        block = above
        block.rows.append((first.before[last:], first))
    elif choice:
        head = choice.head
        last = choice.zone.pieces[head.end - 1][0] + 1
        begin = choice.zone.pieces[head.first][0]
        block = Block(choice, head.width, zone, first.before[:begin])
        block.rows.append((first.before[last:], first))
    elif above and _goes_on(above, rows):
        block = above
        block.rows.append((first.before, first))
    else:
        width = Counter(row.width for row in rows if not row.glued).most_common(1)[0][0] if _told(rows) else 0
        block = Block(None, width, zone, first.before[: -1 - _groups(first)])
        block.rows.append((first.before[-1 - _groups(first) :], first))
    if block is not above:
        found.append(block)
    ended = _end(rows, block.width)
    block.rows += [(row.before, row) for row in rows[1:ended]]
    if ended < len(rows):
        _take(rows[ended:], found, facts)


def _headed(zone: Zone, rows: list[Row], facts: Facts) -> tuple[Choice | None, list[Row]]:
    """The best heading, and the rows as it heads them: a dash before every figure is a minus where it fits so only."""
    choice, joined = best_of(zone, rows, facts), with_minus_everywhere(rows)
    other = best_of(zone, joined, facts) if joined else None
    if joined and other and (not choice or other.score > choice.score + AS_GOOD):
        return other, joined
    return choice, rows


def _is_repeated(choice: Choice, above: Block, zone: Zone) -> bool:
    """Whether the heading of the table above comes again, as on a next page, with nothing else before it."""
    same = above.choice is not None and choice.head.paths() == above.choice.head.paths()
    first = choice.zone.pieces[choice.head.first][0] == len(zone.corners) + len(zone.notes)
    known = {piece.text for piece in above.zone.notes} if above.zone else set()
    return same and first and {piece.text for piece in zone.notes} <= known and not choice.doubtful


def _with_legend_above(row: Row, found: Sequence[Block]) -> Row:
    """A row without the note right behind the table above, which is of that table where text stands behind it."""
    before = row.before
    if not found or len(before) < 2 or before[0].look is not Look.NOTE:
        return row
    if not any(piece.look in {Look.NOTE, Look.PROSE} for piece in before[1:]):
        return row
    found[-1].below = before[:1]
    return replace(row, before=before[1:])


def _told(rows: Sequence[Row]) -> bool:
    return any(not row.glued for row in rows)


def _end(rows: Sequence[Row], width: int) -> int:
    """Where rows of another width begin, and go on to the last: they are no rows of this table."""
    end = len(rows)
    if all(row.width != width for row in rows) or rows[-1].glued:
        return end  # a column of it vanished
    while end > 1 and rows[end - 1].width != width and rows[end - 1].width == rows[-1].width:
        end -= 1
    return end if len(rows) - end >= FEWEST_OTHER and not any(map(_held_by_spaces, rows[end:])) else len(rows)


def _held_by_spaces(row: Row) -> bool:
    return bool(row.gaps) and max(row.gaps) >= TELLING


def _groups(row: Row) -> int:
    return 1 if len(row.before) > 2 else 0


def _goes_on(block: Block, rows: Sequence[Row]) -> bool:
    near = rows[:NEAR]
    apart = any(piece.look in {Look.PROSE, Look.NOTE} for piece in rows[0].before)
    usual = {block.width} if apart else {block.width, *(row.width for _, row in block.rows)}
    fits = any(row.width in usual or (row.glued and ways(row.glued, block.width)) for row in near)
    return fits and all(row.width <= block.width + 1 for row in near)


def _is_table(block: Block) -> bool:
    if block.choice:
        return True
    if not block.width:
        return False
    full = sum(row.width == block.width for _, row in block.rows if not row.glued)
    return full >= (FEWEST_OPEN if block.width > 1 else FEWEST_SINGLE)


def best_of(zone: Zone, rows: Sequence[Row], facts: Facts) -> Choice | None:
    """The heading that most speaks for, with the columns that another heads otherwise for as good reasons."""
    if not zone.pieces:
        return None
    divided_too = expanded(zone)
    zones = (zone, divided_too) if divided_too else (zone,)
    found = (choice for one in zones for choice in _choices(one, rows[:MOST_AHEAD], facts))
    choices = sorted(found, key=lambda one: (-one.score, one.head.width))
    if not choices or choices[0].score < ENOUGH:
        return None
    best, *others = choices
    near = [one.head for one in others if one.score > best.score - AS_GOOD and one.head.width == best.head.width]
    rivals = [head for head in near if not same_below(best.head, head)]
    return best._replace(doubtful=frozenset(_differing(best.head, rivals, facts)))


def _differing(best: Head, others: Sequence[Head], facts: Facts) -> Iterator[int]:
    paths = best.paths()
    for column, path in enumerate(paths):
        own = says(path, facts.year)
        for other in others:
            said = says(other.paths()[column], facts.year)
            if _meaning(own, facts) != _meaning(said, facts) or not (own.is_stand or _is_within(own, said)):
                yield column


def _is_within(own: Said, said: Said) -> bool:
    """Whether headings of one meaning are the same, or one is the end of the other: '2018' of 'ultimo 2018'."""
    return own.text.endswith(said.text) or (own.period is not None and said.text.endswith(own.text))


def _meaning(said: Said, facts: Facts) -> tuple[str | bool | None, ...]:
    """What a column means; a begroting of a year to come is a raming."""
    ahead = said.scenario == BUDGET and (said.period or "")[:4] > str(facts.year)
    return replace(said, scenario=RAMING).meaning if ahead else said.meaning


def _choices(zone: Zone, rows: Sequence[Row], facts: Facts) -> Iterator[Choice]:
    """The ways to head rows that may be the best or its rivals; the widths that fit best go first."""
    bar = _Bar(ENOUGH - AS_GOOD)
    vectors = [worths(row.figures) for row in rows]
    labels = {row.before[-1].text for row in rows if row.before}
    for fit, width in sorted(widths_of(zone, rows), key=lambda one: -one[0]):
        if fit + MOST < bar.least:
            return
        if width == 1 < rows[0].width:
            continue
        divided_rows = [_divided_row(row, width) for row in rows]
        below = Below(relations_of(divided_rows, width), _columns_of_years(rows, width))
        for head in heads_of(zone, width, partial(_may_win, bar, fit, below)):
            if width == 1 and head.rows[-1][0].piece.text in labels:
                continue  # of a row whose figure is blank
            runs = COURSE * bool(courses([path[-1] for path in head.paths()], vectors))
            score = weigh(head, zone, below, facts, bar.least - fit - runs) + fit + runs
            if score >= bar.least:
                bar.least = max(bar.least, score - AS_GOOD)
                yield Choice(score, with_leaves(head, below.relations) if head.unprinted else head, zone)


def _divided_row(row: Row, width: int) -> Row:
    """The row, with its run of digits as figures where it divides into so many in one way."""
    found = ways(row.glued, width) if row.glued else ()
    if len(found) != 1:
        return row
    return replace(row, values=tuple(Piece(text, row.line, Look.FIGURE) for text in found[0]), glued="")


def _columns_of_years(rows: Sequence[Row], width: int) -> frozenset[int]:
    """The columns, not all of them, in which every full row has a year."""
    full = [row.figures for row in rows if row.width == width and not row.glued]
    if len(full) < FEWEST_YEARS:
        return frozenset()
    yearly = {at for at in range(width) if all(figures[at].look is Look.PERIOD for figures in full)}
    return frozenset(yearly) if len(yearly) < width else frozenset()


def _may_win(bar: _Bar, fit: float, below: Below, leaves: Sequence[Piece]) -> bool:
    """Whether a heading with these leaves can reach the bar, whatever stands over them."""
    return most_over(leaves, below) + fit >= bar.least
