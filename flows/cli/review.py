"""`domeinwacht review`: labels that no vocabulary knows, and how one is accepted."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from flows.cli.figures import PeopleOrPrograms, TextFormat, reading
from flows.cli.options import Format, WarehouseOption

app = typer.Typer(invoke_without_command=True, help="Omschrijvingen die geen woordenlijst kent.")


@app.callback()
def review(
    context: typer.Context, warehouse: WarehouseOption = None, form: TextFormat = PeopleOrPrograms.TABLE
) -> None:
    """Toon omschrijvingen die geen woordenlijst kent, met de bekende die er het meest op lijken."""
    if context.invoked_subcommand:
        return
    from flows.cli.columns import REVIEW
    from flows.cli.output import show
    from tasks.vocabularies.review import nearest
    from tasks.warehouse.queries import unknown_labels

    with reading(warehouse) as con:
        rows = unknown_labels(con)
    for row in rows:
        row["nearest"] = [asdict(near) | {"match": "fuzzy"} for near in nearest(row["label"])]
    show(rows, Format(form), REVIEW, "Elke omschrijving van een bedrag is bekend.")


@app.command()
def accept(
    label: Annotated[str, typer.Argument(metavar="OMSCHRIJVING", help="De omschrijving zoals die is afgedrukt.")],
    code: Annotated[str, typer.Argument(help="Code uit products.csv, of taakveld.6.71a.")],
) -> None:
    """Neem een omschrijving op als andere schrijfwijze van een code."""
    from tasks.vocabularies import VocabularyError
    from tasks.vocabularies.review import accept as add

    try:
        accepted = add(label, code)
    except VocabularyError as error:
        raise typer.BadParameter(str(error)) from error
    print(f"'{label}' is nu een schrijfwijze van {accepted.code}: {accepted.path} regel {accepted.line}.")
    print("Leg dat bestand vast (git commit) en lees de documenten met deze omschrijving opnieuw (domeinwacht ingest).")
