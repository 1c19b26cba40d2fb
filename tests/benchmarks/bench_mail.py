"""From an object in the bucket to the mail about it, on the whole system when it is warm, and what each step takes.

`BENCH_MAILS=10` documents, one after the other, each of a municipality of its own, put at any moment of the rounds of
the watcher.
"""

from __future__ import annotations

import os
import random
import statistics
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId, FlowRunFilterName
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.settings import PREFECT_API_AUTH_STRING, PREFECT_API_URL, temporary_settings

from flows.line import bucket
from flows.local import LocalSystem
from infra.settings import Settings
from tasks.municipalities import codes_of, municipalities
from tests.waiting import until

MAILS = int(os.environ.get("BENCH_MAILS", "10"))
BORNE = Path(__file__).parents[1] / "documents" / "text_tabs" / "borne_monitor_2025" / "document.txt"


@pytest.fixture
def system(tmp_path: Path) -> Iterator[LocalSystem]:
    made = LocalSystem(
        Settings(var=tmp_path, alert_since_year=2000, alert_min_amount=0, alert_min_percent=1, mail_most_a_day=1000)
    )
    try:
        made.up()
        yield made
    finally:
        made.down()


def test_from_put_to_mail(system: LocalSystem) -> None:
    names = sorted({place.plain_name for place in municipalities().values() if place.valid_to is None})
    names = [name for name in names if name.isalpha() and len(codes_of(name)) == 1]
    signed_on = {PREFECT_API_URL: system.environment()["PREFECT_API_URL"], PREFECT_API_AUTH_STRING: system.sign_on()}
    chance = random.Random(1)
    with temporary_settings(signed_on), get_client(sync_client=True) as client:
        mailed(system, client, names.pop())  # warms it
        taken = []
        for name in names[:MAILS]:
            time.sleep(chance.uniform(0, 2))
            taken.append(mailed(system, client, name))
    whole = statistics.median(sum(one.values()) for one in taken)
    print(f"\n  put to mail, {MAILS} documents: median {whole:.1f} s (under 4), of which")
    for step in taken[0]:
        share = statistics.mean(one[step] for one in taken)
        print(f"    {step:21} {share:5.2f} s {share / statistics.mean(sum(one.values()) for one in taken):4.0%}")


def mailed(system: LocalSystem, client: SyncPrefectClient, municipality: str) -> dict[str, float]:
    """Put a document about a municipality, wait for its mail, and give the seconds of each step."""
    before = len(list(system.mail.glob("*.eml")))
    key = f"proef/{municipality}.txt"
    began = time.time()
    bucket(system.joined()).put(key, BORNE.read_text(encoding="utf-8").replace("Borne", municipality).encode())
    arrived = until(lambda: newest(system, before))
    run = until(lambda: ended(client, key))
    return steps(client, run, began, arrived)


def newest(system: LocalSystem, before: int) -> float | None:
    found = [path.stat().st_mtime for path in system.mail.glob("*.eml")]
    return max(found) if len(found) > before else None


def ended(client: SyncPrefectClient, key: str) -> FlowRun | None:
    found = client.read_flow_runs(flow_run_filter=FlowRunFilter(name=FlowRunFilterName(any_=[key])))
    return next((run for run in found if run.state and run.state.is_final()), None)


def steps(client: SyncPrefectClient, run: FlowRun, began: float, arrived: float) -> dict[str, float]:
    """The moments that Prefect keeps, as the time between them."""
    moments = {state.type: seconds(state.timestamp) for state in reversed(client.read_flow_run_states(run.id))}
    of_run = FlowRunFilter(id=FlowRunFilterId(any_=[run.id]))
    tasks = {task.name.split()[0]: task for task in client.read_task_runs(flow_run_filter=of_run)}
    assert run.created is not None
    took = {
        "the watcher sees it": seconds(run.created) - began,
        "Prefect has a run": moments[StateType.SCHEDULED] - seconds(run.created),
        "a runner takes it": moments[StateType.PENDING] - moments[StateType.SCHEDULED],
        "its process starts": moments[StateType.RUNNING] - moments[StateType.PENDING],
    }
    at = moments[StateType.RUNNING]
    for step, name in (("fetch-object", "ophalen"), ("load-documents", "load-documents"), ("send-mail", "send-mail")):
        (task,) = [one for key, one in tasks.items() if key.startswith(name)]
        assert task.start_time is not None
        begun = seconds(task.start_time)
        took[f"before {step}"] = begun - at
        at = arrived if step == "send-mail" or task.end_time is None else seconds(task.end_time)
        took[step] = at - begun
    return took


def seconds(moment: datetime) -> float:
    return moment.timestamp()
