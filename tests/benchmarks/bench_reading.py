"""How fast documents are read, on one core: `make bench`. It measures and asserts nothing about time.

Every real document goes through reading, identifying and normalising in this process. What is remembered of
vocabularies stays, as in a flow that reads many documents; what is remembered of texts is forgotten before each
reading, so that no document is read from memory.

A set of documents is set beside its floor, measured in the same run: for texts each word taken and folded once, for
PDFs pdfium's bare words. The ratio says whether reading became slower, whatever the machine and whoever else uses it.
"""

from __future__ import annotations

import cProfile
import gc
import io
import os
import pstats
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import lxml.html
import pytest

from tasks.formats import html, read
from tasks.identify import claim_of_key, identify
from tasks.limits import LIVING
from tasks.model import Claim, Document, Normalised, Reading, StoredObject
from tasks.normalise import normalise
from tests.benchmarks.bench_pdf import bare_words
from tests.benchmarks.peaks import peaks

HERE = Path(__file__).resolve()
SHARED = HERE.parents[3] / "shared" / "documents"
REAL = HERE.parents[3] / "shared" / "real"
SETS = {
    "documents": sorted(SHARED.glob("*.txt")),
    "pages": sorted((SHARED / "pages").glob("*.txt")),
    "real pages": sorted((REAL / "pages").glob("*.txt")),
    "pages of A to K": sorted((HERE.parents[1] / "pages_real" / "documents").glob("*.txt")),
    "PDFs made": sorted((SHARED / "formats").glob("pdf_*/*.pdf")),
    "real PDFs": sorted((REAL / "pdf").glob("*2023.pdf")),
}
SAID = Claim(municipality="GM0147", year=2024)  # of documents that do not say it themselves
MANY = 20  # times the same documents behind each other
DOCUMENTS = [*sorted(SHARED.glob("*.txt")), *sorted((SHARED / "pages").glob("*.txt"))]
ROUNDS = 5
WORD = re.compile(r"\w+|[^\w\s]")
SLOWEST = 5  # functions and documents that are named
KEYED_BY_TEXT = (256, 2048, 4096, 8192, 16384, 65536)  # sizes of the caches that remember labels and tables
USUAL_SIZE = 60_000  # bytes of a document of a municipality


def _line(path: Path) -> tuple[Document, Reading, Normalised]:
    """The part of the line that computes: everything but the storage and the warehouse."""
    _forget()
    data = path.read_bytes()
    return _of_bytes(path.name, data, claim_of_key(path.name))


def _of_bytes(name: str, data: bytes, said: Claim) -> tuple[Document, Reading, Normalised]:
    reading = read(data)
    document = identify(StoredObject(f"file:///{name}", name, "", data), reading.text, said)
    return document, reading, normalise(document, reading)


def _forget() -> None:
    for forget in _forgetful():
        forget()


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


def _floor(paths: list[Path]) -> None:
    """The least that reading takes: each word of a text, or of a page of a PDF, looked at once."""
    for path in paths:
        if path.suffix == ".pdf":
            bare_words(path.read_bytes())
        else:
            Counter(word.casefold() for word in WORD.findall(path.read_text(encoding="utf-8")))


def test_web_pages_beside_lxml() -> None:
    """The reader alone, as in its own process, beside what lxml takes for the same trees and all their texts."""
    usual = gc.get_threshold()
    gc.set_threshold(LIVING)
    pages = [path.read_bytes() for path in sorted((SHARED / "formats").rglob("*.html"))]
    for name, data in (("made", pages), ("of 1 MB", [_web_page(1_000_000)])):
        bare = min(_seconds(lambda data=data: _texts_of(data)) for _ in range(ROUNDS))
        best = min(_seconds(lambda data=data: [_forget(), *map(html.read, data)]) for _ in range(ROUNDS))
        print(
            f"\nweb pages {name}: {best / len(data) * 1000:.1f} ms each, {best / bare:.1f} times lxml (at most 6)",
            end="",
        )
    gc.set_threshold(*usual)


def _texts_of(pages: list[bytes]) -> list[list[str]]:
    return [list(lxml.html.document_fromstring(page).itertext()) for page in pages]


def _read_all(paths: list[Path]) -> None:
    for path in paths:
        _forget()
        _of_bytes(path.name, path.read_bytes(), SAID)


@pytest.mark.parametrize("name", SETS)
def test_a_set_beside_its_floor(name: str) -> None:
    paths = SETS[name]
    if not paths:
        pytest.skip("these documents are not on this machine")
    rounds = 1 if paths[0].suffix == ".pdf" else ROUNDS
    floor = min(_seconds(lambda: _floor(paths)) for _ in range(rounds))
    best = min(_seconds(lambda: _read_all(paths)) for _ in range(rounds))
    print(f"\n{name:16} {len(paths):3} documents {best * 1000:8.0f} ms, {best / floor:6.1f} times the floor")


