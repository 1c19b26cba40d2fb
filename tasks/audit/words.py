"""Amounts, percentages and claims in a Dutch sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tasks.language.patterns import ANY_OF_20

AMOUNT = re.compile(
    r"€\s*(?P<sign>-\s*)?(?P<number>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)(?:\s*+,-)?"
    r"(?:\s*+(?P<unit>miljoen|mln|miljard|duizend|K\b|k\b|ton\b))?"
)
UNITS = {"miljoen": 10**6, "mln": 10**6, "miljard": 10**9, "duizend": 1000, "k": 1000, "ton": 10**5}
# '6.3 Inkomensregelingen (€ 1.031.000 nadeel)', 'Jeugd: € 602.000 N'
HEADED = re.compile(r"^(?P<label>[^€(]{3,90}?)\s*[(:–-]\s*(?P<money>€[^)]*?)\s*(?P<side>voordeel|nadeel|V|N)\)?\.?\s*$")
YEAR = re.compile(rf"\b({ANY_OF_20})\b")
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý])")
TOTAL = re.compile(rf"\b(totale?|saldo|kosten in {ANY_OF_20}|prognose {ANY_OF_20})\b", re.I)
STATES = re.compile(r"\b(bedroe?g(?:en)?|bedraagt|bedragen|blijkt|is|zijn|was|waren|uitgekomen op)\b", re.I)
GROWS = re.compile(
    r"\b(?P<way>stijg\w*|gestegen|toegenomen|toename|groei\w*|gegroeid|daal\w*|daling|gedaald|afgenomen|afname)\b"
    r"[^.%€]{0,30}?\b(?:met|van)\s+(?P<about>(?:ca\.?|circa|ongeveer|ruim|bijna)\s+)?",
    re.I,
)
PERCENT = re.compile(r"(?P<number>\d{1,3}(?:,\d+)?)\s*%")
FALLS = re.compile(r"^(daal|daling|gedaald|afgenomen|afname)", re.I)
PRICED = re.compile(r"\b(?:prijs\w*index\w*|index\w*|prijsstijging\w*)\b", re.I)
EXPLAINS = re.compile(r"\b(verklaar\w*|verklaren|veroorzaakt|komt door|wordt door|vanuit)\b", re.I)
HEDGED = re.compile(
    r"\b(helft|deels|gedeelte|deel|grotendeels|vooral|mede|hoofdzakelijk|overige|onder andere|o\.a\.|naast|ondanks|"
    r"exclusief)\b",
    re.I,
)

UP = re.compile(r"\b(gestegen|stijgt|stijgen|stijging|toegenomen|toename|nemen toe|neemt toe|gegroeid)\b", re.I)
DOWN = re.compile(r"\b(gedaald|daalt|dalen|daling|afgenomen|afname|nemen af|neemt af)\b", re.I)
DESPITE = re.compile(
    r"\b(?:ondanks|door|vanwege|als gevolg van)\b (?:de |het |een )?[^,.]{0,200}?(?:index\w*|stijging\w*|daling\w*)",
    re.I,
)
NOT = re.compile(r"\b(niet|geen|nauwelijks|minder|zonder|indien|als|zou|zouden|verwacht\w*|prognose|exclusief)\b", re.I)
PEOPLE = r"(?:inwoners?|cli[eë]nt(?:en)?|jeugdigen?|jongeren?)"
SUBJECTS = {
    "clients": re.compile(rf"\baantal (?:unieke )?{PEOPLE}\b", re.I),
    "amount_per_client": re.compile(rf"\b(?:gemiddelde )?(?:kosten|bedrag) per (?:unieke )?{PEOPLE}\b", re.I),
}
OF_THE_WHOLE = re.compile(
    r"%\s*van (?:de|het) (?:totale |totaal )?(?:kosten|lasten|uitgaven|netto kosten|totaal)\b", re.I
)
OF_THE_BUDGET = re.compile(
    r"\b(?:budget|begroting|begrote bedrag)\b.*\b(?:besteed|benut|uitgegeven|gerealiseerd)\b", re.I
)
ELSEWHERE = re.compile(
    r"\b(gemeente(?:lijke)?|begroting van|landelijk\w*|regio\w*|inwoners?|cli[eë]nt\w*|jeugdige\w*)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in euros, with what one step of its last significant digit is worth."""

    euros: float
    step: float
    text: str


def amounts(text: str) -> list[Amount]:
    """The amounts of a text, in order: `€ 1.031.000` has a step of 1.000, `€ 8,1 miljoen` one of 100.000."""
    return [_amount(match) for match in AMOUNT.finditer(text)]


def _amount(match: re.Match[str]) -> Amount:
    digits = match["number"].replace(".", "")
    scale = UNITS.get((match["unit"] or "").lower(), 1)
    whole, _, part = digits.partition(",")
    value = float(f"{whole}.{part or 0}") * scale
    zeros = 0 if part or not whole.strip("0") else len(whole) - len(whole.rstrip("0"))
    step = scale * (10.0 ** -len(part) if part else 10.0 ** min(zeros, 3))
    return Amount(-value if match["sign"] else value, step, match.group().strip())


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph."""
    return [sentence.strip() for sentence in SENTENCE.split(text) if sentence.strip()]


def years(text: str) -> list[int]:
    """The years that a text names, each once."""
    return list(dict.fromkeys(int(year) for year in YEAR.findall(text)))


def share_of(text: str) -> float | None:
    """The one percentage of a text; None where it has none or more."""
    found = PERCENT.findall(text)
    return float(found[0].replace(",", ".")) if len(found) == 1 else None
