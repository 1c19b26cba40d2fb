"""What holds for a table as a whole: its metric, unit and scale, and whether its figures are money."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tasks.language import Phrase, phrase
from tasks.language.asking import LASTING, SIDES, scale_of
from tasks.language.counted import counts as counts_something
from tasks.language.counted import ends_a_benefit
from tasks.language.documents import is_half_of_a_balance, is_of_a_whole_balance
from tasks.language.money import speaks_of_money
from tasks.language.patterns import spelling_of
from tasks.model import Ground, Table
from tasks.normalise.headings import Column, Counts
from tasks.normalise.labels import COUNTED, OF_ITSELF, Row
from tasks.normalise.settling import each_flagged

BOOKED = {"baten", "lasten", "saldo"}
SIDED = BOOKED - {"saldo"}
TAAKVELD = re.compile(r"^(?:0\.\d+|[1-8][.\-]\d{1,3}[a-d]?)[_ ]", re.IGNORECASE)
INDICATOR = re.compile(rf"\b(?:{spelling_of('lines', 'worded')})\b|%", re.IGNORECASE)
PHYSICAL = re.compile(rf"\b(?:{spelling_of('lines', 'physical')})\b", re.IGNORECASE)
INDICATED = re.compile(rf"\b(?:{spelling_of('lines', 'indicated')})\b", re.IGNORECASE)
TALLIED = re.compile(rf"\b(?:{spelling_of('lines', 'tallied')})\b", re.IGNORECASE)
PAID = re.compile(rf"\b\w*(?:{spelling_of('lines', 'paid')})\b", re.IGNORECASE)
INVESTED = re.compile(rf"\b(?:{spelling_of('lines', 'invested')})\b", re.IGNORECASE)
PROVISION = re.compile(spelling_of("lines", "provision"), re.IGNORECASE)
LONGEST_ABBREVIATED = 6  # words of a title that ends on a point
MOST_OF_EFFECTS = 4  # rows of effects on the saldo, to one that is named for lasten or baten: 'Personele lasten'
FEWEST_PAID = 3
FEWEST_COUNTED = 3  # rows that count, among amounts
SAVED = {"taakstelling", "gerealiseerd_besparing", "openstaand"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What holds for a table as a whole."""

    table_id: str
    table_title: str
    section: tuple[str, ...]
    table_metric: str | None
    table_unit: str | None
    table_scale: int | None
    money: Ground  # why figures without another sign of their unit are euros; NONE where they are not
    default_metric: str
    cost_positive: bool | None  # what the legend says of the sign
    rows_named: bool  # no column is headed with a scenario or period
    rows_scenario: bool  # scenarios are printed as rows, periods as columns
    counting: bool  # most rows that say a unit count something
    provisions: bool = False  # its title or first heading is one of provisions: what is added to them is no reserve
    units_differ: bool = False  # some of its labels print units that do not count: euros, kilometres
    invested: bool = False  # it is of investments: what these cost is on the balance, and none of the lasten
    on_effects: bool = False  # all figures are effects on the saldo
    indicated: bool = False  # its title or headings say that every row is an indicator, also where it counts or costs
    mixed: bool = False  # rows that count stand among amounts: what a note says of amounts is not said of every row

    @property
    def has_money(self) -> bool:
        """Whether figures without another sign of their unit are euros."""
        return self.money is not Ground.NONE


def facts_of(table: Table, columns: list[Column], rows: list[Row], counts: dict[int, Counts]) -> Facts:
    """The facts of one table, from its title, note, headings, labels and figures."""
    near = [table.note, *(cell.text for cell in table.cells if cell.row < table.heading_rows), table.title]
    scale = next((found for text in (*near, *reversed(table.section[1:])) if (found := scale_of(text))), None)
    titled_as = phrase("" if is_sentence(table.title) else table.title, "title")
    own = [counts[column.column] for column in columns if column.column in counts]
    legend = phrase(" ".join(near), "note").cost_positive
    counted = titled_as.metric in COUNTED
    above = (table.title, *table.section[-2:])
    titled = any(speaks_of_money(text, "title") or is_half_of_a_balance(text) for text in above)
    money = (
        money_ground(near, scale, columns, rows, own) if any(c["euros"] for c in own) or not counted else Ground.NONE
    )
    if money is Ground.NONE and titled and not counted and amounts(rows):
        money = Ground.TITLE
    effects = _on_effects(columns, rows, legend)
    said = counted_or_measured(near[:-1], [table.title, *reversed(table.section)])
    default = default_metric(rows, columns, money is not Ground.NONE, is_signed(own), effects, said)
    return Facts(
        table.table_id,
        table.title,
        table.section,
        named_by(titled_as) or of_note(table) or of_reserves(table),
        titled_as.unit,
        scale,
        money,
        default,
        legend,
        not any(column.dated or column.named for column in columns if column.kind == "value"),
        scenarios_as_rows(columns, rows),
        counting(rows),
        of_provisions(table),
        any(row.unit not in {None, "aantal"} for row in rows),
        any(map(INVESTED.search, (table.title, *table.section[-1:]))),
        effects and default == "saldo",
        said == "indicator",
        is_mixed(rows, money),
    )


