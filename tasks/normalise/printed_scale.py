"""The scale that a text prints: "x € 1.000", "in miljoenen", misprints included."""

from __future__ import annotations

import re
from functools import lru_cache

THOUSANDS = re.compile(
    r"[x×*]\s*(?:€|eur(?:o|\.)?)?\s*\.?\s*1\s?[.,\s]?\s?000(?![.\d]\d)"
    r"|\b(?:in|x|×)\s*(?:€|euro)?\s*\.?1\.?000\b(?!\.\d)(?! inwoners| personen| huishoudens| kinderen)"
    r"|\(\s*€\s*1\.?000\s*\)|\bbedrag(?:en)?:?\s*€\s*1\.?000\b(?!\.\d)|€\s*\.1000|\bk€|^\(?(?:€|eur)\s*1\.000\)?$"
    r"|(?<!op)(?<!op )\bx?\s*duizend(?:tallen|en)?\b|\bdzd\b",
    re.IGNORECASE,
)
MILLIONS = re.compile(
    r"[x×*]\s*(?:€|euro)?\s*1\.?000\.?000|(?:\b(?:x|in)|×|\*)\s*(?:€\s*)?(?:1\s*)?(?:mln\.?|miljoen(?:en)?)\b"
    r"|^\(?€\s*mln\.?\)?$|\bm€",
    re.IGNORECASE,
)
UNITS = re.compile(r"[x×*]\s*€?\s*1(?:,-+)?(?![.,]?\d)|\bin (?:hele )?(?:euro'?s?\b|€)|\bhele euro", re.IGNORECASE)


@lru_cache(maxsize=65536)
def scale_of(text: str) -> int | None:
    """The scale that a text prints, misprints included; None where it prints none."""
    if MILLIONS.search(text):
        return 1_000_000
    if THOUSANDS.search(text):
        return 1_000
    return 1 if UNITS.search(text) else None
