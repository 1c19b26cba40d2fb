"""What speaks for a way to head columns, on one scale: words, numbers of columns, years, and what adds up."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from tasks.language.documents import Facts
from tasks.tables.leftovers import cost_of_leaving
from tasks.tables.meaning import (
    against_time,
    cost_of_likeness,
    heads_years,
    in_order,
    is_crossed,
    is_half_unknown,
    is_long_past,
    misheaded,
    of_leaf,
    share_explained,
)
from tasks.tables.pieces import Piece
from tasks.tables.proofs import adds_up, proved_groups
from tasks.tables.relations import Relation
from tasks.tables.shape import (
    cost_of_a_year_taken,
    cost_of_mixed_groups,
    cost_of_parted_groups,
    doubt_of_single,
    is_broken,
    worth_of_regular_groups,
)
from tasks.tables.weights import (
    ADDS_UP,
    AGAINST_TIME,
    ALIKE,
    BESIDE_WORDS,
    HALF,
    IN_ORDER,
    LEAF,
    ROUNDING,
    ROW,
    UNPROVED,
    WORDS,
)
from tasks.tables.wording import kind_of, says
from tasks.tables.zones import Head, Zone


class Below(NamedTuple):
    """What the figures below a heading say for it."""

    relations: Sequence[Relation]
    yearly: frozenset[int] = frozenset()  # columns that hold a year in every row


def most_over(leaves: Sequence[Piece], below: Below) -> float:
    """The most that can speak for a heading with these leaves, whatever groups stand over them."""
    own = sum(1.0 if heads_years(piece.text) else of_leaf(piece.text) for piece in leaves) / len(leaves)
    words = LEAF * own + (1 - LEAF)
    return WORDS * words + BESIDE_WORDS + (ADDS_UP if below.relations else 0.0) + ROUNDING


def weigh(head: Head, zone: Zone, below: Below, facts: Facts, least: float) -> float:
    """How much speaks for a heading, what explains nothing is below nought; no more than `least` is not weighed on."""
    paths, relations = head.paths(), below.relations
    words = share_explained(paths, below.yearly)
    told = WORDS * words - (0.0 if head.unprinted or (words >= HALF and not is_half_unknown(paths)) else UNPROVED)
    wanted = least - (ADDS_UP if relations else 0.0) - ROUNDING
    if told + BESIDE_WORDS < wanted:
        return -inf
    of_one_kind = ALIKE if head.width > 2 and len({kind_of(over.piece.text) for over in head.rows[-1]}) == 1 else 0.0
    regular = worth_of_regular_groups(head)
    most = told + of_one_kind + IN_ORDER + regular
    if most < wanted:
        return -inf
    mixed = cost_of_mixed_groups(head) + cost_of_parted_groups(head) + cost_of_a_year_taken(head)
    if most - mixed < wanted:
        return -inf
    broken = UNPROVED if is_broken(head, zone) or misheaded(paths, below.yearly) else 0.0
    most -= mixed + broken
    if most < wanted or most - (left_over := cost_of_leaving(head, zone)) < wanted:
        return -inf
    said = [says(path, facts.year) for path in paths]
    return (
        told
        - cost_of_likeness(said, head)
        - left_over
        - broken
        - (UNPROVED if is_crossed(said) else 0.0)
        - (doubt_of_single(head, zone) + UNPROVED * is_long_past(said[0], facts) if head.width == 1 else 0.0)
        + of_one_kind
        - AGAINST_TIME * sum(against_time(one, facts) for one in said)
        + (IN_ORDER if in_order(said) else 0.0)
        + (proved_groups(head, relations) if head.unprinted else ADDS_UP * adds_up(said, paths, relations))
        + regular
        - mixed
        - ROW * (len(head.rows) - 1)
    )
