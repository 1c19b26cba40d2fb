"""Totals too small for their municipality to be what they are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.formats import read as read_bytes
from tasks.identify import identify
from tasks.model import StoredObject
from tasks.normalise import normalise
from tests.normalise.builders import facts, read, table

EINDHOVEN = Path(__file__).parents[3] / "shared" / "documents" / "pages" / "10_eindhoven_jaarverslag2018.txt"


def test_a_label_that_broke_off_is_no_whole_law() -> None:
    """'6.71d Overige maatwerkarrangementen (WMO)' over two lines: Hengelo has 80,000 inhabitants."""
    grid = table(["", "Begroting 2024", "Rekening 2024"], ["(WMO)", "190", "214"], note="x € 1.000")
    normalised = read(grid)
    assert {concept for (concept,) in facts(normalised, "concept")} == {"wmo/wmo"}
    (finding,) = normalised.findings.filter(kind="implausible total").rows(named=True)
    assert finding["printed"] == "(WMO)"


@pytest.mark.parametrize("amounts", [("8.000", "9.000"), ("8.000", "0")])
def test_a_whole_of_the_size_of_one_stays_whole(amounts: tuple[str, str]) -> None:
    grid = table(["", "Begroting 2024", "Rekening 2024"], ["Wmo", *amounts], note="x € 1.000")
    assert set(facts(read(grid), "concept")) == {("wmo",)}


@pytest.mark.skipif(not EINDHOVEN.exists(), reason="the real documents are not on this machine")
def test_a_page_about_a_part_is_not_the_programme() -> None:
    """Its table stands under 'Sociaal domein' and is about youth care for crises: 33 euros per inhabitant."""
    stored = StoredObject(EINDHOVEN.as_uri(), EINDHOVEN.name, "", EINDHOVEN.read_bytes())
    reading = read_bytes(stored.data)
    normalised = normalise(identify(stored, reading.text), reading)
    assert "programma" not in normalised.observations["concept"]
    assert normalised.findings.filter(kind="implausible total")["locator"].to_list() == ["line 32"]


TAAKVELDEN = (
    ["6.3 Inkomensregelingen", "80.000"],
    ["6.71a Huishoudelijke hulp", "9.000"],
    ["6.72a Jeugdhulp", "9.000"],
)


@pytest.mark.parametrize(
    ("others", "concept"),
    [
        ([["7.1 Volksgezondheid", "900"]], "programma"),
        ([["2.1 Verkeer en vervoer", "900"]], "onbekend/zonder_naam"),
    ],
)
def test_the_total_of_the_taakvelden_of_three_laws_and_of_nothing_else_is_the_programme(
    others: list[list[str]], concept: str
) -> None:
    grid = table(["", "Rekening 2024"], ["Lasten"], *TAAKVELDEN, *others, ["Totaal lasten", "98.900"], note="x € 1.000")
    assert facts(read(grid), "concept", "domain")[-1] == (concept, "totaal" if concept == "programma" else None)


def test_care_that_a_table_does_not_call_of_youth_is_of_adults_where_it_calls_other_care_so() -> None:
    grid = table(
        ["", "Rekening 2024"], ["Huishoudelijke hulp", "9.000"], ["Begeleiding individueel", "9.000"],
        ["Jeugdhulp ambulant", "9.000"], note="x € 1.000",
    )  # fmt: skip
    assert [domain for (domain,) in facts(read(grid), "domain")] == ["wmo", "wmo", "jeugd"]


def test_what_adds_up_rows_of_all_three_laws_is_of_all() -> None:
    grid = table(
        ["", "Rekening 2024"], ["Ondersteuning Wmo", "9.000"], ["Ondersteuning jeugd", "9.000"],
        ["Participatie en werk", "9.000"], ["Saldo van baten en lasten", "27.000"], note="x € 1.000",
    )  # fmt: skip
    assert facts(read(grid), "domain")[-1] == ("totaal",)


@pytest.mark.parametrize(
    "label", ["Resultaat na bestemming", "Storting in reserves", "Geraamd saldo van lasten en baten"]
)
def test_what_adds_up_under_the_heading_of_the_programme_is_of_all(label: str) -> None:
    grid = table(
        ["", "Rekening 2024"], ["Eigen naam", "90.000"], [label, "90.000"], title="Programma 6 Sociaal domein",
        note="x € 1.000",
    )  # fmt: skip
    assert [domain for (domain,) in facts(read(grid), "domain")] == [None, "totaal"]


def test_the_total_of_one_taakveld_is_not_of_all() -> None:
    grid = table(
        ["", "Verschil 2024"], ["Lasten Wmo", "90"], ["Lasten jeugd", "90"], ["Lasten participatie", "90"],
        ["Totaal 6.71", "90"], note="x € 1.000",
    )  # fmt: skip
    assert facts(read(grid), "domain")[-1] == (None,)
