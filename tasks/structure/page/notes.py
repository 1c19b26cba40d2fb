"""Notes among the headings of a table: the scale and the legend that are printed in its corner or beside its name."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.language import phrase
from tasks.language.asking import is_note, is_period
from tasks.structure.page.boxes import hull
from tasks.structure.page.phrases import PageLine, Phrase
from tasks.structure.page.spots import Spot
from tasks.structure.values import is_value

TOP = 3  # rows of a drawn grid that may hold its note


def is_only_note(text: str) -> bool:
    """Whether a text says the scale or what signs mean, and nothing else."""
    if not is_note(text):  # quick to see
        return False
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


def spots_without_notes(spots: Sequence[Spot]) -> tuple[list[Spot], list[Spot]]:
    """The cells of a drawn grid without the notes at its top, and these; a row with figures holds none."""
    rows: dict[int, list[Spot]] = {}
    for spot in spots:
        rows.setdefault(spot.row, []).append(spot)
    kept: list[Spot] = []
    notes: list[Spot] = []
    for number, row in enumerate(sorted(rows)):
        others, said = _parted(rows[row]) if number < TOP else (rows[row], [])
        if said and any(is_value(spot.text) and not is_period(spot.text) for spot in others):
            others, said = rows[row], []
        kept += others
        notes += said
    return kept, notes


def _parted(row: Sequence[Spot]) -> tuple[list[Spot], list[Spot]]:
    """The cells of one row and the notes in it; one note may run over two cells."""
    kept: list[Spot] = []
    notes: list[Spot] = []
    for spot in row:
        last = kept[-1] if kept else None
        if last and "000" in spot.text and is_only_note(f"{last.text} {spot.text}"):
            notes.append(last._replace(text=f"{last.text} {spot.text}", box=hull([last.box, spot.box])))
            kept.pop()
        elif is_only_note(spot.text):
            notes.append(spot)
        else:
            kept.append(spot)
    return kept, notes
