"""Two documents that once reached finance wrongly, from their text to the mail."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from infra.settings import Settings
from tasks.ingest import ingest_object
from tasks.storage import documents, open_store
from tasks.warehouse import open_warehouse

NOW = datetime(2026, 4, 1)
CHANGES = """# Gemeente Borne, Jaarstukken 2024

## Programma sociaal domein

Bedragen x € 1.000

| Lasten | Primitieve begroting | Begrotingswijzigingen | Na wijziging | Realisatie |
|---|---|---|---|---|
| Wmo | 8.000 | 500 | 8.500 | 8.400 |
| Jeugd | 14.000 | 2.300 | 16.300 | 18.500 |
| Participatie | 9.000 | 100 | 9.100 | 9.000 |
| Totaal sociaal domein | 31.000 | 2.900 | 33.900 | 35.900 |
"""
OTHERS = """# Gemeente Borne, Monitor sociaal domein 2024

Bedragen x € 1.000

| Lasten | Begroting 2024 | Gemiddeld vergelijkbare gemeenten 2024 | Geprikt bralket 2024 |
|---|---|---|---|
| Wmo | 8.000 | 9.500 | 8.100 |
| Jeugd | 9.000 | 11.000 | 9.300 |
| Participatie | 7.000 | 7.100 | 7.100 |
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(var=tmp_path / "var", mail_to=["financien@borne.example"], alert_since_year=2024)


def told(settings: Settings, tmp_path: Path, text: str, question: str) -> list[tuple[Any, ...]]:
    """What the warehouse answers once a document with this text was read."""
    path = tmp_path / "stuk.md"
    path.write_text(text, encoding="utf-8")
    store, prefix = open_store(str(path), settings)
    (ref,) = documents(store, prefix)
    outcome = ingest_object(store, ref, warehouse=settings.warehouse_path, settings=settings, now=NOW)
    assert outcome.document, outcome.reason
    assert sum(one.figures for one in outcome.left_out) > 0
    with open_warehouse(settings.warehouse_path) as con:
        return con.execute(question).fetchall()


def test_the_changes_of_a_budget_are_not_what_was_spent(settings: Settings, tmp_path: Path) -> None:
    held = 'SELECT domain, begroting::INTEGER, realisatie::INTEGER, "over" FROM kpi_budget ORDER BY realisatie'
    assert told(settings, tmp_path, CHANGES, held) == [
        ("wmo", 8_500_000, 8_400_000, False),
        ("participatie", 9_100_000, 9_000_000, False),
        ("jeugd", 16_300_000, 18_500_000, True),
        ("totaal", 33_900_000, 35_900_000, True),
    ]
    mailed = "SELECT domain, verschil::INTEGER FROM alert WHERE told_at IS NOT NULL ORDER BY domain"
    assert told(settings, tmp_path, CHANGES, mailed) == [("jeugd", -2_200_000), ("totaal", -2_000_000)]


@pytest.mark.parametrize("table", ["kpi_budget", "kpi_trend", "alert", "outbox"])
def test_an_average_of_others_and_an_unknown_heading_say_nothing(
    settings: Settings, tmp_path: Path, table: str
) -> None:
    assert told(settings, tmp_path, OTHERS, f"SELECT count(*) FROM {table}") == [(0,)]


def test_an_unknown_heading_is_kept_and_found(settings: Settings, tmp_path: Path) -> None:
    kept = "SELECT value::INTEGER, scenario, doubt IS NOT NULL FROM observation WHERE column_label LIKE 'Geprikt%'"
    assert told(settings, tmp_path, OTHERS, f"{kept} ORDER BY value") == [
        (7_100_000, None, True),
        (8_100_000, None, True),
        (9_300_000, None, True),
    ]
    found = "SELECT printed FROM finding WHERE kind = 'unknown heading'"
    assert told(settings, tmp_path, OTHERS, found) == [("Geprikt bralket 2024",)]
