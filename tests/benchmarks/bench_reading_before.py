"""How fast documents are read beside another checkout of the project: `BENCH_CHECKOUT=FOLDER make bench`.

Both read the same documents in turns, each in a process of its own with the same Python and libraries, as the one that
reads and the one that concludes do it: identified and normalised, with what is remembered of texts forgotten before
each. It prints seconds of the processor, kind by kind, their ratio, and how many figures each found.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.benchmarks.bench_reading import KEYED_BY_TEXT

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
OTHER = os.environ.get("BENCH_CHECKOUT")
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
PAGES = [*SHARED.glob("documents/pages/*.txt"), *SHARED.glob("real/pages/*.txt")]
KINDS = {
    "long texts": SHARED.glob("documents/*.txt"),
    "texts of a page": [*PAGES, *SHARED.glob("documents/formats/md/*.md")],
    "web pages": SHARED.glob("documents/formats/html*/*.html"),
    "PDFs made": SHARED.glob("documents/formats/pdf_*/*.pdf"),
    "real PDFs": SHARED.glob("real/pdf/*202[3-9].pdf"),
    "workbooks": SHARED.glob("documents/formats/[ox][dl]s*/*.[ox][dl]s*"),
    "Word": SHARED.glob("documents/formats/docx*/*.docx"),
}
DOCUMENTS = {kind: sorted(paths) for kind, paths in KINDS.items()}

# Of both checkouts it uses only what each has. The threshold is that of the processes that read, where there is one.
READER = """
import gc, sys, time
from pathlib import Path
from tasks import limits
from tasks.formats import read
from tasks.identify import claim_of_key, identify
from tasks.model import Claim, Kind, StoredObject
from tasks.normalise import normalise

said = Claim("GM0147", Kind.JAARSTUKKEN, 2024)  # of documents that do not say it themselves
gc.set_threshold(getattr(limits, "LIVING", 700))
for line in sys.stdin:
    path = Path(line.strip())
    modules = [module for name, module in list(sys.modules.items()) if name.startswith("tasks")]
    for value in {id(value): value for module in modules for value in vars(module).values()}.values():
        if hasattr(value, "cache_parameters") and str(value.cache_parameters()["maxsize"]) in sys.argv:
            value.cache_clear()
    data = path.read_bytes()
    started = time.process_time()
    reading = read(data)
    document = identify(StoredObject(path.as_uri(), path.name, "", data), reading.text, said)
    figures = normalise(document, reading).observations.height
    print(time.process_time() - started, figures, flush=True)
"""


class Checkout:
    """A process that reads documents with the program of one folder."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def read(self, path: Path) -> tuple[float, int]:
        """What reading a document takes of the processor, and how many figures it states."""
        assert self._process.stdin
        assert self._process.stdout
        print(path, file=self._process.stdin, flush=True)
        took, figures = self._process.stdout.readline().split()
        return float(took), int(figures)


@contextmanager
def _checkout(root: Path) -> Iterator[Checkout]:
    surroundings = {**os.environ, "PYTHONPATH": str(root), "POLARS_MAX_THREADS": "1"}
    command = [sys.executable, "-c", READER, *map(str, (2, *KEYED_BY_TEXT))]
    with subprocess.Popen(
        command, cwd=root, env=surroundings, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        yield Checkout(process)
        assert process.stdin
        process.stdin.close()


@pytest.mark.skipif(not OTHER, reason="no other checkout was named: BENCH_CHECKOUT")
@pytest.mark.skipif(not any(DOCUMENTS.values()), reason="the real documents are not on this machine")
def test_reading_beside_another_checkout() -> None:
    with _checkout(ROOT) as here, _checkout(Path(OTHER or "")) as there:
        for kind, paths in DOCUMENTS.items():
            rounds = [(here.read(path), there.read(path)) for path in paths * ROUNDS]
            now, before = (_least([both[which] for both in rounds], len(paths)) for which in (0, 1))
            print(f"\n{kind:16} {len(paths):3} documents {now[0]:7.2f} s, {before[0]:7.2f} s there: "
                  f"{now[0] / before[0]:.2f} times; {now[1]} figures, {before[1]} there", end="")  # fmt: skip


def _least(read: list[tuple[float, int]], documents: int) -> tuple[float, int]:
    """Of as many documents, read one after the other and again: the least seconds of each, and all figures."""
    least = [min(read[number::documents]) for number in range(documents)]
    return sum(seconds for seconds, _ in least), sum(figures for _, figures in least)
