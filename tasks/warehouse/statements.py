"""The SQL of the project, read from the folder `sql`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tasks.vocabularies import vocabulary

# Beside `tasks`, in a checkout as well as when installed; `importlib.resources` cannot open a folder without
# `__init__` that is installed in development mode (Python 3.11, setuptools 80).
FOLDER = Path(__file__).parents[2] / "sql"


@cache
def statement(name: str) -> str:
    """The text of one SQL file, named without its suffix: `kpi/budget`."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


@cache
def word_lists() -> str:
    """The lists of words that statements ask for with `listed('acts')`, as a macro made of `lists.csv`."""
    cases = "".join(
        f" WHEN '{row['code']}' THEN [{', '.join(map(quoted_text, row['words']))}]"
        for row in vocabulary("lists").iter_rows(named=True)
    )
    return f"CREATE OR REPLACE MACRO listed(name) AS CASE name{cases} END"


def quoted_text(text: str) -> str:
    """Text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


@cache
def names(folder: str) -> tuple[str, ...]:
    """The names of the SQL files of one folder, in order: `kpi/budget`."""
    return tuple(f"{folder}/{path.stem}" for path in sorted((FOLDER / folder).glob("*.sql")))
