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
    """The lists of words that statements ask for with `listed_acts()`: a macro for each line of `lists.csv`.

    One macro for all of them, that picks a list by its name, cost a quarter of a millisecond wherever it was asked
    (November 2026): each time the words of every list are bound.
    """
    return "".join(
        f"CREATE OR REPLACE MACRO listed_{row['code']}() AS [{', '.join(map(quoted_text, row['words']))}];\n"
        for row in vocabulary("lists").iter_rows(named=True)
    )


def quoted_text(text: str) -> str:
    """Text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


@cache
def names(folder: str) -> tuple[str, ...]:
    """The names of the SQL files of one folder, in order: `kpi/budget`."""
    return tuple(f"{folder}/{path.stem}" for path in sorted((FOLDER / folder).glob("*.sql")))
