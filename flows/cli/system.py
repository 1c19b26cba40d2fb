"""`domeinwacht up`, `down` and `doctor`: the system on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.cli.context import current, local_system
from flows.cli.options import WarehouseOption


def up(
    foreground: Annotated[
        bool, typer.Option("--foreground", help="Blijf draaien tot stop, voor een dienstbeheerder zoals systemd.")
    ] = False,
) -> None:
    """Start opslag, mailmap, Prefect, de flows en de bewaking van de bucket, en herstart wat uitvalt."""
    system = local_system()
    if foreground:
        from flows.supervisor import main

        main(foreground=True)
        return
    print("Bezig met starten; de eerste keer duurt dat een halve minuut.")
    started = system.supervise()
    print(f"Gestart: {', '.join(started)}." if started else "Alles draaide al.")
    setup()
    print(system.addresses())


def setup() -> None:
    """Maak in Prefect de automatiseringen: wie hoort van mislukte runs, dode runs en quarantaine. Vaker mag."""
    import os

    from prefect.settings import PREFECT_API_AUTH_STRING, PREFECT_API_URL, temporary_settings

    from flows.automations import set_up
    from flows.processes import running

    system = local_system()
    here = running(system.run, "prefect")
    if not here and "PREFECT_API_URL" not in os.environ:
        raise typer.BadParameter("Prefect draait hier niet; `domeinwacht up` start het, of zet PREFECT_API_URL")
    said = {PREFECT_API_URL: system.api(), PREFECT_API_AUTH_STRING: system.sign_on()} if here else {}
    with temporary_settings(said):
        print(f"Automatiseringen: {', '.join(set_up())}.")


def down() -> None:
    """Stop wat `up` of `demo --keep` gestart heeft."""
    from flows.cli.demo import demo_system

    stopped = local_system().down() + demo_system().down()
    print(f"Gestopt: {', '.join(stopped)}." if stopped else "Er draaide niets.")


def doctor(
    warehouse: WarehouseOption = None,
    verbose: Annotated[bool, typer.Option("--verbose", help="Toon ook de instellingen.")] = False,
) -> None:
    """Controleer instellingen, opslag, warehouse, mailserver en Prefect, en zeg wat te doen."""
    from flows.checkup import checkup
    from flows.cli.output import safe

    settings = current(warehouse)
    if verbose:
        for name, value in settings.model_dump().items():
            print(f"  DOMEINWACHT_{name.upper()}={safe(value)}")
    checks = list(checkup(settings, local_system()))
    for check in checks:
        print(safe(f"{'✓' if check.ok else '✗'} {check.what}: {check.detail}"))
    if not all(check.ok for check in checks):
        raise typer.Exit(1)
