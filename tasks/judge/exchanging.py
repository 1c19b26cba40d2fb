"""Which of two columns that are mostly equal a sum is made of: the one with which it fails nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from tasks.judge.borne_out import Terms, as_relation, borne
from tasks.judge.model import Relation
from tasks.judge.numbers import Numbers

Exchange = tuple[int, int]  # the position that leaves, and the one that comes


def exchanged(relation: Relation, numbers: Numbers) -> Relation:
    """The relation with one column exchanged, where it then holds in every line that it spoke of; else itself.

    "Nog te besteden" is what was made available until something is spent: sums that leave it out and sums that leave
    the other out look alike in most rows. The rows in which the two differ say which is meant (Wassenaar, November
    2026); where they differ only in the row that fails, nothing says so and the failure stays.
    """
    if not relation.fails or relation.free is not None:
        return relation
    at = {index: position for position, index in enumerate(numbers.positions)}
    terms = tuple((at[index], sign) for index, sign in relation.terms)
    asked = {numbers.lines.index(line) for line in (*relation.holds, *relation.fails)}
    failing = {numbers.lines.index(line) for line in relation.fails}
    for gone, comes in _exchanges(terms, numbers, asked):
        other = tuple((comes if place == gone else place, sign) for place, sign in terms)
        found = borne(numbers, other)
        good = {*found.holds, *found.trivial}
        if not found.fails and good >= asked and _told_apart((gone, comes), numbers, good - failing):
            return as_relation(numbers, other, found)
    return relation


def _exchanges(terms: Terms, numbers: Numbers, asked: set[int]) -> Iterator[Exchange]:
    """The columns that may leave, each with one that has a figure wherever it has one."""
    members = {place for place, _ in terms}
    for comes in sorted(set(range(len(numbers.positions))) - members):
        for gone in sorted(members):
            if all(numbers.figures[line][comes] for line in asked if numbers.figures[line][gone]):
                yield gone, comes


def _told_apart(exchange: Exchange, numbers: Numbers, lines: set[int]) -> bool:
    """Whether the two differ in a line that holds with the one that comes."""
    gone, comes = exchange
    pairs = ((numbers.figures[line][gone], numbers.figures[line][comes]) for line in lines)
    return any(one is not None and other is not None and one != other for one, other in pairs)
