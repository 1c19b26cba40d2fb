"""The pages about more than one municipality: where domains are over, and the country on Iv3."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

from tasks.model import stable_id
from tasks.notation import DOMAINS, euro, percent, voordeel_nadeel
from tasks.privacy import hold_suppressed
from tasks.site import addresses, pictures
from tasks.site.gathering import name_of
from tasks.site.model import Page, Row, grouped
from tasks.warehouse.queries import rows
from tasks.warehouse.statements import statement

SHOWN = ("wmo", "jeugd", "participatie", "totaal")
FEW = 20  # municipalities in a year: below that there is no country to show


def hold_budgets(con: duckdb.DuckDBPyConnection, least: int) -> None:
    """Have at hand every domain against its budget, without what would tell of fewer people than `least`."""
    hold_suppressed(con, least=least)
    con.execute(statement("site/held_budgets")).fetchall()


def years(con: duckdb.DuckDBPyConnection) -> dict[int, str]:
    """The years that enough municipalities account for to show the country, the newest first.

    Each with a mark of all that its page rests on: another mark, another page.
    """
    found = {year: str(state) for year, state in con.execute(statement("site/country_years"), [FEW]).fetchall()}
    return {year: stable_id(state, *map(str, found)) for year, state in found.items()}


def page(con: duckdb.DuckDBPyConnection, years: Sequence[int]) -> Page:
    """The first page: who is over."""
    view = _overview(rows(con, "site/newest_budgets"), rows(con, "site/owners"), years)
    return Page(addresses.OVERVIEW, "overview.html.j2", view)


def budgets_of(con: duckdb.DuckDBPyConnection, year: int) -> list[Row]:
    """Every municipality in one year."""
    return rows(con, "site/country", [year])


def country(budgets: Sequence[Row], years: Sequence[int], year: int) -> Page:
    """The country in one of the years that enough municipalities account for, made of its budgets."""
    return Page(_country(years, years.index(year)), "country.html.j2", _of_year(budgets, years, year))


def _country(years: Sequence[int], number: int) -> str:
    """The newest year has the name without a year."""
    return addresses.COUNTRY if number == 0 else addresses.COUNTRY.replace(".html", f"-{years[number]}.html")


def _overview(budgets: Sequence[Row], owners: Sequence[Row], years: Sequence[int]) -> Mapping[str, Any]:
    by_place = grouped(budgets, "municipality")
    own = [one for one in owners if one["own"]]
    lines = [_line(one["municipality"], by_place.get(one["municipality"], [])) for one in own]
    over = [domain for line in lines for domain in line["domains"] if domain and domain["mark"] == "N"]
    return {
        "title": "Domeinen tegen hun begroting",
        "domains": [DOMAINS[name] for name in SHOWN],
        "lines": sorted(lines, key=lambda line: str(line["name"])),
        "over": len(over),
        "places": len({line["code"] for line in lines if any(d and d["mark"] == "N" for d in line["domains"])}),
        "documents": sum(one["documents"] for one in owners),
        "others": sorted(
            (name_of(one["municipality"]), addresses.municipality(one["municipality"]))
            for one in owners if not one["own"] and one["municipality"].startswith("GM")
        ),
        "years": [(year, _country(years, number)) for number, year in enumerate(years)],
    }  # fmt: skip


def _line(code: str, budgets: Sequence[Row]) -> Mapping[str, Any]:
    """A municipality in one year."""
    by_domain = {budget["domain"]: budget for budget in budgets}
    return {
        "code": code,
        "name": name_of(code),
        "address": addresses.municipality(code),
        "year": budgets[0]["year"] if budgets else None,
        "domains": [_verschil(by_domain.get(name)) for name in SHOWN],
    }


def _verschil(budget: Row | None) -> Mapping[str, Any] | None:
    if budget is None:
        return None
    return {
        "verschil": euro(abs(budget["verschil"])),
        "mark": voordeel_nadeel(budget["verschil"]),
        "percent": "" if budget["procent"] is None else percent(abs(budget["procent"])),
        "is_prognose": budget["scenario_realisatie"] == "prognose",
        "address": addresses.figure(budget["kpi_id"]),
    }


def _of_year(budgets: Sequence[Row], years: Sequence[int], year: int) -> Mapping[str, Any]:
    held = grouped(budgets, "municipality")
    lines = [_line(code, found) for code, found in held.items()]
    counts = []
    for number, name in enumerate(SHOWN):
        told = [line["domains"][number] for line in lines if line["domains"][number]]
        counts.append((DOMAINS[name], sum(one["mark"] == "N" for one in told), len(told)))
    return {
        "title": f"Nederland {year}",
        "year": year,
        "domains": [DOMAINS[name] for name in SHOWN],
        "lines": sorted(lines, key=lambda line: str(line["name"])),
        "counts": counts,
        "charts": [
            pictures.ranking(
                name,
                year,
                [
                    one["procent"]
                    for found in held.values()
                    for one in found
                    if one["domain"] == name and one["procent"] is not None
                ],
            )
            for name in SHOWN
        ],
        "years": [(other, _country(years, number)) for number, other in enumerate(years)],
    }
