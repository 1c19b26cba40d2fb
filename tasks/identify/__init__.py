"""What a stored object is: municipality, kind, fiscal year, period; from what is said about it, else its text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tasks.identify.claims import WrongClaim, check, claim_of_key, claim_of_sidecar, merge
from tasks.identify.kind import kind_of
from tasks.identify.municipality import municipality_of
from tasks.identify.period import period_of, published_on, year_of
from tasks.identify.text import Found, Text, Unidentified
from tasks.model import Claim, Document, Kind, StoredObject

__all__ = ["Unidentified", "WrongClaim", "claim_of_key", "claim_of_sidecar", "identify", "merge"]

NOTHING_SAID = Claim()


def identify(stored: StoredObject, text: str, said: Claim = NOTHING_SAID) -> Document:
    """The document that an object is; what is said goes before its key, and its key before its text.

    Args:
        stored: the object as fetched.
        text: its text, as its reader gives it.
        said: what options and sidecar say, merged in that order.

    Raises:
        Unidentified: municipality, kind or year is in doubt; the reason names each that is.
    """
    claim = check(merge(said, claim_of_key(stored.key)), stored.key)
    content = Text(text)
    doubts: list[str] = []
    kind = _settled(claim, "kind", lambda: kind_of(content), doubts)
    year = _settled(claim, "year", lambda: year_of(content, kind.value if kind else Kind.OTHER), doubts)
    known_year = year.value if year else None
    municipality = _settled(claim, "municipality", lambda: municipality_of(content, known_year), doubts)
    if kind is None or year is None or municipality is None:
        raise Unidentified(f"{stored.name}: {'; '.join(doubts)}.")
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
    )


def _settled(claim: Claim, field: str, look: Callable[[], Found[Any]], doubts: list[str]) -> Found[Any] | None:
    """What is said of a field, else what the text says; a doubt is noted so that one reason can name them all."""
    if getattr(claim, field) is not None:
        return Found(getattr(claim, field), claim.sources[field])
    try:
        return look()
    except Unidentified as doubt:
        doubts.append(str(doubt))
        return None


def _published(claim: Claim, content: Text, year: int) -> Found[date] | None:
    if claim.published is not None:
        return Found(claim.published, claim.sources["published"])
    return published_on(content, year)
