"""Rows as a table in Dutch, as JSON, as CSV or as a spreadsheet."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from typer import BadParameter

from flows.cli.narrow import Fitted, fit
from flows.cli.options import Format
from tasks.warehouse.files import cell_of, plain, sheets, write_rows

Row = Mapping[str, Any]
PIPE_WIDTH = 160  # a file or pipe has no width of its own
WIDEST = 1000  # wider than any table
INDENT = 1  # of rows below what they share
WIDE = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table for people: its heading, how a row is shown in it, and whether it holds figures."""

    head: str
    show: Callable[[Row], object]
    figures: bool = False


def show(rows: Sequence[Row], form: Format, columns: Sequence[Column], nothing: str) -> None:
    """Print rows in the form asked for; `nothing` is said to people where there are none."""
    if form is Format.JSON:
        print(as_json(list(rows)))
    elif form is Format.CSV:
        write_csv(rows)
    elif form is Format.XLSX:
        write_sheet(rows)
    elif rows:
        print_table(rows, columns)
    else:
        print(nothing)


def deliver(
    rows: Sequence[Row], form: Format, columns: Sequence[Column], nothing: str, out: Path | None = None
) -> None:
    """Rows on the screen in the form asked for, or in a file whose name says the form: .csv, .json or .xlsx."""
    if out is None:
        show(rows, form, columns, nothing)
        return
    write_rows(rows, out)
    print(f"{len(rows)} rijen in {out}")


def print_table(rows: Iterable[Row], columns: Sequence[Column]) -> None:
    """Rows as a table; text from documents is shown as it is, never as markup. Figures are never broken off.

    On a screen that is too narrow, what is the same in every row goes above it and long texts below; `--wide` keeps
    all where it belongs, on lines longer than the screen.
    """
    console = Console(width=width())
    shown = list(rows)
    lines = [[safe(column.show(row)) for column in columns] for row in shown]
    fitted = fit([column.head for column in columns], [column.figures for column in columns], lines, console.width)
    if (
        fitted.below
        and len(whose := list(dict.fromkeys(line[0] for line in lines))) > 1
        and 2 * len(whose) <= len(lines)
    ):
        for one in whose:  # what would go below each row may fit once the first column need not be in it
            print_table([row for row, line in zip(shown, lines, strict=True) if line[0] == one], columns)
        return
    if fitted.above:
        console.print(Text("; ".join(fitted.above)))
    if not fitted.over:
        console.print(_table(columns, fitted, lines))
    else:
        heads = _table(columns, fitted, [])
        heads.show_edge = False
        console.print(Padding(heads, (0, 0, 0, INDENT)))
        for said in dict.fromkeys(map(fitted.said_over, lines)):
            console.print(Text(said, style="bold"))
            under = _table(columns, fitted, [line for line in lines if fitted.said_over(line) == said])
            under.show_header = under.show_edge = False
            console.print(Padding(under, (0, 0, 0, INDENT)))
    for note in fitted.below:
        console.print(Text(note))


def _table(columns: Sequence[Column], fitted: Fitted, lines: Sequence[Sequence[str]]) -> Table:
    padding = (0, fitted.gap - 1, 0, 0) if fitted.narrow else (0, 1)
    made = Table(header_style="bold", box=SIMPLE_HEAD, pad_edge=False, padding=padding)
    for at in fitted.kept:
        column = columns[at]
        made.add_column(
            column.head,
            justify="right" if column.figures else "left",
            overflow="fold",
            no_wrap=column.figures and not fitted.narrow,
            width=fitted.widths.get(at),
        )
    for line in lines:
        made.add_row(*(Text(line[at]) for at in fitted.kept))
    return made


def width() -> int | None:
    """Characters of a line: of the screen, unless all columns are asked for; a pipe has none of its own."""
    if WIDE:
        return WIDEST
    return None if sys.stdout.isatty() else PIPE_WIDTH


def widen(asked: bool) -> None:
    """`--wide`: tables with all their columns, however wide the screen is."""
    global WIDE
    WIDE = asked


def paragraphs(told: Iterable[tuple[str, str]]) -> None:
    """Headings with a paragraph below each, wrapped to the width of the screen."""
    console = Console(width=None if sys.stdout.isatty() else PIPE_WIDTH)
    for head, text in told:
        console.print(Text(safe(head), style="bold"))
        console.print(Padding(Text(safe(text)), (0, 0, 0, 4)))


def safe(value: object) -> str:
    """A value on one line, without what would steer the terminal."""
    from tasks.alerts.safe import one_line

    return "" if value is None else one_line(str(value))


def as_json(found: object) -> str:
    """Anything that the warehouse answers, as JSON."""
    return json.dumps(found, default=plain, ensure_ascii=False, indent=2)


def write_csv(rows: Sequence[Row]) -> None:
    """Rows as CSV with a heading, to the screen or a pipe."""
    if rows:
        writer = csv.DictWriter(sys.stdout, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: cell_of(value) for name, value in row.items()} for row in rows)


def write_sheet(rows: Sequence[Row]) -> None:
    """Rows as a spreadsheet, to a file or a pipe; on a screen nobody can read one."""
    if sys.stdout.isatty():
        raise BadParameter("een rekenblad is niet voor het scherm: zet er `> naam.xlsx` achter, of kies --format table")
    sys.stdout.buffer.write(sheets({"Domeinwacht": rows}))
