"""The flow that sends what waits in the outbox."""

from __future__ import annotations

from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.line import send as send_waiting
from flows.words import sent_text


@flow(
    name="send",
    flow_run_name="Mails versturen",
    description="Verstuurt de mails die nog staan, en wat niet gelezen kon worden aan de beheerder.",
    log_prints=True,
)
def send() -> State[Any]:
    """Red where mails stay behind: what stands in the way is in the state."""
    report = send_waiting()
    return Failed(message=sent_text(report)) if report.error else Completed(message=sent_text(report))
