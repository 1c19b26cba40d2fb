"""A test document made of a file: a copy, what today's reading says of it, and a mark at every figure to check.

A case is a folder `<format>/<slug>/` with `document.<ext>`, `observations.csv`, and a sidecar where the document does
not say itself what it is. The expectation is a reading, no truth: somebody must hold each figure against the document,
mend the line where the reading is wrong, and put `ok` in the place of `to check`.
"""

from __future__ import annotations

import csv
import json
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import polars as pl

from infra.settings import Settings
from tasks.identify import recognise
from tasks.ingest import Outcome, ingest_object
from tasks.model import Claim, StoredObject
from tasks.storage import documents, open_store
from tasks.warehouse import open_warehouse
from tasks.warehouse.export import export

EXPECTED = ("table_id", "table_title", "row_label", "column_label", "metric", "scenario", "period", "value",
            "standard_value", "unit", "domain", "concept", "is_total", "mark", "raw", "locator")  # fmt: skip
CHECKED = "checked"  # the column of the marks; a case of before has none
OK, TO_CHECK = "ok", "to check"
WHEN = datetime(2026, 1, 1)
SLUG = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")
WORD = re.compile(r"[^\W\d_]{2,}")
ENDS = re.compile(r"[\w)%'\"][.!?:]\s*$|[^\W\d_][.!?]\s+[A-Z]")  # as a sentence, or with one sentence after another
CELLS = re.compile(r"[\t|;]|\d\s*$")
FEWEST_WORDS, SURELY = 9, 14  # a title or a label hardly ever has as many and ends as a sentence does


class NoCase(ValueError):
    """No test document can be made of it; the text says why and what to do."""


def document_of(case: Path) -> Path:
    """The document of a case, which its sidecar is not."""
    return next(path for path in sorted(case.glob("document.*")) if path.suffix != ".json")


def read_case(case: Path, folder: Path) -> tuple[Outcome, pl.DataFrame]:
    """The document of a case through the whole line, and its figures as text in reading order."""
    settings = Settings(var=folder)
    store, prefix = open_store(str(document_of(case)), settings)
    warehouse, exported = folder / "warehouse.duckdb", folder / "observations.csv"
    (ref,) = documents(store, prefix)
    outcome = ingest_object(store, ref, warehouse=warehouse, settings=settings, now=WHEN)
    with open_warehouse(warehouse, read_only=True) as con:
        export(con, "observations", exported)
    return outcome, pl.read_csv(exported, infer_schema=False).select(EXPECTED)


def expectation(path: Path) -> tuple[list[tuple[str, ...]], list[str]]:
    """The figures that a case expects, and the marks at them; all are checked where the file has no marks."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [tuple(row[name] for name in EXPECTED) for row in rows], [row.get(CHECKED, OK) for row in rows]


def write_expectation(path: Path, got: pl.DataFrame) -> int:
    """Write today's reading as what is expected; how many figures there are to check.

    What was checked before and is read the same stays checked.
    """
    known: Mapping[tuple[str, ...], str] = {}
    if path.exists():
        known = dict(zip(*expectation(path), strict=True))
    rows = [tuple("" if value is None else str(value) for value in row) for row in got.rows()]
    marks = [known.get(row, TO_CHECK) for row in rows]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*EXPECTED, CHECKED])
        writer.writerows([*row, mark] for row, mark in zip(rows, marks, strict=True))
    return marks.count(TO_CHECK)


def sentences(lines: Sequence[str]) -> list[tuple[int, str]]:
    """The lines that hold prose, by their number: sentences of a source are not copied."""
    found = []
    for number, line in enumerate(lines, start=1):
        words = len(WORD.findall(line))
        ends = words >= FEWEST_WORDS and ENDS.search(line)
        if ends or (words >= SURELY and not CELLS.search(line)):
            found.append((number, line.strip()))
    return found


def known_of(stored: StoredObject, text: str, said: Claim) -> Claim:
    """What is known of a document, to be said of a copy that has less in it."""
    known = recognise(stored, text, said)
    found = {name: one.value for name, one in known.found.items() if name not in known.doubts}
    return Claim(found.get("municipality"), found.get("kind"), found.get("year"))


def make_case(folder: Path, slug: str, suffix: str, data: bytes, said: Claim) -> tuple[Path, int, int]:
    """Write a case below the folder of its format; the case, its figures, and how many of them are to check.

    Raises:
        NoCase: the name is none, the case is there already, or the document would go to quarantine.
    """
    if not SLUG.fullmatch(slug):
        raise NoCase(f"'{slug}' is geen naam voor een map: gebruik kleine letters, cijfers en _")
    if (case := folder / slug).exists():
        raise NoCase(f"{case} bestaat al")
    case.mkdir(parents=True)
    try:
        (case / f"document{suffix}").write_bytes(data)
        _write_sidecar(case / f"document{suffix}.json", said)
        with tempfile.TemporaryDirectory() as apart:
            outcome, got = read_case(case, Path(apart))
        if outcome.document is None:
            raise NoCase(outcome.reason)
    except Exception:
        _remove(case)
        raise
    return case, got.height, write_expectation(case / "observations.csv", got)


def _write_sidecar(path: Path, said: Claim) -> None:
    told = {name: value for name in ("municipality", "kind", "year") if (value := getattr(said, name)) is not None}
    if told:
        path.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


def _remove(case: Path) -> None:
    for path in _files(case):
        path.unlink()
    case.rmdir()


def _files(case: Path) -> Iterable[Path]:
    return [path for path in case.iterdir() if path.is_file()]
