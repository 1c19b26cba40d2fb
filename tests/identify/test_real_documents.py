"""The real documents and pages, by their text alone: their names are never looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.identify import identify
from tasks.model import Document, StoredObject
from tasks.municipalities import municipalities

DOCUMENTS = Path(__file__).parents[3] / "shared" / "documents"
pytestmark = pytest.mark.skipif(not DOCUMENTS.exists(), reason="the shared documents lie beside the project")

EXPECTED = {
    "000": ("GM0147", "monitor", 2025, "2025"),
    "001": ("GM0147", "monitor", 2023, "2023H1"),
    "002": ("GM1700", "jaarstukken", 2025, "2025"),
    "003": ("GM0164", "jaarstukken", 2024, "2024"),
    "004": ("GM0164", "other", 2026, "2026"),
}
KINDS = {
    "begroting": "begroting",
    "jaarverslag": "jaarstukken",
    "jaarstukken": "jaarstukken",
    "perspectiefnota": "other",
    "kadernota": "other",
    "bestuursrapportage": "tussenrapportage",
}


def identified(path: Path) -> Document:
    data = path.read_bytes()
    return identify(StoredObject("file:///zonder-naam", "zonder-naam", "", data), data.decode())


@pytest.mark.parametrize("number", EXPECTED)
def test_a_real_document_is_known_by_its_text(number: str) -> None:
    document = identified(next(DOCUMENTS.glob(f"{number}_*.txt")))
    assert (document.municipality, document.kind, document.year, document.period) == EXPECTED[number]
    assert set(document.evidence) >= {"municipality", "kind", "year", "period"}
    assert document.evidence["municipality"].startswith("line ")


@pytest.mark.parametrize("path", sorted((DOCUMENTS / "pages").glob("*.txt")), ids=lambda path: path.stem)
def test_a_page_agrees_with_what_its_file_is_called(path: Path) -> None:
    document = identified(path)
    _, name, what = path.stem.split("_")
    known = municipalities()[document.municipality]
    names = {spelling.lower().replace(" ", "") for spelling in (known.plain_name, *known.spellings)}
    assert name in names
    assert (document.kind, document.year) == (KINDS[what.rstrip("0123456789")], int(what[-4:]))


def test_the_month_of_a_monitor_is_its_date_of_publication() -> None:
    published = identified(next(DOCUMENTS.glob("001_*.txt"))).published
    assert published is not None
    assert (published.year, published.month) == (2023, 10)
