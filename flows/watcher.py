"""From objects in the bucket to runs: lists, compares with what the warehouse knows, asks for a run for the rest.

The bucket and the warehouse are the truth, so nothing is kept here: after a restart the same listing asks for the same
runs. What Prefect remembers decides when an attempt is due, never whether there is one.
"""

from __future__ import annotations

import logging
import time
from datetime import UTC, datetime

import httpx
from prefect.client.schemas.objects import FlowRun
from prefect.deployments import run_deployment
from prefect.exceptions import PrefectException

from flows.intake import backlog
from flows.runs import INGEST, Attempts, attempts, content_of, count_under_way, tag_of
from flows.unheld import Heartbeat
from infra.settings import Settings, settings
from tasks.storage import ObjectRef, StorageError
from tasks.warehouse import WarehouseError

log = logging.getLogger("domeinwacht.watcher")

DEPLOYMENT = f"{INGEST}/{INGEST}"
LOOKED_AT = 500  # objects of the backlog whose attempts are looked up in one round, the longest waiting first
SAME_KEYS = 100  # attempts that are skipped at most where Prefect still answers for keys that it no longer lists


class Watcher:
    """Asks for a run for every object that the warehouse does not know, a few at a time."""

    def __init__(self) -> None:
        self._heartbeat = Heartbeat()

    def round(self, current: Settings) -> list[FlowRun]:
        """One listing of the bucket; the runs that were asked for."""
        self._heartbeat.beat()
        waiting = backlog(current)
        if not waiting or (free := current.intake_runs - count_under_way()) <= 0:
            return []
        known = attempts(waiting[:LOOKED_AT])
        due = [ref for ref, tried in known.items() if tried.due(datetime.now(UTC))]
        return [ask_for_run(ref, known[ref]) for ref in due[:free]]


def idempotency_key(ref: ObjectRef, attempt: int) -> str:
    """One run for each attempt at each version of each object, however often it is asked for."""
    return f"{content_of(ref)}#{attempt}"


def ask_for_run(ref: ObjectRef, tried: Attempts | None = None) -> FlowRun:
    """The run that is under way for the object, or another attempt where the last has ended.

    Raises:
        PrefectException: Prefect does not give one.
    """
    tried = tried or attempts([ref])[ref]
    for attempt in range(tried.next_number, tried.next_number + SAME_KEYS):
        run = run_deployment(
            DEPLOYMENT,
            parameters={"document": {"key": ref.key, "version": ref.version}},
            idempotency_key=idempotency_key(ref, attempt),
            flow_run_name=f"{ref.key} ({attempt})" if attempt > 1 else ref.key,
            tags=[tag_of(ref)],
            timeout=0,
        )
        if isinstance(run, FlowRun) and not (run.state and run.state.is_final()):
            log.info("%s: run %s", ref.uri, run.name)
            return run
    raise PrefectException(f"{ref.uri}: Prefect answers with {SAME_KEYS} runs that ended")


def watch() -> None:
    """Round after round; whatever is down now is asked again in the next."""
    watcher = Watcher()
    while True:
        try:
            watcher.round(settings())
        except (StorageError, WarehouseError, PrefectException, httpx.HTTPError, OSError, RuntimeError) as error:
            log.warning("this round was skipped: %s: %s", type(error).__name__, error)
        time.sleep(settings().watch_seconds)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    watch()
