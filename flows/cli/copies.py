"""`domeinwacht backup` and `restore`: the whole warehouse to a file and back."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.context import current
from flows.cli.options import WarehouseOption


def backup(
    file: Annotated[Path, typer.Argument(metavar="BESTAND", help="Bestand dat er nog niet is.", show_default=False)],
    warehouse: WarehouseOption = None,
) -> None:
    """Bewaar het hele warehouse in een bestand; ook terwijl er gelezen en geschreven wordt."""
    from tasks.notation import number
    from tasks.warehouse.published import back_up

    settings = current(warehouse)
    size = back_up(settings.warehouse_path, file, wait=settings.warehouse_wait)
    print(f"{settings.warehouse_path} is bewaard in {file} ({number(Decimal(size) / 1_000_000, 1)} MB).")


def restore(
    file: Annotated[Path, typer.Argument(metavar="BESTAND", help="Bestand van `backup`.", show_default=False)],
    warehouse: WarehouseOption = None,
) -> None:
    """Zet een bewaard warehouse terug; wat er stond blijft ernaast bewaard."""
    from tasks.warehouse.published import publish_after_run
    from tasks.warehouse.published import restore as put_back

    settings = current(warehouse)
    kept = put_back(settings.warehouse_path, file, wait=settings.warehouse_wait)
    publish_after_run(settings.warehouse_path, wait=settings.warehouse_wait)
    print(f"{file} is teruggezet in {settings.warehouse_path}.")
    if kept:
        print(f"Wat daar stond, staat in {kept}.")
