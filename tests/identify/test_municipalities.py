"""The vocabulary of municipalities and the files with what only one of them has."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tasks import municipalities as module
from tasks.municipalities import municipalities

FACTS = Path(__file__).parents[3] / "shared" / "facts" / "gemeenten_2024.csv"


@pytest.mark.skipif(not FACTS.exists(), reason="the shared facts lie beside the project")
def test_the_municipalities_of_2024_are_those_of_cbs() -> None:
    with FACTS.open(encoding="utf-8") as file:
        facts = {row["code"]: row["name"] for row in csv.DictReader(file)}
    assert {code: known.name for code, known in municipalities().items() if known.existed_in(2024)} == facts


def test_a_merger_leads_to_a_municipality_that_exists() -> None:
    for known in municipalities().values():
        assert bool(known.valid_to) == bool(known.merged_into)
        assert all(municipalities()[into].existed_in(2024) for into in known.merged_into)


def test_the_own_facts_are_with_their_municipality() -> None:
    hengelo = municipalities()["GM0164"]
    assert hengelo.authorisation == "programma"
    assert "Hengelose" in hengelo.own_forms


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('code = "0147"', r"fout\.toml: veld 'code'"),
        ('code = "GM0147"\nown_forms = "Bornse"', r"fout\.toml: veld 'own_forms' is geen lijst"),
        ('code = "GM0147"\nauthorisation = "product"', r"veld 'authorisation'"),
        ('code = "GM0147"\nwethouder = "x"', r"onbekend veld 'wethouder'"),
        ("code =", r"fout\.toml: geen leesbare TOML"),
    ],
)
def test_a_wrong_file_is_named_with_its_field(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "fout.toml").write_text(text)
    with pytest.raises(ValueError, match=message):
        module.own_facts(tmp_path)
