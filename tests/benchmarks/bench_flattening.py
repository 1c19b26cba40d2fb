"""How often tables that are known are read wrongly, layout by layout: `make bench`. It asserts nothing.

Every layout in every style, with tables that are made up, the answers of pages and PDFs, and Iv3: some thousands of
documents, on all cores.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from random import Random

from tests.fuzz.cases import Source, cases
from tests.fuzz.generated import generate
from tests.fuzz.grids import Grid
from tests.fuzz.known import everywhere
from tests.fuzz.report import Tally, table, tally
from tests.fuzz.verdicts import judge

SEEDS = int(os.environ.get("FUZZ_SEEDS", "10"))  # of some four hundred documents each
FIRST = 1000  # other documents than the tests read


def _of_all(random: Random) -> Grid:
    return generate(random) if random.random() < 0.6 else everywhere(random)


def _judged(seed: int, source: Source = _of_all) -> tuple[int, dict[str, Counter[str]], Counter[str]]:
    """The number of documents, the fates by layout and the fields in which figures are wrong."""
    outcomes = [(made, judge(made)) for made in cases(range(seed, seed + 1), source=source)]
    causes: Counter[str] = Counter()
    for made, outcome in outcomes:
        causes.update(f"{', '.join(v.causes)} ({made.layout})" for v in outcome.verdicts if v.fate == "WRONG")
    return len(outcomes), dict(tally(outcomes)), causes


def test_the_share_of_wrong_figures_by_layout() -> None:
    started = time.monotonic()
    counts: Tally = {}
    causes: Counter[str] = Counter()
    documents = 0
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        for read, found, why in workers.map(_judged, range(FIRST, FIRST + SEEDS)):
            documents += read
            causes.update(why)
            for name, fates in found.items():
                counts.setdefault(name, Counter()).update(fates)
    print(f"\n{documents} documents in {time.monotonic() - started:.0f} s")
    print("\n".join(table(counts)))
    print("\n".join(f"{count:7} {why}" for why, count in causes.most_common(30)))
