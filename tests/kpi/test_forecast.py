"""The end of the year: picked by what the data allow, named, back-tested, and no point where there is no ground."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.comparing import compared
from tasks.forecast import Vintage, estimate, forecasts
from tasks.kpi import refresh_kpis
from tasks.warehouse import WarehouseError, transaction
from tasks.whatif import placement
from tests.small_documents import document, figure, load

STEADY = [Vintage(year, 100.0 + year, 2 * (100.0 + year)) for year in (1, 2, 3)]


def test_without_history_only_the_run_rate_is_told() -> None:
    made = estimate(3_305_575, 6, [])
    assert (made.run_rate, made.point, made.low, made.high, made.error) == (6_611_150, None, None, None, None)
    assert "geen marge bekend" in made.method


@pytest.mark.parametrize("years", [1, 2])
def test_fewer_than_three_years_give_a_range_and_no_point(years: int) -> None:
    made = estimate(100, 6, [Vintage(2023, 50, 110), Vintage(2024, 60, 108)][:years])
    assert (made.point, made.low, made.high) == (None, [200, 180][years - 1], 220)
    assert made.error == pytest.approx([100 * 10 / 110, 50 * (10 / 110 + 12 / 108)][years - 1])


def test_three_years_give_a_chain_ladder_worked_out_by_hand() -> None:
    """Factor (210 + 190 + 220) / 300 = 2,0667; spread (0,0333² + 0,1667² + 0,1333²) x 100 / 2 = 2,3333."""
    made = estimate(120, 6, [Vintage(2021, 100, 210), Vintage(2022, 100, 190), Vintage(2023, 100, 220)])
    assert made.point == pytest.approx(248)
    deviation = (120**2 * 2.33333 / 300 + 120 * 2.33333) ** 0.5
    assert made.high == pytest.approx(248 + 1.886 * deviation, rel=1e-4)
    assert made.low == pytest.approx(248 - 1.886 * deviation, rel=1e-4)
    assert made.error == pytest.approx(100 * (abs(205 - 210) / 210 + abs(215 - 190) / 190 + abs(200 - 220) / 220) / 3)


def test_years_that_are_alike_leave_no_room() -> None:
    made = estimate(50, 6, STEADY)
    assert (made.point, made.low, made.high, made.error) == tuple(pytest.approx(v) for v in (100, 100, 100, 0))


@given(st.floats(1, 1e9), st.lists(st.tuples(st.floats(1, 1e8), st.floats(1, 1e9)), min_size=3, max_size=9))
def test_a_point_lies_within_its_range_and_among_its_ratios(part: float, pairs: list[tuple[float, float]]) -> None:
    made = estimate(part, 6, [Vintage(year, *pair) for year, pair in enumerate(pairs)])
    assert made.point is not None
    assert made.low is not None
    assert made.high is not None
    ratios = [whole / half for half, whole in pairs]
    assert made.low <= made.point <= made.high
    assert min(ratios) * part * 0.999999 <= made.point <= max(ratios) * part * 1.000001


def test_what_was_not_known_yet_does_not_count(real: duckdb.DuckDBPyConnection) -> None:
    """Borne, October 2023: half a year of 3.305.575 for Jeugd, which later came to 6.608.584."""
    rows = {row["concept"]: row for row in forecasts(real, "GM0147", 2023, date(2023, 12, 1))}
    jeugd = rows["jeugd.beschikt"]
    assert (jeugd["amount"], jeugd["run_rate"], jeugd["outcome"]) == (3_305_575, 6_611_150, 6_608_584)
    assert (jeugd["point"], jeugd["vintages"]) == (None, 0)


def test_three_earlier_years_from_documents_give_a_point(con: duckdb.DuckDBPyConnection) -> None:
    for year, (half, whole) in {2022: (100, 210), 2023: (100, 190), 2024: (100, 220), 2025: (120, None)}.items():
        of = document(f"monitor{year}.txt", year=year, period=f"{year}H1")
        load(con, of, figure("jeugd.behandeling.beschikt", half, metric="amount", period=f"{year}H1"))
        if whole:
            later = document(f"jaar{year}.txt", year=year, period=str(year))
            load(con, later, figure("jeugd.behandeling.beschikt", whole, metric="amount", period=str(year)))
    with transaction(con):
        refresh_kpis(con)
    (row,) = forecasts(con, "GM0147", 2025, date.max)
    assert (row["point"], row["vintages"], row["method"][:12]) == (248, 3, "chain ladder")
    assert row["error"] == pytest.approx(8.21, abs=0.01)


def test_of_one_statement_nothing_is_known_to_come_later(con: duckdb.DuckDBPyConnection) -> None:
    of = document("a", year=2024, period="2024H1")
    load(con, of, figure("jeugd.behandeling.beschikt", 100, metric="amount", period="2024H1"))
    with transaction(con):
        refresh_kpis(con)
    assert con.execute("SELECT amount::INT, late FROM kpi_development").fetchall() == [(100, None)]


def test_what_was_declared_later_about_the_same_months(con: duckdb.DuckDBPyConnection) -> None:
    for name, value, period in (("a", 100, "2024H1"), ("b", 112, "2024")):
        of = document(name, year=2024, period=period)
        load(con, of, figure("jeugd.behandeling.beschikt", value, metric="amount", period="2024H1"))
    with transaction(con):
        refresh_kpis(con)
    assert con.execute("SELECT first_amount::INT, amount::INT, late::INT FROM kpi_development").fetchall() == [
        (100, 112, 12)
    ]


@pytest.mark.parametrize(("before", "ratio"), [(900, 3.0), (930, 3.0), (4_000, None)], ids=["same", "near", "other"])
def test_documents_of_another_extent_give_no_ratio(
    con: duckdb.DuckDBPyConnection, before: int, ratio: float | None
) -> None:
    """Special assistance of 2022 with and without energy support: the one has a half of 2023, the other all."""
    support = "participatie.bijzondere_bijstand"
    half, year = document("half.txt", year=2023, period="2023H1"), document("year.txt", year=2024, period="2024")
    stated = ((half, {"2023H1": 400, "2022": 900}), (year, {"2023": 1_200, "2022": before}))
    for of, amounts in stated:
        load(con, of, *(figure(support, value, metric="amount", period=period) for period, value in amounts.items()))
    with transaction(con):
        refresh_kpis(con)
    found = con.execute("SELECT ratio, reason IS NULL, year_amount IS NULL FROM kpi_development").fetchall()
    assert found == [(ratio, ratio is not None, ratio is None)]
    (known,) = forecasts(con, "GM0147", 2023, date.max)
    assert (known["outcome"] is None) == (ratio is None)


def test_one_more_placement_and_the_council(real: duckdb.DuckDBPyConnection) -> None:
    """Wonen en verblijf cost 34.415 per client in 2025: three months of a place are a quarter of it."""
    domain, programme = placement(real, "GM0147", 2025, "jeugd.wonen_verblijf", 10, council=[date(2025, 11, 4)])
    assert (domain["extra"], programme["extra"]) == (8_604, 8_604)
    assert (domain["over_before"], programme["over_before"], programme["over_after"]) == (True, False, False)
    assert programme["room"] == 25_988_000 - 25_923_000 - 8_604
    assert programme["council"] == "raad op 04-11-2025"
    many = placement(real, "GM0147", 2025, "jeugd.wonen_verblijf", 1, clients=2, council=[date(2025, 1, 7)])
    assert many[1]["over_after"] is True


def test_without_the_days_of_the_council_that_is_said(real: duckdb.DuckDBPyConnection) -> None:
    assert placement(real, "GM0147", 2025, "jeugd.wonen_verblijf", 10)[0]["council"] == "raadsdata niet bekend"
    past = placement(real, "GM0147", 2025, "jeugd.wonen_verblijf", 12, council=[date(2025, 11, 4)])
    assert past[0]["council"] == "geen raad meer dit jaar"
    with pytest.raises(WarehouseError, match="geen gemiddelde per cliënt"):
        placement(real, "GM0147", 2025, "jeugd.onbekend", 10)


def test_beside_the_region_and_beside_named_ones(real: duckdb.DuckDBPyConnection) -> None:
    rows = compared(real, "GM0147", 2023, scenario="realisatie", peers="regio", named=[])
    jeugd = [row for row in rows if row["subject"] == "jeugd"]
    assert (jeugd[0]["municipality"], jeugd[0]["per_inhabitant"], jeugd[0]["place"]) == ("GM0147", 362.34, 6)
    assert {row["peer_label"]: row["per_inhabitant"] for row in jeugd if not row["municipality"]} == {
        "Twente: 1e kwartiel": 263.97,
        "Twente: mediaan": pytest.approx(350.165, abs=0.01),
        "Twente: 3e kwartiel": 417.69,
    }
    assert len([row for row in jeugd if row["municipality"]]) == 14
    two = compared(real, "GM0147", 2023, scenario="realisatie", peers="regio", named=["GM0164"])
    assert [row["municipality"] for row in two if row["subject"] == "jeugd"] == ["GM0147", "GM0164"]
    assert len({row["members"] for row in two}) == 1  # a place among fourteen is no place among all
    assert compared(real, "GM0147", 2019, scenario="realisatie", peers="regio", named=[]) == []
