"""What keys and sidecars say, and what they cannot say."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.identify import WrongClaim, claim_of_key, claim_of_sidecar, identify, merge
from tasks.identify.claims import claim_of_name
from tasks.model import Claim, Kind, StoredObject

FIELDS = ["municipality", "kind", "year", "published", "gemeente"]


@given(
    st.permutations(["GM0147", "2025", "monitor"]),
    st.lists(st.sampled_from(["archief", "stukken van de raad", "P&C"]), max_size=3),
)
def test_the_parts_of_a_key_may_stand_in_any_order(parts: list[str], others: list[str]) -> None:
    claim = claim_of_key("/".join([*others, *parts, "naam.pdf"]))
    assert claim == Claim("GM0147", Kind.MONITOR, 2025)
    assert set(claim.sources.values()) == {"key"}


@given(st.sets(st.sampled_from(["GM0147", "2025", "jaarrekening"])))
def test_every_part_of_a_key_is_optional(parts: set[str]) -> None:
    claim = claim_of_key("/".join([*parts, "naam.pdf"]))
    assert (claim.municipality is not None) == ("GM0147" in parts)
    assert (claim.year is not None) == ("2025" in parts)
    assert (claim.kind is Kind.JAARSTUKKEN) == ("jaarrekening" in parts)


@given(st.lists(st.text(max_size=8) | st.from_regex(r"GM\d{4}|\d{4}", fullmatch=True)).map("/".join))
def test_no_key_raises_anything_but_the_clear_error(key: str) -> None:
    with suppress(WrongClaim):
        assert isinstance(claim_of_key(key), Claim)


def test_the_file_name_is_no_folder() -> None:
    assert claim_of_key("GM0147") == claim_of_key("2025") == claim_of_key("x/monitor") == Claim()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("borne_monitor2025.txt", ("GM0147", Kind.MONITOR, 2025)),
        ("12_etten-leur_begroting2020.txt", ("GM0777", Kind.BEGROTING, 2020)),
        ("bergen_jaarstukken-2021.pdf", (None, Kind.JAARSTUKKEN, 2021)),  # there are two
        ("begroting 2024 en jaarverslag 2022.pdf", (None, None, None)),
        ("000_fa078a178ad58913.txt", (None, None, None)),
    ],
)
def test_a_name_says_what_it_says_without_a_doubt(name: str, said: tuple[object, ...]) -> None:
    claim = claim_of_name(name)
    assert (claim.municipality, claim.kind, claim.year) == said


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("GM9999/2025/a.pdf", r"GM9999.*municipality"),
        ("GM0147/1950/a.pdf", r"'year' is 1950"),
        ("GM0147/2024/2025/a.pdf", r"spreken elkaar tegen over year"),
        ("GM0856/2024/a.pdf", r"Uden \(GM0856\) bestond niet in 2024"),
    ],
)
def test_a_key_that_cannot_be_true_is_named(key: str, message: str) -> None:
    with pytest.raises(WrongClaim, match=message):
        claim_of_key(key)


def test_a_sidecar_says_what_it_knows() -> None:
    said = {"municipality": "gm0147", "kind": "berap", "year": "2025", "published": "2025-10-01"}
    claim = claim_of_sidecar(json.dumps(said).encode())
    assert claim == Claim("GM0147", Kind.TUSSENRAPPORTAGE, 2025, date(2025, 10, 1))
    assert claim_of_sidecar(b"{}") == Claim()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", r"a\.pdf\.json: geen leesbare JSON"),
        (b"\xff\xfe", r"geen leesbare JSON"),
        (b"[1]", r"verwacht een JSON-object"),
        (b'{"gemeente": "Borne"}', r"onbekend veld 'gemeente'"),
        (b'{"kind": "foo"}', r"veld 'kind' heeft geen geldige waarde: 'foo'"),
        (b'{"year": 1}', r"veld 'year' is 1"),
        (b'{"year": true}', r"veld 'year'"),
        (b'{"year": 2025.5}', r"veld 'year'"),
        (b'{"municipality": "GM9999"}', r"veld 'municipality' is 'GM9999'"),
        (b'{"published": "gisteren"}', r"veld 'published'"),
    ],
)
def test_a_wrong_sidecar_names_its_file_and_field(data: bytes, message: str) -> None:
    with pytest.raises(WrongClaim, match=message):
        claim_of_sidecar(data, "a.pdf.json")


@given(
    st.binary() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(lambda v: json.dumps(v).encode())
)
def test_no_sidecar_raises_anything_but_the_clear_error(data: bytes) -> None:
    with suppress(WrongClaim):
        assert isinstance(claim_of_sidecar(data), Claim)


def test_the_first_that_speaks_of_a_field_holds() -> None:
    option, beside = Claim(year=2025), claim_of_sidecar(b'{"year": 2024, "kind": "monitor"}')
    merged = merge(option, beside, claim_of_key("GM0147/2023/a.pdf"))
    assert merged == Claim("GM0147", Kind.MONITOR, 2025)
    assert merged.sources == {"year": "option", "kind": "sidecar", "municipality": "key"}


def test_an_option_that_cannot_be_true_names_the_file() -> None:
    with pytest.raises(WrongClaim, match=r"a\.txt: veld 'municipality' is 'GM1'"):
        identify(StoredObject("file:///a.txt", "a.txt", "", b""), "", Claim(municipality="GM1"))
