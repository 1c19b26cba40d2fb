"""`domeinwacht alerts`: what finance was told, what is still to be sent, and who took it up."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

from flows.cli.context import current
from flows.cli.figures import reading
from flows.cli.options import Format, FormatOption, WarehouseOption

app = typer.Typer(no_args_is_help=True, help="Meldingen van domeinen boven hun begroting.")


@app.command(name="list")
def list_alerts(warehouse: WarehouseOption = None, form: FormatOption = Format.TABLE) -> None:
    """Toon alle meldingen en wat er van hun mails geworden is."""
    from flows.cli.columns import ALERTS
    from flows.cli.output import show
    from tasks.alerts import alerts

    with reading(warehouse) as con:
        rows = alerts(con)
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
    alert_id: Annotated[str, typer.Argument(help="Nummer van de melding, of het begin ervan.")],
    who: Annotated[str | None, typer.Option("--by", help="Wie de melding oppakt; anders de gebruiker.")] = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Leg vast dat iemand een melding heeft opgepakt."""
    from tasks.alerts import UnknownAlert, acknowledge
    from tasks.warehouse import open_warehouse, transaction
    from tasks.warehouse.connection import now
    from tasks.warehouse.published import publish_after_run

    settings = current(warehouse)
    try:
        with open_warehouse(settings.warehouse_path, wait=settings.warehouse_wait) as con, transaction(con):
            whole = acknowledge(con, alert_id, who or getpass.getuser(), now())
    except UnknownAlert as error:
        raise typer.BadParameter(str(error)) from error
    publish_after_run(settings.warehouse_path, wait=settings.warehouse_wait)
    print(f"Melding {whole} is opgepakt.")
