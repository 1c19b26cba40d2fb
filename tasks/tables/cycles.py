"""Rows that begin with several cells, numbers among them: programme, number, kind, code, 'ja' or 'nee', then the label.

On a page with one cell on a line the numbers at the beginning of a row follow the figures of the row above. Where every
row has as many cells, the first and the last of them tell how many of these are no figures.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import NamedTuple

from tasks.tables.pieces import Look, Piece, Strip

FIGURES = frozenset({Look.FIGURE, Look.DASH})
NUMBER = re.compile(r"^\d{1,4}\.?$")
FEWEST_ROWS = 4
FEWEST_COUNTED = 3  # numbers between codes and labels
MOST_NUMBERS = 3  # before a label
MOST_WORDS = 8  # cells of words before the figures of a row
FEWEST_FIGURES = 2
FEWEST_ALIKE, MOSTLY = 3, 0.7  # runs of as many figures


class Run(NamedTuple):
    """Cells of one kind behind each other: figures, or what is none."""

    figures: bool
    first: int
    size: int


def with_beginnings(strips: Sequence[Strip]) -> list[Strip]:
    """The strips, with the numbers and words that rows begin with before their labels taken for no figures."""
    runs = list(_runs(strips))
    changed: dict[int, Look] = _between_codes_and_labels(strips) | _words_beside_figures(strips, runs)
    for start in range(len(runs)):
        rows = _rows_from(runs, start)
        if rows and _rise(strips, rows, runs[start].size):
            for number, words in rows:
                changed |= dict.fromkeys(range(number.first + number.size - runs[start].size, words.first), Look.CODE)
                changed |= dict.fromkeys(range(words.first, words.first + words.size), Look.TEXT)
    return _without_words_behind(
        [_as(strip, changed[at]) if at in changed else strip for at, strip in enumerate(strips)]
    )


def _without_words_behind(strips: list[Strip]) -> list[Strip]:
    """Rows on one line without a last 'Ja' or 'Nee' that stands beyond the figures of all other rows."""
    sizes = [len(strip.values) for strip in strips if _is_row(strip) and strip.values[-1].look is not Look.WORD]
    usual, times = Counter(sizes).most_common(1)[0] if sizes else (0, 0)
    if times < FEWEST_ALIKE - 1 or max(sizes) > usual:
        return strips
    return [
        replace(strip, values=strip.values[:-1], gaps=strip.gaps[:-1])
        if _is_row(strip) and len(strip.values) == usual + 1 and strip.values[-1].look is Look.WORD
        else strip
        for strip in strips
    ]


def _is_row(strip: Strip) -> bool:
    return bool(strip.texts) and len(strip.values) > 1 and not strip.barred


def _as(strip: Strip, look: Look) -> Strip:
    piece = _cell(strip)
    kept = piece is not None and piece.look in {Look.TEXT, Look.CODE, look}
    return strip if piece is None or kept else replace(strip, texts=(piece._replace(look=look),), values=(), gaps=())


def _cell(strip: Strip) -> Piece | None:
    """The cell that a line holds alone; None where it holds more, or something else."""
    return strip.pieces[0] if len(strip.pieces) == 1 and not (strip.barred or strip.glued or strip.columns) else None


def _runs(strips: Sequence[Strip]) -> Iterator[Run]:
    at = 0
    for figures, group in groupby(strips, key=_is_figure):
        size = len(list(group))
        yield Run(figures, at, size)
        at += size


def _is_figure(strip: Strip) -> bool:
    piece = _cell(strip)
    return piece is not None and piece.look in FIGURES


def _rows_from(runs: Sequence[Run], start: int) -> list[tuple[Run, Run]]:
    """The numbers and the words of rows, from the first numbers on; nothing where they do not return alike.

    The first numbers stand behind headings, those of the other rows behind figures, and the last row has figures only.
    """
    first = runs[start]
    if not first.figures or first.size > MOST_NUMBERS or start + 2 * FEWEST_ROWS > len(runs):
        return []
    words, figures = runs[start + 1].size, runs[start + 2].size
    if words > MOST_WORDS or figures - first.size < FEWEST_FIGURES or first.size + words == FEWEST_FIGURES:
        return []
    rows = [(first, runs[start + 1])]
    for at in range(start + 2, len(runs) - 1, 2):
        if runs[at].size != figures or runs[at + 1].size != words:
            break
        rows.append((runs[at], runs[at + 1]))
    end = start + 2 * len(rows)
    whole = end < len(runs) and runs[end].size == figures - first.size
    return rows if len(rows) >= FEWEST_ROWS and whole else []


def _rise(strips: Sequence[Strip], rows: Sequence[tuple[Run, Run]], size: int) -> bool:
    """Whether the first numbers of rows rise or stay, and all are whole numbers."""
    texts = [
        [strips[at].pieces[0].text for at in range(number.first + number.size - size, words.first)]
        for number, words in rows
    ]
    if not all(NUMBER.match(text) for row in texts for text in row):
        return False
    numbers = [int(row[0].rstrip(".")) for row in texts]
    return all(before <= after for before, after in pairwise(numbers)) and numbers[0] < numbers[-1]


def _words_beside_figures(strips: Sequence[Strip], runs: Sequence[Run]) -> dict[int, Look]:
    """Words like 'Nee' before or behind as many figures as other rows have: no value stands in their place."""
    sizes = Counter(run.size for run in runs if run.figures)
    usual, times = sizes.most_common(1)[0] if sizes else (0, 0)
    if usual < FEWEST_FIGURES or times < max(FEWEST_ALIKE, MOSTLY * sizes.total()):
        return {}
    ends = [
        before.first + before.size - 1
        for before, figures in pairwise(runs)
        if figures.figures and figures.size == usual
    ]
    begins = [after.first for figures, after in pairwise(runs) if figures.figures and figures.size == usual]
    words = [at for at in ends if at and _is_word(strips[at]) and _is_text(strips[at - 1])]
    words += [at for at in begins if _is_word(strips[at]) and (at + 1 == len(strips) or _is_text(strips[at + 1]))]
    return dict.fromkeys(words, Look.TEXT)


def _is_word(strip: Strip) -> bool:
    piece = _cell(strip)
    return piece is not None and piece.look is Look.WORD


def _is_text(strip: Strip) -> bool:
    piece = _cell(strip)
    return piece is not None and piece.look is Look.TEXT


def _between_codes_and_labels(strips: Sequence[Strip]) -> dict[int, Look]:
    """Numbers that stand between a code and a label and count on: '1.5.1', '3', 'Dienstreserves'."""
    found = [at for at in range(1, len(strips) - 1) if _is_between(strips[at - 1 : at + 2])]
    numbers = [int(strips[at].pieces[0].text.rstrip(".")) for at in found]
    counted = len(found) >= FEWEST_COUNTED and all(after == before + 1 for before, after in pairwise(numbers))
    return dict.fromkeys(found, Look.CODE) if counted else {}


def _is_between(strips: Sequence[Strip]) -> bool:
    before, cell, behind = map(_cell, strips)
    if before is None or cell is None or behind is None:
        return False
    number = cell.look is Look.FIGURE and NUMBER.match(cell.text) is not None
    return number and before.look is Look.CODE and behind.look is Look.TEXT
