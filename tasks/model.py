"""The nouns of the line: object -> Document -> Table -> Observation -> warehouse -> KPI -> alert -> mail.

Everything in this module is a value: frozen, comparable, free of behaviour that reaches outside.
The frames that normalising makes and the warehouse keeps have their columns in `tasks.frames`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import polars as pl  # a tenth of a second that processes which only read documents do without


class Kind(StrEnum):
    """The kinds of document that municipalities account in."""

    MONITOR = "monitor"
    BEGROTING = "begroting"
    TUSSENRAPPORTAGE = "tussenrapportage"
    JAARSTUKKEN = "jaarstukken"
    IV3 = "iv3"
    OTHER = "other"


class Domain(StrEnum):
    """The parts of the social domain that a figure can belong to; `totaal` is the whole programme."""

    WMO = "wmo"
    JEUGD = "jeugd"
    PARTICIPATIE = "participatie"
    TOEGANG = "toegang"
    GEZONDHEID = "gezondheid"
    ONDERWIJS = "onderwijs"
    TRANSFORMATIE = "transformatie"
    TOTAAL = "totaal"


class Severity(StrEnum):
    """How much a finding matters: to know, to look at, or wrong."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Fate(StrEnum):
    """What became of a cell with a digit in it: there is no fourth way out."""

    OBSERVED = "observed"
    IGNORED = "ignored"
    SIGNALLED = "signalled"


class Ground(StrEnum):
    """What a conclusion about a figure rests on; `NONE` leaves it open, and nothing may be built on it."""

    PRINTED = "printed"  # in the cell, its heading or its label
    TITLE = "title"  # the table's title or a heading above it
    NOTE = "note"
    NEIGHBOUR = "neighbour"  # another column, row or table of the document
    ARITHMETIC = "arithmetic"  # sums, differences or saldi that come out only so
    KIND = "kind of document"
    OCR = "ocr"  # of a value: a machine recognised it in a picture; it counts where sums prove it
    VOCABULARY = "vocabulary"  # words that a list knows; of a concept: names that look alike, with a score
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Grounds:
    """The ground of each conclusion about one figure."""

    scenario: Ground = Ground.NONE
    period: Ground = Ground.NONE
    metric: Ground = Ground.NONE
    unit: Ground = Ground.NONE
    scale: Ground = Ground.NONE
    concept: Ground = Ground.NONE


@dataclass(frozen=True, slots=True)
class StoredObject:
    """An object as fetched: where it came from and its bytes.

    `uri` is `s3://bucket/key` or `file:///path`; `key` is the part that may say what the document is;
    `version` is the store's version id, else its etag, else empty.
    """

    uri: str
    key: str
    version: str
    data: bytes
    modified: date | None = None

    @property
    def sha256(self) -> str:
        """Identity of the bytes (an ETag is not a hash of a multipart object)."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def name(self) -> str:
        """Base name of the key."""
        return self.key.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody says a document is (options, sidecar, key path); None where nothing is said.

    `sources` says for a field who said it; a field that is not in it was said by an option.
    """

    municipality: str | None = None
    kind: Kind | None = None
    year: int | None = None
    published: date | None = None
    sources: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes plus who, what and when. One row per sha256 of the bytes.

    `municipality` is a CBS code (`GM0147`); `year` the fiscal year it accounts for; `period` the part of
    that year that it covers (`2025`, `2023H1`, `2025Q1`); `evidence` says for each of these where it was read,
    `doubts` why one is not known: a document of unknown kind is of kind `OTHER` and nothing may follow from that.
    """

    document_id: str
    uri: str
    key: str
    version: str
    municipality: str
    kind: Kind
    year: int
    period: str
    published: date | None = None
    evidence: Mapping[str, str] = field(default_factory=dict)
    doubts: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def name(self) -> str:
        """Base name of the object, as the export prints it."""
        return self.key.rsplit("/", 1)[-1]


@dataclass(slots=True, unsafe_hash=True)  # not frozen: each of ten thousand would take twice as long to make
class Cell:
    """The text of one cell exactly as printed, with its place in the grid and in the document; it never changes.

    Where that is a number of another notation, `text` is the number in Dutch notation and `printed` what was there.
    `unsure` says under what name a reader signals a figure of which it cannot tell what it is worth, or of what.
    `confidence` is how sure a machine was, of 100, that recognised it in a picture; None where it was printed as text.
    `row` and `column` count from 0 in the grid of its table. `locator` is the place in the document:
    `line 70`, `page 3 (110.0, 288.7, 182.9, 299.4)`, `Blad1!B4`, `/html/body/table[1]/tr[2]/td[3]`.
    """

    text: str
    row: int
    column: int
    locator: str
    row_span: int = 1
    column_span: int = 1
    printed: str = ""
    unsure: str = ""
    confidence: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells with what is printed around it.

    The first `heading_rows` rows head the columns; the first `label_columns` columns label the rows.
    `title` is the table's own title; `note` the scale and legend printed with it (`x € 1.000`,
    `+ = nadeel`); `section` the headings that it stands under, outermost first.
    """

    table_id: str
    title: str
    cells: tuple[Cell, ...]
    heading_rows: int
    label_columns: int = 1
    note: str = ""
    section: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remainder:
    """Text with a digit that stands in no table: ignored under a name, or signalled as unread.

    A sentence without a digit that claims something about figures is kept too, without a fate.
    """

    text: str
    locator: str
    fate: Fate | None
    reason: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A part of a document on which a step failed that nobody foresaw: that part is lost, the rest goes on."""

    error: str  # the class of the exception and what it says
    what: str  # the part: a table by its title, a reader by its name
    locator: str = ""
    table_id: str | None = None


class Unreadable(ValueError):
    """The bytes are no document that can be read; the message says why and what would be."""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a reader found in a document: its tables, and what it left outside them."""

    reader: str
    tables: tuple[Table, ...]
    remainder: tuple[Remainder, ...] = ()
    text: str = ""  # all of it as running text, by which the document is identified
    faults: tuple[Fault, ...] = ()
    fits: tuple[tuple[str, float], ...] = ()  # how well each reader said that the bytes suit it, the best first


class Clipping(NamedTuple):
    """A part of a page as it is looked at, in greys."""

    width: int  # pixels
    height: int
    stride: int  # bytes from one row of pixels to the next
    grey: bytes
    text: str  # printed in it, line by line, and what stands at an angle anywhere on the page
    has_picture: bool  # of which nobody knows what stands in it
    box: tuple[float, ...]  # left, top, right and bottom of what is shown, in points


class Proof(NamedTuple):
    """How many of the money figures of a document its own sums, differences and saldi prove."""

    proved: int
    money: int


@dataclass(frozen=True, slots=True)
class Normalised:
    """What a reading means: frames of `OBSERVATIONS`, `FINDINGS` and `CELLS` of `tasks.frames`, all of one document."""

    observations: pl.DataFrame
    findings: pl.DataFrame
    cells: pl.DataFrame
    proof: Proof | None = None  # None where no judge counted it


def stable_id(*parts: object) -> str:
    """A hash of its parts, so that the same statement has the same id on every run (32 hex digits)."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:32]
