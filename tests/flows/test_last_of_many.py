"""Of runs that come in a burst the last makes the site: each of them would make it anew."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.objects import FlowRun
from prefect.states import Scheduled

from flows.ending import end
from flows.runs import INGEST, one_follows
from tests.waiting import until


def asked_for(client: SyncPrefectClient, wait: timedelta) -> FlowRun:
    """A run that reads a document, due in a while."""
    deployment = client.read_deployment_by_name(f"{INGEST}/{INGEST}")
    due = Scheduled(scheduled_time=datetime.now(UTC) + wait)
    asked = {"document": {"key": "inkomend/er-is-niets.txt"}}
    return client.create_flow_run_from_deployment(deployment.id, parameters=asked, state=due)


def test_a_run_that_is_due_follows_and_a_later_attempt_does_not(client: SyncPrefectClient) -> None:
    until(lambda: not one_follows())
    later = asked_for(client, timedelta(hours=1))
    assert not one_follows()
    soon = asked_for(client, timedelta(seconds=50))
    followed = one_follows()
    client.delete_flow_run(soon.id)
    client.delete_flow_run(later.id)
    assert followed
    assert not one_follows()


@pytest.mark.parametrize(
    ("share", "follows", "makes_the_site"), [(0.1, True, False), (0.1, False, True), (1.0, True, True)]
)
def test_one_of_many_leaves_the_site_to_the_next(
    share: float, follows: bool, makes_the_site: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[bool] = []
    monkeypatch.setattr("flows.ending.send", lambda: None)
    monkeypatch.setattr("flows.ending.changes", list)
    monkeypatch.setattr("flows.ending.close", lambda *_: None)
    monkeypatch.setattr("flows.ending.publish", lambda _, *, site: made.append(site))
    monkeypatch.setattr("flows.ending.one_follows", lambda: follows)
    end(INGEST, share=share)
    assert made == [makes_the_site]


def test_where_prefect_does_not_say_the_site_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def silent() -> bool:
        raise httpx.ConnectError("no answer")

    made: list[bool] = []
    monkeypatch.setattr("flows.ending.send", lambda: None)
    monkeypatch.setattr("flows.ending.changes", list)
    monkeypatch.setattr("flows.ending.close", lambda *_: None)
    monkeypatch.setattr("flows.ending.publish", lambda _, *, site: made.append(site))
    monkeypatch.setattr("flows.ending.one_follows", silent)
    end(INGEST, share=0.1)
    assert made == [True]
