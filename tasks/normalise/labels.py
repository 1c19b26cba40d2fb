"""What the labels of a table say about its rows: label path, totals, metric, unit, and rows that are headings."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from tasks.language import phrase
from tasks.language.asking import day_named, scale_of
from tasks.language.lines import is_only
from tasks.language.patterns import spelling_of
from tasks.language.standing import heads
from tasks.language.sums import WHOLE
from tasks.model import Ground, Table
from tasks.normalise.glyphs import repair
from tasks.normalise.printed_units import PrintedUnit
from tasks.vocabularies.indicators import Indicator, indicator

CODE = re.compile(r"^\d+(?:[.,\-_]\d+)*[a-zA-Z]?[_.]?$")
TAAKVELD = re.compile(r"^\d[.,\-]\d{1,3}[a-dA-D]?(?![\d.,])")
CODED = re.compile(r"(?:^|\s)\d[.,\-]\d{1,3}[a-dA-D]?(?![\d.,])")  # a taakveld, behind the number of its programme
FOOTNOTE = re.compile(r"(?<!\s)\s*+(?:(?<!\*)\*+|(?<![¹²³⁴-⁹])[¹²³⁴-⁹]+|(?<=[a-zë)])\d)$")
TOTAL = re.compile(r"^(?:sub|eind)?\s?-?tota(?:al|len)\b(?! aantal| aantallen)", re.IGNORECASE)
ENDS_AS_TOTAL = re.compile(r"\btotaal\s*:?$", re.IGNORECASE)
BARE_TOTAL = re.compile(r"^(?:sub|eind)?\s?-?tota(?:al|len)\s*:?$", re.IGNORECASE)
MEASURE = re.compile(rf"{WHOLE}(?:{spelling_of('lines', 'measure')})\s*:?$", re.IGNORECASE)
MARKER = re.compile(r"^(?:[a-z]|[A-Za-z][.)])$")  # of a list
COUNTED = {"clients", "providers", "grants", "benefits", "outflow", "count"}
BALANCE = "saldo"
BEFORE_RESERVES = re.compile(rf"\b(?:{spelling_of('lines', 'before_reserves')})\b", re.IGNORECASE)
OF_ITSELF = re.compile(rf"\b(?:{spelling_of('lines', 'of_itself')})\b", re.IGNORECASE)
PART = re.compile(r"^(?:[-–•]\s*)?waarvan\b", re.IGNORECASE)
DASHED = re.compile(r"^[-–•]\s*[^\s\d]")
SIDES = frozenset({"lasten", "baten"})
NUMBER_BEFORE = re.compile(r"\d\s*$")  # so many are named, and counted is something else: 'Beheer register 1 fte'
LETTERS_OF_SIDES = frozenset("LBS")  # lasten, baten, saldo
CARRIED = {"baten", "lasten"}
OVERRULING = {"reserves", "result"}


@dataclass(frozen=True, slots=True)
class Row:
    """What holds for every figure in one row."""

    table_id: str
    row: int
    path: tuple[str, ...]  # cleaned, outermost first
    is_total: bool
    metric: str | None  # of the row's own label, its group, or the total it stands under
    overrules: bool  # the row's metric goes before that of the column
    unit: str | None
    scenario: str | None = None  # where scenarios are printed as rows
    period: str | None = None
    day: str | None = None  # the period of the day that its label names
    scenario_ground: Ground = Ground.PRINTED
    unit_below: PrintedUnit | None = None  # that a row below its group prints for it
    indicator: Indicator | None = None  # one that every municipality must print
    euros: bool = False  # a figure in it has a euro sign
    own: str | None = None  # the metric by its own label or group, without a total above it
    changes: bool = False  # its label is wholly one of changes: 'Totaal mutaties lasten'
    coded: bool = False  # its label opens with the code of a taakveld, as its heading says


@dataclass
class Groups:
    """The group rows in force while a table is walked from top to bottom."""

    path: list[str] = field(default_factory=list)
    open: bool = False  # the row before was a group row: the next one stands inside it
    measures_only: bool = True
    carried: str | None = None
    side: str | None = None  # lasten or baten, where the row above is nothing else
    parent: str | None = None
    balanced: bool = False  # its saldo has been printed
    sides: set[str] = field(default_factory=set)  # lasten and baten, where both have been printed

    def enter(self, label: str) -> None:
        """A row with only a label: a group of its own, or within the one just opened, or within one with a scale.

        'Uitsplitsing inkomsten:' divides what stands above it, under 'Financiën (bedragen x € 1.000)'.
        """
        scaled = [text for text in self.path if scale_of(text)]
        within = self.path if self.open else scaled[:1] if label.endswith(":") else []
        self.path = [*within, label]
        self.open, self.measures_only, self.carried, self.parent = True, True, None, None
        self.side, self.sides = None, set()

    def carry(self, metric: str | None, *, passes_on: bool, bare: bool, closes: bool) -> None:
        """What a row hands on to those below it: 'Personele lasten' is lasten itself, what stands below it need not be.

        Lasten and baten directly below one another are both of the label above, and head nothing. What a label closes
        or names otherwise ends what is handed on.
        """
        if metric or closes:
            self.carried = metric if metric in CARRIED and passes_on else None
        side = metric if metric in SIDES and bare else None
        if side and self.side not in {None, side}:
            self.carried = None
        self.side = side
        self.sides |= SIDES.intersection({metric})

    def adds_up(self, label: str) -> bool:
        """Whether a total stands below both lasten and baten, or names what it is of: it is neither of them."""
        return bool(TOTAL.match(label)) and (len(self.sides) > 1 or not BARE_TOTAL.match(label))

    def leave(self) -> None:
        """The group is closed."""
        self.path, self.open = [], False


class Others(NamedTuple):
    """What the other labels of a table say of one."""

    repeated: set[str]
    lettered: bool  # letters number the rows: 'B' stands behind 'A', and for no baten


def rows_of(table: Table) -> list[Row]:
    """The rows of a table that hold figures, each with its label path."""
    labels = own_labels(table)
    filled = {cell.row for cell in table.cells if cell.column >= table.label_columns}
    others = Others(repeated_labels(labels), is_lettered(labels))
    groups, rows = Groups(), []
    for index in sorted(set(labels) | filled):
        if index < table.heading_rows:
            continue
        own = labels.get(index, ())
        if index not in filled:
            groups.enter(" ".join(own))
            continue
        rows.append(row_of(table, index, own, groups, others))
    return around_reserves([replace(row, coded=is_coded(row)) for row in rows] if heads_taakvelden(table) else rows)


def heads_taakvelden(table: Table) -> bool:
    """Whether a column of labels is headed as one of taakvelden."""
    heads = (cell for cell in table.cells if cell.row < table.heading_rows and cell.column < table.label_columns)
    return any(is_only(cell.text, "codes") for cell in heads)


def is_coded(row: Row) -> bool:
    """Whether the label of a row opens with what may be the code of a taakveld."""
    return bool(row.path) and TAAKVELD.match(row.path[-1]) is not None


def around_reserves(rows: list[Row]) -> list[Row]:
    """What a table prints before its reserves is the saldo, what it prints after them the result.

    After them means before lasten or baten are printed again; what is said to be a part of another is neither.
    """
    reserves = [row.row for row in rows if row.metric == "reserves"]
    if not reserves:
        return rows
    found: list[Row] = []
    after = False
    for row in rows:
        after = row.metric == "reserves" or (after and row.metric not in SIDES)
        if row.metric == "result" and row.row < reserves[0]:
            row = replace(row, metric="saldo", overrules=False)
        elif row.metric == "saldo" and after and not (PART.match(row.path[-1]) or BEFORE_RESERVES.search(row.path[-1])):
            row = replace(row, metric="result", overrules=True)
        found.append(row)
    return found


def own_labels(table: Table) -> dict[int, tuple[str, ...]]:
    """The label cells of each row; a cell over several rows, or one left open below it, labels each of them."""
    labels: dict[int, dict[int, str]] = {}
    for cell in table.cells:
        if cell.row >= table.heading_rows and cell.column < table.label_columns:
            for row in range(cell.row, cell.row + cell.row_span):
                labels.setdefault(row, {})[cell.column] = clean(cell.text)
    joined, outer = {}, ""
    for row in sorted(labels):
        cells = labels[row]
        if table.label_columns > 1 and 0 in cells and not CODE.match(cells[0]):
            outer = cells[0]
        elif table.label_columns > 1 and outer and 0 not in cells:
            cells = {0: outer, **cells}
        joined[row] = with_code([cells[column] for column in sorted(cells) if cells[column]])
    return joined


@lru_cache(maxsize=16384)
def clean(label: str) -> str:
    """A label without footnote marks and without breaks inside its words."""
    return FOOTNOTE.sub("", repair(label)).strip()


def with_code(texts: list[str]) -> tuple[str, ...]:
    """A code cell and its name are one label."""
    if len(texts) > 1 and CODE.match(texts[0]):
        return (f"{texts[0]} {texts[1]}", *texts[2:])
    return tuple(texts)


def repeated_labels(labels: dict[int, tuple[str, ...]]) -> set[str]:
    """Labels printed more than once in a table."""
    seen = Counter(own[-1] for own in labels.values() if own)
    return {label for label, times in seen.items() if times > 1}


def is_lettered(labels: dict[int, tuple[str, ...]]) -> bool:
    """Whether letters number the rows of a table."""
    letters = {text for own in labels.values() for text in own if len(text) == 1 and text.isalpha()}
    return not letters <= LETTERS_OF_SIDES


def row_of(table: Table, index: int, own: tuple[str, ...], groups: Groups, others: Others) -> Row:
    """One row of figures under the groups in force, which it may close."""
    label = own[-1] if own else ""
    closes = any(TOTAL.match(part) for part in own)  # a text may stand behind it
    if groups.path and not groups.open and groups.measures_only and not MEASURE.match(label):
        groups.leave()  # a group of only baten, lasten and saldo ends where another label stands
    balances = MEASURE.match(label) is not None and metric_said(label) == BALANCE
    if groups.balanced and balances and not groups.open:
        groups.leave()  # and it has one saldo: the next is of more
    groups.balanced = bool(groups.path) and (balances or (groups.balanced and not groups.open))
    inside = list(groups.path) if not closes or BARE_TOTAL.match(label) else []
    groups.measures_only = (groups.measures_only or groups.open) and bool(MEASURE.match(label))
    groups.open = False
    path = (*inside, *parent_of(label, groups, others.repeated), *own)
    metric = metric_of(tuple(text for text in path if len(text) > 1) if others.lettered else path)
    said = phrase(label, "label")
    whole = said.explained  # a sentence that mentions a budget or a year does not head its row with it
    unit = next((found for text in reversed(path) if (found := unit_said(text))), None)
    other = metric is None and said.metric not in {None, groups.carried}  # it names another within its words
    inherited = None if other or groups.adds_up(label) else groups.carried
    row = Row(
        table.table_id,
        index,
        path,
        is_total=bool(TOTAL.match(label) or ENDS_AS_TOTAL.search(label)) or not label,
        metric=metric or (inherited if label else None),
        overrules=metric == "reserves" or (metric in OVERRULING and not TAAKVELD.match(label)),
        unit=unit,
        scenario=said.scenario if whole else None,
        period=said.period if whole else None,
        day=day_named(label),
        indicator=indicator(label),
        own=metric,
        changes=whole and said.change and metric not in OVERRULING,
    )
    groups.carry(
        metric,
        passes_on=(whole and heads_others(label)) or closes or metric == groups.carried,
        bare=bool(MEASURE.match(label)),
        closes=closes or other,
    )
    if closes:
        groups.leave()
    return row


def heads_others(label: str) -> bool:
    """Whether a label of lasten or baten may be of rows below it too: a letter is not, nor is 'Rentelasten'."""
    return len(label) > 1 and not OF_ITSELF.search(label)


def parent_of(label: str, groups: Groups, repeated: set[str]) -> list[str]:
    """The row above, for a part of it: 'waarvan', a label in lower case that returns under several rows, or a dash.

    What stands behind a dash is as the row above says that it is printed: '- vrouwen' below 'Aantal inwoners'.
    """
    part = PART.match(label) is not None or (label[:1].islower() and label in repeated)
    printed = DASHED.match(label) and groups.parent and (unit_said(groups.parent) or scale_of(groups.parent))
    if part or printed:
        return [groups.parent] if groups.parent else []
    if not DASHED.match(label):
        groups.parent = label
    return []


def metric_of(path: tuple[str, ...]) -> str | None:
    """The metric that a row's own label names, else that of the nearest group; 'Bedragen in €' heads no group."""
    *groups, own = path or ("",)
    named = (metric for label in reversed(groups) if (metric := metric_said(label)) not in {None, "amount"})
    said, around = metric_said(own), next(named, None)
    is_side = said == "result" and around in SIDES and CODED.search(own)  # '0.11 Resultaat' among all lasten
    return around if is_side else said or around


def metric_said(label: str) -> str | None:
    """The measure that a label names: a word for it within a sentence says nothing of the row."""
    if MARKER.match(label):
        return None  # 'b.' counts the rows, where 'B' is baten
    said = phrase(label, "label")
    counted = said.metric in COUNTED  # 'aantal jeugdigen met verblijf' is an indicator of its own
    return said.metric if not said.rest or (not counted and heads(said, {"metrics"})) else None


def unit_said(label: str) -> str | None:
    """The unit that a label names, at its begin or end or as a sign of its own: 'Wachttijd, % binnen de termijn'."""
    said = phrase(label, "label")
    numbered = any(rule == "units" and NUMBER_BEFORE.search(label.partition(words)[0]) for rule, words in said.eaten)
    counts = said.unit != "aantal" or not numbered
    return said.unit if not said.rest or (counts and heads(said, {"units", "metrics", "scale"})) else None
