"""Iv3: what municipalities deliver to CBS, of one of them or of the whole country in one file.

A national file states figures of hundreds of municipalities, while a document is of one. So a file becomes one
document of the file, with its findings and its account of cells, and one document of each municipality and delivery
in it, with the figures. Their ids begin with the sha256 of the file, they share its address, and they are loaded in
one transaction. A file of one delivery is one document, as any other.

The cells of such a file are not kept one by one: every figure keeps its printed text and its line, and a million
cells more would say nothing that the file itself, which stays in the store, does not say. Their account is kept in
counts: cells with a digit = observed + ignored by name + signalled.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType

import polars as pl

from tasks.frames import CELLS, COUNTS, FINDINGS
from tasks.identify import Unidentified, claim_of_key, merge
from tasks.identify.claims import check
from tasks.iv3 import delivery, pivot, raw
from tasks.iv3.documents import documents_of
from tasks.iv3.findings import of_documents, of_file
from tasks.iv3.meaning import judged, listed, observations
from tasks.iv3.model import Iv3, Line, NotIv3, Sheet, delivery_said
from tasks.iv3.table import heading
from tasks.model import Claim, Normalised, StoredObject, stable_id

__all__ = ["Iv3", "NotIv3", "fits", "read_iv3"]

BINARY = b"\x00"


def fits(data: bytes) -> bool:
    """Whether the bytes have one of the forms of Iv3."""
    return _form(data) is not None


def _form(data: bytes) -> ModuleType | None:
    if delivery.fits(data):
        return delivery
    first = data[:10_000].split(b"\n", 1)[0]
    if BINARY in first or b"Gemeenten" not in first:
        return None
    _, names = heading(data)
    return next((form for form in (raw, pivot) if form.fits(names)), None)


def read_iv3(stored: StoredObject, said: Claim) -> Iv3:
    """What an Iv3 file states; `said` is what options and sidecar say, and goes before the key.

    Raises:
        NotIv3: It cannot be read, or nothing says which delivery it is.
        Unidentified: What is said of it is not what it holds.
    """
    form = _form(stored.data)
    if form is None:
        raise NotIv3("de kop van het bestand is geen vorm van Iv3.")
    claim = check(merge(said, claim_of_key(stored.key)), stored.key)
    sheet: Sheet = form.read(stored.data, delivery_said(stored.key, claim))
    entries = judged(sheet.entries)
    stated = listed(entries.filter(pl.col("fate") == "observed"))
    if stated.is_empty():
        raise NotIv3(_nothing(entries))
    _hold_against(claim, stated)
    document, parts, superseded, stated = documents_of(stored, claim, sheet, stated)
    normalised = Normalised(
        observations(stated, sheet.reader),
        _findings(document.document_id, [*sheet.doubts, *of_file(entries, stated)], stated),
        pl.DataFrame(schema=CELLS),
    )
    counts = _account(document.document_id, sheet, entries)
    return Iv3(document, parts, superseded, normalised, counts, sheet.reader)


def _nothing(entries: pl.DataFrame) -> str:
    reasons = entries["reason"].value_counts(sort=True).rows()
    return f"geen enkel cijfer is te plaatsen ({', '.join(f'{reason}: {cells}' for reason, cells in reasons)})."


def _hold_against(claim: Claim, stated: pl.DataFrame) -> None:
    """What is said must be what the file holds: an option does not choose among municipalities or years."""
    for name, column in (("municipality", "code"), ("year", "year")):
        wanted, held = getattr(claim, name), stated[column].unique().sort().to_list()
        if wanted is not None and held != [wanted]:
            shown = ", ".join(map(str, held[:3])) + (", …" if len(held) > 3 else "")
            raise Unidentified(f"veld {name!r} is {wanted}, maar het Iv3-bestand gaat over {shown}: laat het weg.")


def _findings(file_id: str, lines: Sequence[Line], stated: pl.DataFrame) -> pl.DataFrame:
    told = [*((file_id, line) for line in lines), *of_documents(stated)]
    rows = [
        (
            stable_id(document_id, line.kind, None, line.locator, line.printed),
            document_id,
            line.kind,
            line.severity,
            None,
            line.locator,
            line.printed,
            None,
            line.text,
        )
        for document_id, line in told
    ]
    return pl.DataFrame(rows, schema=FINDINGS, orient="row").unique("finding_id", keep="first", maintain_order=True)


def _account(file_id: str, sheet: Sheet, entries: pl.DataFrame) -> pl.DataFrame:
    """The cells with a digit by fate and reason, held against the number that was counted apart.

    Raises:
        AssertionError: A cell was lost on the way.
    """
    judged_cells = entries.filter(pl.col("raw").str.contains(r"\d")).group_by("fate", "reason").len("cells")
    set_aside = [("ignored", reason, cells) for reason, cells in sheet.ignored.items() if cells]
    rows = [*judged_cells.sort("fate", "reason").rows(), *set_aside]
    if (found := sum(cells for *_, cells in rows)) != sheet.cells:
        raise AssertionError(f"{sheet.cells} cells with a digit, of which {found} are accounted for")
    return pl.DataFrame([(file_id, *row) for row in rows], schema=COUNTS, orient="row")
