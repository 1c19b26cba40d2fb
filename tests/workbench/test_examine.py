"""What the workbench sees of a document: all of it, also where the document would be refused."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import tasks.normalise as line
from tasks.conclude import conclude
from tasks.model import Claim, Fate, Kind, StoredObject
from tasks.workbench import at, examine
from tasks.workbench.model import FIELDS, Examination
from tests.iv3.files import LASTEN, raw, raw_of

SAMPLES = sorted((Path(__file__).parents[1] / "documents").glob("*/*/document.*[!n]"))
JAARSTUKKEN = """Jaarstukken 2024 gemeente Borne

Wat heeft het gekost?
Bedragen x € 1.000
Product\tBegroting 2024\tRekening 2024
Jeugd\t1.200\t1.351
Wmo\t2.000\t1.999
Totaal\t3.200\t3.350
"""


def stored(text: str | bytes, name: str = "stuk.txt") -> StoredObject:
    return StoredObject(f"file:///{name}", name, "", text.encode() if isinstance(text, str) else text)


def cell_at(place: str, of: Examination, text: str) -> dict[str, object]:
    (cell,) = [cell for _, cell in at(place, of).cells if cell.text == text]
    return {one.field: one.value for one in cell.conclusions} | {"fate": cell.fate, "region": cell.region}


def test_a_figure_is_seen_with_all_that_was_concluded_of_it() -> None:
    found = examine(stored(JAARSTUKKEN))
    assert (found.refusal, found.figures, found.cells(Fate.OBSERVED)) == ("", 6, 6)
    seen = cell_at("regel 6", found, "1.351")
    assert (seen["scenario"], seen["period"], seen["unit"], seen["scale"]) == ("realisatie", "2024", "EUR", 1000)
    assert seen["fate"] is Fate.OBSERVED
    (table,) = found.tables
    assert [column.path for column in table.columns if column.figures] == [("Begroting 2024",), ("Rekening 2024",)]
    assert {known.field: known.value for known in found.identity}["municipality"] == "GM0147"
    assert dict(found.fits)["text_tabs"] > dict(found.fits)["text_lines"]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: f"{path.parent.parent.name}/{path.parent.name}")
def test_what_is_seen_is_what_would_be_loaded(sample: Path) -> None:
    given = stored(sample.read_bytes(), sample.name)
    said = Claim("GM1700", Kind.JAARSTUKKEN, 2025) if sample.suffix == ".csv" else Claim()
    seen, loaded = examine(given, said), conclude(given, said).normalised
    figures = [cell for table in seen.tables for cell in table.figures]
    assert [cell.figure for cell in figures] == loaded.observations.rows(named=True)
    assert all(len(cell.conclusions) == len(FIELDS) for cell in figures)
    fates = Counter(fate for fate in loaded.cells["fate"] if fate is not None)
    assert {fate.value: seen.cells(fate) for fate in Fate} == {fate.value: fates[fate.value] for fate in Fate}


def test_a_document_of_an_unknown_municipality_is_shown_as_far_as_it_goes() -> None:
    found = examine(stored(JAARSTUKKEN.replace(" gemeente Borne", "")))
    assert "gemeente onbekend" in found.refusal
    assert {known.field: known.value for known in found.identity} == {
        "municipality": None, "kind": "jaarstukken", "year": "2024", "period": "2024",
    }  # fmt: skip
    (table,) = found.tables
    assert [cell.worth["printed"] for cell in table.cells if cell.text == "3.350"] == [3350]
    assert not table.figures


def test_a_kind_that_is_not_known_is_not_called_other() -> None:
    found = examine(stored(JAARSTUKKEN.replace("Jaarstukken", "Stuk").replace("Wat heeft het gekost?", "")
                           .replace("Rekening", "").replace("Begroting", "")), Claim("GM0147", None, 2024))  # fmt: skip
    (kind,) = [known for known in found.identity if known.field == "kind"]
    assert kind.value is None
    assert "soort document onbekend" in kind.evidence


def test_bytes_that_cannot_be_read_say_why() -> None:
    found = examine(stored(b"%PDF-1.7 kapot", "scan.pdf"))
    assert "PDF" in found.refusal
    assert not found.tables


def test_a_table_that_fails_is_shown_as_printed_with_what_went_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "judged", lambda *_: 1 / 0)
    (table,) = examine(stored(JAARSTUKKEN)).tables
    assert table.fault.startswith("ZeroDivisionError")
    assert "3.350" in {cell.text for cell in table.cells}


def test_an_iv3_file_is_counted_and_shown_without_tables() -> None:
    given = stored(raw(*raw_of("GM0147", "2023X000", LASTEN)), "2024_jaarrekening.csv")
    found = examine(given)
    assert (found.refusal, found.tables) == ("", ())
    assert {known.field: known.value for known in found.identity}["municipality"] == "GM0147"
    assert found.cells(Fate.OBSERVED) == found.figures > len(LASTEN)


def test_an_iv3_file_that_cannot_be_placed_says_why() -> None:
    assert "geen enkel cijfer" in examine(stored(raw(*raw_of("GM9999", "2023X000", LASTEN)), "iv3.csv")).refusal


@pytest.mark.parametrize(
    ("place", "locator"),
    [
        ("line 7", "line 7"),
        ("regel 7", "line 7"),
        ("7", "line 7"),
        ("page 3", "page 3 (10.0, 20.0, 30.0, 40.0)"),
        ("pagina 3 (20, 30)", "page 3 (10.0, 20.0, 30.0, 40.0)"),
        ("p3 (20,30)", "page 3 (10.0, 20.0, 30.0, 40.0)"),
        ("page 3 (10.0, 20.0, 30.0, 40.0)", "page 3 (10.0, 20.0, 30.0, 40.0)"),
        ("b4", "Blad1!B4"),
        ("Blad1!B4", "Blad1!B4"),
        ("…/tr[2]/td[3]", "/html/body/table[1]/tr[2]/td[3]"),
        ("/html/body/table[1]/tr[2]", "/html/body/table[1]/tr[2]/td[3]"),
        ("tabel 2 rij 3", "table 2 row 3 column 4"),
        ("T01 r1 k1", "anywhere"),
        ("t01 rij 1 kolom 1", "anywhere"),
    ],
)
def test_a_place_is_found_as_people_say_it(place: str, locator: str) -> None:
    assert [cell.locator for _, cell in at(place, _with_cell_at(locator)).cells] == [locator]


@pytest.mark.parametrize("place", ["line 70", "line", "page 3 (50, 60)", "page 4", "B", "T01 r2", "T02", "td[3]"])
def test_another_place_is_not_found(place: str) -> None:
    for locator in ("line 7", "page 3 (10.0, 20.0, 30.0, 40.0)", "Blad1!B4", "/html/body/table[1]/tr[2]/td[3]"):
        if not (place == "line" and locator == "line 7"):
            assert at(place, _with_cell_at(locator)).cells == ()


def _with_cell_at(locator: str) -> Examination:
    found = examine(stored(JAARSTUKKEN))
    (table,) = found.tables
    (cell,) = [cell for cell in table.cells if (cell.row, cell.column) == (1, 1)]
    moved = type(cell)(**{name: getattr(cell, name) for name in cell.__slots__} | {"locator": locator})
    fields = {name: getattr(table, name) for name in table.__slots__} | {"cells": (moved,)}
    return Examination(found.name, found.uri, found.sha256, (), "", tables=(type(table)(**fields),))
