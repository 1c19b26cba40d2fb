from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tasks.warehouse.dictionary import data_dictionary

PAGE = Path(__file__).parents[2] / "docs" / "data-dictionary.md"


def test_the_data_dictionary_says_what_the_schema_says(
    con: duckdb.DuckDBPyConnection, request: pytest.FixtureRequest
) -> None:
    if request.config.getoption("regenerate"):
        PAGE.write_text(data_dictionary(con), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == data_dictionary(con)
    assert "| observation_id | VARCHAR | yes | Hash of its parts: a rerun makes the same |" in data_dictionary(con)
