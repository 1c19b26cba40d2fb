"""The nouns of Iv3: deliveries, the entries of a file, and what a file means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from tasks.language.patterns import ANY_OF_20
from tasks.model import Claim, Document, Kind, Normalised

# One row per figure of a file, as its form makes them; what is null could not be told.
ENTRIES: dict[str, pl.DataType | type[pl.DataType]] = {
    "place": pl.String,  # municipality as printed: a name or a CBS code
    "year": pl.Int64,
    "periode": pl.Int64,  # 0 = begroting, 1 to 4 = quarter (cumulative from January), 5 = jaarrekening
    "earlier": pl.Boolean,  # a first publication that a second one replaced
    "taakveld": pl.String,  # as printed: a code, or a code with its name
    "category": pl.String,  # L3.4.1, B3.4.2; null where the figure is the total of its taakveld
    "metric": pl.String,
    "raw": pl.String,
    "scale": pl.Int64,
    "row": pl.Int64,
    "column": pl.Int64,
    "column_label": pl.String,
    "locator": pl.String,
    "set_aside": pl.String,  # why the form leaves the figure out: `no entry`, `balance post`
}

NAMES = ("begroting", "1e kwartaal", "2e kwartaal", "3e kwartaal", "4e kwartaal", "jaarrekening")
SCENARIOS = ("begroting_primitief", *["realisatie"] * 5)  # before 15 November of the year before: as first adopted
PARTS = ("", "Q1", "Q2", "Q3", "Q4", "")
OF_KIND = {Kind.BEGROTING: 0, Kind.JAARSTUKKEN: 5}
CODED = re.compile(rf"(?<!\d)({ANY_OF_20})X?00([0-5])(?!\d)", re.IGNORECASE)
NAMED_YEAR = re.compile(rf"(?<!\d){ANY_OF_20}(?!\d)")
WORDS = (
    (
        re.compile(r"(?<![a-z0-9])([1-4])\s*+e?[ _-]*+(?:kwartaal|kw)|(?<![a-z0-9])[qk]([1-4])(?!\d)", re.IGNORECASE),
        None,
    ),
    (re.compile(r"begroting", re.IGNORECASE), 0),
    (re.compile(r"rekening|realisatie", re.IGNORECASE), 5),
)


class NotIv3(ValueError):
    """The file has the form of Iv3 but cannot be used; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Which year and which of the six deliveries of a year a file says it holds; None where it does not say."""

    year: int | None
    periode: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """A finding of reading, at one place of the file."""

    kind: str
    severity: str
    locator: str
    printed: str
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a form makes of the bytes: its entries, the other cells with a digit by reason, what it doubts."""

    reader: str
    entries: pl.DataFrame
    ignored: Mapping[str, int]
    cells: int  # cells with a digit, counted apart from the entries so that the two can be held together
    doubts: tuple[Line, ...] = ()
    evidence: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Iv3:
    """What a file means: the document of the file, one of each municipality and delivery in it, and their rows.

    `superseded` names for a first publication the document of the second; `counts` is the account of cells.
    """

    document: Document
    parts: tuple[Document, ...]
    superseded: Mapping[str, str]
    normalised: Normalised
    counts: pl.DataFrame
    reader: str


def delivery_said(key: str, said: Claim) -> Delivery:
    """The delivery by what is said of the file, else by its name: `2023_begroting.csv`, `2024005.csv`."""
    name = key.rsplit("/", 1)[-1]
    coded, years = CODED.search(name), NAMED_YEAR.findall(name)
    year = int(coded[1]) if coded else int(years[0]) if len(set(years)) == 1 else None
    periode = int(coded[2]) if coded else _named(name)
    of_kind = OF_KIND.get(said.kind) if said.kind else None
    return Delivery(said.year or year, periode if of_kind is None else of_kind)


def _named(name: str) -> int | None:
    for pattern, periode in WORDS:
        if found := pattern.search(name):
            return int(found[1] or found[2]) if periode is None else periode
    return None


def period_of(year: int, periode: int) -> str:
    """`2023`, `2023Q1`."""
    return f"{year}{PARTS[periode]}"
