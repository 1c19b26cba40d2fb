from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from tasks.warehouse import WarehouseError, WarehouseLocked, connection, open_warehouse, transaction
from tests.small_documents import document, figure, load

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from tasks.warehouse import open_warehouse
with open_warehouse(sys.argv[1]) as con:
    print("held", flush=True)
    sys.stdin.readline()
"""
HALF_WRITTEN = """
import sys
from tasks.warehouse import open_warehouse, replace_document
from tests.small_documents import READER, document, figure, normalised
with open_warehouse(sys.argv[1]) as con:
    con.begin()
    one = document()
    replace_document(con, one, normalised(one, *(figure("wmo", 9) for _ in range(5000))), READER)
    print("half", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def another_process(code: str, path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that runs `code` on the warehouse and has printed its first line."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stdout
    try:
        process.stdout.readline()
        yield process
    finally:
        process.kill()
        process.communicate()


def test_a_warehouse_that_another_process_holds_is_named_with_its_holder(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    with another_process(HOLD, path) as holder:
        for read_only in (False, True):
            with (
                pytest.raises(WarehouseLocked, match=f"{path.name} is in gebruik bij proces {holder.pid}"),
                open_warehouse(path, read_only=read_only, wait=0.1),
            ):
                pass


def test_an_opener_waits_for_its_turn_and_tells_once_for_whom(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "SECONDS_UNTOLD", 0.05)
    path = tmp_path / "w.duckdb"
    with another_process(HOLD, path) as holder:
        release = subprocess.Popen(["sh", "-c", f"sleep 0.5; kill {holder.pid}"])
        with open_warehouse(path, wait=20) as con:
            assert con.execute("SELECT count(*) FROM document").fetchall() == [(0,)]
        release.wait()
    (told,) = caplog.messages
    assert f"in gebruik bij proces {holder.pid}" in told
    assert sys.executable in told or sys.platform != "linux"


def test_killed_in_the_middle_of_a_load_nothing_of_it_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    with open_warehouse(path) as con:
        load(con, document(), figure("wmo", 1), figure("jeugd", 2))
        before = con.execute("FROM observation ORDER BY ALL").fetchall()
    with another_process(HALF_WRITTEN, path) as writer:
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
    with open_warehouse(path) as con:
        assert con.execute("FROM observation ORDER BY ALL").fetchall() == before


def test_an_error_rolls_the_transaction_back(con: duckdb.DuckDBPyConnection) -> None:
    def fail() -> None:
        with transaction(con):
            con.execute("INSERT INTO read_log VALUES ('d', 'u', 'r', 'w', '2026-01-01', 1, 1, 1)").fetchall()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert con.execute("SELECT count(*) FROM read_log").fetchall() == [(0,)]


def test_the_folder_is_made(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "new" / "folder" / "w.duckdb"):
        pass
    assert (tmp_path / "new" / "folder" / "w.duckdb").exists()


def test_read_only_refuses_to_write(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "w.duckdb"):
        pass
    with open_warehouse(tmp_path / "w.duckdb", read_only=True) as con, pytest.raises(duckdb.Error, match="read-only"):
        con.execute("DELETE FROM document").fetchall()


def test_what_is_no_warehouse_is_refused_with_what_to_do(tmp_path: Path) -> None:
    text = tmp_path / "notes.duckdb"
    text.write_text("geen database" * 1000)
    with (
        pytest.raises(WarehouseError, match=r"notes\.duckdb is niet te openen als DuckDB-bestand"),
        open_warehouse(text),
    ):
        pass
    with pytest.raises(WarehouseError, match="is een map"), open_warehouse(tmp_path):
        pass
    with (
        pytest.raises(WarehouseError, match=r"er is geen warehouse .*domeinwacht ingest"),
        open_warehouse(tmp_path / "absent.duckdb", read_only=True),
    ):
        pass
    with pytest.raises(WarehouseError, match="map van het warehouse"), open_warehouse(text / "w.duckdb"):
        pass


def test_duckdb_1_5_can_open_the_file(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    with open_warehouse(path) as con:
        version = con.execute("SELECT tags FROM duckdb_databases() WHERE database_name = 'w'").fetchall()
    assert "v1.5" in str(version)
