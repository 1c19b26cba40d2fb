"""`kpi`: one KPI on the screen or in a file; without a name, which there are."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from flows.cli.context import reading
from flows.cli.options import Format, FormatOption, MunicipalityOption, OutOption, WarehouseOption, YearOption, asked


class Level(StrEnum):
    """How much a row of a KPI is about."""

    PROGRAMME = "programma"
    DOMAIN = "domein"
    TAAKVELD = "taakveld"
    PRODUCT = "product"


def kpi(
    name: Annotated[str | None, typer.Argument(metavar="NAAM", help="Welk kengetal.", show_default=False)] = None,
    municipality: MunicipalityOption = None,
    year: YearOption = None,
    level: Annotated[
        Level | None, typer.Option(help="Alleen deze rijen, waar het kengetal zulke kent.", show_default=False)
    ] = None,
    warehouse: WarehouseOption = None,
    form: FormatOption = Format.TABLE,
    out: OutOption = None,
) -> None:
    """Toon een kengetal; zonder naam welke er zijn."""
    from flows.cli.columns import table_of, with_contradicted
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
    if level and any("level" not in row for row in rows):
        raise typer.BadParameter(f"{name} kent geen programma, domein, taakveld of product; laat --level weg")
    rows = [row for row in rows if level in (None, row.get("level"))]
    columns = with_contradicted(table_of(chosen), rows)
    deliver(rows, form, columns, "Niets bij deze keuze; `domeinwacht account` toont wat er gelezen is.", out)
