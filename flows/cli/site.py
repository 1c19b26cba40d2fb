"""`domeinwacht site`: the website, made from the warehouse."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.context import current
from flows.cli.options import WarehouseOption


def site(
    out: Annotated[
        Path | None, typer.Option(help="Map van de site; anders die van de instellingen.", show_default=False)
    ] = None,
    internal: Annotated[
        bool, typer.Option("--internal", help="Toon ook aantallen van weinig personen: voor intern gebruik.")
    ] = False,
    warehouse: WarehouseOption = None,
) -> None:
    """Maak de website, of werk bij wat er sinds de vorige keer veranderd is."""
    from flows.words import site_text
    from tasks.site.building import build
    from tasks.site.originals import originals_of

    settings = current(warehouse)
    folder = out or settings.site_path
    made = build(
        settings.warehouse_path,
        folder,
        least=0 if internal else settings.suppress_below,
        wait=settings.warehouse_wait,
        originals=originals_of(settings),
    )
    print(site_text(made, folder))
    print(f"Open {folder / 'index.html'}")
