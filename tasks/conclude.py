"""What a fetched object is and what it says: read, identified, normalised and corrected, without a warehouse."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from tasks import iv3
from tasks.bounds import bounded
from tasks.corrections import corrected
from tasks.frames import joined
from tasks.identify import Unidentified, identify
from tasks.model import Claim, Document, Normalised, StoredObject, Unreadable
from tasks.normalise import in_parts
from tasks.packed import Packed, packed, unpacked
from tasks.sandbox import read
from tasks.sandbox.apart import Failed, NotStarted, conclude_apart

log = logging.getLogger(__name__)


class Refused(Exception):
    """The document goes to quarantine; the message says why."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A document with what was read in it and what that means.

    A file about several municipalities is a document of the file with `parts`, of one municipality each.
    """

    document: Document
    stated: tuple[Packed, ...]
    reader: str
    tables: int
    parts: tuple[Document, ...] = ()
    superseded: Mapping[str, str] = field(default_factory=dict)
    counts: pl.DataFrame | None = None

    @property
    def normalised(self) -> Normalised:
        """What was read in it, as frames."""
        return joined(map(unpacked, self.stated))

    @property
    def observations(self) -> int:
        """How many figures it states."""
        return sum(part.observations for part in self.stated)

    @property
    def findings(self) -> int:
        """How many findings the reading has."""
        return sum(part.findings for part in self.stated)

    @property
    def rows(self) -> int:
        """Figures and cells, by which a batch is bounded."""
        return sum(part.observations + part.cells for part in self.stated)


def conclude(stored: StoredObject, said: Claim) -> Conclusion:
    """What an object is and what it says; `said` is what options and sidecar say of it.

    Raises:
        Refused: It cannot be read, or it does not say for sure whose, of what kind and of which year it is.
        NotStarted: This machine cannot conclude anything now; the document can be offered again.
    """
    try:
        return whole(*conclude_apart(stored, said))
    except Unreadable as error:
        raise Refused(str(error)) from error
    except NotStarted:
        raise
    except Exception as error:
        raise unforeseen(error, stored.uri) from error


def conclude_here(stored: StoredObject, said: Claim) -> Conclusion:
    """The same in this process and without a limit on its time.

    Raises:
        Refused: It cannot be read or placed.
    """
    parts: list[Packed] = []
    return whole(conclude_in_parts(stored, said, parts.append), parts)


def conclude_in_parts(stored: StoredObject, said: Claim, give: Callable[[Packed], object]) -> Conclusion:
    """What an object is; what it says is given in parts on the way, which make it `whole`.

    Raises:
        Refused: It cannot be read or placed.
    """
    try:
        if iv3.fits(stored.data):
            file = iv3.read_iv3(stored, said)
            give(packed(file.normalised))
            return _of_iv3(file)
        reading = bounded(read(stored.data))
        document = identify(stored, reading.text, said)
        for part in corrected(document, in_parts(document, reading)):
            give(packed(part))
        return Conclusion(document, (), reading.reader, len(reading.tables))
    except (Unreadable, Unidentified, iv3.NotIv3) as error:
        raise Refused(str(error)) from error


def whole(conclusion: Conclusion, parts: Iterable[Packed]) -> Conclusion:
    """A conclusion with what was given on the way to it."""
    return replace(conclusion, stated=tuple(parts))


def _of_iv3(file: iv3.Iv3) -> Conclusion:
    """An Iv3 file as a conclusion; a file of one delivery is its own only part."""
    parts = tuple(part for part in file.parts if part != file.document)
    return Conclusion(file.document, (), file.reader, len(file.parts), parts, file.superseded, file.counts)


def unforeseen(error: Exception, uri: str) -> Refused:
    """An error that nobody foresaw is a gap in the reading of one document: it never ends a run."""
    if isinstance(error, Failed):  # its place is in the log already
        return Refused(f"fout in het programma, meld dit aan de beheerder: {error}")
    log.exception("%s: unforeseen error", uri)
    return Refused(f"fout in het programma, meld dit aan de beheerder: {type(error).__name__}: {error}")
