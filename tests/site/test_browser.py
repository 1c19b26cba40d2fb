"""The pages in a browser: Debian's Chromium where it is installed, driven from here, without a network.

Every kind of page, wide and on a phone, light and dark, with scripts and without: what axe finds, what the browser
complains of, and what is asked of anywhere else.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from infra.settings import Settings
from tasks.alerts.compose import compose
from tasks.alerts.outbox import Claimed
from tasks.alerts.policy import Policies
from tasks.kpi import refresh_kpis
from tasks.site import addresses
from tasks.site.building import build
from tasks.warehouse import open_warehouse, transaction
from tests.benchmarks.national import fill
from tests.site.conftest import MOMENT
from tests.site.test_site import figure_of

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make setup")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed: make setup")

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ("--disable-quic", "--disable-background-networking", "--disable-component-update", "--no-first-run")
KINDS = {
    "overview": addresses.OVERVIEW,
    "municipality": "gemeenten/GM0147.html",
    "domain": "gemeenten/GM0147-jeugd.html",
    "kpi": "kengetallen/GM0147-growth-split.html",
    "notes": "kengetallen/GM0147-unit-cost.html",
    "data": addresses.DATA,
    "about": addresses.ABOUT,
    "accessibility": addresses.ACCESSIBILITY,
}
WAYS: dict[str, Any] = {
    "wide": {"viewport": {"width": 1280, "height": 900}},
    "dark phone": {"viewport": {"width": 375, "height": 800}, "color_scheme": "dark"},
}
AXE = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]},
    "preload": False,
}

Visit = Callable[..., Any]


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
def visit(browser: Any) -> Iterator[Visit]:
    """Open a page; afterwards nothing may have been complained of or asked of anywhere but the site itself."""
    contexts: list[Any] = []
    complaints: list[str] = []
    asked: set[str] = set()

    def opened(url: str, **options: Any) -> Any:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type != "log" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: asked.add(request.url))
        page.goto(url)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
    assert {url for url in asked if not url.startswith("file:///")} == set()


BESIDE_PEERS = """
INSERT INTO kpi_benchmark BY NAME SELECT md5(subject || peer_label) AS kpi_id, 'GM0007' AS municipality, 2024 AS year,
    subject, 'realisatie' AS scenario, peer_label AS peers, peer_label, 385.52 AS per_inhabitant, known AS members,
    if(known > 5, 271.79, NULL) AS first_quartile, if(known > 5, 331.59, NULL) AS median,
    if(known > 5, 401.24, NULL) AS third_quartile, if(known > 5, 44, NULL) AS place,
    if(known > 5, NULL, 'Van deze groep zijn 4 gemeenten bekend: te weinig om te vergelijken.') AS reason,
    [document_id] AS document_ids, [] AS observation_ids
FROM document, unnest(['jeugd', 'wmo_lokaal']) AS a(subject),
    (VALUES ('Nederland', 342), ('20.000 tot 50.000', 180), ('Groningen', 4)) AS b(peer_label, known)
WHERE municipality = 'GM0007' AND year = 2024
"""


@pytest.fixture(scope="session")
def kinds(site: Path, warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An address of every kind of page; the country from a warehouse that has enough of it."""
    found = {kind: site / address for kind, address in KINDS.items()}
    found["figure"] = site / figure_of(warehouse, "GM0147", 2025, "jeugd")
    found["sum"] = site / figure_of(warehouse, "GM0164", 2024, "jeugd")
    tables = sorted((site / "documenten").glob("*-T*.html"), key=lambda path: path.stat().st_size)
    documents = [path for path in (site / "documenten").glob("*.html") if path not in tables]
    found |= {"document": max(documents, key=lambda path: path.stat().st_size), "table": tables[-1], "small": tables[0]}
    found["hidden"] = next(path for path in tables if "minder dan 10" in path.read_text(encoding="utf-8"))
    folder = tmp_path_factory.mktemp("country")
    with open_warehouse(folder / "w.duckdb") as con, transaction(con):
        fill(con, 24, 2)
        refresh_kpis(con)
        con.execute(BESIDE_PEERS).fetchall()
    build(folder / "w.duckdb", folder / "site")
    found["country"] = folder / "site" / addresses.COUNTRY
    found["compare"] = folder / "site" / addresses.kpi("GM0007", "benchmark")
    return {kind: path.as_uri() for kind, path in found.items()}


EVERY = (*KINDS, "figure", "sum", "document", "table", "small", "hidden", "country", "compare")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", EVERY)
def test_axe_finds_nothing(kinds: dict[str, str], visit: Visit, kind: str, way: str) -> None:
    page = visit(kinds[kind], **WAYS[way])
    found = axe.Axe().run(page, options=AXE)
    assert [(one["id"], one["nodes"][0]["html"], one["help"]) for one in found.response["violations"]] == []
    assert found.response["passes"]


@pytest.mark.parametrize("kind", EVERY)
def test_a_phone_shows_the_page_without_moving_it_sideways(kinds: dict[str, str], visit: Visit, kind: str) -> None:
    page = visit(kinds[kind], **WAYS["dark phone"])
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 375


