"""What a table of spaced rows is called, and the caption with its scale."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tasks.language.asking import is_note
from tasks.language.headlines import LABEL_HEAD
from tasks.language.lines import behind, heads_labels
from tasks.language.spellings import spelled
from tasks.structure.spaced.line import Kind, Spaced

if TYPE_CHECKING:
    from tasks.structure.spaced.runs import Run

NUMBERED = re.compile(r"^\s+\d[\d.]*\W+[^\W\d]")  # behind 'Tabel'
MOST_TITLE_LINES = 2
IN_SENTENCE = re.compile(r"\([^()]*\)\.?$")
MOST_TEXT_LINES = 2
STEM = 5  # letters that two words of one stem share
OF_ANY = {word[:STEM] for word in spelled("lines", "sum", "whole", "amounts")}  # of words that any two titles may share


def name_runs(runs: Sequence[Run]) -> None:
    """Give every table its title, note and section."""
    titles_below = _titles_below(runs)
    captions: list[Spaced] = []
    for before, run in zip([None, *runs], runs, strict=False):
        if before is None or any(item.kind is Kind.PROSE for item in run.above):
            captions = []
        captions += [item for item in run.above if item.kind is Kind.NOTE]
        above = _labels(list(reversed(run.above)))
        named = (_labels(run.below) or above) if titles_below else above
        _entitle(run, named[:MOST_TITLE_LINES])
        _annotate(run, captions)


def _titles_below(runs: Sequence[Run]) -> bool:
    """Whether this document prints titles below its tables: more tables have capitals below than a label above."""
    below = sum(any(item.label.isupper() for item in _labels(run.below)[:1]) for run in runs)
    above = sum(bool(_labels(list(reversed(run.above)))) for run in runs)
    return below * 2 > len(runs) and below >= above - len(runs) // 2 and below > 0


def _labels(items: Sequence[Spaced]) -> list[Spaced]:
    """The labels before anything else."""
    end = next((index for index, item in enumerate(items) if item.kind is not Kind.LABEL), len(items))
    return list(items[:end])


def _entitle(run: Run, named: Sequence[Spaced]) -> None:
    """The heading's corner is the title unless it is a generic word; a printed title that says more goes first."""
    generic = all(map(LABEL_HEAD.match, run.corner.split()))
    corner = "" if generic or is_note(run.corner) or heads_labels(run.corner) else run.corner
    printed = named[0].label if named else _caption(run)
    akin = bool(_stems(corner) & _stems(printed))
    run.title = printed if not corner or akin else corner
    run.section = [item.label for item in named if item.label != run.title]
    run.around += [(item.line, "table title") for item in named]


def _caption(run: Run) -> str:
    """A numbered caption that has the scale in it is both: 'Tabel 3.3 Uitgaven per jaar (x € 1.000)'."""
    nearest = run.above[-1] if run.above else None
    text = nearest.line.text.strip() if nearest and nearest.kind is Kind.NOTE else ""
    return text if NUMBERED.match(behind(text, "caption", "figure")) else ""


def _annotate(run: Run, captions: list[Spaced]) -> None:
    """The scale: of the heading's corner, else of the caption that shares a word with the title, else of the next."""
    if is_note(run.corner):
        run.note = run.corner
    if not captions:
        run.note = run.note or _said_in_text(run.above[-MOST_TEXT_LINES:])
        return
    stems = _stems(" ".join([run.title, run.corner, *run.section]))
    chosen = next((item for item in captions if _stems(item.line.text) & stems), None if run.note else captions[0])
    if chosen:
        captions.remove(chosen)
        run.note = run.note or chosen.line.text.strip()


def _said_in_text(above: Sequence[Spaced]) -> str:
    """The scale in brackets at the end of the sentence that introduces a table."""
    found = [match[0] for item in above if (match := IN_SENTENCE.search(item.line.text)) and is_note(match[0])]
    return found[-1] if found else ""


def _stems(text: str) -> set[str]:
    return {word[:STEM] for word in re.findall(r"[^\W\d]{5,}", text.lower())} - OF_ANY
