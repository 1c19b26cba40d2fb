"""What the judge found wrong, as one Dutch sentence each, with what is printed and what it should be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tasks.judge.causes import ABSENT, ALONE, ASKED, ASKED_TWICE, Cause, causes, connected
from tasks.judge.lacking import unit_of
from tasks.judge.model import Constraint, Judgement, Line, Place, Sheet, Verdict
from tasks.judge.shifted import PACKED, SHIFTED
from tasks.model import Severity
from tasks.notation import number

TOTAL_OF_ROWS = "total does not add up"
SUMS = {
    Constraint.DIFFERENCE: ("difference does not come out", "het verschil van de andere kolommen is {computed}"),
    Constraint.CHANGES: ("changes do not come out", "primitief met de wijzigingen erbij is {computed}"),
    Constraint.SALDO: ("saldo does not come out", "baten min lasten is {computed}"),
    Constraint.ROW_TOTAL: (TOTAL_OF_ROWS, "de rijen tellen op tot {computed}"),
    Constraint.COLUMN_TOTAL: ("columns do not add up", "de andere kolommen tellen op tot {computed}"),
    Constraint.PERCENT: ("percentage does not come out", "de twee kolommen op elkaar gedeeld geven {computed} %"),
    Constraint.AVERAGE: ("average does not come out", "het bedrag gedeeld door het aantal is {computed}"),
    Constraint.SIZE: ("figure of another size", "de andere kolommen van de rij liggen rond {computed}"),
}
ADDED = {kind for constraint, (kind, _) in SUMS.items() if constraint is not Constraint.SIZE} | {"figure does not fit"}
MISPLACED = ("row is misplaced", "de tabel komt alleen uit als de cijfers van deze rij in een andere kolom staan")
SPREAD = ("row is misplaced", "lege cellen van deze rij zijn niet bewaard; in welke kolom haar cijfers staan, is open")
UNLISTED = ("total has more rows", "de rijen tellen op tot {computed}; het scheelt in alle kolommen van die stand")
AMISS = ("figure does not fit", "wat ernaast en wat eronder opgeteld wordt, vraagt om {computed}")
LEFT = ("figure does not fit", "de andere cijfers van deze som vragen om {computed}")
RANGE = ("share out of range", "een aandeel ligt tussen 0 en 100 %")
NOTED = {SHIFTED: MISPLACED, PACKED: SPREAD, ABSENT: UNLISTED, ASKED_TWICE: AMISS, ASKED: LEFT}
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
WARNED = {ALONE, PACKED, ABSENT}  # notes: nothing says that the figure itself is wrong
Named = Callable[[Place], str]


@dataclass(frozen=True, slots=True)
class Told:
    """One finding: its kind, the cells or columns that it is about, the first where it is shown, its text."""

    kind: str
    severity: Severity
    cells: tuple[Place, ...]
    columns: tuple[int, ...]
    printed: str
    computed: str | None
    text: str


def findings_of(judgement: Judgement, sheet: Sheet, headings: Mapping[int, str]) -> list[Told]:
    """The findings of a table, one for each cause; `headings` are its column headings as printed, by index."""
    rows = {row.index: row for row in sheet.rows}

    def named(place: Place) -> str:
        return _named(rows.get(place[0]), headings.get(place[1], ""))

    return [
        *(_of_cause(cause, named) for cause in causes(judgement, sheet.values)),
        *_of_columns(judgement, headings),
    ]


def _of_cause(cause: Cause, named: Named) -> Told:
    """What is wrong with a figure or row: what is printed there, what it should be, how much that differs."""
    verdict = cause.verdict
    severity = Severity.WARNING if verdict.constraint in WARNINGS or verdict.note in WARNED else Severity.ERROR
    kind, why = _kind(verdict)
    printed, made = verdict.printed, _as_printed(verdict)
    computed = None if made is None else figure(made)
    text = f"{named(verdict.cells[0])}: afgedrukt is {figure(printed)}, {why.format(computed=computed)}"
    if kind in ADDED and printed is not None and made is not None:
        text += f" (verschil {figure(printed - made)})"
    if elsewhere := [named(other.cells[0]) for other in cause.elsewhere]:
        text += f"; evenveel scheelt het bij {_listed(elsewhere)}"
    return Told(kind, severity, verdict.cells, verdict.columns, figure(printed), computed, f"{text}.")


def _as_printed(verdict: Verdict) -> Decimal | None:
    """What is computed, in as many decimals as what is printed where it is a quotient."""
    if verdict.computed is None or verdict.printed is None:
        return verdict.computed
    quotient = verdict.constraint in {Constraint.PERCENT, Constraint.AVERAGE}
    return verdict.computed.quantize(unit_of(verdict.printed)) if quotient else verdict.computed


def _kind(verdict: Verdict) -> tuple[str, str]:
    if verdict.note in NOTED:
        return NOTED[verdict.note]
    return RANGE if verdict.constraint is Constraint.RANGE else SUMS[verdict.constraint]


def _of_columns(judgement: Judgement, headings: Mapping[int, str]) -> Iterator[Told]:
    """What is wrong with the headings of columns: those that are named together are one finding."""
    failed = [verdict for verdict in judgement.failed if not verdict.cells]
    for columns in connected(verdict.columns for verdict in failed if verdict.constraint is Constraint.DISTINCT):
        names = _names(columns, headings)
        text = f"De kolommen {_listed(names)} zouden hetzelfde zeggen, maar hebben andere cijfers."
        yield Told("columns say the same", Severity.WARNING, (), columns, " en ".join(names), None, text)
    for verdict in failed:
        if verdict.constraint is Constraint.PERIOD:
            heading = str(headings.get(verdict.columns[0], verdict.columns[0]))
            text = PERIODS[verdict.note].format(heading=heading)
            yield Told("period against scenario", Severity.WARNING, (), verdict.columns, heading, None, text)
    yield from _against_arithmetic(judgement, failed, headings)


def _against_arithmetic(judgement: Judgement, failed: Sequence[Verdict], headings: Mapping[int, str]) -> Iterator[Told]:
    lone = {verdict.columns[0]: verdict for verdict in failed if verdict.constraint in {*SUMS} - {Constraint.DISTINCT}}
    groups = connected([*(found.columns for found in judgement.contradictions), *((column,) for column in lone)])
    for columns in groups:
        found = [one.reason for one in judgement.contradictions if set(one.columns) <= set(columns)]
        names = _names(columns, headings)
        if found:
            reasons = "; ".join(CONTRADICTED[reason] for reason in dict.fromkeys(found))
            text = f"De kolommen {', '.join(names)} kunnen niet alle zijn wat ze heten: {reasons}."
        else:
            what = "het saldo" if lone[columns[0]].constraint is Constraint.SALDO else "het verschil"
            text = f"De kolom {names[0]} is in geen enkele rij {what} van andere kolommen."
        yield Told("headings against arithmetic", Severity.WARNING, (), columns, ", ".join(names), None, text)


def _names(columns: Sequence[int], headings: Mapping[int, str]) -> list[str]:
    return [f"'{headings.get(column) or f'k{column}'}'" for column in columns]


def _listed(names: Sequence[str]) -> str:
    return " en ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _named(row: Line | None, heading: str) -> str:
    label = " > ".join(part for part in row.path if part) if row else ""
    return ", ".join(f"'{name}'" for name in (label, heading) if name) or "Een cijfer"


def figure(value: Decimal | None) -> str:
    """A figure in Dutch notation, with the decimals that it has."""
    if value is None:
        return "niets"
    exponent = value.normalize().as_tuple().exponent
    return number(value, max(0, -exponent) if isinstance(exponent, int) else 0)
