"""Declarations per month, from a document that prints them to the end of the year."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from infra.settings import Settings
from tasks.forecast import forecasts
from tasks.ingest import ingest_object
from tasks.notation import MONTHS
from tasks.storage import documents, open_store
from tasks.warehouse import open_warehouse
from tasks.warehouse.queries import Row

TREATED = [95, 97, 99, 101, 103, 104, 90, 93, 110, 115, 118, 125]  # thousands; 782 up to August, 1.250 in all
HELPED = [220, 221, 225, 228, 230, 233, 235, 236, 238, 240, 242, 250]  # 1.828 up to August, 2.798 in all


def printed(year: int, months: int, grown: float = 1.0, title: str = "naar maand", *, total: bool = True) -> str:
    """A monitor with what was declared in each month of a year; figures are invented."""
    rows = {"Jeugdhulp behandeling": TREATED, "Hulp bij het huishouden": HELPED}
    head = [f"{month} {year}" for month in MONTHS[:months]]
    head += [f"Totaal t/m {MONTHS[months - 1]} {year}"] if total else []
    lines = [
        f"Monitor sociaal domein {year} gemeente Borne\n", f"Declaraties Jeugd en Wmo {year} {title}\n",
        "Realisatie (bedragen in euro's)\t" + "\t".join(head),
    ]  # fmt: skip
    for label, thousands in rows.items():
        told = [round(one * 1000 * grown) for one in thousands[:months]]
        lines.append(
            "\t".join([label, *(f"{one:,}".replace(",", ".") for one in [*told, *([sum(told)] if total else [])])])
        )
    return "\n".join(lines) + "\n"


def ended(tmp_path: Path, texts: list[str], year: int = 2025, as_of: date = date.max) -> dict[str, Row]:
    """What `forecast` says of each product once these documents were read, a year after one another."""
    settings = Settings(var=tmp_path / "var")
    for at, text in enumerate(texts):
        path = tmp_path / f"monitor{at}.txt"
        path.write_text(text, encoding="utf-8")
        store, prefix = open_store(str(path), settings)
        (ref,) = documents(store, prefix)
        now = datetime(2026, 4, 1)
        assert ingest_object(store, ref, warehouse=settings.warehouse_path, settings=settings, now=now).document
    with open_warehouse(settings.warehouse_path, read_only=True) as con:
        return {row["concept"]: row for row in forecasts(con, "GM0147", year, as_of)}


def test_months_alone_are_drawn_on_by_their_number(tmp_path: Path) -> None:
    row = ended(tmp_path, [printed(2025, 8)])["jeugd.behandeling"]
    assert (row["part"], row["amount"], row["run_rate"]) == ("M08", 782_000, 1_173_000)
    assert (row["point"], row["low"], row["high"]) == (None, None, None)
    assert row["method"] == "maanden t/m augustus: doorgetrokken (x 12/8); geen marge bekend"


def test_the_months_of_an_earlier_year_give_a_ratio_for_the_same_months(tmp_path: Path) -> None:
    """1.250 / 782 x 860,2 = 1.375 beside 860,2 x 12/8 = 1.290,3."""
    row = ended(tmp_path, [printed(2024, 12), printed(2025, 8, 1.1)])["jeugd.behandeling"]
    assert (row["part"], row["amount"], row["vintages"]) == ("M08", 860_200, 1)
    assert (row["point"], row["low"], row["high"]) == (None, 1_290_300, 1_375_000)
    assert row["error"] == pytest.approx(100 * (1250 - 782 * 12 / 8) / 1250, abs=0.01)
    assert row["method"].startswith("maanden t/m augustus: jaarverhouding van 1 jaar")


def test_the_months_of_three_earlier_years_give_a_point(tmp_path: Path) -> None:
    texts = [printed(year, 12, grown) for year, grown in ((2022, 0.9), (2023, 0.95), (2024, 1.0))]
    row = ended(tmp_path, [*texts, printed(2025, 8, 1.1)])["wmo.huishoudelijk"]
    assert row["method"] == "maanden t/m augustus: chain ladder over 3 jaren, marge 80 %"
    assert row["point"] == pytest.approx(1.1 * 2_798_000, abs=2)
    assert row["low"] <= row["point"] <= row["high"]


def test_a_month_that_lacks_ends_the_count(tmp_path: Path) -> None:
    text = printed(2025, 8, total=False)
    lines = [line.split("\t") for line in text.splitlines()]
    without_april = "\n".join("\t".join([*line[:4], *line[5:]]) for line in lines)
    row = ended(tmp_path, [without_april])["jeugd.behandeling"]
    assert (row["part"], row["amount"]) == ("M03", 291_000)


def test_what_is_counted_up_to_each_month_is_not_added(tmp_path: Path) -> None:
    row = ended(tmp_path, [printed(2025, 8, total=False, title="cumulatief naar maand")])["jeugd.behandeling"]
    assert (row["part"], row["amount"]) == ("M08", 93_000)


def test_months_under_a_title_with_their_year(tmp_path: Path) -> None:
    bare = "\n".join(
        line.replace(" 2025", "") if line.startswith("Realisatie") else line
        for line in printed(2025, 8, total=False).splitlines()
    )
    assert "januari\tfebruari" in bare
    assert ended(tmp_path, [bare])["jeugd.behandeling"]["amount"] == 782_000
