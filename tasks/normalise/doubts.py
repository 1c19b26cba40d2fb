"""Figures that are stated whole or not at all.

Of a figure whose scenario, period, unit or scale nothing tells, the value is kept with its printed heading, but it
states nothing: it has no scenario, and no budget, KPI or alert can rest on it.
"""

from __future__ import annotations

from tasks.model import Ground
from tasks.normalise.grid import Judged

OPEN = {
    "scenario": "de kop zegt niet of het begroting, realisatie of iets anders is",
    "period": "nergens staat over welk jaar het gaat",
    "unit": "nergens staat of het euro's, aantallen of procenten zijn",
    "scale": "nergens staat of het hele euro's of duizenden zijn",
}
UNKNOWN_UNIT = "de eenheid '{}' komt in geen woordenlijst voor"


def doubt(cell: Judged) -> None:
    """Concludes whether a figure states anything: its doubt is the first thing that a statement lacks."""
    if not cell.observed:
        return
    missing = [field for field in OPEN if getattr(cell.grounds, field) is Ground.NONE]
    if "unit" in missing and cell.unit_printed.unknown:
        cell.doubt = cell.doubt or UNKNOWN_UNIT.format(cell.unit_printed.unknown)
    elif missing:
        cell.doubt = cell.doubt or OPEN[missing[0]]
    if cell.doubt:
        cell.scenario = None
