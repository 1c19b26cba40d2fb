"""What the shape of a heading shows: groups of one kind, and no part of it left beside, above or between."""

from __future__ import annotations

from itertools import takewhile

from tasks.tables.pieces import Piece
from tasks.tables.weights import FULL, LIKE_A_STAND, MIXED_GROUPS, REGULAR, SINGLE, UNPROVED
from tasks.tables.wording import BARE_MEASURE, BARE_YEAR, changes, explained, kind_of
from tasks.tables.zones import Head, Zone


def doubt_of_single(head: Head, zone: Zone) -> float:
    """A heading of one column is explained wholly and stands right above its label, or it is a title."""
    below = [piece for _, piece in zone.pieces[head.end :]]
    unknown = explained(head.rows[-1][0].piece.text) < LIKE_A_STAND
    passed = any(explained(piece.text) >= LIKE_A_STAND for piece in below)
    return SINGLE * len(below) + (UNPROVED if unknown or passed else 0.0)


def cost_of_mixed_groups(head: Head) -> float:
    """Groups of one row are of one kind: stands, or years, or measures; so are bare years or measures below them.

    Groups of two kinds may each tell what its own leaves do not: '2025' over lasten and baten, a raming over years.
    """
    if len(head.rows) < 2 or _tell_one_another(head):
        return 0.0
    leaves = [over.piece.text for over in head.rows[-1]]
    turned = any(map(BARE_YEAR.match, leaves)) and any(map(BARE_MEASURE.match, leaves))
    return MIXED_GROUPS * (turned + (len({kind_of(over.piece.text) for over in head.rows[0] if over.span > 1}) > 1))


def _tell_one_another(head: Head) -> bool:
    """Whether each group is a stand or a year over several leaves of one kind, which is another than its own."""
    for group in head.rows[0]:
        under = [leaf for leaf in head.rows[-1] if group.column <= leaf.column < group.column + group.span]
        below = {kind_of(leaf.piece.text) for leaf in under}
        own = set(kind_of(group.piece.text))
        if group.span < 2 or len(below) != 1 or not own & set("sy") or own & set(below.pop()):
            return False
    return True


def is_broken(head: Head, zone: Zone) -> bool:
    """Whether what stands among, beside or above the headings shows that they are no whole heading."""
    by_itself = _begins_late(head) or _begins_within(head)
    return by_itself or any(found(head, zone) for found in (_is_interrupted, _is_strewn, _is_cut))


def _is_interrupted(head: Head, zone: Zone) -> bool:
    """Whether a note or the heading of the labels stands among the headings of one row: the first is a title."""
    between = [piece.line for piece in (*zone.notes, *zone.corners)]
    spans = [(row[0].piece.line, row[-1].piece.line) for row in head.rows]
    return any(first < line < last for first, last in spans for line in between)


def _begins_late(head: Head) -> bool:
    """Whether a heading is left right before the first of its line, or a word that changes it."""
    words = head.corner.text.split() if head.corner else []
    first = head.rows[-1][0].piece.text
    if not words:
        return False
    kind = kind_of(words[-1])
    return bool({"s", "y"} & set(kind)) or kind == kind_of(first) == "m" or any(changes(word, first) for word in words)


def _begins_within(head: Head) -> bool:
    """Whether the first leaf of a group comes again, and not as the first of one: the groups are cut elsewhere."""
    upper, leaves = head.rows[0], {over.column: over.piece.text.casefold() for over in head.rows[-1]}
    starts = {over.column for over in upper}
    first = leaves.get(0)
    if len(head.rows) < 2 or upper[0].span < 2 or first is None:
        return False
    return not {column for column, text in leaves.items() if text == first} <= starts


def _is_cut(head: Head, zone: Zone) -> bool:
    """Whether stands are left right above the first row, or a word that makes another stand of its first heading.

    It is the lower part of a heading then, or half a row of it.
    """
    above = [piece for _, piece in reversed(zone.pieces[: head.first])]
    word = above[0].text if above else ""
    worded = bool(word) and kind_of(word) == "" and explained(word) >= LIKE_A_STAND
    return len(list(takewhile(is_a_stand, above))) > 1 or (worded and changes(word, head.rows[0][0].piece.text))


def is_a_stand(piece: Piece) -> bool:
    """Whether a piece names a stand, and nothing that is unknown."""
    return kind_of(piece.text) == "s" and explained(piece.text) >= LIKE_A_STAND


def _is_strewn(head: Head, zone: Zone) -> bool:
    """Whether groups above rows on one line each stand on lines of their own, or a heading of a line is left out."""
    lowest = head.rows[-1][0].piece
    before = [piece.line for _, piece in zone.pieces[: head.first]]
    left = zone.divided and len(head.rows) == 1 and lowest.line in before
    return left or (zone.lined and any(len({over.piece.line for over in row}) > 1 for row in head.rows[:-1]))


def worth_of_regular_groups(head: Head) -> float:
    """Whether every group holds the same columns, or each row of several has a heading for each column."""
    upper, lower = head.rows[0], head.rows[-1]
    if len(head.rows) > 1 and head.width > 2 and all(len(row) == head.width for row in head.rows):
        return FULL
    if len(head.rows) < 2 or len(upper) < 2 or upper[0].span < 2 or len(lower) < head.width:
        return 0.0
    parts = [tuple(over.piece.text for over in lower[one.column : one.column + one.span]) for one in upper]
    *whole, last = parts  # which may be of a year that is still running
    return REGULAR if len(set(whole)) == 1 and whole[0][: len(last)] == last else 0.0
