"""How a run ends: an artifact for people, events for automations, and a state that says what happened."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Sequence
from typing import Any

from prefect.artifacts import create_markdown_artifact
from prefect.client.schemas.objects import State
from prefect.events import emit_event
from prefect.exceptions import FailedRun
from prefect.states import Completed, Failed

from flows.names import name_of
from flows.words import FATES, STATUS, left_out_lines, sent_text
from infra.settings import settings
from tasks.alerts import SendReport
from tasks.alerts.log import take_untold
from tasks.alerts.safe import one_line
from tasks.ingest import Held, Outcome
from tasks.model import stable_id
from tasks.notation import DOMAINS, number, percent, voordeel_nadeel
from tasks.site.addresses import absolute, figure
from tasks.warehouse import WarehouseError, open_warehouse, transaction

# Few columns: on a screen of 1280 pixels Prefect lays what stands beside a table over all beyond 580 pixels of it.
READ_HEADS = ["document", "wat het is", *FATES.values()]
BUDGET_HEADS = ["cijfer", "gemeente", "domein", "begroting €", "gerealiseerd €", "verschil €"]
EXPLAIN = "Waar een cijfer gedrukt staat: `domeinwacht explain` met het nummer in de eerste kolom."
NAMED_BY = 12  # characters of an id: enough to tell it, and few enough to be typed


class NoStack(logging.Filter):
    """Keeps the stack of a run that itself said that it failed out of its log: Prefect shows one that says nothing."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a line is for people."""
        error = record.exc_info[1] if record.exc_info else None
        return not (isinstance(error, FailedRun) and "unexpected exception" in record.getMessage())


logging.getLogger("prefect.flow_runs").addFilter(NoStack())


def close(
    flow: str,
    outcomes: Sequence[Outcome],
    sent: SendReport,
    notes: Sequence[str] = (),
    changed: Iterable[dict[str, Any]] = (),
) -> State[Any]:
    """Tell what the run did, and end it: red where a document was put aside, or the store gave no answer for one.

    It writes nothing to the warehouse: readers have their copy of it by now.
    """
    create_markdown_artifact(markdown(outcomes, sent, notes), key=flow, description=summary(outcomes))
    for outcome in outcomes:
        tell(outcome)
    for change in changed:
        tell_change(change)
    if any(outcome.status == "failed" for outcome in outcomes):
        return Failed(message=summary(outcomes))
    if any(outcome.status == "quarantined" for outcome in outcomes):
        return Failed(name="Quarantined", message=summary(outcomes))
    return Completed(message=summary(outcomes))


def summary(outcomes: Sequence[Outcome]) -> str:
    """`2 gelezen, 1 in quarantaine`, with the reason where there is one document only."""
    counts = {status: sum(outcome.status == status for outcome in outcomes) for status in STATUS}
    counted = ", ".join(f"{count} {STATUS[status]}" for status, count in counts.items() if count)
    reason = f": {outcomes[0].reason}" if len(outcomes) == 1 and outcomes[0].reason else ""
    return (counted or "niets te lezen") + reason


def tell(outcome: Outcome) -> None:
    """Events that others can build automations on; delivery does not depend on them."""
    if outcome.document is None:
        _tell_of_unread(outcome)
        return
    resource = {
        "prefect.resource.id": f"domeinwacht.document.{outcome.document.document_id}",
        "prefect.resource.name": outcome.name,
        "domeinwacht.municipality": outcome.document.municipality,
    }
    emit_event("domeinwacht.document.loaded", resource, payload={"uri": outcome.uri, "status": outcome.status})
    for held in outcome.over:
        figures = {"domain": held.domain, "year": held.year, "verschil": str(held.verschil)}
        emit_event("domeinwacht.budget.exceeded", resource, payload=figures)


def _tell_of_unread(outcome: Outcome) -> None:
    if outcome.status == "quarantined":
        resource = {
            "prefect.resource.id": f"domeinwacht.document.{stable_id(outcome.uri)}",
            "prefect.resource.name": outcome.name,
        }
        emit_event("domeinwacht.document.quarantined", resource, payload={"uri": outcome.uri, "reason": outcome.reason})


