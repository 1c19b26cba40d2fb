"""`domeinwacht demo`: the whole system over the sample documents, from bucket to mail."""

from __future__ import annotations

import os
import sys
import time
import tomllib
from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.samples import LIST
from flows.samples import samples as sample_folder
from infra.settings import Settings

if TYPE_CHECKING:
    from datetime import datetime

    from flows.local import LocalSystem
    from tasks.storage import ObjectRef

SINCE = 2024  # the samples are about 2023 to 2026: the same mails in later years too
PATIENCE = 240.0


def demo(
    keep: Annotated[
        bool, typer.Option("--keep", help="Laat alles daarna draaien; stop met `domeinwacht down`.")
    ] = False,
) -> None:
    """Start alles, zet de voorbeelddocumenten in de bucket en toon wat daarvan komt."""
    from tasks.warehouse.connection import now

    system, began = demo_system(), now()
    already_up = bool(system.running())
    try:
        print("1. Starten: opslag, mailmap, Prefect, flows en de bewaking van de bucket")
        system.supervise()
        print(f"{system.addresses()}\n\n2. Voorbeelddocumenten in de bucket")
        missing = _wait(system, _put_samples(system))
        _print_result(system, began)
        _print_site(system)
        _print_next_steps(system, stays=keep or already_up)
    finally:
        if not (keep or already_up):
            system.down()
    for key, reason in missing.items():
        print(f"Niet geladen: {key}: {reason}", file=sys.stderr)
    if missing:
        raise typer.Exit(1)


def demo_system() -> LocalSystem:
    """A system of its own under `var/demo`: no bucket, warehouse or mailbox of a real one is touched."""
    from flows.local import LocalSystem

    own = {"s3_endpoint": None, "s3_access_key": None, "s3_secret_key": None, "smtp_host": None, "warehouse": None}
    var = Settings().var / "demo"
    own |= {"site": None}
    apart = {"mail_to": [], "bucket": "documenten", "alert_since_year": SINCE, "var": var}
    apart |= {"site_url": (var / "site").resolve().as_uri()}
    return LocalSystem(Settings().model_copy(update={**own, **apart}))


def _put_samples(system: LocalSystem) -> list[ObjectRef]:
    """The sample documents into the bucket; what is there already stays the same object."""
    from tasks.storage import documents, open_store

    folder = sample_folder()
    samples = tomllib.loads((folder / LIST).read_text(encoding="utf-8"))
    settings = system.joined()
    store, _ = open_store(f"s3://{settings.bucket}", settings)
    for key, file in samples.items():
        store.put(key, (folder / file).read_bytes())
        print(f"   {key}")
    return [ref for ref in documents(store) if ref.key in samples]


def _wait(system: LocalSystem, refs: list[ObjectRef]) -> dict[str, str]:
    """Wait until the runs that the watcher asked for have ended, mails too; the keys that were not loaded, and why."""
    os.environ.update(system.environment())
    from flows.intake import loaded, refusals
    from flows.runs import attempts

    print("\n3. Wachten op de runs in Prefect")
    settings, waiting, deadline = system.joined(), list(refs), time.monotonic() + PATIENCE
    while waiting and time.monotonic() < deadline:
        known, had = attempts(waiting), loaded(settings, waiting)
        done = {ref for ref in waiting if not known[ref].under_way and (known[ref].ended or ref in had)}
        for ref in (ref for ref in waiting if ref in done):
            print(f"   klaar: {ref.key}")
        waiting = [ref for ref in waiting if ref not in done]
        time.sleep(0.5)
    there, reasons = loaded(settings, refs), refusals(settings)
    return {ref.key: reasons.get(ref.uri, f"zie {system.logs}") for ref in refs if ref not in there}


def _print_result(system: LocalSystem, began: datetime) -> None:
    """Domains against budgets, the account of cells, and the mails."""
    from flows.cli.columns import ACCOUNT, BUDGET
    from flows.cli.output import print_table
    from tasks.alerts import alerts
    from tasks.warehouse import open_warehouse
    from tasks.warehouse.queries import account, budgets

    settings = system.joined()
    with open_warehouse(settings.warehouse_path, read_only=True, wait=settings.warehouse_wait) as con:
        held, accounts, raised = budgets(con), account(con), alerts(con)
    print("\n4. Domeinen tegen hun begroting")
    print_table(held, BUDGET)
    print("5. Cellen met een cijfer per document")
    print_table(accounts, ACCOUNT)
    print(_mail_summary([row["sent_at"] for row in raised if row["sent_at"]], began))
    for row in (row for row in raised if row["mailable"]):
        print(_mail_line(row))
    reasons = Counter(row["reason_not_mailed"] for row in raised if not row["mailable"])
    for reason, count in reasons.most_common():
        print(f"   {count} {'melding' if count == 1 else 'meldingen'} vastgelegd zonder mail: {reason}")


def _mail_summary(sent: list[datetime], began: datetime) -> str:
    """How many mails this demo sent, and how many one before it."""
    new = sum(moment >= began for moment in sent)
    before = len(sent) - new
    again = "; niets wordt tweemaal verstuurd" if before and not new else ""
    return f"6. Mail: {new} verstuurd in deze demo, {before} in een eerdere{again}"


def _mail_line(row: dict[str, Any]) -> str:
    from flows.cli.columns import mail_state
    from flows.cli.output import safe
    from flows.names import name_of
    from tasks.notation import subject

    return "   " + safe(f"{name_of(row['municipality'])} {row['year']} {subject(row)}: {mail_state(row)}")


def _print_site(system: LocalSystem) -> None:
    """The website, with all that the runs loaded, and where it opens."""
    from tasks.site import addresses
    from tasks.site.building import build
    from tasks.warehouse.published import publish

    settings = system.joined()
    publish(settings.warehouse_path, wait=settings.warehouse_wait)
    made = build(
        settings.warehouse_path, settings.site_path, least=settings.suppress_below, wait=settings.warehouse_wait
    )
    print(f"\n7. Website: {len(made.pages)} bestanden, te openen zonder server")
    print(f"   {addresses.absolute(settings.site_url, addresses.OVERVIEW)}")


def _print_next_steps(system: LocalSystem, stays: bool) -> None:
    """Where to look next."""
    warehouse = f"--warehouse {os.path.relpath(system.joined().warehouse_path)}"
    command = os.path.relpath(sys.argv[0])  # as it was called: the virtual environment need not be on the path
    print("\n8. Verder kijken")
    print(f"   mails        {os.path.relpath(system.mail)}/*.eml")
    print(f"   begrotingen  {command} budget {warehouse}")
    print(f"   herkomst     {command} explain NUMMER {warehouse}   (nummers: kolom 'uitleg')")
    print(f"   bevindingen  {command} audit {warehouse}")
    if stays:
        print(f"{system.addresses()}\n   stoppen      {command} down")
    else:
        print(f"   Prefect      {command} demo --keep laat alles draaien en noemt het adres")
