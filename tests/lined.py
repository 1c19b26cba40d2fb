"""What is read of a text with rows on one line."""

from __future__ import annotations

from tasks.formats.text_lines import read
from tasks.model import Fate, Table
from tasks.structure.heading_paths import heading_paths


def only(text: str) -> Table:
    """The one table of a text."""
    (table,) = read(text.encode()).tables
    return table


def headings_read(text: str) -> list[str]:
    """What heads each column of figures of the one table of a text, from the top down."""
    table = only(text)
    paths = heading_paths(table)
    return [" ".join(paths[column]) for column in sorted(paths) if column >= table.label_columns]


def signalled(text: str) -> list[str]:
    """What of a text is said to be unread."""
    return [rest.text for rest in read(text.encode()).remainder if rest.fate is Fate.SIGNALLED]
