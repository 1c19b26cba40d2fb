"""What a verb works with: the settings, completed with what runs on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from infra.settings import Settings

if TYPE_CHECKING:
    import duckdb

    from flows.local import LocalSystem


def current(warehouse: Path | None = None) -> Settings:
    """The settings of this command; `--warehouse` goes before them."""
    found = local_system().joined()
    return found.model_copy(update={"warehouse": warehouse}) if warehouse else found


def local_system() -> LocalSystem:
    """The system on this machine that belongs to the settings, running or not."""
    from flows.local import LocalSystem

    return LocalSystem(Settings())


@contextmanager
def reading(warehouse: Path | None) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse of this command, opened to read."""
    from tasks.warehouse.published import is_behind, open_published

    settings = current(warehouse)
    with open_published(settings.warehouse_path, wait=settings.warehouse_wait) as con:
        if is_behind(settings.warehouse_path):
            typer.echo("Let op: er wordt geschreven; dit is de laatst gepubliceerde stand.", err=True)
        yield con
