"""Domains over their budgets, as rows of a warehouse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import duckdb

TODAY = datetime(2026, 4, 1)
EVERYTHING: dict[str, Any] = {  # every euro of a domain is mailed
    "alert_min_amount": 0,
    "alert_min_percent": 0.0,
    "mail_to_of": {"GM0164": ["finance@hengelo.example"]},
}
Raise = Callable[..., list[str]]
Query = Callable[[str], list[tuple[object, ...]]]


@dataclass(frozen=True)
class Over:
    """One row of kpi_budget, with the two cells that it rests on; as printed: Borne, Jeugd 2025."""

    municipality: str = "GM0147"
    year: int = 2025
    domain: str = "jeugd"
    metric: str = "amount"
    basis: str = "printed total"
    scenario_begroting: str = "begroting"
    begroting: int = 11_004_000
    scenario_realisatie: str = "realisatie"
    realisatie: int = 11_193_000
    scale: int = 1000
    document_year: int | None = None
    document: str = "monitor.txt"
    table_title: str = "Overzicht uitgaven"
    row_label: str = "Jeugd"
    column_label: str = "2025R"
    raw: tuple[str, str] = ("11.004", "11.193")

    def put(self, con: duckdb.DuckDBPyConnection) -> None:
        """Into the warehouse, as if it had been read."""
        kpi = f"kpi-{self.municipality}-{self.year}-{self.domain}"
        document_id = f"{self.document}-{self.document_year or self.year}"
        ids = [f"{kpi}-{self.begroting}-b", f"{kpi}-{self.realisatie}-r"]
        con.execute("DELETE FROM kpi_budget WHERE kpi_id = ?", [kpi])
        con.execute("DELETE FROM document WHERE document_id = ?", [document_id])
        con.execute("DELETE FROM observation WHERE observation_id IN (?, ?)", ids)
        con.execute(
            "INSERT INTO document BY NAME SELECT ? AS document_id, 's3://documenten/' || ? AS uri, ? AS key, ? AS name,"
            " '' AS version, ? AS municipality, 'monitor' AS kind, ? AS year, '' AS period, '{}' AS evidence,"
            " 'test' AS reader, now()::TIMESTAMP AS loaded_at",
            [document_id, *[self.document] * 3, self.municipality, self.document_year or self.year],
        )
        for oid, scenario, raw in zip(ids, (self.scenario_begroting, self.scenario_realisatie), self.raw, strict=True):
            con.execute(
                "INSERT INTO observation (observation_id, document_id, table_title, row_label, column_label, scenario,"
                " scale, raw, locator, concept, value, metric, period, unit) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'line 70',"
                " ?, ?, ?, ?, 'EUR')",
                [
                    oid,
                    document_id,
                    self.table_title,
                    self.row_label,
                    self.column_label,
                    scenario,
                    self.scale,
                    raw,
                    self.domain,
                    self.realisatie if oid.endswith("-r") else self.begroting,
                    self.metric,
                    self.year,
                ],
            )
        verschil = Decimal(self.begroting - self.realisatie)
        percent = -100 * float(verschil) / self.begroting if self.begroting else None
        con.execute(
            "INSERT INTO kpi_budget VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                *(kpi, self.municipality, self.year, self.domain, self.metric, self.basis, self.scenario_begroting),
                *(self.begroting, self.scenario_realisatie, self.realisatie, verschil, percent, verschil < 0),
                *([document_id], ids),
            ],
        )


OTHER = Over(municipality="GM0164", document="hengelo.txt")  # its mail goes to others than that of Borne
