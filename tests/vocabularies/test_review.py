"""Unknown labels: what they resemble, and how one is added to a vocabulary."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from tasks.formats import read
from tasks.model import Document, Kind
from tasks.normalise import normalise
from tasks.vocabularies import VocabularyError, key, parse
from tasks.vocabularies.review import FOLDER, accept, nearest

DOCUMENT = Document("0" * 64, "file:///t", "t", "", "GM0147", Kind.JAARSTUKKEN, 2024, "2024")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("products", "taakvelden"):
        shutil.copy(FOLDER / f"{name}.csv", tmp_path / f"{name}.csv")
    return tmp_path


def changed(folder: Path, name: str) -> list[tuple[str, str]]:
    """The lines that differ from those of the project, before and after."""
    before, after = ((where / f"{name}.csv").read_text().splitlines() for where in (FOLDER, folder))
    return [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]


def test_an_unknown_label_is_shown_with_what_it_resembles_and_how_much() -> None:
    best = nearest("Wmo > Huishoudelijke ondersteunig")[0]
    assert best.code == "wmo.huishoudelijk"
    assert 0.9 < best.score < 1
    assert nearest("Bralket mofen") == []


def test_accepting_adds_one_spelling_and_changes_nothing_else(folder: Path) -> None:
    accepted = accept("Wmo > Poetshulp, licht", "wmo.huishoudelijk", folder)
    ((before, after),) = changed(folder, "products")
    assert after.startswith("wmo.huishoudelijk,Hulp bij het huishouden,product,")
    assert "Poetshulp, licht" in after
    assert accepted.line == (FOLDER / "products.csv").read_text().splitlines().index(before) + 1
    frame = parse("products", accepted.path.read_text())
    row = frame.row(by_predicate=pl.col("code") == "wmo.huishoudelijk", named=True)
    assert row["fixes"][-1] == "Poetshulp, licht"


def test_accepting_a_spelling_of_a_taakveld(folder: Path) -> None:
    accept("Beschermde woonvormen", "taakveld.6.811", folder)
    ((_, after),) = changed(folder, "taakvelden")
    assert after.startswith("6.811,")
    assert after.endswith("|Beschermde woonvormen")


@pytest.mark.parametrize(
    ("label", "code", "why"),
    [
        ("Poetshulp", "wmo.bestaat_niet", "bestaat niet"),
        ("Begeleiding", "wmo.huishoudelijk", "al bij de code"),
        ("hulp bij HUISHOUDEN", "wmo.huishoudelijk", "al bij deze code"),
        ("***", "wmo.huishoudelijk", "geen omschrijving"),
        ("a|b", "wmo.huishoudelijk", "geen omschrijving"),
        ("Poetshulp", "taakveld.9.99", "bestaat niet"),
    ],
)
def test_what_cannot_be_accepted_says_why_and_changes_nothing(folder: Path, label: str, code: str, why: str) -> None:
    with pytest.raises(VocabularyError, match=why):
        accept(label, code, folder)
    assert not changed(folder, "products")
    assert not changed(folder, "taakvelden")


def test_a_resemblance_never_decides_what_money_is_about() -> None:
    """One letter off a known product: the row keeps a concept of its own, and is listed for a person to judge."""
    label = "Huishoudelijke ondersteunig"
    assert nearest(label)[0].score > 0.9
    text = f"Bedragen in euro's\nWmo\tRealisatie 2024\tBegroting 2024\n{label}\t1.000\t2.000\nBegeleiding\t1\t2\n"
    normalised = normalise(DOCUMENT, read(text.encode()))
    concepts = {row["row_label"]: row["concept"] for row in normalised.observations.iter_rows(named=True)}
    assert "/" in concepts[label]
    assert concepts["Begeleiding"] == "wmo.begeleiding"
    found = normalised.findings.filter(normalised.findings["kind"] == "unknown label")
    assert [key(printed) for printed in found["printed"]] == [key(label)]
    assert sum(normalised.observations["value"], Decimal(0)) == 3_003
