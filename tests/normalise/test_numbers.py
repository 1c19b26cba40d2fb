"""Printed figures: every Dutch spelling of a number reads back to itself, and nothing else is a number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.language.figures import worth_of

SIGNS = ["-{}", "−{}", "–{}", "-/- {}", "{}-", "({})", "- {}", "-/-{}"]
DRESS = ["{}", "€ {}", "{}*", "{}****", "{} %", "{}%1", "{}% (2023)2", "{}¹", " {} ", "€{}", "{} N"]


def dutch(value: Decimal, points: bool) -> str:
    """The absolute value in Dutch notation."""
    text = f"{abs(value):,f}" if points else f"{abs(value):f}"
    return text.replace(",", "#").replace(".", ",").replace("#", ".")


@given(
    st.decimals(min_value=-(10**12), max_value=10**12, places=2, allow_nan=False),
    st.booleans(),
    st.sampled_from(SIGNS),
    st.sampled_from(DRESS),
)
def test_any_decimal_in_any_dutch_spelling_reads_back_to_itself(
    value: Decimal, points: bool, sign: str, dress: str
) -> None:
    number = dutch(value, points)
    if value < 0:
        number = f"-{number}" if "%" in dress else sign.format(number)  # a percentage has its minus in front
    assert worth_of(dress.format(number)).printed == value


@given(st.text(alphabet="0123456789.,-()€%K* abc", max_size=12))
def test_a_figure_is_read_whole_or_not_at_all(text: str) -> None:
    printed = worth_of(text).printed
    if printed is not None:
        digits = "".join(c for c in text if c.isdigit())
        assert "".join(c for c in str(abs(printed)) if c.isdigit()).rstrip("0") in digits or not printed


@pytest.mark.parametrize(
    ("text", "value", "scale", "period", "mark"),
    [
        ("58****", "58", None, None, "****"),
        ("7,8%1", "7.8", None, None, "1"),
        ("90,0% (2023)2", "90", None, "2023", "2"),
        ("15% (2023)", "15", None, "2023", ""),
        ("4.977-", "-4977", None, None, ""),
        ("0-", "0", None, None, ""),
        ("-/- € 253K", "-253", 1_000, None, ""),
        ("€ 8,1 miljoen", "8.1", 1_000_000, None, ""),
        ("€ 6 mln. V/I", "6", 1_000_000, None, "V/I"),
        ("€ 50.000,-", "50000", None, None, ""),
        ("-75€", "-75", None, None, ""),
        ("741", "741", None, None, ""),
    ],
)
def test_spellings_of_real_documents(text: str, value: str, scale: int | None, period: str | None, mark: str) -> None:
    found = worth_of(text)
    assert (found.printed, found.scale, found.period, found.mark) == (Decimal(value), scale, period, mark)


@pytest.mark.parametrize(
    "text", ["28.1", "1.23", "12.3456", "€198,999,-", "1 234", "398 AMW en 82 SGMW", "12 5", "1-2", "(12", "V", ""]
)
def test_what_is_no_number_is_not_guessed(text: str) -> None:
    assert worth_of(text).printed is None


@pytest.mark.parametrize("text", ["-", "€ -", "–", "-€", " - "])
def test_dashes_are_empty(text: str) -> None:
    assert worth_of(text).is_empty
    assert worth_of(text).printed is None


@pytest.mark.parametrize(
    "text",
    [
        "1" + " " * 1_000_000 + "x",
        "-" * 1_000_000 + "x",
        "1" * 1_000_000,
        "1.234" * 200_000,
        "(" + " € " * 300_000 + "1",
    ],
    ids=["spaces", "dashes", "digits", "groups", "euros"],
)
def test_no_text_keeps_the_reader_busy(text: str) -> None:
    assert worth_of(text).printed is None


def test_more_digits_than_the_warehouse_keeps_are_no_figure() -> None:
    assert worth_of("9" * 16).printed == Decimal("9" * 16)
    assert worth_of("9" * 17).printed is None
    assert worth_of("0" * 20 + "7").printed == 7
