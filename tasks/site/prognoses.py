"""How far a prognosis may be off, told by how far those before it were: nothing is assumed where nothing is known."""

from __future__ import annotations

from decimal import Decimal

from tasks.notation import euro, percent
from tasks.site.model import Held, Row

FEWEST = 2  # prognoses of which the outcome is known: a single one says nothing of a range
UNKNOWN = "Van geen eerdere prognose van dit domein is de uitkomst bekend: een marge is niet te geven."
ONE = "Van één eerdere prognose van dit domein is de uitkomst bekend: over een marge zegt een enkele niets."


def record(held: Held, budget: Row) -> Row | None:
    """How the prognoses of a domain before this one came out: the newest row of `kpi_bias` before its year."""
    known = [one for one in held.kpis.get("bias", ()) if one["subject"] == (budget.get("subject") or budget["domain"])]
    before = [one for one in known if one["year"] < budget["year"]]
    return max(before, key=lambda one: int(one["year"]), default=None)


def between(held: Held, budget: Row) -> str:
    """`tussen € 6.900.000 en € 7.400.000`: if it is off as far as one of those before it; nothing where not known."""
    if budget["scenario_realisatie"] != "prognose":
        return ""
    found = record(held, budget)
    if not found or found["prognoses"] < FEWEST:
        return ""
    low, high = sorted(budget["realisatie"] * (1 + Decimal(str(found[end])) / 100) for end in ("least", "most"))
    return f"tussen {euro(low)} en {euro(high)}"


def told(held: Held, budget: Row) -> str:
    """A sentence about the prognosis in a budget line, where there is one."""
    if budget["scenario_realisatie"] != "prognose":
        return ""
    found = record(held, budget)
    if found is None:
        return UNKNOWN
    if found["prognoses"] < FEWEST:
        return ONE
    return (
        f"De {found['prognoses']} eerdere prognoses waarvan de uitkomst bekend is, zaten er gemiddeld "
        f"{percent(found['error'])} naast. Scheelt deze zoveel als een van die, dan komt ze uit "
        f"{between(held, budget)}."
    )
