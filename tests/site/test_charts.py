"""Charts: drawn without a browser, told in words, in colours that the stylesheet knows, with Dutch numbers."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tasks.site.charts import COLOURS, Spec, budget_bars, cost_line, draw, ranked
from tasks.site.pictures import listed
from tasks.site.writing import TEMPLATES
from tests.site.pages import pages, tree

YEARS = [
    {"year": year, "begroting": Decimal(7_000_000), "realisatie": Decimal(spent), "over": spent > 7_000_000,
     "comparable": year != 2022}
    for year, spent in ((2021, 6_250_000), (2022, 7_800_000), (2023, 7_000_000))
]  # fmt: skip
SPECS = {"bars": budget_bars(YEARS), "line": cost_line(YEARS), "ranked": ranked([-12.5, 0, 3, 80])}


@pytest.mark.parametrize("name", SPECS)
def test_colours_are_those_that_the_stylesheet_maps(name: str) -> None:
    drawn = draw(SPECS[name], "iets")
    used = set(re.findall(r'(fill|stroke)="(#[^"]*)"', drawn))
    assert used
    assert {colour for _, colour in used} <= set(COLOURS.values())
    css = (TEMPLATES / "site.css").read_text(encoding="utf-8")
    assert [pair for pair in used if f'.chart [{pair[0]}="{pair[1]}"]' not in css] == []


@pytest.mark.parametrize("name", SPECS)
def test_a_chart_is_one_picture_with_its_text_and_needs_no_style(name: str) -> None:
    root = etree.fromstring(draw(SPECS[name], 'wat het "toont" & <meer>'))
    assert (root.get("role"), root.get("aria-label")) == ("img", 'wat het "toont" & <meer>')
    assert root.xpath("//@style | //*[local-name()='script' or local-name()='style'] | //@*[name()='href']") == []
    assert root.xpath("count(//@role)") == 1


def test_numbers_are_dutch_and_in_millions() -> None:
    texts = etree.fromstring(draw(budget_bars([{**YEARS[0], "realisatie": Decimal(1_500_000_000)}]), "")).itertext()
    assert "1.500 mln" in set(texts)
    low = {**YEARS[0], "begroting": Decimal(900_000), "realisatie": Decimal(700_000)}
    texts = etree.fromstring(draw(budget_bars([low]), "")).itertext()
    assert [text for text in texts if re.fullmatch(r"0,[1-9] mln", text)]


def count(spec: Spec, colour: str) -> int:
    return draw(spec, "").count(f'fill="{COLOURS[colour]}"')


def test_a_year_over_budget_has_another_colour() -> None:
    assert (count(budget_bars(YEARS), "over"), count(budget_bars(YEARS), "actual")) == (1, 2)


def test_a_year_that_is_not_comparable_breaks_the_line() -> None:
    whole = draw(cost_line([{**year, "comparable": True} for year in YEARS]), "")
    assert ("stroke-dasharray" in draw(cost_line(YEARS), ""), "stroke-dasharray" in whole) == (True, False)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.floats(-1e4, 1e4), min_size=1, max_size=40))
def test_any_shares_can_be_ranked(shares: list[float]) -> None:
    assert draw(ranked(shares), "").startswith("<svg")


def test_each_chart_of_the_site_says_what_it_shows(site: Path) -> None:
    told = [text for path in pages(site) for text in tree(path).xpath("//figure//*[name()='svg']/@aria-label")]
    assert "Jeugd: realisatie tegen begroting, 2023 tot en met 2025. Boven de begroting in 2023 en 2025." in told
    assert all(len(text) > 30 for text in told)


def test_a_list_reads_as_dutch() -> None:
    assert (listed(["2021"]), listed(["2021", "2022", "2024"])) == ("2021", "2021, 2022 en 2024")
