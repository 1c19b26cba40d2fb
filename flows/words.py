"""What became of documents and mails, in the words that people read in the UI and on the command line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from flows.names import name_of

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import ValidationError

    from tasks.alerts import SendReport
    from tasks.alerts.acknowledge import Acknowledged
    from tasks.ingest import Outcome
    from tasks.kpi import LeftOut
    from tasks.site.writing import Written

MOST_REASONS = 4  # what is told on one line; the rest is counted

MUST = {  # what a setting must be, by the kind of mistake as pydantic names it
    "greater_than": "moet meer dan {gt} zijn",
    "greater_than_equal": "moet minstens {ge} zijn",
    "less_than": "moet minder dan {lt} zijn",
    "less_than_equal": "mag hoogstens {le} zijn",
    "int_parsing": "moet een heel getal zijn",
    "int_from_float": "moet een heel getal zijn",
    "float_parsing": "moet een getal zijn",
    "bool_parsing": "moet true of false zijn",
    "bool_type": "moet true of false zijn",
    "literal_error": "kies uit {expected}",
    "string_pattern_mismatch": "heeft niet de vorm die hier hoort ({pattern})",
    "value_error": "{error}",
    "list_type": "moet een lijst zijn",
    "dict_type": "moet een lijst per gemeente zijn, als JSON",
}

STATUS = {"loaded": "gelezen", "unchanged": "ongewijzigd", "quarantined": "in quarantaine", "failed": "niet gelezen"}
FATES = {"observed": "cijfers", "ignored": "bij naam genegeerd", "signalled": "gemeld"}


def outcome_text(outcome: Outcome) -> str:
    """`x.txt: Borne, monitor 2025: 17 tabellen, 819 cijfers, …`, or what became of it and why."""
    if outcome.document is None:
        failed = outcome.status == "failed" and outcome.uri.startswith(
            "s3://"
        )  # of which bucket and folder is the point
        return f"{outcome.uri if failed else outcome.name}: {STATUS[outcome.status]}: {outcome.reason}"
    document = outcome.document
    what = f"{name_of(document.municipality)}, {document.kind} {document.period}"
    counted = ", ".join(f"{outcome.fates.get(fate, 0)} {word}" for fate, word in FATES.items())
    return f"{outcome.name}: {what}: {outcome.tables} tabellen, {counted}"


def wrong_setting_text(error: ValidationError) -> str:
    """Which settings cannot be read, and what each must be: `DOMEINWACHT_READERS: moet minstens 1 zijn`."""
    told = []
    for part in error.errors():
        limits = {name: str(value) for name, value in part.get("ctx", {}).items()}
        must = MUST.get(part["type"], "{msg}").format_map({"msg": part["msg"], **limits})
        told.append(f"DOMEINWACHT_{str(part['loc'][0]).upper()}: {must}")
    return "; ".join(told)


def unreadable_setting_text(error: Exception) -> str:
    """A setting that is to be JSON and is none; the library names it in the midst of its words."""
    found = re.search(r'field "(\w+)"', str(error))
    return f"DOMEINWACHT_{found[1].upper()}: moet JSON zijn" if found else str(error)


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


def totals_text(budgets: Sequence[Mapping[str, Any]]) -> str:
    """`12 domeinen, 3 boven de begroting`; the programme as a whole is none of them."""
    domains = [row for row in budgets if row["domain"] != "totaal"]
    over = sum(bool(row["over"]) for row in domains)
    return f"{len(domains)} {'domein' if len(domains) == 1 else 'domeinen'}, {over} boven de begroting."


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
