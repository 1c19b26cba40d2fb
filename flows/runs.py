"""What became of the runs that the watcher asked for, as Prefect tells it."""

from __future__ import annotations

from collections.abc import Iterable

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterIdempotencyKey

from flows.watcher import idempotency_key
from tasks.storage import ObjectRef


def ended(refs: Iterable[ObjectRef]) -> set[ObjectRef]:
    """The objects of which the run has come to an end, well or badly."""
    by_key = {idempotency_key(ref): ref for ref in refs}
    asked = FlowRunFilter(idempotency_key=FlowRunFilterIdempotencyKey(any_=list(by_key)))
    with get_client(sync_client=True) as client:
        runs = client.read_flow_runs(flow_run_filter=asked)
    return {by_key[run.idempotency_key or ""] for run in runs if run.state and run.state.is_final()}
