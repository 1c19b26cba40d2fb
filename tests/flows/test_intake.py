"""Nothing is forgotten: what becomes of objects when runs die, faults come and go, and keys are overwritten."""

from __future__ import annotations

import os
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.deployments import run_deployment
from prefect.states import Pending, Running, Scheduled

from flows.intake import backlog, refusals
from flows.line import bucket
from flows.local import LocalSystem
from flows.processes import running, stop
from flows.runs import ABANDONED, FIRST_WAIT, Attempts, Cause, attempts, in_hand
from flows.set_back import is_held_up, release
from flows.unheld import GRACE, Heartbeat, end_all_unheld
from infra.settings import settings
from tasks.warehouse import open_warehouse
from tests.waiting import until

HENGELO = Path(__file__).parents[1] / "documents" / "text_lines" / "hengelo_jaarverslag_2024" / "document.txt"
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


def monitor(number: int) -> bytes:
    """The same figures in other bytes."""
    return HENGELO.read_bytes() + f"\nExemplaar {chr(97 + number)}\n".encode()


def ended_run(kind: StateType, ago: float, message: str = "") -> FlowRun:
    state = State(type=kind, message=message)
    return FlowRun(flow_id=uuid4(), state=state, state_type=kind, end_time=NOW - timedelta(seconds=ago))


def failed_of(cause: Cause) -> FlowRun:
    kind = StateType.FAILED if cause is Cause.FAULT else StateType.CRASHED
    return ended_run(kind, 0, ABANDONED if cause is Cause.MACHINE else "")


def test_a_first_attempt_is_due_at_once_and_one_under_way_is_enough() -> None:
    assert Attempts().due(NOW)
    assert not Attempts(under_way=ended_run(StateType.RUNNING, 0)).due(NOW)


def test_each_failure_in_a_row_waits_twice_as_long_and_no_number_of_them_gives_up() -> None:
    for cause in Cause:
        waits = []
        for count in range(1, 30):
            tried = Attempts(ended=(failed_of(cause),) * count)
            waits.append(tried.wait)
            assert not tried.due(NOW + tried.wait - timedelta(seconds=1))
            assert tried.due(NOW + tried.wait)
        assert waits[:3] == [FIRST_WAIT, 2 * FIRST_WAIT, 4 * FIRST_WAIT]
        assert waits[-1] == cause.value


def test_attempts_are_counted_by_their_cause() -> None:
    """A machine that went down over and over is no fault of the document that was being read."""
    machines = (failed_of(Cause.MACHINE),) * 9
    assert Attempts(ended=(failed_of(Cause.DEATH), *machines)).wait == FIRST_WAIT
    assert Attempts(ended=machines).wait == Cause.MACHINE.value < Cause.FAULT.value < Cause.DEATH.value
    assert Attempts(ended=(failed_of(Cause.DEATH), *machines, failed_of(Cause.DEATH))).wait == 2 * FIRST_WAIT


def test_a_version_that_was_loaded_before_is_due_at_once_when_it_comes_back() -> None:
    tried = Attempts(ended=(ended_run(StateType.COMPLETED, 1), ended_run(StateType.FAILED, 2)))
    assert tried.due(NOW)
    assert tried.next_number == 3


def test_a_clock_that_was_set_back_makes_an_attempt_due() -> None:
    assert Attempts(ended=(ended_run(StateType.CRASHED, -3600),)).due(NOW)


def test_runs_that_nobody_holds_are_ended_at_start_and_by_the_heartbeat(
    system: LocalSystem, client: SyncPrefectClient
) -> None:
    """Three runs of processes that died hold all slots, as after a machine stopped: seen in November 2026."""

    def left_behind() -> list[FlowRun]:
        deployment = client.read_deployment_by_name("quarterly-review/quarterly-review")
        made = client.create_flow_run_from_deployment(deployment.id, state=Pending())
        client.set_flow_run_state(made.id, Running())
        return [made]

    stop(system.run, "flows")  # it would mark them itself if it were alive and had started them
    try:
        first = left_behind()
        assert {run.id for run in first} <= {run.id for run in in_hand()}
        assert {run.id for run in end_all_unheld()} == {run.id for run in first}
        second = left_behind()
        moment = [0.0]
        heartbeat = Heartbeat(clock=lambda: moment[0])
        assert heartbeat.beat() == []  # it may be about to start
        assert heartbeat.beat() == []  # too soon
        moment[0] += GRACE
        assert {run.id for run in heartbeat.beat()} == {run.id for run in second}
        for run in first + second:
            state = client.read_flow_run(run.id).state
            assert state is not None
            assert (state.type, state.message) == (StateType.CRASHED, ABANDONED)
    finally:
        assert system.up() == ["flows"]