@pytest.mark.skipif(not SETS["documents"], reason="the real documents are not on this machine")
def test_a_long_document_takes_as_long_as_its_parts() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SETS["documents"])
    _forget()
    took = {
        times: _seconds(lambda times=times: _of_bytes("long.txt", "\n".join([text] * times).encode(), SAID))
        for times in (1, MANY // 4, MANY)
    }
    for times, seconds in took.items():
        print(f"\n{times:3} times {len(text) // 1000} KB: {seconds:6.2f} s, {seconds / times:5.2f} s each", end="")


# The peak is that of its own memory: what `getrusage` says begins with that of the process that started it.
AS_A_READER = """
import json, sys
from pathlib import Path
from tasks.formats import read
from tasks.sandbox.wire import reading_as
said = sum(len(json.dumps(part)) for part in reading_as(read(sys.stdin.buffer.read())))
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(said, int(status["VmHWM"].split()[0]) // 1024)
"""

# Concluded as an ingest does it: the process that does it is asked for its peak while it waits for the next document.
AS_ONE_WHO_ASKS = """
import sys
from pathlib import Path
from tasks.conclude import conclude
from tasks.model import Claim, StoredObject
from tasks.sandbox.apart import WORKERS
found = conclude(StoredObject("file:///a.html", "a.html", "", sys.stdin.buffer.read()), Claim("GM0147", None, 2024))
assert found.normalised.observations.height
(worker,) = WORKERS._idle
for process in (worker.pid, "self"):
    status = dict(line.split(":", 1) for line in Path(f"/proc/{process}/status").read_text().splitlines())
    print(int(status["VmHWM"].split()[0]) // 1024)
WORKERS.close()
"""


def _web_page(size: int) -> bytes:
    """A page with one table after the other, about so many bytes long."""
    parts = ["<html><body><h1>Jaarstukken 2024 Borne</h1>"]
    heads = "".join(f"<th>{head}</th>" for head in ("Taakveld", "Begroting 2024", "Realisatie 2024", "Verschil"))
    while sum(map(len, parts)) < size:
        rows = "".join(
            f'<tr class="rij"><td class="label">6.{row} Maatwerkdienst {len(parts)}.{row}</td>'
            + "".join(f'<td class="bedrag">{amount}</td>' for amount in (1000 + 7 * row, 1100 + 5 * row, 100 - 2 * row))
            for row in range(1000)
        )
        parts.append(f"<h2>Programma {len(parts)}</h2><table><thead><tr>{heads}</tr></thead>{rows}</table>")
    return "".join([*parts, "</body></html>"]).encode()


def test_a_web_page_of_five_megabytes_stays_in_memory() -> None:
    took = {}
    for size in (50_000, 5_000_000):
        page = _web_page(size)
        done = subprocess.run([sys.executable, "-c", AS_A_READER], input=page, capture_output=True, check=True)
        concluded = subprocess.run([sys.executable, "-c", AS_ONE_WHO_ASKS], input=page, capture_output=True, check=True)
        took[size] = [*map(int, done.stdout.split()), *map(int, concluded.stdout.split())]
    said, *peaks = took[5_000_000]
    _, *small = took[50_000]
    shown = zip(("reader", "concluder", "who asks"), peaks, small, strict=True)
    print(f"\n5 MB of web page, at most 300 MB in each process; {said / 1e6:.0f} MB come over from the reader: "
          + ", ".join(f"{name} {peak} MB ({least} for a small page)" for name, peak, least in shown))  # fmt: skip


def test_a_whole_ingest_of_five_megabytes_stays_in_memory(tmp_path: Path) -> None:
    """Reading and loading, into an empty warehouse: the most that each of its processes ever held."""
    took = {}
    for size in (5_000, 5_000_000):
        key = tmp_path / str(size) / "GM0147" / "2024" / "jaarstukken" / "a.html"
        key.parent.mkdir(parents=True)
        key.write_bytes(_web_page(size))
        ingest = ["ingest", str(tmp_path / str(size)), "--warehouse", str(tmp_path / f"{size}.duckdb")]
        took[size] = peaks([sys.executable, "-c", "from flows.cli import main; main()", *ingest])
    small, large = took.values()
    shown = (f"{name} {peak} MB ({small.get(name, 0)} for a small page)" for name, peak in large.items())
    print(f"\ningest of 5 MB of web page: {', '.join(shown)}")


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
