"""The first page of the workbench: what the document is, how it was read, what became of its cells, what is open."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from flows.cli.columns import SEVERITIES
from flows.cli.reading import names, words
from flows.cli.reading.page import Page, listed
from tasks.model import Fate
from tasks.notation import number, percent, place
from tasks.workbench.model import Examination, LineView, TableView

PLACES = 3  # of each kind of thing that is left out
IDENTITY_WIDTHS = (12, 22)
PLACE, TITLE = 15, 30


def summary(page: Page, of: Examination) -> None:
    """All of it on about a page."""
    page.title(of.name)
    _identity(page, of)
    _reader(page, of)
    _account(page, of)
    _tables(page, of.tables)
    _open(page, of.tables)
    _unread(page, of)
    _findings(page, of.findings)
    page.head("Verder: --tables, --columns, --cells, --table T01, --why 'regel 70'")


def _identity(page: Page, of: Examination) -> None:
    before = ""
    for known in of.identity:
        evidence = "idem" if known.evidence == before else place(known.evidence)
        row = (names.IDENTITY[known.field], words.identity(known), evidence)
        page.rows([row], IDENTITY_WIDTHS, ["" if known.value else "warning"])
        before = known.evidence
    page.rows([("sha256", of.sha256[:16], "")], IDENTITY_WIDTHS, ["dim"])
    if of.refusal:
        page.line("quarantaine", of.refusal, "error")
        if of.tables:
            page.text("Met --municipality, --year en --kind wordt het verder gelezen.", indent=15)


def _reader(page: Page, of: Examination) -> None:
    if not of.reader:
        return
    page.head(f"Gelezen door {of.reader}")
    for name, fit in of.fits:
        if fit:
            page.line(name, f"past voor {percent(100 * fit)}")


def _account(page: Page, of: Examination) -> None:
    if not any(of.account.values()):
        return
    counts = {fate: of.cells(fate) for fate in Fate}
    total = sum(counts.values())
    page.head(
        f"{_count(total)} cellen met een cijfer = {_count(counts[Fate.OBSERVED])} cijfers + "
        f"{_count(counts[Fate.IGNORED])} bij naam genegeerd + {_count(counts[Fate.SIGNALLED])} gemeld"
    )
    for fate, label in ((Fate.IGNORED, "genegeerd"), (Fate.SIGNALLED, "gemeld")):
        reasons = of.account.get(fate.value, {})
        if reasons:
            told = ", ".join(f"{words.reason(name)} {_count(cells)}" for name, cells in reasons.items())
            page.line(label, told, "warning" if fate is Fate.SIGNALLED else "")
    money, proved = sum(table.money for table in of.tables), sum(table.money_proved for table in of.tables)
    if money:
        page.line(
            "rekenwerk", f"bewijst {_count(proved)} van {_count(money)} bedragen ({percent(100 * proved / money)})"
        )


def _tables(page: Page, tables: Sequence[TableView]) -> None:
    if not tables:
        return
    page.head(f"{len(tables)} tabel{'len' if len(tables) > 1 else ''}")
    width = min(TITLE, max(len("titel"), *(len(table.title) for table in tables)))
    widths = [3, PLACE, width, 3]
    page.rows([("", "plaats", "titel", "cijfers", "")], [3, PLACE, width, 7], ["dim"])
    page.rows([_table(table, width) for table in tables], widths, [_mark(table) for table in tables])


def _table(table: TableView, width: int) -> tuple[str, ...]:
    title = table.title if len(table.title) <= width else f"{table.title[: width - 1]}…"
    return table.table_id, words.span(table), title, f"{len(table.figures):>3}", _gist(table)


def _mark(table: TableView) -> str:
    return "error" if table.fault else "open" if any(cell.is_open or cell.doubt for cell in table.cells) else ""


def _gist(table: TableView) -> str:
    """What a table holds, in a few words."""
    if table.fault:
        return f"viel uit: {table.fault}"
    figures = table.figures
    if not figures:
        return ""
    said = Counter(words.said(one) for cell in figures for one in cell.conclusions if one.field == "scenario")
    periods = sorted({str(one.value) for c in figures for one in c.conclusions if one.field == "period" and one.value})
    years = "–".join(dict.fromkeys([*periods[:1], *periods[-1:]]))
    wrong = sum(verdict.outcome == "fails" for verdict in table.verdicts)
    open_ones = sum(cell.is_open for cell in figures)
    more = [f"{open_ones} open" if open_ones else "", f"{wrong} x klopt niet" if wrong else ""]
    return "; ".join(filter(None, [f"{listed(list(said), 4)} {years}", *more]))


def _open(page: Page, tables: Sequence[TableView]) -> None:
    """The columns of which something is open, once each."""
    rows = [(table, column, fields) for table in tables for column in table.columns if (fields := open_fields(column))]
    if not rows:
        return
    page.head("Open gelaten: hierop rust geen kengetal")
    told = [
        (table.table_id, f"k{column.number}", f"'{' '.join(column.path)}': {', '.join(fields)}{_why(table, column)}")
        for table, column, fields in rows
    ]
    page.rows(told, [4, 4], ["open"] * len(told))


def _why(table: TableView, column: LineView) -> str:
    """Why figures of a column are in doubt, and the words of its heading that no rule took."""
    doubts = dict.fromkeys(cell.doubt for cell in table.figures if cell.column == column.number and cell.doubt)
    rest = " ".join(word for spoken in column.spoken for word in spoken.rest)
    return "".join(f"; {reason}" for reason in doubts) + (f"; onbekend: {rest}" if rest else "")


def open_fields(column: LineView) -> list[str]:
    """What is open of the figures of a column, with of how many."""
    return [
        f"{names.FIELDS[one.conclusion.field]} ({one.cells})" for one in column.conclusions if one.conclusion.is_open
    ]


def _unread(page: Page, of: Examination) -> None:
    """What was refused: text that looks like figures in no table, with the reason."""
    refused = defaultdict(list)
    for rest in of.remainder:
        if rest.fate is Fate.SIGNALLED:
            refused[rest.reason].append(rest)
    if not refused:
        return
    page.head("Niet gelezen en gemeld")
    for reason, rests in refused.items():
        page.line(words.reason(reason), f"{len(rests)} x", "warning", label_width=34)
        page.rows([(words.where(rest.locator), f"'{rest.text[:120]}'") for rest in rests[:PLACES]], [15])
        if len(rests) > PLACES:
            page.text(f"en nog {len(rests) - PLACES}; met --cells staan ze er alle", "dim", 18)


def _findings(page: Page, findings: Sequence[Mapping[str, Any]]) -> None:
    if not findings:
        return
    kinds = defaultdict(list)
    for finding in findings:
        kinds[finding["severity"], finding["kind"]].append(finding)
    page.head(f"{len(findings)} bevinding{'en' if len(findings) > 1 else ''}")
    order = list(SEVERITIES)
    for (severity, _), rows in sorted(kinds.items(), key=lambda pair: order.index(pair[0][0])):
        mark = severity if severity != "info" else ""
        page.rows([(SEVERITIES[severity], _place(row), row["text"]) for row in rows[:PLACES]], [8, 15], [mark] * PLACES)
        if len(rows) > PLACES:
            page.text(f"en nog {len(rows) - PLACES} keer zo'n bevinding", "dim", 27)


def _place(finding: Mapping[str, Any]) -> str:
    return words.where(finding["locator"]) if finding["locator"] else finding["table_id"] or ""


def _count(cells: int) -> str:
    return number(Decimal(cells))
