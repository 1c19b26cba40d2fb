"""The ways to divide a line of headings of which words ran into each other: '2022 2023Prog 2023 Begr prim. P vs B'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.language import patterns, phrase
from tasks.tables.divisions import divided
from tasks.tables.wording import WHOLE, apart, explained, kind_of

DATED_WORD = re.compile(rf"(?<!\S){patterns.YEAR}[A-ZÀ-Ý][a-zà-ÿ]")


def divided_apart(text: str, count: int) -> tuple[tuple[str, ...], ...]:
    """The ways to divide a line over so many columns, with a blank where words ran into each other.

    A year with its stand right behind it is one heading where every stand of the line then has its year.
    """
    printed = divided(text, count) if DATED_WORD.search(text) else ()
    return tuple(filter(_is_dated, printed)) or divided(apart(text), count)


def _is_dated(way: Sequence[str]) -> bool:
    """Whether every heading is explained, and has a year where it is no difference."""
    return all(explained(part) >= WHOLE and ("y" in kind_of(part) or _is_a_difference(part)) for part in way)


def _is_a_difference(text: str) -> bool:
    return phrase(text, "heading").scenario == "verschil"