@pytest.fixture
def mail(site: Path, own: Path, tmp_path: Path) -> Path:
    """The mail about Jeugd in Borne as it is sent, its HTML as a file; its pictures are in the mail and left out."""
    policies = Policies(Settings(mail_to=["financien@gemeente.test"], site_url=site.as_uri()))
    with open_warehouse(own) as con:
        ((alert,),) = con.execute(
            "SELECT alert_id FROM alert WHERE (municipality, year, domain) = ('GM0147', 2025, 'jeugd')"
        ).fetchall()
        claimed = Claimed("<x@y>", "alert", [alert], "GM0147", ["financien@gemeente.test"], 1)
        made = compose(con, claimed, policies, MOMENT, own)
    body = made.get_body(("html",))
    assert body is not None
    path = tmp_path / "mail.html"
    path.write_text(re.sub(r'src="cid:[^"]*"', 'src="data:,"', body.get_content()), encoding="utf-8")
    return path


@pytest.mark.parametrize("scripts", [True, False])
def test_two_clicks_lead_from_a_mail_to_the_printed_cell(mail: Path, visit: Visit, scripts: bool) -> None:
    page = visit(mail.as_uri(), java_script_enabled=scripts)
    page.locator("a[href*='/cijfers/']").first.click()
    assert page.locator("mark").all_inner_texts() == ["11.193", "11.004"]
    page.get_by_role("link", name="11.193", exact=True).first.click()
    cell = page.locator(":target")
    assert cell.inner_text() == "11.193"
    assert cell.is_visible()
    box = cell.bounding_box()
    assert 0 <= box["y"] <= page.viewport_size["height"]


@pytest.mark.parametrize("kind", EVERY)
def test_the_keyboard_goes_through_a_page_in_the_order_in_which_it_is_read(
    kinds: dict[str, str], visit: Visit, kind: str
) -> None:
    page = visit(kinds[kind])
    order = page.evaluate("""() => {
        const all = [...document.querySelectorAll("a[href], button, input, summary, [tabindex]")];
        return all.filter((one) => one.checkVisibility()).map((one) => [one.tabIndex, one.tagName]);
    }""")
    assert len(order) > 5
    assert {index for index, _ in order} == {0}, "no order of its own: that of the page"
    seen = []
    for _ in range(min(12, len(order))):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate("""() => {
            const all = [...document.querySelectorAll("a[href], button, input, summary, [tabindex]")];
            const visible = all.filter((one) => one.checkVisibility());
            const outline = getComputedStyle(document.activeElement).outlineStyle;
            return [visible.indexOf(document.activeElement), outline];
        }""")
        )
    assert [index for index, _ in seen] == list(range(len(seen)))
    assert {outline for _, outline in seen} == {"solid"}, "where the focus is can be seen"


@pytest.mark.parametrize("kind", EVERY)
def test_a_page_prints_within_the_width_of_a4(kinds: dict[str, str], visit: Visit, kind: str) -> None:
    page = visit(kinds[kind], viewport={"width": 688, "height": 1000})  # 182 mm: A4 less its margins
    page.emulate_media(media="print")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 688
    hidden = page.locator("nav, .skip, .find").all()
    assert not [one for one in hidden if one.is_visible()]


def test_without_scripts_nothing_is_missing(kinds: dict[str, str], visit: Visit) -> None:
    for kind in EVERY:
        plain = visit(kinds[kind], java_script_enabled=False)
        assert plain.locator("h1").is_visible()
        with_scripts = visit(kinds[kind])
        told = [re.sub(r"\s+", "", page.locator("main").inner_text()) for page in (plain, with_scripts)]
        assert told[0] == told[1].replace("Zoekeengemeente:", "")


def test_a_table_is_sorted_with_the_keyboard_and_searched(site: Path, visit: Visit) -> None:
    page = visit((site / addresses.OVERVIEW).as_uri())
    page.get_by_role("button", name="Jeugd").focus()
    page.keyboard.press("Enter")
    names = page.locator("tbody th")
    assert names.all_inner_texts() == ["Hengelo", "Twenterand", "Borne"]
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "ascending"
    page.keyboard.press("Enter")
    assert names.all_inner_texts() == ["Borne", "Twenterand", "Hengelo"]
    page.get_by_label("Zoek een gemeente").fill("twente")
    assert [name.inner_text() for name in names.all() if name.is_visible()] == ["Twenterand"]


def test_the_keyboard_goes_from_the_link_past_the_menu_to_what_is_said(site: Path, visit: Visit) -> None:
    page = visit((site / addresses.OVERVIEW).as_uri())
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.inner_text() == "Naar de inhoud"
    assert focused.bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_policy_is_in_force(site: Path, browser: Any) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        blocked: list[tuple[str, str | None]] = []
        page.on("requestfailed", lambda request: blocked.append((request.url, request.failure)))
        page.goto((site / addresses.OVERVIEW).as_uri())
        page.evaluate("""() => {
            const script = document.createElement("script"); script.textContent = "window.ran = true";
            const image = document.createElement("img"); image.src = "http://127.0.0.1:9/spy.png";
            document.body.append(script, image);
        }""")
        page.wait_for_timeout(300)
        assert page.evaluate("window.ran") is None
        assert blocked == [("http://127.0.0.1:9/spy.png", "csp")]
