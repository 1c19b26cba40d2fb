"""How rows are shown to people: Dutch headings, Dutch notation."""

from __future__ import annotations

from collections.abc import Sequence

from flows.cli.output import Column, Row
from flows.names import name_of
from tasks.notation import day, number, percent, place, subject
from tasks.warehouse.kpis import Kpi, Shown, kpis
from tasks.ways import FIGURES, WAYS, domain

SEVERITIES = {"error": "fout", "warning": "let op", "info": "ter info"}
VERDICTS = {
    "wrong": "klopt niet",
    "contradicts": "spreekt tegen",
    "bridge": "brug nodig",
    "unread": "niet gelezen",
    "note": "ter info",
}
PLACES = 2
REVIEWED = {"heading": "kop", "label": "omschrijving"}
MAIL_STATES = {
    "unsent": "nog te versturen",
    "sent": "verstuurd",
    "dead": "geweigerd",
    "withdrawn": "ingetrokken",
    "merged": "in een overzicht",
}
CHANGES = {"opened": "open", "grew": "open, gegroeid", "shrank": "open, afgenomen", "reopened": "heropend"}
EVENTS = {
    "noted": "vastgelegd",
    "opened": "geopend",
    "grew": "gegroeid",
    "shrank": "afgenomen",
    "reopened": "heropend",
    "superseded": "vervangen",
    "resolved": "opgelost",
    "acknowledged": "opgepakt",
    "queued": "mail klaargezet",
    "sent": "mail verstuurd",
    "refused": "mail geweigerd",
    "withdrawn": "mail ingetrokken",
}
DETAILS = {
    "year": "jaar",
    "domain": "domein",
    "subject": "over",
    "begroting": "begroting",
    "realisatie": "realisatie",
    "not_mailed": "geen mail:",
    "recipients": "aan",
    "recipient": "door",
    "reply": "antwoord",
    "who": "door",
    "note": "met",
    "via": "via",
    "by": "door",
    "kind": "soort",
}


def mail_state(row: Row) -> str:
    """What became of the mail about an alert."""
    if row["sent_at"]:
        return f"verstuurd op {day(row['sent_at'])} aan {', '.join(row['recipients'])}"
    if row["superseded_by"] and not row["sent_at"]:
        return f"geen mail: vervangen door {row['superseded_by'][:12]}"
    if not row["mailable"]:
        return f"geen mail: {row['reason_not_mailed']}"
    states = ", ".join(MAIL_STATES.get(state, state) for state in row["states"] or ["unsent"])
    return f"{states}: {row['last_error']}" if row["last_error"] else states


def life(row: Row) -> str:
    """Whether an alert stands, and if not why."""
    if row["superseded_by"]:
        return f"vervangen door {row['superseded_by'][:12]}"
    if row["resolved_at"]:
        return f"opgelost op {day(row['resolved_at'])}"
    return CHANGES.get(row["change"], "open")


def logged(row: Row) -> str:
    """What an event of the log says, without what stands in its other columns."""
    return "; ".join(
        f"{DETAILS.get(name, name)} {_plain(value)}" for name, value in row["detail"].items() if name in DETAILS
    )


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def proved(row: Row) -> str:
    """How many of the amounts of a document its own sums and differences prove; nothing where none were judged."""
    if row["money"] is None:
        return "niet geteld"
    share = f" ({percent(100 * row['proved'] / row['money'])})" if row["money"] else ""
    return f"{row['proved']} van {row['money']}{share}"


def margin(row: Row) -> str:
    """The range of a forecast; nothing where there is none."""
    low, high = (WAYS["count"](row, side) for side in ("low", "high"))
    return f"{low} tot {high}" if low else ""


def crossing(row: Row) -> str:
    """Whether a line is crossed, and whether it was before."""
    if row["over_before"]:
        return "was al over"
    return "ja" if row["over_after"] else "nee"


def where(row: Row) -> str:
    """The first places where a label stands."""
    shown = [f"{place['document']} {place['table']} {place['locator']}" for place in row["places"][:PLACES]]
    left = len(row["places"]) - len(shown)
    return "; ".join([*shown, *([f"en {left} keer meer"] if left else [])])


def resembles(row: Row) -> str:
    """The known labels that resemble one; how much is the share of letters in common, never a meaning."""
    near = [f"{near['label']} ({near['code']}, lijkt voor {percent(100 * near['score'])})" for near in row["nearest"]]
    return "; ".join(near)


def columns_of(kpi: Kpi) -> list[Column]:
    """The columns that the folder of a KPI asks for."""
    return [_column(shown) for shown in kpi.show]


def table_of(kpi: Kpi) -> list[Column]:
    """Those with what goes without saying: whose, which year, and the id for `explain` where rows have one."""
    last = [Column("uitleg", lambda row: row["explain"])] if kpi.has_ids else []
    return [
        Column("gemeente", lambda row: name_of(row["municipality"])),
        Column("jaar", lambda row: row["year"]),
        *columns_of(kpi),
        *last,
    ]


