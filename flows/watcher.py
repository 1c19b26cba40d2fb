"""From objects in the bucket to runs: lists, compares with what the warehouse knows, asks for a run for the rest.

The bucket and the warehouse are the truth, so nothing is kept here: after a restart the same listing asks for the same
runs. What Prefect remembers decides when an attempt is due, never whether there is one. Between two listings the queue
is heard, where there is one: it says where to look sooner, and what lies there goes the same way.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

import httpx
from prefect.client.schemas.objects import FlowRun
from prefect.deployments import run_deployment
from prefect.exceptions import PrefectException

from flows.intake import backlog, listing, unknown
from flows.runs import INGEST, Attempts, attempts, content_of, count_under_way, tag_of
from flows.unheld import Heartbeat
from infra.settings import Settings, settings
from tasks.model import stable_id
from tasks.storage import SIDECAR, ObjectRef, StorageError
from tasks.storage.notices import Poison, keys_of
from tasks.storage.queue import Message, Queue
from tasks.warehouse import WarehouseError

log = logging.getLogger("domeinwacht.watcher")

DEPLOYMENT = f"{INGEST}/{INGEST}"
LOOKED_AT = 500  # objects of the backlog whose attempts are looked up in one round, the longest waiting first
# Objects that one run reads, for a start of a run costs more than reading a document. Each is a tag of the run, and of
# the hundred things that an event may be about Prefect needs a few: with a hundred tags it made no run at all (3.8).
TOGETHER = 75
FEWER = 5  # a run that ended without them gives way to runs of so many times fewer
ROOM = 2.0  # seconds until the next look whether there is room for another run, or what waited is in
SAME = 10.0  # seconds in which a bucket that did not change is not held against the warehouse, which others write
LISTING = 0.2  # of its time the watcher lists at most, however large the bucket
SAME_KEYS = 100  # attempts that are skipped at most where Prefect still answers for keys that it no longer lists


class Watcher:
    """Asks for a run for every object that the warehouse does not know, a few at a time."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._heartbeat = Heartbeat()
        self._clock = clock
        self._seen: list[ObjectRef] | None = None
        self._until = 0.0
        self.rest = 0.0  # seconds from one listing to the next, at least

    def round(self, current: Settings) -> list[FlowRun]:
        """One listing of the bucket; the runs that were asked for."""
        self._heartbeat.beat()
        return take_in(self._waiting(current), current)

    def _waiting(self, current: Settings) -> list[ObjectRef]:
        """What is to be read; nothing new where the bucket lies there as it did a moment ago."""
        began = self._clock()
        listed, moment = listing(current), self._clock()
        self.rest = (moment - began) / LISTING
        if listed == self._seen and moment < self._until:
            return []
        waiting = unknown(current, listed)
        self._seen, self._until = listed, moment + (ROOM if waiting else SAME)
        return waiting

    def listen(self, current: Settings) -> None:
        """The time until the next listing: with a queue what it says is taken in as it comes."""
        until = time.monotonic() + current.watch_seconds
        while current.queue and (left := until - time.monotonic()) > 0:
            self._heartbeat.beat()
            if count_under_way() < current.intake_runs:
                hear(Queue.connect(current.queue, current), current, left)
            else:  # a message that is received too often for want of room would end among the dead letters
                time.sleep(min(left, ROOM))
        time.sleep(max(0, until - time.monotonic()))


def take_in(waiting: Sequence[ObjectRef], current: Settings) -> list[FlowRun]:
    """The one inbox: runs for what waits, from a listing or a queue, as far as an attempt is due and there is room."""
    if not waiting or (free := current.intake_runs - count_under_way()) <= 0:
        return []
    known = attempts(waiting[:LOOKED_AT])
    due = [ref for ref, tried in known.items() if tried.due(datetime.now(UTC))]
    return [ask_for_run(*group, tried=max((known[ref] for ref in group), key=lambda one: one.next_number))
            for group in together(due, known)[:free]]  # fmt: skip


def hear(queue: Queue, current: Settings, patience: float) -> list[FlowRun]:
    """What a few messages lead to; each is taken off the queue once what it names is recorded, and else comes back.

    Recorded is what the warehouse knows, and what Prefect has a run of: after a run that failed the listing goes on.
    """
    named: dict[Message, set[str]] = {}
    for message in queue.receive(patience):
        try:
            named[message] = keys_of(message.body, current.bucket)
        except Poison as fault:
            log.warning("a message says nothing and goes to the dead letters: %s", fault)
            queue.bury(message, str(fault))
    waiting = backlog(current, set().union(*named.values())) if named else []
    runs = take_in(waiting, current)
    unrecorded = {ref.key for ref, tried in attempts(waiting).items() if not (tried.under_way or tried.ended)}
    for message, keys in named.items():
        if unrecorded.isdisjoint(keys | {key.removesuffix(SIDECAR) for key in keys}):
            queue.done(message)
    return runs


def together(due: Sequence[ObjectRef], known: Mapping[ObjectRef, Attempts]) -> list[list[ObjectRef]]:
    """What is given to one run each: all that came in together, and in ever smaller groups what a run left unread.

    A document that ends the run that reads it thus stands alone after three runs, and the others are loaded.
    """
    groups: list[list[ObjectRef]] = []
    for failed in sorted({known[ref].suspicions for ref in due}):
        alike = [ref for ref in due if known[ref].suspicions == failed]
        size = max(1, TOGETHER // FEWER**failed)
        groups += [alike[start : start + size] for start in range(0, len(alike), size)]
    return groups


def idempotency_key(refs: Sequence[ObjectRef], attempt: int) -> str:
    """One run for each attempt at each version of each object or group of them, however often it is asked for."""
    contents = [content_of(ref) for ref in refs]
    named = contents[0] if len(contents) == 1 else f"{len(contents)}:{stable_id(*contents)}"
    return f"{named}#{attempt}"


def ask_for_run(ref: ObjectRef, *others: ObjectRef, tried: Attempts | None = None) -> FlowRun:
    """The run that is under way for objects, or another attempt where the last has ended.

    Raises:
        PrefectException: Prefect does not give one.
    """
    tried = tried or attempts([ref])[ref]
    named = f"{ref.key} en {len(others)} andere" if others else ref.key
    for attempt in range(tried.next_number, tried.next_number + SAME_KEYS):
        run = run_deployment(
            DEPLOYMENT,
            parameters={"document": _asked(ref), "andere": [_asked(other) for other in others]},
            idempotency_key=idempotency_key([ref, *others], attempt),
            flow_run_name=f"{named} ({attempt})" if attempt > 1 else named,
            tags=[tag_of(one) for one in (ref, *others)],
            timeout=0,
        )
        if isinstance(run, FlowRun) and not (run.state and run.state.is_final()):
            log.info("%s: run %s", ref.uri, run.name)
            return run
    raise PrefectException(f"{ref.uri}: Prefect answers with {SAME_KEYS} runs that ended")


def _asked(ref: ObjectRef) -> dict[str, str]:
    return {"key": ref.key, "version": ref.version}


def watch() -> None:
    """Round after round; whatever is down now is asked again in the next."""
    watcher = Watcher()
    while True:
        began = time.monotonic()
        for step in (watcher.round, watcher.listen):
            try:
                step(settings())
            except (StorageError, WarehouseError, PrefectException, httpx.HTTPError, OSError, RuntimeError) as error:
                log.warning("%s was skipped: %s: %s", step.__name__, type(error).__name__, error)
        time.sleep(max(0, max(settings().watch_seconds, watcher.rest) - (time.monotonic() - began)))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    watch()
