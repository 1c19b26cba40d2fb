"""A warehouse with the sample documents of the demo, and the site made of it, once for all tests that only look."""

from __future__ import annotations

import shutil
import tomllib
from datetime import datetime
from pathlib import Path

import pytest

from infra.settings import Settings
from tasks.ingest import ingest_object
from tasks.site.building import build
from tasks.storage import documents, open_store

SAMPLES = Path(__file__).parents[1] / "documents"
MOMENT = datetime(2026, 11, 29, 12, 0)


def put(folder: Path, keys: dict[str, str]) -> None:
    for key, sample in keys.items():
        (folder / key).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(SAMPLES / sample, folder / key)


def ingest(folder: Path, warehouse: Path) -> None:
    settings = Settings(mail_to=["financien@gemeente.test"], alert_since_year=2024)
    store, _ = open_store(str(folder), settings)
    for ref in documents(store):
        assert ingest_object(store, ref, warehouse=warehouse, settings=settings, now=MOMENT).status == "loaded"


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    put(folder / "documents", tomllib.loads((SAMPLES / "demo.toml").read_text(encoding="utf-8")))
    ingest(folder / "documents", folder / "w.duckdb")
    return folder / "w.duckdb"


@pytest.fixture(scope="session")
def site(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    build(warehouse, folder)
    return folder


@pytest.fixture
def own(warehouse: Path, tmp_path: Path) -> Path:
    """A copy of the warehouse that a test may write to."""
    shutil.copyfile(warehouse, tmp_path / "own.duckdb")
    return tmp_path / "own.duckdb"
