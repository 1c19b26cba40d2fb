"""The municipalities: names, spellings and mergers of all, and in a TOML file each what only one of them has."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, Literal, get_args

from tasks.vocabularies import vocabulary

Authorisation = Literal["programma", "deelprogramma", "taakveld"]
COUNTRY = "NL01"  # the country in the regional codes of CBS: a file about all municipalities
# What the last of these hold is checked by tasks/alerts/policy.py.
FIELDS = {"code", "own_forms", "authorisation", "index", "council", "deelprogramma", "alerts"}


@dataclass(frozen=True, slots=True)
class Index:
    """What prices of a product rose in a year as a document prints it: in percent, or as euros in all."""

    product: str
    year: int
    source: str
    percent: float | None = None
    euros: int | None = None


@dataclass(frozen=True, slots=True)
class Municipality:
    """One municipality under one CBS code; a merged one keeps its code for the years before the merger.

    `own_forms` are the words for its people and things (`Hengelose`); `authorisation` is the level at which
    its council authorises lasten.
    """

    code: str
    name: str
    spellings: tuple[str, ...] = ()
    valid_from: int | None = None
    valid_to: int | None = None
    merged_into: tuple[str, ...] = ()
    common_word: bool = False
    own_forms: tuple[str, ...] = ()
    authorisation: Authorisation = "programma"  # Gemeentewet art. 189, unless its council decided otherwise
    index: tuple[Index, ...] = ()
    council: tuple[date, ...] = ()  # the days on which its council meets and may amend the budget

    @property
    def plain_name(self) -> str:
        """The name as a document prints it: `Hengelo`, not `Hengelo (O.)`."""
        return re.sub(r"\s*\(.*\)$", "", self.name)

    def existed_in(self, year: int) -> bool:
        """Whether a document about that fiscal year can be of this municipality."""
        return (self.valid_from or year) <= year <= (self.valid_to or year)


@cache
def municipalities() -> Mapping[str, Municipality]:
    """All municipalities by their CBS code."""
    own = own_facts(files("tasks.municipalities"))
    rows = vocabulary("municipalities").iter_rows(named=True)
    known = {row["code"]: _municipality(row, own.get(row["code"], {})) for row in rows}
    for code in own.keys() - known.keys():
        raise ValueError(f"tasks/municipalities: code {code!r} staat niet in municipalities.csv.")
    return MappingProxyType(known)


def codes_of(asked: str) -> list[str]:
    """The codes of the municipalities that go by a code, name or spelling; of these the ones that exist now, if any."""
    wanted = asked.casefold().strip()
    found = [
        place
        for place in municipalities().values()
        if wanted in {name.casefold() for name in (place.code, place.name, place.plain_name, *place.spellings)}
    ]
    return [place.code for place in found if place.valid_to is None] or [place.code for place in found]


def _municipality(row: dict[str, Any], own: Mapping[str, Any]) -> Municipality:
    return Municipality(
        code=row["code"],
        name=row["name"],
        spellings=tuple(row["fixes"]),
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        merged_into=tuple(filter(None, row["merged_into"].split("|"))),
        common_word=row["common_word"] == "1",
        own_forms=tuple(own.get("own_forms", ())),
        authorisation=own.get("authorisation", "programma"),
        index=tuple(Index(**one) for one in own.get("index", ())),
        council=tuple(own.get("council", ())),
    )


def own_facts(folder: Traversable) -> dict[str, dict[str, Any]]:
    """The facts of each TOML file in a folder, by the code of its municipality."""
    facts = [
        _checked(entry) for entry in folder.iterdir() if entry.name.endswith(".toml") and not entry.name.startswith("_")
    ]
    return {fact["code"]: fact for fact in facts}


def _checked(entry: Traversable) -> dict[str, Any]:
    """The facts of one file, or an error that names the file and the field."""
    try:
        fact = tomllib.loads(entry.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"tasks/municipalities/{entry.name}: geen leesbare TOML ({error}).") from error
    wrong = [f"onbekend veld {name!r}" for name in fact.keys() - FIELDS]
    if not re.fullmatch(r"GM\d{4}", str(fact.get("code", ""))):
        wrong.append("veld 'code' is geen CBS-code als GM0147")
    if fact.get("authorisation", "programma") not in get_args(Authorisation):
        wrong.append(f"veld 'authorisation' is geen van {', '.join(get_args(Authorisation))}")
    forms = fact.get("own_forms", [])
    if not (isinstance(forms, list) and all(isinstance(form, str) for form in forms)):
        wrong.append("veld 'own_forms' is geen lijst van woorden")
    wrong += _wrong_facts(fact)
    if wrong:
        raise ValueError(f"tasks/municipalities/{entry.name}: {'; '.join(wrong)}.")
    return fact


def _wrong_facts(fact: Mapping[str, Any]) -> list[str]:
    """What is wrong with the indices and the days of the council in one file."""
    wrong = []
    for one in fact.get("index", ()):
        try:
            told = Index(**one)
        except TypeError as error:
            wrong.append(f"een [[index]] is onjuist ({error})")
            continue
        if (told.percent is None) == (told.euros is None):
            wrong.append(f"[[index]] van {told.product} {told.year}: geef percent of euros, niet beide")
    if not all(isinstance(day, date) for day in fact.get("council", ())):
        wrong.append("veld 'council' is geen lijst van datums als 2025-10-07")
    return wrong
