"""The flow that reads documents again, from the form in the Prefect UI."""

from __future__ import annotations

from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from flows.elsewhere import task_runner
from flows.ending import end
from flows.line import choose_task, take
from flows.parameters import Selection


@flow(
    name="reprocess-documents",
    flow_run_name="Opnieuw lezen: {keuze}",
    description="Leest documenten opnieuw: van een gemeente, een jaar, een soort of een sleutel.",
    log_prints=True,
    task_runner=task_runner(),
)
def reprocess_documents(keuze: Selection) -> State[Any]:
    """Read again what the form chooses; the figures of each document are replaced in one transaction."""
    return end("reprocess-documents", list(take(choose_task(keuze), again=True)))
