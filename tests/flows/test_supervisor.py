"""What dies is started again, by one process that remembers nothing; logs do not grow without end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.local import SUPERVISOR, LocalSystem
from flows.processes import Record, Service, end_leftovers, record_of, rotate, running, start, stop
from flows.sound import wrong_settings
from flows.supervisor import FIRST_WAIT, LONGEST_WAIT, MOST_UNANSWERED, STARTING, UNANSWERED, Supervisor
from infra.settings import Settings
from tests.waiting import until

SLEEP = (sys.executable, "-c", "import time; time.sleep(600)")
PARENT = (
    sys.executable,
    "-c",
    "import subprocess, sys, time; print(subprocess.Popen(['sleep', '600']).pid, flush=True); time.sleep(600)",
)


class OneService(LocalSystem):
    """A system of one process, which is said to answer or not."""

    answers = True
    listens = 4200

    def names(self) -> list[str]:
        return ["proef"]

    def service(self, name: str) -> Service:
        return Service(name, SLEEP, {}, self.listens, lambda: type(self).answers)


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def one(tmp_path: Path) -> Iterator[OneService]:
    system = OneService(Settings(var=tmp_path))
    yield system
    stop(system.run, "proef")
    OneService.answers = True


def kill(system: LocalSystem, name: str) -> None:
    record = running(system.run, name)
    assert record is not None
    os.kill(record.pid, signal.SIGKILL)
    until(lambda: True if running(system.run, name) is None else None)


def test_what_dies_is_started_again_later_each_time(one: OneService) -> None:
    clock = Clock()
    supervisor, waits = Supervisor(one, clock), []
    for _ in range(9):
        began = clock.now
        while not supervisor.tend():
            clock.now += 0.5
        waits.append(clock.now - began)
        kill(one, "proef")
    assert waits[:4] == [FIRST_WAIT, 2, 4, 8]
    assert waits[-1] == LONGEST_WAIT


def silent_until_ended(one: OneService, supervisor: Supervisor, clock: Clock, most: int) -> int:
    """How many questions stay unanswered, after its start, until the process is started again."""
    clock.now += LONGEST_WAIT
    supervisor.tend()
    first = running(one.run, "proef")
    assert first is not None
    clock.now += STARTING
    for asked in range(1, most + 1):
        clock.now += 11
        supervisor.tend()
        if running(one.run, "proef") != first:
            supervisor.tend()
            return asked
    return most + 1


def test_what_listens_but_does_not_answer_is_started_again_later_each_time(one: OneService) -> None:
    """A busy machine makes all silent: a process that is started over and over for that never gets to its work."""
    clock = Clock()
    supervisor = Supervisor(one, clock)
    supervisor.tend()
    OneService.answers = False
    counts = [silent_until_ended(one, supervisor, clock, MOST_UNANSWERED) for _ in range(5)]
    assert counts == [UNANSWERED, 2 * UNANSWERED, 4 * UNANSWERED, MOST_UNANSWERED, MOST_UNANSWERED]


def test_what_does_not_listen_is_not_ended_for_the_silence_of_another(
    one: OneService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(OneService, "listens", 0)
    clock = Clock()
    supervisor = Supervisor(one, clock)
    supervisor.tend()
    OneService.answers = False
    assert silent_until_ended(one, supervisor, clock, MOST_UNANSWERED) > MOST_UNANSWERED


def test_what_a_dead_process_left_running_is_ended_before_it_is_replaced(tmp_path: Path) -> None:
    start(Service("proef", PARENT, {}, 0, lambda: True), tmp_path, tmp_path)
    record = running(tmp_path, "proef")
    assert record is not None
    child = int(until(lambda: (tmp_path / "proef.log").read_text().strip() or None))
    os.kill(record.pid, signal.SIGKILL)
    until(lambda: None if running(tmp_path, "proef") else True)
    assert Path(f"/proc/{child}").exists()
    end_leftovers(record)
    until(lambda: None if alive(child) else True)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_session_that_only_bears_the_number_is_left_alone() -> None:
    with subprocess.Popen(SLEEP, start_new_session=True) as other:
        end_leftovers(Record(other.pid, began=str(10**15), port=0))
        assert other.poll() is None
        other.kill()


def test_a_log_over_its_size_begins_anew_and_the_last_ones_are_kept(tmp_path: Path) -> None:
    log = tmp_path / "proef.log"
    with log.open("ab") as writer:
        for number in range(5):
            writer.write(b"%d" % number * 100)
            writer.flush()
            assert rotate(log, limit=50, kept=3)
    assert not rotate(log, limit=50, kept=3)
    assert [log.with_name(f"proef.log.{n}").read_bytes()[:1] for n in (1, 2, 3)] == [b"4", b"3", b"2"]
    assert not log.with_name("proef.log.4").exists()
    assert log.with_name("proef.log.1").stat().st_mode & 0o077 == 0


def test_the_whole_system_gets_up_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every process is killed, one after the other, and all of them at once; no hand is on it."""
    monkeypatch.setenv("DOMEINWACHT_S3_ENDPOINT", "http://127.0.0.1:1")  # of somebody else: not what is asked for here
    system = LocalSystem(Settings(var=tmp_path, s3_endpoint=None))
    try:
        assert set(system.supervise()) == set(system.names())
        assert "storage" in system.names()
        before = {name: record_of(system.run, name) for name in system.names()}
        kill(system, "mail")
        until(lambda: running(system.run, "mail"))
        for name in system.names():
            kill(system, name)
        deadline = time.monotonic() + 180
        while not system._all_work():
            assert time.monotonic() < deadline
            time.sleep(0.5)
        after = {name: running(system.run, name) for name in system.names()}
        assert all(after[name] and after[name] != before[name] for name in after)
        assert system.supervise() == []
        assert list(wrong_settings(system.joined())) == []  # what runs here by itself gives `doctor` nothing to say
    finally:
        stopped = system.down()
    assert stopped[0] == SUPERVISOR
    assert system.running() == []


def test_in_the_foreground_it_is_found_and_stops_what_it_started(tmp_path: Path) -> None:
    system = LocalSystem(Settings(var=tmp_path))
    command = [sys.executable, "-c", "from flows.cli import main; main()", "up", "--foreground"]
    with subprocess.Popen(
        command, env={**os.environ, "DOMEINWACHT_VAR": str(tmp_path)}, start_new_session=True
    ) as held:
        try:
            found = until(lambda: running(system.run, SUPERVISOR))
            until(lambda: running(system.run, "storage"))
            held.send_signal(signal.SIGTERM)
            assert held.wait(60) == 0
            assert found.pid == held.pid
            assert system.running() == []
        finally:
            system.down()
