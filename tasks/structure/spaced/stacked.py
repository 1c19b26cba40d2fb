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
    FLAG_HEADS,
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
LONGEST = 14  # words on one line of a heading
ENOUGH = 0.4  # of what sure headings weigh together, where some columns have names of their own
NAME = 0.35
SURE = 1.0
FEWEST_ON_TOP = 2  # columns that the first line heads: a title above the heading ends in one word of it by chance
NAME_AND_YEAR = 2
ODD_YEAR = 0.2  # a bare year where other columns have a scenario with theirs
DOUBTFUL = 0.1  # two versions of a budget in one heading, or one of what has none


class Heading(NamedTuple):
    """The corner, the heading of each column of figures or flags, and what they weigh together."""

    corner: str
    columns: tuple[Printed | None, ...]
    weight: float
    sure: bool  # every column is headed with a measure, a scenario or a period


class Word(NamedTuple):
    """A word of a heading and its line."""

    text: str
    line: Line


def stacked(lines: Sequence[Line], columns: Sequence[bool]) -> Heading | None:
    """The headings that these lines hold together; `columns` says of each whether it holds flags."""
    return _divided([[Word(text, line) for text in WORD.findall(line.text)] for line in lines], columns)


def joined_heading(lines: Sequence[Line], columns: Sequence[bool]) -> Heading | None:
    """The headings of lines that go on one after the other: each column's heading is on a line of its own."""
    return _divided([[Word(text, line) for line in lines for text in WORD.findall(line.text)]], columns)


def _divided(words: Sequence[Sequence[Word]], columns: Sequence[bool]) -> Heading | None:
    longest = LONGEST if len(words) > 1 else MOST_LINES * LONGEST
    if not 0 < len(words) <= MOST_LINES or any(len(line) > longest for line in words):
        return None
    found = _Division(words, columns).best(len(columns), tuple(map(len, words)))
    if found is None or found[0] < ENOUGH * columns.count(False):
        return None
    weight, (corner, *rest) = found
    figures = [cell_text(chunk) for chunk, flags in zip(rest, columns, strict=True) if not flags]
    sure = all(_weight(text) >= SURE for text in figures)
    if _is_title(words, corner, rest) or _ends_in_a_label(words, corner) or VERSIONS.search(cell_text(corner).lower()):
        return None
    if _torn(figures) or not (sure or _is_anchored(corner, rest)):
        return None
    cells = tuple(Printed(cell_text(chunk), chunk[0].line.locator) if chunk else None for chunk in rest)
    bare = sum(BARE_YEAR.match(text) is not None for text in figures)
    named = any(YEAR.search(text) and not BARE_YEAR.match(text) for text in figures)
    return Heading(cell_text(corner), cells, weight - ODD_YEAR * bare * named, sure)


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

    def __init__(self, lines: Sequence[Sequence[Word]], columns: Sequence[bool]) -> None:
        self._lines, self._columns = lines, columns
        self._texts = [[word.text for word in line] for line in lines]
        self._known: dict[tuple[int, tuple[int, ...]], Found] = {}
        self._ways: dict[tuple[bool, tuple[int, ...]], Ways] = {}
        self._steps = 0

    def best(self, column: int, ends: tuple[int, ...]) -> Found:
        """The best way to divide the words before these ends over the corner and the columns before this one."""
        if (column, ends) not in self._known:
            self._known[column, ends] = self._corner(ends) if column == 0 else self._search(column, ends)
        return self._known[column, ends]

    def _search(self, column: int, ends: tuple[int, ...]) -> Found:
        best: Found = None
        steps, ways = self._ways_of(ends, flags=self._columns[column - 1])
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

    def _ways_of(self, ends: tuple[int, ...], *, flags: bool) -> Ways:
        """How many chunks may end here, and which of them may head a column of figures or flags; of any column."""
        known = self._ways.get((flags, ends))
        if known is None:
            weigh, most = (_flag_weight, 1) if flags else (_weight, MOST_WORDS)
            pieces = list(map(self._pieces, range(len(ends)), ends, [most] * len(ends)))
            starts = product(*(range(end, end - len(one), -1) for end, one in zip(ends, pieces, strict=True)))
            joined = (" ".join(filter(None, one)) for one in product(*pieces))
            weights = [
                (start, weigh(cell_text(self._chunk(start, ends)) if "- " in text else text))
                for start, text in zip(starts, joined, strict=True)
            ]
            ways = [(step, *one) for step, one in enumerate(weights, start=1) if one[1] >= 0]
            known = self._ways[flags, ends] = len(weights), ways
        return known

    def _chunk(self, starts: Sequence[int], ends: Sequence[int]) -> Chunk:
        return tuple(chain.from_iterable(map(getitem, self._lines, map(slice, starts, ends))))

    def _pieces(self, line: int, end: int, most: int) -> list[str]:
        """The words of a line before a place: none, the last, the last two."""
        return [" ".join(self._texts[line][start:end]) for start in range(end, max(0, end - most) - 1, -1)]

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


def _flag_weight(text: str) -> float:
    if not text:
        return 0
    return 0.3 if FLAG_HEADS.match(text) else -1


def _is_anchored(corner: Chunk, columns: Sequence[Chunk]) -> bool:
    """Whether names of columns stand beside sure headings or behind the word that heads the labels."""
    sure = sum(_weight(cell_text(chunk)) >= SURE for chunk in columns if chunk)
    return sure * 2 >= len(columns) or (bool(corner) and LABEL_HEAD.match(corner[-1].text) is not None)
