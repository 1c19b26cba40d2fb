"""What else a recognised figure may be."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tasks.language.lookalikes import readings


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("3.575.696", "8575696"),  # a digit for one that looks like it
        ("-1.234", "-7234"),
        ("6.679.329", "-6679329"),  # a minus lost
        ("-369,412", "-369412"),  # a comma for a point
        ("1234.567", "1234567"),  # a point lost
        ("10 296", "10296"),
        ("„641.635", "-641635"),  # a minus that became something else
        ("-1.285.196)", "-1285196"),
        ("l.O52.141", "1052141"),  # letters for digits
        ("12,5", "12.6"),
    ],
)
def test_a_figure_may_be_another_one(seen: str, meant: str) -> None:
    assert Decimal(meant) in readings(seen)


@pytest.mark.parametrize("seen", ["", "-", "Sportbeleid", "Solidair 5", "12,5%", "1 2 3 4 5 6 7 8 9 0 1 2"])
def test_what_is_no_amount_has_no_other_reading(seen: str) -> None:
    assert readings(seen) == {}


def test_no_reading_is_what_the_figure_is_already() -> None:
    assert Decimal(1234) not in readings("1.234")
    assert Decimal(641635) not in readings("„641.635")  # its mark is a minus


def test_the_readings_of_a_figure_are_few() -> None:
    assert len(readings("88.888.888.888")) < 40
