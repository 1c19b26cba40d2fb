"""A municipality beside others: those of its region, of its size or of the country, or named ones."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from tasks.warehouse.queries import Row, fetched
from tasks.warehouse.statements import statement

OWN, OTHER = 1, 3  # parts of the rows of a comparison; between them are the quartiles of the group
NEAR = 5  # places above and below that are shown of a long group


def compared(
    con: duckdb.DuckDBPyConnection, municipality: str, year: int, *, scenario: str, peers: str, named: Sequence[str]
) -> list[Row]:
    """Cost per inhabitant from Iv3 of a municipality and its peers in one year, and in one version.

    Args:
        con: The warehouse.
        municipality: CBS code.
        year: One year: codes changed in 2023 and 2025, so years are never compared here.
        scenario: realisatie or a version of the budget.
        peers: regio, grootteklasse or land; passed over where municipalities are named.
        named: CBS codes of the municipalities to stand beside it.

    Returns:
        Rows of the domain: first the municipality, then its group with quartiles, then each of the others.
    """
    asked = {"municipality": municipality, "year": year, "scenario": scenario, "peers": peers, "named": list(named)}
    return fetched(con, statement("forecast/compare"), asked)


def nearest(rows: Sequence[Row], places: int = NEAR) -> list[Row]:
    """The rows of a group that is too long to read: of each domain its quartiles, and the places just by it."""
    own = {row["subject"]: row["place"] for row in rows if row["part"] == OWN}
    return [
        row
        for row in rows
        if row["part"] != OTHER or own[row["subject"]] is None or abs(row["place"] - own[row["subject"]]) <= places
    ]
