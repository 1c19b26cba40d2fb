"""`audit`: what does not add up in what was published, summed up first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.context import reading
from flows.cli.options import Format, FormatOption, MunicipalityOption, OutOption, WarehouseOption, YearOption, asked

if TYPE_CHECKING:
    from flows.cli.output import Column, Row

SUMMED = ("wrong", "contradicts", "bridge", "unread", "note")
NO_DOCUMENT = "Geen document bij deze keuze; `domeinwacht account` toont welke er zijn."
SHOWN = 40  # findings on a screen; a file has them all


class Severity(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


SeverityOption = Annotated[
    Severity | None, typer.Option(help="error (fout), warning (let op) of info; anders alle.", show_default=False)
]
DocumentOption = Annotated[str | None, typer.Option(help="Deel van de naam van een document.", show_default=False)]


def audit(
    municipality: MunicipalityOption = None,
    year: YearOption = None,
    document: DocumentOption = None,
    severity: SeverityOption = None,
    warehouse: WarehouseOption = None,
    form: FormatOption = Format.TABLE,
    out: OutOption = None,
) -> None:
    """Toon wat in de stukken niet klopt, zichzelf tegenspreekt, een brug vraagt of niet gelezen kon worden."""
    from flows.cli.columns import AUDIT
    from flows.cli.output import deliver
    from tasks.warehouse.queries import audit as findings
    from tasks.warehouse.queries import audited

    code = asked(municipality)
    with reading(warehouse) as con:
        rows, documents = findings(con, code, year, document, severity), audited(con, code, document)
    on_screen = out is None and form is Format.TABLE
    if on_screen and rows:
        _sum_up(rows)
        _tell(rows[:SHOWN])
        if len(rows) > SHOWN:
            left = len(rows) - SHOWN
            print(f"Nog {left} bevindingen: kies met --severity, --document of --year, of schrijf ze met --out.")
        return
    deliver(rows, form, AUDIT, "Geen bevindingen." if documents else NO_DOCUMENT, out)


def _tell(rows: Sequence[Row]) -> None:
    """Each finding as a line that says where and a sentence below it, which fits any screen."""
    from flows.cli.output import paragraphs
    from tasks.notation import place

    paragraphs(
        (
            f"{_verdict(row)}: {row['document']}, {place(row['locator'])}{_explained(row)}",
            row["text"],
        )
        for row in rows
    )


def _explained(row: Row) -> str:
    """The number that `explain` takes, where a finding is about a figure."""
    return f" (uitleg {row['explain']})" if row["explain"] else ""


def _verdict(row: Row) -> str:
    """How grave and what: once where they are the same words."""
    from flows.cli.columns import SEVERITIES, VERDICTS

    return ", ".join(dict.fromkeys((SEVERITIES[row["severity"]], VERDICTS[row["verdict"]])))


def _sum_up(rows: Sequence[Row]) -> None:
    """How many findings of each verdict a document has, the document with most errors first."""
    from flows.cli.columns import VERDICTS
    from flows.cli.output import Column, print_table

    counted: dict[str, Counter[str]] = {}
    for row in rows:
        counted.setdefault(row["document"], Counter())[row["verdict"]] += 1
    order = sorted(counted, key=lambda document: [-counted[document][verdict] for verdict in SUMMED])
    lines = [{"document": document, **counted[document]} for document in order]
    heads = [_count(verdict, VERDICTS[verdict]) for verdict in SUMMED]
    print_table(lines, [Column("document", lambda line: line["document"]), *heads])


def _count(verdict: str, head: str) -> Column:
    from flows.cli.output import Column

    return Column(head, lambda line: line.get(verdict, ""), figures=True)
