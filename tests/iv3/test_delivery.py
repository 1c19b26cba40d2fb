from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tasks.iv3 import NotIv3, fits
from tasks.model import Document
from tests.iv3.conftest import Read
from tests.iv3.files import LASTEN, as_json, delivery


def kinds(iv3: Any) -> list[str]:
    return [kind for kind in iv3.normalised.findings["kind"].to_list() if kind != "inferred scale"]


def test_a_delivery_is_a_document_of_its_municipality(read: Read) -> None:
    data = as_json(delivery())
    assert fits(data)
    iv3 = read(data, "levering.json")
    document: Document = iv3.document
    assert (document.municipality, document.year, document.period) == ("GM0147", 2023, "2023")
    assert iv3.parts == (document,)
    row = iv3.normalised.observations.row(0, named=True)
    assert (row["concept"], row["raw"], row["value"]) == ("taakveld.6.1.l3.4.1", "1000000", Decimal(1_000_000))
    assert row["locator"] == "/data/lasten/0/bedrag"
    assert kinds(iv3) == []


def test_all_that_is_no_figure_of_a_taakveld_is_ignored_by_name(read: Read) -> None:
    lasten = [{"taakveld": "6.3", "categorie": "4.1.1", "bedrag": 10.5, "details": {"grootboek": ["1001", 7]}}]
    iv3 = read(as_json(delivery(data={"lasten": lasten})), "levering.json")
    counts = {reason: cells for _, reason, cells in iv3.counts.drop("document_id").rows()}
    assert counts == {
        None: 2, "metadata": 5, "contact": 1, "key": 4, "details": 2, "balance post": 5, "kengetal": 3,
    }  # fmt: skip
    assert iv3.normalised.observations["raw"].to_list()[0] == "10.5"


@pytest.mark.parametrize(
    ("divide", "scale", "kind"), [(1, 1, "inferred scale"), (1000, 1000, "inferred scale"), (40, 1, "ambiguous scale")]
)
def test_the_scale_is_told_by_what_the_lasten_are_per_inhabitant(
    read: Read, divide: int, scale: int, kind: str
) -> None:
    rows = [{"taakveld": code, "categorie": "3.8", "bedrag": n * 100_000 // divide} for code, n in LASTEN.items()]
    iv3 = read(as_json(delivery(data={"lasten": rows, "baten": []})), "levering.json")
    assert set(iv3.normalised.observations["scale"]) == {scale}
    assert kind in iv3.normalised.findings["kind"].to_list()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"contact": {"naam": "A", "email": "a@b.example"}}, "SF006"),
        ({"contact": {"naam": "A", "email": "a@b.example", "telefoon": 12}}, "SF008"),
        ({"metadata": {"kleur": "rood"}}, "SF003"),
        ({"metadata": {"status": "Concept"}}, "SF004"),
        ({"data": {"balans_standen": None}}, "SF017"),
        ({"data": {"baten": [{"taakveld": "0.10", "categorie": "7.1"}]}}, "SF016"),
        ({"data": {"baten": [{"taakveld": "0.10", "categorie": "7.1", "bedrag": "tien"}]}}, "SF017"),
        ({"data": {"lasten": [{"taakveld": "6.99", "categorie": "3.8", "bedrag": 10}]}}, "unknown taakveld"),
        ({"data": {"lasten": [{"taakveld": "6.3", "categorie": "9.9", "bedrag": 10}]}}, "unknown category"),
        ({"data": {"lasten": [{"taakveld": "6.3", "categorie": "4.3.9", "bedrag": 10}]}}, "PF009"),
        ({"data": {"baten": [{"taakveld": "0.10", "categorie": "7.1", "bedrag": 10}]}}, "PF006"),
    ],
)
def test_what_is_wrong_is_told_under_the_code_of_cbs(read: Read, changes: dict[str, Any], code: str) -> None:
    assert code in kinds(read(as_json(delivery(**changes)), "levering.json"))


def test_a_missing_part_has_its_own_code(read: Read) -> None:
    without = delivery()
    del without["contact"], without["data"]["balans_baten"]
    assert {"SF005", "SF013"} <= set(kinds(read(as_json(without), "levering.json")))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"metadata": {"periode": 6}}, "SF004"),
        ({"metadata": {"boekjaar": "2023"}}, "SF004"),
        ({"metadata": {"overheidslaag": "Provincie"}}, "overheidslaag"),
        ({"metadata": {"overheidsnummer": "9999"}}, "unknown municipality"),
        ({"data": []}, "SF010"),
    ],
)
def test_a_delivery_that_does_not_say_what_it_is_is_refused(read: Read, changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(NotIv3, match=reason):
        read(as_json(delivery() | changes if changes.get("data") == [] else delivery(**changes)), "levering.json")


def test_broken_json_is_refused(read: Read) -> None:
    with pytest.raises(NotIv3, match="geen leesbare JSON"):
        read(as_json(delivery())[:-20], "levering.json")


def test_nesting_without_end_is_refused(read: Read) -> None:
    deep = as_json(delivery(data={"extra": 0})).replace(b'"extra": 0', b'"extra": ' + b"[" * 5000 + b"1" + b"]" * 5000)
    with pytest.raises(NotIv3, match=r"genest|leesbare"):
        read(deep, "levering.json")
