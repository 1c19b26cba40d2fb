"""How the workbench prints: headings, labelled lines that wrap under themselves, and text of documents as it is."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from flows.cli.output import safe

LABEL = 13  # characters before what is said of something
NARROWEST = 60
MARKS = {"open": "yellow", "error": "bold red", "warning": "yellow", "dim": "dim", "head": "bold", "good": "green"}


class Page:
    """Where the workbench prints; as wide as the screen, 80 columns in a file or pipe."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(highlight=False, markup=False, emoji=False)
        self.width = max(NARROWEST, self.console.width)

    def title(self, text: str) -> None:
        """A line across the page with what follows under it."""
        self.console.print(Rule(Text(f" {safe(text)} ", style="bold"), align="left", characters="─"))

    def head(self, text: str) -> None:
        """A heading after a blank line."""
        self.console.print()
        self.text(text, "head", indent=0)

    def line(self, label: str, text: str, mark: str = "", indent: int = 2, label_width: int = LABEL) -> None:
        """A labelled line; what does not fit goes on under its own beginning."""
        start = " " * indent + safe(label).ljust(label_width)
        first, *more = self._wrapped(safe(text), max(20, self.width - len(start))) or [""]
        self.console.print(Text(start).append(first, style=MARKS.get(mark, "")), no_wrap=True, crop=False)
        for rest in more:
            self.console.print(Text(" " * len(start)).append(rest, style=MARKS.get(mark, "")), no_wrap=True, crop=False)

    def text(self, text: str, mark: str = "", indent: int = 2) -> None:
        """A paragraph."""
        for line in self._wrapped(safe(text), self.width - indent):
            self.console.print(Text(" " * indent + line, style=MARKS.get(mark, "")), no_wrap=True, crop=False)

    def rows(self, rows: Iterable[Sequence[str]], widths: Sequence[int], marks: Sequence[str] = ()) -> None:
        """Rows in columns of fixed widths; the last column takes what is left of the line and wraps."""
        for number, row in enumerate(rows):
            self._row(row, widths, marks[number] if number < len(marks) else "")

    def _row(self, row: Sequence[str], widths: Sequence[int], mark: str) -> None:
        left = self.width - sum(widths) - len(widths) - 2
        columns = [
            self._wrapped(safe(text), width) or [""] for text, width in zip(row, [*widths, max(12, left)], strict=True)
        ]
        for number in range(max(map(len, columns))):
            parts = [column[number] if number < len(column) else "" for column in columns]
            padded = [part.ljust(width) for part, width in zip(parts, widths, strict=False)]
            line = "  " + " ".join([*padded, parts[-1]])
            self.console.print(Text(line.rstrip(), style=MARKS.get(mark, "")), no_wrap=True, crop=False)

    @staticmethod
    def _wrapped(text: str, width: int) -> list[str]:
        return textwrap.wrap(text, width, break_long_words=True, break_on_hyphens=False)


def listed(items: Sequence[str], most: int) -> str:
    """The first of many, and how many more there are."""
    more = len(items) - most
    return ", ".join(items[:most]) + (f" en nog {more}" if more > 0 else "")
