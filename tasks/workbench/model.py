"""What the workbench shows of one document: plain values, complete enough to be written as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tasks.model import Fate, Ground, Remainder

FIELDS = ("scenario", "period", "metric", "unit", "scale", "concept")  # what is concluded of a figure, with a ground


@dataclass(frozen=True, slots=True)
class Known:
    """One field of what a document is, and where that was read; no value where nothing is sure."""

    field: str
    value: str | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Conclusion:
    """One conclusion about a figure; no value where it is left open."""

    field: str
    value: object
    ground: Ground

    @property
    def is_open(self) -> bool:
        """Whether nothing is concluded; a scale without a ground is read as 1 and stands open too."""
        return self.value is None or (self.field == "scale" and self.ground is Ground.NONE)


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a printed text was taken for: which words by which rule, and the words that no rule took."""

    text: str
    place: str  # heading, label, title, note
    said: Mapping[str, object]
    eaten: Sequence[tuple[str, str]]  # the words, the rule that took them
    rest: Sequence[str]


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell as printed and all that was concluded of it, step by step."""

    table_id: str
    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    locator: str
    region: str
    worth: Mapping[str, object]
    conclusions: tuple[Conclusion, ...] = ()
    fate: Fate | None = None
    reason: str | None = None
    doubt: str | None = None
    figure: Mapping[str, Any] | None = None  # the observation, as it would be loaded

    @property
    def is_open(self) -> bool:
        """Whether it is a figure of which something is left open."""
        return self.figure is not None and any(one.is_open for one in self.conclusions)


@dataclass(frozen=True, slots=True)
class Agreed:
    """A conclusion that figures of one column share, and how many of them do."""

    conclusion: Conclusion
    cells: int


@dataclass(frozen=True, slots=True)
class LineView:
    """A column with its heading path, or a row with its label path, and what holds for every figure in it."""

    number: int
    path: tuple[str, ...]
    facts: Mapping[str, object]
    spoken: tuple[Spoken, ...] = ()
    conclusions: tuple[Agreed, ...] = ()
    figures: int = 0


@dataclass(frozen=True, slots=True)
class VerdictView:
    """What the arithmetic of a table says at one place."""

    constraint: str
    outcome: str  # holds, fails, untested
    text: str
    cells: tuple[tuple[int, int], ...] = ()
    columns: tuple[int, ...] = ()
    printed: object = None
    computed: object = None


@dataclass(frozen=True, slots=True)
class TableView:
    """A table as printed, what holds for it, and its columns, rows and cells."""

    table_id: str
    title: str
    note: str
    section: tuple[str, ...]
    heading_rows: int
    label_columns: int
    cells: tuple[CellView, ...]
    facts: Mapping[str, object] = field(default_factory=dict)
    spoken: tuple[Spoken, ...] = ()
    columns: tuple[LineView, ...] = ()
    rows: tuple[LineView, ...] = ()
    verdicts: tuple[VerdictView, ...] = ()
    money: int = 0
    money_proved: int = 0
    fault: str = ""  # the exception that made it fall out

    @property
    def figures(self) -> tuple[CellView, ...]:
        """The cells that are observed."""
        return tuple(cell for cell in self.cells if cell.figure is not None)

    @property
    def place(self) -> tuple[str, str]:
        """Where its first and its last cell stand."""
        return (self.cells[0].locator, self.cells[-1].locator) if self.cells else ("", "")


@dataclass(frozen=True, slots=True)
class Examination:
    """One document: what it is, how it was read, what its tables say, what became of every cell."""

    name: str
    uri: str
    sha256: str
    identity: tuple[Known, ...]
    refusal: str  # why it would go to quarantine; empty where it would be loaded
    reader: str = ""
    fits: tuple[tuple[str, float], ...] = ()
    tables: tuple[TableView, ...] = ()
    remainder: tuple[Remainder, ...] = ()
    findings: tuple[Mapping[str, Any], ...] = ()
    account: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # fate -> reason -> cells
    figures: int = 0

    def cells(self, fate: Fate) -> int:
        """How many cells with a digit had that fate."""
        return sum(self.account.get(fate.value, {}).values())
