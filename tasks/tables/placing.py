"""Which columns the values of short rows stand in, where what must add up leaves one way.

A flattened page loses blank cells. A row is placed where the relations between the columns of full rows (saldo is
baten - lasten) or the sums of rows (a total, a saldo, a row without a label) hold in one way of placing it only; a
dash weighs nothing, like a blank cell. Sums are asked only of the columns in which the total has a value.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, pairwise

from tasks.language.asking import moves
from tasks.tables.balances import Signs, balances_of, balances_said, comes_out, courses
from tasks.tables.relations import Relation
from tasks.tables.row_sums import Placed, Sum, sums_of, unsaid_sums
from tasks.tables.shares import beside_shares, columns_of_shares
from tasks.tables.sides import sides_of
from tasks.tables.ways import Asked, Columns, Short, Steps, stands_alike, ways_of_row, ways_of_sum

MOST_SUMS = 400  # of one table
MOST_STEPS = 250_000  # choices that are tried for all of them
MOST_ABOVE = 200  # rows that a total is sought among
FEWEST_ALIKE = 3  # rows that lost the same cell
MOST_UNSAID = 100
MARGIN = 2.0  # how much worse, in printed units, the next best way must be
ROUNDED = 1.5
FEWEST_CERTAIN = 2  # values of a row of which others could stand elsewhere
FEWEST_TOLD = 3  # values of a row beside noughts that could stand elsewhere, which all stand in one way


def place(rows: Sequence[Placed], width: int, relations: Sequence[Relation], headings: Sequence[str] = ()) -> None:
    """Gives rows their columns where these are certain."""
    short = [row for row in rows if row.columns is None]
    alike = _place(rows, width, relations, headings)
    for row in short:
        if row.columns is None:
            _place_partly(row)
        elif not (alike or row.told):
            row.loose = _loose(row, row.columns, width)
            row.columns = row.columns if not row.loose or sum(map(bool, row.values)) >= FEWEST_TOLD else None


def _place_partly(row: Placed) -> None:
    """Gives a row of movements the columns of those values that stand in one column however the others stand."""
    certain = stands_alike(row.ways) if row.balances else frozenset()
    if len(certain) >= FEWEST_CERTAIN and any(row.values[at] for at in certain):
        row.columns, row.loose = row.ways[0], frozenset(range(len(row.values))) - certain


def _loose(row: Placed, columns: Columns, width: int) -> frozenset[int]:
    """The printed noughts of a row that could stand elsewhere: what must add up says nothing of them."""
    filled = [(at, column) for at, (column, value) in enumerate(zip(columns, row.values, strict=True)) if value]
    bounds = [(-1, -1), *filled, (len(columns), width)]
    loose = [
        range(first + 1, last) for (first, left), (last, right) in pairwise(bounds) if right - left != last - first
    ]
    return frozenset(at for of in loose for at in of if at in row.noughts)


def _place(rows: Sequence[Placed], width: int, relations: Sequence[Relation], headings: Sequence[str]) -> bool:
    """Place what is certain; whether all short rows lost the same cell."""
    full = [row.values for row in rows if len(row.values) == width]
    balances = balances_of(full, width) or balances_said(headings, full)
    balances = balances or courses(headings, [row.values for row in rows])
    ends = _ends_printed(rows) if balances and any(map(moves, headings)) else (False, False)
    sides = sides_of(full, relations)
    shares = columns_of_shares([row.shares for row in rows if len(row.values) == width], width)
    for row in rows:
        if row.columns is None and shares:
            row.columns = beside_shares(row.shares, shares, width)
        if row.columns is None and len(row.values) < width:
            ways = ways_of_row(row.values, width, relations)
            fitting = _balancing(row, ways, width, balances, ends)
            row.ways = tuple(way for way in fitting if sides.allow(row.at(way)))
            row.balances = bool(balances)
            if balances and any(row.values) and len({_filled(row, way) for way in row.ways}) == 1:
                row.columns = row.ways[0]
            if len(row.ways) == 1 and _is_told(row, row.ways[0], relations):
                row.columns = row.ways[0]
    alike = _by_the_same_blank(rows, balances)
    if all(row.columns is not None for row in rows):
        return alike
    steps = Steps(MOST_STEPS)
    for found in (*islice(sums_of(rows), MOST_SUMS), *islice(unsaid_sums(rows, width), MOST_UNSAID)):
        _prove(found, rows, width, relations, steps)
    for row in rows:
        if row.columns is None and len(row.values) < width and not any(row.values):
            row.columns = tuple(range(len(row.values)))  # dashes: nothing booked, whichever column is blank
    return alike


def _by_the_same_blank(rows: Sequence[Placed], balances: Sequence[Signs]) -> bool:
    """Rows of a table of movements that lost as many cells: the same ones, where one is proved and all fit it."""
    found = False
    for size in {len(row.values) for row in rows if row.ways} if balances else ():
        short = [row for row in rows if len(row.values) == size and row.ways]
        common = set.intersection(*(set(row.ways) for row in short))
        if len(short) >= FEWEST_ALIKE and len(common) == 1 and any(len(row.ways) == 1 for row in short):
            found = True
            for row in short:
                row.columns = next(iter(common))
    return found


def _balancing(
    row: Placed, ways: Sequence[Columns], width: int, balances: Sequence[Signs], ends: tuple[bool, bool]
) -> Sequence[Columns]:
    """The ways in which a row comes from its first stand to its last, as far as these are printed.

    Of a total both are, where it can be so: of all there is something was, and something is left.
    """
    found = [way for way in ways if _balances(row, way, width, balances) and _ends(way, width, ends)]
    if not balances or not row.label or not row.is_total:
        return found
    return [way for way in found if _ends(way, width, (True, True))] or found


def _balances(row: Placed, way: Columns, width: int, balances: Sequence[Signs]) -> bool:
    values = row.at(way)
    return not balances or any(comes_out([values.get(at, 0.0) for at in range(width)], signs) for signs in balances)


def _ends_printed(rows: Sequence[Placed]) -> tuple[bool, bool]:
    """Whether what stood at the beginning, and at the end, is printed where it is nought: no row leaves it out."""
    first = any(0 in row.noughts for row in rows)
    return first, any(len(row.values) - 1 in row.noughts for row in rows if row.values)


def _ends(way: Columns, width: int, printed: tuple[bool, bool]) -> bool:
    """Whether a way fills the stands that no row leaves out."""
    return (not printed[0] or way[0] == 0) and (not printed[1] or way[-1] == width - 1)


def _filled(row: Placed, way: Columns) -> tuple[tuple[int, float], ...]:
    """The values that weigh something, with their columns."""
    return tuple((column, value) for column, value in row.at(way).items() if value)


def adds_up(rows: Sequence[Placed], total: int, width: int, fewest: int = 2) -> bool:
    """Whether a row is the sum of rows above it, in each column that it fills: of all, of details, or of totals."""
    above = [row for row in reversed(rows[max(0, total - MOST_ABOVE) : total]) if row.columns is not None]
    kinds = (above, [row for row in above if not row.is_total], [row for row in above if row.is_total])
    return any(_adds_up(kind, rows[total], width, fewest) for kind in kinds)


def _adds_up(above: Sequence[Placed], total: Placed, width: int, fewest: int) -> bool:
    sums = [0.0] * width
    wanted = total.at(total.columns or tuple(range(len(total.values))))
    for count, row in enumerate(above, start=1):
        for column, value in row.at(row.columns or ()).items():
            sums[column] += value
        if count >= fewest and all(abs(sums[at] - value) <= 1 + count / 2 for at, value in wanted.items()):
            return len(wanted) > 1
    return False


def _is_told(row: Placed, columns: Columns, relations: Sequence[Relation]) -> bool:
    """Whether relations speak of every value that is not nought, but one at the end, and none of one of them alone."""
    values = {column for column, value in row.at(columns).items() if value}
    told = [values & set(relation[:3]) for relation in relations]
    free = values - set().union(*told) - {max(values, default=0)}
    return bool(relations) and all(len(found) != 1 for found in told) and not free


def _prove(found: Sum, rows: Sequence[Placed], width: int, relations: Sequence[Relation], steps: Steps) -> None:
    """Place the rows of a sum that only one way of placing makes come out."""
    members = (*found.parts, found.total)
    unknown = [at for at in members if rows[at].columns is None]
    if not unknown or any(len(rows[at].values) >= width for at in unknown):
        return
    signs = dict(zip(members, (*found.signs, -1), strict=True))
    fixed = [0.0] * width
    for at in members:
        for column, value in rows[at].at(rows[at].columns or ()).items() if rows[at].columns is not None else ():
            fixed[column] += signs[at] * value
    wanted = rows[found.total].columns
    asked = Asked(fixed, None if wanted is None else frozenset(wanted), 1 + len(signs) / 2)
    ways = {at: _ways_to_try(rows[at], width, relations, is_total=at == found.total) for at in unknown}
    short = [Short(rows[at].values, signs[at], ways[at]) for at in unknown]
    _settle(ways_of_sum(short, width, asked, steps), unknown, rows, found.total)


def _ways_to_try(row: Placed, width: int, relations: Sequence[Relation], *, is_total: bool) -> tuple[Columns, ...]:
    """The ways in which a row may stand in a sum: one of those that differ by a nought only, but of a total each."""
    if is_total:
        return ways_of_row(row.values, width, relations, alone=True)
    return tuple({_filled(row, way): way for way in reversed(row.ways)}.values())


def _settle(
    scored: Sequence[tuple[float, tuple[Columns, ...]]], unknown: Sequence[int], rows: Sequence[Placed], total: int
) -> None:
    best = min((error for error, _ in scored), default=0.0)
    good = [choice for error, choice in scored if error < best + MARGIN]
    for position, at in enumerate(unknown):
        row = rows[at]
        vectors = {tuple((c, v) for c, v in row.at(choice[position]).items() if v or at == total) for choice in good}
        if good and len(vectors) == 1:
            row.columns, row.told = good[0][position], at == total
