"""From objects in the bucket to runs: lists, compares with what the warehouse knows, asks for a run for the rest.

The bucket and the warehouse are the truth, so nothing is kept here that matters: after a restart the same listing
asks for the same runs, and Prefect gives the same run for the same idempotency key.
"""

from __future__ import annotations

import logging
import time
from typing import Any

import httpx
from prefect.client.schemas.objects import FlowRun
from prefect.deployments import run_deployment
from prefect.exceptions import PrefectException

from flows.line import known, list_documents
from infra.settings import Settings, settings
from tasks.storage import ObjectRef, StorageError
from tasks.warehouse import WarehouseError

log = logging.getLogger("domeinwacht.watcher")

DEPLOYMENT = "ingest-document/ingest-document"
ATTEMPTS = 3  # a run that failed still answers for its key (Prefect 3.8), so each attempt has a key of its own
ASK_AGAIN = 60.0  # seconds that a run asked for is left alone before its object counts as missed


def idempotency_key(ref: ObjectRef, attempt: int = 1) -> str:
    """One run for each version of each object."""
    return f"{ref.uri}#{ref.version}" + (f"#{attempt}" if attempt > 1 else "")


class Watcher:
    """Asks for a run for every object that the warehouse does not know."""

    def __init__(self) -> None:
        self._asked: dict[str, float] = {}

    def round(self, current: Settings) -> list[FlowRun]:
        """One listing of the bucket; the runs that were asked for."""
        listed = list_documents()
        seen = known(current.warehouse_path, current.warehouse_wait)
        unseen = [ref for ref in listed if (ref.uri, ref.version) not in seen]
        due = [ref for ref in unseen if self._due(idempotency_key(ref))]
        return [run for ref in due if (run := self._ask(ref)) is not None]

    def _due(self, key: str) -> bool:
        return time.monotonic() - self._asked.get(key, float("-inf")) > ASK_AGAIN

    def _ask(self, ref: ObjectRef) -> FlowRun | None:
        run = ask_for_run(ref)
        self._asked[idempotency_key(ref)] = time.monotonic()
        return run


def ask_for_run(ref: ObjectRef) -> FlowRun | None:
    """A run for the object; another one where the last has ended and the object is still not known."""
    for attempt in range(1, ATTEMPTS + 1):
        run: Any = run_deployment(
            DEPLOYMENT,
            parameters={"document": {"key": ref.key, "version": ref.version}},
            idempotency_key=idempotency_key(ref, attempt),
            flow_run_name=f"{ref.key} ({attempt})" if attempt > 1 else ref.key,
            timeout=0,
        )
        if not (run.state and run.state.is_final()):
            log.info("%s: run %s", ref.uri, run.name)
            return run if isinstance(run, FlowRun) else None
    log.warning("%s: %d runs ended without it; the quarterly review or a reprocess takes it up", ref.uri, ATTEMPTS)
    return None


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
