"""What arrives together is read in one run; what a run left unread in ever smaller ones."""

from __future__ import annotations

import pytest
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.states import Crashed, Failed

from flows.deployments import deployments
from flows.runs import ABANDONED, UNFORESEEN, Attempts
from flows.watcher import ROOM, SAME, TOGETHER, Watcher, idempotency_key, together
from infra.settings import Settings
from tasks.storage import ObjectRef

ONCE = Attempts(ended=(FlowRun(flow_id="00000000-0000-0000-0000-000000000001", state=Crashed()),))


def refs(count: int, prefix: str = "a") -> list[ObjectRef]:
    return [ObjectRef(f"s3://b/{prefix}{n}", f"{prefix}{n}", "1", 10) for n in range(count)]


def sizes(due: list[ObjectRef], known: dict[ObjectRef, Attempts]) -> list[int]:
    return [len(group) for group in together(due, known)]


def test_what_comes_for_the_first_time_is_read_in_one_run() -> None:
    due = refs(TOGETHER + 30)
    assert sizes(due, dict.fromkeys(due, Attempts())) == [TOGETHER, 30]
    assert [ref for group in together(due, dict.fromkeys(due, Attempts())) for ref in group] == due
    assert sizes([], {}) == []


def test_what_ends_its_runs_stands_alone_in_the_end_and_nobody_waits_for_it() -> None:
    due = refs(TOGETHER)
    for tried, most in enumerate((TOGETHER, TOGETHER // 5, TOGETHER // 25, 1, 1)):
        known = dict.fromkeys(due, Attempts(ended=ONCE.ended * tried))
        assert max(sizes(due, known)) == most
    fresh = refs(3, "new")
    known = dict.fromkeys(due[:2], Attempts(ended=ONCE.ended * 4)) | dict.fromkeys(fresh, Attempts())
    assert together([*due[:2], *fresh], known) == [fresh, [due[0]], [due[1]]]


def test_a_machine_that_goes_down_parts_no_group() -> None:
    """Killed over and over, each of fifty documents came to have a run of its own, and those took half an hour."""
    machine = FlowRun(flow_id="00000000-0000-0000-0000-000000000002", state=Crashed(message=ABANDONED))
    due = refs(50)
    assert sizes(due, dict.fromkeys(due, Attempts(ended=(machine,) * 9))) == [50]
    assert sizes(due, dict.fromkeys(due, Attempts(ended=(machine, *ONCE.ended, machine)))) == [15, 15, 15, 5]


def test_a_fault_that_the_run_told_of_parts_no_group() -> None:
    """A warehouse that others were writing for half a minute left each of fifty documents a run of its own."""
    due = refs(50)
    fault, of_prefect, unforeseen = (
        FlowRun(flow_id=ONCE.ended[0].flow_id, state=Failed(message=message), state_type=StateType.FAILED)
        for message in (
            "50 niet gelezen",
            f"{UNFORESEEN}: ConcurrencySlotAcquisitionError: Unable to acquire concurrency slots on ['tag:storage']",
            f"{UNFORESEEN}: KeyError: 'weg'",
        )
    )
    assert sizes(due, dict.fromkeys(due, Attempts(ended=(fault, of_prefect) * 9))) == [50]
    assert sizes(due, dict.fromkeys(due, Attempts(ended=(unforeseen, fault)))) == [15, 15, 15, 5]


def test_a_group_has_a_key_of_its_own_for_each_attempt() -> None:
    one, two, three = refs(3)
    keys = [idempotency_key(group, attempt) for group in ([one], [one, two], [one, two, three]) for attempt in (1, 2)]
    assert len(set(keys)) == 6
    assert idempotency_key([one], 1) == f"{one.uri}#{one.version}#1"


def test_the_form_offers_one_document_and_takes_others() -> None:
    (offered,) = [made for made in deployments() if made.flow_name == "ingest-document"]
    schema = offered._parameter_openapi_schema.model_dump()
    assert schema["required"] == ["document"]
    assert set(schema["properties"]) == {"document", "andere"}


@pytest.fixture
def no_prefect(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.unheld.Heartbeat.beat", lambda _: [])


@pytest.mark.usefixtures("no_prefect")
def test_a_bucket_that_did_not_change_is_not_held_against_the_warehouse(monkeypatch: pytest.MonkeyPatch) -> None:
    lying, moment = refs(2), [0.0]
    held: list[list[ObjectRef]] = []
    asked: list[ObjectRef] = []

    def look_up(_: Settings, listed: list[ObjectRef]) -> list[ObjectRef]:
        held.append(listed)
        return listed[2:]

    def take(waiting: list[ObjectRef], _: Settings) -> list[FlowRun]:
        asked.extend(waiting)
        return []

    monkeypatch.setattr("flows.watcher.listing", lambda _: list(lying))
    monkeypatch.setattr("flows.watcher.unknown", look_up)
    monkeypatch.setattr("flows.watcher.take_in", take)
    watcher = Watcher(clock=lambda: moment[0])

    def look(after: float) -> int:
        moment[0] += after
        watcher.round(Settings())
        return len(held)

    assert [look(0), look(0.5), look(0.5), look(SAME)] == [1, 1, 1, 2]
    lying += refs(1, "new")
    assert [look(0.5), look(0.5), look(ROOM)] == [3, 3, 4]  # at once, and while it waits again soon
    assert asked == refs(1, "new") * 2


@pytest.mark.usefixtures("no_prefect")
def test_a_large_bucket_is_listed_a_fifth_of_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = [0.0]

    def listing(_: Settings) -> list[ObjectRef]:
        moment[0] += 3
        return refs(1)

    monkeypatch.setattr("flows.watcher.listing", listing)
    monkeypatch.setattr("flows.watcher.unknown", lambda *_: [])
    watcher = Watcher(clock=lambda: moment[0])
    assert watcher.round(Settings()) == []
    assert watcher.rest == 15
