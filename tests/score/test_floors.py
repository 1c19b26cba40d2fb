"""The reading never gets worse: what was reached on the hand-checked cells and in the account of cells.

`pytest tests/score --raise-floors` writes what is reached now where that is more; a floor never goes down.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from infra.settings import Settings
from tasks import tesseract
from tasks.ingest import ingest_object
from tasks.model import Claim, Kind
from tasks.storage import documents, open_store
from tasks.warehouse import open_warehouse
from tasks.warehouse.export import export
from tasks.warehouse.queries import account
from tests.score.inprocess import SETS, SHARED, pairs, score_one, scorer, shares

PAGES = Path(__file__).parents[1] / "pages"  # written by us: real layouts, invented figures
ANSWERS = sorted((PAGES / "gold").glob("*.gold.csv"))
PAGES_REAL = PAGES.with_name("pages_real")  # tables that municipalities printed, with their figures
ANSWERS_REAL = sorted((PAGES_REAL / "gold").glob("*.gold.csv"))
GOLD = sorted([*(SHARED / "gold").glob("*.csv"), *(SHARED / "gold" / "pages").glob("*.csv")])
REAL = SHARED / "real"  # pages and PDFs of other municipalities, by hand-checked cells
REAL_GOLD = sorted((REAL / "gold").glob("*.csv"))
PDFS = sorted(path for path in (REAL / "pdf").glob("*.gold.csv") if "scan" not in path.name)
SCANS = sorted(path for path in (REAL / "pdf").glob("*.gold.csv") if "scan" in path.name)  # pictures without a text
TABLES = sorted((SHARED / "gold" / "formats").glob("*.csv"))
RENDERINGS = sorted(path.name for path in (SHARED / "documents" / "formats").glob("*") if path.name != "truth")
BORNE = Claim("GM0147", Kind.MONITOR, 2025)  # one table says nothing about its document
SAID = {"t03_baten_lasten": Claim("GM1700", Kind.JAARSTUKKEN, 2025)}
FLOORS = Path(__file__).with_name("floors.toml")

pytestmark = pytest.mark.skipif(not GOLD, reason="the hand-checked cells are not on this machine")


def _load(source: Path, warehouse: Path, said: Claim = Claim()) -> None:  # noqa: B008 (a claim is a frozen value)
    """Everything at a path through the line, as a user would."""
    settings = Settings(var=warehouse.parent)
    store, prefix = open_store(str(source), settings)
    for ref in documents(store, prefix):
        outcome = ingest_object(store, ref, warehouse=warehouse, settings=settings, now=datetime(2026, 1, 1), said=said)
        assert outcome.status == "loaded", f"{ref.key}: {outcome.reason}"


def _exported(warehouse: Path) -> list[dict[str, str]]:
    exported = warehouse.with_name("observations.csv")
    with open_warehouse(warehouse, read_only=True) as con:
        export(con, "observations", exported)
    rows: list[dict[str, str]] = scorer().read(exported)
    return rows


def _scored(warehouse: Path, gold: list[Path]) -> dict[str, dict[str, float]]:
    """The shares per document, as the scorer counts them."""
    module = scorer()
    totals, _ = module.score(_exported(warehouse), [row for path in gold for row in module.read(path)])
    return {document: shares(module, total) for document, total in totals.items()}


def _scored_by_page(warehouse: Path, gold: Path) -> dict[str, float]:
    """The shares over the pages of a PDF that have gold: a figure of one page cannot answer for another."""
    module, summed = scorer(), Counter[str]()
    cells = module.read(gold)
    rows = [row for row in _exported(warehouse) if module.base(row["document"]) == module.base(cells[0]["document"])]
    for page in {cell["page"] for cell in cells}:
        printed = [row for row in rows if row["locator"].startswith(f"page {page} ")]
        totals, _ = module.score(printed, [cell for cell in cells if cell["page"] == page])
        summed.update(*totals.values())
    return shares(module, summed)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every real text document."""
    path = tmp_path_factory.mktemp("score") / "warehouse.duckdb"
    for source in (*sorted((SHARED / "documents").glob("*.txt")), SHARED / "documents" / "pages"):
        _load(source, path)
    return path


@pytest.fixture(scope="module")
def scores(warehouse: Path) -> dict[str, dict[str, float]]:
    return _scored(warehouse, GOLD)


def _floors() -> dict[str, dict[str, float]]:
    return tomllib.loads(FLOORS.read_text())


@pytest.mark.parametrize("document", sorted(path.name.removesuffix(".csv").removesuffix(".gold") for path in GOLD))
def test_a_score_never_falls_below_its_floor(
    document: str, scores: dict[str, dict[str, float]], request: pytest.FixtureRequest
) -> None:
    _hold(document, scores[document], raise_it=request.config.getoption("--raise-floors"))


def test_without_a_warehouse_the_scores_are_the_same(scores: dict[str, dict[str, float]]) -> None:
    """`python -m tests.score` tells in seconds what the floors will say."""
    for one in map(score_one, pairs(*SETS["pages"])):
        assert shares(scorer(), one.total) == scores[one.name]
        assert len(one.wrong) == one.total["stated"] - one.total["right"]


@pytest.fixture(scope="module")
def scores_of_pages() -> dict[str, dict[str, float]]:
    return _scored_here("own")


def _scored_here(name: str) -> dict[str, dict[str, float]]:
    """The shares of many pages, read in this process: in a tenth of the time that loading them takes."""
    return {one.name: shares(scorer(), one.total) for one in map(score_one, pairs(*SETS[name]))}


