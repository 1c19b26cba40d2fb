"""What the judge found wrong, as one Dutch sentence each, with what is printed and what it should be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from tasks.judge.model import Constraint, Contradiction, Judgement, Line, Place, Sheet, Verdict
from tasks.model import Severity
from tasks.notation import number

SUMS = {
    Constraint.DIFFERENCE: ("difference does not come out", "het verschil van de andere kolommen is {computed}"),
    Constraint.CHANGES: ("changes do not come out", "primitief met de wijzigingen erbij is {computed}"),
    Constraint.SALDO: ("saldo does not come out", "baten min lasten is {computed}"),
    Constraint.ROW_TOTAL: ("total does not add up", "de rijen tellen op tot {computed}"),
    Constraint.COLUMN_TOTAL: ("columns do not add up", "de andere kolommen tellen op tot {computed}"),
    Constraint.PERCENT: ("percentage does not come out", "de twee kolommen op elkaar gedeeld geven {computed} %"),
    Constraint.AVERAGE: ("average does not come out", "het bedrag gedeeld door het aantal is {computed}"),
    Constraint.SIZE: ("figure of another size", "de andere kolommen van de rij liggen rond {computed}"),
}
SHIFTED = ("row is misplaced", "de tabel komt alleen uit als de cijfers van deze rij in een andere kolom staan")
RANGE = ("share out of range", "een aandeel ligt tussen 0 en 100 %")
PERIODS = {
    "ahead": "De kolom '{heading}' heet gerealiseerd, maar gaat over een jaar na dat van het document.",
    "past": "De kolom '{heading}' heet geraamd voor komende jaren, maar gaat over een jaar voor dat van het document.",
}
CONTRADICTED = {
    "one is the difference of the others": "een ervan is het verschil van de andere twee, maar geen heet zo",
    "the difference is the sum of the others": "de kolom die het verschil heet, is de som van de andere twee",
    "the difference is larger than what it compares": "de kolom die het verschil heet, is groter dan wat ze vergelijkt",
    "the difference is that of another period": "het verschil is berekend met een kolom van een andere periode",
    "a difference is called a stand": "een kolom die naar haar cijfers een verschil is, heet anders",
    "a saldo is called baten or lasten": "een kolom die naar haar cijfers een saldo is, heet baten of lasten",
    "baten, lasten and saldo of different stands": "de baten, lasten en het saldo horen bij verschillende kolomkoppen",
}
WARNINGS = {Constraint.SIZE, Constraint.RANGE, Constraint.PERIOD, Constraint.DISTINCT}


@dataclass(frozen=True, slots=True)
class Told:
    """One finding: its kind, the cells or columns that it leaves in doubt, the first where it is shown, its text."""

    kind: str
    severity: Severity
    cells: tuple[Place, ...]
    columns: tuple[int, ...]
    printed: str
    computed: str | None
    text: str


def findings_of(judgement: Judgement, sheet: Sheet, headings: Mapping[int, str]) -> list[Told]:
    """The findings of a table; `headings` are its column headings as printed, by index."""
    rows = {row.index: row for row in sheet.rows}

    def named(place: Place) -> str:
        return _named(rows.get(place[0]), headings.get(place[1], ""))

    found: dict[tuple[object, ...], Told] = {}
    for verdict in judgement.failed:
        for told in _of_verdict(verdict, named, headings):
            found.setdefault((told.kind, told.cells[:1] or told.columns), told)
    for contradiction in judgement.contradictions:
        told = _contradicted(contradiction, headings)
        found.setdefault((told.kind, told.columns), told)
    return list(found.values())


def _of_verdict(verdict: Verdict, named: Callable[[Place], str], headings: Mapping[int, str]) -> Iterator[Told]:
    severity = Severity.WARNING if verdict.constraint in WARNINGS else Severity.ERROR
    printed = figure(verdict.printed)
    if verdict.cells:
        kind, why = _kind(verdict)
        computed = None if verdict.computed is None else figure(verdict.computed)
        text = f"{named(verdict.cells[0])}: afgedrukt is {printed}, {why.format(computed=computed)}."
        yield Told(kind, severity, verdict.cells, verdict.columns, printed, computed, text)
    elif verdict.constraint is Constraint.DISTINCT:
        names = " en ".join(f"'{headings.get(column, column)}'" for column in verdict.columns)
        text = f"De kolommen {names} zouden hetzelfde zeggen, maar hebben andere cijfers."
        yield Told("columns say the same", severity, (), verdict.columns, names, None, text)
    elif verdict.constraint is Constraint.PERIOD:
        heading = str(headings.get(verdict.columns[0], verdict.columns[0]))
        text = PERIODS[verdict.note].format(heading=heading)
        yield Told("period against scenario", severity, (), verdict.columns, heading, None, text)
    else:
        yield _none_fits(verdict, headings)


def _kind(verdict: Verdict) -> tuple[str, str]:
    if verdict.note == "shifted":
        return SHIFTED
    return RANGE if verdict.constraint is Constraint.RANGE else SUMS[verdict.constraint]


def _none_fits(verdict: Verdict, headings: Mapping[int, str]) -> Told:
    """A column of differences or saldi that no other columns give in any row."""
    heading = str(headings.get(verdict.columns[0], verdict.columns[0]))
    what = "het saldo" if verdict.constraint is Constraint.SALDO else "het verschil"
    text = f"De kolom '{heading}' is in geen enkele rij {what} van andere kolommen."
    return Told("headings against arithmetic", Severity.WARNING, (), verdict.columns[:1], heading, None, text)


def _contradicted(found: Contradiction, headings: Mapping[int, str]) -> Told:
    names = ", ".join(f"'{headings.get(column, column)}'" for column in found.columns)
    text = f"De kolommen {names} kunnen niet alle zijn wat ze heten: {CONTRADICTED[found.reason]}."
    return Told("headings against arithmetic", Severity.WARNING, (), found.columns, names, None, text)


def _named(row: Line | None, heading: str) -> str:
    label = " > ".join(part for part in row.path if part) if row else ""
    return ", ".join(f"'{name}'" for name in (label, heading) if name) or "Een cijfer"


def figure(value: Decimal | None) -> str:
    """A figure in Dutch notation, with the decimals that it has."""
    if value is None:
        return "niets"
    exponent = value.normalize().as_tuple().exponent
    return number(value, max(0, -exponent) if isinstance(exponent, int) else 0)
