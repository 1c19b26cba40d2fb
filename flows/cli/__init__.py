"""The command line: `domeinwacht`, one module for each group of verbs.

What a verb needs is imported when it runs: `domeinwacht --help` answers at once, and reading figures loads neither
Prefect nor boto3.
"""

from __future__ import annotations

import gc
import logging
import os
import sys
import traceback

import typer

from flows.cli import alerts, audit, case, copies, demo, figures, ingest, kpi, outlook, reading, review, site, system
from tasks.limits import LIVING

PRIVATE = 0o077
WIDE = "--wide"
app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Leest de stukken over het sociaal domein en waarschuwt als een domein zijn begroting overschrijdt.",
)
app.command()(ingest.ingest)
app.command()(figures.budget)
app.command()(figures.trend)
app.command()(kpi.kpi)
app.command()(outlook.compare)
app.command()(outlook.forecast)
app.command()(outlook.whatif)
app.command()(audit.audit)
app.command()(figures.account)
app.command()(figures.explain)
app.command()(figures.export)
app.command()(reading.read)
app.command()(case.case)
app.add_typer(alerts.app, name="alerts")
app.add_typer(review.app, name="review")
app.command()(site.site)
app.command()(demo.demo)
app.command()(copies.backup)
app.command()(copies.restore)
app.command()(system.up)
app.command()(system.setup)
app.command()(system.down)
app.command()(system.doctor)


@app.callback()
def debugging(
    debug: bool = typer.Option(False, "--debug", help="Toon bij een fout waar in het programma die ontstond."),
    wide: bool = typer.Option(False, WIDE, help="Tabellen met alle kolommen, hoe smal het scherm ook is."),
) -> None:
    """Set what holds for every verb."""
    if wide:
        from flows.cli.output import widen

        widen(wide)


def main() -> None:
    """Run a verb; an error is one clear line, with its place in the code only on request."""
    debug = "--debug" in sys.argv
    if WIDE in sys.argv:  # behind a verb too, where people put it
        sys.argv = [sys.argv[0], WIDE, *(word for word in sys.argv[1:] if word != WIDE)]
    os.umask(PRIVATE)  # the warehouse, its log and its copies hold what documents say: for their owner alone
    gc.set_threshold(LIVING)
    logging.basicConfig(handlers=None if debug else [logging.NullHandler()])
    if not debug:
        logging.getLogger("tasks.warehouse").addHandler(_aside())
    try:
        sys.exit(app(prog_name="domeinwacht", standalone_mode=False))
    except Exception as error:  # the last resort of the command line: whatever happened, one line
        if debug:
            traceback.print_exc()
        if said := _said(error):
            print(f"domeinwacht: {said}", file=sys.stderr)
        sys.exit(getattr(error, "exit_code", 1))


def _aside() -> logging.Handler:
    """What the warehouse has to tell while a verb runs, such as whom it waits for, beside what the verb prints."""
    handler = logging.StreamHandler()
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("domeinwacht: %(message)s"))
    return handler


def _said(error: Exception) -> str:
    """An error that was foreseen in its own words; another with its name, and how to see more."""
    if hasattr(error, "format_message"):  # of Typer, which has no public name for all that it refuses
        from flows.cli.refusals import refusal

        return refusal(error)
    from pydantic import ValidationError
    from pydantic_settings import SettingsError

    from flows.processes import NotHealthy
    from tasks.site.building import SiteError
    from tasks.storage import StorageError
    from tasks.warehouse import WarehouseError

    if isinstance(error, ValidationError):
        from flows.words import wrong_setting_text

        return f"instelling onjuist: {wrong_setting_text(error)}"
    if isinstance(error, SettingsError):
        from flows.words import unreadable_setting_text

        return f"instelling onjuist: {unreadable_setting_text(error)}"
    if isinstance(error, StorageError | WarehouseError | SiteError | NotHealthy | OSError):
        return str(error)
    return f"onverwachte fout: {type(error).__name__}: {error} (meer met: domeinwacht --debug …)"
