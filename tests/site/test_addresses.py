"""Addresses that others link to: each is of one thing, stays the same, and is safe as the name of a file."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tasks.site import addresses

IDS = st.text("0123456789abcdef", min_size=64, max_size=64)
CODES = st.integers(1, 9999).map("GM{:04d}".format)
SAFE = re.compile(r"[a-z0-9]+/[A-Za-z0-9-]+\.html")


@given(IDS, CODES, st.integers(1, 999).map("T{:02d}".format), st.integers(0, 99))
def test_an_address_is_the_name_of_a_file(id_: str, code: str, table: str, part: int) -> None:
    made = {
        addresses.figure(id_),
        addresses.municipality(code),
        addresses.domain(code, "jeugd"),
        addresses.document(id_),
        addresses.document(f"{id_}#{code}"),
        addresses.table(id_, table, part),
        addresses.table(f"{id_}#{code}#2025X000", table, part),
    }
    assert len(made) == 7
    assert all(SAFE.fullmatch(address) for address in made)


@given(st.lists(IDS, min_size=2, max_size=2, unique_by=lambda id_: id_[: addresses.SHORT]))
def test_other_figures_and_documents_stand_elsewhere(ids: list[str]) -> None:
    one, other = ids
    assert addresses.figure(one) != addresses.figure(other)
    assert addresses.document(one) != addresses.document(other)


def test_addresses_that_were_released_stay() -> None:
    assert addresses.figure("0123456789abcdef" * 2) == "cijfers/0123456789abcdef.html"
    assert addresses.municipality("GM0147") == "gemeenten/GM0147.html"
    assert addresses.document("f" * 64 + "#GM0147#2025X000") == "documenten/ffffffffffffffff-GM0147-2025X000.html"
    assert addresses.document("f" * 64) == "documenten/ffffffffffffffff.html"
    assert addresses.table("f" * 64, "T03") == "documenten/ffffffffffffffff-T03.html"
    assert addresses.table("f" * 64, "T03", 1) == "documenten/ffffffffffffffff-T03-2.html"


def test_a_whole_address_needs_that_of_the_site() -> None:
    page = addresses.figure("a" * 32)
    assert addresses.absolute(None, page) is None
    assert addresses.absolute("", page) is None
    assert addresses.absolute("https://monitor.test/", page) == f"https://monitor.test/{page}"
