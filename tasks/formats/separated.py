"""Values separated by semicolons or commas, as spreadsheets export them."""

from __future__ import annotations

import csv
from collections import Counter

from tasks.formats import text_of
from tasks.model import Cell, Reading
from tasks.structure.flow import reading_of
from tasks.structure.office.sheets import Sheet, items_of
from tasks.structure.printed import as_printed
from tasks.structure.values import stands_for_a_figure

NAME = "csv"
CERTAINTY = 0.92
SAMPLE = 200  # lines that are looked at
# A comma is also a decimal mark and stands in every sentence: only where all rows agree does it part cells.
SHARES = {";": 0.6, ",": 0.95}
NARROWEST = {";": 2, ",": 3}


def fits(data: bytes) -> float:
    """Whether most lines part in as many cells, with figures in them."""
    try:
        text = text_of(data)
    except ValueError:
        return 0.0
    return CERTAINTY if not text.lstrip().startswith("<") and _separator("\n".join(text.splitlines()[:SAMPLE])) else 0.0


def read(data: bytes) -> Reading:
    """The tables of a file of separated values: a sheet without a name."""
    text = text_of(data)
    sheet, lines = Sheet("blad"), csv.reader(text.splitlines(), delimiter=_separator(text) or ";")
    for row, texts in enumerate(lines):
        printed = [as_printed(text) for text in texts]
        # A row may run over lines: its place is where it ends.
        sheet.cells += [
            Cell(text, row, column, f"line {lines.line_num} field {column + 1}")
            for column, text in enumerate(printed)
            if text
        ]
    return reading_of(NAME, list(items_of(sheet)))


def _separator(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    for separator, share in SHARES.items():
        rows = list(csv.reader(lines, delimiter=separator))
        widths = Counter(map(len, rows))
        width, times = widths.most_common(1)[0] if widths else (0, 0)
        figures = sum(stands_for_a_figure(cell) for row in rows for cell in row[1:])
        if width >= NARROWEST[separator] and times >= share * len(rows) and len(rows) > 1 and figures >= len(rows) // 2:
            return separator
    return ""
