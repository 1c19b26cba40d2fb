from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.iv3 import NotIv3, fits, read_iv3
from tasks.model import Claim, Kind, StoredObject, stable_id
from tests.iv3.conftest import Read
from tests.iv3.files import LASTEN, NO_ENTRY, raw, raw_of

VALUES = st.integers(-999_999_999, 999_999_999).filter(lambda value: value != int(NO_ENTRY))
CELLS = st.one_of(VALUES, st.just(NO_ENTRY), st.just(""))


def kinds(iv3: object) -> dict[str, str]:
    return dict(iv3.normalised.findings.select("kind", "text").rows())  # type: ignore[attr-defined]


def test_a_padded_key_is_a_key_and_the_amount_is_in_thousands(read: Read) -> None:
    iv3 = read(raw(("6.72a", "L3.4.1", "GM0147", "2023X005", 12, NO_ENTRY)), "any.csv")
    (row,) = iv3.normalised.observations.rows(named=True)
    assert (row["concept"], row["metric"], row["scenario"], row["period"]) == (
        "taakveld.6.72a.l3.4.1", "lasten", "realisatie", "2023",
    )  # fmt: skip
    assert (row["value"], row["domain"], row["scale"]) == (Decimal(12_000), "jeugd", 1000)
    assert (row["raw"], row["locator"], row["column_label"], row["column"]) == ("12", "line 2", "k_1ePlaatsing_1", 5)
    assert row["row_label"] == "6.72a > L3.4.1"
    assert (iv3.document.municipality, iv3.document.kind, iv3.document.year) == ("GM0147", Kind.IV3, 2023)


def test_a_file_of_one_delivery_is_one_document_with_the_id_of_its_bytes(read: Read) -> None:
    iv3 = read(raw(*raw_of("GM0147", "2023X000", LASTEN)), "any.csv")
    assert [part.document_id for part in iv3.parts] == [iv3.document.document_id]
    assert "#" not in iv3.document.document_id


def test_ids_are_those_of_every_other_observation(read: Read) -> None:
    iv3 = read(raw(*raw_of("GM0147", "2023X000", LASTEN)), "any.csv")
    parts = ("table_id", "row", "column", "metric", "scenario", "period", "value", "unit", "concept")
    for row in iv3.normalised.observations.rows(named=True):
        assert row["observation_id"] == stable_id(row["document_id"], *(row[part] for part in parts))


def test_the_second_publication_is_current_and_the_first_is_kept_as_what_was_said_before(read: Read) -> None:
    rows = [
        ("6.72a", "L3.4.1", "GM0147", "2023X005", 10, 11),
        ("6.72b", "L3.4.1", "GM0147", "2023X005", 20, NO_ENTRY),
        ("6.73a", "L3.4.1", "GM0147", "2023X005", NO_ENTRY, 31),
        ("6.73b", "L3.4.1", "GM0147", "2023X005", NO_ENTRY, NO_ENTRY),
    ]
    iv3 = read(raw(*rows), "any.csv")
    ((before, now),) = iv3.superseded.items()
    assert before == f"{now}#1"
    stated = iv3.normalised.observations.select("document_id", "concept", "raw", "column_label").rows()
    assert [(concept[9:14], text, column[2]) for id_, concept, text, column in stated if id_ == now] == [
        ("6.72a", "11", "2"), ("6.72b", "20", "1"), ("6.73a", "31", "2"),
    ]  # fmt: skip
    assert [(concept[9:14], text) for id_, concept, text, _ in stated if id_ == before] == [("6.72a", "10")]


def test_quarters_are_their_own_periods(read: Read) -> None:
    rows = [("6.3", "L4.1.1", "GM0147", f"2023X00{periode}", 10, NO_ENTRY) for periode in range(6)]
    iv3 = read(raw(*rows), "any.csv")
    stated = iv3.normalised.observations.select("scenario", "period").rows()
    assert stated == [
        ("begroting_primitief", "2023"),
        *(("realisatie", f"2023Q{quarter}") for quarter in range(1, 5)),
        ("realisatie", "2023"),
    ]
    assert {part.period for part in iv3.parts} == {"2023", "2023Q1", "2023Q2", "2023Q3", "2023Q4"}
    assert iv3.document.municipality == "GM0147"


