"""`kpi`: one KPI on the screen or in a file; without a name, which there are."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.cli.context import reading
from flows.cli.options import Format, FormatOption, MunicipalityOption, OutOption, WarehouseOption, YearOption, asked


def kpi(
    name: Annotated[str | None, typer.Argument(metavar="NAAM", help="Welk kengetal.", show_default=False)] = None,
    municipality: MunicipalityOption = None,
    year: YearOption = None,
    level: Annotated[
        str | None,
        typer.Option(help="programma, domein, taakveld of product, waar het kengetal die kent.", show_default=False),
    ] = None,
    warehouse: WarehouseOption = None,
    form: FormatOption = Format.TABLE,
    out: OutOption = None,
) -> None:
    """Toon een kengetal; zonder naam welke er zijn."""
    from flows.cli.columns import table_of
    from flows.cli.output import Column, deliver
    from tasks.warehouse.kpis import kpis
    from tasks.warehouse.queries import kpi_lines

    if name is None:
        known = [{"name": one.name, "title": one.title} for one in kpis().values()]
        columns = [Column("naam", lambda row: row["name"]), Column("kengetal", lambda row: row["title"])]
        deliver(known, form, columns, "", out)
        return
    if name not in kpis():
        raise typer.BadParameter(f"{name!r} is geen kengetal; kies uit {', '.join(kpis())}")
    chosen = kpis()[name]
    with reading(warehouse) as con:
        rows = kpi_lines(con, chosen, asked(municipality), year)
    if level:
        rows = [row for row in rows if row.get("level") == level]
    deliver(rows, form, table_of(chosen), "Niets bij deze keuze; `domeinwacht account` toont wat er gelezen is.", out)
