"""Whether headings and arithmetic agree: what a column cannot be, given how it adds up with others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tasks.judge.model import Axis, Claimed, Contradiction, Relation

SURE_ROWS = 2  # that must bear a relation out before it contradicts a heading


def contradictions(columns: Sequence[Claimed], known: Iterable[Relation]) -> tuple[Contradiction, ...]:
    """The columns that cannot all be what they are thought to be."""
    claimed = {column.index: column for column in columns}
    found = [
        contradiction
        for relation in known
        if relation.axis is Axis.COLUMNS and len(relation.terms) == 3 and len(relation.holds) >= SURE_ROWS
        for contradiction in _of_relation(relation, claimed)
    ]
    found += _unborne(columns, [relation for relation in known if relation.axis is Axis.COLUMNS])
    return tuple(found)


def _of_relation(relation: Relation, claimed: Mapping[int, Claimed]) -> Iterable[Contradiction]:
    """Three columns of one measure of which one is the difference of the others."""
    columns = [claimed[index] for index, _ in relation.terms if index in claimed]
    if len(columns) < 3 or any(column.scenario is None for column in columns):
        return
    if len({column.metric for column in columns}) > 1 or len({column.group for column in columns}) > 1:
        return
    changes = [column for column in columns if column.is_change]
    members = tuple(sorted(relation.members))
    if not changes and not any(column.is_total for column in columns):
        yield Contradiction(members, "one is the difference of the others", relation)
    elif len(changes) == 1 and relation.whole == changes[0].index:
        yield Contradiction(members, "the difference is the sum of the others", relation)


def _unborne(columns: Sequence[Claimed], known: Sequence[Relation]) -> Iterable[Contradiction]:
    """A column called a difference that is none, beside one that is."""
    related = set().union(*(relation.members for relation in known)) if known else set()
    differences = {
        relation.free if relation.free is not None else None for relation in known if len(relation.terms) == 3
    }
    for column in columns:
        if column.is_change and column.index not in related:
            beside = [other for other in (column.index - 1, column.index + 1) if other in differences]
            if beside:
                yield Contradiction((column.index, *beside), "its neighbour is the difference")
