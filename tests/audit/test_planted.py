"""One digit of a figure is made another, in printed tables whose sums close: what the audit tells of it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tasks.formats import read
from tasks.normalise import settled
from tests.audit.planting import Planted, document_of, planted, told

PAGES = sorted((Path(__file__).parents[1] / "pages_real" / "documents").glob("*.txt"))
SOME = [path for path in PAGES if path.name.startswith(("83", "84", "86", "101", "108", "110", "121", "126", "192"))]
# Every error told of a figure on the printed pages as they are, read by hand on 29 November 2026. Right about the
# source: 109, 87 and 88, which print what does not add up. Of the reading, and told so: 107.
AS_PRINTED = [
    ("107_delft_begroting2024", "row is misplaced"),
    ("109_doesburg_begroting2019", "figure does not fit"),
    ("87_apeldoorn_jaarverslag2019", "saldo does not come out"),
    ("88_hilversum_jaarverslag2017", "difference does not come out"),
]


@pytest.fixture(scope="module")
def errors() -> list[Planted]:
    return [one for path in SOME for one in planted(path, 6)]


def test_an_error_is_told_where_sums_can_show_it(errors: list[Planted]) -> None:
    counted = Counter(one.how for one in errors)
    assert len(errors) >= 40
    assert counted["missed"] + counted["elsewhere"] <= 0.05 * len(errors), counted
    assert counted["placed"] >= 0.25 * len(errors), counted  # of a part in one sum nothing tells it from its total


def test_an_error_is_told_once(errors: list[Planted]) -> None:
    assert max(sum(bool(said.of) for said in one.told) for one in errors) <= 2


def test_what_is_told_of_figures_as_they_are_printed() -> None:
    found = set()
    for path in PAGES:
        reading = read(path.read_bytes())
        tables = settled(document_of(path, reading), reading).tables.values()
        found |= {(path.stem, one.kind) for one in told(tables) if one.at and one.severity == "error"}
    assert sorted(found) == AS_PRINTED
