"""What became of documents and mails, in the words that people read in the UI and on the command line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from flows.names import name_of

if TYPE_CHECKING:
    from pathlib import Path

    from tasks.alerts import SendReport
    from tasks.alerts.acknowledge import Acknowledged
    from tasks.ingest import Outcome
    from tasks.kpi import LeftOut
    from tasks.site.writing import Written

MOST_REASONS = 4  # what is told on one line; the rest is counted

STATUS = {"loaded": "gelezen", "unchanged": "ongewijzigd", "quarantined": "in quarantaine", "failed": "niet gelezen"}
FATES = {"observed": "cijfers", "ignored": "bij naam genegeerd", "signalled": "gemeld"}


def outcome_text(outcome: Outcome) -> str:
    """`x.txt: Borne, monitor 2025: 17 tabellen, 819 cijfers, …`, or what became of it and why."""
    if outcome.document is None:
        return f"{outcome.name}: {STATUS[outcome.status]}: {outcome.reason}"
    document = outcome.document
    what = f"{name_of(document.municipality)}, {document.kind} {document.period}"
    counted = ", ".join(f"{outcome.fates.get(fate, 0)} {word}" for fate, word in FATES.items())
    return f"{outcome.name}: {what}: {outcome.tables} tabellen, {counted}"


def left_out_lines(outcomes: Iterable[Outcome]) -> list[str]:
    """What no budget rests on after these documents, a line for each municipality; what was read last holds."""
    last = {(one.municipality, one.year): outcome for outcome in outcomes for one in outcome.left_out}
    by_place: dict[str, list[LeftOut]] = {}
    for (municipality, year), outcome in sorted(last.items(), key=lambda item: item[0]):
        told = [one for one in outcome.left_out if (one.municipality, one.year) == (municipality, year)]
        by_place.setdefault(municipality, []).extend(told)
    return [left_out_text(told) for told in by_place.values()]


def left_out_text(left_out: Iterable[LeftOut]) -> str:
    """`Niet meegeteld: 3 cijfers van Borne 2025 (2: de periode is niet te zeggen; 1: …)`; empty where all counted."""
    given = list(left_out)
    if not given:
        return ""
    reasons: Counter[str] = Counter()
    for one in given:
        reasons[one.reason] += one.figures
    told = [f"{count}: {reason}" for reason, count in reasons.most_common(MOST_REASONS)]
    rest = reasons.total() - sum(count for _, count in reasons.most_common(MOST_REASONS))
    because = "; ".join([*told, *([f"{rest}: andere redenen"] if rest else [])])
    figures = "1 cijfer" if reasons.total() == 1 else f"{reasons.total()} cijfers"
    return f"Niet meegeteld: {figures} van {_whose(given)} ({because})."


def _whose(left_out: Sequence[LeftOut]) -> str:
    """`Borne 2024, 2025`, or how many municipalities."""
    codes = {one.municipality for one in left_out}
    if len(codes) > 1:
        return f"{len(codes)} gemeenten"
    return f"{name_of(codes.pop())} {', '.join(map(str, sorted({one.year for one in left_out})))}"


def site_text(made: Written, folder: Path) -> str:
    """`130 bestanden in var/site: 12 geschreven, 0 verwijderd`."""
    return f"{len(made.pages)} bestanden in {folder}: {len(made.written)} geschreven, {len(made.removed)} verwijderd"


def sent_text(sent: SendReport) -> str:
    """`2 verstuurd`, with what stayed behind and why."""
    counts = {"verstuurd": sent.sent, "later opnieuw": sent.failed, "geweigerd": sent.dead, "nog open": sent.waiting}
    counted = ", ".join(f"{count} {what}" for what, count in counts.items() if count) or "niets te versturen"
    return f"{counted}: {sent.error}" if sent.error else counted


def taken_text(taken: Acknowledged) -> str:
    """`Melding 1a2b… is opgepakt.`, or who did so before."""
    if taken.first:
        return f"Melding {taken.alert_id[:12]} is opgepakt door {taken.who}."
    from tasks.notation import day

    note = f" ({taken.note})" if taken.note else ""
    return (
        f"Melding {taken.alert_id[:12]} was al opgepakt door {taken.who} op {day(taken.at)}{note}; "
        "dat u het ook deed staat in het logboek."
    )
