"""What became of documents and mails, in the words that people read in the UI and on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tasks.alerts import SendReport

STATUS = {"loaded": "gelezen", "unchanged": "ongewijzigd", "quarantined": "in quarantaine", "failed": "niet gelezen"}
FATES = {"observed": "cijfers", "ignored": "bij naam genegeerd", "signalled": "gemeld"}


def sent_text(sent: SendReport) -> str:
    """`2 verstuurd`, with what stayed behind and why."""
    counts = {"verstuurd": sent.sent, "later opnieuw": sent.failed, "geweigerd": sent.dead, "nog open": sent.waiting}
    counted = ", ".join(f"{count} {what}" for what, count in counts.items() if count) or "niets te versturen"
    return f"{counted}: {sent.error}" if sent.error else counted
