"""The flow that reads documents again, from the form in the Prefect UI."""

from __future__ import annotations

from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from flows.elsewhere import task_runner
from flows.line import choose_task, publish, send, take
from flows.parameters import Selection
from flows.report import close


@flow(
    name="reprocess-documents",
    flow_run_name="Opnieuw lezen: {keuze}",
    description="Leest documenten opnieuw: van een gemeente, een jaar, een soort of een sleutel.",
    log_prints=True,
    task_runner=task_runner(),
)
def reprocess_documents(keuze: Selection) -> State[Any]:
    """Read again what the form chooses; the figures of each document are replaced in one transaction."""
    outcomes = list(take(choose_task(keuze), again=True))
    report = send()
    publish()
    return close("reprocess-documents", outcomes, report)
