"""Every pattern of the program against texts made of its own words: time grows with their length, not its square."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.patterns import patterns, worst

KNOWN = {
    line.split()[0]
    for line in (Path(__file__).parent / "slow_patterns.txt").read_text().splitlines()
    if line[:1] != "#"
}
FOUND = patterns()
SECONDS, GROWTH = 0.2, 8  # at four times the length a linear pattern takes 4 times as long, a quadratic one 16


@pytest.mark.parametrize("name", sorted(FOUND.keys() - KNOWN))
def test_a_pattern_takes_linear_time(name: str) -> None:
    seconds, growth, words = worst(FOUND[name])
    assert seconds < SECONDS or growth < GROWTH, f"{name}: {seconds:.3f} s on repeats of {words!r}, {growth:.0f} times"


def test_what_is_known_to_be_slow_is_still_there() -> None:
    assert KNOWN - FOUND.keys() == set()
