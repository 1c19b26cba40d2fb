"""Blocks of baten and lasten that are named by the row that closes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.model import Cell, Table
from tasks.structure.blocks import is_difference, named_above


def table(rows: list[tuple[str, ...]]) -> Table:
    cells = [
        Cell(text, row, column, f"page 1 ({row}, {column})")
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        if text
    ]
    return Table("T01", "", tuple(cells), heading_rows=1)


def labels(found: Table) -> list[str]:
    return [cell.text for cell in found.cells if cell.column == 0 and cell.row]


HEADING = ("", "Begroting 2024", "Rekening 2024")


def test_name_of_a_block_goes_above_it_and_its_row_becomes_saldo() -> None:
    printed = table(
        [
            HEADING,
            ("Baten", "10", "12"),
            ("Lasten", "30", "31"),
            ("6.1 Samenkracht", "-20", "-19"),
            ("Baten", "-", "-"),
            ("Lasten", "7", "8"),
            ("6.2 Toegang", "-7", "-8"),
        ]
    )
    found = named_above(printed)
    assert labels(found) == ["6.1 Samenkracht", "Baten", "Lasten", "Saldo", "6.2 Toegang", "Baten", "Lasten", "Saldo"]
    assert [cell.text for cell in found.cells if cell.row == 4] == ["Saldo", "-20", "-19"]
    assert named_above(found) == found


def test_block_that_does_not_come_out_or_is_a_total_stays_as_printed() -> None:
    wrong = table([HEADING, ("Baten", "10", "12"), ("Lasten", "30", "31"), ("6.1 Samenkracht", "5", "6")])
    assert named_above(wrong) == wrong
    saldo = table([HEADING, ("Lasten", "30", "31"), ("Baten", "10", "12"), ("Saldo van baten en lasten", "-20", "-19")])
    assert named_above(saldo) == saldo


@given(st.lists(st.tuples(st.integers(-9_999, 9_999), st.integers(1, 9_999)), min_size=1, max_size=6))
def test_baten_minus_lasten_is_recognised(pairs: list[tuple[int, int]]) -> None:
    baten, lasten = (tuple(map(float, side)) for side in zip(*pairs, strict=True))
    saldo = tuple(b - cost for b, cost in zip(baten, lasten, strict=True))
    assert is_difference(baten, lasten, saldo)
    shifted = tuple(value + 50_000 for value in saldo)
    assert not is_difference(baten, lasten, shifted)


@pytest.mark.parametrize("saldo", [(0.0, 0.0), (-5.0, -5.0)])
def test_rows_of_nothing_prove_no_difference(saldo: tuple[float, ...]) -> None:
    assert is_difference((0.0, 0.0), (0.0, 0.0), saldo) is False
