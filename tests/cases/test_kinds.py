"""Kinds of failure seen on real pages, each as a small text: what is stated must be right, the rest is open and said.

`kinds.csv` says what each figure is (scenarios parted by bars where the text leaves more than one); a figure may stay
open or be signalled, and never be stated otherwise or go unseen.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tasks.formats import read
from tasks.identify import identify
from tasks.model import Claim, Fate, Kind, Normalised, Reading, StoredObject
from tasks.normalise import normalise

KINDS = Path(__file__).parents[3] / "shared" / "cases" / "kinds"
EXPECTED = Path(__file__).with_name("kinds.csv")
pytestmark = pytest.mark.skipif(not KINDS.exists(), reason="the invented texts of ../shared are not here")


class Fact(NamedTuple):
    """A figure as printed and what it is."""

    label: str
    printed: str
    scenarios: frozenset[str]
    period: str
    unit: str
    value: Decimal


def facts() -> dict[tuple[str, str], list[Fact]]:
    """The figures of each text, by its name and the kind of document."""
    found: dict[tuple[str, str], list[Fact]] = {}
    with EXPECTED.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            fact = Fact(
                row["label"],
                row["printed"],
                frozenset(filter(None, row["scenario"].split("|"))),
                row["period"],
                row["unit"],
                Decimal(row["value"]),
            )
            found.setdefault((row["file"], row["kind"]), []).append(fact)
    return found


@lru_cache
def parsed(name: str, kind: str) -> tuple[Reading, Normalised]:
    """A text as read, and what it means."""
    (path,) = KINDS.glob(f"{name}*")
    data = path.read_bytes()
    reading = read(data)
    stored = StoredObject(f"file://{path}", path.name, "", data)
    document = identify(stored, reading.text, Claim("GM0879", Kind(kind), 2024))
    return reading, normalise(document, reading)


def wrong(name: str, kind: str, expected: list[Fact]) -> Iterator[str]:
    """The figures that are stated otherwise than they are."""
    for row in parsed(name, kind)[1].observations.iter_rows(named=True):
        if row["scenario"] is None or not any(map(str.isdigit, row["raw"])):
            continue
        like = [fact for fact in expected if fact.printed == row["raw"].strip() and _about(fact, row)]
        if not any(_agrees(fact, row) for fact in like):
            stated = (row["scenario"], row["period"], row["unit"], row["value"])
            yield f"{row['row_label']} | {row['column_label']} | {row['raw']}: {stated}, is {like}"


def _about(fact: Fact, row: dict[str, object]) -> bool:
    return fact.label.lower() in str(row["row_label"]).lower()


def _agrees(fact: Fact, row: dict[str, object]) -> bool:
    return (
        row["scenario"] in fact.scenarios
        and row["period"] in {fact.period, None}
        and row["unit"] in {fact.unit, None}
        and (row["unit"] is None or row["value"] == fact.value)
    )


def unseen(name: str, kind: str, expected: list[Fact]) -> Iterator[str]:
    """The figures that are neither observed nor signalled."""
    reading, meant = parsed(name, kind)
    cells = meant.cells.filter(meant.cells["fate"].is_in([Fate.OBSERVED.value, Fate.SIGNALLED.value]))
    told = [" ".join(text.split()) for text in cells["text"].to_list()]
    told += [rest.text for rest in reading.remainder if rest.fate is Fate.SIGNALLED]
    yield from (fact.printed for fact in expected if not any(fact.printed in text for text in told))


CASES = [pytest.param(name, kind, expected, id=name) for (name, kind), expected in facts().items()]


@pytest.mark.parametrize(("name", "kind", "expected"), CASES)
def test_what_is_stated_is_right_and_nothing_is_unseen(name: str, kind: str, expected: list[Fact]) -> None:
    """Right, or open and said."""
    assert not list(wrong(name, kind, expected))
    assert not list(unseen(name, kind, expected))


def test_what_is_stated_wrongly_is_found() -> None:
    """The test can fail: another scenario, and a figure that is nowhere, are told."""
    (key, expected), *_ = facts().items()
    other = [fact._replace(scenarios=frozenset({"prognose"}), printed=fact.printed) for fact in expected]
    stated = any(row["scenario"] for row in parsed(*key)[1].observations.iter_rows(named=True))
    assert stated
    assert list(wrong(*key, other))
    assert list(unseen(*key, [expected[0]._replace(printed="987.654")]))
