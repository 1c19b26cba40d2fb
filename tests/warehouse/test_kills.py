from __future__ import annotations

from pathlib import Path

from tests.killing import contents, killed_and_checked, process, work

DOCUMENTS = list(range(8))


def test_killed_at_any_moment_nothing_is_lost_or_half_and_the_next_start_goes_on(tmp_path: Path) -> None:
    counted = killed_and_checked(tmp_path / "w.duckdb", [0, 1], kills=4, seed=7)
    assert sum(counted.values()) == 4


def test_eight_processes_at_once_make_the_warehouse_of_one(tmp_path: Path) -> None:
    alone, together = tmp_path / "alone.duckdb", tmp_path / "together.duckdb"
    work(alone, DOCUMENTS, again=True)
    running = [process(together, [n, (n + 3) % 8], "again") for n in DOCUMENTS]
    for one in running:
        one.communicate()
    assert [one.returncode for one in running] == [0] * 8
    assert contents(together) == contents(alone)
