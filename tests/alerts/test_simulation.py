"""Five years of documents: the mails are those that a controller would want, and the end is the same in any order.

`tests/alerts/simulation/mails.txt` holds every mail of twenty municipalities, for a person to read. Two of them are
lived through here; `tests/benchmarks/bench_alerts.py` lives through all (`--regenerate` there writes the file anew).
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest

from infra.settings import Settings
from tasks.alerts.log import verify
from tasks.refreshing import refresh
from tasks.warehouse import open_warehouse, transaction
from tests.alerts.simulation.country import Arrival, arrivals
from tests.alerts.simulation.post import END, GOLDEN, blocks, live, load, settings_of

SOME = ("GM0147", "GM0153")
NAMES = ("Borne", "Enschede")
CHUNK = 16
# What of an alert may depend on what came first: when and whether finance was told of it, and what was said then.
STANDING = """SELECT municipality, year, domain, subject, level, scenario_begroting, begroting, scenario_realisatie,
    realisatie,
    hold IN ('11_mute_historic_year', '13_mute_windfall', '21_unknown_amended_budget', '30_rounding') AS muted
    FROM alert WHERE superseded_by IS NULL AND resolved_at IS NULL ORDER BY ALL"""


def test_the_mails_of_five_years_are_the_ones_that_were_read(tmp_path: Path) -> None:
    told = live(tmp_path / "w.duckdb", arrivals(SOME), settings_of(tmp_path))
    expected = [block for block in blocks(GOLDEN) if any(f" aan {name}" in block for name in NAMES)]
    assert told == expected
    with open_warehouse(tmp_path / "w.duckdb") as con:
        assert verify(con) == []


def shuffled(came: Sequence[Arrival], seed: int) -> list[Arrival]:
    """Another order; a correction still comes after what it corrects, for it lies at the same address."""
    chance = random.Random(seed)
    mixed = sorted(came, key=lambda one: chance.random())
    at: dict[str, list[Arrival]] = {}
    for one in sorted(came, key=lambda one: one.moment):
        at.setdefault(one.document.uri, []).append(one)
    return [at[one.document.uri].pop(0) for one in mixed]


def end_of(path: Path, came: Sequence[Arrival], settings: Settings) -> list[tuple[object, ...]]:
    with open_warehouse(path) as con:
        for start in range(0, len(came), CHUNK):
            batch = came[start : start + CHUNK]
            unique = {one.document.uri: one for one in batch}
            rest = [one for one in batch if one not in unique.values()]
            for part in (rest, list(unique.values())):
                if part:
                    load(con, part, settings, END)
        with transaction(con):
            refresh(con, settings, END)
        return standing(con)


def standing(con: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    return con.execute(STANDING).fetchall()


@pytest.fixture(scope="module")
def in_order(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[object, ...]]:
    folder = tmp_path_factory.mktemp("order")
    return end_of(folder / "w.duckdb", arrivals(SOME), settings_of(folder))


@pytest.mark.parametrize("seed", [1, 2])
def test_the_end_is_the_same_in_any_order(tmp_path: Path, in_order: list[tuple[object, ...]], seed: int) -> None:
    assert len(in_order) > 10
    assert end_of(tmp_path / "w.duckdb", shuffled(arrivals(SOME), seed), settings_of(tmp_path)) == in_order
