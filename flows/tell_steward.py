"""The flow that tells the steward which runs went wrong; an automation asks for it, and each morning what is left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from prefect import flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    FlowFilter,
    FlowFilterName,
    FlowRunFilter,
    FlowRunFilterEndTime,
    FlowRunFilterState,
    FlowRunFilterStateName,
)
from prefect.client.schemas.objects import FlowRun, State
from prefect.client.schemas.sorting import FlowRunSort
from prefect.states import Completed, Failed

from flows.line import trouble_task
from infra.settings import settings
from tasks.alerts.trouble import Untold
from tasks.notation import AMSTERDAM

NAME = "tell-steward"
WRONG = ["Failed", "Crashed", "TimedOut"]  # a document that was put aside is no fault of a run: the digest has those
LONGEST_AGO = timedelta(days=7)
MOST = 50  # runs that a mail tells of


@flow(
    name=NAME,
    flow_run_name="Wat mislukte, aan de beheerder",
    description="Mailt de beheerder welke runs mislukten sinds de vorige mail; zonder zulke runs gebeurt er niets.",
    log_prints=True,
)
def tell_steward() -> State[Any]:
    """One mail about all that went wrong since the last; red where nobody could be told."""
    wrong = went_wrong(since_last())
    if not wrong:
        return Completed(message="Er mislukte niets.")
    count = "1 run is mislukt" if len(wrong) == 1 else f"{len(wrong)} runs zijn mislukt"
    try:
        told = trouble_task(f"Domeinwacht: {count}", [f"{count}.", "", *lines(wrong)])
    except Untold as error:
        return Failed(message=f"{count}; {error}")
    return Completed(name="Told", message=f"{count}; verteld aan {', '.join(told)}")


def since_last() -> datetime:
    """When the steward was last told, or as long ago as is told of at all."""
    earliest = datetime.now(UTC) - LONGEST_AGO
    last = _runs(FlowRunFilter(state=_named(["Told"])), FlowFilter(name=FlowFilterName(any_=[NAME])), 1)
    return max(earliest, last[0].start_time or earliest) if last else earliest


def went_wrong(since: datetime) -> list[FlowRun]:
    """The runs that ended badly since a moment, the last first; those of this flow itself are not told of."""
    ended = FlowRunFilter(state=_named(WRONG), end_time=FlowRunFilterEndTime(after_=since))
    found = _runs(ended, None, MOST)
    return [run for run in found if "beheerder" not in run.tags]


def lines(wrong: Sequence[FlowRun]) -> list[str]:
    """A line for each run with why and when, and its address where that is known; then what to do."""
    told = []
    for run in wrong:
        ended = f"{run.end_time.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}" if run.end_time else ""
        reason = (run.state.message if run.state else "") or (run.state.name if run.state else "")
        told += [f"- {run.name} ({ended}): {reason}"]
        told += [f"  {settings().runs_url}/{run.id}"] if settings().runs_url else []
    return [
        *told,
        "",
        "Wat niet gelezen is wordt vanzelf opnieuw geprobeerd; `domeinwacht doctor` zegt wat een mens moet doen.",
    ]


def _named(names: list[str]) -> FlowRunFilterState:
    return FlowRunFilterState(name=FlowRunFilterStateName(any_=names))


def _runs(chosen: FlowRunFilter, of: FlowFilter | None, most: int) -> list[FlowRun]:
    with get_client(sync_client=True) as client:
        return client.read_flow_runs(flow_run_filter=chosen, flow_filter=of, sort=FlowRunSort.END_TIME_DESC, limit=most)
