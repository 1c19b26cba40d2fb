"""Notes among the headings of a table: the scale and the legend that are printed in its corner or beside its name."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.language import phrase
from tasks.structure.page.phrases import PageLine, Phrase


def is_only_note(text: str) -> bool:
    """Whether a text says the scale or what signs mean, and nothing else."""
    said = phrase(text, "note")
    noted = said.scale is not None or bool(said.legend)
    return noted and not (said.rest or said.scenario or said.periods or said.metric)


def without_notes(lines: Sequence[PageLine]) -> tuple[list[PageLine], list[Phrase]]:
    """Lines of headings without the notes among them, and these."""
    notes = [each for line in lines for each in line.phrases if not each.heads and is_only_note(each.text)]
    if not notes:
        return list(lines), []
    said = set(map(id, notes))
    kept = [
        line.holding(held) for line in lines if (held := tuple(each for each in line.phrases if id(each) not in said))
    ]
    return kept, notes
