"""The flow that reads what lies below one place in the bucket, from the form in the Prefect UI."""

from __future__ import annotations

from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Failed

from flows.elsewhere import task_runner
from flows.ending import end
from flows.intake import NothingThere
from flows.line import prefix_task, take
from flows.parameters import Folder


@flow(
    name="backfill",
    flow_run_name="Inlezen: {keuze}",
    description="Leest wat in een map van de bucket nog niet gelezen is, of alles daarin opnieuw.",
    log_prints=True,
    task_runner=task_runner(),
)
def backfill(keuze: Folder) -> State[Any]:
    """Read in batches what lies there; a place where nothing lies is told at once, with the one that was meant."""
    try:
        refs = prefix_task(keuze.prefix, keuze.again)
    except NothingThere as error:
        return Failed(message=str(error))
    return end("backfill", list(take(refs, again=keuze.again)))
