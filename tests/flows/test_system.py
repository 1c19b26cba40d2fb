"""The system as it runs: an object becomes a run, the run figures, the figures a mail; again by hand and by quarter."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import (
    ArtifactFilter,
    ArtifactFilterFlowRunId,
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterId,
    LogFilter,
    LogFilterFlowRunId,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.deployments import run_deployment

from flows.line import known, list_documents
from flows.local import LocalSystem
from flows.processes import running, start, stop, wait_until_healthy
from flows.watcher import Watcher, ask_for_run
from infra.settings import settings
from tasks.alerts import alerts
from tasks.warehouse import open_warehouse
from tasks.warehouse.queries import account
from tests.flows.conftest import Await
from tests.waiting import until

SAMPLES = Path(__file__).parents[1] / "documents"
BORNE = SAMPLES / "text_tabs" / "borne_monitor_2025" / "document.txt"
TWENTERAND = SAMPLES / "text_tabs" / "twenterand_jaarstukken_2025" / "document.txt"
HENGELO = SAMPLES / "text_lines" / "hengelo_jaarverslag_2024" / "document.txt"

Put = Callable[[str, Path], None]


def artifact(client: SyncPrefectClient, run: FlowRun) -> str:
    chosen = ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[run.id]))
    (found,) = client.read_artifacts(artifact_filter=chosen)
    return str(found.data)


def mails(system: LocalSystem) -> list[Path]:
    return sorted(system.mail.glob("*.eml"))


def documents(system: LocalSystem) -> set[str]:
    with open_warehouse(system.joined().warehouse_path, read_only=True) as con:
        return {row["document"] for row in account(con)}


def test_an_object_becomes_one_run_its_figures_and_one_mail(
    system: LocalSystem, client: SyncPrefectClient, ended: Await, put: Put
) -> None:
    before = len(mails(system))
    put("inkomend/borne.txt", BORNE)
    run = ended(lambda run: run.name == "inkomend/borne.txt")
    assert run.state is not None
    assert run.state.name == "Completed", run.state.message
    assert "borne.txt" in documents(system)
    report = artifact(client, run)
    for part in ("Borne", "Jeugd", "-189.000 N (", "1,7 %", "1 verstuurd"):
        assert part in report
    assert len(mails(system)) == before + 1
    wanted = {"domeinwacht.document.loaded", "domeinwacht.budget.exceeded"}
    assert until(lambda: wanted <= _events(client) or None)  # the server writes them one after the other

    # The same listing, by a watcher that remembers nothing, while the warehouse is taken for empty: the same run.
    (ref,) = [ref for ref in list_documents() if ref.key == "inkomend/borne.txt"]
    assert Watcher().round(settings()) == []
    assert len([run for run in client.read_flow_runs() if run.name.startswith("inkomend/borne.txt")]) == 1
    assert (ref.uri, ref.version) in known(settings().warehouse_path, 10)


def _events(client: SyncPrefectClient) -> set[str]:
    answer = client.request("POST", "/events/filter", json={"filter": {"event": {"prefix": ["domeinwacht."]}}})
    return {event["event"] for event in answer.json()["events"]}


def test_asking_twice_gives_one_run_and_an_ended_run_gives_way(
    system: LocalSystem, client: SyncPrefectClient, ended: Await, put: Put
) -> None:
    stop(system.run, "watcher")
    try:
        put("inkomend/hengelo.txt", HENGELO)
        (ref,) = [ref for ref in list_documents() if ref.key == "inkomend/hengelo.txt"]
        first, second = ask_for_run(ref), ask_for_run(ref)
        assert first is not None
        assert second is not None
        assert first.id == second.id
        ended(lambda run: run.id == first.id)
        third = ask_for_run(ref)
        assert third is not None
        assert third.id != first.id
        ended(lambda run: run.id == third.id)
    finally:
        assert system.up() == ["watcher"]


def test_what_arrives_together_is_read_in_one_run(
    system: LocalSystem, client: SyncPrefectClient, ended: Await, put: Put, tmp_path: Path
) -> None:
    stop(system.run, "watcher")
    try:
        for number in range(3):
            (tmp_path / "x.txt").write_text(f"{BORNE.read_text(encoding='utf-8')}\n\nUitgave {number}\n")
            put(f"samen/{number}.txt", tmp_path / "x.txt")
        (asked,) = Watcher().round(settings())
        run = ended(lambda run: run.id == asked.id)
        assert run.state is not None
        assert run.state.name == "Completed", run.state.message
        assert {"0.txt", "1.txt", "2.txt"} <= documents(system)
        assert "3 gelezen" in (run.state.message or "")
        assert Watcher().round(settings()) == []
    finally:
        assert system.up() == ["watcher"]


def test_a_refused_object_ends_its_run_with_the_reason(
    client: SyncPrefectClient, ended: Await, put: Put, tmp_path: Path
) -> None:
    (tmp_path / "leeg.txt").write_bytes(b"\n")
    put("inkomend/leeg.txt", tmp_path / "leeg.txt")
    run = ended(lambda run: run.name == "inkomend/leeg.txt")
    assert run.state is not None
    assert (run.state.name, run.state.type) == ("Quarantined", StateType.FAILED)  # red
    assert "leeg" in (run.state.message or "")
    of_run = FlowRunFilter(id=FlowRunFilterId(any_=[run.id]))
    (aside,) = [task for task in client.read_task_runs(flow_run_filter=of_run) if task.name == "leeg.txt"]
    assert aside.state is not None
    assert (aside.state.name, aside.state.type) == ("Quarantined", StateType.FAILED)
    until(lambda: "domeinwacht.document.quarantined" in _events(client) or None)
    of_run_too = LogFilter(flow_run_id=LogFilterFlowRunId(any_=[run.id]))
    logged = [line.message for line in until(lambda: client.read_logs(of_run_too) or None)]
    assert "leeg.txt: in quarantaine: het bestand is leeg" in logged
    assert not any("Traceback" in line for line in logged)
    assert "Niet gelezen" in artifact(client, run)


def test_the_quarterly_review_reads_what_was_missed_and_sends_what_is_unsent(
    system: LocalSystem, client: SyncPrefectClient, ended: Await, put: Put
) -> None:
    stop(system.run, "watcher")
    stop(system.run, "mail")
    try:
        put("GM1700/2025/jaarstukken/gemist.txt", TWENTERAND)
        before = len(mails(system))
        ingest = run_deployment(
            "ingest-document/ingest-document",
            parameters={"document": {"key": "GM1700/2025/jaarstukken/gemist.txt"}},
            timeout=0,
        )
        assert isinstance(ingest, FlowRun)
        first = ended(lambda run: run.id == ingest.id)
        assert "Connection refused" in artifact(client, first)  # loaded, though the mail server was down
        assert len(mails(system)) == before
        put("GM1700/2025/jaarstukken/ook-gemist.txt", TWENTERAND)
        mail = system.service("mail")
        start(mail, system.run, system.logs)
        wait_until_healthy(mail, system.run, system.logs)
        review = run_deployment("quarterly-review/quarterly-review", timeout=0)
        assert isinstance(review, FlowRun)
        report = artifact(client, ended(lambda run: run.id == review.id))
        assert "ook-gemist.txt" in report
        letters = [path for path in mails(system) if b"kwartaaloverzicht" in path.read_bytes()]
        assert len(letters) > 0
        assert f"{1 + len(letters)} verstuurd" in report  # the mail that waited, and the letters of this quarter
        assert len(mails(system)) == before + 1 + len(letters)
    finally:
        system.up()


def test_the_form_chooses_what_is_read_again(
    system: LocalSystem, client: SyncPrefectClient, ended: Await, put: Put
) -> None:
    put("nogmaals/borne.txt", BORNE)
    ended(lambda run: run.name == "nogmaals/borne.txt")
    before = len(mails(system))
    again = run_deployment(
        "reprocess-documents/reprocess-documents",
        parameters={"keuze": {"municipality": "Borne", "kind": "monitor", "key": "nogmaals/*"}},
        timeout=0,
    )
    assert isinstance(again, FlowRun)
    report = artifact(client, ended(lambda run: run.id == again.id))
    assert "1 ongewijzigd" in report
    assert "nogmaals/borne.txt" in report.replace("\\", "")
    assert len(mails(system)) == before
    with open_warehouse(system.joined().warehouse_path, read_only=True) as con:
        assert all(row["sent_at"] for row in alerts(con) if row["mailable"])


def test_the_quarter_is_planned(client: SyncPrefectClient) -> None:
    quarterly = client.read_deployment_by_name("quarterly-review/quarterly-review")
    chosen = DeploymentFilter(id=DeploymentFilterId(any_=[quarterly.id]))
    runs = until(
        lambda: client.read_flow_runs(deployment_filter=chosen, sort=FlowRunSort.EXPECTED_START_TIME_DESC) or None
    )
    planned = next(run for run in runs if run.state and run.state.is_scheduled())
    assert planned.expected_start_time is not None
    local = planned.expected_start_time.astimezone(ZoneInfo("Europe/Amsterdam"))
    assert (local.day, local.hour, local.month in {1, 4, 7, 10}) == (15, 6, True)


def test_up_twice_is_harmless_and_keys_stay_with_their_owner(system: LocalSystem) -> None:
    before = {name: running(system.run, name) for name in system.running()}
    assert system.up() == []
    assert {name: running(system.run, name) for name in system.running()} == before
    for name in ("s3.json", "prefect.txt"):
        path = system.settings.secrets_path / name
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        secret = path.read_text().strip()
        secret = json.loads(secret)["secret_key"] if name == "s3.json" else secret
        for record in before.values():
            assert record is not None
            assert secret not in Path(f"/proc/{record.pid}/cmdline").read_text()
        assert secret not in system.addresses()
        assert not any(secret in log.read_text(errors="replace") for log in system.logs.glob("*.log"))
