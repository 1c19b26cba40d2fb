"""A queue beside the listing: nothing that it repeats, loses, mixes up or makes up changes what is in the warehouse."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote_plus
from uuid import uuid4

import pytest
from prefect.client.schemas.objects import FlowRun, State, StateType

from flows import watcher
from flows.intake import backlog
from flows.line import bucket
from flows.local import LocalSystem
from flows.runs import Attempts
from flows.watcher import Watcher, hear
from infra.settings import Settings
from tasks.ingest import ingest_objects
from tasks.storage import ObjectRef
from tasks.storage.queue import Queue
from tasks.storage.s3 import S3Store
from tasks.warehouse import open_warehouse
from tasks.warehouse.connection import now
from tests.flows.conftest import Await
from tests.servers import moto_server

BORNE = Path(__file__).parents[1] / "documents" / "text_tabs" / "borne_monitor_2025" / "document.txt"
DOCUMENTS = 6
FORGED = ("", "{}", '{"Records": [{"s3": {"bucket": {"name": "andermans"}, "object": {"key": "0.txt"}}}]}')
SEEDS = range(4)


@pytest.fixture(scope="module")
def server() -> Iterator[Settings]:
    with moto_server() as moto:
        yield moto.settings()


def queue_of(settings: Settings, visible_again: int) -> Queue:
    """A queue with dead letters; what is received comes back after a few seconds."""
    name = f"proef-{uuid4().hex}"
    client = Queue.connect(f"{settings.s3_endpoint}/", settings).client
    dead = client.create_queue(QueueName=f"{name}-dood")["QueueUrl"]
    arn = client.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    redrive = json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": "5"})
    made = client.create_queue(
        QueueName=name, Attributes={"RedrivePolicy": redrive, "VisibilityTimeout": str(visible_again)}
    )
    return Queue.connect(made["QueueUrl"], settings)


def told(queue: Queue, bucket_name: str, *keys: str) -> None:
    for key in keys:
        place = {"bucket": {"name": bucket_name}, "object": {"key": quote_plus(key)}}
        queue.client.send_message(QueueUrl=queue.url, MessageBody=json.dumps({"Records": [{"s3": place}]}))


class Reading:
    """Prefect's place in these tests: a run reads at once, and fails now and then, as the seed says."""

    def __init__(self, settings: Settings, chance: random.Random) -> None:
        self.settings, self.chance = settings, chance
        self.tried: dict[ObjectRef, list[FlowRun]] = {}

    def attempts(self, refs: Sequence[ObjectRef]) -> dict[ObjectRef, Attempts]:
        return {ref: Attempts(ended=tuple(self.tried.get(ref, ()))) for ref in refs}

    def ask(self, ref: ObjectRef, *others: ObjectRef, tried: object = None) -> FlowRun:
        fails = self.chance.random() < 0.2
        kind = StateType.FAILED if fails else StateType.COMPLETED
        run = FlowRun(flow_id=uuid4(), state=State(type=kind), state_type=kind)  # no end time: due again at once
        for one in (ref, *others):
            self.tried.setdefault(one, []).append(run)
        if not fails:
            given = [(bucket(self.settings), one) for one in (ref, *others)]
            list(ingest_objects(given, warehouse=self.settings.warehouse_path, settings=self.settings, now=now()))
        return run


@pytest.fixture
def current(server: Settings, tmp_path: Path) -> Settings:
    found = server.model_copy(update={"var": tmp_path, "bucket": f"proef-{uuid4().hex}"})
    store = bucket(found)
    assert isinstance(store, S3Store)
    store.client.create_bucket(Bucket=found.bucket)
    return found


def shuffled(current: Settings, queue: Queue, chance: random.Random) -> dict[str, bytes]:
    """Documents put, overwritten and deleted; their notices doubled, lost, forged ones between, in any order."""
    store, lying, notices = bucket(current), dict[str, bytes](), list[str]()
    assert isinstance(store, S3Store)
    for _ in range(2 * DOCUMENTS):
        key = f"{chance.randrange(DOCUMENTS)}.txt"
        if key in lying and chance.random() < 0.2:
            store.client.delete_object(Bucket=current.bucket, Key=key)
            del lying[key]
        else:
            lying[key] = BORNE.read_bytes() + f"\nUitgave {chr(97 + chance.randrange(26))}\n".encode()
            store.put(key, lying[key])
        notices += [key] * chance.choice((0, 1, 1, 2, 3))
    chance.shuffle(notices)
    told(queue, current.bucket, *notices)
    for body in FORGED:
        queue.client.send_message(QueueUrl=queue.url, MessageBody=body or " ")
    return lying


