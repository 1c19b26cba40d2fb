"""How the flows that read or compute end: what is unsent is sent, readers see it, and the run says what it did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from prefect.client.schemas.objects import State

from flows.line import publish, send
from flows.report import close
from tasks.ingest import Outcome


def end(flow: str, outcomes: Sequence[Outcome] = (), notes: Sequence[str] = (), share: float = 1.0) -> State[Any]:
    """Send, publish and close a run.

    Args:
        flow: Its name.
        outcomes: What became of each document that it took.
        notes: Sentences for its report.
        share: Of the time that publishing may take (`flows.line.publish`).
    """
    report = send()
    publish(share)
    return close(flow, outcomes, report, notes)
