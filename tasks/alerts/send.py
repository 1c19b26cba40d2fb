"""Sending what is in the outbox, over SMTP with TLS verified.

Exactly once does not exist over SMTP: a server may accept a mail and the line may break before it says so, and
this process may be killed between the server's `250` and the note of it. There are two ways to stand in that gap.
Marked as sent before the conversation, a mail that breaks off is lost, and finance is not told. Marked after it,
a mail may come twice. An alert that is lost is worse than one that comes twice, so it is marked after, in a
transaction of its own, and the second copy carries the same Message-ID, by which mail systems know it as the same.

Before the conversation a mail is only claimed, for longer than a conversation lasts: a sender on another machine leaves
it alone (on this one they take turns), and a sender that was killed does not keep it for ever. The warehouse is closed
while servers are spoken to.
"""

from __future__ import annotations

import ipaddress
import smtplib
import ssl
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

from infra.settings import Settings
from tasks.alerts import outbox
from tasks.alerts.addresses import for_server, is_address, needs_utf8
from tasks.alerts.channels import notify, words_of
from tasks.alerts.compose import compose
from tasks.alerts.digest import gather
from tasks.alerts.enqueue import NO_RECIPIENTS
from tasks.alerts.letter import compose_letter
from tasks.alerts.outbox import Claimed, Delivery, Fate
from tasks.alerts.policy import Policies
from tasks.alerts.safe import one_line
from tasks.alerts.steward import compose_steward, enqueue_steward
from tasks.alerts.turn import turn
from tasks.warehouse.connection import open_warehouse, transaction

TIMEOUT = 30.0  # seconds without an answer
PATIENCE = 300.0  # seconds to wait for another sender, or to note a mail that went out: it must not go out again


@dataclass(frozen=True, slots=True)
class SendReport:
    """What a run of the sender did: mails sent, refused for now, refused for good, and still unsent.

    `error` says in Dutch why mails that were due did not go out; empty where nothing stood in the way.
    """

    sent: int = 0
    failed: int = 0
    dead: int = 0
    waiting: int = 0
    error: str = ""


def send_unsent(warehouse: Path, settings: Settings, now: datetime) -> SendReport:
    """Send every mail that is due.

    A mail server that is away costs no mail an attempt: all stay unsent, with the reason, and go out the next
    time. A mail that a server refuses for now (4xx, or a conversation that breaks off) is tried again later and
    later; one that it refuses for good (5xx) is a dead letter.

    Args:
        warehouse: The DuckDB file.
        settings: The mail server, the sender, and the recipients of mails that have none of their own.
        now: This moment, in UTC where it has no zone.
    """
    clock = _clock_from(now)
    with turn(warehouse, PATIENCE) as mine:
        if not mine:
            return _report(warehouse, settings, Counter(), "een ander proces van deze machine verstuurt nog")
        _notify(warehouse, settings, clock)
        if reason := obstacle(settings):
            return _report(warehouse, settings, Counter(), reason)
        return _send(warehouse, settings, clock)


def _send(warehouse: Path, settings: Settings, clock: Callable[[], datetime]) -> SendReport:
    """Every mail that is due, one after the other."""
    counts: Counter[str] = Counter()
    _gather(warehouse, settings, clock())
    with closing(Post(settings)) as post:
        mail, message = _take(warehouse, settings, clock())
        while mail and message:
            delivery = post.deliver(message, mail.recipients)
            counts[_settle(warehouse, mail, delivery, settings, clock())] += 1
            if delivery.fate is Fate.NOT_TRIED:
                return _report(warehouse, settings, counts - Counter(unsent=1), delivery.error or "")
            mail, message = _take(warehouse, settings, clock())
    return _report(warehouse, settings, counts, "" if settings.has_recipients else NO_RECIPIENTS)


def probe(settings: Settings) -> str:
    """Why no mail can be sent now, found by opening a conversation; empty where it can."""
    if reason := obstacle(settings):
        return reason
    try:
        _open_session(settings).close()
    except (OSError, smtplib.SMTPException) as error:
        return f"mailserver {settings.smtp_host}:{settings.smtp_port}: {_reason(error)}"
    return ""