@pytest.mark.parametrize("seed", SEEDS)
def test_repeats_losses_disorder_and_forgeries_change_nothing(
    current: Settings, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance = random.Random(seed)
    queue, reading = queue_of(current, visible_again=1), Reading(current, chance)
    monkeypatch.setattr(watcher, "attempts", reading.attempts)
    monkeypatch.setattr(watcher, "ask_for_run", reading.ask)
    monkeypatch.setattr(watcher, "count_under_way", lambda: 0)
    lying = shuffled(current, queue, chance)
    for _ in range(200):
        if not any(queue.count()[:1]):
            break
        hear(queue, current, 1)
    assert queue.count() == (0, len(FORGED))
    while waiting := backlog(current):  # the listing takes what no notice was left of, and what failed
        watcher.take_in(waiting, current)
    with open_warehouse(current.warehouse_path, read_only=True) as con:
        rows = con.execute("SELECT key, document_id FROM document_source WHERE holds_now").fetchall()
    store = bucket(current)
    assert {key: held for key, held in rows if key in lying} == {key: store.fetch(key).sha256 for key in lying}
    dead = queue.client.receive_message(
        QueueUrl=queue.dead_letters, MaxNumberOfMessages=10, MessageAttributeNames=["All"]
    )
    assert all(one["MessageAttributes"]["reden"]["StringValue"] for one in dead["Messages"])


def test_a_message_stays_until_what_it_names_is_recorded(current: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    queue, reading = queue_of(current, visible_again=0), Reading(current, random.Random(0))
    monkeypatch.setattr(watcher, "attempts", reading.attempts)
    monkeypatch.setattr(watcher, "ask_for_run", reading.ask)
    bucket(current).put("a.txt", BORNE.read_bytes())
    told(queue, current.bucket, "a.txt", "nooit-geweest.txt")
    monkeypatch.setattr(watcher, "count_under_way", lambda: current.intake_runs)  # no room
    assert hear(queue, current, 1) == []
    assert queue.count() == (1, 0)

    def dies(*_: object, **__: object) -> FlowRun:
        raise RuntimeError("Prefect is weg")

    monkeypatch.setattr(watcher, "count_under_way", lambda: 0)
    monkeypatch.setattr(watcher, "ask_for_run", dies)
    with pytest.raises(RuntimeError):
        hear(queue, current, 1)
    assert queue.count() == (1, 0)
    monkeypatch.setattr(watcher, "ask_for_run", reading.ask)
    assert len(hear(queue, current, 1)) == 1
    assert queue.count() == (0, 0)


def test_what_the_queue_says_is_read_before_the_next_listing(
    system: LocalSystem, client: object, ended: Await, server: Settings, tmp_path: Path
) -> None:
    """The whole of it: a real queue, a real bucket and Prefect, with an hour until the next listing."""
    from flows.processes import stop

    stop(system.run, "watcher")
    try:
        queue = queue_of(server, visible_again=30)
        joined = system.joined().model_copy(update={"queue": queue.url, "watch_seconds": 8.0})
        bucket(joined).put("wachtrij/borne.txt", BORNE.read_bytes() + b"\nUit de wachtrij\n")
        told(queue, joined.bucket, "wachtrij/borne.txt", "wachtrij/borne.txt")
        began = time.monotonic()
        Watcher().listen(joined)
        assert time.monotonic() - began >= joined.watch_seconds  # it waits as long as without a queue
        run = ended(lambda run: run.name == "wachtrij/borne.txt")
        assert run.state is not None
        assert run.state.name == "Completed", run.state.message
        assert queue.count() == (0, 0)
    finally:
        assert system.up() == ["watcher"]
