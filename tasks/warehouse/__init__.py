"""The warehouse: one DuckDB file with documents, observations, findings, cells, KPIs and alerts."""

from tasks.warehouse.connection import WarehouseError, WarehouseLocked, open_warehouse, transaction
from tasks.warehouse.findings import refresh_findings
from tasks.warehouse.incoming import Incoming
from tasks.warehouse.load import Seen, known_objects, quarantine_object, replace_document, replace_documents

__all__ = [
    "Incoming",
    "Seen",
    "WarehouseError",
    "WarehouseLocked",
    "known_objects",
    "open_warehouse",
    "quarantine_object",
    "refresh_findings",
    "replace_document",
    "replace_documents",
    "transaction",
]
