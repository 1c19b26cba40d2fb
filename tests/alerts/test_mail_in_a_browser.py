"""Each kind of mail as a reader sees it: no wider than a telephone, light and dark, and nothing that axe objects to."""

from __future__ import annotations

import base64
import os
import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from infra.settings import Settings
from tasks.alerts.compose import compose
from tasks.alerts.enqueue import put_mail
from tasks.alerts.letter import compose_letter, enqueue_letters
from tasks.alerts.outbox import Claimed
from tasks.alerts.policy import Policies
from tasks.alerts.steward import compose_steward
from tasks.model import StoredObject
from tasks.warehouse import Seen, open_warehouse, quarantine_object, transaction
from tests.alerts.exceedance import TODAY, Over, Raise

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make setup")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed: make setup")

from tests.site.test_browser import ARGUMENTS, AXE, PROGRAMS  # noqa: E402 - only where there is a browser

CHOSEN = Settings(mail_to=["finance@borne.example"], mail_steward=["s@borne.example"], site_url="https://m.example")
LONG = (
    "Een tabel met een titel die langer is dan een telefoon breed is en_zonder_een_enkele_spatie_waar_zij_afbreken_kan"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if not program:
        pytest.skip(f"none of {', '.join(PROGRAMS)} is installed (Debian: apt-get install chromium)")
    alone = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=[*ARGUMENTS, *alone])
        yield started
        started.close()


@pytest.fixture
def mails(raised: Raise, warehouse: Path) -> dict[str, str]:
    """The HTML of each kind of mail, its pictures inside."""
    ids = raised(
        Over(table_title=LONG, scenario_begroting="begroting_primitief", begroting=111_004_000, realisatie=131_193_000),
        Over(domain="totaal", metric="lasten", begroting=200_000_000, realisatie=231_193_000),
        Over(year=2024, begroting=10_000_000, realisatie=9_900_000),
    )
    policies = Policies(CHOSEN)
    with open_warehouse(warehouse) as con, transaction(con):
        refused = StoredObject("s3://documenten/een/heel/lang/pad.pdf", f"een/{LONG}.pdf", "1", b"x")
        quarantine_object(con, Seen.of(refused), "jaar onbekend: zet het in de titel")
        steward = put_mail(con, policies, datetime(2030, 1, 1), kind="steward", recipients=["s@borne.example"])
        (letter,) = enqueue_letters(con, policies, TODAY)

        def of(kind: str, message_id: str = "<x@y>") -> Claimed:
            return Claimed(message_id, kind, ids, "GM0147", ["finance@borne.example"], 1)

        found = {kind: compose(con, of(kind), policies, TODAY, warehouse) for kind in ("alert", "digest")}
        found["steward"] = compose_steward(con, of("steward", steward), policies, TODAY)
        found["letter"] = compose_letter(con, of("letter", letter), policies, TODAY)
    return {kind: page_of(mail) for kind, mail in found.items()}


def page_of(mail: EmailMessage) -> str:
    body = mail.get_body(("html",))
    assert body
    html = str(body.get_content())
    for part in mail.walk():
        if part.get_content_type() == "image/png":
            picture = base64.b64encode(part.get_content()).decode()
            html = html.replace(f"cid:{part['Content-ID'].strip('<>')}", f"data:image/png;base64,{picture}")
    return html


NEW_IN_HTML5 = {"header", "main", "section", "article", "figure", "nav", "footer", "aside"}
# What Word, which draws mails for Outlook on Windows, takes no notice of (caniemail.com, November 2026).
UNKNOWN_TO_WORD = r"(?:max-width|overflow-wrap|word-break|display|margin: 0 auto)[^;]*;?"
BOXES = r"(<(?:div|p|h\d|ul|li|span)\b[^>]*?style=\")([^\"]*)"


def as_outlook_draws_it(html: str) -> str:
    """The page without what Word does not know, and with what only Word reads."""
    html = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    html = html.replace("<!--[if mso]>", "").replace("<![endif]-->", "")
    html = re.sub(UNKNOWN_TO_WORD, "", html)
    return re.sub(BOXES, lambda found: found[1] + re.sub(r"(?:padding|background)[^;]*;?", "", found[2]), html)


def test_a_mail_is_legible_where_word_draws_it(mails: dict[str, str], browser: Any) -> None:
    for kind, html in mails.items():
        assert not NEW_IN_HTML5 & set(re.findall(r"<(\w+)", html)), kind
        assert not re.search(r"(?:float|position|display: *(?:flex|grid|inline-block))\b", html), kind
        assert len(re.findall(r"<img\b", html)) == len(re.findall(r"<img\b[^>]*\bwidth=\"\d+\"", html)), kind
        page = browser.new_page(viewport={"width": 900, "height": 800})
        page.set_content(as_outlook_draws_it(html))
        if kind != "steward":  # the key of an object without a blank in it may be wider: Word breaks no words
            assert page.evaluate("document.querySelector('td.inside').offsetWidth") == 640, kind
        found = axe.Axe().run(page, options=AXE).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == [], kind
        page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_mail_fits_a_telephone_and_axe_finds_nothing(mails: dict[str, str], browser: Any, scheme: str) -> None:
    for kind, html in mails.items():
        context = browser.new_context(viewport={"width": 375, "height": 800}, color_scheme=scheme)
        page = context.new_page()
        page.set_content(html)
        assert page.evaluate("document.documentElement.scrollWidth") == 375, kind
        found = axe.Axe().run(page, options=AXE).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == [], kind
        context.close()
