"""Five years of documents: the mails are those that a controller would want, and the end is the same in any order.

`tests/alerts/simulation/mails.txt` holds every mail of twenty municipalities, for a person to read. Two of them are
lived through here; `tests/benchmarks/bench_alerts.py` lives through all (`--regenerate` there writes the file anew).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.alerts.log import verify
from tasks.warehouse import open_warehouse
from tests.alerts.simulation.country import arrivals
from tests.alerts.simulation.orders import end_of, shuffled
from tests.alerts.simulation.post import GOLDEN, blocks, live, settings_of

SOME = ("GM0147", "GM0153")
NAMES = ("Borne", "Enschede")


def test_the_mails_of_five_years_are_the_ones_that_were_read(tmp_path: Path) -> None:
    told = live(tmp_path / "w.duckdb", arrivals(SOME), settings_of(tmp_path))
    expected = [block for block in blocks(GOLDEN) if any(f" aan {name}" in block for name in NAMES)]
    assert told == expected
    with open_warehouse(tmp_path / "w.duckdb") as con:
        assert verify(con) == []


@pytest.fixture(scope="module")
def in_order(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[object, ...]]:
    folder = tmp_path_factory.mktemp("order")
    return end_of(folder / "w.duckdb", arrivals(SOME), settings_of(folder))


@pytest.mark.parametrize("seed", [1, 2])
def test_the_end_is_the_same_in_any_order(tmp_path: Path, in_order: list[tuple[object, ...]], seed: int) -> None:
    assert len(in_order) > 10
    assert end_of(tmp_path / "w.duckdb", shuffled(arrivals(SOME), seed), settings_of(tmp_path)) == in_order
