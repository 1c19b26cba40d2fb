"""What the judge is given of a table, and what it says of it. Plain values; no word of any document.

The figures are those printed, the scale left aside. Names of metrics and scenarios are the codes of the design.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

Place = tuple[int, int]  # row, column
DIFFERENCES = {"verschil", "openstaand"}
BOOKED = frozenset({"baten", "lasten"})  # the sides of the books
BALANCES = frozenset({"saldo", "result"})  # of them, before and after reserves


@dataclass(frozen=True, slots=True)
class Claimed:
    """What is thought of a column of figures; None where it is open. `group` tells apart what it is about."""

    index: int
    metric: str | None = None
    scenario: str | None = None
    period: str | None = None
    unit: str | None = None
    is_change: bool = False  # a difference or a change, no stand
    group: str = ""
    is_total: bool = False

    @property
    def differs(self) -> bool:
        """Whether it holds what lies between two stands."""
        return self.is_change or self.scenario in DIFFERENCES


@dataclass(frozen=True, slots=True)
class Line:
    """What is thought of a row of figures."""

    index: int
    path: tuple[str, ...] = ()
    metric: str | None = None
    is_total: bool = False
    unit: str | None = None
    is_share: bool = False  # its label says that it is a share, so that it cannot pass 100 %


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of figures with what is claimed of its columns and rows."""

    columns: tuple[Claimed, ...]
    rows: tuple[Line, ...]
    values: Mapping[Place, Decimal]
    flags: Mapping[Place, str] = field(default_factory=dict)  # V or N printed at a figure
    year: int | None = None  # of the document
    closed: int | None = None  # the last year that amounts can be booked in, where that is not its own


class Outcome(StrEnum):
    """What became of one constraint at one place."""

    HOLDS = "holds"
    FAILS = "fails"
    UNTESTED = "untested"


class Constraint(StrEnum):
    """What figures of one table owe to one another."""

    DISTINCT = "distinct columns"
    DIFFERENCE = "difference of columns"
    SALDO = "saldo of baten and lasten"
    CHANGES = "changed by its changes"
    ROW_TOTAL = "total of rows"
    COLUMN_TOTAL = "total of columns"
    PERCENT = "percentage of columns"
    AVERAGE = "average of an amount"
    PERIOD = "period of scenario"
    SIZE = "like size"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One constraint at one place: the cells it speaks of, the one it computes first."""

    constraint: Constraint
    outcome: Outcome
    cells: tuple[Place, ...] = ()
    printed: Decimal | None = None
    computed: Decimal | None = None
    columns: tuple[int, ...] = ()  # where it speaks of columns as a whole
    rows: tuple[int, ...] = ()  # where it speaks of rows as a whole
    note: str = ""  # a code of why, for the text
    relation: Relation | None = None  # that it is one line of


class Axis(StrEnum):
    """Whether a relation is one of columns, that rows bear out, or of rows, that columns bear out."""

    COLUMNS = "columns"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Relation:
    """Columns (or rows) that add up to nothing with these signs, in the lines that bear it out and not in others.

    `whole` is the one that the others add up to, where sizes show it; `free` the one whose sign is not fixed.
    `bits` is the evidence: how unlikely it is that figures of this size agree by chance, in powers of two.
    """

    axis: Axis
    terms: tuple[tuple[int, int], ...]  # index and sign
    holds: tuple[int, ...]  # rows of a relation of columns, columns of one of rows; at least three figures not zero
    fails: tuple[int, ...]
    bits: float
    whole: int | None = None
    free: int | None = None
    trivial: tuple[int, ...] = ()  # holds, but with fewer than three figures that are not zero

    @property
    def members(self) -> frozenset[int]:
        """The columns or rows that it relates."""
        return frozenset(index for index, _ in self.terms)


@dataclass(frozen=True, slots=True)
class Weight:
    """What the figures of one way of placing them say for it: bits of evidence, cells that fit, cells that do not."""

    bits: float
    proved: frozenset[Place]
    failed: frozenset[Place]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Columns that cannot all be what their headings say."""

    columns: tuple[int, ...]
    reason: str
    relation: Relation | None = None


class Role(StrEnum):
    """What a column or row is among others, by arithmetic alone."""

    DIFFERENCE = "difference"
    MOVEMENT = "movement"  # what there is on a day less what there was on an earlier one
    TOTAL = "total"
    BATEN = "baten"
    LASTEN = "lasten"
    SALDO = "saldo"


@dataclass(frozen=True, slots=True)
class Deduced:
    """What a column or row that does not say so itself must be, and of which others that follows."""

    axis: Axis
    index: int
    role: Role
    of: tuple[int, ...]
    scenario: str | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that arithmetic says of a table."""

    verdicts: tuple[Verdict, ...]
    proved: frozenset[Place]
    relations: tuple[Relation, ...]
    contradictions: tuple[Contradiction, ...]
    deduced: tuple[Deduced, ...] = ()
    money: int = 0  # figures of money
    money_proved: int = 0

    @property
    def failed(self) -> tuple[Verdict, ...]:
        """The verdicts that something is wrong."""
        return tuple(verdict for verdict in self.verdicts if verdict.outcome is Outcome.FAILS)

    @property
    def doubtful_columns(self) -> frozenset[int]:
        """Columns of which a heading cannot be right."""
        told = {column for verdict in self.failed for column in verdict.columns}
        return frozenset(told.union(*(found.columns for found in self.contradictions)))

    @property
    def share_proved(self) -> float | None:
        """Which share of the figures of money its own arithmetic proves."""
        return self.money_proved / self.money if self.money else None
