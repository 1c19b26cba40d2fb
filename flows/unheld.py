"""Runs that no process works on any more: Prefect believes them alive, they hold its slots, and nothing ends them.

A run whose process is killed while its runner lives is marked by the runner. Where both die, as when a machine stops,
nobody is left to say so. On one machine the processes can be counted, which is surer than waiting for heartbeats:
each bears the id of its run in its environment. Runs of work pools are held on other machines and are left to the
automation that `domeinwacht setup` makes.
"""

from __future__ import annotations

import contextlib
import logging
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import FlowRun
from prefect.states import Crashed

from flows.runs import ABANDONED, in_hand
from flows.set_back import release

log = logging.getLogger("domeinwacht.unheld")

VARIABLE = b"PREFECT__FLOW_RUN_ID="
GRACE = 45.0  # seconds from a look to the next: a run is pending for a while before its process is there


def held() -> dict[str, list[int]] | None:
    """The processes of this user by the id of the run that they work on; None where the system does not tell."""
    if not Path("/proc/self/environ").exists():
        return None
    found: dict[str, list[int]] = {}
    for place in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            if place.stat().st_uid == os.getuid():
                for part in place.read_bytes().split(b"\0"):
                    if part.startswith(VARIABLE):
                        found.setdefault(part[len(VARIABLE) :].decode(), []).append(int(place.parent.name))
    return found


def end_all_unheld() -> list[FlowRun]:
    """End every run that no process holds, before a runner starts: none can be about to."""
    ids = held()
    return [] if ids is None else _end(_without(ids))


@dataclass
class Heartbeat:
    """Ends the runs that are found without a process at two looks in a row."""

    clock: Callable[[], float] = time.monotonic
    looked: float = float("-inf")
    suspects: set[str] = field(default_factory=set)

    def beat(self) -> list[FlowRun]:
        """One look, where the last is long enough ago; the runs that were ended."""
        if self.clock() - self.looked < GRACE or (ids := held()) is None:
            return []
        self.looked = self.clock()
        release(ids)
        without = _without(ids)
        dead = [run for run in without if str(run.id) in self.suspects]
        self.suspects = {str(run.id) for run in without}
        return _end(dead)


def _without(ids: Mapping[str, object]) -> list[FlowRun]:
    return [run for run in in_hand() if run.deployment_id and not run.work_pool_name and str(run.id) not in ids]


def _end(runs: list[FlowRun]) -> list[FlowRun]:
    with get_client(sync_client=True) as client:
        for run in runs:
            client.set_flow_run_state(run.id, Crashed(message=ABANDONED))
            log.warning("run %s was held by no process and was ended", run.name)
    return runs
