"""Options that every verb shares."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How figures are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


class PeopleOrPrograms(StrEnum):
    """The forms of what has long texts in it."""

    TABLE = "table"
    JSON = "json"


def complete_place(begun: str) -> list[str]:
    """The names of municipalities that begin as what was typed, for the Tab key of a shell."""
    from flows.names import names

    return [name for name in names() if name.casefold().startswith(begun.casefold())]


WarehouseOption = Annotated[
    Path | None, typer.Option("--warehouse", help="DuckDB-bestand; anders dat van de instellingen.", show_default=False)
]
FormatOption = Annotated[
    Format, typer.Option("--format", help="Tabel voor mensen, JSON of CSV voor programma's, XLSX voor rekenbladen.")
]
OverOption = Annotated[bool, typer.Option("--over", help="Alleen wat boven de begroting is.")]
MunicipalityOption = Annotated[
    str | None,
    typer.Option(help="Naam of CBS-code; anders alle.", show_default=False, autocompletion=complete_place),
]
YearOption = Annotated[int | None, typer.Option(help="Jaar; anders alle.", show_default=False)]
OutOption = Annotated[
    Path | None,
    typer.Option(help="Schrijf naar dit bestand (.csv, .json of .xlsx) in plaats van het scherm.", show_default=False),
]
TextFormat = Annotated[PeopleOrPrograms, typer.Option("--format", help="Tabel voor mensen, JSON voor programma's.")]


def asked(municipality: str | None) -> str | None:
    """The CBS code of the municipality asked for, if one is."""
    from flows.names import code_of

    try:
        return code_of(municipality) if municipality else None
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
