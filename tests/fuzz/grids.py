"""A table before it is printed: columns with what they mean, rows of figures, and how numbers are written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from tests.fuzz.words import YEAR

Figure = Decimal | None  # None: the cell is blank

MINUSES: dict[str, Callable[[str], str]] = {
    "before": lambda digits: f"-{digits}",
    "long": lambda digits: f"−{digits}",
    "behind": lambda digits: f"{digits}-",
    "brackets": lambda digits: f"({digits})",
}
MEASURES = ("lasten", "baten", "saldo")
SAME = (  # what a reader may not be able to tell apart from the table alone, as the scorer has it
    {"begroting", "begroting_gewijzigd"},
    {"begroting", "begroting_primitief", "meerjarenraming"},
    {"streefwaarde", "begroting", "begroting_gewijzigd"},
    {"taakstelling", "begroting"},
    {"verwacht", "prognose"},
)


@dataclass(frozen=True)
class Column:
    """A column of figures; `scenarios` is all that it may be stated as, and nothing where its heading says none."""

    spelling: str
    year: int | None
    scenarios: frozenset[str]
    period: str
    measure: str = ""
    unit: str = ""  # of the column, whatever the rows are of
    known: bool = True  # whether its heading says what it is

    @property
    def difference(self) -> bool:
        """Whether it prints what two other columns differ."""
        return self.known and "verschil" in self.scenarios and not self.unit

    @property
    def name(self) -> str:
        """The heading without its year."""
        return " ".join(self.spelling.replace(YEAR, " ").split())

    @property
    def year_printed(self) -> str:
        """The year where a row of years prints it; nothing where the heading of a difference has none."""
        dated = YEAR in self.spelling or (self.known and not self.difference)
        return str(self.year) if self.year and dated else ""

    @property
    def whole(self) -> str:
        """The heading with its year in place."""
        return self.spelling.replace(YEAR, str(self.year))


def meant(code: str) -> frozenset[str]:
    """What a column of this scenario may be stated as."""
    return frozenset({code}.union(*(same for same in SAME if code in same)))


@dataclass(frozen=True)
class Row:
    """A row of figures as printed, before the scale; `metric` where the label says it."""

    label: str
    figures: tuple[Figure, ...]
    group: str = ""
    code: str = ""
    metric: str = ""
    unit: str = "EUR"
    decimals: int = 0
    suffix: str = ""
    total: bool = False


@dataclass(frozen=True)
class Manner:
    """How figures are written."""

    minus: str = "before"
    prefix: str = ""
    mark: str = "."  # between thousands
    nothing: str = ""  # for a blank cell

    def show(self, figure: Figure, row: Row, column: Column) -> str:
        """A figure as printed."""
        if figure is None:
            return self.nothing
        digits = f"{abs(figure):,.{row.decimals}f}".translate({ord(","): self.mark, ord("."): ","})
        if column.unit:
            return f"{digits}%"
        digits = (self.prefix if row.unit == "EUR" else "") + digits + row.suffix
        return MINUSES[self.minus](digits) if figure < 0 else digits


@dataclass(frozen=True)
class Grid:
    """A table and the document that it stands in."""

    source: str
    kind: str
    year: int
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    scale: int = 1
    manner: Manner = field(default_factory=Manner)

    @property
    def money(self) -> bool:
        """Whether all its figures are amounts."""
        return all(row.unit == "EUR" for row in self.rows)

    @property
    def measured(self) -> bool:
        """Whether lasten, baten and saldo are columns."""
        return any(column.measure for column in self.columns)


@dataclass(frozen=True)
class Fact:
    """A figure that was printed, and what it means."""

    printed: str
    value: Decimal
    label: str
    group: str
    scenarios: frozenset[str]
    periods: frozenset[str]
    unit: str
    metric: str
    heading: str
    open: bool = False  # its heading says no scenario: left open, it is right


def facts(grid: Grid) -> list[Fact]:
    """What the table says, cell by cell; a zero says nothing that could be told from a blank."""
    return [
        _fact(grid, row, column, figure)
        for row in grid.rows
        for column, figure in zip(grid.columns, row.figures, strict=True)
        if figure
    ]


def _periods(grid: Grid, column: Column) -> frozenset[str]:
    """The year of a column; a difference without one may as well be of the year printed before it."""
    place = grid.columns.index(column)
    before = grid.columns[max(place - 1, 0)].period if column.difference and YEAR not in column.spelling else ""
    return frozenset(filter(None, (column.period, before)))


def _metric(row: Row, column: Column) -> str:
    """What is measured; nothing where a heading or label names another measure beside it."""
    beside = row.label if column.measure else column.spelling
    clash = any(measure in beside.lower() for measure in MEASURES)
    return "" if clash else (column.measure or row.metric).lower()


def _fact(grid: Grid, row: Row, column: Column, figure: Decimal) -> Fact:
    unit = column.unit or row.unit
    scale = grid.scale if unit == "EUR" and grid.money else 1
    return Fact(
        printed=grid.manner.show(figure, row, column),
        value=figure * scale,
        label=row.label,
        group=row.group,
        scenarios=column.scenarios,
        periods=_periods(grid, column),
        unit=unit,
        metric=_metric(row, column),
        heading=" > ".join(part for part in (column.whole, column.measure) if part),
        open=not column.scenarios or not column.known or bool(column.unit),
    )
