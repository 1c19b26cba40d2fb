"""The flow that records who took an alert up, from the form in the Prefect UI."""

from __future__ import annotations

from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.line import acknowledge_task, publish
from flows.parameters import Acknowledgement
from flows.words import taken_text
from tasks.alerts.acknowledge import UnknownAlert


@flow(
    name="acknowledge-alert",
    flow_run_name="Melding {melding}",
    description="Legt vast wie een melding oppakt; wie eerst was blijft staan.",
)
def acknowledge_alert(melding: Acknowledgement) -> State[Any]:
    """Record it in the log of alerts, and let readers see it."""
    try:
        taken = acknowledge_task(melding)
    except UnknownAlert as error:
        return Failed(message=str(error))
    publish()
    return Completed(message=taken_text(taken))
