"""Known errors of a source, each written down once: what is wrong, where, why we know, and a guard.

One file `tasks/corrections/<source>.toml` per source document:

    [document]                      # either the bytes themselves …
    sha256 = "fa07…"
    # municipality = "GM0147"       # … or all three of these: then every rendering of the document is meant
    # kind = "monitor"
    # year = 2025

    [[correction]]
    table = "JEUGD TOTAAL"          # the title of the table, the row and the column as printed
    row = "Aantal unieke cliënten"  # label path joined with ' > '
    column = "2023"
    printed = "596"                 # the guard: the cell as printed
    action = "flag"                 # drop | value | period | concept | flag
    to = ""                         # the value, period or concept that is meant; empty for drop and flag
    reason = "…"                    # one Dutch sentence for a controller: what is wrong and how we know
    date = 2026-11-22               # since when we know

`flag` changes nothing: what was printed stays, with a finding beside it. Prefer it wherever the right value is not
printed somewhere. Where the cell no longer reads as `printed`, nothing is changed and a finding says so. A document
without the table is not what the correction is about.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import polars as pl
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from tasks.frames import FINDINGS, MONEY, joined
from tasks.model import Document, Fate, Ground, Kind, Normalised, Severity, stable_id
from tasks.vocabularies import key


class CorrectionError(ValueError):
    """A file of corrections that cannot be used: the file, the entry, and what to mend."""


class Source(BaseModel):
    """The document that a file of corrections is about."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sha256: str | None = Field(None, pattern=r"^[0-9a-f]{64}$")
    municipality: str | None = Field(None, pattern=r"^GM\d{4}$")
    kind: Kind | None = None
    year: int | None = None

    @model_validator(mode="after")
    def _named(self) -> Source:
        said = (self.municipality, self.kind, self.year)
        if self.sha256 is None and None in said:
            raise ValueError("give sha256, or municipality, kind and year")
        return self

    def is_source_of(self, document: Document) -> bool:
        """Whether a document is the one meant."""
        if self.sha256 is not None:
            return self.sha256 == document.document_id
        return (self.municipality, self.kind, self.year) == (document.municipality, document.kind, document.year)


class Correction(BaseModel):
    """One known error: where it stands, what is done about it, and why."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    table: str
    row: str
    column: str
    printed: str
    action: Literal["drop", "value", "period", "concept", "flag"]
    to: str = ""
    reason: str = Field(min_length=20)
    date: date

    @model_validator(mode="after")
    def _complete(self) -> Correction:
        if (self.action in {"drop", "flag"}) != (self.to == ""):
            raise ValueError(f"action {self.action} {'takes no' if self.to else 'needs a'} 'to'")
        if self.action == "value":
            try:
                Decimal(self.to)
            except InvalidOperation:
                raise ValueError(f"'to' is {self.to!r}, not a plain decimal") from None
        return self


class CorrectionFile(BaseModel):
    """The corrections of one source document."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    document: Source
    correction: tuple[Correction, ...]


