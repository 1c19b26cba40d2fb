"""`domeinwacht read`: the workbench for one document, without a warehouse."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli.context import current
from flows.cli.ingest import claimed

if TYPE_CHECKING:
    from tasks.model import Claim, StoredObject
    from tasks.workbench import Examination


class Shown(StrEnum):
    """How the workbench prints."""

    TEXT = "text"
    JSON = "json"


NO_TABLES = "Er zijn geen tabellen: er is er geen gevonden, of elke regel zegt alles van zichzelf (Iv3)."
FileArgument = Annotated[str, typer.Argument(metavar="BESTAND", help="Eén document.", show_default=False)]
MunicipalityOption = Annotated[
    str | None, typer.Option(help="Gemeente, als het stuk die niet zegt.", show_default=False)
]
YearOption = Annotated[int | None, typer.Option(min=2000, max=2100, help="Begrotingsjaar.", show_default=False)]
KindOption = Annotated[
    str | None, typer.Option(help="monitor, begroting, tussenrapportage, jaarstukken of other.", show_default=False)
]


def read(
    file: FileArgument,
    tables: Annotated[bool, typer.Option("--tables", help="Elke tabel zoals afgedrukt.")] = False,
    columns: Annotated[bool, typer.Option("--columns", help="Elke kolom: woorden, rest en gronden.")] = False,
    cells: Annotated[bool, typer.Option("--cells", help="Elke cel met een cijfer, en wat ervan werd.")] = False,
    why: Annotated[
        str | None,
        typer.Option(
            metavar="PLAATS", help="Eén cel van tekst tot lot: 'regel 70', B4, 'T01 r2 k3'.", show_default=False
        ),
    ] = None,
    table: Annotated[
        list[str] | None, typer.Option(metavar="T01", help="Alleen deze tabel; mag vaker.", show_default=False)
    ] = None,
    municipality: MunicipalityOption = None,
    year: YearOption = None,
    kind: KindOption = None,
    form: Annotated[Shown, typer.Option("--format", help="Tekst voor mensen, JSON voor programma's.")] = Shown.TEXT,
) -> None:
    """Toon wat er van één document gezien wordt, en op welke grond; zonder warehouse."""
    found = chosen(examined(file, municipality, year, kind), table or [])
    if form is Shown.JSON:
        from flows.cli.output import as_json

        print(as_json(_at(found, why) if why else asdict(found)))
    elif not _printed(found, why, tables=tables, columns=columns, cells=cells):
        raise typer.BadParameter(f"op {why!r} staat niets met een cijfer; --cells toont alle plaatsen")
    if found.refusal and not found.tables:
        raise typer.Exit(1)


def examined(file: str, municipality: str | None, year: int | None, kind: str | None) -> Examination:
    """All that is seen of a file, with what its sidecar and the options say."""
    from tasks.identify import merge
    from tasks.workbench import examine

    said = claimed(municipality, year, kind)
    stored, sidecar = fetched(file)
    return examine(stored, merge(said, sidecar))


def fetched(file: str) -> tuple[StoredObject, Claim]:
    """A file, and what its sidecar says."""
    from tasks.ingest import fetch_object
    from tasks.storage import documents, open_store

    settings = current()
    store, prefix = open_store(file, settings)
    found = list(documents(store, prefix, settings.quarantine_prefix))
    if len(found) != 1:
        raise typer.BadParameter(f"{file}: {len(found)} documenten; noem er één")
    one = fetch_object(store, found[0])
    if one.refusal:
        raise typer.BadParameter(one.refusal)
    return one.stored, one.sidecar


def chosen(found: Examination, names: list[str]) -> Examination:
    """The examination with the tables asked for; all of them where none is."""
    from dataclasses import replace

    wanted = {name.upper() for name in names}
    if unknown := wanted - {table.table_id for table in found.tables}:
        raise typer.BadParameter(f"er is geen tabel {', '.join(sorted(unknown))}")
    kept = tuple(table for table in found.tables if not wanted or table.table_id in wanted)
    return replace(found, tables=kept)


def _at(found: Examination, place: str) -> dict[str, Any]:
    """What stands at a place, for programs: its cells with the column, row and table that they are in."""
    from tasks.workbench import at

    there = at(place, found)
    return {
        "place": place,
        "cells": [
            {
                **asdict(cell),
                "column_says": next((asdict(line) for line in table.columns if line.number == cell.column), None),
                "row_says": next((asdict(line) for line in table.rows if line.number == cell.row), None),
                "table": {
                    name: value for name, value in asdict(table).items() if name not in {"cells", "rows", "columns"}
                },
            }
            for table, cell in there.cells
        ],
        "remainder": [asdict(rest) for rest in there.remainder],
    }


def _printed(found: Examination, why: str | None, *, tables: bool, columns: bool, cells: bool) -> bool:
    """Print what was asked for, the summary where nothing was; False where nothing stands at the place asked for."""
    from flows.cli.reading import cells as cell_page
    from flows.cli.reading import grids, lines, walk
    from flows.cli.reading.page import Page
    from flows.cli.reading.summary import summary

    page = Page()
    if why:
        return walk.why(page, found, why)
    if not (tables or columns or cells):
        summary(page, found)
    if (tables or columns) and not found.tables:
        page.text(NO_TABLES)
    if tables and found.tables:
        for table in found.tables:
            grids.printed(page, table)
        grids.legend(page)
    for table in found.tables if columns else ():
        lines.columns(page, table)
    for table in found.tables if cells else ():
        cell_page.cells(page, table)
    if cells:
        cell_page.outside(page, found.remainder)
    return True
