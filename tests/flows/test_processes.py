"""Processes that are recorded: only what was started is stopped."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from flows.processes import NotHealthy, Service, answers, began, free_port, running, start, stop, wait_until_healthy

SLEEP = (sys.executable, "-c", "import time; time.sleep(60)")


def service(command: tuple[str, ...], healthy: bool = True) -> Service:
    return Service("proef", command, {}, 0, lambda: healthy)


def test_a_started_process_is_found_and_stopped(tmp_path: Path) -> None:
    start(service(SLEEP), tmp_path, tmp_path)
    record = running(tmp_path, "proef")
    assert record is not None
    assert stop(tmp_path, "proef")
    assert not began(record.pid)
    assert not stop(tmp_path, "proef")


def test_a_process_that_only_has_the_same_id_is_left_alone(tmp_path: Path) -> None:
    with subprocess.Popen(SLEEP) as other:
        record = {"pid": other.pid, "began": "long ago", "port": 0}
        (tmp_path / "proef.json").write_text(json.dumps(record))
        assert not stop(tmp_path, "proef")
        assert other.poll() is None
        other.kill()


def test_a_record_that_is_no_record_is_none(tmp_path: Path) -> None:
    (tmp_path / "proef.json").write_text('{"pid": 1')
    assert running(tmp_path, "proef") is None


def test_a_process_that_stops_at_once_is_said_with_its_last_words(tmp_path: Path) -> None:
    broken = service((sys.executable, "-c", "raise SystemExit('poort bezet')"), healthy=False)
    start(broken, tmp_path, tmp_path)
    with pytest.raises(NotHealthy, match="poort bezet"):
        wait_until_healthy(broken, tmp_path, tmp_path)


def test_a_port_that_is_taken_is_not_given() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert free_port(taken.getsockname()[1]) != taken.getsockname()[1]
    assert not answers(free_port(0), "/")
