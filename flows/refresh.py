"""The flow that makes checks, KPIs and alerts anew from what the warehouse has, without reading anything."""

from __future__ import annotations

from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from flows.ending import end
from flows.line import refresh_task


@flow(
    name="refresh",
    flow_run_name="Kengetallen narekenen",
    description="Maakt controles, kengetallen en meldingen van alle gemeenten opnieuw, en verstuurt wat nieuw is.",
    log_prints=True,
)
def refresh() -> State[Any]:
    """After a change of thresholds, vocabularies or the days of a council; the same figures make no second mail."""
    refresh_task()
    return end("refresh", notes=["Controles, kengetallen en meldingen zijn opnieuw gemaakt."])
