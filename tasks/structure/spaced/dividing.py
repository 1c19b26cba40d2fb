"""Which pieces of a heading line go together: the division over so many columns in which they are headed alike.

The pieces are given by their kind, a letter each: `s`cenario, `m`easure, `d`ifference, `y`ear, `p`art of a year,
`v`ersion of a budget, and e`x`tra, which belongs to the piece before it. A capital is a piece with no blank before
it ('2022Prog 2022'), which therefore goes with the one before.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

NATURAL = re.compile(r"^(?:(?:[smd]v?|v)?(?:y|p|py|yp)v?|[smd]v?|v|(?:y|p|py|yp)[smdv]v?)$")
ONCE = re.compile(r"^(?!.*(.).*\1)(?!.*vs)(?!.*s.*d)(?!.*d.*s)[smdypv]{2,5}$")  # each kind once: '2025 Begroot kosten'
MOST_PIECES = 7  # of one heading
UNLIKE = 1.0  # a column headed in another way than the one before it
ODD = 0.3  # a scenario and a measure in one heading
LAST_RESORT = 0.01  # of two that cost as much: a heading ends as the line does
BEHIND_CORNER = re.compile(r"[yp]|[sm]v?x*[ypYP]")
LEFT_OVER = {"m": 0.3, "s": 0.9, "d": 0.9, "x": 0.0}  # in the corner; a period never is


class Cost(NamedTuple):
    """What a division costs, and where its headings begin."""

    cost: float
    starts: tuple[int, ...]


@lru_cache(maxsize=4096)
def divide(kinds: str, count: int) -> tuple[int, ...] | None:
    """Where each of so many headings begins among the pieces; None where they divide in no such way."""
    if not 0 < count <= len(kinds) or _alike_otherwise(kinds.lower(), count):
        return None
    choices = [_left_over(kinds, first, count) for first in range(len(kinds) - count + 1)]
    best = min((choice for choice in choices if choice), default=None)
    return best.starts if best else None


def _left_over(kinds: str, first: int, count: int) -> Cost | None:
    """The best division of what stands behind the corner, where the corner may have such words."""
    if first and not BEHIND_CORNER.match(kinds[first:]):
        return None
    if not all(kind in LEFT_OVER for kind in kinds[:first]) or _is_heading_left(kinds[:first], kinds[first:].lower()):
        return None
    found = _Search(kinds).best(first, count, "")
    return Cost(found.cost + sum(LEFT_OVER[kind] for kind in kinds[:first]), found.starts) if found else None


def _is_heading_left(corner: str, headed: str) -> bool:
    """Whether the corner holds a heading of the kind that the columns have: one of them is left out."""
    return any(kind in headed for kind in corner) or bool(set("sd") & set(corner) and set("sdv") & set(headed))


def _alike_otherwise(kinds: str, count: int) -> bool:
    """Whether the pieces are one heading of several pieces over and over, for another number of columns."""
    sizes = [size for size in range(2, len(kinds) // 2 + 1) if kinds == kinds[:size] * (len(kinds) // size)]
    alike = [len(kinds) // size for size in sizes if _pattern_cost(kinds[:size]) is not None]
    return bool(alike) and count not in alike


@lru_cache(maxsize=1024)
def _pattern_cost(pattern: str) -> float | None:
    if not pattern[0].islower() or pattern[0] == "x":
        return None
    plain = _plain(pattern)
    if NATURAL.match(plain):
        return 0.0
    return ODD if ONCE.match(plain) else None


def _plain(pattern: str) -> str:
    return pattern.lower().replace("x", "")


class _Search:
    """The cheapest division of the pieces from one on, known once for every number of columns left."""

    def __init__(self, kinds: str) -> None:
        self._kinds = kinds
        told = re.sub("[dx]", "", kinds.lower())
        self._year_last = told[:1] not in "yp" or told[-1:] in "yp"
        self._known: dict[tuple[int, int, str], Cost | None] = {}

    def best(self, start: int, count: int, before: str) -> Cost | None:
        """The cheapest division of what begins at `start` over so many columns, behind one of that pattern."""
        if count == 0:
            return Cost(0.0, ()) if start == len(self._kinds) else None
        key = (start, count, before)
        if key not in self._known:
            ends = range(start + 1, min(start + MOST_PIECES, len(self._kinds) - count + 1) + 1)
            found = [cost for end in ends if (cost := self._behind(start, end, count, before))]
            self._known[key] = min(found, default=None)
        return self._known[key]

    def _behind(self, start: int, end: int, count: int, before: str) -> Cost | None:
        pattern = _plain(self._kinds[start:end])
        own = _pattern_cost(self._kinds[start:end])
        if own is None or not (rest := self.best(end, count - 1, pattern)):
            return None
        unlike = bool(before) and before != pattern and "d" not in before + pattern
        pair = len(pattern) > 1 and (pattern[-1] in "yp") != self._year_last
        return Cost(rest.cost + own + UNLIKE * unlike + LAST_RESORT * pair, (start, *rest.starts))
