"""Headings that stand far above the first row, as on a balance sheet: they head what stands right below them."""

from __future__ import annotations

import pytest

from tasks.formats import read
from tests.formats.small_pdfs import Printer

COLUMNS = (380, 460)
ROWS = (("Crediteuren", "8.593", "8.352"), ("Af te dragen omzetbelasting", "405", "-"), ("Totaal", "8.998", "8.352"))
FAR = 36  # points from line to line: more than twice the pitch of the rows


def _headings(page: Printer) -> list[str]:
    for at, row in enumerate(ROWS):
        page.row(100 + FAR + 14 * at, row, COLUMNS)
    (table,) = read(page.data()).tables
    figures = [cell for cell in table.cells if cell.column and cell.row >= table.heading_rows]
    assert [cell.text for cell in figures] == [text for row in ROWS for text in row[1:]]
    return [cell.text for cell in table.cells if cell.row < table.heading_rows and cell.column]


def test_headings_each_over_their_figures_may_stand_far_above() -> None:
    page = Printer()
    page.row(100, ("bedragen * € 1.000", "31-12-2023", "31-12-2022"), COLUMNS)
    assert _headings(page) == ["31-12-2023", "31-12-2022"]


@pytest.mark.parametrize(
    ("texts", "edges"),
    [
        (("", "31-12-2023", "31-12-2022"), (240, 320)),  # over no figures
        (("", "31-12-2023"), (380,)),  # over one column of two
        (("", "Toelichting", "31-12-2022"), COLUMNS),  # no headings only
    ],
)
def test_other_lines_so_far_above_head_nothing(texts: tuple[str, ...], edges: tuple[int, ...]) -> None:
    page = Printer()
    page.row(100, texts, edges)
    assert _headings(page) == []
