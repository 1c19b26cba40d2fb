from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from infra.settings import Settings
from tasks.warehouse import open_warehouse
from tests.kpi.real_documents import SHARED, load_real_documents
from tests.warehouse.conftest import con

__all__ = ["con"]


@pytest.fixture(scope="session")
def real_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings whose warehouse holds the five real documents and Iv3 of Twente."""
    if not SHARED.exists():
        pytest.skip("the real documents are not here")
    return load_real_documents(tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="module")
def real(real_settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    """That warehouse, opened to read."""
    with open_warehouse(real_settings.warehouse_path, read_only=True) as opened:
        yield opened
