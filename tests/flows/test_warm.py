"""Runs that are taken by a process which waits with all loaded, and what becomes of them when one of the two dies."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.states import Cancelling

from flows.intake import backlog, listing
from flows.launch import SOCKET
from flows.line import bucket
from flows.local import LocalSystem
from flows.processes import began
from flows.unheld import VARIABLE
from flows.warm import kept_warm, lay_launcher
from flows.watcher import ask_for_run
from infra.settings import settings
from tasks.warehouse import open_warehouse
from tests.flows.conftest import Await
from tests.waiting import until

BORNE = Path(__file__).parents[1] / "documents" / "text_tabs" / "borne_monitor_2025" / "document.txt"
ROOT = Path(__file__).parents[2]
NO_LONGER = (
    "Prefect no longer starts `sys.executable -m MODULE` for a run (prefect/runner/_starter_engine.py in 3.8.8): runs "
    "work and start two seconds later. See how it starts them now, and have kept_warm() stand there (ADR 31)."
)

Command = Callable[..., list[str]]


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What stands in the place of Python while a process waits, with a path longer than an address may be."""
    folder = tmp_path_factory.mktemp("a" * 120)
    python = sys.executable
    with kept_warm(folder):
        until(lambda: (folder / SOCKET).exists() or None)
        launcher, sys.executable = Path(sys.executable), python
        yield launcher


def taken(launcher: Path, *command: str, **more: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [launcher, "-m", "tests.flows.taken", *command], capture_output=True, text=True, check=False, cwd=ROOT, **more
    )


