"""How fast documents are read, on one core: `make bench`. It measures and asserts nothing about time.

Every real text document goes through reading, identifying and normalising in this process. What is remembered of
vocabularies stays, as in a flow that reads many documents; what is remembered of texts is forgotten before each
reading, so that no document is read from memory.
"""

from __future__ import annotations

import cProfile
import io
import os
import pstats
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tasks.formats import read, text_of
from tasks.identify import claim_of_key, identify
from tasks.model import Document, Normalised, Reading, StoredObject
from tasks.normalise import normalise

SHARED = Path(__file__).resolve().parents[3] / "shared" / "documents"
DOCUMENTS = [*sorted(SHARED.glob("*.txt")), *sorted((SHARED / "pages").glob("*.txt"))]
ROUNDS = 5
SLOWEST = 5  # functions and documents that are named
KEYED_BY_TEXT = (2048, 4096, 8192, 16384, 65536)  # sizes of the caches that remember labels and tables
USUAL_SIZE = 60_000  # bytes of a document of a municipality


def _line(path: Path) -> tuple[Document, Reading, Normalised]:
    """The part of the line that computes: everything but the storage and the warehouse."""
    for forget in _forgetful():
        forget()
    data = path.read_bytes()
    stored = StoredObject(path.as_uri(), str(path.relative_to(SHARED)), "", data)
    reading = read(data)
    document = identify(stored, text_of(data), claim_of_key(stored.key))
    return document, reading, normalise(document, reading)


@cache
def _forgetful() -> list[Callable[[], None]]:
    """What clears the caches that are bounded because they are keyed by texts, and the one of the last table."""
    modules = [module for name, module in list(sys.modules.items()) if name.startswith("tasks")]
    cached = {value for module in modules for value in vars(module).values() if hasattr(value, "cache_parameters")}
    return [value.cache_clear for value in cached if value.cache_parameters()["maxsize"] in {2, *KEYED_BY_TEXT}]


def _seconds(job: Callable[[], object]) -> float:
    started = time.process_time()  # seconds of the processor: what one core does, however busy the machine is
    job()
    return time.process_time() - started


@pytest.mark.skipif(not DOCUMENTS, reason="the real documents are not on this machine")
def test_reading_all_real_documents() -> None:
    for path in DOCUMENTS:
        _, _, normalised = _line(path)
        assert normalised.observations.height, f"{path.name}: nothing was read"
    best = {path: min(_seconds(lambda path=path: _line(path)) for _ in range(ROUNDS)) for path in DOCUMENTS}
    size, total = sum(path.stat().st_size for path in DOCUMENTS), sum(best.values())
    threads = os.environ.get("POLARS_MAX_THREADS", "all")
    print(f"\n{len(best)} documents of {size / len(best) / 1000:.0f} KB on average, Polars threads: {threads}")
    print(
        f"{size / total / 1e6:.2f} MB/s, {len(best) / total:.1f} documents/s, "
        f"{size / total / USUAL_SIZE:.1f} documents of {USUAL_SIZE // 1000} KB/s"
    )
    for path, seconds in sorted(best.items(), key=lambda pair: -pair[1])[:SLOWEST]:
        print(f"  {seconds * 1000:6.1f} ms  {path.stat().st_size / 1000:5.0f} KB  {path.name}")
    print(_profile())


def _profile() -> str:
    """The functions that take most time of their own, and what they are reached by, in one round."""
    profiler = cProfile.Profile()
    profiler.enable()
    for path in DOCUMENTS:
        _line(path)
    profiler.disable()
    out = io.StringIO()
    statistics = pstats.Stats(profiler, stream=out).strip_dirs()
    statistics.sort_stats("tottime").print_stats(3 * SLOWEST)
    statistics.sort_stats("cumulative").print_stats("normalise|structure|formats|identify|text_", 6 * SLOWEST)
    return out.getvalue()
