"""Runs of digits that are figures printed without anything between them, and the ways to divide them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from tasks.language.patterns import ANY_OF_20, FLAG_BESIDE
from tasks.tables.wording import heads_labels

RUN = re.compile(r"^(?P<label>.*(?:[^\W\d_]|[^\W\d_]\)))(?P<run>[-−]?\d[\d.,%−-]*)$")
YEARS = re.compile(rf"^(?P<label>[^\W\d]*)(?P<years>(?:{ANY_OF_20}){{2,}})$")
FLAGGED_RUN = re.compile(rf"^(?P<figures>.*\d%?)\s?(?P<flag>{FLAG_BESIDE})$", re.IGNORECASE)
SIGNS = frozenset(".,%−-")  # that a run may end with
NUMBER = re.compile(r"[-−]?(?:[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}|0)(?:,\d{1,2})?%?")
FEWEST_DIGITS = 5
MOST_DIGITS = 120
MOST_WAYS = 400  # to divide one row
MOST_NUMBERS = 13
LONGEST = 16  # characters of one number
Way = tuple[str, ...]


def years_of(text: str) -> tuple[str, list[str]] | None:
    """Years that ran into each other, and the heading of the labels that they may stand behind: 'Onderdeel20162017'."""
    found = YEARS.match(text)
    if not found or (found["label"] and not heads_labels(found["label"])):
        return None
    return found["label"], re.findall(r"\d{4}", found["years"])


def flagged_run_of(text: str) -> tuple[str, str, str] | None:
    """The label, the figures that are printed right behind it, and the flag that ends them: 'V' or 'N'."""
    flagged = FLAGGED_RUN.match(text) if text[-1:].isalpha() else None
    found = run_of(flagged["figures"] if flagged else text)
    return (*found, flagged["flag"] if flagged else "") if found else None


def run_of(text: str) -> tuple[str, str] | None:
    """The label and the figures that are printed right behind it."""
    found = RUN.match(text) if text[-1:].isdigit() or text[-1:] in SIGNS else None
    if not found or sum(map(str.isdigit, found["run"])) < FEWEST_DIGITS:
        return None
    run = found["run"]
    divides = len(run) <= MOST_DIGITS and any(_may_divide(run, count) for count in range(2, MOST_NUMBERS))
    return (found["label"].strip(), run) if divides else None


@lru_cache(maxsize=4096)
def ways(run: str, count: int) -> tuple[Way, ...]:
    """The ways to divide a run of digits into so many well-formed numbers; none where there are too many."""
    if len(run) > MOST_DIGITS:
        return ()
    found = tuple(islice(_ways(run, count), MOST_WAYS + 1))
    return found if len(found) <= MOST_WAYS else ()


def _ways(run: str, count: int) -> Iterator[Way]:
    if count == 1:
        if NUMBER.fullmatch(run):
            yield (run,)
        return
    for end in range(1, min(len(run) - count + 2, LONGEST)):
        if NUMBER.fullmatch(run[:end]) and _may_divide(run[end:], count - 1):
            for rest in _ways(run[end:], count - 1):
                yield (run[:end], *rest)


@lru_cache(maxsize=65536)
def _may_divide(run: str, count: int) -> bool:
    """Whether a run divides into so many numbers at all: without it, long runs are tried without end."""
    if count == 1:
        return NUMBER.fullmatch(run) is not None
    return any(
        NUMBER.fullmatch(run[:end]) is not None and _may_divide(run[end:], count - 1)
        for end in range(1, min(len(run) - count + 2, LONGEST))
    )
