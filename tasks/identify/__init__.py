"""What a stored object is: municipality, kind, fiscal year, period; from what is said about it, else its text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tasks.identify.claims import WrongClaim, check, claim_of_key, claim_of_name, claim_of_sidecar, merge
from tasks.identify.kind import kind_of
from tasks.identify.municipality import municipality_of
from tasks.identify.period import period_of, published_on, year_of
from tasks.identify.text import Found, Text, Unidentified
from tasks.model import Claim, Document, Kind, StoredObject

__all__ = [
    "Identity",
    "Unidentified",
    "WrongClaim",
    "claim_of_key",
    "claim_of_sidecar",
    "document_of",
    "identify",
    "merge",
    "recognise",
]

NOTHING_SAID = Claim()


@dataclass(frozen=True, slots=True)
class Identity:
    """What was found about an object, field by field with its evidence, and of which field nothing is sure and why."""

    found: Mapping[str, Found[Any]]
    doubts: Mapping[str, str]


def identify(stored: StoredObject, text: str, said: Claim = NOTHING_SAID) -> Document:
    """The document that an object is: by what is said of it, its folders, its text, and where that doubts its name.

    Args:
        stored: the object as fetched.
        text: its text, as its reader gives it.
        said: what options and sidecar say, merged in that order.

    Raises:
        Unidentified: municipality or year is in doubt; the reason names all that is. A kind in doubt is `OTHER`.
    """
    return document_of(stored, recognise(stored, text, said))


def recognise(stored: StoredObject, text: str, said: Claim = NOTHING_SAID) -> Identity:
    """All that can be said of an object, whether or not it is enough."""
    claim = check(merge(said, claim_of_key(stored.key)), stored.key)
    content = Text(text)
    settled = _Settling(claim, claim_of_name(stored.name))
    kind = settled.field("kind", lambda: kind_of(content)) or Found(Kind.OTHER, settled.doubts["kind"])
    year = settled.field("year", lambda: year_of(content, kind.value))
    known_year = year.value if year else None
    municipality = settled.field("municipality", lambda: municipality_of(content, known_year))
    period = period_of(content, kind.value, year.value) if year else None
    published = _published(claim, content, year.value) if year else None
    found = {"municipality": municipality, "kind": kind, "year": year, "period": period, "published": published}
    return Identity({name: one for name, one in found.items() if one}, settled.doubts)


def document_of(stored: StoredObject, known: Identity) -> Document:
    """The document of that identity.

    Raises:
        Unidentified: municipality or year is in doubt.
    """
    values = {name: one.value for name, one in known.found.items()}
    if not {"municipality", "year"} <= values.keys():
        raise Unidentified(f"{stored.name}: {'; '.join(known.doubts.values())}.")
    return Document(
        document_id=stored.sha256,
        uri=stored.uri,
        key=stored.key,
        version=stored.version,
        **values,
        evidence={name: one.evidence for name, one in known.found.items()},
        doubts=known.doubts,
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
