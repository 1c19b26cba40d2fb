"""A warehouse and a home of Prefect that an older version made keep working under this one, in real processes.

The older version comes out of the history of the repository; where there is none, nothing can be tried.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from prefect.client.orchestration import get_client
from prefect.settings import PREFECT_API_AUTH_STRING, PREFECT_API_URL, temporary_settings

from flows.automations import set_up
from flows.intake import loaded
from flows.line import bucket
from flows.local import LocalSystem
from infra.settings import Settings
from tasks.warehouse import open_warehouse
from tests.waiting import until

ROOT = Path(__file__).parents[2]
OLD = "5f80b32"  # of 2026-11-29, before forms had choices and parameters of flows other names
BORNE = ROOT / "tests" / "documents" / "text_tabs" / "borne_monitor_2025" / "document.txt"
RUN_OLD = """
import sys
from pathlib import Path
from flows.local import LocalSystem
from infra.settings import Settings
system = LocalSystem(Settings(var=Path(sys.argv[1])))
print(system.up(), flush=True)
sys.stdin.readline()
print(system.down(), flush=True)
"""


def test_what_an_older_version_left_is_gone_on_with(tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.mkdir()
    archive = subprocess.run(["git", "archive", OLD], cwd=ROOT, capture_output=True, check=False)
    if archive.returncode:
        pytest.skip(f"no history here with {OLD}: {archive.stderr.decode().strip()}")
    subprocess.run(["tar", "-x"], cwd=old, input=archive.stdout, check=True)
    system = LocalSystem(Settings(var=tmp_path / "var"))
    run_old(old, system)
    try:
        system.up()
        wait_for(system, ["oud/borne.txt", "oud/wacht.txt"])  # read then, and left lying when it was stopped
        put(system, "nieuw/borne.txt", 3)
        wait_for(system, ["oud/borne.txt", "oud/wacht.txt", "nieuw/borne.txt"])
        with temporary_settings({PREFECT_API_URL: system.api(), PREFECT_API_AUTH_STRING: system.sign_on()}):
            names = set_up()
            with get_client(sync_client=True) as client:
                runs = {run.name: run.state.name for run in client.read_flow_runs() if run.state}
                assert {one.name for one in client.read_automations()} == set(names)
        assert "oud/borne.txt" in runs  # the history is kept
        with open_warehouse(system.joined().warehouse_path, read_only=True) as con:
            held = con.execute("SELECT key FROM document_source WHERE holds_now ORDER BY key").fetchall()
        assert held == [("nieuw/borne.txt",), ("oud/borne.txt",), ("oud/wacht.txt",)]
        print(f"\nruns that the older version left and this one made: {runs}")
    finally:
        system.down()


def run_old(old: Path, system: LocalSystem) -> None:
    """The older version reads a document, and is stopped when another has just come in."""
    process = subprocess.Popen(
        [sys.executable, "-c", RUN_OLD, str(system.var)],
        cwd=old,
        env={**os.environ, "PYTHONPATH": str(old)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert "watcher" in process.stdout.readline()
    put(system, "oud/borne.txt", 1)
    wait_for(system, ["oud/borne.txt"])
    put(system, "oud/wacht.txt", 2)
    process.stdin.write("\n")
    process.stdin.flush()
    assert "watcher" in process.stdout.readline()
    process.wait(60)


def put(system: LocalSystem, key: str, number: int) -> None:
    bucket(system.joined()).put(key, BORNE.read_bytes() + b"\nUitgave " + b"x" * number + b"\n")


def wait_for(system: LocalSystem, keys: list[str]) -> None:
    """Until the warehouse has the objects."""

    def all_there() -> bool | None:
        try:
            listed = [ref for ref in bucket(system.joined()).list() if ref.key in keys]
            return len(loaded(system.joined(), listed)) == len(keys) or None
        except Exception:  # a warehouse that is held or not made yet is asked again
            return None

    until(all_there, 300)
