"""The ways to show a value of a KPI that `as` of a `kpi.toml` may name, for the command line and the site alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from tasks.notation import DOMAINS, METRICS, SCENARIOS, number, percent, voordeel_nadeel

Row = Mapping[str, Any]
SUMMED = "sum of taakvelden"
VERSIONS = {"begroting_gewijzigd": "na wijziging", "begroting_primitief": "primitief", "begroting": "niet vermeld"}
SOURCES = {"documents": "eigen stukken", "iv3": "Iv3"}
SUBJECTS = {**DOMAINS, "wmo_lokaal": "Wmo zonder opvang"}


def domain(row: Row) -> str:
    """The domain as finance names it."""
    return DOMAINS.get(row["domain"], str(row["domain"]))


def amount(value: Decimal | float | None) -> str:
    """An amount that may be unknown, or a part of one that was reckoned and so is no decimal."""
    return "" if value is None else number(Decimal(str(value)))


def measure(row: Row) -> str:
    """What is compared, and whether it was printed or added up."""
    return METRICS[row["metric"]] + (" (som taakvelden)" if row["basis"] == SUMMED else "")


WAYS: dict[str, Callable[[Row, str], object]] = {
    "text": lambda row, of: row[of],
    "domain": lambda row, _: domain(row),
    "euro": lambda row, of: amount(row[of]),
    "count": lambda row, of: "" if row[of] is None else number(Decimal(str(row[of]))),
    "decimal": lambda row, of: "" if row[of] is None else number(Decimal(str(row[of])), 1),
    "percent": lambda row, of: "" if row[of] is None else percent(row[of]),
    "vn": lambda row, of: "" if row[of] is None else voordeel_nadeel(row[of]),
    "measure": lambda row, _: measure(row),
    "stand": lambda row, _: f"{row['scenario_realisatie']} / {VERSIONS[row['scenario_begroting']]}",
    "cents": lambda row, of: "" if row[of] is None else number(Decimal(str(row[of])), 2),
    "subject": lambda row, of: SUBJECTS.get(row[of], row[of]),
    "source": lambda row, of: SOURCES.get(row[of], row[of]),
    "version": lambda row, of: VERSIONS[row[of]],
    "scenario": lambda row, of: "" if row[of] is None else SCENARIOS.get(row[of], row[of]),
}
FIGURES = {"euro", "cents", "count", "decimal", "percent"}
