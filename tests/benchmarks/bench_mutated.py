"""2,000 documents of every format with a few bytes changed: how many are read, and whether one hangs or is unforeseen.

`BENCH_MUTATED` sets how many, `BENCH_MUTATED_SEED` which.
"""

from __future__ import annotations

import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from tests.hostile.mutating import SECONDS, fates, mutated, samples

FILES = int(os.environ.get("BENCH_MUTATED", "2000"))
SEED = int(os.environ.get("BENCH_MUTATED_SEED", "1"))


def test_nothing_hangs_and_nothing_is_unforeseen() -> None:
    files = list(mutated(FILES, SEED))
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        told = list(pool.map(lambda one: fates([one]), files))
    counts = sum((count for count, _ in told), Counter[str]())
    wrong = [line for _, lines in told for line in lines]
    print(f"\n{len(files)} files of {len(samples())} documents, seed {SEED}: {dict(counts)}")
    print(f"over {SECONDS} s of processor time, or unforeseen: {len(wrong)}")
    assert counts.total() == FILES
    assert wrong == []
