"""`domeinwacht ingest`: files, folders and buckets into the warehouse, without any server."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli.context import current
from flows.cli.options import Format, FormatOption, WarehouseOption
from flows.words import FATES, STATUS, outcome_text

if TYPE_CHECKING:
    from infra.settings import Settings
    from tasks.ingest import Outcome
    from tasks.model import Claim
    from tasks.storage import ObjectRef, Store


def ingest(
    paths: Annotated[
        list[str], typer.Argument(metavar="PAD", help="Bestanden, mappen of s3://bucket/map.", show_default=False)
    ],
    warehouse: WarehouseOption = None,
    municipality: Annotated[
        str | None, typer.Option(help="Gemeente van alle documenten: GM0147 of Borne.", show_default=False)
    ] = None,
    year: Annotated[
        int | None, typer.Option(min=2000, max=2100, help="Begrotingsjaar van alle documenten.", show_default=False)
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(help="monitor, begroting, tussenrapportage, jaarstukken, iv3 of overig.", show_default=False),
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Lees ook opnieuw wat ongewijzigd is.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Eindig met 1 als er ook maar een document in quarantaine ging.")
    ] = False,
    form: FormatOption = Format.TABLE,
) -> None:
    """Lees documenten: cijfers, begrotingen en meldingen in het warehouse; er wordt niets verstuurd."""
    from flows.cli.output import safe, show
    from tasks.warehouse.published import publish_after_run

    said, settings = claimed(municipality, year, kind), current(warehouse)
    started = time.monotonic()
    outcomes = list(_read(paths, settings, said, again=again, told=form is Format.TABLE))
    publish_after_run(settings.warehouse_path, wait=settings.warehouse_wait)
    if form is Format.TABLE:
        _print_over(outcomes)
        _print_totals(outcomes, time.monotonic() - started)
    else:
        show([_row(outcome) for outcome in outcomes], form, [], "")
    if form is Format.TABLE:
        for line in _not_read(paths, settings, nothing=not outcomes):
            print(safe(line), file=sys.stderr)
    wrong = {"failed", "quarantined"} if strict else {"failed"}
    if not outcomes or any(outcome.status in wrong for outcome in outcomes):
        raise typer.Exit(1)


def _not_read(paths: Sequence[str], settings: Settings, *, nothing: bool) -> Iterator[str]:
    """That nothing lay there to be read, and what lies there that is never read."""
    from tasks.storage import StorageError, is_hidden, open_store

    if nothing:
        yield f"Geen documenten gevonden in {', '.join(paths)}."
    for path in paths:
        with suppress(StorageError):  # said before, of the path itself
            store, prefix = open_store(path, settings)
            if hidden := [ref.key for ref in store.list(prefix) if is_hidden(ref)]:
                yield f"Nooit gelezen, met een punt vooraan in het pad: {len(hidden)} in {path}, zoals {hidden[0]}."


def claimed(municipality: str | None, year: int | None, kind: str | None) -> Claim:
    """What the options say of every document that is read."""
    from flows.names import code_of, kind_of
    from tasks.model import Claim

    try:
        return Claim(code_of(municipality) if municipality else None, kind_of(kind) if kind else None, year)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def _read(paths: Sequence[str], settings: Settings, said: Claim, *, again: bool, told: bool) -> Iterator[Outcome]:
    """One document after the other; what goes wrong with one is said, and the next is taken."""
    from flows.cli.progress import Watched
    from tasks.ingest import ingest_objects
    from tasks.warehouse.connection import now
    from tasks.warehouse.published import publish_after_run

    found, failed = _listed(paths, settings)
    watched = Watched(len(found))
    path = settings.warehouse_path
    taken = ingest_objects(
        found, warehouse=path, settings=settings, now=now(), said=said, again=again, looked_at=watched.advance
    )
    for outcome in chain(failed, watched.each(taken)):
        if told:
            watched.say(_line(outcome), wrong=outcome.document is None)
        publish_after_run(settings.warehouse_path, wait=0, share=settings.publish_share)
        yield outcome


def _listed(paths: Sequence[str], settings: Settings) -> tuple[list[tuple[Store, ObjectRef]], list[Outcome]]:
    """The documents at the paths, and the paths at which nothing can be listed, with why."""
    from tasks.ingest import Outcome
    from tasks.storage import StorageError

    found: list[tuple[Store, ObjectRef]] = []
    failed: list[Outcome] = []
    for path in paths:
        try:
            found += _objects(path, paths, settings)
        except StorageError as error:
            failed.append(Outcome(path, "failed", reason=str(error)))
    return found, failed


def _objects(path: str, paths: Iterable[str], settings: Settings) -> Iterator[tuple[Store, ObjectRef]]:
    """The documents at a path; a sidecar that was named beside its document is not one."""
    from tasks.storage import documents, open_store

    if path.removesuffix(".json") in set(paths) - {path}:
        return
    store, prefix = open_store(path, settings)
    for ref in documents(store, prefix, settings.quarantine_prefix):
        yield store, ref


def _line(outcome: Outcome) -> str:
    """One line about one document."""
    from flows.cli.output import safe

    same = f" ({STATUS[outcome.status]})" if outcome.status == "unchanged" else ""
    return safe(f"{'✓' if outcome.document else '✗'} {outcome_text(outcome)}{same}")


def _print_over(outcomes: Sequence[Outcome]) -> None:
    """The domains over budget by what was just read; what was read last holds."""
    from flows.cli.columns import OVER
    from flows.cli.output import print_table, safe
    from flows.words import left_out_lines

    held = {(one.municipality, one.year, one.domain): one for outcome in outcomes for one in outcome.budgets}
    over = [asdict(one) for one in held.values() if one.over]
    elsewhere = sum(outcome.over_elsewhere for outcome in outcomes)
    if over:
        print("\nBoven de begroting:")
        print_table(over, OVER)
    elif any(outcome.document for outcome in outcomes) and not elsewhere:
        print("\nGeen domein boven de begroting.")
    if elsewhere:
        print(f"\nIn landelijke bestanden {elsewhere} domeinen boven de begroting; `domeinwacht budget` toont ze.")
    for line in left_out_lines(outcomes):
        print(safe(line))


def _print_totals(outcomes: Sequence[Outcome], seconds: float) -> None:
    """What became of all of them together, on one last line."""
    from flows.cli.progress import totals

    if outcomes:
        print(f"\n{totals(outcomes, seconds)}")


def _row(outcome: Outcome) -> dict[str, Any]:
    """An outcome for programs."""
    document = outcome.document
    return {
        "uri": outcome.uri,
        "status": outcome.status,
        "municipality": document.municipality if document else None,
        "year": document.year if document else None,
        "kind": document.kind if document else None,
        "period": document.period if document else None,
        "tables": outcome.tables,
        **{fate: outcome.fates.get(fate, 0) for fate in FATES},
        "over": [held.domain for held in outcome.over],
        "reason": outcome.reason,
    }
