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


def complete_place(begun: str) -> list[str]:
    """The names of municipalities that begin as what was typed, for the Tab key of a shell."""
    from flows.names import names

    return [name for name in names() if name.casefold().startswith(begun.casefold())]


WarehouseOption = Annotated[
    Path | None, typer.Option("--warehouse", help="DuckDB-bestand; anders dat van de instellingen.", show_default=False)
]
FormatOption = Annotated[Format, typer.Option("--format", help="Tabel voor mensen, JSON of CSV voor programma's.")]
OverOption = Annotated[bool, typer.Option("--over", help="Alleen wat boven de begroting is.")]
