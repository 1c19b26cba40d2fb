"""Every spelling and every entry of a vocabulary, repeated: looking it up takes time linear in the length of a text."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tasks.language import phrase, spellings
from tasks.normalise.labels import clean
from tasks.vocabularies.domains import domains_in
from tasks.vocabularies.indicators import indicator
from tasks.vocabularies.products import is_total, product
from tasks.vocabularies.taakvelden import taakveld, taakveld_named
from tests.hostile.patterns import LONG, SHORT
from tests.hostile.test_patterns import GROWTH, SECONDS

VOCABULARIES = Path(__file__).parents[2] / "tasks" / "vocabularies"
SPELLINGS = Path(spellings.__file__).parent
SIZES = (1_000, 10_000, 100_000)
ASKED: dict[str, Callable[[str], object]] = {
    "product": product.__wrapped__,
    "taakveld": partial(taakveld, year=2025),
    "taakveld by its name": partial(taakveld_named, year=2025),
    "indicator": indicator,
    "domains": domains_in,
    "total": is_total,
    "label": clean.__wrapped__,
}


def entries() -> Iterator[str]:
    """Every label of the vocabularies of labels, and every other spelling of it."""
    for name in ("products", "taakvelden", "indicators", "domains"):
        for row in csv.DictReader((VOCABULARIES / f"{name}.csv").open(encoding="utf-8")):
            yield from filter(None, (row.get("label"), *(row.get("fixes") or "").split("|")))


def spelled() -> Iterator[str]:
    for path in SPELLINGS.glob("*.csv"):
        yield from filter(None, (row["spelling"] for row in csv.DictReader(path.open(encoding="utf-8"))))


def seconds(asked: Callable[[str], object], words: str, size: int) -> float:
    text = f"{words} " * (size // len(words) + 1)
    began = time.process_time()
    asked(text[:size])
    return time.process_time() - began


@pytest.mark.parametrize("what", ASKED)
def test_an_entry_is_looked_up_in_linear_time(what: str) -> None:
    """As long as the longest text that words are sought in: what is longer is cut before (tasks/bounds.py)."""
    known = sorted(set(entries()))
    assert len(known) > 400
    for entry in known:
        short, long = (seconds(ASKED[what], entry, size) for size in (SHORT, LONG))
        assert long < SECONDS or long < GROWTH * short, f"{entry!r}: {long:.3f} s, {long / short:.0f} times"


def test_a_phrase_of_any_spelling_costs_the_same_however_long() -> None:
    read = partial(phrase.__wrapped__, place="heading")
    known = sorted(set(spelled()))
    assert len(known) > 1500
    for words in known:
        assert [size for size in SIZES if seconds(read, words, size) > SECONDS] == [], words
