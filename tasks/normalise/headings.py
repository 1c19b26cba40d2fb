"""What the headings of a table say about its columns: kind, scenario, period, metric, unit and scale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tasks.language import Phrase, phrase
from tasks.language.asking import names_a_day
from tasks.language.periods import UP_TO
from tasks.model import Ground, Table

Counts = Counter[str]  # how many cells of a column are figures, years, euros, percents, flags, text
# What is said of the year as a whole, whatever part of it had passed when it was said ('prognose Q3').
WHOLE_YEAR = {"begroting_gewijzigd", "begroting_primitief", "prognose", "verwacht", "meerjarenraming"}
SIDES = {"baten", "lasten"}
VERSIONS = {"begroting_gewijzigd", "begroting_primitief"}
NEW_YEAR, LAST_DAY = "-01-01", "31"
MONTHS = {f"-{month:02}" for month in range(1, 13)}
BOOKED = {"baten", "lasten", "saldo"}
FEWEST = 4  # of so many cells of a column that is headed as one of figures, one must be a figure


@dataclass(frozen=True, slots=True)
class Column:
    """What holds for every figure in one column."""

    table_id: str
    column: int
    label: str
    kind: str  # value, flag, year, text, code, unit
    scenario: str | None = None
    period: str | None = None
    metric: str | None = None
    unit: str | None = None
    scale: int | None = None
    scenario_ground: Ground = Ground.NONE
    period_ground: Ground = Ground.NONE
    rest: tuple[str, ...] = ()  # words of the heading that nothing explains
    aside: str | None = None  # what sets its figures apart from every scenario: a change, a credit, elsewhere
    about: str = ""  # its words beside scenario, measure and period: what tells it from columns that share these
    version: str | None = None  # oud, nieuw, or after which amendment
    total: bool = False
    flags: bool = False  # it is headed as a column of V and N
    month: str | None = None  # '-08' where the heading names one month
    yearless: bool = False  # what it says of time names no year: 'Stand 1-1', 'vorig jaar'
    relative: bool = False
    subject: str | None = None  # what the heading is about, where it names no scenario, period or measure
    euros: bool = False  # a figure in it has a euro sign
    percents: bool = False  # every figure in it has a percent sign
    flagged: int | None = None  # the column that the flags in it belong to

    @property
    def dated(self) -> bool:
        """Whether the heading names a period itself."""
        return self.period_ground is Ground.PRINTED

    @property
    def named(self) -> bool:
        """Whether the heading names a scenario itself."""
        return self.scenario_ground is Ground.PRINTED

    @property
    def understood(self) -> bool:
        """Whether the heading leaves nothing open that a default could hide."""
        unnamed = self.scenario is None and self.version is not None  # 'voorjaarsnota 2024': what of it?
        return bool(self.label) and not self.rest and self.aside is None and not unnamed

    def of_scenario(self, scenario: str | None, ground: Ground) -> Column:
        """The column with a scenario and what that rests on."""
        return replace(self, scenario=scenario, scenario_ground=ground if scenario else Ground.NONE)

    def of_period(self, period: str | None, ground: Ground) -> Column:
        """The column with a period and what that rests on."""
        return replace(self, period=period, period_ground=ground if period else Ground.NONE)


def read_column(table: Table, index: int, path: tuple[str, ...], counts: Counts, year: int) -> Column:
    """What one heading path says by itself, in a document of that year."""
    label = " ".join(path)
    whole, parts = phrase(label, "heading"), [phrase(text, "heading") for text in path]
    inward = [*reversed(parts), whole]  # the heading nearest to the figures first
    scenario = scenario_said(whole, parts)
    period = period_said(whole, parts, scenario, year)
    metric = next((said.metric for said in inward if said.metric), None)
    if metric == "saldo" and not whole.rest and is_on_a_day(label, period or ""):
        metric = None  # 'Saldo 31-12-2017': what there was on that day, and no lasten less baten
    month = next((said.part_of_year for said in inward if said.part_of_year in MONTHS), None)
    kind = kind_of(parts[-1] if parts else whole, counts)
    return Column(
        table.table_id,
        index,
        label,
        kind,
        scenario,
        period,
        metric,
        next((said.unit for said in (*inward[:1], whole, *inward) if said.unit), None),
        whole.scale,
        Ground.PRINTED if scenario else Ground.NONE,
        Ground.PRINTED if period else Ground.NONE,
        rest=tuple(word for said in parts for word in said.rest) if whole.rest else (),
        aside=next((said.aside for said in inward if said.aside), None),
        about=about(whole, metric, month),
        version=whole.version,
        total=bool(parts) and parts[-1].total,
        flags=bool(parts) and parts[-1].flag is not None,
        month=month,
        yearless=bool(period) and not any(said.periods for said in inward),
        relative=any(said.relative_year is not None for said in inward),
    )


def about(whole: Phrase, metric: str | None, month: str | None) -> str:
    """The words of a heading that tell its column from others of the same scenario, period and measure.

    Baten, lasten and saldo are measures of one thing; a toevoeging and an onttrekking are both reserves.
    """
    telling = {"aside"} if metric in BOOKED else {"aside", "metrics"}
    apart = [words for rule, words in whole.eaten if rule in telling]
    return " ".join(filter(None, (*whole.rest, whole.subject, *apart, month))).lower()


def scenario_said(whole: Phrase, parts: Sequence[Phrase]) -> str | None:
    """The scenario of a heading path: under a group the heading nearest to the figures knows better, but its version.

    'Geraamd resultaat' under 'Begroting 2017 na wijziging' is of that version.
    """
    leaf = parts[-1].scenario if parts else None
    if leaf == "begroting" and whole.scenario in VERSIONS:
        return whole.scenario
    if leaf and leaf != "verschil":
        return leaf
    if parts and parts[-1].metric in SIDES and any(part.metric == "saldo" for part in parts[:-1]):
        return "verschil"  # lasten under 'Saldo 2022': by how much they differ from the budget
    return whole.scenario or next((part.scenario for part in reversed(parts) if part.scenario), None)


def period_said(whole: Phrase, parts: Sequence[Phrase], scenario: str | None, own: int) -> str | None:
    """The period that a heading path names for figures of a scenario, in a document of that year.

    The year nearest to the figures counts, with the part of it that is named; a part without a year, and a year
    counted from 't', are of the document's own year.
    """
    year = next((found for part in (*reversed(parts), whole) if (found := year_said(part, own))), None)
    named = next((part.part_of_year for part in (*reversed(parts), whole) if part.part_of_year), None)
    if named is None or (year and len(year) != len("2025")):
        return year
    if scenario in WHOLE_YEAR or named in MONTHS:  # a month alone keeps its year: it may be one up to which is counted
        return year if named in MONTHS else year or str(own)
    return (year or str(own)) + named


def is_on_a_day(label: str, period: str) -> bool:
    """Whether a heading is of the day on which a year is opened or closed."""
    return period.endswith(NEW_YEAR) or (LAST_DAY in label and names_a_day(label))


def year_said(said: Phrase, own: int) -> str | None:
    """The one year or span of years that a phrase names."""
    if len(said.periods) == 1:
        named = said.periods[0]
        return named if named.startswith(UP_TO) or named[4:5] in {"-", "/"} else named[:4]
    return None if said.relative_year is None or said.periods else str(own + said.relative_year)


def kind_of(leaf: Phrase, counts: Counts) -> str:
    """Whether a column holds figures, or flags, years, codes, units or text."""
    cells = counts["cells"]
    if leaf.kind == "unit":
        return "unit"
    if cells and counts["flags"] * 2 > cells:
        return "flag"
    if leaf.kind == "code":
        return "code"
    only_years = counts["years"] == counts["figures"]
    if leaf.kind == "year" and cells and only_years:
        return "year"
    figures = (counts["figures"] + counts["odd"]) * FEWEST >= cells and (leaf.scenario or leaf.periods)
    if leaf.kind == "text" or (cells and counts["texts"] * 2 > cells and not figures):
        return "text"
    return "year" if only_years and counts["years"] > 2 and not leaf.periods else "value"
