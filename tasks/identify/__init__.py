"""What a stored object is: municipality, kind, fiscal year, period; from what is said about it, else its text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tasks.identify.claims import WrongClaim, check, claim_of_key, claim_of_name, claim_of_sidecar, merge
from tasks.identify.kind import kind_of
from tasks.identify.municipality import municipality_of
from tasks.identify.period import period_of, published_on, year_of
from tasks.identify.text import Found, Text, Unidentified
from tasks.model import Claim, Document, Kind, StoredObject

__all__ = ["Unidentified", "WrongClaim", "claim_of_key", "claim_of_sidecar", "identify", "merge"]

NOTHING_SAID = Claim()


def identify(stored: StoredObject, text: str, said: Claim = NOTHING_SAID) -> Document:
    """The document that an object is: by what is said of it, its folders, its text, and where that doubts its name.

    Args:
        stored: the object as fetched.
        text: its text, as its reader gives it.
        said: what options and sidecar say, merged in that order.

    Raises:
        Unidentified: municipality or year is in doubt; the reason names all that is. A kind in doubt is `OTHER`.
    """
    claim = check(merge(said, claim_of_key(stored.key)), stored.key)
    content = Text(text)
    settled = _Settling(claim, claim_of_name(stored.name))
    kind = settled.field("kind", lambda: kind_of(content))
    year = settled.field("year", lambda: year_of(content, kind.value if kind else Kind.OTHER))
    known_year = year.value if year else None
    municipality = settled.field("municipality", lambda: municipality_of(content, known_year))
    if year is None or municipality is None:
        raise Unidentified(f"{stored.name}: {'; '.join(settled.doubts.values())}.")
    kind = kind or Found(Kind.OTHER, settled.doubts["kind"])
    period = period_of(content, kind.value, year.value)
    published = _published(claim, content, year.value)
    found = {"municipality": municipality, "kind": kind, "year": year, "period": period, "published": published}
    return Document(
        document_id=stored.sha256,
        uri=stored.uri,
        key=stored.key,
        version=stored.version,
        municipality=municipality.value,
        kind=kind.value,
        year=year.value,
        period=period.value,
        published=published.value if published else None,
        evidence={field: conclusion.evidence for field, conclusion in found.items() if conclusion},
        doubts=settled.doubts,
    )


@dataclass
class _Settling:
    """How a field is settled; doubts are kept so that one reason can name them all."""

    claim: Claim
    name: Claim
    doubts: dict[str, str] = field(default_factory=dict)

    def field(self, name: str, look: Callable[[], Found[Any]]) -> Found[Any] | None:
        """What is said of a field, else what the text says, else the name of the file; None where all doubt."""
        if (said := getattr(self.claim, name)) is not None:
            return Found(said, self.claim.sources[name])
        try:
            return look()
        except Unidentified as doubt:
            if (named := getattr(self.name, name)) is not None:
                return Found(named, self.name.sources[name])
            self.doubts[name] = str(doubt)
            return None


def _published(claim: Claim, content: Text, year: int) -> Found[date] | None:
    if claim.published is not None:
        return Found(claim.published, claim.sources["published"])
    return published_on(content, year)
