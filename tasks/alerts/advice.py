"""What finance can do about an alert, and until when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from tasks.notation import day
from tasks.warehouse.queries import Row

NOTHING_TO_DO = "U hoeft niets te doen."
LOOK_AT_PROGNOSIS = "Ga na waardoor de prognose veranderde, en of de begroting moet worden bijgesteld."
YEAR_IS_OVER = (
    "Het boekjaar is voorbij: de begroting kan niet meer worden gewijzigd. Licht de afwijking toe in de jaarstukken."
)
AMEND = "Stuur bij, of leg de raad voor het einde van het boekjaar een begrotingswijziging voor."
NO_COUNCIL = "Op welke dagen de raad in {year} vergadert is niet ingesteld: vraag dat de beheerder van Domeinwacht."
NO_COUNCIL_LEFT = (
    "De raad kan de begroting dit boekjaar niet meer wijzigen: bereid de toelichting in de jaarstukken voor."
)


def advice(alert: Row, council: Sequence[date], today: date) -> list[str]:
    """Each step in a sentence.

    Args:
        alert: A row of alert.
        council: The days on which the council can amend the budget, as far as they are known.
        today: This day.
    """
    if alert["resolved_at"]:
        return [NOTHING_TO_DO]
    if alert["level"] == "C":
        return [LOOK_AT_PROGNOSIS]
    if alert["year"] < today.year:
        return [YEAR_IS_OVER]
    of_year = sorted(meeting for meeting in council if meeting.year == alert["year"])
    if not of_year:
        return [AMEND, NO_COUNCIL.format(year=alert["year"])]
    left = [meeting for meeting in of_year if meeting >= today]
    if not left:
        return [NO_COUNCIL_LEFT]
    when = day(datetime(left[0].year, left[0].month, left[0].day, 12))
    return [f"Stuur bij, of leg de raad een begrotingswijziging voor; dat kan op {when}, en na 31 december niet meer."]