def parse(name: str, text: str) -> CorrectionFile:
    """A file of corrections from its TOML text; raises `CorrectionError` naming the entry that is wrong."""
    try:
        return CorrectionFile.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise CorrectionError(f"{name}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise CorrectionError(f"{name}: {place or 'file'}: {first['msg']}") from error


@lru_cache(maxsize=1)
def known_corrections() -> tuple[CorrectionFile, ...]:
    """All corrections that the project carries."""
    found = sorted((f for f in files("tasks.corrections").iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return tuple(parse(file.name, file.read_text(encoding="utf-8")) for file in found)


def corrected(document: Document, parts: Iterable[Normalised]) -> Iterable[Normalised]:
    """The parts of what was normalised; all at once, and corrected, where errors of this document are known."""
    if any(file.document.is_source_of(document) for file in known_corrections()):
        return [correct(document, joined(parts))]
    return parts


def correct(document: Document, normalised: Normalised, known: Iterable[CorrectionFile] | None = None) -> Normalised:
    """What was normalised with the known errors of this document dealt with, and a finding for each."""
    for file in known_corrections() if known is None else known:
        if file.document.is_source_of(document):
            for correction in file.correction:
                normalised = _apply(document, normalised, correction)
    return normalised


def _apply(document: Document, normalised: Normalised, correction: Correction) -> Normalised:
    observations = normalised.observations
    in_table = observations.filter(_same(observations, "table_title", correction.table))
    if in_table.is_empty():
        return normalised
    located = in_table.filter(
        _same(in_table, "row_label", correction.row) & _same(in_table, "column_label", correction.column)
    )
    fitting = located.filter(pl.col("raw") == correction.printed)
    if fitting.is_empty():
        return _noted(document, normalised, [_no_longer_fits(correction, located)])
    lines = [_finding(correction, row) for row in fitting.iter_rows(named=True)]
    return _noted(document, _changed(normalised, correction, fitting), lines)


def _same(observations: pl.DataFrame, column: str, text: str) -> pl.Expr:
    """The rows whose label is the one given, spelling aside."""
    labels = observations[column].unique().drop_nulls()
    return pl.col(column).is_in([label for label in labels if key(label) == key(text)])


def _changed(normalised: Normalised, correction: Correction, fitting: pl.DataFrame) -> Normalised:
    observations, hit = normalised.observations, pl.col("observation_id").is_in(fitting["observation_id"].to_list())
    if correction.action == "flag":
        return normalised
    if correction.action == "drop":
        cells = _ignored(normalised.cells, fitting, f"correction: {correction.reason}")
        return replace(normalised, observations=observations.filter(~hit), cells=cells)
    changes = [
        pl.when(hit).then(new).otherwise(pl.col(column)).cast(observations.schema[column]).alias(column)
        for column, new in _replacements(correction).items()
    ]
    return replace(normalised, observations=observations.with_columns(changes))


def _replacements(correction: Correction) -> dict[str, pl.Expr]:
    """What a changed observation says instead; its id changes with it, for an id is made of what is said."""
    renamed = pl.col("observation_id").map_elements(
        lambda old: stable_id(old, correction.action, correction.to), return_dtype=pl.String
    )
    if correction.action != "value":
        ground = pl.lit(Ground.NOTE.value)  # ours, with the reason
        changed = {correction.action: pl.lit(correction.to), f"{correction.action}_ground": ground}
        return changed | {"observation_id": renamed}
    value = pl.lit(correction.to).cast(MONEY)
    turned = pl.when(pl.col("standard_value") * pl.col("value") < 0).then(-value).otherwise(value)
    standard = pl.when(pl.col("standard_value").is_not_null()).then(turned)
    return {"value": value, "standard_value": standard, "observation_id": renamed}


def _ignored(cells: pl.DataFrame, fitting: pl.DataFrame, reason: str) -> pl.DataFrame:
    """The account of cells with the dropped ones ignored under the correction's reason."""
    dropped = fitting.select("table_id", "row", "column", dropped=pl.lit(True)).unique()
    joined = cells.join(dropped, on=["table_id", "row", "column"], how="left", maintain_order="left")
    return joined.with_columns(
        fate=pl.when("dropped").then(pl.lit(Fate.IGNORED.value)).otherwise("fate"),
        reason=pl.when("dropped").then(pl.lit(reason)).otherwise("reason"),
    ).drop("dropped")


Line = tuple[str, str, str | None, str, str, str, str]


def _finding(correction: Correction, row: dict[str, object]) -> Line:
    severity = Severity.WARNING if correction.action == "flag" else Severity.INFO
    kind = "known source error" if correction.action == "flag" else "source error corrected"
    place = (str(row["table_id"]), str(row["locator"]))
    return kind, severity.value, *place, correction.printed, correction.to, correction.reason


def _no_longer_fits(correction: Correction, located: pl.DataFrame) -> Line:
    found = located.row(0, named=True) if len(located) else {}
    where, read = f"{correction.table} > {correction.row} > {correction.column}", str(found.get("raw", ""))
    text = (
        f"De correctie van {correction.date:%d-%m-%Y} op '{where}' past niet meer:"
        f" verwacht '{correction.printed}', gelezen '{read}'; er is niets gewijzigd."
    )
    place = (found.get("table_id"), str(found.get("locator", "")))
    return "correction no longer fits", Severity.WARNING.value, *place, read, correction.printed, text


def _noted(document: Document, normalised: Normalised, lines: list[Line]) -> Normalised:
    rows = [(stable_id(document.document_id, *line), document.document_id, *line) for line in lines]
    noted = pl.DataFrame(rows, schema=FINDINGS, orient="row")
    return replace(normalised, findings=pl.concat([normalised.findings, noted]))
