"""Figures, dates and words as finance people in the Netherlands read them: € 189.000, 1,7 %, N."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zoneinfo import ZoneInfo

SWAP = str.maketrans(",.", ".,")
MONTHS = (  # the machine may have no Dutch locale
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")

DOMAINS = {
    "wmo": "Wmo",
    "jeugd": "Jeugd",
    "participatie": "Participatie",
    "toegang": "Toegang en sociale basis",
    "gezondheid": "Gezondheid",
    "onderwijs": "Onderwijs",
    "transformatie": "Transformatie",
    "totaal": "Programma sociaal domein",
}
SCENARIOS = {
    "begroting_gewijzigd": "begroting na wijziging",
    "begroting_primitief": "primitieve begroting",
    "begroting": "begroting (versie niet vermeld)",  # many monitors print `2025B` and do not say which
    "realisatie": "realisatie",
    "prognose": "prognose",
    "meerjarenraming": "meerjarenraming",
    "verschil": "verschil",
    "streefwaarde": "streefwaarde",
    "taakstelling": "taakstelling",
    "verwacht": "verwachte besparing",
    "incidenteel": "waarvan incidenteel",
    "gerealiseerd_besparing": "gerealiseerde besparing",
    "openstaand": "nog openstaand",
}
PLACES = {
    "line": "regel",
    "page": "pagina",
    "table": "tabel",
    "row": "rij",
    "column": "kolom",
    "paragraph": "alinea",
    "footnote": "voetnoot",
    "page-header": "kopregel",
    "page-footer": "voetregel",
    "field": "veld",
    "box": "tekstvak",
}
CONCLUSIONS = {
    "scenario": "scenario",
    "period": "periode",
    "metric": "maat",
    "unit": "eenheid",
    "scale": "schaal",
    "concept": "begrip",
    "value": "cijfer",
}
SCORED = ("concept", "value")
GROUNDS = {
    "printed": "gedrukt",
    "title": "titel",
    "note": "noot",
    "neighbour": "buurkolom",
    "arithmetic": "rekenkundig",
    "kind of document": "soort document",
    "ocr": "herkend in een plaatje",
    "vocabulary": "woordenlijst",
    "none": "geen",
}
METRICS = {"lasten": "lasten", "saldo": "netto kosten", "amount": "netto kosten"}
BASES = {"printed total": "afgedrukt totaal", "sum of taakvelden": "som van taakvelden"}


def subject(row: Mapping[str, Any]) -> str:
    """What a row is about, as finance names it: `Jeugd`, or of one taakveld `Taakveld 6.72a Jeugdhulp begeleiding`."""
    if of := row.get("subject"):
        return f"{str(of).partition('.')[0].capitalize()} {row['label']}"
    return DOMAINS.get(row["domain"], str(row["domain"]))


def number(value: Decimal, decimals: int = 0) -> str:
    """`1234567.5` as `1.234.568`: points between thousands, a comma before decimals, halves away from zero."""
    if decimals == 0 and (whole := int(value)) == value:  # most amounts: this takes a third of the time
        return f"{whole:,}".replace(",", ".")
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{rounded + 0:,f}".translate(SWAP)  # + 0 makes of -0 a 0


def euro(value: Decimal) -> str:
    """`189000` as `€ 189.000`, `-315000` as `€ -315.000`."""
    return f"€ {number(value)}"


def percent(value: Decimal | float) -> str:
    """`1.689` as `1,7 %`."""
    return f"{number(Decimal(str(value)), 1)} %"


def place(locator: str | None) -> str:
    """Where a figure is printed: `line 213` as `regel 213`, `table 2 row 3 column 4` as `tabel 2 rij 3 kolom 4`."""
    words = (locator or "").split(" ")
    return " ".join([PLACES.get(word, word) for word in words]) if words[0] in PLACES and words[1:] else locator or ""


def grounds(figure: Mapping[str, Any], unless: str = "") -> str:
    """What the conclusions about a figure rest on: `scenario: gedrukt, begrip: woordenlijst (92,0 %)`.

    Args:
        figure: With the columns of the grounds of an observation; one that was never told is passed over.
        unless: A ground that goes without saying.
    """
    told = {what: figure[f"{what}_ground"] for what in CONCLUSIONS}
    scores = {what: figure[f"{what}_score"] for what in SCORED}
    return ", ".join(
        f"{CONCLUSIONS[what]}: {GROUNDS[ground]}{_score(scores.get(what))}"
        for what, ground in told.items()
        if ground not in {None, unless} and (what, ground) != ("value", "printed")
    )


def _score(share: float | None) -> str:
    return f" ({percent(100 * share)})" if share is not None else ""


def voordeel_nadeel(verschil: Decimal) -> str:
    """V where less was spent than budgeted, N where more was, nothing where it is the same."""
    if verschil == 0:
        return ""
    return "V" if verschil > 0 else "N"


def day(moment: datetime) -> str:
    """A moment in UTC (as the warehouse keeps it) as the day that it was in the Netherlands: `3 mei 2026`."""
    local = moment.replace(tzinfo=UTC).astimezone(AMSTERDAM)
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}"
