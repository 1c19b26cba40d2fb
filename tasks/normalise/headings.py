"""What the headings of a table say about its columns: kind, scenario, period, metric, unit and scale."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from tasks.model import Ground, Table
from tasks.normalise import periods
from tasks.normalise.printed_scale import scale_of
from tasks.normalise.words import code_of, find

Counts = Counter[str]  # how many cells of a column are figures, years, euros, percents, flags, text
# What is said of the year as a whole, whatever part of it had passed when it was said ('prognose Q3').
WHOLE_YEAR = {"begroting_gewijzigd", "begroting_primitief", "prognose", "verwacht", "meerjarenraming"}
TEXT_HEADING = re.compile(
    r"^(toelichting|bron|besluit|omschrijving|opmerking(en)?|status|actiehouder|verantwoordelijke?|portefeuille\w*"
    r"|wat (gaan|hebben|willen) (we|wij)\b.*|reserve|resultaat en toelichting)$",
    re.IGNORECASE,
)
CODE_HEADING = re.compile(r"^(#|nr\.?|nummer|code|product\s?code|taakveld\s?(code|nr)|volgnr\.?|id)$", re.IGNORECASE)
YEAR_HEADING = re.compile(
    r"^(jaar|peil\s?(jaar|datum)|meet\s?(jaar|moment)|laatste meting|datum|periode)", re.IGNORECASE
)
UNIT_HEADING = re.compile(r"^(meet)?eenheid$", re.IGNORECASE)
TOTAL_HEADING = re.compile(r"^(eind)?totaal$", re.IGNORECASE)


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
    subject: str | None = None  # what the heading is about, where it names no scenario, period or measure
    euros: bool = False  # a figure in it has a euro sign
    flagged: int | None = None  # the column that the flags in it belong to

    @property
    def dated(self) -> bool:
        """Whether the heading names a period itself."""
        return self.period_ground is Ground.PRINTED

    @property
    def named(self) -> bool:
        """Whether the heading names a scenario itself."""
        return self.scenario_ground is Ground.PRINTED

    def of_scenario(self, scenario: str | None, ground: Ground) -> Column:
        """The column with a scenario and what that rests on."""
        return replace(self, scenario=scenario, scenario_ground=ground if scenario else Ground.NONE)

    def of_period(self, period: str | None, ground: Ground) -> Column:
        """The column with a period and what that rests on."""
        return replace(self, period=period, period_ground=ground if period else Ground.NONE)


def heading_paths(table: Table) -> dict[int, tuple[str, ...]]:
    """The texts above each column, outermost first; a heading over several columns counts for each of them.

    A title printed as the only heading of its row heads no column.
    """
    paths: dict[int, list[str]] = {}
    beside = Counter(cell.row for cell in table.cells if cell.column >= table.label_columns)
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        if cell.row >= table.heading_rows:
            continue
        alone = (table.title,) if beside[cell.row] == 1 else ()
        for column in range(cell.column, cell.column + cell.column_span):
            path = paths.setdefault(column, [])
            if column >= table.label_columns and cell.text not in (*path, *alone, table.note):
                path.append(cell.text)
    return {column: tuple(path) for column, path in paths.items() if column >= table.label_columns}


def read_column(table: Table, index: int, path: tuple[str, ...], counts: Counts, year: int) -> Column:
    """What one heading path says by itself, in a document of that year."""
    label = " ".join(path)
    kind = kind_of(path[-1] if path else "", counts)
    scenario = next((code for text in (label, *reversed(path)) if (code := code_of("scenarios", text))), None)
    if path and len(path) > 1:  # a group heading over the leaf: the leaf knows better
        leaf = code_of("scenarios", path[-1])
        scenario = leaf if leaf and leaf != "verschil" else scenario
    metric = next((word for text in reversed(path) if (word := find("metrics", text, "column"))), None)
    unit = next((code for text in (label, *reversed(path)) if text and (code := code_of("units", text))), None)
    period = period_said(path, scenario, year)
    return Column(
        table.table_id,
        index,
        label,
        kind,
        scenario,
        period,
        metric.code if metric else None,
        unit or (metric.unit if metric else None),
        scale_of(label),
        Ground.PRINTED if scenario else Ground.NONE,
        Ground.PRINTED if period else Ground.NONE,
    )


def period_said(path: tuple[str, ...], scenario: str | None, year: int) -> str | None:
    """The period that a heading path names for figures of a scenario, in a document of that year."""
    period = periods.period_of(path, year)
    whole = period and scenario in WHOLE_YEAR and period[4:5] in {"Q", "H"}
    return period[:4] if period and whole else period


def kind_of(leaf: str, counts: Counts) -> str:
    """Whether a column holds figures, or flags, years, codes, units or text."""
    cells = counts["cells"]
    if UNIT_HEADING.match(leaf):
        return "unit"
    if cells and counts["flags"] * 2 > cells:
        return "flag"
    if CODE_HEADING.match(leaf):
        return "code"
    if TEXT_HEADING.match(leaf) or (cells and counts["texts"] * 2 > cells):
        return "text"
    if cells and counts["years"] == counts["figures"] > 0 and not periods.year_of(leaf):
        return "year" if YEAR_HEADING.match(leaf) or counts["years"] > 2 else "value"
    return "value"
