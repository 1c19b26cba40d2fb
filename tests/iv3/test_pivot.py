from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest

from tasks.identify import Unidentified
from tasks.iv3 import NotIv3, fits
from tasks.iv3.model import Delivery, delivery_said
from tasks.model import Claim, Kind
from tests.iv3.conftest import Read
from tests.iv3.files import LASTEN, pivot, pivot_of

BORNE = pivot_of("Borne", LASTEN)


def test_each_municipality_is_a_document_and_the_file_is_one_too(read: Read) -> None:
    iv3 = read(pivot([*BORNE, *pivot_of("Hengelo (O.)", LASTEN)]))
    assert iv3.document.municipality == "NL01"
    assert [part.municipality for part in iv3.parts] == ["GM0147", "GM0164"]
    assert [part.document_id.split("#") for part in iv3.parts] == [
        [iv3.document.document_id, code, "2023X000"] for code in ("GM0147", "GM0164")
    ]
    assert {part.uri for part in iv3.parts} == {iv3.document.uri}


def test_totals_and_categories_are_facts_of_their_own(read: Read) -> None:
    iv3 = read(pivot([("Borne", "6.72a Jeugdhulp begel..", "1.0", "-2.0", "30.0")]))
    stated = iv3.normalised.observations.select("concept", "metric", "value", "raw", "column", "row_label").rows()
    label = "6.72a Jeugdhulp begel.."
    assert sorted(stated) == [
        ("taakveld.6.72a", "baten", Decimal(-2000), "-2.0", 3, label),
        ("taakveld.6.72a", "lasten", Decimal(30000), "30.0", 4, label),
        ("taakveld.6.72a.l1.1", "lasten", Decimal(1000), "1.0", 2, label),
    ]


def test_the_country_is_held_against_its_municipalities(read: Read) -> None:
    country = pivot_of("Nederland", LASTEN)
    assert read(pivot([*BORNE, *country])).normalised.findings.is_empty()
    wrong = pivot_of("Nederland", LASTEN | {"6.3": 402})
    found = read(pivot([*BORNE, *wrong])).normalised.findings
    assert set(found["kind"]) == {"country is not the sum"}
    assert any("€ 402.000" in text for text in found["text"])


def test_every_cell_with_a_digit_is_accounted_for(read: Read) -> None:
    rows = [*BORNE, ("Nederland", "6.3 Ink", "", "1.0", "x1"), ("Nergenshuizen", "6.3 Ink", "", "1.0", "2.0")]
    iv3 = read(pivot(rows))
    totals = dict(iv3.counts.group_by("fate").agg(pl.col("cells").sum()).rows())
    digits = sum(
        any(c.isdigit() for c in cell) for line in pivot(rows).decode().splitlines() for cell in line.split(";")
    )
    assert sum(totals.values()) == digits
    assert totals["observed"] == iv3.normalised.observations.height
    assert totals["signalled"] == 2


@pytest.mark.parametrize(
    ("key", "said", "delivery"),
    [
        ("2023_begroting.csv", Claim(), (2023, 0)),
        ("iv3/2023_jaarrekening.csv", Claim(), (2023, 5)),
        ("2024000.csv", Claim(), (2024, 0)),
        ("2024X005.csv", Claim(), (2024, 5)),
        ("Iv3 2024 2e kwartaal.csv", Claim(), (2024, 2)),
        ("iv3_2024_Q3.csv", Claim(), (2024, 3)),
        ("any.csv", Claim(kind=Kind.JAARSTUKKEN, year=2022), (2022, 5)),
        ("2023_begroting.csv", Claim(year=2024), (2024, 0)),
        ("any.csv", Claim(kind=Kind.IV3), (None, None)),
        ("2023-2024.csv", Claim(), (None, None)),
    ],
)
def test_the_delivery_is_what_is_said_else_what_the_name_says(
    key: str, said: Claim, delivery: tuple[int | None, int | None]
) -> None:
    assert delivery_said(key, said) == Delivery(*delivery)


def test_without_a_delivery_the_file_is_refused_with_what_to_do(read: Read) -> None:
    with pytest.raises(NotIv3, match=r"2023_begroting\.csv"):
        read(pivot(BORNE), "landelijk.csv")


@pytest.mark.parametrize("said", [Claim(municipality="GM0164"), Claim(municipality="GM0147", year=2022)])
def test_what_is_said_must_be_what_the_file_holds(read: Read, said: Claim) -> None:
    data = pivot(BORNE) if said.year else pivot([*BORNE, *pivot_of("Hengelo (O.)", LASTEN)])
    if said.year:
        assert read(data, said=said).document.year == 2022
        return
    with pytest.raises(Unidentified, match="GM0164"):
        read(data, said=said)


@pytest.mark.parametrize("data", [b"", b"Gemeenten;Taakveld\n", b"%PDF-1.7", b"{}", b"Gemeenten,Jaar\nBorne,2023\n"])
def test_other_bytes_are_not_iv3(data: bytes) -> None:
    assert not fits(data)
