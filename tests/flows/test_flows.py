"""The coat around the line: every flow imports, every task has its policy, forms refuse what cannot be."""

from __future__ import annotations

import asyncio
import importlib
import pkgutil
import threading

import pytest
from prefect import Task
from prefect.states import exception_to_failed_state
from pydantic import ValidationError

import flows
from flows import elsewhere, line
from flows.deployments import deployments
from flows.parameters import BucketObject, Selection
from flows.policy import POLICIES, MailHeld, worth_another_attempt
from flows.report import markdown
from infra.settings import Settings
from tasks.alerts import SendReport
from tasks.alerts.chart import warm
from tasks.ingest import Outcome
from tasks.storage import AccessDenied, Unreachable

MODULES = [module.name for module in pkgutil.walk_packages(flows.__path__, "flows.")]


@pytest.mark.parametrize("name", MODULES)
def test_every_module_imports(name: str) -> None:
    assert importlib.import_module(name).__doc__


def test_every_task_runs_by_the_table_and_retries_at_the_network_only() -> None:
    tasks = {task.name: task for task in (*vars(line).values(), *vars(elsewhere).values()) if isinstance(task, Task)}
    assert tasks.keys() == POLICIES.keys()
    for name, policy in POLICIES.items():
        assert tasks[name].timeout_seconds == policy.timeout_seconds
        assert ("network" in policy.tags) == bool(policy.retry_delay_seconds)


@pytest.mark.parametrize(
    ("error", "again"),
    [(Unreachable("weg"), True), (MailHeld("weg", None), True), (AccessDenied("sleutel"), False), (KeyError(), False)],
)
def test_only_what_may_pass_is_tried_again(error: Exception, again: bool) -> None:
    state = asyncio.run(exception_to_failed_state(error))
    assert worth_another_attempt(line.fetch_task, None, state) is again


def test_deployments_of_which_two_are_planned() -> None:
    offered = {deployment.name: deployment for deployment in deployments()}
    read = {"ingest-document", "reprocess-documents"}
    others = {"quarterly-review", "reconcile", "publish-site", "acknowledge-alert", "backup"}
    assert set(offered) == read | others
    planned = {name: made.schedules[0].schedule for name, made in offered.items() if made.schedules}
    assert set(planned) == {"quarterly-review", "reconcile"}
    quarterly, hourly = (planned[name] for name in ("quarterly-review", "reconcile"))
    assert quarterly is not None
    assert quarterly.model_dump()["cron"] == "0 6 15 1,4,7,10 *"
    assert quarterly.model_dump()["timezone"] == "Europe/Amsterdam"
    assert hourly is not None
    assert hourly.model_dump()["cron"] == "20 * * * *"


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"municipality": "Atlantis"},
        {"year": 1812},
        {"kind": "roman"},
        {"key": "*", "anders": 1},
        {"key": "x" * 2000},
    ],
)
def test_the_form_refuses_what_cannot_be(asked: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Selection.model_validate(asked)


def test_the_form_takes_a_name_for_a_code_and_shows_dutch_words() -> None:
    assert Selection.model_validate({"municipality": "borne"}).municipality == "GM0147"
    for form in (Selection, BucketObject):
        schema = form.model_json_schema()
        assert all(part["title"] and part["description"] for part in schema["properties"].values())


def test_a_key_from_outside_is_text_in_the_report() -> None:
    report = markdown([Outcome("s3://b/<b>|[x](y)\n# kop.txt", "failed", reason="*weg*")], SendReport())
    assert "<b>" not in report.replace("\\<b\\>", "")
    assert "\n# kop" not in report
    assert "\\*weg\\*" in report
    assert "niets te versturen" in report


@pytest.mark.parametrize(
    ("given", "started"),
    [
        ({}, ["readers"]),
        ({"dask": "tcp://dask.internal:8786"}, []),
        ({"smtp_host": "mail.internal", "mail_to": ["financien@borne.nl"]}, ["pictures", "readers"]),
    ],
)
def test_what_a_run_will_need_starts_before_its_first_document(
    given: dict[str, object], started: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    monkeypatch.setattr(line, "settings", lambda: Settings.model_validate({"smtp_host": None, "mail_to": []} | given))
    monkeypatch.setattr(line.WORKERS, "prepare", lambda: begun.append("readers"))
    monkeypatch.setattr(line, "warm", lambda: begun.append("pictures"))
    line.prepare()
    for thread in threading.enumerate():
        if thread.name == "pictures":
            thread.join()
    assert sorted(begun) == started


def test_what_draws_can_be_loaded_before_there_is_anything_to_draw() -> None:
    warm()
