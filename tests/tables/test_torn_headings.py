"""Headings of one line are read together: a reading that takes one of them for a row has all others misplaced."""

from __future__ import annotations

import pytest

from tasks.formats import read
from tasks.model import Fate

CREDITS = """\
Jaarstukken 2025 gemeente Borne

{title}
{head}
Brug\t850.000\t945.434\t(95.434)
Gymzaal\t1.651.000\t1.610.510\t40.490
{row}
Verkeerslicht\t140.000\t142.697\t(2.697)
Totaal\t2.681.000\t2.698.641\t(57.641)
"""
TITLES = ("Af te sluiten kredieten (bedragen in €)", "Kredieten sociaal domein (in euro)")
HEADS = ("Krediet\tBeschikbaar\tBesteed\tRestant", "Krediet\tBegroot\tBesteed\tNog beschikbaar")


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("row", ["Auto\t40.000\t\t", "Auto\t40.000\t-\t", "Auto\t40.000"])
def test_a_row_with_one_figure_is_a_row(title: str, head: str, row: str) -> None:
    reading = read(CREDITS.format(title=title, head=head, row=row).encode())
    (table,) = reading.tables
    heads = [cell.text for cell in table.cells if cell.row < table.heading_rows and cell.column >= table.label_columns]
    figures = {(cell.text, cell.column) for cell in table.cells if cell.row >= table.heading_rows}
    assert heads == head.split("\t")[1:]
    assert {("Auto", 0), ("40.000", 1), ("(95.434)", 3), ("2.698.641", 2)} <= figures
    assert not any(rest.fate is Fate.SIGNALLED for rest in reading.remainder)
