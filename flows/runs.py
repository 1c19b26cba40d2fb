"""The runs that objects were given, as Prefect tells it: what is under way, and what came of the last attempts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from itertools import takewhile

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterName,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
    FlowRunFilterTags,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.sorting import FlowRunSort

from tasks.storage import ObjectRef

INGEST = "ingest-document"
VERSION = "versie:"  # begins the tag of a version of an object
AT_ONCE = 50  # objects asked about in one question
PAGE = 200  # runs in one answer, the most that Prefect gives
UNDER_WAY = [StateType.SCHEDULED, StateType.PENDING, StateType.RUNNING, StateType.CANCELLING, StateType.PAUSED]
FIRST_WAIT = timedelta(seconds=15)  # after a first failure; twice as long after each further one of its cause
SOON = timedelta(minutes=1)  # until a run is due that has not begun
UNFORESEEN = "Flow run encountered an exception"  # so Prefect begins the message of a run that something was raised in
OF_PREFECT = ("ConcurrencySlot", "PrefectHTTP", "Connect", "Read", "RemoteProtocol")  # how errors of asking it begin
ABANDONED = "Geen proces werkte hier nog aan; wat niet geladen is wordt opnieuw gelezen."


class Cause(Enum):
    """What a run that brought nothing ended of, each with the longest wait to the next attempt.

    Documents are read in processes of their own with limits (ADR 11), so a run that dies hardly ever dies of one; an
    attempt each quarter of an hour is no burden where it does.
    """

    MACHINE = timedelta(minutes=2)  # it went with its runner: nothing points to the document
    FAULT = timedelta(minutes=10)  # of store, disk, lock or Prefect, as the run says itself: that passes
    DEATH = timedelta(minutes=15)  # unforeseen, or without a word while its runner lived: the document may be the cause

    @classmethod
    def of(cls, run: FlowRun) -> Cause:
        """The cause of a run that ended without what it was for."""
        message = (run.state.message if run.state else None) or ""
        raised = message.removeprefix(UNFORESEEN).lstrip(": ") if message.startswith(UNFORESEEN) else ""
        if run.state_type is StateType.FAILED and (not raised or raised.startswith(OF_PREFECT)):
            return cls.FAULT
        return cls.MACHINE if message == ABANDONED else cls.DEATH


@dataclass(frozen=True, slots=True)
class Attempts:
    """What became of the runs of one version of one object, the last ended first."""

    under_way: FlowRun | None = None
    ended: tuple[FlowRun, ...] = ()

    @property
    def next_number(self) -> int:
        """Which attempt comes next; a run that ended still answers for its key, so each has a number in it."""
        return len(self.ended) + 1

    @property
    def failures(self) -> tuple[FlowRun, ...]:
        """The last runs that brought nothing; none where the last did what it was for."""
        return tuple(takewhile(lambda run: run.state_type is not StateType.COMPLETED, self.ended))

    @property
    def suspicions(self) -> int:
        """How many of the last failures may have come of what was read: not of the machine, the store or the lock."""
        return sum(Cause.of(run) is Cause.DEATH for run in self.failures)

    def due(self, moment: datetime) -> bool:
        """Whether another attempt is due: at once, or later the more often it failed, by what it failed of.

        No number of failures gives an object up: it stays in the backlog that `doctor` shows until it is loaded or
        refused. A clock that was set back makes an attempt due rather than never.
        """
        if self.under_way:
            return False
        if not self.failures or (ended := self.failures[0].end_time) is None:
            return True
        return not ended <= moment < ended + self.wait

    @property
    def wait(self) -> timedelta:
        """From the end of the last failure to the next attempt, by how often it failed of the same cause."""
        if not self.failures:
            return timedelta()
        causes = [Cause.of(run) for run in self.failures]
        doubled: int = 2 ** min(causes.count(causes[0]) - 1, 12)
        return min(causes[0].value, FIRST_WAIT * doubled)


def content_of(ref: ObjectRef) -> str:
    """What names one version of one object with the note beside it: `s3://bucket/key#version`."""
    return f"{ref.uri}#{ref.version}" + (f"+{ref.sidecar}" if ref.sidecar else "")


def tag_of(ref: ObjectRef) -> str:
    """The tag that all runs of one version of one object bear."""
    return f"{VERSION}{hashlib.sha256(content_of(ref).encode()).hexdigest()[:20]}"


def attempts(refs: Sequence[ObjectRef]) -> dict[ObjectRef, Attempts]:
    """What Prefect knows of the runs of each object; nothing where it forgot or never knew."""
    found: dict[str, list[FlowRun]] = {tag_of(ref): [] for ref in refs}
    with get_client(sync_client=True) as client:
        for start in range(0, len(refs), AT_ONCE):
            tags = [tag_of(ref) for ref in refs[start : start + AT_ONCE]]
            for run in _all_runs(client, FlowRunFilter(tags=FlowRunFilterTags(any_=tags))):
                for tag in found.keys() & set(run.tags):
                    found[tag].append(run)
    return {ref: _attempts(found[tag_of(ref)]) for ref in refs}


def count_under_way() -> int:
    """How many runs that read a document are asked for and have not ended."""
    with get_client(sync_client=True) as client:
        return len(_all_runs(client, _in_states(UNDER_WAY), DeploymentFilter(name=DeploymentFilterName(any_=[INGEST]))))


def one_follows() -> bool:
    """Whether a run that reads documents is due and has not begun: it will end after one that asks now.

    What waits for a later attempt does not count.
    """
    moment = datetime.now(UTC) + SOON
    chosen = _in_states([StateType.SCHEDULED, StateType.PENDING])
    with get_client(sync_client=True) as client:
        waiting = _all_runs(client, chosen, DeploymentFilter(name=DeploymentFilterName(any_=[INGEST])))
    return any((run.next_scheduled_start_time or moment) <= moment for run in waiting)


def in_hand() -> list[FlowRun]:
    """The runs that some process should be working on."""
    with get_client(sync_client=True) as client:
        return _all_runs(client, _in_states([StateType.PENDING, StateType.RUNNING, StateType.CANCELLING]))


def not_begun() -> list[FlowRun]:
    """The runs that are planned, or asked for and not begun."""
    with get_client(sync_client=True) as client:
        return _all_runs(client, _in_states([StateType.SCHEDULED, StateType.PENDING]))


def _attempts(runs: Iterable[FlowRun]) -> Attempts:
    over = [run for run in runs if run.state and run.state.is_final()]
    alive = [run for run in runs if not (run.state and run.state.is_final())]
    never = datetime.min.replace(tzinfo=UTC)
    return Attempts(alive[0] if alive else None, tuple(sorted(over, key=lambda run: run.end_time or never)[::-1]))


def _in_states(states: list[StateType]) -> FlowRunFilter:
    return FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=states)))


def _all_runs(
    client: SyncPrefectClient, chosen: FlowRunFilter, deployment: DeploymentFilter | None = None
) -> list[FlowRun]:
    found: list[FlowRun] = []
    while True:
        page = client.read_flow_runs(
            flow_run_filter=chosen,
            deployment_filter=deployment,
            sort=FlowRunSort.ID_DESC,
            limit=PAGE,
            offset=len(found),
        )
        found += page
        if len(page) < PAGE:
            return found
