"""What is said about a document outside its text: in options, a sidecar, or the path of its key."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from tasks.identify.kind import kind_of_word, kinds_in_name
from tasks.identify.municipality import municipalities_in_name
from tasks.identify.text import Unidentified
from tasks.language.patterns import BOOK_YEAR, YEAR
from tasks.model import Claim, Kind
from tasks.municipalities import municipalities

FIRST_YEAR, LAST_YEAR = 2004, 2099  # the BBV holds since book year 2004
CODE = re.compile(r"GM\d{4}", re.IGNORECASE)
SAID = ("municipality", "kind", "year", "published")


class WrongClaim(Unidentified):
    """Something said about a document cannot be true; the text names the place and the field."""


def merge(*claims: Claim) -> Claim:
    """One claim out of several; where two speak of the same field the earlier one holds."""
    said: dict[str, Any] = {}
    sources: dict[str, str] = {}
    for claim in claims:
        for name in SAID:
            if name not in said and getattr(claim, name) is not None:
                said[name] = getattr(claim, name)
                sources[name] = claim.sources.get(name, "option")
    return Claim(**said, sources=sources)


def claim_of_key(key: str) -> Claim:
    """What the folders of a key say: `GM0147/2025/monitor/any-name.pdf`, each part optional, in any order."""
    said: dict[str, Any] = {}
    for part in key.split("/")[:-1]:
        for name, value in _said_by_folder(part):
            if said.setdefault(name, value) != value:
                raise WrongClaim(f"Sleutel {key!r}: twee mappen spreken elkaar tegen over {name} ({part!r}).")
    return check(Claim(**said, sources=dict.fromkeys(said, "key")), f"sleutel {key!r}")


def claim_of_name(name: str) -> Claim:
    """What a base name says without a doubt: `borne_monitor2025.txt`. Names are given by hand: the text goes before."""
    years = {int(year) for year in re.findall(rf"(?<!\d){BOOK_YEAR}(?!\d)", name)}
    named: dict[str, set[Any]] = {
        "municipality": municipalities_in_name(name),
        "kind": kinds_in_name(name),
        "year": years,
    }
    said = {field: next(iter(values)) for field, values in named.items() if len(values) == 1}
    return Claim(**said, sources=dict.fromkeys(said, f"naam {name!r}"))


def _said_by_folder(part: str) -> list[tuple[str, Any]]:
    if CODE.fullmatch(part):
        return [("municipality", part.upper())]
    if re.fullmatch(YEAR, part):
        return [("year", int(part))]
    kind = kind_of_word(part)
    return [("kind", kind)] if kind else []


def claim_of_sidecar(data: bytes, name: str = "sidecar") -> Claim:
    """What `any-name.pdf.json` says: an object with any of municipality, kind, year, published.

    Args:
        data: the bytes of the sidecar.
        name: its key, for the error.

    Raises:
        WrongClaim: it is no JSON object, or a field has no possible value.
    """
    try:
        said = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise WrongClaim(f"{name}: geen leesbare JSON ({error}).") from error
    if not isinstance(said, dict):
        raise WrongClaim(f'{name}: verwacht een JSON-object als {{"municipality": "GM0147", "year": 2025}}.')
    unknown = sorted(said.keys() - set(SAID))
    if unknown:
        raise WrongClaim(f"{name}: onbekend veld {unknown[0]!r}; toegestaan zijn {', '.join(SAID)}.")
    values: dict[str, Any] = {field: _parsed(name, field, value) for field, value in said.items() if value is not None}
    return check(Claim(**values, sources=dict.fromkeys(values, "sidecar")), name)


def _parsed(name: str, field: str, value: object) -> object:
    try:
        return PARSERS[field](value)
    except (ValueError, TypeError) as error:
        raise WrongClaim(f"{name}: veld {field!r} heeft geen geldige waarde: {value!r}.") from error


def _kind(value: object) -> Kind:
    kind = kind_of_word(str(value))
    if kind is None:
        raise ValueError(value)
    return kind


def _year(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError(value)
    return int(value)


PARSERS: Mapping[str, Callable[[Any], object]] = {
    "municipality": lambda value: str(value).upper(),
    "kind": _kind,
    "year": _year,
    "published": date.fromisoformat,
}


def check(claim: Claim, where: str) -> Claim:
    """The claim itself when it can be true.

    Raises:
        WrongClaim: the code is of no municipality, or not in that year, or the year is none.
    """
    if claim.year is not None and not FIRST_YEAR <= claim.year <= LAST_YEAR:
        raise WrongClaim(f"{where}: veld 'year' is {claim.year}, verwacht {FIRST_YEAR} tot en met {LAST_YEAR}.")
    if claim.municipality is None:
        return claim
    known = municipalities().get(claim.municipality)
    if known is None:
        raise WrongClaim(f"{where}: veld 'municipality' is {claim.municipality!r}, geen CBS-code van een gemeente.")
    if claim.year is not None and not known.existed_in(claim.year):
        raise WrongClaim(f"{where}: gemeente {known.name} ({known.code}) bestond niet in {claim.year}.")
    return claim
