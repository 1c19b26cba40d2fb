"""What adds up below a heading, against what its words say of the columns."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.language.asking import MOVEMENTS, REMAINING, moves
from tasks.tables.relations import Relation
from tasks.tables.weights import ADDS_UP, LIKE_A_STAND, UNPROVED
from tasks.tables.wording import Said, explained, kind_of
from tasks.tables.zones import Head

PURE, MIXED = 0.95, 0.85  # lasten and baten have one sign, or nearly, where their saldo has two


def adds_up(said: Sequence[Said], paths: Sequence[tuple[str, ...]], relations: Sequence[Relation]) -> float:
    """From -1, every relation contradicts the headings, to 1, all say what adds up."""
    votes = [given for relation in relations if (given := vote(said, paths, relation))]
    return sum(votes) / len(votes) if votes else 0.0


def vote(said: Sequence[Said], paths: Sequence[tuple[str, ...]], relation: Relation) -> int:
    """Whether a relation agrees with what its three columns are headed with, goes against it, or says nothing."""
    three = [said[column] for column in relation[:3]]
    metrics = {one.metric for one in three}
    differing = [one.differs for one in three]
    if not any(differing) and sum(one.scenario == REMAINING for one in three) == 1:
        return 1  # a credit, what is spent of it, and the rest
    if {one.scenario for one in three} <= MOVEMENTS and _is_a_course([paths[column] for column in relation[:3]]):
        return 1
    if sum(differing) == 1:
        at = differing.index(True)
        if metrics == {"lasten", "baten", "saldo"} and len({(one.scenario, one.period) for one in three}) > 1:
            return -1
        others = [column for column in range(3) if column != at]
        if three[at].metric != "saldo" or len(metrics) == 1:
            least = min(relation.size[column] for column in others)
            return 1 if relation.size[at] <= least else -1 if relation.size[at] > 2 * least else 0
        mixed = min(relation.purity[column] for column in others)
        return -1 if relation.purity[at] > PURE and mixed < MIXED else 1
    unknown = any(not path or explained(path[-1]) < 0.9 for path in (paths[column] for column in relation[:3]))
    return 0 if unknown or any(differing) else -1


def _is_a_course(paths: Sequence[tuple[str, ...]]) -> bool:
    """Whether what was there, what came or went, and what is left are headed so: 'Boekwaarde', 'Vermeerdering'."""
    return [any(map(moves, path)) for path in paths] == [False, True, False]


def proved_groups(head: Head, relations: Sequence[Relation]) -> float:
    """Groups whose columns are not headed: each must hold two figures and their sum or difference."""
    return ADDS_UP if _group_relations(head, relations) else -UNPROVED


def _group_relations(head: Head, relations: Sequence[Relation]) -> list[Relation]:
    """The relation within each group of three; nothing where a group has none."""
    stands = [over.piece.text for over in head.rows[-1]]
    named = len(stands) < 2 or not all("s" in kind_of(text) and explained(text) >= LIKE_A_STAND for text in stands)
    wanted = {(start, start + 1, start + 2) for start in range(0, head.width, 3)}
    found = [relation for relation in relations if relation[:3] in wanted]
    return found if head.unprinted == 3 and not named and len(found) == len(wanted) else []


def with_leaves(head: Head, relations: Sequence[Relation]) -> Head:
    """A heading whose lowest row is not printed, with lasten, baten and saldo where the signs tell which is which."""
    leaves = {leaf for relation in _group_relations(head, relations) if (leaf := _leaves(relation))}
    return head._replace(leaves=next(iter(leaves))) if len(leaves) == 1 else head


def _leaves(relation: Relation) -> tuple[str, ...]:
    """Which of two columns is lasten: the one that is taken off, or the first where it is below nought."""
    if relation.signs == (1, -1):
        return ("Baten", "Lasten", "Saldo")
    if relation.signs == (-1, 1) or (relation.signs == (1, 1) and relation.below[0] and not relation.below[1]):
        return ("Lasten", "Baten", "Saldo")
    return ()
