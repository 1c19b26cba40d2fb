"""Products, components and measures in labels, by `products.csv`.

Kinds: `domain` (a whole domain), `product` (absolute), `component` (a part of whatever the table or group is
about: its code opens with a point), `measure` (says what is measured, not what it is about).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from tasks.language import patterns
from tasks.limits import KNOWN_LABEL
from tasks.vocabularies import key, vocabulary
from tasks.vocabularies.domains import WEAK, folded, names_the_programme, one_domain


@dataclass(frozen=True, slots=True)
class Product:
    """What a label stands for."""

    code: str
    kind: str

    @property
    def domain(self) -> str:
        """The domain that the code opens with; empty for a component or measure."""
        return self.code.split(".")[0] if self.kind in {"domain", "product"} else ""


PROGRAMME = "programma"
MEASURE = Product("", "measure")
NOTE = r"(?<![\s,(])[\s,(]*+(?:(?:in )?bedragen\b|[x*]\s*€).*$"
NOTE += r"|\((?:lasten|baten|saldo|netto|wmo|jeugd\w*|participatie\w*)\)$"
NUMBER = r"^\d+(?:[.\-]\d+)*[a-z]?(?:\s*[.):_\-–]+\s*|\s+)(?=[^\W\d])"
TOTAL = r"^(?:sub-?|eind)?tota(?:al|le)\b\s*|(?<!\s)\s++totaal$"
MEASURED = (
    r"^(?:gerealiseerde?|geraamde?)\s+"
    r"|^(?:saldo van (?:de )?(?:baten en lasten|lasten en baten)"
    r"|(?:storting(?:en)?|toevoeging(?:en)?|onttrekking(?:en)?|mutaties?) (?:(?:in|aan|uit|van) )?(?:de )?reserves?"
    r"|(?:saldo|resultaat) (?:voor|na) (?:bestemming|mutaties? (?:(?:in|aan|van) )?(?:de )?reserves?)"
    r"|saldo|lasten|baten|resultaat)\b\s*(?:van |voor )?|(?<!\s)\s++(?:lasten|baten|saldo)$"
)
PLACE = (
    r"^(?:metingen|vernieuwde beleidsindicatoren|overzicht(?: van)?|exploitatie|financien|tabel)\s+"
    r"|^(?:doelenboom|db|(?:deel)?programma|product(?:groep)?|thema|taakveld(?:en)?)(?!\w)\s*"
    r"|(?<!\s)\s++\(?\d{4}(?:\s*(?:[-/–]|t/m)\s*\d{4})?\)?$|^\d+$"
)
STRIPPED = tuple(re.compile(pattern) for pattern in (NOTE, NUMBER, TOTAL, MEASURED, PLACE))
IS_TOTAL = re.compile(r"^\W*(?:sub-?|eind)?tota(?:al|le)\b|\btotaal\W*$")
YEAR = re.compile(patterns.YEAR)
COMPOUND = 6  # words: longer labels are sentences


@lru_cache(maxsize=1)
def _index() -> dict[str, dict[str, Product]]:
    index: dict[str, dict[str, Product]] = defaultdict(dict)
    for row in vocabulary("products").iter_rows(named=True):
        product = Product("" if row["kind"] == "measure" else row["code"], row["kind"])
        for spelling in (row["label"], *row["fixes"]):
            index[key(spelling)].setdefault(product.domain, product)
    return dict(index)


def _exact(text: str, domain: str | None) -> Product | None:
    """The product of a spelling; one that several domains share needs the domain to be known."""
    by_domain = _index().get(key(text), {})
    if len(by_domain) == 1:
        return next(iter(by_domain.values()))
    return by_domain.get(domain or "") or by_domain.get("")


@lru_cache(maxsize=8192)
def product(label: str, domain: str | None = None) -> Product | None:
    """What a label stands for, after its numbering, its total and measure words and its notes are set aside.

    A label of which nothing is left is a measure: it says nothing of its own ('Totaal lasten', 'Saldo').
    """
    if len(label) > KNOWN_LABEL:
        return None
    text, own = folded(label).strip(" :.*"), one_domain(label)
    own = domain if own in {None, WEAK} else own
    if text.isdigit() and not YEAR.fullmatch(text):
        return None  # a number alone is an age, a district, an item: never the table as a whole
    while key(text):
        found = _exact(text, own) or _compound(text, own)
        if found:
            return found
        shorter = next((t for p in STRIPPED if (t := p.sub("", text, count=1).strip(" :.,*-")) != text), None)
        if shorter is None:
            return None
        text = shorter
    return MEASURE


def _compound(text: str, domain: str | None) -> Product | None:
    """A product with a component of it in one label: 'Begeleiding Pgb', 'Subsidies jeugd'."""
    words = text.split()
    for cut in range(1, len(words) if len(words) <= COMPOUND else 0):
        parts = [_exact(" ".join(side), domain) for side in (words[:cut], words[cut:])]
        whole = next((p for p in parts if p and p.kind in {"domain", "product"}), None)
        part = next((p for p in parts if p and p.kind == "component"), None)
        if whole and part:
            return Product(whole.code + part.code, "product")
    return None


def is_total(label: str) -> bool:
    """Whether a label is printed as a total; the total row of a table may have no label at all."""
    return not label.strip() or IS_TOTAL.search(folded(label)) is not None


@lru_cache(maxsize=4096)
def whole(text: str, context: str | None) -> str | None:
    """The concept that a heading is about as a whole; a heading in parts must name one thing in all of them."""
    found = product(text, context)
    if found and found.kind in {"domain", "product"}:
        return found.code
    if names_the_programme(text):
        return PROGRAMME
    parts = [product(part, context) for part in re.split(r"[,:;]|\s[-–]\s|\(|\)", text) if part.strip()]
    codes = sorted({part.code for part in parts if part and part.domain}, key=len)
    complete = all(part and part.kind != "component" for part in parts)
    if complete and codes and all(codes[-1].startswith(code) for code in codes):
        return codes[-1]
    return None
