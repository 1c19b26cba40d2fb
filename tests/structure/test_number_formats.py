"""Numbers of spreadsheets in Dutch notation, as their format prints them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.structure.office.number_formats import as_dutch, as_shown
from tasks.structure.values import is_figure, worth

ACCOUNTING = '_ [$€-413] * #,##0_ ;_ [$€-413] * -#,##0_ ;_ [$€-413] * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (12094.0, '"€ "#,##0', "€ 12.094"),
        (0, '"€ "#,##0;-"€ "#,##0;"€ -"', "€ -"),
        (-315000, '"€ "#,##0;-"€ "#,##0', "-€ 315.000"),
        (-315000, "#,##0;(#,##0)", "(315.000)"),
        (-315000, "#,##0_ ;[Red]-#,##0 ", "-315.000"),
        (1234.5, ACCOUNTING, "€ 1.235"),
        (-1234.5, ACCOUNTING, "€ -1.235"),
        (0, ACCOUNTING, "€ -"),
        (0.125, "0.0%", "12,5%"),
        (0.125, "0%", "13%"),
        (12094000, "#,##0,", "12.094"),
        (12094000, '#,##0.0,,"mln"', "12,1mln"),
        (2025, "General", "2025"),
        (2025, "0", "2025"),
        (12.5, "General", "12,5"),
        (0.1 + 0.2, "General", "0,3"),
        (1e-7, "General", "0,0000001"),
        (-0.2, "#,##0", "0"),
        (5.0, "0.##", "5"),
        (5.25, "0.0#", "5,25"),
        (1e30, "0", "1E+30"),
        (True, "General", "WAAR"),
        (datetime(2025, 12, 31), "dd-mm-yyyy", "31-12-2025"),
        (date(2025, 1, 1), "yyyy", "2025"),
        (timedelta(hours=36), "[h]:mm", "1 day, 12:00:00"),
        ("tekst", "0", "tekst"),
        (None, "0", ""),
    ],
)
def test_a_value_as_a_person_sees_it(value: object, form: str, shown: str) -> None:
    assert as_shown(value, form) == shown


@given(st.integers(-(10**12), 10**12), st.sampled_from(["#,##0", '"€ "#,##0', "0", "#,##0.00", ACCOUNTING, "General"]))
def test_a_whole_number_reads_back(value: int, form: str) -> None:
    shown = as_shown(value, form)
    assert is_figure(shown) or value == 0
    assert worth(shown) == value


@given(st.floats(allow_nan=True), st.text(max_size=30))
def test_any_number_in_any_format_is_shown(value: float, form: str) -> None:
    assert isinstance(as_shown(value, form), str)


@given(st.decimals(-(10**9), 10**9, places=2))
def test_english_notation_is_turned(value: Decimal) -> None:
    english = f"{value:,}"
    dutch = english.translate(str.maketrans(",.", ".,"))
    assert worth(as_dutch(english, float(value))) == pytest.approx(float(value))
    assert as_dutch(dutch, float(value)) == dutch
