"""What a run can be asked for: the forms that the Prefect UI shows, validated before a run starts."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from flows.names import code_of
from tasks.model import Kind

LONGEST_KEY = 1024  # of S3
MOST_OTHERS = 200  # what a run takes at once is fetched and told of together


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


Others = Annotated[
    tuple[BucketObject, ...],
    Field(title="Andere documenten", description="Wat tegelijk gelezen wordt.", max_length=MOST_OTHERS),
]


def _code(asked: str) -> str:
    return code_of(asked) if asked else ""


class Selection(BaseModel):
    """Which documents are read again; what is left empty does not narrow the choice."""

    model_config = ConfigDict(
        title="Keuze",
        extra="forbid",
        json_schema_extra={"description": "Welke documenten opnieuw gelezen worden; wat leeg blijft beperkt niet."},
    )

    municipality: Annotated[str, AfterValidator(_code)] = Field(
        "", title="Gemeente", description="Naam of CBS-code: Borne of GM0147.", max_length=100
    )
    year: int | None = Field(None, title="Jaar", description="Begrotingsjaar van het document.", ge=2000, le=2100)
    kind: Kind | None = Field(None, title="Soort", description="Soort document.")
    key: str = Field(
        "",
        title="Sleutel",
        description="Sleutel in de bucket; * staat voor willekeurige tekens: GM0147/2025/*, of * voor alles.",
        max_length=LONGEST_KEY,
    )

    @model_validator(mode="after")
    def _narrows_something(self) -> Self:
        if not (self.municipality or self.year or self.kind or self.key):
            raise ValueError("kies een gemeente, jaar, soort of sleutel; voor alles: sleutel *")
        return self


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
