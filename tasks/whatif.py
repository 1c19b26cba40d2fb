"""One more placement from a month on: do domain and programme cross their lines, and can they still be amended?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import duckdb

from tasks.warehouse.connection import WarehouseError
from tasks.warehouse.queries import Row, fetched
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
) -> list[Row]:
    """What more clients of a product from a month on do to its domain and to the programme.

    The price is the average per unique client that is printed, a twelfth of it for each month. Clients who stay part
    of the year are in that average, so a place that is taken all year costs more: it is the least that is added.

    Returns:
        For the domain and the programme: begroting, realisatie (or prognose), extra, after, room, over_before,
        over_after, the next day of the council from that month on, and ids for `explain`.

    Raises:
        WarehouseError: No average of the product or no budget line is known; says which.
    """
    asked = {"municipality": municipality, "year": year, "product": product}
    known = fetched(con, statement("forecast/average"), asked)
    lines = fetched(con, statement("forecast/whatif"), asked)
    if not known:
        raise WarehouseError(f"van {product} is tot en met {year} geen gemiddelde per cliënt bekend (kpi unit_cost)")
    if not lines:
        raise WarehouseError(f"van {year} is geen begroting met realisatie of prognose bekend (kpi budget)")
    average = known[0]["average"]
    extra = round(clients * average / MONTHS * (MONTHS - month + 1))
    left = [day for day in sorted(council) if day >= date(year, month, 1) and day.year == year]
    return [_line(line, known[0], extra, left[0] if left else None, bool(council)) for line in lines]


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
    }
