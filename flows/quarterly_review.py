"""The flow that runs each quarter: what events missed, what changed, what was not sent."""

from __future__ import annotations

from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from flows.line import known, letters_task, list_bucket_task, publish, refresh_task, send, take
from flows.report import close
from infra.settings import settings


@flow(
    name="quarterly-review",
    description="Leest wat in de bucket gemist is, rekent alle begrotingen na en verstuurt de kwartaaloverzichten.",
    log_prints=True,
)
def quarterly_review() -> State[Any]:
    """Sweep the bucket, recompute the KPIs of every municipality, write its letter and send what is unsent."""
    seen = known(settings().warehouse_path, settings().warehouse_wait)
    missed = [ref for ref in list_bucket_task() if (ref.uri, ref.version) not in seen]
    outcomes = list(take(missed))
    refresh_task()
    letters_task()
    report = send()
    publish()
    return close("quarterly-review", outcomes, report)
