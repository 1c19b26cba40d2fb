"""Reading on the workers of a Dask cluster, where one machine is not enough (docs/several-machines.md).

Readers are many and the writer is one: a worker fetches an object and reads it, in the same processes with the same
limits as everywhere, and gives back what it says; the run that asked for it loads that, batch after batch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from typing import Any

from prefect.futures import PrefectFuture
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.policy import as_task
from infra.settings import settings
from tasks.batches import ahead, gathered
from tasks.ingest import Outcome, fetch_object, load_taken, take
from tasks.known import NOTHING, Known, known_readings
from tasks.outcome import Taken
from tasks.storage import ObjectRef, open_store
from tasks.warehouse import Seen
from tasks.warehouse.connection import now

AHEAD = 200  # objects asked of the cluster before the first is loaded: it reads on while a batch is being loaded


class NoDask(RuntimeError):
    """A cluster is asked for that this installation cannot speak to."""


def task_runner() -> TaskRunner[Any]:
    """Where the flows run what they hand out: here, or on the cluster that the setting `dask` names.

    Raises:
        NoDask: The extra `dask` is not installed.
    """
    if not (address := settings().dask):
        return ThreadPoolTaskRunner()
    try:
        from prefect_dask.task_runners import DaskTaskRunner
    except ImportError as error:
        raise NoDask("DOMEINWACHT_DASK vraagt om een cluster: installeer domeinwacht[dask]") from error
    return DaskTaskRunner(address=address)


def read_one(ref: ObjectRef, known: Known = NOTHING) -> Taken:
    """On a worker: an object from the bucket and what it says, unless that is known."""
    current = settings()
    store, _ = open_store(f"s3://{current.bucket}", current)
    return take(fetch_object(store, ref), known=known)


def load_read(batch: list[Taken]) -> list[Outcome]:
    """In the run: what the workers read, into the warehouse or into quarantine."""
    current = settings()
    store, _ = open_store(f"s3://{current.bucket}", current)
    had = [(store, one) for one in batch]
    return list(load_taken(had, warehouse=current.warehouse_path, settings=current, now=now()))


read_task = as_task("read-object", read_one)
load_task = as_task("load-read", load_read)


def read_elsewhere(refs: Iterable[ObjectRef], *, again: bool) -> Iterator[Outcome]:
    """Objects read by the cluster and loaded here; a worker that is lost costs what it could not read, not the run."""
    known = {} if again else _by_address()
    pending = ahead(lambda ref: _begun(ref, known.get(ref.uri, NOTHING)), refs, AHEAD)
    for batch in gathered(pending):
        taken = [one for _, one in batch]
        try:
            yield from load_task(taken)
        except TimeoutError as error:
            reason = f"duurde te lang: {error}"
            yield from (Outcome(one.seen.uri, "failed", reason=reason) for one in taken)


def _by_address() -> dict[str, Known]:
    """What is known of each address: a worker is given that of its object, for it cannot open the warehouse."""
    found: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for (uri, sha256), made_with in known_readings(settings().warehouse_path, settings().warehouse_wait).items():
        found[uri][uri, sha256] = made_with
    return dict(found)


def _begun(ref: ObjectRef, known: Known) -> Future[Taken]:
    """The reading of an object, asked of the cluster."""
    promise: Future[Taken] = Future()
    asked: PrefectFuture[Taken] = read_task.submit(ref, known)
    asked.add_done_callback(lambda done: promise.set_result(_answer(ref, done)))
    return promise


def _answer(ref: ObjectRef, done: PrefectFuture[Taken]) -> Taken:
    try:
        return done.result()
    except BaseException as error:  # in a thread of Dask, where nobody else hears of it and the batch would wait
        reason = str(error) or type(error).__name__
        return Taken(Seen(ref.uri, ref.key, ref.version, "", 0), failure=f"niet gelezen door het cluster: {reason}")
