"""Headings whose words are broken over lines: every line of a text layer holds a piece of each column's heading.

'Rekening Primitieve Begroting' above '2019 begroting 2020' above '2020' says nothing of what stands above what. Each
line is divided from left to right over the columns, so that what comes together in a column reads as a heading:
a measure or scenario with its period, a period, or a name of its own where the heading otherwise is sure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, pairwise, product
from operator import getitem
from typing import NamedTuple

from tasks.language import patterns
from tasks.language.asking import is_note
from tasks.language.headlines import (
    FLAGS_WITHIN,
    HEADS,
    LABEL_HEAD,
    OF_MONEY,
    OF_STAND,
    OF_TWO,
    ONE_VERSION,
    PERIODS,
    VERSIONS,
    WHEN_ONLY,
)
from tasks.structure.grid import Printed
from tasks.structure.lines import Line

NAME_HEADS = re.compile(r"^[A-ZÀ-Ý][\w.+&-]*(?:\s[\w.+&-]+)?$")
BARE_YEAR = re.compile(rf"^{patterns.YEAR}$")
YEAR = re.compile(patterns.YEAR)
WORD = re.compile(r"\S+")
MOST_WORDS = 4  # that one line gives to a column
MOST_LINES = 4
MOST_STEPS = 10_000  # of the search for one division; beyond it there is none
LONGEST, LONGEST_ALONE = 14, 56  # words on one line of a heading of several, and of one
ENOUGH = 0.4  # of what sure headings weigh together, where some columns have names of their own
NAME = 0.35
SURE = 1.0
FEWEST_ON_TOP = 2  # columns that the first line heads: a title above the heading ends in one word of it by chance
NAME_AND_YEAR = 2
DOUBTFUL = 0.1  # two versions of a budget in one heading, or one of what has none


class Heading(NamedTuple):
    """The corner, and the heading of each column of figures."""

    corner: str
    columns: tuple[Printed, ...]


class Word(NamedTuple):
    """A word of a heading and its line."""

    text: str
    line: Line


def stacked(lines: Sequence[Line], width: int) -> Heading | None:
    """The headings that these lines hold together, of so many columns."""
    words = [[Word(text, line) for text in WORD.findall(line.text)] for line in lines]
    longest = LONGEST if len(words) > 1 else LONGEST_ALONE
    if not 0 < len(words) <= MOST_LINES or any(len(line) > longest for line in words):
        return None
    found = _Division(words).best(width, tuple(map(len, words)))
    if found is None or found[0] < ENOUGH * width:
        return None
    corner, *columns = found[1]
    texts = list(map(cell_text, columns))
    sure = all(_weight(text) >= SURE for text in texts)
    if (
        _is_title(words, corner, columns)
        or _ends_in_a_label(words, corner)
        or VERSIONS.search(cell_text(corner).lower())
    ):
        return None
    if _torn(texts) or not (sure or _is_anchored(corner, columns)):
        return None
    cells = (Printed(text, chunk[0].line.locator) for text, chunk in zip(texts, columns, strict=True))
    return Heading(cell_text(corner), tuple(cells))


def _is_title(words: Sequence[Sequence[Word]], corner: Chunk, columns: Sequence[Chunk]) -> bool:
    """Whether the first of several lines is a title, of which the last word by chance reads as a heading."""
    top, last = words[0][0].line, words[-1][-1].line
    headed = sum(any(word.line == top for word in chunk) for chunk in columns)
    if top == last or headed >= FEWEST_ON_TOP:
        return False
    names = [word.text for word in corner if word.line == top]
    if not names and headed and not any(word.line == top for word in columns[0]):
        return False  # a title begins at the left: this is the first line of a heading further on
    return len(words) > 1 or (headed > 0 and not all(map(LABEL_HEAD.match, names)))


def _ends_in_a_label(words: Sequence[Sequence[Word]], corner: Chunk) -> bool:
    """Whether the last line heads no column: it is a label between heading and rows, or a heading nobody knows."""
    last = words[-1][-1].line
    texts = [word.text for word in corner if word.line == last]
    if len(words) == 1 or len(texts) < len(words[-1]) or is_note(last.text):
        return False
    return not all(map(LABEL_HEAD.match, texts))


def _torn(headings: Sequence[str]) -> bool:
    """Whether a scenario stands without a period and the bare year next to it without a scenario."""
    if len(headings) == NAME_AND_YEAR and BARE_YEAR.match(headings[1]) and not YEAR.search(headings[0]):
        return True  # 'Sociaal domein 2024' is a title
    beside = [*pairwise(headings), *pairwise(reversed(headings))]
    return any(
        BARE_YEAR.match(year) and not YEAR.search(text) and OF_STAND.search(text.lower()) for text, year in beside
    )


Chunk = tuple[Word, ...]
Found = tuple[float, tuple[Chunk, ...]] | None
Ways = tuple[int, list[tuple[int, tuple[int, ...], float]]]  # of each: which step it is, where it begins, its weight


class _Division:
    """The best division of lines over columns, from the last column to the first; what is left is the corner."""

    def __init__(self, lines: Sequence[Sequence[Word]]) -> None:
        self._lines = lines
        self._texts = [[word.text for word in line] for line in lines]
        self._known: dict[tuple[int, tuple[int, ...]], Found] = {}
        self._ways: dict[tuple[int, ...], Ways] = {}
        self._steps = 0

    def best(self, column: int, ends: tuple[int, ...]) -> Found:
        """The best way to divide the words before these ends over the corner and the columns before this one."""
        if (column, ends) not in self._known:
            self._known[column, ends] = self._corner(ends) if column == 0 else self._search(column, ends)
        return self._known[column, ends]

    def _search(self, column: int, ends: tuple[int, ...]) -> Found:
        best: Found = None
        steps, ways = self._ways_of(ends)
        tried = 0
        for step, starts, weight in ways:
            self._steps, tried = self._steps + step - tried, step
            if self._steps > MOST_STEPS:
                return None
            before = self.best(column - 1, starts)
            if before and (best is None or before[0] + weight > best[0]):
                best = before[0] + weight, (*before[1], self._chunk(starts, ends))
        self._steps += steps - tried
        return best if self._steps <= MOST_STEPS else None

    def _ways_of(self, ends: tuple[int, ...]) -> Ways:
        """How many chunks may end here, and which of them may head a column of figures; of any column."""
        known = self._ways.get(ends)
        if known is None:
            pieces = list(map(self._pieces, range(len(ends)), ends))
            starts = product(*(range(end, end - len(one), -1) for end, one in zip(ends, pieces, strict=True)))
            joined = (" ".join(filter(None, one)) for one in product(*pieces))
            weights = [
                (start, _weight(cell_text(self._chunk(start, ends)) if "- " in text else text))
                for start, text in zip(starts, joined, strict=True)
            ]
            ways = [(step, *one) for step, one in enumerate(weights, start=1) if one[1] >= 0]
            known = self._ways[ends] = len(weights), ways
        return known

    def _chunk(self, starts: Sequence[int], ends: Sequence[int]) -> Chunk:
        return tuple(chain.from_iterable(map(getitem, self._lines, map(slice, starts, ends))))

    def _pieces(self, line: int, end: int) -> list[str]:
        """The words of a line before a place: none, the last, the last two."""
        return [" ".join(self._texts[line][start:end]) for start in range(end, max(0, end - MOST_WORDS) - 1, -1)]

    def _corner(self, ends: tuple[int, ...]) -> Found:
        chunk = self._chunk([0] * len(ends), ends)
        weight = sum(0.05 if LABEL_HEAD.match(word.text) else -0.5 if _is_head(word.text) else -0.04 for word in chunk)
        return weight, (chunk,)


def cell_text(chunk: Sequence[Word]) -> str:
    """The words of one cell; a hyphen at the end of a line broke a word."""
    joined = " ".join([word.text for word in chunk])
    if "- " not in joined:
        return joined
    text = ""
    for last, word in zip([None, *chunk], chunk, strict=False):
        broken = last and last.line != word.line and text.endswith("-") and word.text[:1].islower()
        text = text[:-1] + word.text if broken else f"{text} {word.text}".strip()
    return text


@lru_cache(maxsize=4096)
def _weight(text: str) -> float:
    """How surely a text heads a column of figures; negative where it does not."""
    folded = text.lower()
    if HEADS.match(folded):
        years = len(YEAR.findall(text))
        if FLAGS_WITHIN.search(folded):
            return DOUBTFUL
        if years > 1 and len(PERIODS.findall(folded)) > 1 and not re.match(OF_TWO, folded):
            return DOUBTFUL  # a heading has one period
        versions = len(ONE_VERSION.findall(folded))
        if versions > 1 or (versions and " " in text and not OF_MONEY.search(folded)):
            return DOUBTFUL
        if re.match(OF_TWO, folded):
            return SURE - 0.2 * (years > 0 and len(folded.split()) == 2)
        return SURE + 0.2 * (years > 0) - 0.1 * (WHEN_ONLY.match(folded) is not None)
    is_name = NAME_HEADS.match(text) and not LABEL_HEAD.match(text.split()[0])
    if not is_name or YEAR.search(text) or any(map(_is_head, text.split())):
        return -1
    return NAME - 0.1 * text.count(" ")


def _is_head(word: str) -> bool:
    return HEADS.match(word.lower()) is not None and not LABEL_HEAD.match(word)


def _is_anchored(corner: Chunk, columns: Sequence[Chunk]) -> bool:
    """Whether names of columns stand beside sure headings or behind the word that heads the labels."""
    sure = sum(_weight(cell_text(chunk)) >= SURE for chunk in columns)
    return sure * 2 >= len(columns) or (bool(corner) and LABEL_HEAD.match(corner[-1].text) is not None)
