"""A clock that jumps an hour, ahead or back, under the whole system: nothing is lost, doubled, or waits for that hour.

The wall clock of every process is moved (supervisor, Prefect, flows, runs, watcher, mail, store, `doctor`). Not moved
are the clock that only goes on, as in life, and, other than in life, the times that the kernel gives to files; for
those see tests/warehouse/test_published.py.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import boto3
import pytest
from prefect.settings import PREFECT_API_AUTH_STRING, PREFECT_API_URL, temporary_settings

from flows.line import bucket
from flows.local import PREFERRED_PORTS, LocalSystem
from flows.runs import in_hand
from infra.settings import Settings
from tasks.warehouse import open_warehouse
from tasks.warehouse.published import open_published
from tests.benchmarks.bench_kills import another, due_mails, messages, runs, waits
from tests.flows.moved_clock import HOUR, MovedClock, moved_clock
from tests.servers import S3Server, moto_server, rclone_s3
from tests.waiting import until

TOGETHER = 3  # documents that are put at once
PATIENCE = 240.0  # an hour is what it would take; a run that was ended waits up to two minutes for the next


@dataclass
class Moved:
    """A system and its clock."""

    system: LocalSystem
    clock: MovedClock
    ahead: int = 0
    keys: list[str] = field(default_factory=list)

    def jump(self, seconds: int) -> None:
        """All at once, as a correction of the clock does."""
        self.ahead += seconds
        self.clock.set(self.ahead)

    def put(self) -> None:
        """Documents into the bucket, each with an alert of its own."""
        for _ in range(TOGETHER):
            key, data = another(len(self.keys))
            self.keys.append(key)
            bucket(self.system.joined()).put(key, data)

    def is_done(self) -> bool:
        """Whether all is loaded and every mail is out."""
        due = [] if waits(self.system) else due_mails(self.system)
        return len(due) == len(self.keys) and all(due)

    def domeinwacht(self, *command: str) -> subprocess.CompletedProcess[str]:
        """A command in a process that has the moved clock."""
        program = [sys.executable, "-c", "from flows.cli import main; main()", *command]
        with self.clock.of_children():
            environment = {**os.environ, **self.system.environment()}
            return subprocess.run(program, capture_output=True, text=True, env=environment, check=False)


@pytest.fixture
def clock(tmp_path: Path) -> MovedClock:
    return moved_clock(tmp_path)


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Moved]:
    """A system of its own, with a store that has the same clock."""
    var, clock = tmp_path_factory.mktemp("var"), moved_clock(tmp_path_factory.mktemp("clock"))
    with pytest.MonkeyPatch.context() as patch, clock.of_children(), moto_server() as store:
        for name in PREFERRED_PORTS:
            patch.setitem(PREFERRED_PORTS, name, 0)
        system = LocalSystem(
            store.settings(
                var=var, alert_since_year=2000, alert_min_amount=0, alert_min_percent=1, mail_most_a_day=1000
            )
        )
        make_bucket(store, system.settings)
        try:
            system.supervise()
            yield Moved(system, clock)
        finally:
            system.down()


def make_bucket(store: S3Server, of: Settings) -> None:
    keys = {"aws_access_key_id": store.access_key, "aws_secret_access_key": store.secret_key}
    client = boto3.client("s3", endpoint_url=store.endpoint, region_name=of.s3_region, **keys)  # type: ignore[call-overload]
    client.create_bucket(Bucket=of.bucket)


def kill_a_run(moved: Moved) -> None:
    for process in runs(moved.system)[:1]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


@pytest.mark.parametrize(
    ("jump", "before", "killed"),
    [(HOUR, True, False), (-HOUR, True, False), (-HOUR, False, False), (-HOUR, True, True)],
)
def test_a_clock_that_jumps_loses_and_doubles_nothing(moved: Moved, jump: int, before: bool, killed: bool) -> None:
    """Set back an hour, runs that were asked for slept that hour, and all else behind them (30 November 2026).

    Args:
        moved: The system.
        jump: Seconds.
        before: Whether the documents come before the clock jumps, so that runs for them are under way.
        killed: Whether a run is killed at that moment too.
    """
    if before:
        moved.put()
        until(lambda: runs(moved.system) or None)
    moved.jump(jump)
    if killed:
        kill_a_run(moved)
    if not before:
        moved.put()
    until(lambda: moved.is_done() or None, patience=PATIENCE)

    with open_warehouse(moved.system.joined().warehouse_path, read_only=True, wait=30) as con:
        held = con.execute("SELECT key FROM document_source WHERE holds_now").fetchall()
        told = con.execute("SELECT unnest(alert_ids) FROM outbox WHERE state = 'sent'").fetchall()
    assert sorted(key for (key,) in held) == sorted(moved.keys)
    assert set(Counter(told).values()) == {1}
    again = [name for name, count in Counter(messages(moved.system)).items() if count > 1]
    assert len(again) <= killed  # a run that is killed may have sent what it did not note (ADR 6)
    with temporary_settings(
        {
            PREFECT_API_URL: moved.system.environment()["PREFECT_API_URL"],
            PREFECT_API_AUTH_STRING: moved.system.sign_on(),
        }
    ):
        until(lambda: True if not in_hand() else None)
    with open_published(moved.system.joined().warehouse_path, wait=30) as con:
        assert con.execute("SELECT count(*) FROM document_source").fetchall() == [(len(moved.keys),)]
    doctor = moved.domeinwacht("doctor")
    assert doctor.returncode == 0, doctor.stdout
    assert "niets wacht" in doctor.stdout
    budget = moved.domeinwacht("budget", "--format", "json")
    assert budget.returncode == 0, budget.stderr
    assert moved.keys[-1].removeprefix("proef/").rpartition("-")[0] in budget.stdout


def test_a_store_whose_clock_differs_is_said_with_what_to_do(tmp_path: Path, clock: MovedClock) -> None:
    """A signature bears the time: S3 refuses one of an hour ago, and the word of that is no word of keys or rights."""
    (tmp_path / "documenten").mkdir()
    clock.set(HOUR)
    with rclone_s3(tmp_path) as store, clock.of_children():
        keys = {"DOMEINWACHT_S3_ACCESS_KEY": store.access_key, "DOMEINWACHT_S3_SECRET_KEY": store.secret_key}
        environment = {
            **os.environ,
            **keys,
            "DOMEINWACHT_S3_ENDPOINT": store.endpoint,
            "DOMEINWACHT_VAR": str(tmp_path),
        }
        program = [sys.executable, "-c", "from flows.cli import main; main()", "doctor"]
        said = subprocess.run(program, capture_output=True, text=True, env=environment, check=False)
    assert said.returncode == 1
    assert "zet de klok gelijk" in " ".join(said.stdout.split())


def test_only_the_wall_clock_is_moved(clock: MovedClock) -> None:
    """What the tests above rest on."""
    clock.set(HOUR)
    code = "import time; began = time.monotonic(); time.sleep(0.2); print(time.time(), time.monotonic() - began)"
    with clock.of_children():
        told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert float(told[0]) - time.time() == pytest.approx(HOUR, abs=60)
    assert 0.2 <= float(told[1]) < 60
