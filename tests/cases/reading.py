"""A document from bytes to its figures, and what became of every other cell with a digit."""

from __future__ import annotations

from tasks.formats import read
from tasks.identify import identify
from tasks.model import Claim, Kind, Normalised, StoredObject
from tasks.normalise import normalise

BORNE_2025 = Claim("GM0147", Kind.JAARSTUKKEN, 2025)


def normalised(data: bytes, name: str = "document", claim: Claim = BORNE_2025) -> Normalised:
    """What a document says."""
    reading = read(data)
    document = identify(StoredObject(f"file:///{name}", name, "", data), reading.text, claim)
    return normalise(document, reading)


def figures(found: Normalised) -> dict[tuple[str, str], str]:
    """The value of each figure by its label path and its heading."""
    rows = found.observations.select("row_label", "column_label", "value").iter_rows()
    return {(label, heading): f"{value.normalize():f}" for label, heading, value in rows}


def fates(found: Normalised, fate: str) -> dict[str, str]:
    """The reason for each text with a fate."""
    return {row["text"]: row["reason"] for row in found.cells.iter_rows(named=True) if row["fate"] == fate}
