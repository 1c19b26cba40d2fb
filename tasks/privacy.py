"""What would tell of a few people is shown to nobody outside: one rule for mails, pages and published exports.

Which figures those are say `sql/core/few.sql` and `sql/privacy/`; here is how they are shown instead, and the same for
a sentence. The warehouse keeps every figure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import duckdb

from tasks.warehouse.statements import statement

LEAST = 10  # the custom of Dutch statistics; a setting may lower it to FLOOR
FLOOR = 5
FOLLOWING = ("beside", "same", "difference", "complement")  # what gives back figures that are not shown
PEOPLE = (
    r"inwoners?|cli[eë]nt(?:en)?|jeugdigen?|jongeren?|kinderen|kind|personen|persoon|gezinnen|gezin|huishoudens?|"
    r"casus(?:sen)?|leerling(?:en)?|deelnemers?|statushouders?|ouderen|unieke\s+\w+"
)
COUNT = re.compile(rf"(?<![\d.,%€/-])\b([1-9]\d?)\s+((?:\w+\s+)?(?:{PEOPLE})\b)", re.IGNORECASE)
ONE = re.compile(rf"\b(?:één|een enkele|twee|drie|vier|vijf|zes|zeven|acht|negen)\s+((?:{PEOPLE})\b)", re.IGNORECASE)


def hold_suppressed(con: duckdb.DuckDBPyConnection, stated: str = "current_statement", least: int = LEAST) -> None:
    """Have at hand, in the temporary table `suppressed`, which figures are not shown.

    Args:
        con: The warehouse.
        stated: A relation with the columns of the view `statement`, narrowed where not all is shown.
        least: Counts of people below it are hidden.

    The table has observation_id, document_id, table_id, row, column and reason (count, beside, complement).
    """
    con.execute(f"CREATE OR REPLACE TEMP TABLE few AS FROM few_of('{stated}', {int(least)})").fetchall()
    con.execute(statement("privacy/small")).fetchall()
    added = len(suppressed(con))
    while added:  # what is left out for the sake of one figure may be given back by another
        added = sum(_added(con, name, least) for name in FOLLOWING)


def _added(con: duckdb.DuckDBPyConnection, name: str, least: int) -> int:
    asked = {"least": least} if "$least" in statement(f"privacy/{name}") else None
    return int(con.execute(statement(f"privacy/{name}"), asked).fetchall()[0][0])


def suppressed(con: duckdb.DuckDBPyConnection) -> Mapping[str, str]:
    """Why each figure in the table at hand is not shown, by its observation id."""
    return dict(con.execute("SELECT observation_id, reason FROM suppressed").fetchall())


def mark(reason: str, least: int = LEAST) -> str:
    """What stands in the place of a figure that is not shown."""
    return f"minder dan {least}" if reason == "count" else "niet getoond"


def explanation(least: int = LEAST) -> str:
    """Why figures are missing, for whoever looks at what is left."""
    return (
        f"Aantallen onder {least} en de bedragen en gemiddelden ernaast worden niet getoond, en ook niet wat ze zou "
        "teruggeven: ze kunnen naar personen te herleiden zijn."
    )


def without_small_counts(text: str, least: int = LEAST) -> str:
    """A label or sentence of a document with its small counts of people made unknown: `minder dan 10 cliënten`."""

    def hidden(found: re.Match[str]) -> str:
        return f"minder dan {least} {found[2]}" if int(found[1]) < least else found[0]

    return ONE.sub(rf"minder dan {least} \1", COUNT.sub(hidden, text))
