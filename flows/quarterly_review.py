"""The flow that runs each quarter: what events missed, what changed, what was not sent."""

from __future__ import annotations

from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from flows.elsewhere import task_runner
from flows.ending import end
from flows.line import backlog_task, letters_task, refresh_task, take


@flow(
    name="quarterly-review",
    flow_run_name="Kwartaalronde",
    description="Leest wat in de bucket gemist is, rekent alle begrotingen na en verstuurt de kwartaaloverzichten.",
    log_prints=True,
    task_runner=task_runner(),
)
def quarterly_review() -> State[Any]:
    """Sweep the bucket, recompute the KPIs of every municipality, write its letter and send what is unsent."""
    outcomes = list(take(backlog_task()))
    refresh_task()
    letters_task()
    return end("quarterly-review", outcomes)
