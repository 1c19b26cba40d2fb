"""`compare`, `forecast`, `whatif`: beside others, and ahead."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.context import current, reading
from flows.cli.options import Format, FormatOption, OutOption, WarehouseOption, asked, complete_place

if TYPE_CHECKING:
    from flows.cli.output import Row

Whose = Annotated[
    str, typer.Option("--municipality", help="Naam of CBS-code.", show_default=False, autocompletion=complete_place)
]
Which = Annotated[int, typer.Option("--year", help="Jaar.", show_default=False)]

SHOWN = 60  # rows of a comparison on a screen: the largest region has them


class Peers(StrEnum):
    """Which municipalities to stand beside."""

    REGION = "regio"
    SIZE = "grootteklasse"
    COUNTRY = "land"


class Stated(StrEnum):
    """What Iv3 has of municipalities."""

    REALISED = "realisatie"
    BUDGET = "begroting_primitief"


def compare(
    municipality: Whose,
    year: Which,
    peers: Annotated[Peers, typer.Option(help="Naast welke groep.")] = Peers.REGION,
    beside: Annotated[
        list[str] | None, typer.Option("--with", help="Naast deze gemeenten; meermaals te geven.", show_default=False)
    ] = None,
    scenario: Annotated[Stated, typer.Option(help="Jaarrekening of begroting.")] = Stated.REALISED,
    warehouse: WarehouseOption = None,
    form: FormatOption = Format.TABLE,
    out: OutOption = None,
) -> None:
    """Zet de kosten per inwoner (Iv3, zonder reserves en centrumtaken) naast die van andere gemeenten."""
    from flows.cli.columns import COMPARED
    from flows.cli.output import deliver
    from tasks.comparing import compared, nearest

    named = [code for name in beside or () if (code := asked(name))]
    with reading(warehouse) as con:
        rows = compared(con, asked(municipality) or "", year, scenario=scenario, peers=peers, named=named)
    nothing = f"Van {municipality} is over {year} geen Iv3 ({scenario}) bekend, of er is geen {peers} van te maken."
    shown = nearest(rows) if out is None and form is Format.TABLE and len(rows) > SHOWN and not named else rows
    deliver(shown, form, COMPARED, nothing, out)
    if left := len(rows) - len(shown):
        print(f"Getoond zijn de naaste plaatsen; de andere {left} regels staan in --format csv of --out.")


def forecast(
    municipality: Whose,
    year: Which,
    as_of: Annotated[
        datetime | None,
        typer.Option(help="Met wat op deze dag bekend was.", formats=["%Y-%m-%d"], show_default=False),
    ] = None,
    warehouse: WarehouseOption = None,
    form: FormatOption = Format.TABLE,
    out: OutOption = None,
) -> None:
    """Reken een deel van het jaar door naar het hele jaar, met de methode, de marge en de fout van eerdere jaren."""
    from flows.cli.columns import FORECAST
    from flows.cli.output import deliver
    from tasks.forecast import forecasts

    with reading(warehouse) as con:
        rows = forecasts(con, asked(municipality) or "", year, as_of.date() if as_of else date.max)
    nothing = f"Over een deel van {year} is van {municipality} geen realisatie bekend."
    deliver(rows, form, FORECAST, nothing, out)


def whatif(
    municipality: Whose,
    year: Which,
    product: Annotated[str, typer.Option(help="Product: jeugd.wonen_verblijf.", show_default=False)],
    month: Annotated[int, typer.Option(min=1, max=12, help="Vanaf deze maand.", show_default=False)],
    clients: Annotated[int, typer.Option(min=1, help="Hoeveel cliënten erbij.")] = 1,
    meeting: Annotated[
        list[datetime] | None,
        typer.Option(help="Dag van de raad; meermaals te geven.", formats=["%Y-%m-%d"], show_default=False),
    ] = None,
    warehouse: WarehouseOption = None,
    form: FormatOption = Format.TABLE,
    out: OutOption = None,
) -> None:
    """Toon wat een plaatsing erbij doet met de begroting van het domein en het programma."""
    from flows.cli.columns import WHATIF, with_contradicted
    from flows.cli.output import deliver
    from tasks.alerts.policy import Policies
    from tasks.whatif import placement

    code = asked(municipality) or ""
    days = [moment.date() for moment in meeting or ()] or Policies(current(warehouse)).of(code).council
    with reading(warehouse) as con:
        rows = placement(con, code, year, product, month, clients=clients, council=days, today=date.today())
    deliver(rows, form, with_contradicted(WHATIF, rows), "", out)
    if out is None and form is Format.TABLE:
        print(_ground(rows[0], clients, month))


def _ground(row: Row, clients: int, month: int) -> str:
    """What is added rests on."""
    from tasks.notation import euro
    from tasks.whatif import MONTHS

    who = "1 cliënt" if clients == 1 else f"{clients} cliënten"
    average = euro(Decimal(str(round(row["average"]))))
    return (
        f"Erbij: {who}, {MONTHS - month + 1} van de {MONTHS} maanden van {average},\n"
        f"wat een cliënt in {row['average_year']} gemiddeld kostte (uitleg {row['explain_average']})."
    )
