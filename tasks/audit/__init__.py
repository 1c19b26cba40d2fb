"""What the text of a document says against its own tables: headings, sentences, percentages, and why costs grew.

Reading keeps the text beside tables as cells with a reason; here the few kinds of sentence that can be tested are held
against the figures of the same document. Precision goes before recall: what fits any figure of its document is right,
and what cannot be tied to a table is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tasks.audit import claims, effects, headings, reserves, sentences
from tasks.audit.model import Fault, Figure, Piece, Read
from tasks.audit.sentences import Split

__all__ = ["KINDS", "Fault", "Figure", "Piece", "Read", "Split", "faults"]

KINDS = (
    *(headings.KIND, sentences.TOTALS, sentences.GROWTHS, sentences.CAUSES, claims.SHARES),
    *(effects.KIND, reserves.KIND),
)


def faults(read: Read, grown: Mapping[tuple[str, str], Split]) -> Iterator[Fault]:
    """Everything that the text of a document says and its tables do not (`sentences.faults` says what `grown` is)."""
    yield from headings.faults(read)
    yield from sentences.faults(read, grown)
    yield from effects.faults(read)
    yield from reserves.faults(read)
