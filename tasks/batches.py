"""Objects read side by side and gathered in batches: what costs as much for many as for one is done once for many."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from tasks.outcome import Taken

Item = TypeVar("Item")

AHEAD = 48  # objects each reader may be ahead: it reads on while a batch is loaded; they take a megabyte or less each


@dataclass(frozen=True, slots=True)
class Most:
    """What a batch holds at most, so that what was read is soon kept and told of."""

    documents: int = 500  # planning the SQL of checks and KPIs costs half a second, whatever the number
    rows: int = 200_000  # figures and cells; a file of the whole country has more and is a batch of its own
    seconds: float = 20.0  # from its first document on: alerts of a long run do not wait for its end


USUAL = Most()


def readers(wanted: int | None) -> int:
    """How many documents are read side by side: as many as asked for, else one for each core of this process."""
    if wanted:
        return wanted
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_parallel(
    work: Callable[[Item], Taken], items: Iterable[Item], workers: int
) -> Generator[tuple[Item, Future[Taken]]]:
    """Each item with the work on it, in the order given; a few are begun ahead.

    Threads are enough: a document is read in a process of its own, for which its thread only waits.
    """
    with ThreadPoolExecutor(workers, thread_name_prefix="reader") as pool:
        try:
            yield from ahead(lambda item: pool.submit(work, item), items, workers * AHEAD)
        finally:
            pool.shutdown(cancel_futures=True)


def ahead(
    begin: Callable[[Item], Future[Taken]], items: Iterable[Item], most: int
) -> Iterator[tuple[Item, Future[Taken]]]:
    """Each item with the work that was begun on it, wherever that is done; so many are begun before one is asked."""
    begun: deque[tuple[Item, Future[Taken]]] = deque()
    for item in items:
        begun.append((item, begin(item)))
        if len(begun) >= most:
            yield begun.popleft()
    yield from begun


@dataclass
class _Batch(Generic[Item]):
    """A batch in the making."""

    most: Most
    taken: list[tuple[Item, Taken]] = field(default_factory=list)
    rows: int = 0
    names: set[str] = field(default_factory=set)
    begun: float = field(default_factory=time.monotonic)

    @property
    def seconds_left(self) -> float:
        return max(0.0, self.begun + self.most.seconds - time.monotonic())

    def fits(self, one: Taken) -> bool:
        """Whether this one may be loaded with the others: no address and no document occurs twice in a batch."""
        if not self.taken:
            return True
        room = len(self.taken) < self.most.documents and self.rows + _rows(one) <= self.most.rows
        return room and self.seconds_left > 0 and self.names.isdisjoint((one.seen.uri, one.seen.sha256))

    def add(self, item: Item, one: Taken) -> None:
        self.taken.append((item, one))
        self.rows += _rows(one)
        self.names |= {one.seen.uri, one.seen.sha256}


def gathered(pending: Iterable[tuple[Item, Future[Taken]]], most: Most = USUAL) -> Iterator[list[tuple[Item, Taken]]]:
    """Batches of what comes out, in order; a batch whose time is up does not wait for a reader that is still busy."""
    batch = _Batch[Item](most)
    for item, future in pending:
        wait([future], batch.seconds_left if batch.taken else None)
        if batch.taken and not (future.done() and batch.fits(future.result())):
            yield batch.taken
            batch = _Batch(most)
        one = future.result()
        if not batch.taken:
            batch.begun = time.monotonic()
        batch.add(item, one)
    if batch.taken:
        yield batch.taken


def _rows(one: Taken) -> int:
    return one.conclusion.rows if one.conclusion else 0
