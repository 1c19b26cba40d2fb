"""The indicators that every municipality must print: unit and range.

Those of policy (Regeling beleidsindicatoren, BBV art. 25) and those of finance (kengetallen, BBV art. 11).

Their unit is prescribed, so it is known where a document leaves it out; a figure outside the range of its indicator is
misread or misprinted. Those whose unit is printed in several ways (woonlasten, restafval, WOZ) are not in the list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from tasks.vocabularies import key, vocabulary

NUMBERED = re.compile(r"^\d+[.)]?\s+")
MARKED = re.compile(r"(?<!\s)\s*+\((?:bbv|wettelijk|verplicht)\)\s*$", re.IGNORECASE)
NOTED = re.compile(r"(?<=[^\W\d])\d$")  # the mark of a footnote that lost its height: 'Formatie1'


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator with the unit and the range that its definition gives it."""

    code: str
    unit: str
    low: Decimal
    high: Decimal


@lru_cache(maxsize=1)
def _index() -> dict[str, Indicator]:
    return {
        key(spelling): Indicator(row["code"], row["unit"], Decimal(row["low"]), Decimal(row["high"]))
        for row in vocabulary("indicators").iter_rows(named=True)
        for spelling in (row["label"], *row["fixes"])
    }


@lru_cache(maxsize=16384)
def indicator(label: str) -> Indicator | None:
    """The indicator that a label names exactly, its number and the mark of the regulation aside."""
    name = MARKED.sub("", NUMBERED.sub("", label))
    return _index().get(key(name)) or _index().get(key(NOTED.sub("", name)))
