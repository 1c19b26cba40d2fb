"""Runs that wait for a time that had come already, before the clock of this machine was set back.

Prefect lets no run begin before the time that it was made for, and the process of one that asks too early sleeps until
then: an hour, where the clock was set back an hour, with all that the bucket holds waiting behind it (tried, 30
November 2026). Such a run is known by the time of its state, which is still to come.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
from collections.abc import Mapping, Sequence
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.states import Crashed, Scheduled

from flows.runs import ABANDONED, SOON, not_begun

log = logging.getLogger("domeinwacht.set_back")


def release(holders: Mapping[str, Sequence[int]]) -> list[FlowRun]:
    """Have what waits for a time that had come be taken now; what a process sleeps on is ended, to be asked for again.

    Args:
        holders: The processes of each run, by its id.
    """
    with get_client(sync_client=True) as client:
        moment = _moment_of(client)
        waiting = [run for run in not_begun() if is_held_up(run, moment)]
        for run in waiting:
            _release(client, run, holders.get(str(run.id), ()), moment)
    return waiting


def _moment_of(client: SyncPrefectClient) -> datetime:
    """Now, by the server that writes these times and waits for them: another machine may have another clock."""
    return parsedate_to_datetime(client.request("GET", "/hello").headers["date"])


def is_held_up(run: FlowRun, moment: datetime) -> bool:
    """Whether a run is of a time to come and was due at that time; those of work pools are held elsewhere."""
    if not run.state or run.work_pool_name or run.state.timestamp <= moment + SOON:
        return False
    due = run.state.state_details.scheduled_time
    return due is None or due <= run.state.timestamp + SOON


def _release(client: SyncPrefectClient, run: FlowRun, holders: Sequence[int], moment: datetime) -> None:
    asleep = run.state_type is StateType.PENDING
    state: State[Any] = Crashed(message=ABANDONED) if asleep else Scheduled(scheduled_time=moment)
    client.set_flow_run_state(run.id, state, force=True)
    for process in holders if asleep else ():
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    log.warning("run %s waited for a time that had come before the clock was set back", run.name)
