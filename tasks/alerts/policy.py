"""Who is told what about a municipality, and from which amount on: its own file over the settings over one default."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from infra.settings import Settings
from tasks.alerts.addresses import is_address
from tasks.model import Domain
from tasks.municipalities import FIELDS, Authorisation, municipalities

LevelName = Literal["A", "B", "C"]
DEFAULT = "_default.toml"
DEELPROGRAMMA = "deelprogramma"
OF_COUNCIL = ("authorisation", "deelprogramma", "council")  # facts that stand above the table of alerts
RECEIVERS = ("finance", "steward", *(domain.value for domain in Domain))
Addresses = Annotated[list[str], Field(description='een lijst van mailadressen, zoals ["naam@gemeente.nl"]')]


def folded(text: str) -> str:
    """A name as it is compared: without capitals, and with single blanks."""
    return " ".join(text.lower().split())


class WrongPolicy(ValueError):
    """A file says of alerts what is not allowed; the message names file, field and what is allowed."""


class Level(BaseModel):
    """From which amount on (euros, percent of the budget) one level is mailed, and to whom instead of finance."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    amount: int = Field(ge=0, description="hele euro's, 0 of meer")
    percent: float = Field(ge=0, le=100, description="een getal van 0 tot 100, zoals 2.0")
    when: Literal["both", "either"] = Field(description='"both" (bedrag en percentage) of "either" (een van beide)')
    receivers: Addresses = Field(default_factory=list)


class Deelprogramma(BaseModel):
    """A deelprogramma that the council authorises, with the names of its row or its table as documents print them."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    name: str = Field(pattern=r"\S", description='een naam, zoals "3.3 Welzijn en zorg"')
    labels: list[Annotated[str, Field(pattern=r"\S")]] = Field(
        min_length=1, description="een lijst van omschrijvingen zoals ze in de stukken staan, minstens een"
    )

    @property
    def subject(self) -> str:
        """What tells it apart in alerts."""
        return f"{DEELPROGRAMMA}.{folded(self.name)}"


class Policy(BaseModel):
    """What holds for the alerts of one municipality."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    watched: Literal["own_documents", "always", "never"] = Field(description='"own_documents", "always" of "never"')
    years_back: int = Field(ge=0, le=20, description="een heel aantal jaren van 0 tot 20")
    movement: float = Field(gt=0, le=10, description="een deel van de drempel, meer dan 0 en hoogstens 10")
    quiet_days: int = Field(ge=0, le=366, description="een heel aantal dagen van 0 tot 366")
    digest_days: int = Field(ge=1, le=366, description="een heel aantal dagen van 1 tot 366")
    authorisation: Authorisation = Field(default="programma", description=", ".join(map(repr, get_args(Authorisation))))
    deelprogramma: list[Deelprogramma] = Field(default_factory=list, description="tabellen [[deelprogramma]]")
    council: list[date] = Field(
        default_factory=list, description="een lijst van datums, zoals [2026-06-25, 2026-11-05]"
    )
    receivers: dict[str, Addresses] = Field(description=f"lijsten van mailadressen onder {', '.join(RECEIVERS)}")
    levels: dict[LevelName, Level] = Field(description=f"niveaus {', '.join(get_args(LevelName))}")


@dataclass(frozen=True, slots=True)
class Policies:
    """The policies of all municipalities under one installation's settings."""

    settings: Settings

    def of(self, code: str) -> Policy:
        """The policy of one municipality (CBS code)."""
        return _all(self.settings.alert_folder, self.settings.alert_min_amount, self.settings.alert_min_percent)(code)

    def without_names(self) -> list[str]:
        """The municipalities (CBS codes) whose council authorises by deelprogramma while no row is known as one."""
        own = _all(self.settings.alert_folder, self.settings.alert_min_amount, self.settings.alert_min_percent).own
        return [code for code, one in own.items() if one.authorisation == DEELPROGRAMMA and not one.deelprogramma]

    def receivers(self, code: str, level: str, domain: str) -> list[str]:
        """Whom a mail about a domain goes to: those of the domain, of the level, of finance, of the settings."""
        policy = self.of(code)
        own = policy.levels[level].receivers if level in policy.levels else []
        return policy.receivers.get(domain) or own or self.finance(code)

    def finance(self, code: str) -> list[str]:
        """Whom a mail about the whole municipality goes to."""
        return self.of(code).receivers.get("finance") or self.settings.mail_to_of.get(code) or self.settings.mail_to

    def steward(self, code: str | None = None) -> list[str]:
        """Who hears of what could not be read: never finance."""
        own = self.of(code).receivers.get("steward") if code else None
        return own or self.settings.mail_steward

    def watches(self, code: str) -> bool:
        """Whether mails are sent about a municipality that has documents of its own."""
        if self.settings.alert_municipalities:
            return code in self.settings.alert_codes
        return self.of(code).watched != "never"

    def first_year(self, code: str, today: date) -> int:
        """The oldest fiscal year that mails are sent about."""
        since = self.settings.alert_since_year
        return since if since is not None else today.year - self.of(code).years_back


class _Known:
    """Policies made once for the files and settings that they come from."""

    def __init__(self, default: dict[str, Any], own: Mapping[str, tuple[str, dict[str, Any]]]) -> None:
        self.default = _checked(DEFAULT, default)
        self.own = {code: _checked(name, _over(default, facts)) for code, (name, facts) in own.items()}

    def __call__(self, code: str) -> Policy:
        return self.own.get(code, self.default)


