"""The UI of Prefect as a person uses it: a form filled in wrong and right, its run, what it tells, and the figures."""

from __future__ import annotations

import http.server
import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from email import message_from_bytes
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import FlowFilter, FlowFilterName
from prefect.deployments import run_deployment
from prefect.exceptions import PrefectHTTPStatusError

from flows import line
from flows.automations import FAILED, set_up
from flows.local import LocalSystem
from flows.tell_steward import tell_steward
from tests.flows.conftest import Await

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make setup")

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ("--disable-quic", "--disable-background-networking", "--disable-component-update", "--no-first-run")
PATIENCE = 60_000  # milliseconds: the pages of Prefect are heavy, and so is what else this machine does
BORNE = Path(__file__).parents[1] / "documents" / "text_tabs" / "borne_monitor_2025" / "document.txt"


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and says nothing of it."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def site(system: LocalSystem) -> Iterator[str]:
    """The website of the system, at the address that its settings give out."""
    address = urlsplit(str(system.settings.site_url))
    served = partial(Quiet, directory=str(system.joined().site_path))
    with http.server.ThreadingHTTPServer((str(address.hostname), int(address.port or 0)), served) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield address.geturl()
        server.shutdown()


@pytest.fixture
def page(system: LocalSystem, site: str) -> Iterator[Any]:
    """Prefect in a real browser, signed on; it may ask nothing of anywhere but this machine."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if not program:
        pytest.skip(f"none of {', '.join(PROGRAMS)} is installed (Debian: apt-get install chromium)")
    alone = ["--no-sandbox"] if os.geteuid() == 0 else []
    answered: set[str] = set()
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*ARGUMENTS, *alone])
        opened = browser.new_context(viewport={"width": 1280, "height": 1400}).new_page()
        opened.set_default_timeout(PATIENCE)
        opened.on("requestfinished", lambda request: answered.add(str(urlsplit(request.url).hostname)))
        opened.goto(api(system).removesuffix("/api"))
        opened.locator("input").first.fill(system.sign_on())
        opened.keyboard.press("Enter")
        opened.get_by_role("link", name="Deployments").wait_for()
        yield opened
        browser.close()
    assert answered <= {"127.0.0.1", "None"}


def api(system: LocalSystem) -> str:
    return system.environment()["PREFECT_API_URL"]


def open_form(page: Any, client: SyncPrefectClient, name: str) -> None:
    deployment = client.read_deployment_by_name(f"{name}/{name}")
    page.goto(f"{client.api_url}".removesuffix("/api/") + f"/v2/deployments/deployment/{deployment.id}/run")
    page.get_by_role("button", name="Submit").wait_for()


def runs_of(client: SyncPrefectClient, *names: str) -> int:
    """How many runs these flows have; others start by themselves meanwhile."""
    return len(client.read_flow_runs(flow_filter=FlowFilter(name=FlowFilterName(any_=list(names)))))


def submit(page: Any, then: Callable[[], Any]) -> None:
    """Send the form until what should come of it is there: a first click may only close a list that was open."""
    for _ in range(5):
        page.get_by_role("button", name="Submit").click()
        try:
            then()
            return
        except sync_api.TimeoutError:
            continue
    then()


def test_a_form_is_filled_in_wrong_and_right_and_its_run_leads_to_the_figures(
    system: LocalSystem, client: SyncPrefectClient, ended: Await, put: Callable[[str, Path], None], page: Any
) -> None:
    put("scherm/borne.txt", BORNE)
    ended(lambda run: run.name.startswith("scherm/borne.txt"))
    open_form(page, client, "reprocess-documents")
    for part in ("Gemeente", "Begrotingsjaar van het document.", "Soort (Optional)"):
        page.get_by_text(part, exact=True).first.wait_for()

    # Nothing filled in: refused by the form itself, and no run is made of it.
    before = runs_of(client, "reprocess-documents")
    submit(page, lambda: page.get_by_text("Niet gestart: keuze, Gemeente: moet ingevuld zijn").wait_for(timeout=5000))
    assert runs_of(client, "reprocess-documents") == before

    # A municipality is chosen by its name; what no list has cannot be.
    page.get_by_text("Select", exact=True).first.click()
    page.keyboard.type("Brone")
    page.wait_for_timeout(500)
    assert page.get_by_role("option").count() == 0
    for _ in "Brone":
        page.keyboard.press("Backspace")
    page.keyboard.type("Borne")
    page.get_by_role("option", name="Borne", exact=True).click()
    page.locator("textarea").last.fill("scherm/*")
    submit(page, lambda: page.wait_for_url(re.compile(r"\?tab=Runs|/runs/flow-run/"), timeout=5000))

    run = ended(lambda run: run.name == "Opnieuw lezen: Borne scherm/*")
    assert run.state is not None
    assert run.state.name == "Completed", run.state.message
    assert run.tags == ["lezen"]
    page.goto(f"{api(system).removesuffix('/api')}/v2/runs/flow-run/{run.id}?tab=Logs")
    page.get_by_text("borne.txt: Borne, monitor 2025").first.wait_for()
    page.get_by_role("tab", name="Artifacts").click()
    page.locator("a[href*='artifacts/key']").first.click()
    page.locator("a[href*='artifacts/artifact']").first.click()
    page.get_by_role("heading", name="Domeinen tegen hun begroting").wait_for()
    page.get_by_text("domeinwacht explain").first.wait_for()
    beside = page.get_by_text("Last Updated").first.bounding_box()["x"]
    ends = [box["x"] + box["width"] for table in page.locator("table").all() if (box := table.bounding_box())]
    assert len(ends) == 2
    assert max(ends) < beside  # nothing of a table lies below what is beside it
    page.get_by_role("link", name=re.compile("^[0-9a-f]{12}$")).first.click()
    page.wait_for_url(f"{system.settings.site_url}/cijfers/*")
    assert "Borne, Jeugd 2025" in page.locator("body").inner_text()


def test_what_is_asked_past_the_form_is_refused_in_dutch_before_there_is_a_run(
    system: LocalSystem, client: SyncPrefectClient
) -> None:
    before = runs_of(client, "reprocess-documents", "backfill")
    for form, asked, said in (
        ("reprocess-documents", {"keuze": {"municipality": "Brone"}}, "'Brone' kan niet; bedoelde u Borne?"),
        ("reprocess-documents", {"keuze": {"municipality": "Borne", "kind": "montor"}}, "bedoelde u monitor?"),
        ("reprocess-documents", {"keuze": {"municipality": "Borne", "year": 1812}}, "Jaar: 1812 is lager dan 2000"),
        ("backfill", {"keuze": {"prefix": ""}}, "Map: mag niet leeg zijn"),
        ("backfill", {}, "keuze: moet ingevuld zijn"),
    ):
        deployment = client.read_deployment_by_name(f"{form}/{form}")
        with pytest.raises(PrefectHTTPStatusError) as refused:
            client.create_flow_run_from_deployment(deployment.id, parameters=asked)
        assert refused.value.response.status_code == 409
        assert said in refused.value.response.json()["detail"]
    assert runs_of(client, "reprocess-documents", "backfill") == before


def test_the_automations_are_made_once_and_switched_off_stay_so(system: LocalSystem, client: SyncPrefectClient) -> None:
    names = set_up()
    (made,) = client.read_automations_by_name(FAILED)
    client.pause_automation(made.id)
    assert set_up() == names
    assert sorted(one.name for one in client.read_automations()) == sorted(names)
    (again,) = client.read_automations_by_name(FAILED)
    assert (again.id, again.enabled) == (made.id, False)
    client.resume_automation(made.id)


def test_the_steward_hears_of_a_run_that_failed(
    system: LocalSystem, client: SyncPrefectClient, ended: Await, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the automation, on the event of the failed run; a place where nothing lies makes one."""
    set_up()
    run_deployment("backfill/backfill", parameters={"keuze": {"prefix": "schrem/"}}, timeout=0)
    failed = ended(lambda run: run.name == "Inlezen: schrem/")
    assert failed.state is not None
    assert (failed.state.message or "").startswith("onder 'schrem/' ligt niets in s3://documenten")
    told = ended(lambda run: run.name == "Wat mislukte, aan de beheerder")
    assert told.state is not None
    assert "geen beheerder ingesteld (DOMEINWACHT_MAIL_STEWARD)" in (told.state.message or "")

    # With a steward, who is told of it once.
    steward = system.joined().model_copy(update={"mail_steward": ["beheer@gemeente.test"]})
    monkeypatch.setattr(line, "settings", lambda: steward)
    assert tell_steward(return_state=True).name == "Told"
    assert tell_steward(return_state=True).message == "Er mislukte niets."
    mails = [message_from_bytes(path.read_bytes()) for path in system.mail.glob("*.eml")]
    (mail,) = [mail for mail in mails if "mislukt" in str(mail["Subject"])]
    assert mail["To"] == "beheer@gemeente.test"
    assert "Inlezen: schrem/" in mail.get_payload(decode=True).decode()  # type: ignore[union-attr]
