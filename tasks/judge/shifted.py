"""A row whose figures stand in other columns than theirs: what adds up elsewhere comes out only when they are moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from math import log2

from tasks.judge.borne_out import SURE, SURE_OF_NAMED
from tasks.judge.model import Axis, Constraint, Line, Outcome, Place, Relation, Sheet, Verdict
from tasks.judge.numbers import Numbers, evidence

SHIFTED, PACKED = "shifted", "packed"  # notes: in other columns than its own; its blank cells were not kept
OFFSETS = (1, -1, 2, -2)
LEAST_MATCHES = 2
LEAST_OF_A_SUM = 3
MOST_PARTS = 40
WIDE, SEVERAL = 4, 3  # columns and rows of a table of which no blank cell was kept


def shifted(sheet: Sheet, by_row: Numbers, by_column: Numbers, known: Sequence[Relation]) -> list[Verdict]:
    """The rows that are misplaced, by the totals that they are part of or by what relates the columns."""
    found = [*by_totals(sheet, by_column, known), *by_columns(sheet, by_row, known)]
    told = {row for verdict in found for row in verdict.rows}
    packed = by_blanks(sheet, by_column, known)
    unkept = set(packed_rows(sheet))
    return [
        *(replace(verdict, note=PACKED) if unkept.issuperset(verdict.rows) else verdict for verdict in found),
        *(verdict for verdict in packed if not told.intersection(verdict.rows)),
    ]


def packed_rows(sheet: Sheet) -> list[int]:
    """The rows that fill the first columns and leave the last open."""
    columns = sorted(column.index for column in sheet.columns)
    filled = _filled(sheet)
    return [row for row, own in filled.items() if own == columns[: len(own)] != columns]


def _filled(sheet: Sheet) -> dict[int, list[int]]:
    return {row.index: sorted(at for place, at in sheet.values if place == row.index) for row in sheet.rows}


def by_blanks(sheet: Sheet, by_column: Numbers, known: Sequence[Relation]) -> Iterator[Verdict]:
    """Rows that fill the first columns and leave the last open, against what relates the columns, or their total.

    Blank cells of theirs were not kept, and which ones they were cannot be told (Apeldoorn 2019, Almere 2025).
    """
    columns = sorted(column.index for column in sheet.columns)
    filled, packed = _filled(sheet), packed_rows(sheet)
    against = {row for relation in known if relation.axis is Axis.COLUMNS for row in relation.fails}
    kept = any(own and own[0] != columns[0] for own in filled.values())  # there is a blank before a figure
    if len(columns) >= WIDE and len(packed) >= SEVERAL and not kept:
        against |= _of_failing_totals(sheet, by_column, known)
    for row in packed:
        if row in against:
            yield _misplaced_row(tuple((row, column) for column in filled[row]), sheet, None, PACKED)


def _of_failing_totals(sheet: Sheet, numbers: Numbers, known: Sequence[Relation]) -> set[int]:
    """The rows right above a total that comes out in no way, in several columns."""
    borne = {index for relation in known if relation.axis is Axis.ROWS for index in relation.members}
    at = {index: position for position, index in enumerate(numbers.positions)}
    found: set[int] = set()
    for place, row in enumerate(sheet.rows):
        summed = row.is_total and row.metric != "saldo" and row.unit in {None, "EUR"}
        if summed and row.index not in borne and row.index in at:
            ways = [[index for index in parts if index in at] for parts in parts_of(sheet.rows[:place])]
            ways = [parts for parts in ways if 1 < len(parts) <= MOST_PARTS]
            off = [_columns_off(numbers, at[row.index], [at[index] for index in parts]) for parts in ways]
            told_twice = any(_is_the_same(numbers, at[row.index], at[index]) for parts in ways for index in parts)
            found |= set(ways[0]) if off and min(off) >= LEAST_MATCHES and not told_twice else set()
    return found


def _is_the_same(numbers: Numbers, total: int, other: int) -> bool:
    """Whether a row prints the figures of a total, or those with the other sign: a sum that stands above its parts."""
    return all(abs(line[total] or 0) == abs(line[other] or 0) for line in numbers.figures)


def _columns_off(numbers: Numbers, total: int, parts: Sequence[int]) -> int:
    """In how many columns a total is not what its parts add up to."""
    rounding = len(parts) + 1
    return sum(
        2 * abs((line[total] or 0) - sum(line[at] or 0 for at in parts)) > rounding * max(units)
        for line, units in zip(numbers.figures, numbers.units, strict=True)
    )


def by_columns(sheet: Sheet, by_row: Numbers, known: Sequence[Relation]) -> list[Verdict]:
    """Rows in which no relation of the columns holds, but one does some columns further or with a blank not kept."""
    related = [relation for relation in known if relation.axis is Axis.COLUMNS]
    good = {row for relation in related for row in (*relation.holds, *relation.trivial)}
    at = {index: position for position, index in enumerate(by_row.positions)}
    found: list[Verdict] = []
    for line, row in enumerate(by_row.lines):
        if row not in good:
            for relation in related:
                terms = [(at[index], sign) for index, sign in relation.terms]
                moved = any(_comes_out(by_row, line, terms, offset) for offset in OFFSETS)
                if moved or any(_comes_out_without(by_row, line, terms, at) for at, _ in terms):
                    cells = tuple((row, column) for column in by_row.positions if (row, column) in sheet.values)
                    found.append(_misplaced_row(cells, sheet, None, SHIFTED if moved else PACKED))
                    break
    return found


def _comes_out(numbers: Numbers, line: int, terms: Sequence[tuple[int, int]], offset: int) -> bool:
    """Whether a relation holds in a line `offset` positions further, and not by chance."""
    if not all(0 <= at + offset < len(numbers.positions) for at, _ in terms):
        return False
    return _is_borne(numbers, line, [(at + offset, sign) for at, sign in terms], len(OFFSETS))


def _comes_out_without(numbers: Numbers, line: int, terms: Sequence[tuple[int, int]], blank: int) -> bool:
    """Whether a relation holds in a line in which one of its columns is a blank that was not kept.

    What stands behind it is then a column too far to the front: 1.303, 172, -, 1.475 (Haarlem 2016).
    """
    moved = [(at - (at > blank), sign) for at, sign in terms if at != blank]
    return len(moved) >= LEAST_OF_A_SUM and _is_borne(numbers, line, moved, len(terms))


def _is_borne(numbers: Numbers, line: int, terms: Sequence[tuple[int, int]], ways: int) -> bool:
    """Whether terms add up to nothing in a line, and not by chance where it is one of so many ways."""
    moved = [(numbers.figures[line][at] or 0) * sign for at, sign in terms]
    rounding = [numbers.units[line][at] for at, _ in terms]
    if not all(moved) or 2 * abs(sum(moved)) > sum(rounding):
        return False
    step = min(abs(one + other) for one in moved if one > 0 for other in moved if other < 0)
    return evidence(moved, rounding, step) >= SURE_OF_NAMED + log2(ways)


def by_totals(sheet: Sheet, by_column: Numbers, known: Sequence[Relation]) -> list[Verdict]:
    """Rows of totals that come out in no column as they stand."""
    borne = {index for relation in known if relation.axis is Axis.ROWS for index in relation.members}
    at = {index: position for position, index in enumerate(by_column.positions)}
    found: list[Verdict] = []
    for place, row in enumerate(sheet.rows):
        if row.is_total and row.metric != "saldo" and row.index not in borne and row.index in at:
            for parts in parts_of(sheet.rows[:place]):
                verdict = _misplaced(by_column, at[row.index], [at[index] for index in parts if index in at], sheet)
                if verdict:
                    found.append(verdict)
                    break
    return found


def parts_of(above: Sequence[Line]) -> Iterator[list[int]]:
    """The rows that a total may add: those since the total before it, all of them, or the totals."""
    since: list[int] = []
    for row in reversed(above):
        if row.is_total:
            break
        since.append(row.index)
    yield since
    plain = [row.index for row in above if not row.is_total]
    if plain != since[::-1]:
        yield plain
    yield [row.index for row in above if row.is_total]


def _misplaced(numbers: Numbers, total: int, parts: Sequence[int], sheet: Sheet) -> Verdict | None:
    """The one row that, moved, makes the total come out; it may be the total itself."""
    if not 1 < len(parts) <= MOST_PARTS:
        return None
    left = [line[total] or 0 for line in numbers.figures]
    for at in parts:
        left = [rest - (line[at] or 0) for rest, line in zip(left, numbers.figures, strict=True)]
    rounding = len(parts) + 1
    off = [rest for rest, units in zip(left, numbers.units, strict=True) if 2 * abs(rest) > rounding * max(units)]
    if len(off) < LEAST_MATCHES:
        return None
    needed = SURE + log2(len(OFFSETS) * (len(parts) + 1))
    for at in (*parts, total):
        own = [line[at] for line in numbers.figures]
        sign = -1 if at == total else 1
        wanted = [sign * (rest + sign * (figure or 0)) for rest, figure in zip(left, own, strict=True)]
        for offset in OFFSETS:
            if _matches(numbers, own, wanted, offset, len(parts) + 1) >= needed:
                return _verdict(numbers, at, wanted, sheet)
    return None


def _matches(numbers: Numbers, own: Sequence[int | None], wanted: Sequence[int], offset: int, terms: int) -> float:
    """The evidence that each figure of a row is what is wanted `offset` columns on; nothing where one is not."""
    bits, count = 0.0, 0
    for line, figure in enumerate(own):
        if not figure or not 0 <= line + offset < len(own):
            continue
        rounding = (max(numbers.units[line]),) * terms
        if 2 * abs(figure - wanted[line + offset]) > sum(rounding):
            return 0.0
        bits += evidence((figure,), rounding, abs(figure))
        count += 1
    return bits if count >= LEAST_MATCHES else 0.0


def _verdict(numbers: Numbers, at: int, wanted: Sequence[int], sheet: Sheet) -> Verdict:
    """Every figure of the row is in doubt; printed and computed are those of the first that is wrong."""
    row = numbers.positions[at]
    lines = [line for line, figures in enumerate(numbers.figures) if figures[at] is not None]
    first = next((line for line in lines if numbers.figures[line][at] != wanted[line]), lines[0])
    order = [first, *(line for line in lines if line != first)]
    cells = tuple((row, numbers.lines[line]) for line in order)
    computed = Decimal(wanted[first]).scaleb(-numbers.digits)
    return _misplaced_row(cells, sheet, computed)


def _misplaced_row(cells: tuple[Place, ...], sheet: Sheet, computed: Decimal | None, note: str = SHIFTED) -> Verdict:
    printed, row = sheet.values[cells[0]], cells[0][0]
    return Verdict(Constraint.ROW_TOTAL, Outcome.FAILS, cells, printed, computed, rows=(row,), note=note)