def test_a_run_of_a_time_to_come_waits_for_a_clock_that_was_set_back() -> None:
    """Not one that was planned for later than that, nor one of a pool, which is held on another machine."""
    ahead = NOW + timedelta(hours=1)
    asked = FlowRun(flow_id=uuid4(), state=Pending(timestamp=ahead), state_type=StateType.PENDING)
    late = FlowRun(flow_id=uuid4(), state=Scheduled(timestamp=ahead, scheduled_time=ahead))
    assert [is_held_up(run, NOW) for run in (asked, late)] == [True, True]
    assert [is_held_up(run, ahead) for run in (asked, late)] == [False, False]
    planned = FlowRun(flow_id=uuid4(), state=Scheduled(timestamp=ahead, scheduled_time=ahead + timedelta(hours=1)))
    elsewhere = late.model_copy(update={"work_pool_name": "k"})
    assert [is_held_up(run, NOW) for run in (planned, elsewhere)] == [False, False]


def test_what_is_held_up_and_was_not_begun_is_begun(system: LocalSystem, client: SyncPrefectClient) -> None:
    deployment = client.read_deployment_by_name("send/send")
    made = client.create_flow_run_from_deployment(
        deployment.id, state=Scheduled(scheduled_time=datetime.now(UTC) + timedelta(hours=1))
    )
    assert release({}) == []  # asked for later, by a clock that is right
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("flows.set_back.is_held_up", lambda run, _: run.id == made.id)
        assert [run.id for run in release({})] == [made.id]
    until(lambda: True if (state := client.read_flow_run(made.id).state) and state.is_final() else None)


def loads(system: LocalSystem, prefix: str) -> dict[str, int]:
    """How often each document below a prefix was loaded."""
    if not system.joined().warehouse_path.exists():
        return {}
    with open_warehouse(system.joined().warehouse_path, read_only=True) as con:
        rows = con.execute(
            """SELECT s.key, count(*) FROM document_source AS s JOIN read_log USING (document_id)
            WHERE s.holds_now AND starts_with(s.key, $1) GROUP BY ALL""",
            [prefix],
        ).fetchall()
    return dict(rows)


def test_a_runner_that_is_killed_in_the_middle_loses_nothing(system: LocalSystem, client: SyncPrefectClient) -> None:
    store = bucket(system.joined())
    keys = [f"gedood/{number}.txt" for number in range(4)]
    for number, key in enumerate(keys):
        store.put(key, monitor(number))
    until(lambda: [run for run in in_hand() if run.state_type is StateType.RUNNING] or None)
    record = running(system.run, "flows")
    assert record is not None
    os.killpg(record.pid, signal.SIGKILL)
    until(lambda: None if running(system.run, "flows") else True)
    assert [run for run in in_hand() if run.state_type is StateType.RUNNING]  # nobody was left to say that they died
    assert system.up() == ["flows"]
    until(lambda: True if set(loads(system, "gedood/")) == set(keys) else None, patience=180)
    assert [ref for ref in backlog(settings()) if ref.key in keys] == []


def test_a_key_that_is_overwritten_back_and_forth_has_the_figures_of_the_last(
    system: LocalSystem, client: SyncPrefectClient
) -> None:
    """The fourth A kept the figures of B: Prefect still answered for the run of the first A (November 2026)."""
    store = bucket(system.joined())
    one, other = monitor(21), monitor(22)
    for number, data in enumerate((one, other, one)):
        store.put("wissel/stuk.txt", data)
        until(
            lambda: None if [ref for ref in backlog(settings()) if ref.key == "wissel/stuk.txt"] else True, patience=120
        )
        with open_warehouse(system.joined().warehouse_path, read_only=True) as con:
            (held,) = con.execute(
                "SELECT document_id FROM document_source WHERE holds_now AND key = 'wissel/stuk.txt'"
            ).fetchall()
        stored = store.fetch("wissel/stuk.txt")
        assert held == (stored.sha256,), number
    (ref,) = store.list("wissel")
    until(lambda: len(attempts([ref])[ref].ended) >= 2 or None)  # the figures are there before the run has ended


def test_what_is_overwritten_or_deleted_while_it_is_read_ends_as_it_lies_there(
    system: LocalSystem, client: SyncPrefectClient
) -> None:
    store = bucket(system.joined())
    keys = [f"tijdens/{number}.txt" for number in range(6)]
    written, deleted = keys[:3], keys[3:]
    for number, key in enumerate(keys):
        store.put(key, monitor(number))
    until(lambda: [run for run in in_hand() if run.state_type is StateType.RUNNING] or None)
    for key in written:
        store.put(key, monitor(7) + key.encode())
    for key in deleted:
        (system.bucket / key).unlink()
    until(lambda: None if [ref for ref in backlog(settings()) if ref.key in keys] else True, patience=180)
    until(lambda: True if not in_hand() else None, patience=120)
    run_deployment("reconcile/reconcile", timeout=120)

    with open_warehouse(system.joined().warehouse_path, read_only=True, wait=30) as con:
        rows = con.execute(
            "SELECT key, document_id FROM document_source WHERE holds_now AND starts_with(key, 'tijdens/')"
        ).fetchall()
    assert dict(rows) == {key: store.fetch(key).sha256 for key in written}
    assert [uri for uri in refusals(settings()) if "/tijdens/" in uri] == []
