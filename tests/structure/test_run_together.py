"""Figures that nothing parts are signalled wherever they stand: as a line, a label or a heading."""

from __future__ import annotations

import pytest

from tasks.formats import read as read_bytes
from tasks.model import Fate
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


def test_a_line_of_them_is_signalled() -> None:
    text = "Jaarstukken 2024\n\nOmschrijvingRekeningBegroting\nWijkzorg1.2041.3511.402\nJeugdhulp871902915\n"
    signalled = {rest.text for rest in read_bytes(text.encode()).remainder if rest.fate is Fate.SIGNALLED}
    assert signalled >= {"Wijkzorg1.2041.3511.402", "Jeugdhulp871902915"}


def test_a_label_of_them_is_signalled() -> None:
    rows = ["", "Rekening 2024"], ["Zorg en jeugd2.0752.253", "1.204"], ["Wmo", "1.204"]
    got = read(table(*rows, title="Lasten x € 1.000"))
    assert got.cells.filter(text="Zorg en jeugd2.0752.253")["fate"].to_list() == [Fate.SIGNALLED.value]
    assert got.findings.filter(kind="unreadable cell")["printed"].to_list() == ["Zorg en jeugd2.0752.253"]