def test_what_is_no_taakveld_of_a_municipality_is_left_out_by_name(read: Read) -> None:
    rows = [
        ("6.3", "L4.1.1", "GM0147", "2023X000", 10, NO_ENTRY),
        ("A111", "L7.5", "GM0147", "2023X000", 1, NO_ENTRY),
        ("P213", "Primo", "GM0147", "2023X000", 1, NO_ENTRY),
        ("6.3", "L4.1.1", "NL01", "2023X000", 10, NO_ENTRY),
        ("6.3", "L4.1.1", "PV23", "2023X000", 10, NO_ENTRY),
        ("Tot_TV", "L4.1.1", "GM0147", "2023X000", 10, NO_ENTRY),
    ]
    iv3 = read(raw(*rows), "any.csv")
    counts = {(fate, reason): cells for fate, reason, cells in iv3.counts.drop("document_id").rows()}
    assert counts == {
        ("observed", None): 1, ("ignored", "balance post"): 2, ("ignored", "country"): 1, ("ignored", "region"): 1,
        ("ignored", "subtotal"): 1, ("ignored", "no entry"): 6, ("ignored", "heading"): 2, ("ignored", "key"): 28,
    }  # fmt: skip
    assert iv3.normalised.findings.is_empty()


def test_what_cannot_be_placed_is_signalled_once_per_cause_and_nothing_is_lost(read: Read) -> None:
    rows = [
        ("6.3", "L4.1.1", "GM0147", "2023X000", 10, NO_ENTRY),
        ("6.3", "L4.1.1", "GM0147", "2023X000", 11, NO_ENTRY),
        ("6.3", "L4.1.1", "GM9999", "2023X000", 10, NO_ENTRY),
        ("6.4", "L4.1.1", "GM9999", "2023X000", 10, NO_ENTRY),
        ("6.4", "L4.1.1", "GM0147", "2023K1", 10, NO_ENTRY),
        ("6.5", "L4.1.1", "GM0147", "2023X000", "1O", NO_ENTRY),
        ("T6", "L4.1.1", "GM0147", "2023X000", 10, NO_ENTRY),
        ("6.5", "X9", "GM0147", "2023X000", 10, NO_ENTRY),
    ]
    iv3 = read(raw(*rows), "any.csv")
    assert iv3.normalised.observations["raw"].to_list() == ["10"]
    assert set(kinds(iv3)) == {
        "stated twice", "unknown municipality", "unknown delivery", "unreadable cell", "no taakveld", "no category",
    }  # fmt: skip
    assert "2 cijfers" in kinds(iv3)["unknown municipality"]
    assert iv3.counts.filter(pl.col("fate") == "signalled")["cells"].sum() == 7


def test_a_code_that_the_year_does_not_have_is_told_and_counts_as_it_stands(read: Read) -> None:
    rows = [
        ("6.82c", "L3.4.1", "GM0147", "2023X005", 10, NO_ENTRY),
        ("6.751", "L3.4.1", "GM0147", "2023X005", 10, NO_ENTRY),
        ("6.71", "L3.4.1", "GM0147", "2023X005", 10, NO_ENTRY),
        ("6.72", "L3.4.1", "GM0147", "2023X005", 0, NO_ENTRY),
        ("6.3", "L4.5.1", "GM0147", "2023X005", 10, NO_ENTRY),
        ("6.3", "L4.3.9", "GM0147", "2023X005", 10, NO_ENTRY),
    ]
    iv3 = read(raw(*rows), "any.csv")
    domains = dict(iv3.normalised.observations.select("concept", "domain").rows())
    assert domains["taakveld.6.751.l3.4.1"] == "jeugd", "a code of another year keeps its domain"
    assert len(iv3.normalised.observations) == 6
    found = iv3.normalised.findings.select("kind", "printed").rows()
    assert sorted(found) == [
        ("PF009", "L4.3.9"), ("closed taakveld", "6.71"), ("unknown category", "L4.5.1"),
        ("unknown taakveld", "6.751"), ("unknown taakveld", "6.82c"),
    ]  # fmt: skip


