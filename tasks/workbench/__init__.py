"""A workbench for one document: everything that reading and concluding see of it, and on what ground; no warehouse."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import polars as pl

from tasks import iv3
from tasks.conclude import Conclusion, Refused, conclude
from tasks.corrections import correct
from tasks.frames import joined
from tasks.identify import Identity, Unidentified, document_of, recognise
from tasks.model import Claim, Document, Fate, Normalised, Reading, StoredObject, Unreadable
from tasks.normalise import framed, settled
from tasks.sandbox import read
from tasks.workbench.model import Examination, Known
from tasks.workbench.places import at
from tasks.workbench.tables import printed_tables, table_views

__all__ = ["Examination", "at", "examine"]

NOTHING_SAID = Claim()
IDENTITY = ("municipality", "kind", "year", "period", "published")


def examine(stored: StoredObject, said: Claim = NOTHING_SAID) -> Examination:
    """All that is seen of one object; what would be refused is shown as far as it goes, with the reason.

    Args:
        stored: the object as fetched.
        said: what options and sidecar say, merged in that order.
    """
    blank = Examination(stored.name, stored.uri, stored.sha256, (), "")
    if iv3.fits(stored.data):
        return _of_delivery(blank, stored, said)
    try:
        reading = read(stored.data)
    except Unreadable as refusal:
        return replace(blank, refusal=str(refusal))
    seen = replace(blank, reader=reading.reader, fits=reading.fits, remainder=reading.remainder)
    try:
        known = recognise(stored, reading.text, said)
        seen = replace(seen, identity=_identity(known))
        return _concluded(seen, document_of(stored, known), reading)
    except Unidentified as refusal:
        return replace(seen, refusal=str(refusal), tables=printed_tables(reading))


def _concluded(seen: Examination, document: Document, reading: Reading) -> Examination:
    found = settled(document, reading)
    stated = framed(document, reading, replace(found, tables=dict(found.tables)))
    normalised = correct(document, joined(stated))
    return replace(
        seen,
        tables=table_views(found, normalised.observations),
        findings=tuple(normalised.findings.rows(named=True)),
        account=_account(normalised.cells.group_by("fate", "reason").agg(cells=pl.len())),
        figures=normalised.observations.height,
    )


def _of_delivery(blank: Examination, stored: StoredObject, said: Claim) -> Examination:
    """An Iv3 file has no tables of its own: lines that each say all of themselves, counted and not kept."""
    try:
        found = conclude(stored, said)
    except Refused as refusal:
        return replace(blank, refusal=str(refusal))
    normalised: Normalised = found.normalised
    return replace(
        blank,
        identity=tuple(_of_document(found)),
        reader=found.reader,
        findings=tuple(normalised.findings.rows(named=True)),
        account=_account(found.counts) if found.counts is not None else {},
        figures=normalised.observations.height,
    )


def _of_document(found: Conclusion) -> list[Known]:
    document = found.document
    values = {name: value for name in IDENTITY if (value := getattr(document, name)) is not None}
    return [Known(name, str(value), document.evidence.get(name, "")) for name, value in values.items()]


def _identity(known: Identity) -> tuple[Known, ...]:
    """Each field with its value and evidence, or with the reason why it has none."""
    said = {name: Known(name, str(one.value), one.evidence) for name, one in known.found.items()}
    doubts = {name: Known(name, None, doubt) for name, doubt in known.doubts.items()}
    both = said | doubts  # a kind in doubt is 'other' to whom must have one; here it is not known
    return tuple(both[name] for name in IDENTITY if name in both)


def _account(counts: pl.DataFrame) -> dict[str, dict[str, int]]:
    """Cells with a digit, by what became of them and why."""
    held: dict[str, Counter[str]] = {fate.value: Counter() for fate in Fate}
    for fate, reason, cells in counts.select("fate", "reason", "cells").iter_rows():
        if fate is not None:
            held[fate][reason or ""] += cells
    return {fate: dict(reasons.most_common()) for fate, reasons in held.items()}
