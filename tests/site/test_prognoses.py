"""A prognosis is shown with the range that its own record gives, and with none where that is not known."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tasks.site.model import Held
from tasks.site.prognoses import ONE, UNKNOWN, between, told

PROGNOSIS: dict[str, Any] = {"domain": "jeugd", "year": 2025, "realisatie": Decimal(10_000_000),
                             "scenario_realisatie": "prognose"}  # fmt: skip


def held(*records: dict[str, Any]) -> Held:
    known = {"subject": "jeugd", "year": 2024, "prognoses": 3, "error": 4.1, "least": -2.0, "most": 6.5}
    return Held("GM0147", "Borne", kpis={"bias": [known | one for one in records]})


def test_the_range_is_that_of_the_prognoses_before_it() -> None:
    assert between(held({}), PROGNOSIS) == "tussen € 9.800.000 en € 10.650.000"
    assert told(held({}), PROGNOSIS) == (
        "De 3 eerdere prognoses waarvan de uitkomst bekend is, zaten er gemiddeld 4,1 % naast. Scheelt deze zoveel als "
        "een van die, dan komt ze uit tussen € 9.800.000 en € 10.650.000."
    )


def test_the_newest_record_before_its_year_counts() -> None:
    assert between(held({}, {"year": 2023, "most": 90.0}, {"year": 2025, "most": 80.0}), PROGNOSIS).endswith(
        "10.650.000"
    )


@pytest.mark.parametrize(
    ("records", "said"),
    [([], UNKNOWN), ([{"prognoses": 1}], ONE), ([{"subject": "wmo"}], UNKNOWN), ([{"year": 2025}], UNKNOWN)],
)
def test_where_no_range_is_known_none_is_given(records: list[dict[str, Any]], said: str) -> None:
    assert between(held(*records), PROGNOSIS) == ""
    assert told(held(*records), PROGNOSIS) == said


def test_a_realisatie_has_no_range() -> None:
    realised = PROGNOSIS | {"scenario_realisatie": "realisatie"}
    assert between(held({}), realised) == told(held({}), realised) == ""