def test_a_budget_that_does_not_balance_is_told_only_where_all_of_it_is_there(read: Read) -> None:
    whole = raw_of("GM0147", "2023X005", LASTEN)
    assert "PF006" not in kinds(read(raw(*whole), "any.csv"))
    assert "PF006" in kinds(read(raw(*whole, ("6.6", "L3.8", "GM0147", "2023X005", 900, NO_ENTRY)), "any.csv"))
    assert "PF006" not in kinds(read(raw(*whole[:4]), "any.csv"))


def test_a_page_of_ten_thousand_rows_may_be_cut_off(read: Read) -> None:
    rows = [("6.3", "L4.1.1", "GM0147", "2023X005", number, NO_ENTRY) for number in range(10_000)]
    assert "cut off" in kinds(read(raw(*rows), "any.csv"))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (raw(("6.3", "L4.1.1", "GM0147", "2023X005", NO_ENTRY, NO_ENTRY)), "geen enkel cijfer"),
        (raw(("6.3", "L4.1.1", "GM0147", "2023X005", 1, 1)) + b"9,a,b,c,d,1,1,1,1\n", "niet te lezen"),
        (raw(("6.3", "L4.1.1", "GM0147", "2023X005", '"1\n"', 1)), "lege regels"),
    ],
)
def test_a_table_that_cannot_be_used_says_why(read: Read, data: bytes, reason: str) -> None:
    with pytest.raises(NotIv3, match=reason):
        read(data, "any.csv")


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=20), st.booleans())
def test_every_figure_comes_back_as_it_was_written(cells: list[tuple[object, object]], quoted: bool) -> None:
    rows = [("6.3", f"L4.3.{n % 9 + 1}", "GM0147", f"20{23 - n // 9}X005", *pair) for n, pair in enumerate(cells)]
    data = raw(*rows, quoted=quoted)
    assert fits(data)
    said = [[cell for cell in pair if str(cell) not in {NO_ENTRY, ""}] for pair in cells]
    if not any(said):
        with pytest.raises(NotIv3):
            read_iv3(StoredObject("file:///any.csv", "any.csv", "", data), Claim())
        return
    iv3 = read_iv3(StoredObject("file:///any.csv", "any.csv", "", data), Claim())
    held = iv3.normalised.observations.sort("row", "column").group_by("row", maintain_order=True).agg("raw", "value")
    found = {row: (raw_, value) for row, raw_, value in held.rows()}
    for row, figures in enumerate(said):
        texts, values = found.get(row, ([], []))
        assert texts == [str(figure) for figure in figures]
        assert values == [Decimal(figure * 1000) for figure in figures]


def test_the_causes_of_one_kind_are_told_to_a_limit_and_the_rest_together(read: Read) -> None:
    rows = [("6.3", "L4.1.1", "GM0147", "2023X000", 10, NO_ENTRY)]
    rows += [("6.3", "L4.1.1", f"Nergens {number}", "2023X000", 10, NO_ENTRY) for number in range(500)]
    found = read(raw(*rows), "any.csv").normalised.findings
    assert found.height == 200
    assert found["text"][-1].startswith("'en 301 andere'")


def test_a_list_of_other_names_is_refused(read: Read) -> None:
    rows = [("6.3", "L4.1.1", f"Nergens {number}", "2023X000", 10, NO_ENTRY) for number in range(20_001)]
    with pytest.raises(NotIv3, match="geen Iv3 van Nederlandse gemeenten"):
        read(raw(*rows), "any.csv")


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=300))
def test_damaged_bytes_are_refused_or_read_and_nothing_else(damage: bytes) -> None:
    whole = raw(*raw_of("GM0147", "2023X000", LASTEN))
    heading = whole.split(b"\n", 1)[0]
    for data in (heading + b"\n" + damage, whole[:200] + damage, whole[:200] + damage + whole[200:]):
        try:
            read_iv3(StoredObject("file:///any.csv", "any.csv", "", data), Claim())
        except NotIv3:
            continue
