"""The same documents in other orders, and what of their alerts must be the same at the end."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import duckdb

from infra.settings import Settings
from tasks.refreshing import refresh
from tasks.warehouse import open_warehouse, transaction
from tests.alerts.simulation.country import Arrival
from tests.alerts.simulation.post import END, load

CHUNK = 16
# What of an alert may depend on what came first: when and whether finance was told of it, and what was said then.
STANDING = """SELECT municipality, year, domain, subject, level, scenario_begroting, begroting, scenario_realisatie,
    realisatie,
    hold IN ('11_mute_historic_year', '13_mute_windfall', '21_unknown_amended_budget', '30_rounding') AS muted
    FROM alert WHERE superseded_by IS NULL AND resolved_at IS NULL ORDER BY ALL"""


def shuffled(came: Sequence[Arrival], seed: int) -> list[Arrival]:
    """Another order; a correction still comes after what it corrects, for it lies at the same address."""
    chance = random.Random(seed)
    return _corrections_last(sorted(came, key=lambda one: chance.random()), came)


def backwards(came: Sequence[Arrival]) -> list[Arrival]:
    """The newest first, but for corrections."""
    return _corrections_last(list(came)[::-1], came)


def _corrections_last(mixed: Sequence[Arrival], came: Sequence[Arrival]) -> list[Arrival]:
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
