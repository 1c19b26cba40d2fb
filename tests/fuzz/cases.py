"""A case by its seed: a grid, a layout, and the style in which it is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from tests.fuzz.documents import Printout, document
from tests.fuzz.generated import generate
from tests.fuzz.grids import Grid
from tests.fuzz.known import published
from tests.fuzz.layouts import LAYOUTS
from tests.fuzz.sheets import Plan
from tests.fuzz.styles import STYLES

TRIES = 400  # grids until one lends itself to the layout
Source = Callable[[Random], Grid]


def mixed(random: Random) -> Grid:
    """Mostly tables that are made up, some that were published: all of them in this repository."""
    return generate(random) if random.random() < 0.75 else published(random)


@dataclass(frozen=True)
class Case:
    """A document to be read, and what it says."""

    seed: int
    style: str
    layout: str
    grid: Grid
    plan: Plan

    @property
    def name(self) -> str:
        """How it is asked for."""
        return f"{self.style}/{self.layout}"

    @property
    def printout(self) -> Printout:
        """The blocks that are printed; the same at every asking."""
        return document(self.grid, self.plan, Random(f"{self.seed} {self.name} printed"))

    @property
    def data(self) -> bytes:
        """The bytes of the document."""
        return STYLES[self.style](self.printout)


def case(seed: int, style: str, layout: str, source: Source = mixed) -> Case | None:
    """The case of a seed; None where no grid of the source lends itself to the layout."""
    random = Random(f"{seed} {style}/{layout}")
    for _ in range(TRIES):
        chosen = LAYOUTS[layout](source(random), random)
        if chosen:
            return Case(seed, style, layout, *chosen)
    return None


def cases(seeds: range, only: str = "", source: Source = mixed) -> Iterator[Case]:
    """Every style with every layout, for each seed; `only` names a style, a layout, or `style/layout`."""
    for seed in seeds:
        for style in STYLES:
            for layout in sorted(LAYOUTS):
                if only in ("", style, layout, f"{style}/{layout}"):
                    made = case(seed, style, layout, source)
                    if made:
                        yield made
