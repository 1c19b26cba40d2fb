"""How the flows that read or compute end: what is unsent is sent, readers see it, and the run says what it did."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

import httpx
from prefect.client.schemas.objects import State

from flows.line import publish, send
from flows.report import changes, close
from flows.runs import one_follows
from tasks.ingest import Outcome

log = logging.getLogger("domeinwacht.ending")


def end(flow: str, outcomes: Sequence[Outcome] = (), notes: Sequence[str] = (), share: float = 1.0) -> State[Any]:
    """Send, publish and close a run.

    Args:
        flow: Its name.
        outcomes: What became of each document that it took.
        notes: Sentences for its report.
        share: Of the time that publishing may take (`flows.line.publish`).
    """
    report, changed = send(), changes()
    publish(share, site=share == 1 or not _leaves_the_site())
    return close(flow, outcomes, report, notes, changed)


def _leaves_the_site() -> bool:
    """Whether a run of many leaves the site to the one that follows: of a burst the last one makes it.

    Making it cost more than reading did (November 2026: 65 s a run on a slow machine). Where the last does not come to
    it, the hourly sweep does.
    """
    try:
        return one_follows()
    except httpx.HTTPError as error:
        log.warning("whether a run follows is not known, so the site is made: %s", error)
        return False
