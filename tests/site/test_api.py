"""The JSON beside the pages: what OpenAPI says of it holds, and it says what the pages say."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from tests.site.test_site import figure_of


@pytest.fixture(scope="module")
def described(site: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / "v1" / "openapi.json").read_text(encoding="utf-8"))
    return found


def test_the_description_is_openapi(described: dict[str, Any]) -> None:
    validate(described)


def test_every_file_is_described_and_is_as_described(site: Path, described: dict[str, Any]) -> None:
    patterns = {
        re.compile(re.sub(r"\\{\w+\\}", "[^/-]+", re.escape(path)).replace(r"\{code\}", "GM\\d{4}")): of["get"]
        for path, of in described["paths"].items()
    }
    seen = set()
    for file in sorted((site / "v1").rglob("*.json")):
        address = f"/{file.relative_to(site).as_posix()}"
        if file.name == "openapi.json":
            continue
        ((pattern, get),) = [(one, get) for one, get in patterns.items() if one.fullmatch(address)]
        schema = get["responses"]["200"]["content"]["application/json"]["schema"]
        Draft202012Validator({**schema, "components": described["components"]}).validate(
            json.loads(file.read_text(encoding="utf-8"))
        )
        seen.add(pattern)
    assert len(seen) > 10


def test_a_figure_says_its_amounts_and_cells(site: Path, warehouse: Path) -> None:
    page = figure_of(warehouse, "GM0147", 2025, "jeugd")
    told = json.loads((site / "v1" / page.replace(".html", ".json")).read_text(encoding="utf-8"))
    assert (told["begroting"], told["realisatie"], told["verschil"], told["over"]) == (
        11_004_000, 11_193_000, -189_000, True,
    )  # fmt: skip
    assert [cell["raw"] for cell in told["cellen"]] == ["11.193", "11.004"]


def test_every_page_of_a_figure_or_kpi_has_its_file_and_names_lead_there(site: Path) -> None:
    for kind in ("cijfers", "kengetallen"):
        pages = {path.stem for path in (site / kind).glob("*.html")}
        assert pages == {path.stem for path in (site / "v1" / kind).glob("*.json")}
    for one in json.loads((site / "v1" / "gemeenten.json").read_text(encoding="utf-8")):
        assert (site / one["gemeente"]).is_file()
