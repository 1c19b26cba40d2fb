"""A mail of the outbox, written out: Dutch, as text and as HTML with its pictures, and harmless whatever it quotes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from typing import Any

import css_inline
import duckdb
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from tasks.alerts.folding import SubjectsWhole
from tasks.alerts.log import seal
from tasks.alerts.outbox import Claimed
from tasks.alerts.policy import Policies
from tasks.alerts.safe import one_line, shown
from tasks.alerts.view import Desk, items_of
from tasks.warehouse.queries import Row

TEMPLATES = Path(__file__).parents[2] / "infra" / "templates"
NO_BREAK = "\u00a0"
KEPT_TOGETHER = re.compile(r"(€) (?=[-\d])|(?<=\d) (%|mln\b|N\b|V\b)|(×) (?=€)")
XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def compose(
    con: duckdb.DuckDBPyConnection, mail: Claimed, policies: Policies, now: datetime, warehouse: Path
) -> EmailMessage:
    """The mail, as the warehouse knows what it tells now.

    Args:
        con: The warehouse.
        mail: A row of the outbox; its Message-ID is the same at every attempt.
        policies: Who is told what, and the settings.
        now: This moment in UTC, for the Date header.
        warehouse: Where the warehouse is, for the commands that the mail gives.
    """
    desk = Desk(con, policies, now, warehouse)
    items = items_of(desk, mail.alert_ids)
    template = "digest" if mail.kind == "digest" else "alert"
    view = {
        "subject": subject_of(items, mail.kind),
        "items": items,
        "count": len(items),
        "others": mail.recipients,
        "seal": seal(con),
        "run": f"{policies.settings.runs_url.rstrip('/')}/{mail.run}"
        if policies.settings.runs_url and mail.run
        else "",
    }
    pictures = {f"chart{number}": item["chart"].png for number, item in enumerate(items) if item["chart"]}
    return written(mail, policies, now, template, view, {} if template == "digest" else pictures)


def written(
    mail: Claimed,
    policies: Policies,
    now: datetime,
    template: str,
    view: Mapping[str, Any],
    pictures: Mapping[str, bytes],
    sheet: tuple[str, bytes] | None = None,
) -> EmailMessage:
    """A message of a template in both its forms; what the view holds is printed on one line and escaped.

    Args:
        mail: A row of the outbox.
        policies: For the sender and where answers go.
        now: This moment in UTC, for the Date header.
        template: The name of both templates, without `.html.j2` and `.txt.j2`.
        view: What they print.
        pictures: PNG by content id.
        sheet: Name and bytes of a spreadsheet.
    """
    message = EmailMessage(policy=SubjectsWhole())
    message.set_content(rendered(f"{template}.txt.j2", view))
    html = css_inline.inline(rendered(f"{template}.html.j2", view), keep_style_tags=True, load_remote_stylesheets=False)
    message.add_alternative(html, subtype="html")
    body = message.get_payload()[1]  # type: ignore[index]
    for name, png in pictures.items():
        body.add_related(png, "image", "png", cid=f"<{name}>", filename=f"{name}.png", disposition="inline")  # type: ignore[union-attr]
    if sheet:
        message.add_attachment(sheet[1], maintype=XLSX[0], subtype=XLSX[1], filename=sheet[0])
    _in_dutch(message)
    message["Subject"] = one_line(str(view["subject"]), 250)
    message["From"] = policies.settings.mail_from
    message["Date"] = format_datetime(now.replace(tzinfo=UTC))
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office replies
    if policies.settings.mail_answer:
        message["Reply-To"] = policies.settings.mail_answer
    return message


def _in_dutch(message: EmailMessage) -> None:
    """Said of each part and of the whole, after the content: setting that takes away every header of its kind."""
    for part in message.walk():
        if part is message or part.get_content_maintype() == "text":
            part["Content-Language"] = "nl"


def subject_of(items: Sequence[Row], kind: str) -> str:
    """Municipality, domain, year, amount, percent, N or V and version; of several the gravest, and how many more."""
    if not items:
        return "Domeinwacht: een eerdere melding geldt niet meer"
    places = list(dict.fromkeys(item["place"] for item in items))
    if kind == "digest":
        where = places[0] if len(places) == 1 else f"{len(places)} gemeenten"
        return f"Overzicht: {len(items)} meldingen over {where}; {places[0]}: {items[0]['headline']}"
    more = f" (en nog {len(items) - 1})" if len(items) > 1 else ""
    return f"{places[0]}: {items[0]['headline']}{more}"


def rendered(name: str, view: Mapping[str, Any]) -> str:
    """A template in words, with amounts kept together."""
    text = _environment().get_template(name).render(view)
    return KEPT_TOGETHER.sub(lambda found: _kept(found), text)


def _kept(found: re.Match[str]) -> str:
    before, after, times = found.groups()
    return f"{before}{NO_BREAK}" if before else f"{NO_BREAK}{after}" if after else f"{times}{NO_BREAK}"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html.j2"]),
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
