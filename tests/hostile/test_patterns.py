"""Every pattern of the program against texts made of its own words: time grows with their length, not its square."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tasks.structure import furniture
from tasks.structure.lines import Line
from tasks.tables import strips
from tests.hostile.patterns import outgrown, patterns, repeated, seconds, seeds

FOUND = patterns()
AT_BOUND = 0.05  # seconds of processor time at the bound


@dataclass(frozen=True)
class Bound:
    """A pattern that grows faster, and is only asked of texts that are no longer than this."""

    longest: int
    asked: Callable[[str], object]  # who asks it
    texts: tuple[str, ...]  # of which it is asked where what is filled in is short enough


@dataclass(frozen=True)
class Spied:
    """A pattern that notes the texts that it is asked of."""

    pattern: re.Pattern[str]
    seen: list[str]

    def __getattr__(self, way: str) -> Callable[[str], Any]:
        def asked(text: str) -> Any:
            self.seen.append(text)
            return getattr(self.pattern, way)(text)

        return asked


def _page(text: str) -> object:
    return furniture.furniture_of([Line(1, text)])


BY_ATTRIBUTE = {
    "tasks.structure.furniture.NAMED": Bound(furniture.LONGEST_TITLE, _page, ("Begroting 2024 van {} 12",)),
    "tasks.structure.furniture.NUMBERED": Bound(furniture.LONGEST_TITLE, _page, ("Begroting 2024 van {} 12",)),
    "tasks.tables.strips.REMARKED": Bound(
        strips.LONGEST_ROW, lambda text: strips.strip_of(Line(1, text)), ("Jeugdhulp {} 1.200 1.300 zie tekst",)
    ),
}
BOUNDED = {name: bound for name in FOUND if (bound := BY_ATTRIBUTE.get(name.split()[0]))}


@pytest.mark.parametrize("name", sorted(FOUND.keys() - BOUNDED.keys()))
def test_a_pattern_takes_linear_time(name: str) -> None:
    assert outgrown(FOUND[name]) == ""


@pytest.mark.parametrize("name", BOUNDED)
def test_a_pattern_that_does_not_is_quick_on_the_longest_text_that_it_is_asked_of(name: str) -> None:
    pattern, longest = FOUND[name], BOUNDED[name].longest
    took = {
        begin + seed: min(seconds(pattern, repeated(begin, seed, longest)) for _ in range(3))
        for begin, seed in seeds(pattern)
    }
    assert {words: spent for words, spent in took.items() if spent > AT_BOUND} == {}


@pytest.mark.parametrize("name", BY_ATTRIBUTE)
def test_it_is_asked_of_no_longer_text(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that was asked of longer ones too would fail here, as would a bound of which nothing is ever asked."""
    bound = BY_ATTRIBUTE[name]
    module, _, attribute = name.rpartition(".")
    seen: list[str] = []
    held = getattr(importlib.import_module(module), attribute)
    spied = {key: Spied(one, seen) for key, one in held.items()} if isinstance(held, dict) else Spied(held, seen)
    monkeypatch.setattr(importlib.import_module(module), attribute, spied)
    for text in bound.texts:
        room = bound.longest - len(text.format(""))
        bound.asked(text.format("x" * room))
        assert seen
        seen.clear()
        for longer in (room + 1, 10 * bound.longest):
            bound.asked(text.format("x" * longer))
        assert seen == []
