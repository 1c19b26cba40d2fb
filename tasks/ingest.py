"""The line for objects: from the bucket to figures, budgets and alerts in the warehouse.

`ingest_objects` is the whole of it: objects are read side by side and loaded in batches; one object is a batch of
one. Its steps are used apart where the network is retried and the reading is not: `fetch_object` reaches out,
`take` reads and concludes, `load_batch` commits. An object that cannot be read or placed goes to quarantine with the
reason and the next one is taken.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from infra.settings import Settings
from tasks import batches
from tasks.batches import gathered, in_parallel, readers
from tasks.conclude import Refused, conclude
from tasks.identify import Unidentified, claim_of_sidecar, merge
from tasks.known import NOTHING, Known, known_readings, read_with
from tasks.loading import load_batch
from tasks.model import Claim, StoredObject
from tasks.outcome import NOTHING_SAID, Fetched, Held, Outcome, Taken
from tasks.refreshing import refresh
from tasks.sandbox.apart import NotStarted
from tasks.storage import ObjectRef, StorageError, Store, TooLarge, sidecar
from tasks.warehouse import Seen, WarehouseError

__all__ = [
    "NOTHING_SAID",
    "Fetched",
    "Held",
    "Outcome",
    "fetch_object",
    "ingest_object",
    "ingest_objects",
    "load_objects",
    "load_taken",
    "refresh",
    "take",
]

log = logging.getLogger(__name__)

Found = tuple[Store, ObjectRef]
Had = tuple[Store, Fetched]


def ingest_objects(
    found: Iterable[Found],
    *,
    warehouse: Path,
    settings: Settings,
    now: datetime,
    said: Claim = NOTHING_SAID,
    again: bool = False,
    looked_at: Callable[[], object] = lambda: None,
) -> Iterator[Outcome]:
    """Take objects through the whole line; what became of each, as soon as its batch is loaded.

    Bytes that were read before are looked up, not read, unless the program or what is said of them changed since, or
    they are to be read `again`. `looked_at` is called for each object that was read or looked up, by many threads.

    A store or warehouse that does not answer costs the objects that it was asked for, not the run; they can be
    offered again. `now` is in UTC without a zone, as the warehouse keeps it.
    """
    known = NOTHING if again else known_readings(warehouse, settings.warehouse_wait)
    pending = in_parallel(lambda one: _taken(one, said, known, looked_at), found, readers(settings.readers))
    return _loaded(pending, warehouse, settings, now)


def load_objects(
    had: Iterable[Had], *, warehouse: Path, settings: Settings, now: datetime, again: bool = False
) -> Iterator[Outcome]:
    """Read objects that were fetched and commit what they mean, or put them in quarantine."""
    known = NOTHING if again else known_readings(warehouse, settings.warehouse_wait)
    pending = in_parallel(lambda one: take(one[1], known=known), had, readers(settings.readers))
    return _loaded(pending, warehouse, settings, now)


def ingest_object(
    store: Store, ref: ObjectRef, *, warehouse: Path, settings: Settings, now: datetime, said: Claim = NOTHING_SAID
) -> Outcome:
    """Take one object through the whole line: a batch of one."""
    (outcome,) = ingest_objects([(store, ref)], warehouse=warehouse, settings=settings, now=now, said=said)
    return outcome


def _loaded(
    pending: Generator[tuple[tuple[Store, Any], Future[Taken]]], warehouse: Path, settings: Settings, now: datetime
) -> Iterator[Outcome]:
    """Batch after batch into the warehouse."""
    with closing(pending):
        for batch in gathered(pending, batches.USUAL):
            yield from load_taken(
                [(store, one) for (store, _), one in batch], warehouse=warehouse, settings=settings, now=now
            )


def load_taken(
    batch: Sequence[tuple[Store, Taken]], *, warehouse: Path, settings: Settings, now: datetime
) -> Iterator[Outcome]:
    """One batch of what was read, here or elsewhere, into the warehouse or into quarantine."""
    taken = [one for _, one in batch]
    try:
        outcomes = load_batch(taken, warehouse=warehouse, settings=settings, now=now)
    except WarehouseError as error:
        log.error("%d objects were not loaded: %s", len(taken), error)
        outcomes = [Outcome(one.seen.uri, "failed", reason=str(error)) for one in taken]
    for (store, one), outcome in zip(batch, outcomes, strict=True):
        if outcome.status == "quarantined" and one.seen.uri.startswith("s3://"):
            _put_note(store, one.seen, outcome.reason, settings.quarantine_prefix, now)
        yield outcome


def fetch_object(store: Store, ref: ObjectRef) -> Fetched:
    """The object and its sidecar (`name.pdf.json` beside `name.pdf`).

    Raises:
        StorageError: The store does not answer or does not have the object.
    """
    try:
        stored = store.fetch(ref.key, ref.version or None)
    except TooLarge as error:
        return Fetched(StoredObject(ref.uri, ref.key, ref.version, b""), refusal=str(error))
    note = ""
    try:
        if (beside := sidecar(store, ref.key)) is None:
            return Fetched(stored)
        note = beside.version
        return Fetched(stored, claim_of_sidecar(beside.data, f"{ref.key}.json"), note=note)
    except (TooLarge, Unidentified) as error:
        return Fetched(stored, refusal=str(error), note=note)


def take(fetched: Fetched, said: Claim = NOTHING_SAID, known: Known = NOTHING) -> Taken:
    """Read a fetched object, unless it is known: what it says, or why it is refused."""
    seen = Seen.of(fetched.stored)
    if fetched.refusal:
        return Taken(seen, refusal=fetched.refusal, note=fetched.note)
    claim = merge(said, fetched.sidecar)
    rests_on = read_with(claim, seen.key)
    if rests_on and known.get((seen.uri, seen.sha256)) == rests_on:
        return Taken(seen, read_with=rests_on, unchanged=True, note=fetched.note)
    try:
        return Taken(seen, conclude(fetched.stored, claim), rests_on, note=fetched.note)
    except Refused as refusal:
        return Taken(seen, refusal=str(refusal), note=fetched.note)
    except NotStarted as fault:
        return Taken(seen, failure=str(fault))


def _taken(found: Found, said: Claim, known: Known, looked_at: Callable[[], object]) -> Taken:
    store, ref = found
    try:
        return take(fetch_object(store, ref), said, known)
    except StorageError as error:
        return Taken(Seen(ref.uri, ref.key, ref.version, "", 0), failure=str(error))
    finally:
        looked_at()


def _put_note(store: Store, seen: Seen, reason: str, prefix: str, now: datetime) -> None:
    """The reason beside the object in its bucket; a folder that somebody has read stays as it is."""
    note = {"uri": seen.uri, "version": seen.version, "reason": reason, "quarantined_at": now.isoformat()}
    try:
        store.put(f"{prefix}{seen.key}.json", json.dumps(note, ensure_ascii=False, indent=2).encode())
    except StorageError as error:  # the row in the warehouse is what counts: a read-only bucket refuses the note
        log.warning("%s: the note of its quarantine was not stored: %s", seen.uri, error)
