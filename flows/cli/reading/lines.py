"""The columns of a table: what each word of a heading was taken for, what no rule took, and the grounds that follow."""

from __future__ import annotations

from collections.abc import Iterable

from flows.cli.reading import names, words
from flows.cli.reading.page import LABEL, Page
from flows.cli.reading.tables import heading, shared, verdicts
from tasks.workbench.model import FIELDS, Agreed, LineView, Spoken, TableView

INDENT = 6
MOST = 3  # different conclusions of one field that are named


def columns(page: Page, table: TableView) -> None:
    """Every column of a table with its words, conclusions and grounds; then what the arithmetic says."""
    heading(page, table)
    common = shared(table.columns)
    if common:
        page.console.print()
        page.line("k*", "alle kolommen met cijfers", "head", label_width=INDENT - 2)
        _conclusions(page, common, common)
    for column in table.columns:
        page.console.print()
        _column(page, column, common)
    if table.verdicts:
        page.console.print()
        verdicts(page, table)


def _column(page: Page, column: LineView, common: dict[str, Agreed]) -> None:
    """One column; what it shares with all the others is said once above them."""
    counted = f"{column.figures} cijfers" if column.figures else names.KINDS.get(str(column.facts.get("kind")), "")
    head = f"'{' / '.join(column.path)}'" if column.path else "zonder kop"
    page.line(f"k{column.number}", f"{head}, {counted}", "head", label_width=INDENT - 2)
    for spoken in column.spoken:
        phrase(page, spoken)
    own = [one for one in column.conclusions if one.conclusion.field not in common]
    _conclusions(page, {one.conclusion.field: one for one in own}, own)


def _conclusions(page: Page, fields: Iterable[str], of: Iterable[Agreed] | dict[str, Agreed]) -> None:
    agreed = list(of.values()) if isinstance(of, dict) else list(of)
    for field in (field for field in FIELDS if field in fields):
        said = words.of_kind(agreed, field)
        is_open = any(one.conclusion.is_open for one in said)
        page.line(names.FIELDS[field], _told(said), "open" if is_open else "", indent=INDENT)


def _told(agreed: list[Agreed]) -> str:
    """What figures were concluded to be, each with its ground; only the grounds where there are many."""
    if len(agreed) > MOST:
        grounds = {words.ground(one.conclusion): 0 for one in agreed}
        for one in agreed:
            grounds[words.ground(one.conclusion)] += one.cells
        return (
            f"{len(agreed)} verschillende [{', '.join(f'{name} {cells}' for name, cells in grounds.items() if name)}]"
        )
    alone = len(agreed) == 1
    return "; ".join(_one(one, alone=alone) for one in agreed)


def _one(of: Agreed, *, alone: bool) -> str:
    ground = words.ground(of.conclusion)
    return f"{words.said(of.conclusion)}{'' if alone else f' ({of.cells})'}{f' [{ground}]' if ground else ''}"


def phrase(page: Page, spoken: Spoken, indent: int = INDENT) -> None:
    """What each word was taken for, and the words that nothing took."""
    width = LABEL if indent == INDENT else LABEL + 2 - indent  # under the words of the line above it
    page.line("woorden", words.spoken(spoken), indent=indent, label_width=width)
    if spoken.rest:
        page.line("rest", " ".join(spoken.rest), "open", indent=indent, label_width=width)
