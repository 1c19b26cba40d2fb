"""Documents that hang, in the quarterly review of a real system: each costs itself, and all that follows is done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.deployments import run_deployment

from flows.intake import backlog, refusals
from flows.line import bucket
from flows.local import PREFERRED_PORTS, LocalSystem
from flows.processes import stop
from flows.runs import in_hand
from infra.settings import Settings
from tasks.alerts import alerts
from tasks.warehouse import open_warehouse
from tasks.warehouse.published import is_behind, open_published
from tests.flows.conftest import Await
from tests.flows.test_system import BORNE, artifact, mails
from tests.waiting import until

WAITS, LOOPS = "Slaapt", "Rekent"  # first word of a document that the reader planted here never comes back from
SECONDS, PROCESSOR_SECONDS = 10, 2  # the limits of reading, shorter than life's: the test waits for them

# The reader that hangs and the limits are the test's; what ends it and all around it are those of the product.
READER = f"""
import time
from tasks.sandbox import server
usual = server.read
def read(data):
    while data.startswith({LOOPS!r}.encode()): pass
    if data.startswith({WAITS!r}.encode()): time.sleep(600)
    return usual(data)
server.read = read
server.main()
"""
CONCLUDER = f"""
import tasks.limits
tasks.limits.LIMITS = tasks.limits.Limits(seconds={SECONDS}, processor_seconds={PROCESSOR_SECONDS})
from tasks import sandbox
sandbox.COMMAND = ["-I", "-c", {READER!r}]
from tasks.sandbox import concluder
concluder.main()
"""
AT_START = f"""
from tasks.sandbox import apart
apart.COMMAND = ["-I", "-c", {CONCLUDER!r}]
"""


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalSystem]:
    """One of its own, whose readers hang on some documents; no watcher takes them in before the review does."""
    (tmp_path / "sitecustomize.py").write_text(AT_START, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    for name in PREFERRED_PORTS:
        monkeypatch.setitem(PREFERRED_PORTS, name, 0)
    found = LocalSystem(Settings(var=tmp_path / "var", alert_since_year=2024, alert_min_amount=0, alert_min_percent=1))
    try:
        found.up()
        stop(found.run, "watcher")
        yield found
    finally:
        found.down()


def test_a_document_that_hangs_is_put_aside_and_the_quarterly_review_goes_on(
    system: LocalSystem, client: SyncPrefectClient, ended: Await
) -> None:
    """The time-out of one document ended the review before refresh, mail and publishing (November 2026)."""
    store, text = bucket(system.joined()), BORNE.read_text(encoding="utf-8")
    hang = {"hangt/a.txt": (WAITS, f"langer dan {SECONDS} seconden"), "hangt/b.txt": (LOOPS, "rekentijd")}
    for key, (word, _) in hang.items():
        store.put(key, f"{word}\n{text}".encode())
    store.put("hangt/c.txt", text.replace("Borne", "Almelo").encode())  # the last: it is read after the two
    asked = run_deployment("quarterly-review/quarterly-review", timeout=0)
    assert isinstance(asked, FlowRun)
    run = ended(lambda run: run.id == asked.id)

    assert run.state is not None
    assert (run.state.name, run.state.type) == ("Quarantined", StateType.FAILED), run.state.message
    of_run = FlowRunFilter(id=FlowRunFilterId(any_=[run.id]))
    tasks = {task.name: task.state.name for task in client.read_task_runs(flow_run_filter=of_run) if task.state}
    assert {tasks["a.txt"], tasks["b.txt"]} == {"Quarantined"}
    done = {name.rsplit("-", 1)[0] for name, state in tasks.items() if state == "Completed"}
    assert {"load-documents", "refresh-kpis", "write-letters", "send-mail", "publish-site"} <= done
    report = artifact(client, run)
    for key, (_, reason) in hang.items():
        assert key in report
        assert reason in refusals(system.joined())[f"s3://{system.joined().bucket}/{key}"]

    with open_warehouse(system.joined().warehouse_path, read_only=True) as con:
        due = [row for row in alerts(con) if row["mailable"]]
        assert [row for row in due if not row["sent_at"]] == []
        assert "GM0141" in {row["municipality"] for row in due}
    assert any(b"kwartaaloverzicht" in path.read_bytes() for path in mails(system))
    assert not is_behind(system.joined().warehouse_path)
    with open_published(system.joined().warehouse_path, wait=0) as con:
        assert con.execute("SELECT count(*) FROM document_source WHERE key = 'hangt/c.txt'").fetchall() == [(1,)]
    assert "Almelo" in (system.joined().site_path / "index.html").read_text(encoding="utf-8")
    assert [ref.key for ref in backlog(system.joined()) if ref.key.startswith("hangt/")] == []  # refused is an answer
    until(lambda: True if not in_hand() else None)  # no slot is held
