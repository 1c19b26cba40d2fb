"""Totals that cannot be what they are called: a programme or law that costs next to nothing per inhabitant.

A page about a part of the social domain may head its total 'Sociaal domein', and a label that broke off may leave
'(WMO)': held against a budget, either would raise an alert about the whole of the programme or the law.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from tasks.normalise.observations import Observed
from tasks.normalise.scale import TYPICAL_INHABITANTS, inhabitants
from tasks.normalise.vocabulary import own_concept

# Euros per inhabitant. In the national Iv3 of 2023 (jaarrekening) one municipality in a hundred books lasten under
# 787, 115, 128 and 182; less than a fifth of that (of Participatie, which the state pays for, a tenth) is a part.
LEAST = {"programma": 150, "wmo": 20, "jeugd": 25, "participatie": 15}
COSTS = {"lasten", "saldo", "amount"}


def false_wholes(observations: Sequence[Observed], municipality: str) -> list[Observed]:
    """The observations with the concept of a whole that is too small for its municipality."""
    people = inhabitants().get(municipality, TYPICAL_INHABITANTS)
    largest: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for found in observations:
        if _is_cost(found):
            largest[_whole(found)] = max(largest[_whole(found)], abs(found.cell.value or Decimal()))
    small = {whole for whole, amount in largest.items() if amount < LEAST[whole[1]] * people}
    return [found for found in observations if _whole(found) in small]


def as_a_part(found: Observed) -> Observed:
    """The observation with a concept of its own words."""
    table = found.cell.table
    concept = own_concept(found.meaning.domain, table.table_title, table.section, found.cell.row.path)
    return replace(found, meaning=replace(found.meaning, concept=concept))


def _whole(found: Observed) -> tuple[str, str]:
    return found.cell.table.table_id, found.meaning.concept


def _is_cost(found: Observed) -> bool:
    """Whether it says what a whole law or the programme costs."""
    cell, scenario = found.cell, found.cell.scenario or ""
    booked = scenario == "realisatie" or scenario.startswith("begroting")
    return found.meaning.concept in LEAST and cell.unit == "EUR" and cell.metric in COSTS and booked
