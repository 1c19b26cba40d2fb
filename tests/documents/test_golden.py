"""Every sample document against what is expected of it, figure by figure.

A case is a folder `tests/documents/<format>/<case>/` with the document and `observations.csv`, which a person has
looked at. `pytest tests/documents --regenerate` writes it anew after a change that is meant.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import polars as pl
import pytest

from infra.settings import Settings
from tasks.ingest import Outcome, ingest_object
from tasks.storage import documents, open_store
from tasks.warehouse import open_warehouse
from tasks.warehouse.export import export

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/*/document.txt"))  # the other formats are held against these
SAID = ["table_id", "table_title", "row_label", "column_label", "metric", "scenario", "period", "value",
        "standard_value", "unit", "domain", "concept", "is_total", "mark", "raw", "locator"]  # fmt: skip


def read_case(case: Path, folder: Path) -> tuple[Outcome, pl.DataFrame]:
    """The document of a case through the line, and its observations as text in reading order."""
    settings = Settings(var=folder)
    store, prefix = open_store(str(next(case.glob("document.*"))), settings)
    warehouse, exported = folder / "warehouse.duckdb", folder / "observations.csv"
    (ref,) = documents(store, prefix)
    outcome = ingest_object(store, ref, warehouse=warehouse, settings=settings, now=datetime(2026, 1, 1))
    with open_warehouse(warehouse, read_only=True) as con:
        export(con, "observations", exported)
    return outcome, pl.read_csv(exported, infer_schema=False).select(SAID)


def test_every_case_has_its_expectation(request: pytest.FixtureRequest) -> None:
    assert CASES
    if not request.config.getoption("--regenerate"):
        assert [case.name for case in CASES if not (case / "observations.csv").exists()] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_a_sample_document_gives_the_figures_that_are_expected(
    case: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    outcome, got = read_case(case, tmp_path)
    assert outcome.status == "loaded", outcome.reason
    expected = case / "observations.csv"
    if request.config.getoption("--regenerate"):
        got.write_csv(expected)
    wanted = pl.read_csv(expected, infer_schema=False)
    assert got.rows() == wanted.rows()
