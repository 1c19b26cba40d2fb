"""`domeinwacht review`: labels and headings that are not known, and how one is accepted."""

from __future__ import annotations

import shlex
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli.context import reading
from flows.cli.options import Format, PeopleOrPrograms, TextFormat, WarehouseOption

if TYPE_CHECKING:
    from pathlib import Path

app = typer.Typer(invoke_without_command=True, help="Omschrijvingen en koppen die niet bekend zijn.")


@app.callback()
def review(
    context: typer.Context, warehouse: WarehouseOption = None, form: TextFormat = PeopleOrPrograms.TABLE
) -> None:
    """Toon omschrijvingen en koppen die niet bekend zijn, met de bekende die er het meest op lijken."""
    if context.invoked_subcommand:
        return
    from flows.cli.columns import REVIEW
    from flows.cli.output import show
    from tasks.warehouse.queries import to_review

    with reading(warehouse) as con:
        rows = to_review(con)
    for row in rows:
        row["nearest"] = _nearest(row["label"], row["kind"])
    show(rows, Format(form), REVIEW, "Elke kop en elke omschrijving van een bedrag is bekend.")


def _nearest(text: str, kind: str) -> list[dict[str, Any]]:
    from tasks.language import accepting
    from tasks.vocabularies import review as labels

    near = [labels.Near(*found) for found in accepting.nearest(text)] if kind == "heading" else labels.nearest(text)
    return [asdict(found) | {"match": "fuzzy"} for found in near]


@app.command()
def accept(
    text: Annotated[str, typer.Argument(metavar="TEKST", help="De omschrijving of kop zoals die is afgedrukt.")],
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE",
            help="Code uit products.csv, of taakveld.6.71a; van een kop een scenario, `text` of `ignore`.",
        ),
    ],
    warehouse: WarehouseOption = None,
) -> None:
    """Neem een omschrijving of kop op als andere schrijfwijze van een code."""
    from tasks.language import accepting
    from tasks.vocabularies import VocabularyError
    from tasks.vocabularies.review import accept as accept_label

    try:
        if accepting.heads(code):
            spelled = accepting.accept(text, code)
            _tell(spelled.spelling, spelled.code, spelled.path, spelled.line)
            print("Zet de kop ook in tests/language/corpus.csv, met wat hij zegt.")
        else:
            accepted = accept_label(text, code)
            _tell(text, accepted.code, accepted.path, accepted.line)
    except (VocabularyError, accepting.NotAccepted) as error:
        raise typer.BadParameter(str(error)) from error
    _offer(text, warehouse)


def _tell(spelling: str, code: str, path: Path, line: int) -> None:
    from flows.cli.output import safe

    print(safe(f"'{spelling}' is nu een schrijfwijze van {code}: {path} regel {line}."))
    print("Leg dat bestand vast (git commit).")


def _offer(text: str, warehouse: Path | None) -> None:
    """The documents that have this text, and the command that reads them again."""
    from flows.cli.output import safe
    from tasks.warehouse import WarehouseError
    from tasks.warehouse.queries import to_review

    try:
        with reading(warehouse) as con:
            found = [row for row in to_review(con) if _has(row, text)]
    except WarehouseError:  # a vocabulary can be mended without one
        found = []
    documents = {place["uri"]: place["document"] for row in found for place in row["places"]}
    if not documents:
        print("Geen gelezen document heeft deze tekst.")
        return
    print(safe(f"Opnieuw te lezen: {', '.join(documents.values())}"))
    print(safe(f"  domeinwacht ingest {shlex.join(uri.removeprefix('file://') for uri in documents)}"))


def _has(row: dict[str, Any], text: str) -> bool:
    """Whether a label is the one given, or a heading has the words given."""
    from tasks.vocabularies import key
    from tasks.vocabularies.review import PATH

    if row["kind"] == "heading":
        return key(text) in key(row["label"])
    return key(text.split(PATH)[-1]) == key(row["label"].split(PATH)[-1])
