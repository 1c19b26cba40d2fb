"""The deployments, served from one process: a subprocess for each run."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from prefect import Flow, serve
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron, Interval, Schedule
from prefect.types.entrypoint import EntrypointType

from flows.acknowledge_alert import acknowledge_alert
from flows.back_up import backup
from flows.backfill import backfill
from flows.ingest_document import ingest_document
from flows.publish_site import publish_site
from flows.quarterly_review import quarterly_review
from flows.reconcile import reconcile
from flows.refresh import refresh
from flows.reprocess_documents import reprocess_documents
from flows.send import send
from flows.tell_steward import tell_steward
from flows.unheld import end_all_unheld
from flows.warm import kept_warm
from infra.settings import settings

QUARTERLY = Cron("0 6 15 1,4,7,10 *", timezone="Europe/Amsterdam")
DAILY = Cron("30 7 * * *", timezone="Europe/Amsterdam")
FIRST_SWEEP = datetime(2026, 1, 1, 0, 20, tzinfo=ZoneInfo("Europe/Amsterdam"))  # not on the hour, as all others are
# Runs that read at the same time; they write one after the other, for DuckDB lets one process in at a time and
# the next one waits at the door (DOMEINWACHT_WAREHOUSE_WAIT).
READERS = ConcurrencyLimitConfig(limit=3, collision_strategy=ConcurrencyLimitStrategy.ENQUEUE)
ALONE = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.ENQUEUE)
MODULE = EntrypointType.MODULE_PATH  # found from any working directory
QUESTIONS = 0.5  # seconds between two questions whether there is a run; half of it is in the time to a mail
AHEAD = 0  # seconds: a run that waits for a slot is not offered before its time, which was 3,900 times in 300 documents


def deployments() -> list[RunnerDeployment]:
    """Each flow as it is offered in the UI and to the watcher."""
    sweeps = Interval(timedelta(minutes=settings().reconcile_minutes), FIRST_SWEEP, timezone="Europe/Amsterdam")
    return [
        _offered(ingest_document, READERS, "lezen"),
        _offered(reconcile, ALONE, "lezen", sweeps),
        _offered(reprocess_documents, ALONE, "lezen"),
        _offered(backfill, ALONE, "lezen"),
        _offered(quarterly_review, ALONE, "meldingen", QUARTERLY),
        _offered(refresh, ALONE, "meldingen"),
        _offered(send, ALONE, "meldingen"),
        _offered(acknowledge_alert, ALONE, "meldingen"),
        _offered(tell_steward, ALONE, "beheerder", DAILY),
        _offered(publish_site, ALONE, "bewaren"),
        _offered(backup, ALONE, "bewaren"),
    ]


def _offered(
    flow: Flow[Any, Any], limit: ConcurrencyLimitConfig, tag: str, schedule: Schedule | None = None
) -> RunnerDeployment:
    made = flow.to_deployment(flow.name, schedule=schedule, concurrency_limit=limit, tags=[tag], entrypoint_type=MODULE)
    return cast(RunnerDeployment, made)  # in an event loop it would be a coroutine: this is called from none


if __name__ == "__main__":
    end_all_unheld()
    with kept_warm(settings().var / "run" / "warm"):
        serve(*deployments(), print_starting_message=False, query_seconds=QUESTIONS, prefetch_seconds=AHEAD)
