"""The pages that explain: how figures are chosen, what is open, whom the site is for."""

from __future__ import annotations

from collections.abc import Iterator

from tasks.privacy import explanation
from tasks.site import addresses
from tasks.site.model import Page
from tasks.warehouse.explain import rule
from tasks.warehouse.kpis import kpis


def pages(least: int) -> Iterator[Page]:
    """What a reader wants to know of all the others; counts of fewer people than `least` are not shown."""
    told = {kpi.title: rule(f"kpi/{kpi.name}/query") for kpi in kpis().values()}
    yield Page(addresses.ABOUT, "about.html.j2", {
        "title": "Uitleg",
        "chosen": rule("core/fact_current"),
        "rules": list(told.items()),
        "privacy": explanation(least) if least else "",
    })  # fmt: skip
    yield Page(addresses.ACCESSIBILITY, "accessibility.html.j2", {"title": "Toegankelijkheidsverklaring (concept)"})
