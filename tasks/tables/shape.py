"""What the shape of a heading shows: groups of one kind, and no part of it left beside, above or between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from tasks.language import patterns, phrase
from tasks.language.asking import BUDGET, VERSIONS, ends_a_year, moves
from tasks.tables.balances import SIDES
from tasks.tables.pieces import Piece
from tasks.tables.weights import FULL, LIKE_A_STAND, MIXED_GROUPS, REGULAR, SINGLE, TAKEN, UNPROVED
from tasks.tables.wording import (
    BARE_MEASURE,
    BARE_YEAR,
    changes,
    explained,
    kind_of,
    names_a_side,
    names_both_sides,
)
from tasks.tables.wrapped import goes_on
from tasks.tables.zones import Head, Over, Zone

PLANNED = VERSIONS | {BUDGET}
YEAR_BEFORE = re.compile(rf"^{patterns.YEAR}\s+[^\W\d]")


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


def cost_of_parted_groups(head: Head) -> float:
    """A difference stands in one group with what it compares, and the budget before its changes with that after."""
    if len(head.rows) < 2 or len(head.rows[0]) < 2:
        return 0.0
    stands = {over.column: phrase(over.piece.text, "heading").scenario for over in head.rows[-1]}
    groups = [[stands.get(column) for column in range(over.column, over.column + over.span)] for over in head.rows[0]]
    compared = PLANNED & set(stands.values()) and "realisatie" in stands.values()
    alone = [own for own in groups if "verschil" in own and not ("realisatie" in own and PLANNED & set(own))]
    parted = any({upper[-1], lower[0]} == VERSIONS for upper, lower in pairwise(groups))
    return MIXED_GROUPS * (bool(compared and alone) + parted + _parts_a_year(head))


def _parts_a_year(head: Head) -> bool:
    """Whether what comes stands in one group and what goes in the next, or a year ends before what happened in it."""
    leaves = {over.column: over.piece.text for over in head.rows[-1]}
    for group in head.rows[0]:
        first, end = leaves.get(group.column, ""), group.column + group.span
        last, behind = leaves.get(end - 1, ""), leaves.get(end, "")
        if moves(last) and (ends_a_year(first) or moves(last) == -moves(behind)):
            return True
    return False


def cost_of_a_year_taken(head: Head) -> float:
    """A stand printed before years is over all of them sooner than it is of the first: 'Begroting', '2017', '2018'."""
    first, *others = (over.piece.text for over in head.rows[0])
    taken = bool(others) and all(map(BARE_YEAR.match, others)) and not BARE_YEAR.match(first)
    return TAKEN * taken * {"sy": 1, "y": 2}.get(kind_of(first), 0)  # 'Krediet' is of no year, sooner than of one


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
    own = (_begins_late, _begins_within, _falls_within, _is_torn, _has_a_title, _has_a_group)
    beside = (_is_interrupted, _is_strewn, _is_cut, _is_amid, _is_one_of_several)
    return any(found(head) for found in own) or any(found(head, zone) for found in beside)


def _is_one_of_several(head: Head, zone: Zone) -> bool:
    """Whether a stand over all columns has another right above it: 'Rekening', 'Begroting', over three years."""
    upper = head.rows[0]
    above = zone.pieces[head.first - 1][1] if head.first else None
    alone = len(head.rows) > 1 and len(upper) == 1 and upper[0].span == head.width and is_a_stand(upper[0].piece)
    return alone and above is not None and is_a_stand(above)


def _is_interrupted(head: Head, zone: Zone) -> bool:
    """Whether a note or the heading of the labels stands among the headings of one row: the first is a title."""
    between = [piece.line for piece in (*zone.notes, *zone.corners)]
    spans = [(row[0].piece.line, row[-1].piece.line) for row in head.rows]
    return any(first < line < last for first, last in spans for line in between)


def _is_torn(head: Head) -> bool:
    """Whether years stand beside the stands of the next column, or of the one before, or two headings are one.

    '2016 Raming', '2018 MJR', '2020'; 'JR 2022', 'JR 2023', 'JR'; 'Nieuwe', 'begroting'.
    """
    *leaves, last = (over.piece.text for over in head.rows[-1])
    if not leaves:
        return False
    before = BARE_YEAR.match(last) is not None and all(map(YEAR_BEFORE.match, leaves))
    behind = kind_of(last) == "s" and all(BARE_YEAR.match(leaf.removeprefix(f"{last} ")) for leaf in leaves)
    pairs = list(pairwise((*leaves, last)))
    return before or behind or _is_dated_apart((*leaves, last)) or any(_is_one(*pair) for pair in pairs)


def _has_a_title(head: Head) -> bool:
    """Whether what is of both sides stands beside one of them: 'Incidentele baten en lasten', 'Baten'."""
    leaves = [over.piece.text for over in head.rows[-1]]
    return any(map(names_both_sides, leaves)) and any(map(names_a_side, leaves))


def _has_a_group(head: Head) -> bool:
    """Whether the name of the first group stands behind dated stands, as one side: 'Begroting 2025', 'Lasten (-)'."""
    *stands, last = (over.piece.text for over in head.rows[-1])
    dated = len(stands) > 1 and all(kind_of(stand) == "sy" for stand in stands)
    said = phrase(last, "heading")
    return dated and names_a_side(last) and said.metric in SIDES and said.unit in {None, "EUR"}


def _is_dated_apart(leaves: Sequence[str]) -> bool:
    """Whether the one bare year stands behind words without one, where others have theirs: 'Bijstellingen', '2018'."""
    bare = [at for at, leaf in enumerate(leaves) if BARE_YEAR.match(leaf)]
    whole = sum("y" in kind_of(leaf) for leaf in leaves) - len(bare)
    return len(bare) == 1 and whole > 1 and bare[0] > 0 and "y" not in kind_of(leaves[bare[0] - 1])


def _is_one(before: str, text: str) -> bool:
    """Whether two headings are one stand: 'Nieuwe', 'begroting'; 'Verwachte', 'realisatie 2023'."""
    kinds = (kind_of(before), kind_of(text))
    apart = kinds in {("", "s"), ("s", "sy")} and before[:1].isupper() and text[:1].islower()
    return apart and explained(f"{before} {text}") >= LIKE_A_STAND


def _is_amid(head: Head, zone: Zone) -> bool:
    """Whether a heading on a line of its own begins with the rest of one that the line above ends with."""
    leaves = [over.piece for over in head.rows[-1] if not over.piece.whole]
    own = {piece.line: piece.text for piece in leaves}
    if not zone.lined or len(own) < head.width or all(piece.text[:1].islower() for piece in leaves):
        return False
    return any(
        lower.line - upper.line == 1 and own.get(lower.line) == lower.text and goes_on(upper.text, lower.text)
        for (_, upper), (_, lower) in pairwise(zone.pieces)
    )


def _begins_late(head: Head) -> bool:
    """Whether a heading is left right before the first of its line, or a word that changes it."""
    words = head.corner.text.split() if head.corner else []
    first = head.rows[-1][0].piece.text
    if not words:
        return False
    kind = kind_of(words[-1])
    return bool({"s", "y"} & set(kind)) or kind == kind_of(first) == "m" or any(changes(word, first) for word in words)


def _begins_within(head: Head) -> bool:
    """Whether the first leaf of a group comes again, and not as the first of one: the groups are cut elsewhere.

    A year may come again behind the one before it: '2020, 2021' beside '2019, 2020, 2021'.
    """
    upper, leaves = head.rows[0], {over.column: over.piece.text.casefold() for over in head.rows[-1]}
    starts = {over.column for row in head.rows[:-1] for over in row}
    first = leaves.get(0)
    if len(head.rows) < 2 or upper[0].span < 2 or first is None:
        return False
    again = {column for column, text in leaves.items() if text == first} - starts
    return not all(_rises(leaves.get(column - 1, ""), first) for column in again)


def _rises(before: str, text: str) -> bool:
    """Whether a year stands behind an earlier one."""
    return bool(BARE_YEAR.match(before) and BARE_YEAR.match(text)) and before < text


def _falls_within(head: Head) -> bool:
    """Whether the years of a group rise and begin anew: they are those of two groups."""
    years = {over.column: over.piece.text for over in head.rows[-1]}
    parts = [[years.get(column, "") for column in range(over.column, over.column + over.span)] for over in head.rows[0]]
    triples = (part[at : at + 3] for part in parts if len(parts) > 1 for at in range(len(part) - 2))
    return any(_rises(first, second) and _rises(third, first) for first, second, third in triples)


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


def _is_full(row: Sequence[Over], width: int) -> bool:
    """Whether a row has a heading for each column, all of them dated or none."""
    return len(row) == width and len({"y" in kind_of(over.piece.text) for over in row}) == 1


def worth_of_regular_groups(head: Head) -> float:
    """Whether every group holds the same columns, or each row of several has a heading for each column."""
    upper, lower = head.rows[-2:][0], head.rows[-1]
    if len(head.rows) > 1 and head.width > 2 and all(_is_full(row, head.width) for row in head.rows):
        return FULL
    if len(head.rows) < 2 or len(upper) < 2 or max(over.span for over in upper) < 2 or len(lower) < head.width:
        return 0.0
    parts = [tuple(over.piece.text for over in lower[one.column : one.column + one.span]) for one in upper]
    *whole, last = parts  # which may be of a year that is still running
    first, *following = parts  # which may be what there was before
    ended = len(set(following)) == 1 and following[0][-len(first) :] == first
    return REGULAR if ended or (len(set(whole)) == 1 and whole[0][: len(last)] == last) else 0.0
