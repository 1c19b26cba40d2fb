"""The scale of money: printed with the table, near it, or inferred with its evidence kept.

Scale is for money only, never for counts or percentages; a figure printed with K or mln has its own.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

from tasks.language.asking import scale_of
from tasks.language.figures import WHOLE_DIGITS
from tasks.model import Ground
from tasks.normalise.averages import scale_by_averages
from tasks.normalise.facts import Facts
from tasks.normalise.grid import Judged, JudgedTable, grounds
from tasks.normalise.same_facts import amounts_of, elsewhere
from tasks.normalise.sizes import Size, size_of

PER_INHABITANT = (10, 10_000)  # euros that a programme or taakveld of a municipality costs per inhabitant
WHOLE_BUDGET = (
    5_000  # euros per inhabitant that all of a municipality costs: a table of a part that has more is in euros
)
WHOLE_BALANCE = (100, 20_000)  # euros per inhabitant that all assets of a municipality are worth, or the fixed ones
# Euros per inhabitant of the largest amount that an EMU saldo is made of, over some years: below two in whole euros no
# municipality would have built or borrowed anything.
WHOLE_EMU = (50, 2_000)
TYPICAL_INHABITANTS = 30_000  # half of the municipalities have fewer; for those that merged before 2023
PER_CLIENT = 250  # in thousands of euros: no care for one client costs that in a year, on average
ZERO = Decimal("0.0000")
TOO_LARGE = Decimal(10) ** WHOLE_DIGITS  # digits of several figures run together, not a figure
MOST_EUROS = Decimal(10) ** 11  # ten times what the largest municipality spends in a year: run together as well
FEWEST_SAME = 2  # amounts of four digits with their labels: one may be the same by chance


@dataclass(slots=True)
class Scale:
    """The scale of one table with what it rests on, and the evidence where none is printed.

    A table of money whose scale nothing tells is read in whole euros, and no figure of it is stated.
    """

    table: Facts
    factor: int = 1
    ground: Ground = Ground.NONE
    evidence: str | None = None
    doubted: bool = False  # euro signs, and no heading, in a document in thousands or for too small a programme

    def conclude(self, factor: int, ground: Ground, evidence: str) -> None:
        """The scale that evidence tells, though the table does not print it."""
        self.factor, self.ground, self.evidence = factor, ground, evidence


@lru_cache(maxsize=1)
def inhabitants() -> dict[str, int]:
    """Inhabitants by CBS code of municipality."""
    text = files("tasks").joinpath("vocabularies", "inwoners.csv").read_text(encoding="utf-8")
    return {row["code"]: int(row["inwoners"]) for row in csv.DictReader(text.splitlines())}


def apply_scale(cell: Judged, of_table: Scale) -> None:
    """Concludes the value of a cell in whole units; a dash is 0 where money stands and nothing elsewhere."""
    money, printed = cell.unit == "EUR", cell.worth.printed
    ground = Ground.PRINTED
    if money:
        cell.scale, ground = scale_of_amount(cell, of_table)
    said = cell.grounds
    cell.grounds = grounds(said.scenario, said.period, said.metric, said.unit, ground, said.concept)
    if printed is not None and abs(printed) * cell.scale < (MOST_EUROS if money else TOO_LARGE):
        cell.value = printed * cell.scale
    elif money and cell.worth.is_empty:
        cell.value = ZERO
    cell.observed = cell.value is not None and cell.region == "body" and cell.column.kind == "value"


def scale_of_amount(cell: Judged, of_table: Scale) -> tuple[int, Ground]:
    """The scale printed at an amount or above its column, else that of its table."""
    if printed := cell.worth.scale or cell.unit_printed.scale or cell.column.scale or scale_of_row(cell):
        return printed, Ground.PRINTED
    if is_per_head(cell) or (of_table.ground is Ground.NONE and is_in_range(cell)):
        return 1, Ground.VOCABULARY
    if of_table.factor == 1 and of_table.ground is Ground.NONE and cell.worth.has_euro and not of_table.doubted:
        return 1, Ground.PRINTED
    return of_table.factor, of_table.ground


def scale_of_row(cell: Judged) -> int | None:
    """The scale that the label of a row prints, or a group above it: 'Waarde woningen (x € 1.000)'."""
    return next((scale for text in reversed(cell.row.path) if (scale := scale_of(text))), None)


def is_in_range(cell: Judged) -> bool:
    """Whether an amount is in the range of its prescribed indicator: in thousands it would be outside of it."""
    known, printed = cell.row.indicator, cell.worth.printed
    return known is not None and known.unit == "EUR" and printed is not None and known.low <= printed <= known.high


def is_per_head(cell: Judged) -> bool:
    """Amounts per inhabitant or client are in whole euros, also in a table in thousands: see `PER_CLIENT`."""
    if cell.metric != "amount_per_client":
        return False
    if cell.worth.printed is not None and abs(cell.worth.printed) >= PER_CLIENT:
        return True
    label = " ".join((cell.column.label, *cell.row.path)).lower()
    return "per inwoner" in label or "per huishouden" in label


def table_scales(tables: Sequence[JudgedTable], municipality: str) -> list[Scale]:
    """The scale of each table: printed, or by the same facts elsewhere, its magnitude, its neighbours."""
    scales = [printed_scale(table.facts) for table in tables]
    sizes = [size_of(table.cells) for table in tables]
    sized = [(scale, size) for scale, size in zip(scales, sizes, strict=True) if size]
    in_thousands = any(scale.factor == 1_000 and scale.ground is Ground.NOTE for scale in scales)
    people = inhabitants().get(municipality, TYPICAL_INHABITANTS)
    for scale, table, size in zip(scales, tables, sizes, strict=True):
        small = size is not None and size.largest < PER_INHABITANT[0] * people
        scale.doubted = scale.ground is Ground.NONE and (in_thousands or small) and _is_a_tile(table)
    undecided = _not_by_same_facts(sized, tables)
    for scale, size in undecided:
        _by_magnitude(scale, size, people)
    thousands = [size.largest for scale, size in sized if scale.factor == 1_000]
    _by_same_amounts([scale for scale, _ in undecided], scales, tables)
    for scale, size in undecided:
        if scale.ground is Ground.NONE and size.largest <= max(thousands, default=-1):
            scale.conclude(1_000, Ground.NEIGHBOUR, "de andere tabellen van het document staan in duizenden")
    return scales


def printed_scale(table: Facts) -> Scale:
    """The scale that a table prints."""
    if table.table_scale is None:
        return Scale(table)
    return Scale(table, table.table_scale, Ground.NOTE)


def _by_magnitude(scale: Scale, size: Size, people: int) -> None:
    """Amounts that are too small for whole euros, or too large for thousands, for so many inhabitants."""
    if scale.table.mixed:
        return  # which rows are amounts is not certain enough to multiply them
    low, high = PER_INHABITANT
    if size.booked and size.booked / people < low <= size.booked * 1_000 / people <= WHOLE_BUDGET:
        reason = "in hele euro's zou het grootste bedrag minder dan € 10 per inwoner zijn"
        scale.conclude(1_000, Ground.ARITHMETIC, reason)
    elif size.whole and size.whole / people < WHOLE_BALANCE[0] <= size.whole * 1_000 / people <= WHOLE_BALANCE[1]:
        reason = "in hele euro's zou alles op de balans minder dan € 100 per inwoner zijn"
        scale.conclude(1_000, Ground.ARITHMETIC, reason)
    elif size.emu and WHOLE_EMU[0] <= size.emu * 1_000 / people <= WHOLE_EMU[1]:
        reason = "in hele euro's zou alles in het EMU-saldo minder dan € 2 per inwoner zijn"
        scale.conclude(1_000, Ground.ARITHMETIC, reason)
    elif size.small_beside_large and size.largest * 1_000 / people <= high:
        reason = "bedragen van één of twee cijfers naast duizenden: zo staan hele euro's niet in een verantwoording"
        scale.conclude(1_000, Ground.ARITHMETIC, reason)
    elif size.largest * 1_000 / people > high:
        reason = "in duizenden zou het grootste bedrag meer dan € 10.000 per inwoner zijn"
        scale.conclude(1, Ground.ARITHMETIC, reason)


def _by_same_amounts(open_ones: Sequence[Scale], scales: Sequence[Scale], tables: Sequence[JudgedTable]) -> None:
    """The scale of a table that prints the amounts, with their labels, of one whose scale is known."""
    if not (open_ones := [scale for scale in open_ones if scale.ground is Ground.NONE]):
        return
    amounts = {table.facts.table_id: amounts_of(table) for table in tables}
    known = [scale for scale in scales if scale.ground is not Ground.NONE]
    for scale in open_ones:
        here = amounts[scale.table.table_id]
        same = [there for there in known if len(here & amounts[there.table.table_id]) >= FEWEST_SAME]
        if len({there.factor for there in same}) == 1:
            reason = f"dezelfde bedragen staan in tabel '{same[0].table.table_title}', waarvan de schaal bekend is"
            scale.conclude(same[0].factor, Ground.NEIGHBOUR, reason)


def _not_by_same_facts(sized: Sequence[tuple[Scale, Size]], tables: Sequence[JudgedTable]) -> list[tuple[Scale, Size]]:
    """The tables of money whose scale is neither printed nor proven by the same facts in another table."""
    scaleless = [(scale, size) for scale, size in sized if scale.ground is Ground.NONE]
    there = elsewhere(tables) if scaleless else {}
    averages = {table.facts.table_id: scale_by_averages(table.cells) for table in tables} if scaleless else {}
    left = []
    for scale, size in scaleless:
        proof = there.get(scale.table.table_id)
        if proof and proof.in_thousands:
            scale.conclude(1_000, Ground.ARITHMETIC, proof.text)
        elif told := averages.get(scale.table.table_id):
            scale.conclude(told, Ground.ARITHMETIC, "het bedrag gedeeld door de cliënten is het gemiddelde")
        elif size.whole_euros and not scale.doubted:
            scale.conclude(1, Ground.NEIGHBOUR, "")
        elif proof and proof.in_euros:
            scale.conclude(1, Ground.ARITHMETIC, "dezelfde bedragen staan elders in hele euro's")
        elif not scale.doubted:
            left.append((scale, size))
    return left


def _is_a_tile(table: JudgedTable) -> bool:
    """Whether amounts stand below one another without a heading, each with its sign and none with cents: '€ 2.888'."""
    body = [cell for cell in table.cells if cell.region == "body" and cell.worth.printed is not None]
    bare = not any(cell.column.label for cell in body)
    return bare and all(cell.worth.has_euro and (cell.worth.printed or 0) % 1 == 0 for cell in body)
