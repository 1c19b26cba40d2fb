from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from infra import sink
from infra.sink import free_port
from tasks.alerts import send_unsent
from tasks.warehouse.connection import now
from tests.alerts.exceedance import OTHER, Over, Raise
from tests.alerts.mailbox import plain


def test_the_sink_keeps_every_mail_in_the_order_it_came(raised: Raise, warehouse: Path, tmp_path: Path) -> None:
    raised(Over(), OTHER)
    controller = sink.start(tmp_path / "mail")
    try:
        assert send_unsent(warehouse, plain(controller.port), now()).sent == 2
    finally:
        controller.stop()
    assert [path.name[:5] for path in sorted((tmp_path / "mail").glob("*.eml"))] == ["0001-", "0002-"]


def test_the_sink_runs_as_a_process_and_stops_when_told(raised: Raise, warehouse: Path, tmp_path: Path) -> None:
    raised(Over())
    port = free_port()
    command = [sys.executable, "-m", "infra.sink", "--folder", str(tmp_path / "mail"), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert f"127.0.0.1:{port}" in process.stdout.readline()
        assert send_unsent(warehouse, plain(port), now()).sent == 1
        process.terminate()
        assert process.wait(10) == 0
    assert len(list((tmp_path / "mail").glob("*.eml"))) == 1
