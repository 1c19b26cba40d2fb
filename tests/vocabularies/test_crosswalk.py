"""What may be compared over the changes of 2023 and 2025, and what not."""

from __future__ import annotations

import polars as pl
import pytest

from tasks.vocabularies import vocabulary
from tasks.vocabularies.crosswalk import REGIMES, comparable, parts, regimes, things


@pytest.mark.parametrize(
    ("code_a", "year_a", "code_b", "year_b"),
    [
        ("6.3", 2017, "6.3", 2026),
        ("6.4", 2022, "6.4", 2023),
        ("6.82", 2022, "6.82a+6.82b", 2023),
        ("taakveld.6.82a+taakveld.6.82b", 2024, "6.822+6.821", 2025),
        ("6.71", 2021, "6.71a+6.71b+6.71c+6.71d", 2024),
        ("6.3+6.4+6.5", 2018, "6.3+6.4+6.5", 2026),
        ("6.6", 2022, "6.6", 2023),
        ("6.71a", 2023, "6.71a", 2024),
    ],
)
def test_what_went_on_under_other_codes_may_be_compared(code_a: str, year_a: int, code_b: str, year_b: int) -> None:
    assert comparable(code_a, year_a, code_b, year_b).allowed
    assert comparable(code_b, year_b, code_a, year_a).allowed


@pytest.mark.parametrize(
    ("code_a", "year_a", "code_b", "year_b", "why"),
    [
        ("6.71b", 2024, "6.712", 2025, "pgb"),
        ("6.6", 2024, "6.60", 2025, "6.791"),
        ("6.2", 2024, "6.21+6.22+6.23", 2025, "coördinatie"),
        ("6.74b", 2024, "6.763", 2025, "deel van jeugdhulp individueel"),
        ("6.82a", 2023, "6.82", 2022, "deel van jeugdbescherming"),
        ("6.71", 2022, "6.71a", 2023, "deel van wmo individueel"),
        ("6.1", 2024, "7.1", 2025, "niet dezelfde"),
        ("6.3", 2024, "6.5", 2024, "verschillende taakvelden"),
        ("6.3", 2016, "6.3", 2017, "functies"),
    ],
)
def test_what_does_not_hold_is_refused_with_the_reason(
    code_a: str, year_a: int, code_b: str, year_b: int, why: str
) -> None:
    said = comparable(code_a, year_a, code_b, year_b)
    assert not said.allowed
    assert why in said.reason
    assert comparable(code_b, year_b, code_a, year_a).reason


def test_every_code_of_the_crosswalk_was_in_force_in_its_regime() -> None:
    known = vocabulary("taakvelden")
    for thing in things():
        for codes, (start, end) in zip(thing.codes, REGIMES, strict=True):
            in_force = known.filter(
                (pl.col("valid_from") <= start) & (pl.col("valid_to").fill_null(9999) >= min(end, 9999))
            )
            assert codes <= set(in_force["code"]), (thing.label, start)
        assert thing.holds or thing.reason, f"{thing.label} is refused without a reason"


def test_the_domains_are_all_taakvelden_of_that_domain() -> None:
    known = vocabulary("taakvelden").filter("open_for_booking")
    for domain in ("wmo", "jeugd", "participatie"):
        (thing,) = (thing for thing in things() if thing.code == domain)
        for codes, (start, _) in zip(thing.codes, REGIMES, strict=True):
            in_force = (pl.col("valid_from") <= start) & (pl.col("valid_to").fill_null(9999) >= start)
            assert codes == set(known.filter(in_force, pl.col("domain") == domain)["code"]), (domain, start)


def test_every_line_says_of_every_regime_whether_its_first_year_may_be_compared() -> None:
    first = regimes().filter(pl.col("aggregate") == "begeleiding").select("first_year", "comparable", "reason").rows()
    assert [(year, allowed) for year, allowed, _ in first] == [(2017, False), (2023, False), (2025, False)]
    assert [word in reason for word, (_, _, reason) in zip(("functies", "apart", "pgb"), first, strict=True)] == [
        True
    ] * 3
    earlier = parts().filter("earlier", pl.col("aggregate") == "wmo_individueel", pl.col("first_year") == 2023)
    assert earlier["concept"].to_list() == ["taakveld.6.71"]