@pytest.mark.parametrize("page", [path.name.removesuffix(".gold.csv") for path in ANSWERS])
def test_a_score_of_a_page_never_falls_below_its_floor(
    page: str, scores_of_pages: dict[str, dict[str, float]], request: pytest.FixtureRequest
) -> None:
    _hold(page, scores_of_pages[page], raise_it=request.config.getoption("--raise-floors"))


@pytest.fixture(scope="module")
def real_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every real page and PDF of other municipalities."""
    path = tmp_path_factory.mktemp("real") / "warehouse.duckdb"
    _load(REAL / "pages", path)
    for gold in PDFS:
        _load(gold.with_name(gold.name.replace(".gold.csv", ".pdf")), path)
    return path


@pytest.mark.parametrize("page", [path.name.removesuffix(".gold.csv") for path in REAL_GOLD])
def test_a_score_of_a_real_page_never_falls_below_its_floor(
    page: str, real_warehouse: Path, request: pytest.FixtureRequest
) -> None:
    gold = [path for path in REAL_GOLD if path.name.startswith(page)]
    score = _scored(real_warehouse, gold)[page]
    _hold(f"real/{page}", score, raise_it=request.config.getoption("--raise-floors"))


@pytest.mark.parametrize("gold", PDFS, ids=lambda path: path.name)
def test_a_score_of_a_real_pdf_never_falls_below_its_floor(
    gold: Path, real_warehouse: Path, request: pytest.FixtureRequest
) -> None:
    score = _scored_by_page(real_warehouse, gold)
    _hold(f"real/{gold.name.split('.')[0]}", score, raise_it=request.config.getoption("--raise-floors"))


@pytest.mark.skipif(bool(tesseract.obstacle()), reason=f"pictures are not read here: {tesseract.obstacle()}")
@pytest.mark.parametrize("gold", SCANS, ids=lambda path: path.name)
def test_a_score_of_a_real_scan_never_falls_below_its_floor(
    gold: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    _load(gold.with_name(gold.name.replace(".gold.csv", ".pdf")), tmp_path / "warehouse.duckdb")
    score = _scored_by_page(tmp_path / "warehouse.duckdb", gold)
    _hold(f"real/{gold.name.split('.')[0]}", score, raise_it=request.config.getoption("--raise-floors"))


@pytest.fixture(scope="module")
def scores_of_pages_real() -> dict[str, dict[str, float]]:
    return _scored_here("printed")


@pytest.mark.parametrize("page", [path.name.removesuffix(".gold.csv") for path in ANSWERS_REAL])
def test_a_score_of_a_printed_page_never_falls_below_its_floor(
    page: str, scores_of_pages_real: dict[str, dict[str, float]], request: pytest.FixtureRequest
) -> None:
    """Of a page that is not read, or of which nothing is stated, the share is 0: any reading of it is more."""
    score = {measure: scores_of_pages_real[page].get(measure, 0.0) for measure in ("recall", "precision", "true")}
    _hold(f"pages_real/{page}", score, raise_it=request.config.getoption("--raise-floors"))


def test_every_printed_page_has_its_answers_and_its_floor() -> None:
    """Of 99 pages the answers lay under a name that was not looked for, and nothing held them (29 November 2026)."""
    pages = {path.stem for path in (PAGES_REAL / "documents").glob("*.txt")}
    assert {path.name.removesuffix(".gold.csv") for path in (PAGES_REAL / "gold").iterdir()} == pages
    assert {name.partition("/")[2] for name in _floors() if name.startswith("pages_real/")} == pages


@pytest.mark.parametrize("rendering", RENDERINGS)
def test_a_score_of_a_rendering_never_falls_below_its_floor(
    rendering: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    for table in (path.name.split(".")[0] for path in TABLES):
        (source,) = (SHARED / "documents" / "formats" / rendering).glob(f"{table}.*")
        _load(source, tmp_path / "warehouse.duckdb", SAID.get(table, BORNE))
    for table, score in _scored(tmp_path / "warehouse.duckdb", TABLES).items():
        _hold(f"{rendering}/{table}", score, raise_it=request.config.getoption("--raise-floors"))


def _hold(name: str, score: dict[str, float], *, raise_it: bool) -> None:
    reached = {measure: int(share * 1000) / 1000 for measure, share in score.items()}
    floors = _floors().get(name, {})
    assert all(reached[measure] >= floor for measure, floor in floors.items()), f"{name}: {reached} is below {floors}"
    if raise_it:
        _write(_floors() | {name: reached})
    assert set(_floors()[name]) == set(reached), "a document without its floor: run with --raise-floors"


def _write(floors: dict[str, dict[str, float]]) -> None:
    lines = ["# Scores reached on hand-checked cells, cut at three decimals; a floor never goes down.\n"]
    for document, measures in sorted(floors.items()):
        lines += [f'["{document}"]\n', *(f"{measure} = {value}\n" for measure, value in measures.items())]
    FLOORS.write_text("".join(lines))


def test_every_cell_with_a_digit_is_accounted_for(warehouse: Path) -> None:
    with open_warehouse(warehouse, read_only=True) as con:
        rows = account(con)
    assert len(rows) == 19
    for row in rows:
        assert row["cells"] == row["observed"] + row["ignored"] + row["signalled"], row
        assert row["observed"] + row["ignored"] >= 0.95 * row["cells"], row
    read = sum(row["observed"] + row["ignored"] for row in rows)
    assert read >= 0.99 * sum(row["cells"] for row in rows)
