"""Runs of digits that are figures printed without anything between them, and the ways to divide them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from tasks.language.patterns import ANY_OF_20, FLAG_BESIDE
from tasks.structure.values import worth
from tasks.tables.wording import heads_labels

RUN = re.compile(r"^(?P<label>.*(?:[^\W\d_]|[^\W\d_]\)))(?P<run>[-−]?\d[\d.,%−-]*)$")
YEARS = re.compile(rf"^(?P<label>[^\W\d]*)(?P<years>(?:{ANY_OF_20}){{2,}})$")
FLAGGED_RUN = re.compile(rf"^(?P<figures>.*\d%?)\s?(?P<flag>{FLAG_BESIDE})$", re.IGNORECASE)
SIGNS = frozenset(".,%−-")  # that a run may end with
NUMBER = re.compile(r"[-−]?(?:[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}|0)(?:,\d{1,2})?%?")
FEWEST_DIGITS = 5
MOST_DIGITS = 160
MOST_WAYS = 400  # to divide one row
MOST_NUMBERS = 25
LONGEST = 16  # characters of one number
ROUNDED = 1.5  # three figures, each rounded
Way = tuple[str, ...]
Balances = tuple[tuple[int, int, int], ...]


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
    found = RUN.match(text) if may_end_a_run(text) else None
    if not found or sum(map(str.isdigit, found["run"])) < FEWEST_DIGITS:
        return None
    return (found["label"].strip(), found["run"]) if divides(found["run"]) else None


def divides(run: str) -> bool:
    """Whether a run of digits divides into figures at all."""
    return len(run) <= MOST_DIGITS and any(may_divide(run, count) for count in range(2, MOST_NUMBERS))


def may_end_a_run(text: str) -> bool:
    """Quick to see, where a pattern would be tried from every place of a text."""
    return text[-1:].isdigit() or text[-1:] in SIGNS


@lru_cache(maxsize=4096)
def ways(run: str, count: int, balances: Balances = ()) -> tuple[Way, ...]:
    """The ways to divide a run of digits into so many well-formed numbers; none where there are too many.

    Of three columns of balances the third is what the first two leave.
    """
    if len(run) > MOST_DIGITS:
        return ()
    found = tuple(islice(_ways(run, count, balances, ()), MOST_WAYS + 1))
    return found if len(found) <= MOST_WAYS else ()


def _ways(run: str, count: int, balances: Balances, before: Way) -> Iterator[Way]:
    if not count:
        yield before
        return
    for end in range(1, min(len(run) - count + 2, LONGEST)):
        found = (*before, run[:end])
        whole = may_divide(run[end:], count - 1) if count > 1 else end == len(run)
        if whole and NUMBER.fullmatch(run[:end]) and all(_balances(found, three) for three in balances):
            yield from _ways(run[end:], count - 1, balances, found)


def _balances(way: Way, three: tuple[int, int, int]) -> bool:
    """Whether the last of the numbers is what the two before it leave, where it is the third of a balance."""
    if len(way) != three[2] + 1:
        return True
    a, b, c = (worth(way[column]) for column in three)
    return min(abs(abs(c) - abs(a + b)), abs(abs(c) - abs(a - b))) <= ROUNDED


@lru_cache(maxsize=8192)
def may_divide(run: str, count: int) -> bool:
    """Whether a run divides into so many numbers at all: without it, long runs are tried without end."""
    if count == 1:
        return NUMBER.fullmatch(run) is not None
    return any(
        NUMBER.fullmatch(run[:end]) is not None and may_divide(run[end:], count - 1)
        for end in range(1, min(len(run) - count + 2, LONGEST))
    )