@lru_cache(maxsize=8)
def _all(folder: Path | None, amount: int | None, percent: float | None) -> _Known:
    shipped = files("tasks.municipalities")
    default: dict[str, Any] = _read(shipped / DEFAULT)["alerts"]
    level = default["levels"]["B"]
    default["levels"]["B"] = level | {
        name: value for name, value in {"amount": amount, "percent": percent}.items() if value is not None
    }
    own: dict[str, tuple[str, dict[str, Any]]] = {}
    for place in [shipped, *([folder] if folder else [])]:
        for entry in sorted(_files(place), key=lambda one: one.name):
            fact = _read(entry)
            name = str(entry) if place is folder else f"tasks/municipalities/{entry.name}"
            code = _code_of(name, fact)
            before = own.get(code, ("", {}))[1]
            own[code] = (name, _over(_over(before, fact.get("alerts", {})), _of_council(fact)))
    return _Known(default, own)


def _code_of(name: str, fact: Mapping[str, Any]) -> str:
    """The municipality that a file is about, once its fields are known ones."""
    unknown = sorted(fact.keys() - FIELDS)
    if unknown:
        raise WrongPolicy(f"{name}: onbekend veld '{unknown[0]}'; toegestaan: {', '.join(sorted(FIELDS))}.")
    code = str(fact.get("code", ""))
    if code not in municipalities():
        raise WrongPolicy(f"{name}: veld 'code' is {code!r}; toegestaan: een CBS-code zoals GM0147.")
    return code


def _of_council(fact: Mapping[str, Any]) -> dict[str, Any]:
    """What a file says of its council beside what it says of alerts."""
    return {name: fact[name] for name in OF_COUNCIL if name in fact}


def _files(place: Traversable | Path) -> list[Any]:
    try:
        found = list(place.iterdir())
    except OSError as error:
        raise WrongPolicy(f"DOMEINWACHT_ALERT_FOLDER: {place} kan niet gelezen worden ({error.strerror}).") from error
    return [entry for entry in found if entry.name.endswith(".toml") and not entry.name.startswith("_")]


def _read(entry: Any) -> dict[str, Any]:
    try:
        return tomllib.loads(entry.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise WrongPolicy(f"{entry.name}: geen leesbare TOML ({error}).") from error


def _over(below: Mapping[str, Any], above: Any) -> dict[str, Any]:
    """What one file says over what another says, table by table."""
    merged = dict(below)
    for name, value in above.items() if isinstance(above, dict) else [("alerts", above)]:
        both = isinstance(value, dict) and isinstance(merged.get(name), dict)
        merged[name] = _over(merged[name], value) if both else value
    return merged


def _checked(name: str, facts: dict[str, Any]) -> Policy:
    try:
        policy = Policy.model_validate(facts)
    except ValidationError as error:
        wrong = "; ".join(_said(part["loc"], part["input"], part["type"]) for part in error.errors())
        raise WrongPolicy(f"{name}: {wrong}.") from error
    unknown = sorted(set(policy.receivers) - set(RECEIVERS))
    if unknown:
        raise WrongPolicy(f"{name}: veld 'alerts.receivers.{unknown[0]}'; toegestaan: {', '.join(RECEIVERS)}.")
    lists = {f"receivers.{of}": given for of, given in policy.receivers.items()}
    lists |= {f"levels.{of}.receivers": level.receivers for of, level in policy.levels.items()}
    for field, given in lists.items():
        for address in given:
            if not is_address(address):
                raise WrongPolicy(f"{name}: veld 'alerts.{field}' heeft {address!r}; toegestaan: een mailadres.")
    _check_deelprogramma(name, policy)
    return policy


def _check_deelprogramma(name: str, policy: Policy) -> None:
    """No row of a document may be of two of them, and they mean nothing where the council authorises otherwise."""
    if policy.deelprogramma and policy.authorisation != DEELPROGRAMMA:
        allowed = f"alleen naast authorisation = '{DEELPROGRAMMA}'"
        raise WrongPolicy(f"{name}: veld '{DEELPROGRAMMA}' naast authorisation {policy.authorisation!r}; {allowed}.")
    for what, given in (("name", [one.name for one in policy.deelprogramma]),
                        ("labels", [label for one in policy.deelprogramma for label in one.labels])):  # fmt: skip
        known = [folded(one) for one in given]
        twice = next((one for one, key in zip(given, known, strict=True) if known.count(key) > 1), None)
        if twice is not None:
            raise WrongPolicy(f"{name}: veld '{DEELPROGRAMMA}.{what}' heeft {twice!r} meer dan eens.")


def _said(location: tuple[int | str, ...], given: object, kind: str) -> str:
    """One wrong field in Dutch, with what is allowed there."""
    top = () if location[0] in OF_COUNCIL else ("alerts",)
    field = ".".join(str(part) for part in (*top, *location) if part != "[key]")
    allowed = _allowed(location)
    if kind == "missing":
        return f"veld '{field}' ontbreekt; toegestaan: {allowed}"
    if kind == "extra_forbidden":
        return f"onbekend veld '{field}'; toegestaan: {allowed}"
    return f"veld '{field}' is {given!r}; toegestaan: {allowed}"


def _allowed(location: tuple[int | str, ...]) -> str:
    location = tuple(part for part in location if part != "[key]")
    model: type[BaseModel] = Policy
    if location[0] == "levels" and len(location) > 2:
        model, location = Level, location[2:]
    if location[0] == DEELPROGRAMMA and len(location) > 2:
        model, location = Deelprogramma, location[2:]
    field = model.model_fields.get(str(location[0]))
    return (field.description if field else None) or ", ".join(model.model_fields)
