"""The coat around the line: every flow imports, every task has its policy, forms refuse what cannot be."""

from __future__ import annotations

import asyncio
import importlib
import pkgutil
import re
import threading
from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from prefect import Task
from prefect.states import exception_to_failed_state
from pydantic import ValidationError

import flows
from flows import elsewhere, line, report
from flows.deployments import deployments
from flows.local import LAST_OFFERED
from flows.parameters import EVERY, FORMS, Folder, Selection
from flows.policy import POLICIES, MailHeld, worth_another_attempt
from flows.report import markdown
from infra.settings import Settings
from tasks.alerts import SendReport
from tasks.alerts.chart import warm
from tasks.ingest import Held, Outcome
from tasks.model import Kind
from tasks.storage import AccessDenied, Unreachable

MODULES = [module.name for module in pkgutil.walk_packages(flows.__path__, "flows.")]


@pytest.mark.parametrize("name", MODULES)
def test_every_module_imports(name: str) -> None:
    assert importlib.import_module(name).__doc__


AT_THE_EDGE = {
    "list-bucket", "list-refused", "list-prefix", "withdraw-deleted", "fetch-object", "read-object",
    "tell-steward", "send-mail",
}  # fmt: skip


def test_every_task_runs_by_the_table_and_retries_at_the_network_only() -> None:
    tasks = {task.name: task for task in (*vars(line).values(), *vars(elsewhere).values()) if isinstance(task, Task)}
    assert tasks.keys() == POLICIES.keys()
    for name, policy in POLICIES.items():
        assert tasks[name].timeout_seconds == policy.timeout_seconds
        assert tasks[name].retries == len(policy.retry_delay_seconds)
        assert not tasks[name].tags  # of each that has tags, Prefect's server is asked for a slot
    assert {name for name, policy in POLICIES.items() if policy.retry_delay_seconds} == AT_THE_EDGE


@pytest.mark.parametrize(
    ("error", "again"),
    [(Unreachable("weg"), True), (MailHeld("weg", None), True), (AccessDenied("sleutel"), False), (KeyError(), False)],
)
def test_only_what_may_pass_is_tried_again(error: Exception, again: bool) -> None:
    state = asyncio.run(exception_to_failed_state(error))
    assert worth_another_attempt(line.fetch_task, None, state) is again


def test_deployments_say_what_they_do_and_three_are_planned() -> None:
    offered = {deployment.name: deployment for deployment in deployments()}
    read = {"ingest-document", "reconcile", "reprocess-documents", "backfill"}
    told = {"quarterly-review", "refresh", "send", "acknowledge-alert"}
    others = {"tell-steward", "publish-site", "backup"}
    assert set(offered) == read | told | others
    assert list(offered)[-1] == LAST_OFFERED, "what starts waits for it"
    assert {name for name, made in offered.items() if made.tags == ["lezen"]} == read
    assert {name for name, made in offered.items() if made.tags == ["meldingen"]} == told
    planned = {name: made.schedules[0].schedule for name, made in offered.items() if made.schedules}
    assert set(planned) == {"quarterly-review", "reconcile", "tell-steward"}
    quarterly, hourly = (planned[name] for name in ("quarterly-review", "reconcile"))
    assert quarterly is not None
    assert quarterly.model_dump()["cron"] == "0 6 15 1,4,7,10 *"
    assert quarterly.model_dump()["timezone"] == "Europe/Amsterdam"
    assert hourly is not None
    assert (hourly.model_dump()["interval"], hourly.model_dump()["anchor_date"].minute) == (timedelta(hours=1), 20)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"municipality": ""},
        {"municipality": "Atlantis"},
        {"municipality": "Borne", "year": 1812},
        {"municipality": "Borne", "kind": "roman"},
        {"municipality": EVERY, "anders": 1},
        {"municipality": EVERY, "key": "x" * 2000},
    ],
)
def test_the_form_refuses_what_cannot_be(asked: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Selection.model_validate(asked)


@pytest.mark.parametrize("prefix", ["", "/", "*", " ", "x" * 2000])
def test_a_place_in_the_bucket_begins_as_keys_do(prefix: str) -> None:
    with pytest.raises(ValidationError):
        Folder.model_validate({"prefix": prefix})


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ({"municipality": "Brone"}, "bedoelde u Borne?"),
        ({"municipality": "Borne", "kind": "jaarstuken"}, "bedoelde u jaarstukken?"),
    ],
)
def test_what_was_meant_is_said(asked: dict[str, object], meant: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(meant)):
        Selection.model_validate(asked)


def test_the_form_takes_a_name_for_a_code_and_a_run_is_named_by_it() -> None:
    chosen = Selection.model_validate({"municipality": "borne", "kind": "overig", "year": 2025})
    assert (chosen.municipality, chosen.kind) == ("GM0147", Kind.OTHER)
    assert str(chosen) == "Borne 2025 overig"
    assert str(Selection.model_validate({"municipality": EVERY})) == "alle gemeenten"


def test_every_field_of_every_form_has_a_title_a_description_and_what_can_be_chosen() -> None:
    """As Prefect shows it: a choice is a list of one type, for a union with null would be shown as tabs."""
    seen = set()
    for deployment in deployments():
        schema = deployment._parameter_openapi_schema.model_dump()
        for form in schema["definitions"].values():
            for name, part in form["properties"].items():
                seen.add(name)
                assert part["title"] != name.capitalize()
                assert part["description"]
                assert isinstance(part["type"], str)
    assert seen == {name for form in FORMS for name in form.model_fields}
    fields = Selection.model_json_schema()["properties"]
    assert {"Borne", "'s-Gravenhage", "Hengelo (O.)", EVERY} < set(fields["municipality"]["enum"])
    assert fields["kind"]["enum"] == ["monitor", "begroting", "tussenrapportage", "jaarstukken", "iv3", "overig"]


def test_a_figure_in_the_report_says_how_it_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    held = Held(
        "GM0147", 2025, "jeugd", "primitief", Decimal(1), "realisatie", Decimal(2), Decimal(-1), 100.0, True, "ab" * 16
    )
    document = SimpleNamespace(municipality="GM0147", kind="monitor", period="2025")
    outcome = Outcome("s3://b/x.txt", "loaded", document=document, budgets=(held,))  # type: ignore[arg-type]
    assert f"| {'ab' * 6} |" in markdown([outcome], SendReport())
    monkeypatch.setattr(report, "settings", lambda: Settings(site_url="https://cijfers.borne.nl"))
    assert f"[{'ab' * 6}](https://cijfers.borne.nl/cijfers/{'ab' * 8}.html)" in markdown([outcome], SendReport())


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
