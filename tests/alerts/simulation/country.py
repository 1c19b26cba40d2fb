"""Five years of documents of twenty municipalities, as the calendar of planning and control brings them.

Each year: the national Iv3 of the budget and of the accounts, the begroting, two tussenrapportages with a prognosis,
for some a monitor that does not say which budget it prints, and the jaarstukken. Some are corrected, some come twice,
some come years late. What is over and by how much is drawn, the same each time.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from tasks.model import Document, Kind, stable_id
from tests.small_documents import document, figure

YEARS = range(2021, 2026)
PLACES = (
    *("GM0141", "GM0147", "GM0150", "GM0153", "GM0158", "GM0160", "GM0163", "GM0164", "GM0168", "GM0173"),
    *("GM0177", "GM0180", "GM0183", "GM0184", "GM0189", "GM0193", "GM1700", "GM1735", "GM1742", "GM1774"),
)
DOMAINS = ("wmo", "jeugd", "participatie")
TAAKVELDEN = {"wmo": ("6.71a", "6.711"), "jeugd": ("6.72a", "6.751"), "participatie": ("6.3", "6.3")}
SECOND = {"wmo": ("6.71b", "6.712"), "jeugd": ("6.73a", "6.761"), "participatie": ("6.5", "6.5")}
BY_TAAKVELD = "GM0153"  # its council authorises lasten so
SPLIT = {BY_TAAKVELD, "GM0168", "GM0184", "GM1742"}  # their accounts print taakvelden
NUMERIC_SINCE = 2025  # the codes of taakvelden
MONITORS = 4  # every fourth municipality has a monitor
STEP = 1000


@dataclass(frozen=True)
class Arrival:
    """A document with its figures, and the moment at which it came."""

    moment: datetime
    document: Document
    figures: Sequence[dict[str, Any]]


@dataclass(frozen=True)
class Year:
    """What a domain was to cost and did, in euros."""

    first: int
    amended: tuple[int, int]
    expected: tuple[int, int]
    spent: int


def arrivals(places: Sequence[str] = PLACES) -> list[Arrival]:
    """All documents in the order in which they came."""
    found = [arrival for place in places for arrival in _of_place(place)]
    return sorted(found, key=lambda one: (one.moment, one.document.municipality, one.document.name))


def _of_place(place: str) -> Iterator[Arrival]:
    chance = random.Random(place)
    costs = {domain: chance.randrange(6_000, 30_000) * STEP for domain in DOMAINS}
    years: dict[int, dict[str, Year]] = {}
    for year in YEARS:
        years[year] = {domain: _drawn(chance, costs[domain]) for domain in DOMAINS}
        costs = {domain: drawn.spent for domain, drawn in years[year].items()}
        yield from _of_year(place, year, years, chance)


def _drawn(chance: random.Random, cost: int) -> Year:
    """A year: most end near their budget, some well over it; half of what is expected over is budgeted after all."""
    first = _round(cost * chance.uniform(1.0, 1.04))
    spent = _round(first * chance.choice([0.97, 0.99, 1.0, 1.01, 1.03, 1.06, 1.09]))
    june, october = (_round(first + (spent - first) * share * chance.uniform(0.8, 1.2)) for share in (0.5, 0.9))
    amended = first
    for expected in (june, october):
        if expected > amended and chance.random() < 0.5:
            amended = expected
    between = june if june > first and amended > first else first
    return Year(first, (min(between, amended), amended), (june, october), spent)


def _round(value: float) -> int:
    return round(value / STEP) * STEP


def _of_year(place: str, year: int, years: dict[int, dict[str, Year]], chance: random.Random) -> Iterator[Arrival]:
    of, last = years[year], years.get(year - 1)
    national_first = year == YEARS[0]
    early = datetime(year - 1, 1, 10) if national_first else datetime(year, 12, 20)
    yield _iv3(place, year, "X000", early, {d: of[d].first for d in DOMAINS}, "begroting_primitief")
    yield _iv3(place, year, "X005", datetime(year + 1, 9, 1), {d: of[d].spent for d in DOMAINS}, "realisatie")
    yield _own(place, year, Kind.BEGROTING, "begroting", date(year - 1, 11, 10),
               {"begroting_primitief": {d: of[d].first for d in DOMAINS}})  # fmt: skip
    for number, (month, name) in enumerate(((6, "berap1"), (10, "berap2"))):
        told = {"begroting_gewijzigd": {d: of[d].amended[number] for d in DOMAINS},
                "prognose": {d: of[d].expected[number] for d in DOMAINS}}  # fmt: skip
        yield _own(place, year, Kind.TUSSENRAPPORTAGE, name, date(year, month, 15), told)
    accounts = {
        "begroting_primitief": {d: of[d].first for d in DOMAINS},
        "begroting_gewijzigd": {d: of[d].amended[1] for d in DOMAINS},
        "realisatie": {d: of[d].spent for d in DOMAINS},
    }
    late = timedelta(days=700) if chance.random() < 0.05 else timedelta()
    split = _split(place, year, accounts) if place in SPLIT else {}
    yield _own(place, year, Kind.JAARSTUKKEN, "jaarstukken", date(year + 1, 5, 20), accounts, last, late=late,
               split=split)  # fmt: skip
    if chance.random() < 0.15:
        yield _own(place, year, Kind.JAARSTUKKEN, "jaarstukken-kopie", date(year + 1, 6, 1), accounts, last, late=late,
                   same_as="jaarstukken", split=split)  # fmt: skip
    if chance.random() < 0.15:
        moved = {d: of[d].spent + (chance.choice([-300, 40, 600]) * STEP if d == "jeugd" else 0) for d in DOMAINS}
        corrected = accounts | {"realisatie": moved}
        yield _own(place, year, Kind.JAARSTUKKEN, "jaarstukken", date(year + 1, 8, 15), corrected, last, late=late,
                   again=True)  # fmt: skip
    if PLACES.index(place) % MONITORS == 0:
        told = {"begroting": accounts["begroting_gewijzigd"], "realisatie": accounts["realisatie"]}
        yield _own(place, year, Kind.MONITOR, "monitor", date(year + 1, 3, 25), told, metric="amount")


def _split(place: str, year: int, accounts: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    """What the accounts print of two taakvelden of each domain: one of them may be over while the other is not."""
    chance, code = random.Random(f"{place} {year}"), int(year >= NUMERIC_SINCE)
    share = {domain: (chance.uniform(0.5, 0.7), chance.choice([0.0, 0.0, 0.0, 0.02, 0.05])) for domain in DOMAINS}
    found: dict[str, dict[str, int]] = {}
    for scenario, costs in accounts.items():
        for domain, cost in costs.items():
            first, moved = share[domain]
            part = _round(cost * (first + (moved if scenario == "realisatie" else 0)))
            found.setdefault(scenario, {})[f"{domain} {TAAKVELDEN[domain][code]}"] = part
            found[scenario][f"{domain} {SECOND[domain][code]}"] = cost - part
    return found


def _own(
    place: str,
    year: int,
    kind: Kind,
    name: str,
    published: date,
    told: dict[str, dict[str, int]],
    before: dict[str, Year] | None = None,
    *,
    late: timedelta = timedelta(),
    same_as: str = "",
    again: bool = False,
    metric: str = "lasten",
    split: dict[str, dict[str, int]] | None = None,
) -> Arrival:
    """One document of the municipality itself; `again` lies at the address of the one before it."""
    of = document(
        f"{place}-{year}-{name}.txt",
        document_id=stable_id(place, year, same_as or name, again) * 2,
        uri=f"s3://documenten/{place}/{year}/{name}.txt",
        version="2" if again else "1",
        municipality=place,
        kind=kind,
        year=year,
        period=str(year),
        published=published,
    )
    rows = [
        figure("programma" if domain == "totaal" else domain, value, scenario, period=str(year), metric=metric,
               is_total=domain == "totaal")
        for scenario, costs in told.items()
        for domain, value in (costs | {"totaal": sum(costs.values())}).items()
    ]  # fmt: skip
    rows += [
        figure(f"taakveld.{name.split()[1]}", value, scenario, period=str(year), domain=name.split()[0], table_id="T02")
        for scenario, costs in (split or {}).items()
        for name, value in costs.items()
    ]
    if before:
        rows += [figure(d, before[d].spent, period=str(year - 1), column_label="vorig jaar") for d in DOMAINS]
    return Arrival(datetime(published.year, published.month, published.day, 9) + late, of, rows)


def _iv3(place: str, year: int, kind: str, moment: datetime, costs: dict[str, int], scenario: str) -> Arrival:
    """The part of a national file that is about one municipality."""
    of = document(
        f"{place}-{year}{kind}.csv",
        document_id=f"{stable_id(year, kind) * 2}#{place}#{year}{kind}",
        uri=f"s3://documenten/landelijk/{year}{kind}.csv#{place}",
        municipality=place,
        kind=Kind.IV3,
        year=year,
        period=str(year),
        published=moment.date(),
    )
    code = int(year >= NUMERIC_SINCE)
    rows = [
        figure(f"taakveld.{TAAKVELDEN[domain][code]}", value, scenario, period=str(year), domain=domain)
        for domain, value in costs.items()
    ]
    return Arrival(moment, of, rows)
