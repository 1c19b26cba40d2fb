"""A mail about the program itself, to who looks after it: sent at once and past the outbox.

What went wrong may be that the warehouse, where the outbox is, does not open.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr

from infra.settings import Settings
from tasks.alerts.outbox import Fate
from tasks.alerts.policy import Policies
from tasks.alerts.safe import one_line
from tasks.alerts.send import Post, obstacle

NOBODY = "geen beheerder ingesteld (DOMEINWACHT_MAIL_STEWARD): niemand hoort van runs die mislukken"


class Untold(Exception):
    """Nobody was told; the message says why."""


def tell_trouble(settings: Settings, subject: str, lines: Sequence[str], now: datetime) -> list[str]:
    """Mail lines of plain text to the data steward; who were told.

    Args:
        settings: The mail server, the sender and the steward.
        subject: What the mail is about.
        lines: A line for each thing that went wrong; each is put on one line whatever it quotes.
        now: This moment in UTC.

    Raises:
        Untold: There is nobody to tell, or the mail server did not take it.
    """
    receivers = Policies(settings).steward()
    if reason := obstacle(settings) or ("" if receivers else NOBODY):
        raise Untold(reason)
    message = EmailMessage()
    message["Subject"] = one_line(subject, 250)
    message["From"] = settings.mail_from
    message["Date"] = format_datetime(now.replace(tzinfo=UTC))
    message["Message-ID"] = make_msgid(domain=parseaddr(settings.mail_from)[1].rpartition("@")[2] or None)
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office replies
    message.set_content("\n".join(one_line(line) for line in lines) + "\n")
    with closing(Post(settings)) as post:
        delivery = post.deliver(message, receivers)
    if delivery.fate is not Fate.SENT:
        raise Untold(delivery.error or str(delivery.fate))
    return receivers
