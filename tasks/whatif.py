"""One more placement from a month on: do domain and programme cross their lines, and can they still be amended?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import duckdb

from tasks.warehouse.connection import WarehouseError
from tasks.warehouse.kpis import kpis
from tasks.warehouse.queries import Row, fetched, with_contradictions
from tasks.warehouse.statements import statement

MONTHS = 12


def placement(
    con: duckdb.DuckDBPyConnection,
    municipality: str,
    year: int,
    product: str,
    month: int,
    *,
    clients: int = 1,
    council: Sequence[date] = (),
    today: date | None = None,
) -> list[Row]:
    """What more clients of a product from a month on do to its domain and to the programme.

    A day of the council before `today` is no longer left; of a year that is over every day from that month on counts,
    for who asks looks back.

    The price is the average per unique client that is printed, a twelfth of it for each month. Clients who stay part
    of the year are in that average, so a place that is taken all year costs more: it is the least that is added.

    Returns:
        For the domain and the programme: begroting, realisatie (or prognose), extra, after, room, over_before,
        over_after, the next day of the council from that month on, ids for `explain`, and what contradicts the line.

    Raises:
        WarehouseError: No average of the product or no budget line is known; says which.
    """
    asked = {"municipality": municipality, "year": year, "product": product}
    known = fetched(con, statement("forecast/average"), asked)
    lines = with_contradictions(con, kpis()["budget"], fetched(con, statement("forecast/whatif"), asked))
    if not known:
        raise WarehouseError(_no_average(con, asked))
    if not lines:
        raise WarehouseError(
            f"van {year} is geen begroting met realisatie of prognose bekend (`kpi budget` toont welke)"
        )
    average = known[0]["average"]
    extra = round(clients * average / MONTHS * (MONTHS - month + 1))
    begins = max(date(year, month, 1), today if today and today.year == year else date.min)
    left = [day for day in sorted(council) if day >= begins and day.year == year]
    return [_line(line, known[0], extra, left[0] if left else None, bool(council)) for line in lines]


def _no_average(con: duckdb.DuckDBPyConnection, asked: Row) -> str:
    of_whom = {"municipality": asked["municipality"], "year": asked["year"]}
    known = ", ".join(row["product"] for row in fetched(con, statement("forecast/averaged"), of_whom))
    choice = f"kies uit {known}" if known else "van geen enkel product is dat zo (`kpi unit_cost` toont ze)"
    return f"van {asked['product']} is tot en met {asked['year']} geen gemiddelde per cliënt bekend; {choice}"


def _line(line: Row, average: Row, extra: int, meeting: date | None, known: bool) -> Row:
    after = line["realisatie"] + extra
    told = f"raad op {meeting:%d-%m-%Y}" if meeting else "geen raad meer dit jaar" if known else "raadsdata niet bekend"
    return {
        "domain": line["domain"],
        "begroting": line["begroting"],
        "realisatie": line["realisatie"],
        "scenario_realisatie": line["scenario_realisatie"],
        "extra": extra,
        "after": after,
        "room": line["begroting"] - after,
        "over_before": line["realisatie"] > line["begroting"],
        "over_after": after > line["begroting"],
        "average": average["average"],
        "average_year": average["year"],
        "council": told,
        "explain": line["explain"],
        "explain_average": average["explain"],
        "contradicted": line["contradicted"],
    }
