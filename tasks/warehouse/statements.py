"""The SQL of the project, read from the folder `sql`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

# Beside `tasks`, in a checkout as well as when installed; `importlib.resources` cannot open a folder without
# `__init__` that is installed in development mode (Python 3.11, setuptools 80).
FOLDER = Path(__file__).parents[2] / "sql"


@cache
def statement(name: str) -> str:
    """The text of one SQL file, named without its suffix: `kpi/budget`."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


@cache
def names(folder: str) -> tuple[str, ...]:
    """The names of the SQL files of one folder, in order: `kpi/budget`."""
    return tuple(f"{folder}/{path.stem}" for path in sorted((FOLDER / folder).glob("*.sql")))