def with_contradicted(columns: Sequence[Column], rows: Sequence[Row]) -> list[Column]:
    """Those with what the document itself tells against a figure that a row rests on, where it does of any."""
    told = [Column("klopt niet", lambda row: row["contradicted"])]
    return [*columns, *(told if any(row.get("contradicted") for row in rows) else [])]


def _column(shown: Shown) -> Column:
    way = WAYS[shown.way]
    return Column(shown.head, lambda row: way(row, shown.of), figures=shown.way in FIGURES)


BUDGET = table_of(kpis()["budget"])
TREND = table_of(kpis()["trend"])

OVER = [column for column in BUDGET if column.head not in {"op", "stand", "uitleg"}]

BRIDGES = [
    Column("gemeente", lambda row: name_of(row["municipality"])),
    Column("jaar", lambda row: row["year"]),
    Column("domein", domain),
    Column("eigen stuk €", lambda row: WAYS["euro"](row, "own"), figures=True),
    Column("baten €", lambda row: WAYS["euro"](row, "baten"), figures=True),
    Column("rest €", lambda row: WAYS["euro"](row, "rest"), figures=True),
    Column("lasten Iv3 €", lambda row: WAYS["euro"](row, "iv3"), figures=True),
    Column("tegen primitief €", lambda row: WAYS["euro"](row, "verschil"), figures=True),
    Column("uitleg", lambda row: row["explain"]),
]

COMPARED = [
    Column("domein", lambda row: WAYS["subject"](row, "subject")),
    Column("gemeente", lambda row: name_of(row["municipality"]) if row["municipality"] else row["peer_label"]),
    Column("per inwoner €", lambda row: WAYS["cents"](row, "per_inhabitant"), figures=True),
    Column("verschil", lambda row: WAYS["percent"](row, "difference"), figures=True),
    Column("plaats", lambda row: f"{row['place']} van {row['members']}" if row["place"] else "", figures=True),
    Column("let op", lambda row: row["reason"]),
    Column("uitleg", lambda row: row["explain"]),
]

FORECAST = [
    Column("wat", lambda row: row["label"]),
    Column("deel", lambda row: row["part"]),
    Column("bedrag €", lambda row: WAYS["count"](row, "amount"), figures=True),
    Column("doorgetrokken €", lambda row: WAYS["count"](row, "run_rate"), figures=True),
    Column("verwacht €", lambda row: WAYS["count"](row, "point"), figures=True),
    Column("marge €", margin, figures=True),
    Column("fout", lambda row: WAYS["percent"](row, "error"), figures=True),
    Column("werd €", lambda row: WAYS["count"](row, "outcome"), figures=True),
    Column("methode", lambda row: row["method"]),
    Column("uitleg", lambda row: row["explain"]),
]

WHATIF = [
    Column("wat", domain),
    Column("begroting €", lambda row: WAYS["count"](row, "begroting"), figures=True),
    Column("nu €", lambda row: WAYS["count"](row, "realisatie"), figures=True),
    Column("erbij €", lambda row: WAYS["count"](row, "extra"), figures=True),
    Column("ruimte €", lambda row: WAYS["count"](row, "room"), figures=True),
    Column("over", crossing),
    Column("bijstellen", lambda row: row["council"]),
    Column("uitleg", lambda row: row["explain"]),
]

AUDIT = [
    Column("ernst", lambda row: SEVERITIES.get(row["severity"], row["severity"])),
    Column("oordeel", lambda row: VERDICTS[row["verdict"]]),
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
    Column("domein", subject),
    Column("verschil €", lambda row: number(row["verschil"]), figures=True),
    Column("boven begroting", lambda row: WAYS["percent"](row, "procent"), figures=True),
    Column("niveau", lambda row: row["level"]),
    Column("stand", life),
    Column("mail", mail_state),
    Column("opgepakt", lambda row: row["acknowledged_by"]),
]

LOG = [
    Column("nr", lambda row: row["number"], figures=True),
    Column("wanneer (UTC)", lambda row: row["happened_at"].strftime("%Y-%m-%d %H:%M")),
    Column("wat", lambda row: EVENTS.get(row["event"], row["event"])),
    Column("gemeente", lambda row: name_of(row["municipality"]) if row["municipality"] else ""),
    Column("melding", lambda row: row["alert_id"][:12]),
    Column("bijzonderheden", logged),
]

REVIEW = [
    Column("soort", lambda row: REVIEWED[row["kind"]]),
    Column("tekst", lambda row: row["label"]),
    Column("keer", lambda row: row["times"], figures=True),
    Column("waar", where),
    Column("lijkt op (niet zeker)", resembles),
]
