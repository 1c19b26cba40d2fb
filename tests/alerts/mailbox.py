"""What a real mail server on this machine took, and what it answers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from infra.settings import Settings

USER, PASSWORD = "domeinwacht", "alleen-voor-de-proef"


@dataclass
class Mailbox:
    """What a server took, and what it answers: `replies` are used up in front of a `250`."""

    taken: list[tuple[list[str], EmailMessage]] = field(default_factory=list)
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)
    replies: list[str] = field(default_factory=list)
    recipient_replies: dict[str, str] = field(default_factory=dict)
    sender_reply: str = ""
    before_reply: Callable[[], None] = lambda: None
    lost: int = 0  # conversations that break off after the mail was taken, before the server says so
    slow: float = 0.0  # seconds before it answers
    port: int = 0

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.sender_reply:
            return self.sender_reply
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        reply = self.recipient_replies.get(address, "250 OK")
        if reply.startswith("250"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.replies:
            return self.replies.pop(0)
        assert isinstance(envelope.content, bytes)
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.taken.append((envelope.rcpt_tos, mail))
        self.before_reply()
        await asyncio.sleep(self.slow)
        if self.lost:
            self.lost -= 1
            server.transport.abort()
        return "250 OK"

    def check(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: object) -> AuthResult:
        assert isinstance(given, LoginPassword)
        self.logins.append((given.login, given.password))
        good = (given.login, given.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=good, handled=False)


Serve = Callable[..., Mailbox]


def plain(mailbox: Mailbox | int, **others: object) -> Settings:
    """Settings that lead to a server on this machine without TLS."""
    port = mailbox if isinstance(mailbox, int) else mailbox.port
    values = {"smtp_host": "127.0.0.1", "smtp_port": port, "smtp_security": "none"}
    return Settings.model_validate(values | {"mail_to": ["finance@borne.example"]} | others)
