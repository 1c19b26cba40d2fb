"""Values separated by semicolons or commas, as spreadsheets export them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import replace

from tasks.formats import text_of
from tasks.model import Cell, Fate, Reading, Remainder
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
TWO_NUMBERS = re.compile(r"^\d+%?\s+(?:€\s*)?[-−]?\d")
TOO_WIDE = "row with more fields than headings"

Rows = list[list[str]]


def fits(data: bytes) -> float:
    """Whether most lines part in as many cells, with figures in them."""
    try:
        text = text_of(data)
    except ValueError:
        return 0.0
    return CERTAINTY if not text.lstrip().startswith("<") and _separator("\n".join(text.splitlines()[:SAMPLE])) else 0.0


def read(data: bytes) -> Reading:
    """The tables of a file of separated values: a sheet without a name, and its rows that do not fit their headings."""
    text = text_of(data)
    separator = _separator(text) or ";"
    lines = csv.reader(text.splitlines(), delimiter=separator)
    # A row may run over lines: its place is where it ends.
    rows = [([as_printed(field) for field in fields], lines.line_num) for fields in lines]
    wide = _too_wide([fields for fields, _ in rows])
    sheet = Sheet("blad")
    for row, (fields, line) in enumerate(rows):
        if row not in wide:
            sheet.cells += [
                Cell(field, row, column, f"line {line} field {column + 1}")
                for column, field in enumerate(fields)
                if field
            ]
    reading = reading_of(NAME, list(items_of(sheet)))
    rests = [
        Remainder(separator.join(rows[row][0]), f"line {rows[row][1]}", Fate.SIGNALLED, TOO_WIDE)
        for row in sorted(wide)
    ]
    return replace(reading, remainder=(*reading.remainder, *rests))


def _too_wide(rows: Rows) -> set[int]:
    """The rows of figures with more fields than their headings: nobody knows in which of them a separator stands."""
    wide: set[int] = set()
    headed, in_head = 0, True
    for row, fields in enumerate(rows):
        if not any(fields):
            headed, in_head = 0, True
        elif not any(map(stands_for_a_figure, fields[1:])):
            headed, in_head = max(headed if in_head else 0, len(fields)), True
        else:
            in_head = False
            if 1 < headed < len(fields) and any(fields[headed:]):
                wide.add(row)
    return wide


def _separator(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    barred = sum("|" in line or "\t" in line for line in lines) * 2 > len(lines)  # those part cells more surely
    for separator, share in SHARES.items() if not barred else ():
        rows = list(csv.reader(lines, delimiter=separator))
        parted = [row for row in rows if len(row) > 1]  # others are titles and notes
        if len(parted) < 2 or len(parted) * 2 < len(rows) or sum(map(_figures, parted)) < len(parted) // 2:
            continue
        if separator == "," and sum(map(_is_of_decimals, parted)) * 2 > len(parted):
            continue
        width, times = Counter(map(len, parted)).most_common(1)[0]
        if width >= NARROWEST[separator] and times >= share * len(parted):
            return separator
        if _is_list(parted) or _is_ragged(parted):
            return separator
    return ""


def _is_of_decimals(row: list[str]) -> bool:
    """Whether a comma is the decimal mark of figures on one line: 'Jeugd 1,3 14,2' has '3 14' between two of them."""
    return any(map(TWO_NUMBERS.match, row[1:]))


def _figures(row: list[str]) -> int:
    return sum(map(stands_for_a_figure, row[1:]))


def _is_list(rows: Rows) -> bool:
    """Whether rows are a name and a figure each under two headings, and not sentences or decimals."""
    head, *body = rows
    if {len(row) for row in rows} != {2} or len(body) < 2 or _figures(head):
        return False
    return all(stands_for_a_figure(figure) and not name.strip()[-1:].isdigit() for name, figure in body)


def _is_ragged(rows: Rows) -> bool:
    """Whether most rows have more fields than there are headings, and digits in them: unquoted decimal commas."""
    head, *body = rows
    wide = [row for row in body if len(row) > len(head)]
    digits = [field.strip().lstrip("-").isdigit() for row in wide for field in row[1:]]
    return len(head) > 1 and not _figures(head) and len(wide) * 3 >= len(body) * 2 and sum(digits) * 2 > len(digits)
