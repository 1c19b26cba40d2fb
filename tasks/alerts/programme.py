"""Whether the council's authorisation is at stake when a domain is over its budget, and the room that is left."""

from __future__ import annotations

from decimal import Decimal

from tasks.notation import METRICS, SCENARIOS, euro, voordeel_nadeel
from tasks.warehouse.queries import Row


def on_programme(alert: Row, programme: Row | None, authorisation: str) -> str:
    """What the programme as a whole says about lawfulness, with the room in it in euros.

    The council authorises lasten per programme, where it did not decide otherwise: a domain that is over is not
    unlawful while the lasten of its programme stay within the amended budget. Only those two figures say so; with
    net cost, or with a budget of which the version is not known, the mail says no more than the figures do.
    """
    if alert["resolved_at"] or alert["level"] == "C":
        return ""
    if programme is None:
        return "Of het programma als geheel binnen de begroting blijft, staat niet in de gelezen documenten."
    figures = (
        f"{SCENARIOS[programme['scenario_realisatie']]} {euro(programme['realisatie'])} tegenover "
        f"{SCENARIOS[programme['scenario_begroting']]} {euro(programme['begroting'])} "
        f"({METRICS[programme['metric']]}, {_difference(programme['verschil'])})"
    )
    if programme["over"]:
        room = f"Het programma als geheel overschrijdt de begroting met {euro(-programme['verschil'])}"
    else:
        room = f"Het programma als geheel blijft binnen de begroting; de ruimte is {euro(programme['verschil'])}"
    return f"{room}: {figures}. {_lawfulness(alert, programme, authorisation)}".rstrip()


def _lawfulness(alert: Row, programme: Row, authorisation: str) -> str:
    if authorisation != "programma":
        return f"De raad staat hier lasten per {authorisation} toe: over rechtmatigheid zegt het programma dan niets."
    if programme["metric"] != "lasten" or programme["scenario_begroting"] != "begroting_gewijzigd":
        return "Dit zijn niet de lasten tegenover de begroting na wijziging: over rechtmatigheid zegt het niets."
    if programme["basis"] != "printed total":
        return "Dit is een som van taakvelden, geen afgedrukt totaal: over rechtmatigheid zegt het niets."
    if programme["over"]:
        return (
            "Meer lasten dan de raad voor het programma heeft toegestaan tellen mee in de "
            "rechtmatigheidsverantwoording, tenzij de raad de begroting nog in het boekjaar wijzigt."
        )
    if alert["domain"] == "totaal":
        return ""
    return "Een overschrijding van een domein is dan op zichzelf geen begrotingsonrechtmatigheid."


def _difference(verschil: Decimal) -> str:
    return f"verschil {euro(abs(verschil))} {voordeel_nadeel(verschil)}".strip()
