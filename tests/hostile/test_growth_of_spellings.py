"""Every spelling and every entry of a vocabulary, repeated: looking it up takes time linear in the length of a text."""

from __future__ import annotations

import csv
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
from tests.hostile.patterns import SIZES, stopped, too_fast

VOCABULARIES = Path(__file__).parents[2] / "tasks" / "vocabularies"
SPELLINGS = Path(spellings.__file__).parent
TRIES = 5
SECONDS = 0.2
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
    text = (f"{words} " * (size // len(words) + 1))[:size]
    return stopped(lambda: asked(text))


@pytest.mark.parametrize("what", ASKED)
def test_an_entry_is_looked_up_in_linear_time(what: str) -> None:
    known = sorted(set(entries()))
    assert len(known) > 400
    for entry in known:
        assert too_fast(partial(seconds, ASKED[what], entry)) == "", entry


def test_a_phrase_of_any_spelling_costs_the_same_however_long() -> None:
    read = partial(phrase.__wrapped__, place="heading")
    known = sorted(set(spelled()))
    assert len(known) > 1500
    for words in known:
        assert [size for size in SIZES if min(_tries(read, words, size)) > SECONDS] == [], words


def _tries(read: Callable[[str], object], words: str, size: int) -> Iterator[float]:
    """What it takes, again where it is too long: a busy machine interrupts."""
    for _ in range(TRIES):
        yield (took := seconds(read, words, size))
        if took <= SECONDS:
            return