def told(launcher: Path, *given: str, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(taken(launcher, "tell", *given, **more).stdout)
    return found


def forker(launcher: Path) -> int:
    """The process that forks those that wait, once a run is taken by one."""
    return until(lambda: int(found["parent"]) if (found := told(launcher))["loaded"] else None)


def sleeping(launcher: Path, tmp_path: Path) -> tuple[subprocess.Popen[bytes], int]:
    """A run that goes on until it is ended, and its process."""
    file = tmp_path / "process"
    run = subprocess.Popen([launcher, "-m", "tests.flows.taken", "sleep", str(file)], cwd=ROOT)
    return run, until(lambda: int(file.read_text() or 0) or None if file.exists() else None)


def test_a_run_is_taken_by_a_process_that_has_all_loaded(warm: Path) -> None:
    environment = {**os.environ, "TAKEN": "yes"}
    forker(warm)
    one, other = told(warm, "a", "b c", env=environment), told(warm, env={"TAKEN": "again"})
    assert (one["loaded"], one["given"], one["said"], one["folder"]) == (True, ["a", "b c"], "yes", str(ROOT))
    assert (other["loaded"], other["said"]) == (True, "again")
    assert one["parent"] == other["parent"]
    assert one["process"] != other["process"]  # each takes one run


def test_a_run_ends_as_its_process_ended(warm: Path) -> None:
    ended = taken(warm, "end", "3")
    assert (ended.returncode, ended.stderr) == (3, "ended")
    assert taken(warm, "tell").returncode == 0
    failed = taken(warm, "end", "no number")
    assert failed.returncode == 1
    assert "ValueError" in failed.stderr
    assert taken(warm, "die").returncode == -signal.SIGKILL


def test_a_signal_reaches_the_process_and_a_kill_ends_it(warm: Path, tmp_path: Path) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        run, process = sleeping(warm, tmp_path)
        assert process != run.pid
        run.send_signal(number)
        assert run.wait(30) == -number
        until(lambda process=process: None if began(process) else True)  # type: ignore[misc]
        (tmp_path / "process").unlink()


def test_what_forks_may_die_and_is_there_again(warm: Path, tmp_path: Path) -> None:
    run, process = sleeping(warm, tmp_path)
    before = forker(warm)
    os.kill(before, signal.SIGKILL)
    assert told(warm)["given"] == []  # whoever took it: nothing is lost meanwhile
    assert forker(warm) != before
    assert began(process)  # the run that was under way goes on
    run.terminate()
    assert run.wait(30) == -signal.SIGTERM


def test_where_nothing_waits_python_starts_as_ever(tmp_path: Path) -> None:
    launcher = lay_launcher(tmp_path / "warm")
    assert launcher is not None
    found = told(launcher)
    assert (found["loaded"], found["parent"]) == (False, os.getpid())
    assert subprocess.run([launcher, "-c", "raise SystemExit(4)"], check=False).returncode == 4


def test_nothing_is_left_of_it_in_the_end(tmp_path: Path) -> None:
    with kept_warm(tmp_path / "warm"):
        until(lambda: (tmp_path / "warm" / SOCKET).exists() or None)
        parent = forker(Path(sys.executable))
    assert not began(parent)

    def left() -> list[Path]:
        return [at for at in Path("/proc").glob("[0-9]*") if str(tmp_path) in _said(at, "cmdline")]

    until(lambda: None if left() else True)  # what waits sees the end once it has loaded all


def test_what_forks_has_one_thread() -> None:
    """The threads of Polars are not there in a fork, and what waits for them waits for ever."""
    script = (
        "import os, sys, flows.warm as w; w.load(); print(len(os.listdir('/proc/self/task')), 'polars' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert said.stdout.split() == ["1", "False"]


def _said(process: Path, name: str) -> str:
    try:
        return (process / name).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def holder(run: FlowRun) -> int | None:
    """The process that stands for a run, of those that wait and of those that Python started."""
    mark = f"{VARIABLE.decode()}{run.id}"
    return next((int(at.name) for at in Path("/proc").glob("[0-9]*") if mark in _said(at, "environ").split("\0")), None)


def held_up(system: LocalSystem, client: SyncPrefectClient, key: str) -> tuple[FlowRun, int]:
    """A run that waits for the warehouse, which the test has open, and the process that stands for it."""
    bucket(system.joined()).put(key, BORNE.read_bytes() + f"\n\n{key}\n".encode())
    (ref,) = [one for one in listing(settings()) if one.key == key]
    asked = ask_for_run(ref)  # the watcher cannot look into the warehouse either

    def running() -> tuple[FlowRun, int] | None:
        run = client.read_flow_run(asked.id)
        process = holder(run) if run.state_type is StateType.RUNNING else None
        return (run, process) if process else None

    return until(running)


def test_runs_of_the_system_are_taken_by_it_and_a_cancelled_one_ends(
    system: LocalSystem, client: SyncPrefectClient, ended: Await
) -> None:
    with open_warehouse(system.joined().warehouse_path, wait=60):
        run, process = held_up(system, client, "warm/afgebroken.txt")
        assert str(system.var / "run" / "warm" / "python") in _said(Path(f"/proc/{process}"), "cmdline"), NO_LONGER
        client.set_flow_run_state(run.id, Cancelling())
        state = ended(lambda one: one.id == run.id).state
    assert state is not None
    assert state.type is StateType.CANCELLED
    until(lambda: None if began(process) else True)
    assert holder(run) is None
    until(lambda: None if _waits("warm/afgebroken.txt") else True, patience=120)  # the next attempt reads it


def test_a_run_that_is_killed_has_crashed_and_its_document_is_taken_again(
    system: LocalSystem, client: SyncPrefectClient, ended: Await
) -> None:
    with open_warehouse(system.joined().warehouse_path, wait=60):
        run, process = held_up(system, client, "warm/gedood.txt")
        os.kill(process, signal.SIGKILL)
        state = ended(lambda one: one.id == run.id).state
    assert state is not None
    assert state.type is StateType.CRASHED
    until(lambda: None if _waits("warm/gedood.txt") else True, patience=120)
    again = ended(lambda one: one.name == "warm/gedood.txt (2)")
    assert again.state_type is StateType.COMPLETED


def _waits(key: str) -> bool:
    return any(ref.key == key for ref in backlog(settings()))
