"""Iv3 files of our own, small, in each form."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

RAW_HEADING = "ID,TaakveldBalanspost,Categorie,Gemeenten,Verslagsoort,k_1ePlaatsing_1,k_2ePlaatsing_2"
PIVOT_HEADING = "Gemeenten;Taakveld;L1.1 Salarissen en sociale lasten;Baten;Lasten;Gemeentegrootte;Inwonertal"
NO_ENTRY = "-99998"

RawRow = tuple[str, str, str, str, object, object]

# Lasten of the leaves of 2023 that carry the three domains, in thousands of euros.
LASTEN = {"6.1": 10, "6.3": 400, "6.4": 50, "6.71a": 90, "6.71b": 60, "6.72a": 120, "6.72b": 80, "6.82a": 30}
RESERVES = {"0.10": 0}


def raw(*rows: RawRow, quoted: bool = True) -> bytes:
    """A table as CBS gives it: taakveld, category, municipality, delivery, first and second publication."""
    lines = [RAW_HEADING]
    for number, (taakveld, category, place, delivery, first, second) in enumerate(rows):
        keys = [f"{taakveld:<6}", f"{category:<8}", f"{place:<9}", delivery]
        lines.append(
            ",".join([str(number), *([f'"{key}"' for key in keys] if quoted else keys), f"{first}", f"{second}"])
        )
    return ("\n".join(lines) + "\n").encode()


def raw_of(place: str, delivery: str, lasten: dict[str, int], *, second: object = NO_ENTRY) -> list[RawRow]:
    """A whole budget: every taakveld in two categories of lasten, and reserves that balance it."""
    rows: list[RawRow] = []
    for taakveld, amount in (lasten | RESERVES).items():
        rows.append((taakveld, "L3.4.1", place, delivery, amount - amount // 3, second))
        rows.append((taakveld, "L3.8", place, delivery, amount // 3, second))
    rows.append(("0.10", "B7.1", place, delivery, sum(lasten.values()), second))
    return rows


def pivot(rows: Iterable[tuple[str, str, str, str, str]], heading: str = PIVOT_HEADING) -> bytes:
    """A pivoted table: municipality, taakveld, salaries, baten, lasten."""
    return "\n".join([heading, *(f"{';'.join(row)};20000tot50000inwoners;23900" for row in rows)]).encode() + b"\n"


def pivot_of(place: str, lasten: dict[str, int]) -> list[tuple[str, str, str, str, str]]:
    """A whole budget of one municipality, balanced by the reserves."""
    rows = [
        (place, f"{taakveld} Naam van het taakv..", "1.0", "0.0", f"{amount}.0") for taakveld, amount in lasten.items()
    ]
    return [*rows, (place, "0.10 Mutaties reserves", "", f"{sum(lasten.values())}.0", "0.0")]


def delivery(**changes: Any) -> dict[str, Any]:
    """A delivery of Borne in whole euros: the jaarrekening of 2023."""
    metadata = {
        "overheidslaag": "Gemeente",
        "overheidsnummer": "0147",
        "overheidsnaam": "Borne",
        "boekjaar": 2023,
        "periode": 5,
        "status": "Realisatie",
        "datum": "2024-07-01T12:00:00+02:00",
        "details_openbaar": False,
        "financieel_pakket": "Pakket 3",
        "export_software": "Export",
    }
    lasten = [{"taakveld": code, "categorie": "3.4.1", "bedrag": amount * 100_000} for code, amount in LASTEN.items()]
    data: dict[str, Any] = {
        "lasten": lasten,
        "baten": [{"taakveld": "0.10", "categorie": "7.1", "bedrag": sum(LASTEN.values()) * 100_000}],
        "balans_lasten": [{"balanscode": "A111", "categorie": "7.5", "bedrag": 5}],
        "balans_baten": [],
        "balans_standen": [{"balanscode": "P111", "standper": "ultimo", "bedrag": 7}],
        "kengetallen": [{"kengetal": "fk.1", "verslagperiode": "Rek_2023", "waarde": "12"}],
    }
    return {
        "metadata": metadata | changes.pop("metadata", {}),
        "contact": {"naam": "A. Afzender", "email": "a@borne.example", "telefoon": "074 1234567"},
        "data": data | changes.pop("data", {}),
    } | changes


def as_json(value: Any) -> bytes:
    return json.dumps(value, indent=1).encode()
