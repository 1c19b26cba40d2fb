"""How rows are shown to people: Dutch headings, Dutch notation."""

from __future__ import annotations

from decimal import Decimal

from flows.cli.output import Column, Row
from flows.names import name_of
from tasks.notation import DOMAINS, METRICS, day, number, percent, place, voordeel_nadeel

SEVERITIES = {"error": "fout", "warning": "let op", "info": "ter info"}
SUMMED = "sum of taakvelden"
VERSIONS = {"begroting_gewijzigd": "na wijziging", "begroting_primitief": "primitief", "begroting": "niet vermeld"}
PLACES = 2
REVIEWED = {"heading": "kop", "label": "omschrijving"}
MAIL_STATES = {"unsent": "nog te versturen", "sent": "verstuurd", "dead": "geweigerd"}


def domain(row: Row) -> str:
    """The domain as finance names it."""
    return DOMAINS.get(row["domain"], str(row["domain"]))


def share(row: Row) -> str:
    """How far over the budget or the year before, in percent of it."""
    return "" if row["procent"] is None else percent(row["procent"])


def amount(value: Decimal | None) -> str:
    """An amount that may be unknown."""
    return "" if value is None else number(value)


def measure(row: Row) -> str:
    """What is compared, and whether it was printed or added up."""
    return METRICS[row["metric"]] + (" (som taakvelden)" if row["basis"] == SUMMED else "")


def mail_state(row: Row) -> str:
    """What became of the mail about an alert."""
    if row["sent_at"]:
        return f"verstuurd op {day(row['sent_at'])} aan {', '.join(row['recipients'])}"
    if not row["mailable"]:
        return f"geen mail: {row['reason_not_mailed']}"
    states = ", ".join(MAIL_STATES.get(state, state) for state in row["states"] or ["unsent"])
    return f"{states}: {row['last_error']}" if row["last_error"] else states


def proved(row: Row) -> str:
    """How many of the amounts of a document its own sums and differences prove; nothing where none were judged."""
    if row["money"] is None:
        return "niet geteld"
    share = f" ({percent(100 * row['proved'] / row['money'])})" if row["money"] else ""
    return f"{row['proved']} van {row['money']}{share}"


def where(row: Row) -> str:
    """The first places where a label stands."""
    shown = [f"{place['document']} {place['table']} {place['locator']}" for place in row["places"][:PLACES]]
    left = len(row["places"]) - len(shown)
    return "; ".join([*shown, *([f"en {left} keer meer"] if left else [])])


def resembles(row: Row) -> str:
    """The known labels that resemble one; how much is the share of letters in common, never a meaning."""
    near = [f"{near['label']} ({near['code']}, lijkt voor {percent(100 * near['score'])})" for near in row["nearest"]]
    return "; ".join(near)


BUDGET = [
    Column("gemeente", lambda row: name_of(row["municipality"])),
    Column("jaar", lambda row: row["year"]),
    Column("domein", domain),
    Column("begroting €", lambda row: number(row["begroting"]), figures=True),
    Column("realisatie €", lambda row: number(row["realisatie"]), figures=True),
    Column("verschil €", lambda row: number(row["verschil"]), figures=True),
    Column("%", share, figures=True),
    Column("", lambda row: voordeel_nadeel(row["verschil"])),
    Column("op", measure),
    Column("stand", lambda row: f"{row['scenario_realisatie']} / {VERSIONS[row['scenario_begroting']]}"),
    Column("uitleg", lambda row: row["explain"]),
]

TREND = [
    Column("gemeente", lambda row: name_of(row["municipality"])),
    Column("wat", lambda row: row["label"]),
    Column("jaar", lambda row: row["year"]),
    Column("realisatie €", lambda row: number(row["realisatie"]), figures=True),
    Column("jaar ervoor €", lambda row: amount(row["vorig_jaar"]), figures=True),
    Column("meer €", lambda row: amount(row["verschil"]), figures=True),
    Column("%", share, figures=True),
    Column("op", measure),
    Column("toelichting", lambda row: row["reason"]),
    Column("uitleg", lambda row: row["explain"]),
]

OVER = [column for column in BUDGET if column.head not in {"op", "stand", "uitleg"}]

AUDIT = [
    Column("ernst", lambda row: SEVERITIES.get(row["severity"], row["severity"])),
    Column("document", lambda row: row["document"]),
    Column("plaats", lambda row: place(row["locator"]), figures=True),
    Column("bevinding", lambda row: row["text"]),
]

ACCOUNT = [
    Column("document", lambda row: row["document"]),
    Column("cellen met cijfer", lambda row: row["cells"], figures=True),
    Column("gelezen", lambda row: row["observed"], figures=True),
    Column("bij naam genegeerd", lambda row: row["ignored"], figures=True),
    Column("gemeld", lambda row: row["signalled"], figures=True),
    Column("bedragen die het document zelf bewijst", proved, figures=True),
    Column("klopt niet", lambda row: row["wrong"], figures=True),
]

ALERTS = [
    Column("melding", lambda row: row["alert_id"][:12]),
    Column("gemeente", lambda row: name_of(row["municipality"])),
    Column("jaar", lambda row: row["year"]),
    Column("domein", domain),
    Column("verschil €", lambda row: number(row["verschil"]), figures=True),
    Column("boven begroting", share, figures=True),
    Column("geldt nog", lambda row: "ja" if row["stands"] else "nee"),
    Column("mail", mail_state),
    Column("opgepakt", lambda row: row["acknowledged_by"]),
]

REVIEW = [
    Column("soort", lambda row: REVIEWED[row["kind"]]),
    Column("tekst", lambda row: row["label"]),
    Column("keer", lambda row: row["times"], figures=True),
    Column("waar", where),
    Column("lijkt op (niet zeker)", resembles),
]
