"""What is said of a table as a whole: what stands above it, what its columns share, what its arithmetic says."""

from __future__ import annotations

from collections.abc import Sequence

from flows.cli.reading import names, words
from flows.cli.reading.page import Page
from tasks.workbench.model import FIELDS, Agreed, LineView, TableView, VerdictView

OUTCOMES = {"fails": ("klopt niet", "warning"), "holds": ("klopt", "good"), "untested": ("niet te toetsen", "dim")}


def heading(page: Page, table: TableView) -> None:
    """What stands above a table, and what holds for it as a whole."""
    page.console.print()
    page.title(f"{table.table_id} {table.title or '(zonder titel)'}")
    page.line("plaats", words.span(table))
    if table.section:
        page.line("onder", " > ".join(table.section))
    if table.note:
        page.line("noot", table.note)
    for spoken in table.spoken:
        rest = f"; rest: {' '.join(spoken.rest)}" if spoken.rest else ""
        page.line(f"{names.PLACES[spoken.place]} zegt", words.spoken(spoken) + rest)
    if table.facts:
        page.line("als geheel", words.facts(table.facts, skip={"table_scale"}))
    if table.fault:
        page.line("viel uit", table.fault, "error")
    if table.money or table.verdicts:
        page.line("rekenwerk", arithmetic(table))


def arithmetic(table: TableView) -> str:
    """How often the arithmetic of a table comes out, and how much of its money that proves."""
    holds, fails = (sum(verdict.outcome == name for verdict in table.verdicts) for name in ("holds", "fails"))
    return f"{holds} keer klopt het, {fails} keer niet; bewijst {table.money_proved} van {table.money} bedragen"


def verdicts(page: Page, table: TableView, only: str = "") -> None:
    """What the arithmetic says: each place where it comes out otherwise, and once each where it comes out."""
    for verdict in table.verdicts:
        if verdict.outcome == "fails":
            _verdict(page, verdict.outcome, verdict.text)
    for outcome in ("holds", "untested"):
        if not only:
            for text in _together([one for one in table.verdicts if one.outcome == outcome]):
                _verdict(page, outcome, text)


def _verdict(page: Page, outcome: str, text: str) -> None:
    label, mark = OUTCOMES[outcome]
    page.line(label, text, mark, label_width=17)


def _together(found: Sequence[VerdictView]) -> list[str]:
    """Verdicts of one kind on the same columns or the same rows on one line."""
    alike: dict[tuple[str, str], list[str]] = {}
    for verdict in found:
        how, place = _way(verdict)
        alike.setdefault((verdict.constraint, how), []).append(place)
    return [
        f"{constraint}{f' {how} in' if how else ''}: {', '.join(dict.fromkeys(places))}"
        for (constraint, how), places in alike.items()
    ]


def _way(of: VerdictView) -> tuple[str, str]:
    """Which columns or rows a verdict relates, and in which row or column it does so."""
    rows, columns = [row for row, _ in of.cells], [column for _, column in of.cells]
    if len(of.cells) > 1 and len(set(rows)) == 1:
        return _from("k", columns), f"r{rows[0]}"
    if len(of.cells) > 1 and len(set(columns)) == 1:
        return _from("r", rows), f"k{columns[0]}"
    return "", ", ".join([*(f"k{column}" for column in of.columns), *(f"r{row} k{c}" for row, c in of.cells[:1])])


def _from(letter: str, numbers: Sequence[int]) -> str:
    first, *others = (f"{letter}{number}" for number in numbers)
    return f"{first} uit {', '.join(others)}"


def shared(columns: Sequence[LineView]) -> dict[str, Agreed]:
    """What all columns of figures were concluded to be on one ground: it need be said only once."""
    figures = [column for column in columns if column.figures]
    if len(figures) < 2:
        return {}
    found = {}
    for field in FIELDS:
        first, *more = [words.of_kind(column.conclusions, field) for column in figures]
        if len(first) == 1 and all([one.conclusion for one in line] == [first[0].conclusion] for line in more):
            found[field] = first[0]
    return found


def varying(columns: Sequence[LineView]) -> frozenset[str]:
    """The fields in which the figures of every column differ among one another."""
    figures = [column for column in columns if column.figures > 1]
    several = (
        field for field in FIELDS if all(len(words.of_kind(column.conclusions, field)) > 1 for column in figures)
    )
    return frozenset(several) if figures else frozenset()
