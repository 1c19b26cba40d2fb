"""The unit that a cell of a column `eenheid` prints for its row, or that it prints one that nobody knows."""

from __future__ import annotations

from typing import NamedTuple

from tasks.language import Phrase, phrase
from tasks.language.concluding import MEASURED
from tasks.language.counted import is_counted
from tasks.language.figures import EURO, UNITS_BEHIND, worth_of

COUNT = "aantal"


class PrintedUnit(NamedTuple):
    """What is printed of the unit of a row; nothing where none is printed."""

    unit: str | None = None
    scale: int | None = None
    unknown: str = ""  # its words, where they are no unit that is known: it is open, whatever stands around it


NO_UNIT = PrintedUnit()


def unit_in_cell(text: str) -> PrintedUnit:
    """The unit and scale that a text names: 'Duizend euro', 'km', '%', 'trajecten'; 'kWh' is a unit, but of nothing."""
    word = text.strip(" .").casefold()
    if not word or worth_of(text).is_empty:
        return NO_UNIT
    said = phrase(text, "label")
    unit = UNITS_BEHIND.get(word) or _named(said) or (COUNT if not said.scale and is_counted(text) else None)
    if unit is None:
        return PrintedUnit(unknown=text.strip())
    whole = EURO.search(text) or said.metric == "amount_per_client"  # 'Kosten per inwoner' are in whole euros
    return PrintedUnit(unit, (said.scale or (1 if whole else None)) if unit == "EUR" else None)


def _named(said: Phrase) -> str | None:
    """The unit that a phrase names: of what is measured wholly, of a count before all that is not known."""
    if said.scale and said.unit != "EUR":
        return None  # only money has a scale
    opens = bool(said.eaten) and " ".join(said.text.split()).startswith(said.eaten[0][1])
    return said.unit if said.explained or said.unit == "procent" or (opens and said.unit not in MEASURED) else None
