"""Documents with a few bytes changed are read or refused: none hangs, and none meets what nobody foresaw.

`tests/benchmarks/bench_mutated.py` does the same for 2,000 of them.
"""

from __future__ import annotations

from tests.hostile.mutating import fates, mutated, samples

FILES, SEED = 60, 11


def test_changed_documents_are_read_or_refused() -> None:
    assert {path.suffix for path in samples()} >= {".pdf", ".html", ".xlsx", ".docx", ".csv", ".txt"}
    files = list(mutated(FILES, SEED))
    assert files == list(mutated(FILES, SEED))
    counts, wrong = fates(files)
    assert wrong == []
    assert counts["read"] > FILES / 4
    assert counts["refused"] > 0
