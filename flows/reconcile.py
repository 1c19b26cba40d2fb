"""The flow that holds the bucket and the warehouse against each other every hour, whatever events and runs did."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from flows.elsewhere import task_runner
from flows.ending import end
from flows.intake import NEVER, Emptied
from flows.line import backlog_task, refresh_task, refused_task, stale, take, withdraw_task
from tasks.storage import ObjectRef

log = logging.getLogger(__name__)

LEFT_LYING = timedelta(minutes=10)  # younger objects are with the watcher
MOST = 500  # objects in one sweep; the next comes in an hour


@flow(
    name="reconcile",
    flow_run_name="Bucket en warehouse naast elkaar",
    description="Houdt bucket en warehouse naast elkaar: wat gemist, overschreven of verwijderd is.",
    log_prints=True,
    task_runner=task_runner(),
)
def reconcile() -> State[Any]:
    """Take back what was deleted, read what was left lying or an earlier program refused, make and send what is due."""
    notes = [_withdrawn()]
    waiting = left_lying(backlog_task(), datetime.now(UTC))
    outcomes = list(take((waiting + refused_task())[:MOST]))
    if stale():
        refresh_task()
        notes.append("Controles, kengetallen en meldingen zijn opnieuw gemaakt: het programma is vernieuwd.")
    return end("reconcile", outcomes, [note for note in notes if note])


def left_lying(waiting: list[ObjectRef], moment: datetime) -> list[ObjectRef]:
    """What has waited for so long that nobody else takes it, the oldest first, as much as one sweep takes."""
    return [ref for ref in waiting if moment - (ref.modified or NEVER) > LEFT_LYING][:MOST]


def _withdrawn() -> str:
    """What was taken back, or why nothing was, for the report."""
    try:
        count = withdraw_task()
    except Emptied as doubt:
        log.error("%s", doubt)
        return str(doubt)
    return f"Ingetrokken, want verwijderd uit de bucket: {count}." if count else ""
