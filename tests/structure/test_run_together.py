"""Figures that nothing parts are signalled wherever they stand: as a line, a label or a heading."""

from __future__ import annotations

import pytest

from tasks.model import Fate
from tasks.structure.fates import rest_at
from tasks.structure.values import run_together
from tests.normalise.builders import read, table


@pytest.mark.parametrize(
    ("text", "are"),
    [
        ("Wijkzorg1.2041.3511.402", True),
        ("Jeugdhulp871902915", True),
        ("Uitgaven zorg en jeugd2.0752.2532.317", True),
        ("Totaal lasten2.075", True),
        ("Stand per 31.12.2024", False),
        ("Begroting 1.204 1.351", False),
        ("6.72a Maatwerkdienstverlening 18-", False),
        ("Begroting2024", False),
        ("GM0147", False),
        ("Q12024", False),
        ("zie www.voorbeeld.nl/stuk1234567", False),
        ("https://best.jaarverslag-2021.nl/p123456/wat", False),
        ("1.234.567", False),
        ("PGB2 aanvragen", False),
    ],
)
def test_figures_that_nothing_parts(text: str, are: bool) -> None:
    assert run_together(text) is are


@pytest.mark.parametrize("text", ["Wijkzorg1.2041.3511.402", "Jeugdhulp871902915"])
def test_a_line_of_them_is_signalled(text: str) -> None:
    assert rest_at(text, "line 4").fate is Fate.SIGNALLED


@pytest.mark.parametrize(
    "text",
    [
        "Werkbedrijf 1.204 1.351 1.402 volgens de raming van het werkbedrijf",
        "1 Kadernota 2023 3.643,7 3.601,2 3.588,0 3.590,4",
    ],
)
def test_three_amounts_behind_each_other_are_no_prose_and_no_page_header(text: str) -> None:
    assert rest_at(text, "line 4").fate is Fate.SIGNALLED


def test_a_label_of_them_is_signalled() -> None:
    rows = ["", "Rekening 2024"], ["Zorg en jeugd2.0752.253", "1.204"], ["Wmo", "1.204"]
    got = read(table(*rows, title="Lasten x € 1.000"))
    assert got.cells.filter(text="Zorg en jeugd2.0752.253")["fate"].to_list() == [Fate.SIGNALLED.value]
    assert got.findings.filter(kind="unreadable cell")["printed"].to_list() == ["Zorg en jeugd2.0752.253"]
