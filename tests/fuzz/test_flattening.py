"""Whatever layout a table is printed in, a figure is right, open or signalled: never wrong, never left out unseen.

The share of figures stated wrongly has a ceiling for each layout and each style in `ceilings.toml`, and so has the
share that a reader takes for something else. A ceiling only goes down: `pytest tests/fuzz --raise-floors` writes what
is reached now where that is less. One failure in full: `python -m tests.fuzz SEED --layout STYLE/LAYOUT`.
"""

from __future__ import annotations

import tomllib
from math import ceil
from pathlib import Path

import pytest

from tests.fuzz.cases import Case, cases
from tests.fuzz.layouts import LAYOUTS
from tests.fuzz.report import Tally, share, tally
from tests.fuzz.styles import STYLES
from tests.fuzz.verdicts import Outcome, judge

CEILINGS = Path(__file__).with_name("ceilings.toml")
HEADER = "# Shares of figures stated wrongly, or taken for something else, rounded up; a ceiling never goes up.\n"
SEEDS = range(1, 2)
HELD = ("WRONG", "ignored", "lost", "refused")
NAMES = [*sorted(LAYOUTS), *(f"style {style}" for style in STYLES)]


@pytest.fixture(scope="module")
def judged() -> list[tuple[Case, Outcome]]:
    """Every layout in two of three styles, so that each style has most layouts; `make bench` reads them all."""
    return [(made, judge(made)) for place, made in enumerate(cases(SEEDS)) if place % 3]


@pytest.fixture(scope="module")
def shares(judged: list[tuple[Case, Outcome]], request: pytest.FixtureRequest) -> dict[str, dict[str, float]]:
    """What is reached now, by layout and style."""
    counts = tally(judged)
    reached = {name: {fate: share(counts[name], fate) for fate in HELD} for name in NAMES}
    if request.config.getoption("--raise-floors"):
        _lower(reached)
    return reached


def _ceilings() -> dict[str, dict[str, float]]:
    return tomllib.loads(CEILINGS.read_text())


def _lower(reached: dict[str, dict[str, float]]) -> None:
    before = _ceilings()
    lines = [HEADER]
    for name, held in reached.items():
        known = before.get(name, {})
        values = {fate: min(known.get(fate, 1.0), ceil(now * 10_000) / 10_000) for fate, now in held.items()}
        lines += [f'["{name}"]\n', *(f"{fate} = {value}\n" for fate, value in values.items())]
    CEILINGS.write_text("".join(lines))


@pytest.mark.parametrize("fate", HELD)
@pytest.mark.parametrize("name", NAMES)
def test_a_share_never_rises_above_its_ceiling(name: str, fate: str, shares: dict[str, dict[str, float]]) -> None:
    ceiling = _ceilings().get(name, {}).get(fate)
    assert ceiling is not None, "a new layout or style: pytest tests/fuzz --raise-floors"
    assert shares[name][fate] <= ceiling, f"python -m tests.fuzz {SEEDS[0]} --layout {name.split()[-1]} --wrong"


def test_none_is_ignored_without_a_name(judged: list[tuple[Case, Outcome]]) -> None:
    verdicts = [verdict for _, outcome in judged for verdict in outcome.verdicts if verdict.fate == "ignored"]
    assert not [verdict for verdict in verdicts if not any(verdict.causes)]


def test_enough_is_read_to_say_something(judged: list[tuple[Case, Outcome]]) -> None:
    counts: Tally = tally(judged)
    assert len(judged) > 280
    assert counts["all"].total() > 10_000
    assert share(counts["all"], "right") > 0.6
