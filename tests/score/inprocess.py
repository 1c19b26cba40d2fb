"""Documents scored without a warehouse, in the process that asks: what a change of the reading does is seen in seconds.

The figures are those that `domeinwacht export observations` gives of one document, the shares those of the scorer.
"""

from __future__ import annotations

import importlib.util
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType

from tasks.bounds import bounded
from tasks.corrections import correct
from tasks.formats import read
from tasks.identify import Unidentified, identify
from tasks.model import Proof, StoredObject, Unreadable
from tasks.normalise import normalise

TESTS = Path(__file__).parents[1]
SHARED = TESTS.parents[1] / "shared"
SETS: Mapping[str, tuple[Path, Path]] = {  # documents and answers
    "shared": (SHARED / "documents", SHARED / "gold"),
    "pages": (SHARED / "documents" / "pages", SHARED / "gold" / "pages"),
    "real": (SHARED / "real" / "pages", SHARED / "real" / "gold"),
    "own": (TESTS / "pages" / "documents", TESTS / "pages" / "gold"),
    "printed": (TESTS / "pages_real" / "documents", TESTS / "pages_real" / "gold"),
}
COUNTED = {
    "recall": ("right", "gold"),
    "precision": ("matched", "observations"),
    "true": ("right", "stated"),
    "domain": ("domain", "with_domain"),
    "metric": ("metric", "with_metric"),
}
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Scored:
    """One document against its answers."""

    name: str
    total: Counter[str]  # as the scorer counts, with `money` read and how much of it the own arithmetic `proved`
    missed: tuple[Row, ...]  # answers; `_found` where the figure is there under another scenario, period or unit
    wrong: tuple[Row, ...]  # figures that state a scenario and answer for none
    refusal: str = ""


def scorer() -> ModuleType:
    """The scorer that lies beside the repository."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "score" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pairs(documents: Path, answers: Path) -> list[tuple[Path, Path]]:
    """Each document with its answers, by name."""
    named = {path.name.removesuffix(".csv").removesuffix(".gold"): path for path in sorted(answers.glob("*.csv"))}
    return [(path, named[path.stem]) for path in sorted(documents.glob("*.txt")) if path.stem in named]


def exported(path: Path) -> list[Row]:
    """The figures of one document, as text.

    Raises:
        Unreadable, Unidentified: it would go to quarantine; the reason says why.
    """
    rows, _proof = _exported(path)
    return rows


def _exported(path: Path) -> tuple[list[Row], Proof]:
    stored = StoredObject(path.as_uri(), path.name, "", path.read_bytes())
    reading = bounded(read(stored.data))
    document = identify(stored, reading.text)
    found = correct(document, normalise(document, reading))
    rows = ({name: "" if value is None else str(value) for name, value in row.items()}
            for row in found.observations.iter_rows(named=True))  # fmt: skip
    return [row | {"document": path.name} for row in rows], found.proof or Proof(0, 0)


def scored(found: Sequence[tuple[Path, Path]]) -> list[Scored]:
    """Every document against its answers, on all cores."""
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:  # Polars has threads: a fork of it may hang
        return list(pool.map(score_one, found, chunksize=4))


def score_one(pair: tuple[Path, Path]) -> Scored:
    """A document against its answers."""
    (document, answers), module = pair, scorer()
    refusal, rows, proof = "", list[Row](), Proof(0, 0)
    try:
        rows, proof = _exported(document)
    except (Unreadable, Unidentified) as reason:
        refusal = str(reason)
    cells = [cell | {"document": document.name} for cell in module.read(answers)]
    totals, missed = module.score(rows, cells)
    wrong = _wrong(module, rows, [cell for cell in cells if cell.get("_right")])
    total = Counter({**totals[document.stem], "proved": proof.proved, "money": proof.money})
    return Scored(document.stem, total, tuple(missed), tuple(wrong), refusal)


def _wrong(module: ModuleType, rows: Iterable[Row], right: Iterable[Row]) -> list[Row]:
    """The rows that state a scenario and are the answer to no cell, as the scorer decides it."""
    left = [row for row in rows if row["scenario"] and module.number(row["value"])]
    for cell in right:
        fitting = [row for row in left if _answers(module, row, cell)]
        if fitting:
            left.remove(max(fitting, key=lambda row: row["metric"] == cell.get("metric")))
    return left


def _answers(module: ModuleType, row: Row, cell: Row) -> bool:
    return (
        module.number(row["value"]) == module.number(cell["value"])
        and bool(module.label_fits(cell["row_label"], row["row_label"]))
        and cell["period"].strip() in ("", row["period"])
        and (not cell["scenario"] or bool(module.scenario_fits(cell["scenario"], row["scenario"])))
        and (not cell.get("unit") or module.unit_of(row["unit"]) == module.unit_of(cell["unit"]))
    )


def shares(module: ModuleType, total: Mapping[str, int]) -> dict[str, float]:
    """What the scorer prints of its counts; a share of nothing is left out."""
    return {name: module.share(total[a], total[b]) for name, (a, b) in COUNTED.items() if total[b]}
