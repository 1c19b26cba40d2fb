"""The words of the site: what codes of the warehouse are called in Dutch."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from typing import Any

from tasks import notation
from tasks.notation import CONCLUSIONS, SCENARIOS, SCORED, euro, grounds, number, percent, voordeel_nadeel
from tasks.notation import METRICS as COSTS
from tasks.vocabularies import vocabulary

KINDS = {
    "monitor": "monitor",
    "begroting": "begroting",
    "tussenrapportage": "tussenrapportage",
    "jaarstukken": "jaarstukken",
    "iv3": "Iv3-levering",
    "other": "ander stuk",
}
METRICS = {
    "lasten": "lasten",
    "baten": "baten",
    "saldo": "saldo (baten - lasten)",
    "reserves": "mutatie van reserves",
    "result": "resultaat",
    "amount": "bedrag",
    "clients": "cliënten",
    "providers": "aanbieders",
    "amount_per_client": "bedrag per cliënt",
    "grants": "toekenningen",
    "benefits": "uitkeringen",
    "outflow": "uitstroom",
    "savings": "besparingen",
    "indicator": "indicator",
    "count": "aantal",
    "percentage": "percentage",
}
SEVERITIES = {"error": "fout", "warning": "let op", "info": "ter informatie"}
FATES = {"observed": "cijfer", "ignored": "geen cijfer", "signalled": "niet te lezen"}
TOLD_BY = (*(f"{name}_ground" for name in CONCLUSIONS), *(f"{name}_score" for name in SCORED))
GROUNDS_OF = itemgetter(*TOLD_BY)
PARTS_OF_YEAR = {"Q": "e kwartaal ", "H": "e halfjaar "}
STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
BOX = re.compile(r"(?<=\d) \([\d., -]+\)$")
LONGEST = 300  # of the text of one cell or label: the site shows figures, it does not republish prose


@lru_cache(maxsize=65536)
def plain(text: str | None) -> str:
    """Text from a document without what steers a reader's screen, cut where it is too long."""
    said = STEERING.sub(" ", text or "")
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"


@lru_cache(maxsize=4096)
def period(code: str | None) -> str:
    """`2025`, `1e halfjaar 2023` for `2023H1`."""
    found = re.fullmatch(r"(\d{4})([QH])(\d)", code or "")
    return f"{found[3]}{PARTS_OF_YEAR[found[2]]}{found[1]}" if found else code or "periode open"


def amount(value: Decimal, unit: str | None) -> str:
    """A value with its unit, as people write it: `€ 189.000`, `1,7 %`, `123`."""
    if unit == "EUR":
        return euro(value) if value == value.to_integral_value() else f"€ {number(value, 2)}"
    if unit == "procent":
        return percent(value)
    return number(value, 0 if value == value.to_integral_value() else 1)


def count(held: int) -> str:
    """`1.234`: how many."""
    return number(Decimal(held))


def signed(verschil: Decimal) -> str:
    """`€ 189.000 N`: how much, and for or against the result."""
    return f"{euro(abs(verschil))} {voordeel_nadeel(verschil)}".strip()


def scenario(code: str | None) -> str:
    """`begroting na wijziging`."""
    return SCENARIOS.get(code or "", code or "versie open")


def cost(metric: str) -> str:
    """What is compared: `lasten` or `netto kosten`."""
    return COSTS.get(metric, metric)


def day_of(day: date) -> str:
    """`15 november 2025`."""
    return f"{day.day} {notation.MONTHS[day.month - 1]} {day.year}"


def place(locator: str | None) -> str:
    """Where on paper: `regel 213`, `pagina 170`; where on the page the picture or the table shows."""
    return BOX.sub("", notation.place(locator))


def shown(figure: Mapping[str, Any]) -> str:
    """The value of a figure with its unit, or what stands in its place where it is not shown."""
    return str(figure["hidden"]) if figure["hidden"] else amount(figure["value"], figure["unit"])


def read_as(figure: Mapping[str, Any]) -> str:
    """What a printed figure was taken for: `€ 11.193.000, lasten, realisatie, 2025`."""
    return f"{shown(figure)}, {_meaning(figure['metric'], figure['scenario'], figure['period'], figure['unit'])}"


@lru_cache(maxsize=4096)
def _meaning(metric: str | None, version: str | None, when: str | None, unit: str | None) -> str:
    said = (METRICS.get(metric or "", metric or "maat open"), scenario(version), period(when))
    return ", ".join([*said, *([] if unit else ["eenheid open"])])


def rests_on(figure: Mapping[str, Any]) -> str:
    """The grounds of what was concluded, those that are printed at the figure left unsaid."""
    return _grounds(GROUNDS_OF(figure))


@lru_cache(maxsize=4096)
def _grounds(told: tuple[Any, ...]) -> str:
    """The same few sets of grounds come back in every table."""
    return grounds(dict(zip(TOLD_BY, told, strict=True)), unless="printed") or "gedrukt"


def label(figure: Mapping[str, Any]) -> str:
    """The label of a row, its groups before it: `Jeugd: Jeugd-ggz`."""
    return plain(figure["row_label"] or figure["table_title"] or "zonder omschrijving").replace(" > ", ": ")


@lru_cache(maxsize=4096)
def concept(code: str, printed: str) -> str:
    """What a line is about: the name of a taakveld with its code, else the words printed at it."""
    if not code.startswith("taakveld."):
        return printed
    taakveld = ".".join(code.split(".")[1:3])
    known = _taakvelden().get(taakveld)
    return f"{known} ({taakveld})" if known else printed


@lru_cache(maxsize=1)
def _taakvelden() -> Mapping[str, str]:
    return dict(vocabulary("taakvelden").select("code", "name").rows())