def named_by(title: Phrase) -> str | None:
    """The measure that a title names; none where it names several sides: lasten, baten en saldo."""
    named = {phrase(words, "title").metric for rule, words in title.eaten if rule == "metrics"}
    several = sum(rule == "metrics" for rule, _ in title.eaten) > 1 and (title.metric in SIDES or len(named) > 1)
    return None if several else title.metric


def of_note(table: Table) -> str | None:
    """The measure that a note of the scale begins with, and says no more than that: 'Lasten (bedragen x € 1.000)'."""
    said = phrase(table.note, "title")
    return named_by(said) if said.metric in SIDES and said.scale and said.explained and not said.legend else None


def of_reserves(table: Table) -> str | None:
    """The measure of a table below a heading of reserves, whose own title names what they are kept for."""
    near = [text for text in table.section[-2:] if not is_sentence(text)]
    if any(map(PROVISION.search, (table.title, *near))):
        return None
    return next((said.metric for text in near if (said := phrase(text, "title")).metric == "reserves"), None)


def of_provisions(table: Table) -> bool:
    """Whether the title of a table, or the heading of its labels, names provisions and no reserves."""
    corner = [cell.text for cell in table.cells if cell.row < table.heading_rows and cell.column < table.label_columns]
    named = [text for text in (table.title, *corner) if PROVISION.search(text)]
    return bool(named) and not any(phrase(text, "title").metric == "reserves" for text in (table.title, *named))


def is_mixed(rows: list[Row], money: Ground) -> bool:
    """Whether rows that are no money stand among amounts: a few, or any where nothing but headings speaks of money."""
    counted = sum(row.unit == "aantal" for row in rows)
    measured = sum(any(map(PHYSICAL.search, row.path[-1:])) for row in rows)
    return counted >= FEWEST_COUNTED or (money is Ground.VOCABULARY and counted + measured > 1)


def is_sentence(title: str) -> bool:
    """Whether what stands above a table is the end of a text and no title of it."""
    return title.rstrip().endswith(".") and len(title.split()) > LONGEST_ABBREVIATED


def counting(rows: list[Row]) -> bool:
    """Whether most rows that say a unit count something, and more than one does."""
    units = [row.unit or "aantal" for row in rows if row.unit or any(map(counts_something, row.path[-1:]))]
    return units.count("aantal") * 3 > len(units) * 2 and len(units) > 1


def scenarios_as_rows(columns: list[Column], rows: list[Row]) -> bool:
    """Whether most rows are labelled with a scenario and no column is headed with one."""
    named = any(column.named for column in columns if column.kind == "value")
    heads = sum(row.scenario is not None or bool(row.period and row.path[-1] == row.period) for row in rows)
    return not named and bool(rows) and heads * 2 >= len(rows)


def money_ground(
    near: list[str], scale: int | None, columns: list[Column], rows: list[Row], own: list[Counts]
) -> Ground:
    """Why figures without another sign of their unit are euros."""
    if scale is not None or any(speaks_of_money(text, "note") for text in near):
        return Ground.NOTE
    figures, euros = sum(c["figures"] for c in own), sum(c["euros"] for c in own)
    percents = sum(c["percents"] for c in own)
    if euros * 2 > figures:
        return Ground.NEIGHBOUR
    if is_budgeted(columns, rows) and not any(map(INDICATED.search, near)):
        return Ground.VOCABULARY
    named = (row for row in rows if row.metric == "saldo" or not any(map(OF_ITSELF.search, row.path[-1:])))
    booked = any(column.metric in BOOKED for column in columns) or sum(row.metric in BOOKED for row in named) > 1
    if booked and percents * 2 <= figures:
        return Ground.VOCABULARY
    if booked_by_name(rows) and not percents and not any(map(INDICATED.search, near)):
        return Ground.VOCABULARY
    if not percents and any(is_of_a_whole_balance(row.path[-1]) for row in rows if row.path):
        return Ground.VOCABULARY
    taxed = bool(figures) and not percents and taakvelden(rows) * 2 > len(rows)
    return Ground.VOCABULARY if taxed else Ground.NONE


