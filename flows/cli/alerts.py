"""`domeinwacht alerts`: what finance was told, what is still to be sent, and who took it up."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.context import current, reading
from flows.cli.options import Format, FormatOption, MunicipalityOption, WarehouseOption, YearOption, asked

app = typer.Typer(no_args_is_help=True, help="Meldingen van domeinen boven hun begroting.")


@app.command(name="list")
def list_alerts(
    municipality: MunicipalityOption = None,
    year: YearOption = None,
    warehouse: WarehouseOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Toon alle meldingen en wat er van hun mails geworden is."""
    from flows.cli.columns import ALERTS
    from flows.cli.output import show
    from tasks.alerts import alerts

    with reading(warehouse) as con:
        rows = alerts(con, asked(municipality), year)
    show(rows, form, ALERTS, "Geen meldingen: geen enkel domein is boven zijn begroting gekomen.")


@app.command()
def send(warehouse: WarehouseOption = None) -> None:
    """Verstuur wat nog niet verstuurd is."""
    from flows.words import sent_text
    from tasks.alerts import send_unsent
    from tasks.warehouse.connection import now
    from tasks.warehouse.published import publish_after_run

    settings = current(warehouse)
    report = send_unsent(settings.warehouse_path, settings, now())
    publish_after_run(settings.warehouse_path, wait=settings.warehouse_wait)
    typer.echo(sent_text(report), err=bool(report.error))
    if report.error or report.failed or report.dead:
        raise typer.Exit(1)


@app.command()
def ack(
    alert_ids: Annotated[list[str], typer.Argument(metavar="ID", help="Nummers van meldingen, of het begin ervan.")],
    who: Annotated[str | None, typer.Option("--by", help="Wie de melding oppakt; anders de gebruiker.")] = None,
    note: Annotated[str, typer.Option("--note", help="Wat u erbij wilt zeggen; het komt in het logboek.")] = "",
    warehouse: WarehouseOption = None,
) -> None:
    """Leg vast dat iemand een melding heeft opgepakt."""
    from flows.words import taken_text
    from tasks.alerts import UnknownAlert, acknowledge
    from tasks.warehouse import open_warehouse, transaction
    from tasks.warehouse.connection import now
    from tasks.warehouse.published import publish_after_run

    settings = current(warehouse)
    try:
        with open_warehouse(settings.warehouse_path, wait=settings.warehouse_wait) as con, transaction(con):
            taken = [acknowledge(con, one, who or getpass.getuser(), now(), note) for one in alert_ids]
    except UnknownAlert as error:
        raise typer.BadParameter(str(error)) from error
    publish_after_run(settings.warehouse_path, wait=settings.warehouse_wait)
    for one in taken:
        print(taken_text(one))


@app.command()
def answers(
    files: Annotated[
        list[Path], typer.Argument(metavar="BESTAND", help="Antwoorden als .eml, of mappen ermee.", exists=True)
    ],
    warehouse: WarehouseOption = None,
) -> None:
    """Leg vast wie meldingen oppakte door een mail te beantwoorden."""
    from flows.words import taken_text
    from tasks.alerts.answers import take_answers
    from tasks.warehouse import open_warehouse, transaction
    from tasks.warehouse.connection import now
    from tasks.warehouse.published import publish_after_run

    settings = current(warehouse)
    with open_warehouse(settings.warehouse_path, wait=settings.warehouse_wait) as con, transaction(con):
        taken, refused = take_answers(con, files, now())
    publish_after_run(settings.warehouse_path, wait=settings.warehouse_wait)
    for one in taken:
        print(taken_text(one))
    for path, why in refused.items():
        typer.echo(f"{path}: {why}", err=True)
    if refused:
        raise typer.Exit(1)


@app.command()
def log(
    municipality: MunicipalityOption = None,
    year: YearOption = None,
    verify: Annotated[bool, typer.Option("--verify", help="Ga na of er niets aan veranderd is.")] = False,
    proof: Annotated[
        str, typer.Option("--proof", help="Stand van het logboek zoals een mail die noemt: 128:4f3a…")
    ] = "",
    warehouse: WarehouseOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Toon het logboek: wat wanneer bekend was, wie het hoorde en wie het oppakte.

    Nagaan of er niets aan veranderd is gaat altijd over het hele logboek.
    """
    from flows.cli.columns import LOG
    from flows.cli.output import show
    from tasks.alerts.log import entries, seal
    from tasks.alerts.log import verify as verified

    with reading(warehouse) as con:
        wrong = verified(con, proof) if verify or proof else []
        checked = verify or proof
        rows, stand = (entries(con) if checked else entries(con, asked(municipality), year)), seal(con)
    if not checked:
        narrowed = municipality or year
        show(rows, form, LOG, "Niets daarvan in het logboek." if narrowed else "Het logboek is leeg.")
        return
    for one in wrong:
        typer.echo(f"niet in orde: {one}", err=True)
    if wrong:
        raise typer.Exit(1)
    print(f"Het logboek is in orde: {len(rows)} regels, stand {stand}.")


@app.command()
def letter(
    municipality: Annotated[str, typer.Argument(metavar="GEMEENTE", help="Naam of CBS-code van de gemeente.")],
    out: Annotated[Path, typer.Option("--out", help="Map waarin de pagina en het rekenblad komen.")],
    warehouse: WarehouseOption = None,
) -> None:
    """Schrijf het kwartaaloverzicht van een gemeente als pagina met een rekenblad."""
    from tasks.alerts.letter import write_letter
    from tasks.alerts.policy import Policies
    from tasks.warehouse.connection import now

    code = asked(municipality) or ""
    with reading(warehouse) as con:
        print(write_letter(con, code, Policies(current(warehouse)), now(), out))