class Post:
    """One conversation with the mail server at a time, opened when the first mail is there."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.session: smtplib.SMTP | None = None

    def deliver(self, message: EmailMessage, recipients: list[str]) -> Delivery:
        """Offer one mail to the server. Every way in which that can end is a Delivery, never an exception."""
        try:
            self.session = self.session or _open_session(self.settings)
        except (OSError, smtplib.SMTPException) as error:
            return Delivery(Fate.NOT_TRIED, f"{self._server}: {_reason(error)}")
        try:
            return self._offer(self.session, message, recipients)
        except (OSError, smtplib.SMTPException) as error:
            self.close()  # whatever state the conversation is in, the next mail starts a new one
            return _failed(error, self._server)

    def _offer(self, session: smtplib.SMTP, message: EmailMessage, recipients: list[str]) -> Delivery:
        """The mail to those whom this server can be asked to take it for; the others are refused by name."""
        refused = {who: why for who in recipients if (why := _undeliverable(who, session))}
        reachable = {for_server(who): who for who in recipients if who not in refused}
        if not reachable:
            return Delivery(Fate.REFUSED, "; ".join(f"{who}: {why}" for who, why in refused.items()))
        del message["To"]
        message["To"] = ", ".join(reachable)  # finance sees who else got it
        answer = session.send_message(message, to_addrs=list(reachable))
        return _partly({reachable.get(who, who): reply for who, reply in answer.items()}, refused)

    def close(self) -> None:
        """End the conversation, if there is one."""
        if self.session:
            with suppress(OSError, smtplib.SMTPException):
                self.session.quit()
            self.session = None

    @property
    def _server(self) -> str:
        return f"mailserver {self.settings.smtp_host}:{self.settings.smtp_port}"


def obstacle(settings: Settings) -> str:
    """Why these settings cannot send a mail; empty where they can."""
    if not settings.smtp_host:
        return "geen mailserver ingesteld (DOMEINWACHT_SMTP_HOST): mails blijven staan"
    if settings.smtp_security == "none" and not _is_this_machine(settings.smtp_host):
        return (
            f"mailserver {settings.smtp_host}: zonder TLS gaat er geen mail naar een andere machine "
            "(zet DOMEINWACHT_SMTP_SECURITY op starttls of tls)"
        )
    if settings.smtp_user and not settings.smtp_password:
        return "er is een gebruiker maar geen wachtwoord voor de mailserver (DOMEINWACHT_SMTP_PASSWORD)"
    if settings.smtp_ca_file and not settings.smtp_ca_file.is_file():
        return f"het bestand met certificaten {settings.smtp_ca_file} is er niet (DOMEINWACHT_SMTP_CA_FILE)"
    return ""


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _open_session(settings: Settings) -> smtplib.SMTP:
    host, port = settings.smtp_host or "", settings.smtp_port
    context = ssl.create_default_context(cafile=settings.smtp_ca_file)
    if settings.smtp_security == "tls":
        session: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=context)
    else:
        session = smtplib.SMTP(host, port, timeout=TIMEOUT)
    try:
        if settings.smtp_security == "starttls":
            session.starttls(context=context)
        if settings.smtp_user and settings.smtp_password:
            session.login(settings.smtp_user, settings.smtp_password.get_secret_value())
        session.ehlo_or_helo_if_needed()  # which tells what it can
    except BaseException:
        session.close()
        raise
    return session


def _undeliverable(address: str, session: smtplib.SMTP) -> str:
    """Why this server cannot be asked to take a mail for an address; empty where it can."""
    if not is_address(address):
        return "geen geldig mailadres"
    if needs_utf8(address) and not session.has_extn("smtputf8"):
        return "de mailserver neemt geen adressen met letters als é of ü (SMTPUTF8)"
    return ""


def _partly(refused: dict[str, tuple[int, bytes]], undeliverable: dict[str, str]) -> Delivery:
    """The server took the mail, though perhaps not for everyone."""
    replies = {who: _reply(code, text) for who, (code, text) in refused.items()}
    return Delivery(
        Fate.SENT,
        refused_for_now={who: reply for who, reply in replies.items() if refused[who][0] < 500},
        refused=undeliverable | {who: reply for who, reply in replies.items() if refused[who][0] >= 500},
    )


def _failed(error: Exception, server: str) -> Delivery:
    """The server did not take the mail. A sender that it refuses for good is a wrong setting, not a wrong mail."""
    reason = _reason(error)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
        return Delivery(Fate.REFUSED if min(codes) >= 500 else Fate.REFUSED_FOR_NOW, reason)
    if isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= 500:
        if isinstance(error, smtplib.SMTPSenderRefused):
            return Delivery(Fate.NOT_TRIED, f"{server}: afzender geweigerd (DOMEINWACHT_MAIL_FROM): {reason}")
        return Delivery(Fate.REFUSED, reason)
    return Delivery(Fate.REFUSED_FOR_NOW, reason)


def _reason(error: Exception) -> str:
    """An error in words for the outbox. What was sent to log in is in none of them."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"aanmelden geweigerd ({error.smtp_code})"
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(f"{who}: {_reply(code, text)}" for who, (code, text) in error.recipients.items())
    if isinstance(error, smtplib.SMTPResponseException):
        return _reply(error.smtp_code, error.smtp_error)
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"het certificaat wordt niet vertrouwd ({error.verify_message})"
    return one_line(f"{type(error).__name__}: {error}", 200)


