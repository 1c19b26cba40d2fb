"""Files of separated values."""

from __future__ import annotations

import pytest

from tasks.formats import read
from tasks.formats.separated import fits

SEMICOLONS = 'Lasten 2025;;\nProgramma;Begroting 2025;Rekening 2025\nJeugd;€ 1.200;1.100,50\n"Wmo; totaal";900;950\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_semicolons_part_cells(encoding: str) -> None:
    reading = read(SEMICOLONS.encode(encoding))
    (table,) = reading.tables
    assert (reading.reader, table.title, table.heading_rows) == ("csv", "Lasten 2025", 1)
    assert [(cell.text, cell.locator) for cell in table.cells][-3:] == [
        ("Wmo; totaal", "line 4 field 1"),
        ("900", "line 4 field 2"),
        ("950", "line 4 field 3"),
    ]


def test_commas_part_cells_only_where_every_row_agrees() -> None:
    assert fits(b'Programma,2024,2025\nJeugd,"1.200,50",1.100\nWmo,900,950\n')
    assert not fits(
        b"In 2024, 2025 en later, stegen de lasten.\nDe baten daalden met 5, 6 en 7.\nDat is 12,5 procent.\n"
    )


@pytest.mark.parametrize("text", ["Jeugd\t2024\nWmo\t1.200\n", "a;b\nc;d\n", "<p>1;2</p>\n3;4\n", "\x00;1\n2;3\n"])
def test_other_text_is_left_to_others(text: str) -> None:
    assert not fits(text.encode())


def test_decimal_commas_of_figures_on_one_line_part_no_cells() -> None:
    """Half of each figure was taken for a part of the label, and was ignored."""
    lines = ("Kader 2025-2028 (x miljoenen euro) 2025 2026", "Gemeentefonds -6,0 3,2", "Knelpunten -31,8 -31,7",
             "Prioriteiten -0,2 -0,3", "Lokale belastingen 6,3 6,5", "Structureel saldo 0,0 -16,5")  # fmt: skip
    assert not fits("\n".join(lines).encode())
