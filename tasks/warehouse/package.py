"""The exports as one folder that describes itself: a Frictionless Data Package with Table Schema."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from tasks.frames import GROUNDS
from tasks.model import Domain, Ground, Kind, Severity
from tasks.privacy import LEAST, hold_suppressed
from tasks.warehouse.connection import WarehouseError, now
from tasks.warehouse.export import LIST_MARK, READ_BACK, export, select
from tasks.warehouse.kpis import Kpi, exports
from tasks.warehouse.queries import Row, rows

DESCRIPTOR = "datapackage.json"
TYPES = {
    "VARCHAR": {"type": "string"},
    "BOOLEAN": {"type": "boolean"},
    "INTEGER": {"type": "integer"},
    "BIGINT": {"type": "integer"},
    "DOUBLE": {"type": "number"},
    "DATE": {"type": "date"},
    "TIMESTAMP": {"type": "datetime", "format": "%Y-%m-%dT%H:%M:%S.%f"},
}
ENUMS: dict[str, Sequence[str]] = {
    "documents.kind": list(Kind),
    "observations.kind": list(Kind),
    "kpis.domain": list(Domain),
    "alerts.domain": list(Domain),
    "findings.severity": list(Severity),
    **{f"observations.{name}": list(Ground) for name in GROUNDS},
    "facts.phase": ["approved", "adjusted", "executed"],
    "facts.direction": ["expenditure", "revenue"],
}
LICENCE = {"name": "CC0-1.0", "title": "CC0 1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}
READ_BACK_NOTE = "Text is exactly as printed: a spreadsheet would take some of it for a formula."
GUARDED_NOTE = "Text that a spreadsheet would take for a formula stands behind an apostrophe."


def export_package(con: duckdb.DuckDBPyConnection, folder: Path, least: int = LEAST) -> int:
    """Write every export as CSV with the file that describes them; returns how many rows there are in all.

    It is made to be given away: nothing in it tells of fewer than `least` people (docs/adr/0020). Single exports do.

    The folder is new, empty or holds a package; the description is written last, so that a package that was
    cut off has none.

    Raises:
        WarehouseError: The folder holds something else, or cannot be written.
    """
    described = folder / DESCRIPTOR
    own = {DESCRIPTOR, *(f"{name}.csv" for name in resources())}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if others := sorted({path.name for path in folder.iterdir()} - own):
            raise WarehouseError(f"in {folder} ligt {others[0]}, dat niet van een pakket is: noem een lege map")
        described.unlink(missing_ok=True)
        hold_suppressed(con, least=least)
        written = sum(export(con, name, folder / f"{name}.csv", outside=least) for name in resources())
        described.write_text(json.dumps(descriptor(con), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise WarehouseError(f"{folder} kan niet geschreven worden: {error}") from error
    return written


def descriptor(con: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """What `datapackage.json` says: who, what, under which licence, from which documents, and each column."""
    comments = {(row["table_name"], row["column_name"]): row for row in rows(con, "export/comments")}
    sources = {
        (row["uri"], row["sha256"]): {"title": row["name"], "path": row["uri"], "sha256": row["sha256"]}
        for row in rows(con, "export/documents")
    }
    return {
        "profile": "tabular-data-package",
        "name": "domeinwacht",
        "title": "What municipalities state about their social domain",
        "description": "Figures read from municipal documents, each with the place that it was printed in. The licence "
        "is that of this compilation; of the documents themselves the publisher says what is allowed.",
        "created": f"{now():%Y-%m-%dT%H:%M:%SZ}",
        "licenses": [LICENCE],
        **({"sources": list(sources.values())} if sources else {}),
        "resources": [_resource(con, name, said, comments) for name, said in resources().items()],
    }


@cache
def resources() -> Mapping[str, Any]:
    """The tables of a package, each with what the warehouse does not know of it; the KPIs say it in their folders."""
    said = tomllib.loads(Path(__file__).with_name("package.toml").read_text(encoding="utf-8"))
    return said | {name: _of_kpi(kpi) for name, kpi in exports().items()}


def _of_kpi(kpi: Kpi) -> Mapping[str, Any]:
    return {
        "title": kpi.english,
        "comments": [kpi.table],
        "key": list(kpi.key),
        "units": kpi.units,
        "fiscal": {"municipality": "administrator:generic:id", "year": "date:fiscal-year"},
    }


def _resource(
    con: duckdb.DuckDBPyConnection, name: str, said: Mapping[str, Any], comments: Mapping[tuple[str, str], Row]
) -> dict[str, Any]:
    columns = con.sql(select(name)).description
    keys = {"primaryKey": said["key"]} if said["key"] else {}
    if name != "documents" and "document_id" in {column[0] for column in columns}:
        reference = {"resource": "documents", "fields": ["document_id"]}
        keys |= {"foreignKeys": [{"fields": ["document_id"], "reference": reference}]}
    return {
        "name": name,
        "title": said["title"],
        "description": READ_BACK_NOTE if name == READ_BACK else GUARDED_NOTE,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(name, said, str(column[0]), str(column[1]), comments) for column in columns],
            "missingValues": [""],
            **keys,
        },
    }


def _field(
    resource: str, said: Mapping[str, Any], column: str, type_: str, comments: Mapping[tuple[str, str], Row]
) -> dict[str, Any]:
    described = said.get("describe", {}).get(column)
    kept = next((comments[table, column] for table in said["comments"] if (table, column) in comments), None)
    if not described and not kept:
        raise LookupError(f"no comment of the schema says what {resource}.{column} is: say so in package.toml")
    constraints: dict[str, Any] = {}
    if column in said["key"]:
        constraints["required"] = True
    if enum := ENUMS.get(f"{resource}.{column}"):
        constraints["enum"] = [str(value) for value in enum]
    return {
        "name": column,
        "description": described or (kept or {})["comment"],
        **_type(type_),
        **({"unit": unit} if (unit := said.get("units", {}).get(column)) else {}),
        **({"columnType": fiscal} if (fiscal := said.get("fiscal", {}).get(column)) else {}),
        **({"constraints": constraints} if constraints else {}),
    }


def _type(type_: str) -> dict[str, str]:
    if type_.startswith("DECIMAL"):
        return {"type": "number"}
    if type_.endswith("[]"):
        return {"type": "string", "listMark": LIST_MARK}
    return TYPES[type_]
