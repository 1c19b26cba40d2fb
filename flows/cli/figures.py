"""`budget`, `trend`, `account`, `explain`, `export`: what is in the warehouse, on the screen or in a file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.context import current, reading
from flows.cli.options import (
    Format,
    FormatOption,
    MunicipalityOption,
    OverOption,
    PeopleOrPrograms,
    TextFormat,
    WarehouseOption,
    YearOption,
    asked,
)

PACKAGE, FACTS = "package", "facts"


MOMENTS = ["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]


def budget(
    municipality: MunicipalityOption = None,
    year: YearOption = None,
    over: OverOption = False,
    warehouse: WarehouseOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Toon de domeinen tegen hun begroting."""
    from flows.cli.columns import BRIDGES, BUDGET, with_contradicted
    from flows.cli.output import print_table, safe, show
    from flows.words import left_out_text, totals_text
    from tasks.kpi import left_out
    from tasks.warehouse.queries import bridges, budgets

    code = asked(municipality)
    with reading(warehouse) as con:
        rows, aside, other = budgets(con, code, year), left_out(con, code, year), bridges(con, code, year)
    if over:
        rows, other = [row for row in rows if row["over"]], []
    nothing = "Geen begrotingen bij deze keuze; `domeinwacht account` toont wat er gelezen is."
    show(rows, form, with_contradicted(BUDGET, rows), nothing)
    if form is not Format.TABLE:
        return
    print(totals_text(rows))
    if other:
        print("Iv3, met een andere afbakening, en de brug ernaartoe:")
        print_table(other, BRIDGES)
    if aside:
        print(safe(left_out_text(aside)))


def trend(
    municipality: MunicipalityOption = None,
    year: YearOption = None,
    warehouse: WarehouseOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Toon wat domeinen en taakvelden kosten tegen het jaar ervoor, of waarom dat niet te vergelijken is."""
    from flows.cli.columns import TREND, with_contradicted
    from flows.cli.output import show
    from tasks.warehouse.queries import trends

    code = asked(municipality)
    with reading(warehouse) as con:
        rows = trends(con, code, year)
    show(
        rows,
        form,
        with_contradicted(TREND, rows),
        "Geen realisaties bij deze keuze; `domeinwacht account` toont wat er gelezen is.",
    )


def account(
    municipality: MunicipalityOption = None,
    year: YearOption = None,
    warehouse: WarehouseOption = None,
    form: TextFormat = PeopleOrPrograms.TABLE,
) -> None:
    """Toon per document hoeveel cellen gelezen, bij naam genegeerd en gemeld zijn."""
    from flows.cli.columns import ACCOUNT
    from flows.cli.output import show
    from tasks.warehouse.queries import account as counts

    code = asked(municipality)
    with reading(warehouse) as con:
        rows = counts(con, code, year)
    show(rows, Format(form), ACCOUNT, "Er is nog geen document gelezen; begin met `domeinwacht ingest`.")


def explain(
    figure: Annotated[str, typer.Argument(metavar="ID", help="Nummer (of begin) van cijfer, begroting of melding.")],
    warehouse: WarehouseOption = None,
    form: TextFormat = PeopleOrPrograms.TABLE,
) -> None:
    """Toon de weg van een cijfer terug: cel, plaats, document, en elke andere opgave ervan."""
    from flows.cli.explanation import lines
    from flows.cli.output import as_json
    from tasks.warehouse.explain import explain as walk

    with reading(warehouse) as con:
        found = walk(con, figure)
    print(as_json(found) if form is PeopleOrPrograms.JSON else "\n".join(lines(found)))


def export(
    what: Annotated[
        str, typer.Argument(metavar="WAT", help="Een tabel, een kengetal (`domeinwacht kpi` noemt ze), of package.")
    ],
    out: Annotated[
        Path, typer.Option(help="Bestand dat eindigt op .csv of .parquet; voor package een map.", show_default=False)
    ],
    known_on: Annotated[
        datetime | None,
        typer.Option(help="Bij facts: zoals bekend op deze dag.", formats=["%Y-%m-%d"], show_default=False),
    ] = None,
    loaded_by: Annotated[
        datetime | None,
        typer.Option(help="Bij facts: uit wat op dit moment geladen was (UTC).", formats=MOMENTS, show_default=False),
    ] = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Schrijf een tabel naar een bestand, of alle naar een map die zichzelf beschrijft (package)."""
    from tasks.warehouse.export import export as write
    from tasks.warehouse.export import see_facts_as_known
    from tasks.warehouse.export import what as choices
    from tasks.warehouse.package import export_package

    if what not in (*choices(), PACKAGE):
        raise typer.BadParameter(f"{what!r} is geen export; kies uit {', '.join((*choices(), PACKAGE))}")
    past = known_on or loaded_by
    if past and what != FACTS:
        raise typer.BadParameter(f"alleen facts kent een verleden, {what} niet")
    least = current(warehouse).suppress_below
    with reading(warehouse) as con:
        if past:
            see_facts_as_known(con, known_on.date() if known_on else None, loaded_by)
        written = export_package(con, out, least) if what == PACKAGE else write(con, what, out)
    print(f"{written} rijen in {out}")
