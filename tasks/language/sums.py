"""Labels of rows that others add up to: totals, saldi and stands, and the baten and lasten that a saldo is made of."""

from __future__ import annotations

import re

from tasks.language.patterns import spelling_of
from tasks.language.reading import phrase

SUM, OUTCOME = spelling_of("lines", "sum"), spelling_of("lines", "outcome")
TOTAL = re.compile(rf"\b(?:{SUM})\b|^\s*(?:{OUTCOME})", re.IGNORECASE)
ANY_SUM = re.compile(
    rf"\b(?:{SUM})\b|^\s*(?:\w+\s)?(?:{spelling_of('lines', 'outcome', 'closing')})\b", re.IGNORECASE
)  # also where a word stands before it: 'geraamd resultaat'
WHOLE = rf"^\s*(?:(?:{spelling_of('lines', 'whole')})\s+)?"
BATEN = re.compile(rf"{WHOLE}(?:{spelling_of('lines', 'baten')})\b", re.IGNORECASE)
LASTEN = re.compile(rf"{WHOLE}(?:{spelling_of('lines', 'lasten')})\b", re.IGNORECASE)


def side_of(label: str) -> str | None:
    """The side that a label names: by the words that it begins with, or by its one letter."""
    if len(label) == 1:
        return phrase(label, "label").metric
    return "lasten" if LASTEN.match(label) else "baten" if BATEN.match(label) else None
