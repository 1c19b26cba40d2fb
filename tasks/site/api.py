"""What the pages say as JSON, under `/v1/`, at the address of the page: for others to build on.

A file is what a page shows and no more: of few people nothing is in it. `openapi.json` describes all of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tasks.site import addresses
from tasks.site.figures import raised
from tasks.site.gathering import shown
from tasks.site.model import Held, Row

BUDGET = ("year", "domain", "metric", "basis", "begroting", "scenario_begroting", "realisatie", "scenario_realisatie",
          "verschil", "procent", "over")  # fmt: skip
TREND = ("aggregate", "label", "year", "metric", "basis", "realisatie", "vorig_jaar", "verschil", "procent",
         "comparable", "reason")  # fmt: skip
DOCUMENT = ("sha256", "name", "kind", "year", "period", "published", "cells", "observed", "ignored", "signalled")
CELL = ("observation_id", "document", "table_id", "table_title", "row_label", "column_label", "raw", "value", "unit",
        "metric", "scenario", "period", "locator")  # fmt: skip
OWN = {"kpi_id", "municipality", "document_ids", "observation_ids"}  # of a KPI: what ties it to the warehouse

File = tuple[str, bytes]


def files(held: Held) -> Iterator[File]:
    """The files about one municipality: itself, each domain against its budget, each KPI."""
    yield _file(addresses.municipality(held.code), {
        "code": held.code,
        "name": held.name,
        "begrotingen": [{**_of(one, BUDGET), "cijfer": _v1(addresses.figure(one["kpi_id"]))} for one in held.budgets],
        "kosten": [_of(one, TREND) for one in held.trends],
        "kengetallen": [_v1(addresses.kpi(held.code, kpi.name)) for kpi in shown() if held.kpis.get(kpi.name)],
        "stukken": [_of(one, DOCUMENT) for one in held.documents],
    })  # fmt: skip
    for budget in raised(held):
        cells = [held.by_id[id_] for id_ in budget["observation_ids"] if id_ in held.by_id]
        yield _file(addresses.figure(budget["kpi_id"]), {
            "id": budget["kpi_id"],
            "code": held.code,
            **_of(budget, [name for name in BUDGET if name in budget]),
            "cellen": [{**_of(cell, CELL), "pagina": held.address_of(cell)} for cell in cells],
        })  # fmt: skip
    for kpi in shown():
        if rows := held.kpis.get(kpi.name):
            kept = [{name: value for name, value in row.items() if name not in OWN} for row in rows]
            told = {"code": held.code, "kengetal": kpi.name, "titel": kpi.title, "rijen": kept}
            yield _file(addresses.kpi(held.code, kpi.name), told)


def general(names: Mapping[str, str]) -> Iterator[File]:
    """The list of municipalities, by code and name, and the description of all files."""
    listed = [
        {"code": code, "name": name, "gemeente": _v1(addresses.municipality(code))} for code, name in names.items()
    ]
    yield "v1/gemeenten.json", _dumped(listed)
    yield "v1/openapi.json", _dumped(openapi())


def openapi() -> dict[str, Any]:
    """The files as OpenAPI: paths, what each gives, and the types of what is in it."""
    code = {"name": "code", "in": "path", "required": True, "schema": {"type": "string", "pattern": "^GM\\d{4}$"},
            "description": "CBS-code van de gemeente"}  # fmt: skip
    id_ = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
           "description": "De eerste 16 tekens van het nummer"}  # fmt: skip
    paths = {
        "/v1/gemeenten.json": _get("De gemeenten", {"type": "array", "items": _ref("Vermelding")}),
        "/v1/gemeenten/{code}.json": _get("Een gemeente", _ref("Gemeente"), code),
        "/v1/cijfers/{id}.json": _get("Een domein tegen zijn begroting, met de gedrukte cellen", _ref("Cijfer"), id_),
    }
    for kpi in shown():
        path = f"/v1/{addresses.kpi('{code}', kpi.name).replace('.html', '.json')}"
        paths[path] = _get(kpi.title, _ref("Kengetal"), code)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Domeinwacht",
            "version": "1",
            "description": "Bestanden naast de pagina's. Bedragen in hele euro's, lasten positief; verschil is"
            " begroting min realisatie. Wat naar enkele personen te herleiden is, staat er niet in.",
            "license": {"name": "CC0-1.0", "identifier": "CC0-1.0"},
        },
        "servers": [{"url": "."}],
        "paths": paths,
        "components": {"schemas": SCHEMAS},
    }


def _get(summary: str, schema: Mapping[str, Any], *parameters: Mapping[str, Any]) -> dict[str, Any]:
    content = {"application/json": {"schema": schema}}
    missing = {"description": "Er is geen bestand met deze naam"}
    responses = {"200": {"description": summary, "content": content}, "404": missing}
    return {"get": {"summary": summary, "parameters": list(parameters), "responses": responses}}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


TEXT, NUMBER, OPEN = {"type": "string"}, {"type": "number"}, {"type": ["number", "null"]}
EITHER = {"type": ["string", "null"]}


def _object(required: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": dict(required), "required": list(required)}


_LINE = {
    "year": {"type": "integer"},
    "domain": TEXT,
    "metric": TEXT,
    "basis": TEXT,
    "begroting": NUMBER,
    "scenario_begroting": TEXT,
    "realisatie": NUMBER,
    "scenario_realisatie": TEXT,
    "verschil": NUMBER,
    "procent": OPEN,
}
SCHEMAS: dict[str, Any] = {
    "Vermelding": _object({"code": TEXT, "name": TEXT, "gemeente": TEXT}),
    "Begroting": _object({**_LINE, "over": {"type": "boolean"}, "cijfer": TEXT}),
    "Cel": _object({"raw": EITHER, "value": OPEN, "document": TEXT, "locator": TEXT, "pagina": TEXT}),
    "Gemeente": _object(
        {
            "code": TEXT,
            "name": TEXT,
            "begrotingen": {"type": "array", "items": _ref("Begroting")},
            "kosten": {"type": "array", "items": {"type": "object"}},
            "kengetallen": {"type": "array", "items": TEXT},
            "stukken": {"type": "array", "items": {"type": "object"}},
        }
    ),
    "Cijfer": _object({"id": TEXT, "code": TEXT, **_LINE, "cellen": {"type": "array", "items": _ref("Cel")}}),
    "Kengetal": _object(
        {"code": TEXT, "kengetal": TEXT, "titel": TEXT, "rijen": {"type": "array", "items": {"type": "object"}}}
    ),
}


def _of(row: Row, names: Sequence[str]) -> dict[str, Any]:
    return {name: row[name] for name in names}


def _v1(page: str) -> str:
    return f"v1/{page.removesuffix('.html')}.json"


def _file(page: str, told: object) -> File:
    return _v1(page), _dumped(told)


def _dumped(told: object) -> bytes:
    return json.dumps(told, default=_plain, ensure_ascii=False).encode()  # indented it takes five times as long


def _plain(value: Any) -> Any:
    """What JSON does not know: whole amounts as integers, others as numbers, moments as ISO 8601."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")
