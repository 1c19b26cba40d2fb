"""Alerts to Teams, Slack or a webhook besides the mail: through Apprise, off unless an address is set.

A channel gets the headline of each alert and the link to its page, never the cells: who reads there is not known here.
"""

from __future__ import annotations

import duckdb

from infra.settings import Settings
from tasks.alerts.outbox import Claimed, Delivery, Fate
from tasks.alerts.policy import Policies
from tasks.alerts.safe import one_line
from tasks.alerts.view import headlines

KIND = "channel"


def channels(settings: Settings) -> list[str]:
    """The channels by the names that the outbox and the log have for them: their addresses hold secrets."""
    return [f"kanaal {number}" for number in range(1, len(settings.alert_channels) + 1)]


def words_of(con: duckdb.DuckDBPyConnection, mail: Claimed, policies: Policies) -> tuple[str, str]:
    """Title and body of a message."""
    told = headlines(con, mail.alert_ids, policies)
    title = told[0][0] if told else "Domeinwacht: een eerdere melding geldt niet meer"
    body = "\n".join(f"{one_line(headline)} {page or ''}".strip() for headline, page in told)
    return one_line(title, 200), body


def notify(settings: Settings, mail: Claimed, words: tuple[str, str]) -> Delivery:
    """Offer one message to its channel; Apprise says no more than whether it was taken."""
    import apprise  # loads a hundred services: only where one is used

    number = int(mail.recipients[0].rpartition(" ")[2])
    if number > len(settings.alert_channels):
        return Delivery(Fate.REFUSED, "dit kanaal is er niet meer (DOMEINWACHT_ALERT_CHANNELS)")
    service = apprise.Apprise()
    if not service.add(settings.alert_channels[number - 1].get_secret_value()):
        return Delivery(Fate.REFUSED, f"kanaal {number} is geen adres dat Apprise kent (DOMEINWACHT_ALERT_CHANNELS)")
    taken = service.notify(title=words[0], body=words[1], body_format=apprise.NotifyFormat.TEXT)
    return Delivery(Fate.SENT) if taken else Delivery(Fate.REFUSED_FOR_NOW, f"kanaal {number} nam het bericht niet aan")