def booked_by_name(rows: list[Row]) -> bool:
    """Whether most rows are named for what is paid or received: 'Personeelskosten directie'."""
    paid = sum(any(map(PAID.search, row.path[-1:])) and row.unit in {None, "EUR"} for row in rows)
    return paid >= FEWEST_PAID and paid * 2 > len(rows)


def is_budgeted(columns: list[Column], rows: list[Row]) -> bool:
    """Whether headings speak of accounts, estimates or versions of the budget: indicators have none of those.

    Or whether voordeel and nadeel stand beside a budget. Rows that say what they count or indicate are no money.
    """
    flagged = any(column.kind == "flag" for column in columns)
    budgeted = any((column.scenario or "").startswith("begroting") for column in columns)
    spoken = any(speaks_of_money(column.label, "heading") for column in columns)
    return (spoken or (flagged and budgeted)) and amounts(rows)


def amounts(rows: list[Row]) -> bool:
    """Whether most rows may be amounts: they name no other unit, and no indicator that has one."""
    return sum(row.unit in {None, "EUR"} and row.indicator is None for row in rows) * 2 > len(rows)


def taakvelden(rows: list[Row]) -> int:
    """How many rows are labelled with a taakveld code."""
    return sum(any(TAAKVELD.match(label) for label in row.path) for row in rows)


def is_signed(own: list[Counts]) -> bool:
    """Whether so many amounts are negative that they must be balances: lasten or baten alone have one sign."""
    figures, negatives = sum(c["figures"] for c in own), sum(c["negatives"] for c in own)
    return negatives * 4 > figures


def _on_effects(columns: list[Column], rows: list[Row], legend: bool | None) -> bool:
    """Whether all figures are effects on the saldo: V or N, or a legend of signs, and no budget or realisation."""
    stands = any(column.named for column in columns) or any(row.scenario not in {None, *LASTING} for row in rows)
    return each_flagged(columns) or (legend is not None and not stands)


def default_metric(
    rows: list[Row], columns: list[Column], money: bool, signed: bool, effects: bool, counted: str | None
) -> str:
    """The measure of figures that nothing names: net cost of taakvelden, amounts, indicators or counts."""
    if money and any(column.scenario in SAVED for column in columns):
        return "savings"
    if money:
        sides = sum(row.metric in SIDED for row in rows)  # a saldo is what signed amounts have an effect on
        booked = sides > (len(rows) // MOST_OF_EFFECTS if effects else 0) or any(c.metric in BOOKED for c in columns)
        explained = any(row.path and len(row.path) > 1 and not TAAKVELD.match(row.path[-1]) for row in rows)
        figures = [column for column in columns if column.kind == "value"]
        headed = all(column.label for column in figures)  # a heading over several columns is of none of them
        stands = any(column.scenario not in {None, "verschil"} for column in figures)
        by_field = not explained and taakvelden(rows) * 2 > len(rows)
        return "saldo" if not booked and headed and (by_field or effects or (signed and stands)) else "amount"
    if sum(ends_a_benefit(label) for row in rows for label in row.path[-1:]) * 2 > len(rows):
        return "outflow"
    if counted:
        return counted
    worded = sum(bool(INDICATOR.search(label)) for row in rows for label in row.path[-1:])
    return "indicator" if worded * 4 >= len(rows) else "count"


def counted_or_measured(headings: list[str], titles: list[str]) -> str | None:
    """What a table says of its figures: indicators as they are headed, else what the nearest title says that says it.

    Figures that are titled 'Kerngegevens' are counts.
    """
    if any(map(INDICATED.search, headings)):
        return "indicator"
    for title in titles:
        if TALLIED.search(title):
            return "count"
        if INDICATED.search(title):
            return "indicator"
    named = (phrase(title, "title").metric for title in titles[:2] if not is_sentence(title))
    return next((metric for metric in named if metric in COUNTED), None)  # '1. Aantal cliënten per voorziening'
