"""The package as others get it: valid to the reference tool, complete, and honest about where it came from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import pytest

from tasks.kpi import refresh_kpis
from tasks.model import Kind
from tasks.warehouse import WarehouseError, refresh_findings, transaction
from tasks.warehouse.package import export_package, resources
from tests.small_documents import document, figure, load


@pytest.fixture
def folder(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> Path:
    """A package of two documents, one of which says something that a spreadsheet would run."""
    load(con, document(), figure("jeugd", 120, row_label="=SUM(A)"), figure("jeugd", 100, "begroting"))
    taakveld = figure("taakveld.6.72a", "-0.5", "begroting_gewijzigd", domain="jeugd", raw='a "b",\nc')
    load(con, document("jaarstukken.txt", kind=Kind.JAARSTUKKEN), figure("jeugd", 125), taakveld)
    with transaction(con):
        refresh_kpis(con)
        refresh_findings(con)
    export_package(con, tmp_path / "package")
    return tmp_path / "package"


def described(folder: Path) -> dict[str, Any]:
    said: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return said


def test_the_reference_tool_finds_nothing_wrong(folder: Path) -> None:
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.flatten(["title", "rowNumber", "fieldName", "note"]) == []
    assert report.valid
    read = {name: frictionless.Resource(str(folder / f"{name}.csv")).read_rows() for name in resources()}
    assert [len(read[name]) for name in ("documents", "observations", "facts", "kpis")] == [2, 4, 3, 1]
    assert "=SUM(A)" in {row["row_label"] for row in read["observations"]}
    assert 'a "b",\nc' in {row["raw"] for row in read["observations"]}


def test_the_reference_tool_would_find_a_wrong_value(folder: Path) -> None:
    path = folder / "kpis.csv"
    path.write_text(path.read_text().replace(",2025,", ",vorig jaar,"))
    assert not frictionless.validate(str(folder / "datapackage.json")).valid


def test_every_column_says_what_it_is_and_money_in_which_unit(folder: Path) -> None:
    for resource in described(folder)["resources"]:
        header = (folder / resource["path"]).read_text(encoding="utf-8").splitlines()[0]
        assert [field["name"] for field in resource["schema"]["fields"]] == header.split(",")
        assert all(field["description"] for field in resource["schema"]["fields"])
    kpis = next(resource for resource in described(folder)["resources"] if resource["name"] == "kpis")
    units = {field["name"]: field.get("unit") for field in kpis["schema"]["fields"]}
    assert (units["begroting"], units["verschil"], units["year"]) == ("EUR", "EUR", None)


def test_sources_are_the_documents_with_the_hash_of_their_bytes(folder: Path) -> None:
    said = described(folder)
    assert {(source["path"], source["sha256"]) for source in said["sources"]} == {
        (of.uri, of.document_id) for of in (document(), document("jaarstukken.txt"))
    }
    assert said["licenses"][0]["name"] == "CC0-1.0"


def test_fiscal_column_types_stand_where_the_column_means_that(folder: Path) -> None:
    facts = next(resource for resource in described(folder)["resources"] if resource["name"] == "facts")
    fiscal = {field["columnType"]: field["name"] for field in facts["schema"]["fields"] if "columnType" in field}
    assert fiscal["functional-classification:generic:code"] == "taakveld"
    rows = frictionless.Resource(str(folder / "facts.csv")).read_rows()
    assert {(row["scenario"], row["phase"], row["direction"], row["taakveld"]) for row in rows} == {
        ("realisatie", "executed", "expenditure", None),
        ("begroting", "approved", "expenditure", None),
        ("begroting_gewijzigd", "adjusted", "expenditure", "6.72a"),
    }


def test_a_package_is_written_over_an_earlier_one_and_over_nothing_else(
    con: duckdb.DuckDBPyConnection, folder: Path, tmp_path: Path
) -> None:
    load(con, document("monitor.txt"), figure("wmo", 1))
    export_package(con, folder)
    assert frictionless.validate(str(folder / "datapackage.json")).valid
    assert "wmo" in (folder / "observations.csv").read_text()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("")
    with pytest.raises(WarehouseError, match=r"letter\.txt, dat niet van een pakket is"):
        export_package(con, tmp_path / "mine")


def test_an_empty_warehouse_is_a_valid_package(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    assert export_package(con, tmp_path / "leeg") == 0
    assert frictionless.validate(str(tmp_path / "leeg" / "datapackage.json")).valid


def test_a_package_tells_nothing_of_few_people(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    def row(concept: str, people: int, amount: int) -> list[dict[str, Any]]:
        clients = {"metric": "clients", "unit": "aantal", "column_label": "cliënten", "raw": str(people)}
        return [figure(concept, people, **clients), figure(concept, amount, raw=str(amount))]

    load(con, document(), *row("jeugd.verblijf", 3, 987_654), *row("jeugd.ambulant", 40, 123_456))
    load(con, document("later.txt"), *row("jeugd.verblijf", 12, 987_655), *row("jeugd.ambulant", 41, 123_456))
    with transaction(con):
        refresh_kpis(con)
        refresh_findings(con)
    export_package(con, tmp_path / "p")
    text = "\n".join(path.read_text(encoding="utf-8") for path in (tmp_path / "p").iterdir())
    assert "987654" not in text
    assert "minder dan 10" in text
    assert "123456" in text
    read = frictionless.Resource(str(tmp_path / "p" / "observations.csv")).read_rows()
    assert [row["value"] for row in read if row["metric"] == "clients" and row["document"] == "monitor.txt"] == [
        None,
        40,
    ]