def changes() -> list[dict[str, Any]]:
    """What happened to alerts since Prefect was told last, in whatever run; a warehouse in use is asked next time."""
    current = settings()
    if not current.warehouse_path.exists():
        return []
    try:
        with open_warehouse(current.warehouse_path, wait=current.warehouse_wait) as con, transaction(con):
            return take_untold(con)
    except WarehouseError:
        return []


def tell_change(change: dict[str, Any]) -> None:
    """`domeinwacht.alert.opened` and so on (infra/automations has an example)."""
    resource = {
        "prefect.resource.id": f"domeinwacht.alert.{change['alert_id']}",
        "prefect.resource.name": f"{name_of(change['municipality'])}: {change['event']}",
        "domeinwacht.municipality": change["municipality"],
    }
    emit_event(f"domeinwacht.alert.{change['event']}", resource, payload=change["detail"])


def markdown(outcomes: Sequence[Outcome], sent: SendReport, notes: Sequence[str] = ()) -> str:
    """What else was done, what was read, what was not and why, the domains against their budgets, the mails."""
    read = [outcome for outcome in outcomes if outcome.document]
    unread = [outcome for outcome in outcomes if not outcome.document]
    budgets = sorted({held for outcome in read for held in outcome.budgets}, key=lambda held: _order(held))
    parts = [
        f"# {summary(outcomes).capitalize()}",
        *map(_safe, notes),
        _table("Gelezen", READ_HEADS, map(_read_row, read)),
        _table("Niet gelezen", ["object", "wat ermee gebeurde", "reden"], map(_unread_row, unread)),
        _table("Domeinen tegen hun begroting", BUDGET_HEADS, map(_budget_row, budgets), map(_explained, budgets)),
        EXPLAIN if budgets else "",
        *map(_safe, left_out_lines(read)),
        f"## Mail\n\n{_safe(sent_text(sent))}",
    ]
    return "\n\n".join(part for part in parts if part)


def _order(held: Held) -> tuple[str, int, str]:
    return held.municipality, held.year, held.domain


def _read_row(outcome: Outcome) -> list[str]:
    document = outcome.document
    assert document is not None  # noqa: S101 - chosen by it
    counts = [str(outcome.fates.get(fate, 0)) for fate in FATES]
    return [outcome.uri, f"{name_of(document.municipality)}, {document.kind} {document.period}", *counts]


def _unread_row(outcome: Outcome) -> list[str]:
    return [outcome.uri, STATUS[outcome.status], outcome.reason]


def _budget_row(held: Held) -> list[str]:
    share = f" ({percent(held.procent)})" if held.procent is not None else ""
    moved = f"{number(held.verschil)} {voordeel_nadeel(held.verschil)}{share}"
    domain = DOMAINS.get(held.domain, held.domain)
    of = f"{name_of(held.municipality)} {held.year}"
    return [of, domain, number(held.begroting), number(held.realisatie), moved]


def _explained(held: Held) -> str:
    """What names a figure on the command line, leading to its page where others read the site."""
    named = held.kpi_id[:NAMED_BY]
    page = absolute(settings().site_url, figure(held.kpi_id))
    return f"[{named}]({page})" if page else named


def _table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]], firsts: Iterable[str] | None = None) -> str:
    """A markdown table under its title; nothing where there are no rows.

    `firsts` are first cells of our own making: the pages of Prefect lay what is beside a wide table over its last ones.
    """
    cells = [[_safe(text) for text in row] for row in rows]
    if firsts is not None:
        cells = [[first, *row] for first, row in zip(firsts, cells, strict=True)]
    lines = [f"| {' | '.join(row)} |" for row in cells]
    if not lines:
        return ""
    return "\n".join([f"## {title}", "", f"| {' | '.join(heads)} |", "|" + "---|" * len(heads), *lines])


def _safe(text: str) -> str:
    """Text from outside as plain text in a markdown table: no markup, no cells of its own."""
    return re.sub(r"([\\`*_{}\[\]<>|#!~])", r"\\\1", one_line(text))
