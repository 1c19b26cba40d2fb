"""From tables to observations: what each printed figure means, with everything that was left unsure.

A document is some hundreds of cells: they are judged one by one, and become frames at the end.
"""

from __future__ import annotations

from tasks.model import Document, Normalised, Reading
from tasks.normalise.account import account, settle_fate
from tasks.normalise.doubts import doubt
from tasks.normalise.findings import findings
from tasks.normalise.measures import measure
from tasks.normalise.observations import observation_frame, observed
from tasks.normalise.plausible import as_a_part, false_wholes
from tasks.normalise.scale import apply_scale, table_scales
from tasks.normalise.tables import judged
from tasks.structure.blocks import named_above

__all__ = ["normalise"]


def normalise(document: Document, reading: Reading) -> Normalised:
    """The observations, findings and account of cells of one document."""
    tables = [judged(named_above(table), document) for table in reading.tables]
    for table in tables:
        for cell in table.cells:
            measure(cell, document.year)
    scales = table_scales(tables, document.municipality)
    for table, scale in zip(tables, scales, strict=True):
        for cell in table.cells:
            apply_scale(cell, scale)
            doubt(cell)
            settle_fate(cell)
    tables.sort(key=lambda table: table.facts.table_id)
    cells = [cell for table in tables for cell in table.cells]
    stated = [found for table in tables for found in observed(table, document)]
    small = false_wholes(stated, document.municipality)
    parts = set(map(id, small))
    observations = [as_a_part(found) if id(found) in parts else found for found in stated]
    return Normalised(
        observation_frame(observations, document, reading),
        findings(document, reading, cells, observations, scales, small),
        account(document, reading, cells),
    )