def _reply(code: int, text: bytes | str) -> str:
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return f"{code} {one_line(words, 200)}"


def _gather(warehouse: Path, settings: Settings, now: datetime) -> None:
    with open_warehouse(warehouse, wait=settings.warehouse_wait) as con, transaction(con):
        gather(con, Policies(settings), now)
        enqueue_steward(con, Policies(settings), now)


def _take(warehouse: Path, settings: Settings, now: datetime) -> tuple[Claimed | None, EmailMessage | None]:
    """Claim the next mail and write it out."""
    with open_warehouse(warehouse, wait=settings.warehouse_wait) as con:
        with transaction(con):
            mail = outbox.claim(con, settings, now)
        if mail is None:
            return None, None
        policies = Policies(settings)
        if mail.kind == "steward":
            return mail, compose_steward(con, mail, policies, now)
        if mail.kind == "letter":
            return mail, compose_letter(con, mail, policies, now)
        return mail, compose(con, mail, policies, now, warehouse)


def _notify(warehouse: Path, settings: Settings, clock: Callable[[], datetime]) -> None:
    """Messages to other channels than mail; what one of them does not take is tried again later, and says why."""
    while settings.alert_channels:
        with open_warehouse(warehouse, wait=settings.warehouse_wait) as con:
            with transaction(con):
                mail = outbox.claim(con, settings, clock(), channel=True)
            if mail is None:
                return
            words = words_of(con, mail, Policies(settings))
        _settle(warehouse, mail, notify(settings, mail, words), settings, clock())


def _settle(warehouse: Path, mail: Claimed, delivery: Delivery, settings: Settings, now: datetime) -> str:
    wait = max(settings.warehouse_wait, PATIENCE)
    with open_warehouse(warehouse, wait=wait) as con, transaction(con):
        return outbox.settle(con, mail, delivery, settings.mail_max_attempts, now)


def _report(warehouse: Path, settings: Settings, counts: Counter[str], error: str) -> SendReport:
    """Count what is left, and leave the reason at the mails that stay."""
    with open_warehouse(warehouse, wait=settings.warehouse_wait) as con, transaction(con):
        waiting = outbox.waiting(con)
        if error and waiting:
            outbox.note(con, error)
    return SendReport(counts["sent"], counts["unsent"], counts["dead"], waiting, error if waiting else "")


def _clock_from(now: datetime) -> Callable[[], datetime]:
    """A clock that starts at `now`, in UTC without a zone, as the warehouse keeps moments."""
    start = now.astimezone(UTC).replace(tzinfo=None) if now.tzinfo else now
    started = time.monotonic()
    return lambda: start + timedelta(seconds=time.monotonic() - started)
