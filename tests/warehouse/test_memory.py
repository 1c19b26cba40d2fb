"""What loading may take of the memory, and the folder that holds the rest."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tasks.loading import LEAST_MEGABYTES, enough_for
from tasks.warehouse import open_warehouse
from tasks.warehouse.memory import bound_memory, lift_bound

LEAST = 64
MUCH = "CREATE TEMP TABLE much AS SELECT sha256(n::VARCHAR) AS a, sha256(n || 'b') AS b FROM range(1000000) AS t(n)"
KILLED = f"""
import os, sys
from pathlib import Path
from tasks.warehouse import open_warehouse
from tasks.warehouse.memory import bound_memory
path = Path(sys.argv[1])
with open_warehouse(path) as con:
    bound_memory(con, path, {LEAST})
    con.execute("{MUCH}").fetchall()
    os.kill(os.getpid(), 9)
"""


def test_what_does_not_fit_stands_in_a_folder_beside_the_warehouse_for_as_long_as_it_is_open(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    with open_warehouse(path) as con:
        bound_memory(con, path, LEAST)
        con.execute(MUCH).fetchall()
        held = con.execute("SELECT sum(memory_usage_bytes) FROM duckdb_memory()").fetchall()[0][0]
        assert held <= LEAST * 1e6
        assert sum(part.stat().st_size for part in (tmp_path / "w.duckdb.tmp").iterdir()) > LEAST * 1e6 / 2
        assert con.execute("SELECT count(DISTINCT a) FROM much").fetchall() == [(1_000_000,)]
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_process_left_there_goes_and_nothing_else(tmp_path: Path) -> None:
    path, folder = tmp_path / "w.duckdb", tmp_path / "w.duckdb.tmp"
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], cwd=Path(__file__).parents[2], check=False)
    assert done.returncode == -9
    assert any(folder.iterdir())
    (folder / "of somebody else").touch()
    with open_warehouse(path) as con:
        bound_memory(con, path, LEAST)
    assert [left.name for left in folder.iterdir()] == ["of somebody else"]


def test_a_bound_is_lifted_once(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "w.duckdb") as con:
        bound_memory(con, tmp_path / "w.duckdb", LEAST)
        assert lift_bound(con)
        assert not lift_bound(con)


def test_a_document_alone_gets_half_and_never_less_than_duckdb_can_do_with() -> None:
    assert [enough_for(documents, 128) for documents in (1, 2, 400)] == [64, 128, 128]
    assert enough_for(1, 80) == LEAST_MEGABYTES
