"""Relations that headings and labels ask for: they need less evidence than those found among all columns and rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log2

from tasks.judge.borne_out import SURE_OF_NAMED, Terms, borne, established
from tasks.judge.model import Axis, Claimed, Constraint, Line, Outcome, Relation, Sheet, Verdict
from tasks.judge.numbers import Numbers

SIGNS = ((-1, -1), (-1, 1), (1, -1), (1, 1))
ENOUGH_LINES = 3  # in which a relation that is asked for must fail before the headings are called wrong
MOST_FIT = 5  # times as many must fail as fit, by chance or as nothing
MOST_WRONG_OF_NAMED = 1.0  # lines that fail for each that holds
MOST_STANDS = 8  # that a difference may lie between
OF_SIDES = ({"saldo", "lasten"}, {"saldo", "baten"})  # by how much a saldo differs is not between two lasten
FAR = 120  # rows between a saldo and its baten and lasten


@dataclass(frozen=True, slots=True)
class Asked:
    """Three columns or rows that should relate: what is computed, and the pairs it may be made of."""

    constraint: Constraint
    target: int
    pairs: tuple[tuple[int, int], ...]
    free: bool  # whether its sign has no fixed meaning


def named(
    sheet: Sheet, by_row: Numbers, by_column: Numbers, known: Sequence[Relation]
) -> tuple[list[Relation], list[Verdict]]:
    """The relations asked for that the search did not show, and verdicts on those that are not borne out."""
    columns = [*saldo_columns(sheet.columns), *differences(sheet.columns)]
    found: list[Relation] = []
    verdicts: list[Verdict] = []
    for numbers, asked in ((by_row, columns), (by_column, list(saldo_rows(sheet.rows)))):
        told = [relation.members for relation in known if relation.axis is numbers.axis]
        at = {index: position for position, index in enumerate(numbers.positions)}
        for one in asked:
            if one.target not in at or any({one.target, *pair} == members for pair in one.pairs for members in told):
                continue
            if relation := best(one, numbers, at):
                found.append(relation)
            elif not any(one.target in members and len(members) > len(one.pairs[0]) + 1 for members in told):
                verdicts.append(not_borne(one, numbers, at))
    return found, verdicts


def best(asked: Asked, numbers: Numbers, at: dict[int, int]) -> Relation | None:
    """The pair and signs with the most evidence."""
    pairs = [pair for pair in asked.pairs if at.keys() >= set(pair)]
    needed = SURE_OF_NAMED + log2(max(1, len(pairs) * (2 if asked.free else 4)))
    free = at[asked.target] if asked.free else None
    found = [
        relation
        for pair in pairs
        for terms in _terms(asked, pair, at)
        if asked.free or _comes_out(numbers, terms)
        if (relation := established(numbers, terms, needed, free, MOST_WRONG_OF_NAMED))
    ]
    return max(found, key=lambda relation: relation.bits - len(relation.fails), default=None)


def _comes_out(numbers: Numbers, terms: Terms) -> bool:
    """Whether three figures add up to nothing in any line."""
    (target, _), (one, one_sign), (other, other_sign) = terms
    for figures, units in zip(numbers.figures, numbers.units, strict=True):
        left = (figures[target] or 0) + one_sign * (figures[one] or 0) + other_sign * (figures[other] or 0)
        if figures[target] and 2 * abs(left) <= units[target] + units[one] + units[other]:
            return True
    return False


def _terms(asked: Asked, pair: tuple[int, int], at: dict[int, int]) -> Iterator[Terms]:
    for one, other in SIGNS[1:3] if asked.free else SIGNS:
        yield (at[asked.target], 1), (at[pair[0]], one), (at[pair[1]], other)
        if asked.free:
            return


def not_borne(asked: Asked, numbers: Numbers, at: dict[int, int]) -> Verdict:
    """What to say of a relation that no pair bears out: wrong where nothing at all fits, else untested."""
    places: tuple[int, ...] = (asked.target, *sorted({index for pair in asked.pairs for index in pair}))
    if numbers.axis is Axis.ROWS:
        return Verdict(asked.constraint, Outcome.UNTESTED, rows=places, note="none fits")
    tried = [
        borne(numbers, terms, at[asked.target] if asked.free else None)
        for pair in asked.pairs
        if at.keys() >= set(pair)
        for terms in _terms(asked, pair, at)
    ]
    fits = max((len(found.holds) + len(found.trivial) for found in tried), default=0)
    lines = max((len(found.fails) for found in tried), default=0)
    wrong = lines >= ENOUGH_LINES and fits * MOST_FIT <= lines
    return Verdict(asked.constraint, Outcome.FAILS if wrong else Outcome.UNTESTED, columns=places, note="none fits")


def saldo_columns(columns: Iterable[Claimed]) -> Iterator[Asked]:
    """Baten, lasten and saldo of one scenario and period."""
    groups: dict[tuple[object, ...], dict[str, int]] = defaultdict(dict)
    for column in columns:
        if column.metric in {"baten", "lasten", "saldo"}:
            groups[column.scenario, column.period, column.group].setdefault(column.metric, column.index)
    for group in groups.values():
        if len(group) == 3:
            yield Asked(Constraint.SALDO, group["saldo"], ((group["baten"], group["lasten"]),), free=False)


def saldo_rows(rows: Sequence[Line]) -> Iterator[Asked]:
    """A row of saldo with the rows of baten and lasten above it, or below: those beside it, or the totals."""
    for place, row in enumerate(rows):
        if row.metric == "saldo":
            pairs = {
                pair
                for others in (rows[max(0, place - FAR) : place][::-1], rows[place + 1 : place + FAR])
                for chosen in (others, [other for other in others if other.is_total])
                if (pair := _nearest(chosen))
            }
            if pairs:
                yield Asked(Constraint.SALDO, row.index, tuple(sorted(pairs)), free=False)


def _nearest(rows: Iterable[Line]) -> tuple[int, int] | None:
    first: dict[str, int] = {}
    for row in rows:
        if row.metric in {"baten", "lasten"}:
            first.setdefault(row.metric, row.index)
    return (first["baten"], first["lasten"]) if len(first) == 2 else None


def alike(one: Claimed, other: Claimed) -> bool:
    """Whether two columns may hold the same measure of the same thing."""
    return one.group == other.group and (one.metric == other.metric or None in {one.metric, other.metric})


def differences(columns: Sequence[Claimed]) -> Iterator[Asked]:
    """A column of differences with any two stands of its own metric."""
    for column in columns:
        if column.differs:
            stands = [other.index for other in columns if not other.differs and alike(other, column)] or [
                other.index
                for other in columns
                if not other.differs and other.unit == column.unit and {column.metric, other.metric} not in OF_SIDES
            ]
            if 2 <= len(stands) <= MOST_STANDS:
                yield Asked(Constraint.DIFFERENCE, column.index, tuple(combinations(stands, 2)), free=True)
