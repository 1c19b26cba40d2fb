"""What a run can be asked for: the forms that the Prefect UI shows, validated before a run starts.

Prefect shows a field with a list as a choice, and refuses what is not in it before there is a run. What its UI does not
refuse (a run that is asked for in another way), the flow refuses itself, in Dutch. It shows the parameters of a flow by
their names, whatever title they are given: those are Dutch words.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from flows.names import KINDS, code_of, kind_of, name_of, names
from tasks.model import Kind

LONGEST_KEY = 1024  # of S3
MOST_OTHERS = 200  # what a run takes at once is fetched and told of together
EVERY = "Alle gemeenten"


class BucketObject(BaseModel):
    """One version of one object in the bucket."""

    model_config = ConfigDict(
        title="Document", extra="forbid", json_schema_extra={"description": "Een object in de bucket."}
    )

    key: str = Field(
        title="Sleutel",
        description="Sleutel van het object in de bucket, bijvoorbeeld GM0147/2025/monitor/naam.pdf.",
        min_length=1,
        max_length=LONGEST_KEY,
    )
    version: str = Field(
        "", title="Versie", description="Versie-id of etag; leeg is wat er nu ligt.", max_length=LONGEST_KEY
    )

    def __str__(self) -> str:
        """As a run is named."""
        return self.key


Others = Annotated[tuple[BucketObject, ...], Field(max_length=MOST_OTHERS)]


def _code(asked: object) -> object:
    if not isinstance(asked, str):
        return asked
    return "" if asked == EVERY else code_of(asked)


def _kind(asked: object) -> object:
    return kind_of(asked) if isinstance(asked, str) else asked


def _list_places(schema: dict[str, Any]) -> None:
    schema["enum"] = [EVERY, *names()]


def _list_kinds(schema: dict[str, Any]) -> None:
    for name in ("$ref", "default"):
        schema.pop(name, None)
    schema |= {"type": "string", "enum": list(KINDS)}


def _no_default(schema: dict[str, Any]) -> None:
    schema.pop("default", None)  # null, which the form would show as a choice of its own


Year = Annotated[int, Field(ge=2000, le=2100)]


class Selection(BaseModel):
    """Which documents are read again; what is left empty does not narrow the choice."""

    model_config = ConfigDict(
        title="Keuze",
        extra="forbid",
        json_schema_extra={"description": "Welke documenten opnieuw gelezen worden; wat leeg blijft beperkt niet."},
    )

    municipality: Annotated[str, BeforeValidator(_code)] = Field(
        title="Gemeente",
        description="Van wie de documenten zijn; voor die van iedereen: Alle gemeenten.",
        json_schema_extra=_list_places,
    )
    year: Year | SkipJsonSchema[None] = Field(
        None, title="Jaar", description="Begrotingsjaar van het document.", json_schema_extra=_no_default
    )
    kind: Annotated[Kind | SkipJsonSchema[None], BeforeValidator(_kind)] = Field(
        None, title="Soort", description="Soort document.", json_schema_extra=_list_kinds
    )
    key: str = Field(
        "",
        title="Sleutel",
        description="Sleutel in de bucket; * staat voor willekeurige tekens: GM0147/2025/*.",
        max_length=LONGEST_KEY,
    )

    def __str__(self) -> str:
        """As a run is named: `Borne 2025 monitor`."""
        whose = name_of(self.municipality) if self.municipality else EVERY.lower()
        kind = next((name for name, one in KINDS.items() if one is self.kind), None)
        return " ".join(str(part) for part in (whose, self.year, kind, self.key) if part)


class Folder(BaseModel):
    """A place in the bucket with all that lies below it."""

    model_config = ConfigDict(
        title="Map", extra="forbid", json_schema_extra={"description": "Welke map van de bucket ingelezen wordt."}
    )

    prefix: str = Field(
        title="Map",
        description="Begin van de sleutels: GM0147/ of GM0147/2025/monitor/.",
        min_length=1,
        max_length=LONGEST_KEY,
        pattern=r"^[^/*\s]",
    )
    again: bool = Field(False, title="Opnieuw", description="Lees ook wat al gelezen of geweigerd is.")

    def __str__(self) -> str:
        """As a run is named."""
        return self.prefix


class Acknowledgement(BaseModel):
    """Who takes an alert up."""

    model_config = ConfigDict(
        title="Melding",
        extra="forbid",
        json_schema_extra={"description": "Wie welke melding oppakt."},
        str_strip_whitespace=True,
    )

    alert: str = Field(
        title="Melding",
        description="Nummer van de melding zoals de mail het noemt, of het begin ervan.",
        pattern=r"^[0-9a-f]{6,64}$",
    )
    who: str = Field(title="Wie", description="Naam van wie de melding oppakt.", min_length=2, max_length=100)
    note: str = Field("", title="Toelichting", description="Wat erbij gezegd moet worden.", max_length=500)

    def __str__(self) -> str:
        """As a run is named."""
        return f"{self.alert[:12]} door {self.who}"


FORMS = (BucketObject, Selection, Folder, Acknowledgement)


def title_of(field: str) -> str:
    """What a form calls a field: `Gemeente` for `municipality`."""
    named = {name: str(one.title) for form in FORMS for name, one in form.model_fields.items()}
    return named.get(field, field)
