from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.notation import day, euro, number, percent, place, voordeel_nadeel


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("189000", "€ 189.000"),
        ("-315000", "€ -315.000"),
        ("602131.0000", "€ 602.131"),
        ("0.5", "€ 1"),
        ("-0.4", "€ 0"),
        ("999", "€ 999"),
        ("72915220", "€ 72.915.220"),
    ],
)
def test_euro(value: str, text: str) -> None:
    assert euro(Decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "text"), [(1.689, "1,7 %"), (0.05, "0,1 %"), (-0.04, "0,0 %"), (1234.5, "1.234,5 %")]
)
def test_percent(value: float, text: str) -> None:
    assert percent(value) == text


def test_voordeel_and_nadeel() -> None:
    assert [voordeel_nadeel(Decimal(verschil)) for verschil in (1, -1, 0)] == ["V", "N", ""]


def test_a_day_is_the_day_in_the_netherlands() -> None:
    assert day(datetime(2025, 12, 31, 23, 30)) == "1 januari 2026"
    assert day(datetime(2026, 6, 30, 22, 30)) == "1 juli 2026"


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4), st.integers(0, 2))
def test_a_number_reads_back_to_itself_rounded(value: Decimal, decimals: int) -> None:
    back = Decimal(number(value, decimals).replace(".", "").replace(",", "."))
    assert abs(back - value) <= Decimal(1).scaleb(-decimals) / 2


@pytest.mark.parametrize(
    ("locator", "shown"),
    [
        ("line 213", "regel 213"),
        ("page 3 (110.0, 288.7, 182.9, 299.4)", "pagina 3 (110.0, 288.7, 182.9, 299.4)"),
        ("table 2 row 3 column 4", "tabel 2 rij 3 kolom 4"),
        ("Blad1!B4", "Blad1!B4"),
        ("/html/body/table[1]/tr[2]/td[3]", "/html/body/table[1]/tr[2]/td[3]"),
        (None, ""),
    ],
)
def test_a_place_is_shown_in_dutch(locator: str | None, shown: str) -> None:
    assert place(locator) == shown
