"""Headings with their words over lines that divide in one way only.

'Rekening Begroting Begroting Rekening Verschil' above '2019 2020 2020 2020' above 'primitief na wijziging': where every
column but a difference must have a measure and a period, all words are used in the order in which they are printed,
a version belongs to a budget and no two columns are headed alike, nothing else can be meant. Where a second division
is possible there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, product

from tasks.language.asking import is_note
from tasks.language.headlines import BUDGET, FLAG_HEADS, LABEL_HEAD, VERSIONS
from tasks.structure.grid import Printed
from tasks.structure.lines import Line
from tasks.structure.spaced.columns import ATOM
from tasks.structure.spaced.stacked import MOST_LINES, Chunk, Heading, Word, cell_text

MOST_WORDS = 4  # that one line gives to a column
MOST_WORDS_IN_ALL = 8  # of one heading
MOST_STEPS = 20_000  # of the search; beyond it nothing is proved
MOST_DIVISIONS = 64  # of the words before a column: so many are no heading
LONGEST = 14  # words on one line of a heading
COMPLETE = re.compile(r"^(?:[sm]{1,2}v?(?:y|py|yp)v?|(?:y|py|yp)[sm]{1,2}v?|d(?:y|py)?)$")
ANY_BUDGET = re.compile(BUDGET)
Divisions = tuple[tuple[Chunk, ...], ...]


def proved(lines: Sequence[Line], columns: Sequence[bool]) -> Heading | None:
    """The one division of these lines over the columns; `columns` says of each whether it holds flags."""
    words = [[Word(text, line) for text in line.text.split()] for line in lines]
    if not 1 < len(words) <= MOST_LINES or any(len(line) > LONGEST for line in words):
        return None
    found = _Search(words, columns).all(len(columns), tuple(map(len, words)))
    divisions = [chunks for chunks in found or () if _tells_apart(chunks, columns)]
    if len({tuple(cell_text(chunk).lower() for chunk in chunks) for chunks in divisions}) != 1:
        return None
    corner, *rest = divisions[0]
    cells = [
        Printed("".join(cell_text(chunk).split()) if flags else cell_text(chunk), chunk[0].line.locator)
        if chunk
        else None
        for chunk, flags in zip(rest, columns, strict=True)
    ]
    return Heading(cell_text(corner), tuple(cells), float(len(columns)), True)


def _tells_apart(chunks: Sequence[Chunk], columns: Sequence[bool]) -> bool:
    """Whether no two columns of figures have the same heading."""
    heads = [cell_text(chunk).lower() for chunk, flags in zip(chunks[1:], columns, strict=True) if not flags]
    return len(set(heads)) == len(heads)


class _Search:
    """Every division of lines over columns, from the last column to the first; what is left is the corner."""

    def __init__(self, lines: Sequence[Sequence[Word]], columns: Sequence[bool]) -> None:
        self._lines, self._columns = lines, columns
        self._known: dict[tuple[int, tuple[int, ...]], Divisions] = {}
        self._steps = 0

    def all(self, column: int, ends: tuple[int, ...]) -> Divisions | None:
        """The divisions of the words before these ends; None where there are too many to seek."""
        if column == 0:
            return self._corner(ends)
        if (column, ends) not in self._known:
            found: list[tuple[Chunk, ...]] = []
            for starts in self._starts(column, ends):
                before = self.all(column - 1, starts)
                if before is None or self._steps > MOST_STEPS or len(found) > MOST_DIVISIONS:
                    return None
                found += [(*chunks, self._chunk(starts, ends)) for chunks in before]
            self._known[column, ends] = tuple(found)
        return self._known[column, ends]

    def _starts(self, column: int, ends: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        flags = self._columns[column - 1]
        most = 1 if flags else MOST_WORDS
        for starts in product(*(range(end, max(0, end - most) - 1, -1) for end in ends)):
            self._steps += 1
            text = cell_text(self._chunk(starts, ends))
            if _heads_flags(text) if flags else _is_complete(text):
                yield starts

    def _chunk(self, starts: Sequence[int], ends: Sequence[int]) -> Chunk:
        pieces = (line[start:end] for line, start, end in zip(self._lines, starts, ends, strict=True))
        return tuple(chain.from_iterable(pieces))

    def _corner(self, ends: tuple[int, ...]) -> Divisions:
        """What is left may head the labels or tell the scale, on lines that hold more than that."""
        pieces = [" ".join(word.text for word in line[:end]) for line, end in zip(self._lines, ends, strict=True)]
        whole = any(end == len(line) for line, end in zip(self._lines, ends, strict=True))
        return () if whole or not all(map(_in_corner, pieces)) else ((self._chunk([0] * len(ends), ends),),)


def _in_corner(text: str) -> bool:
    """Whether words are none of those that head columns of figures."""
    if is_note(text) or all(map(LABEL_HEAD.match, text.split())):
        return True
    return not ATOM.search(text.lower()) and not VERSIONS.search(text.lower())


def _heads_flags(text: str) -> bool:
    """Whether a text heads a column of flags, or is nothing: not every such column has a heading."""
    return not text or FLAG_HEADS.match(text.replace(" ", "")) is not None


@lru_cache(maxsize=4096)
def _is_complete(text: str) -> bool:
    """Whether a text is the whole heading of a column: a measure with its period, or a difference."""
    if not text or len(text.split()) > MOST_WORDS_IN_ALL:
        return False
    folded = text.lower()
    kinds, end = "", 0
    for match in ATOM.finditer(folded):
        if folded[end : match.start()].strip():
            return False
        kinds, end = kinds + str(match.lastgroup)[0].replace("x", ""), match.end()
    if folded[end:].strip(" *") or not COMPLETE.match(kinds):
        return False
    versions = len(VERSIONS.findall(folded))
    return versions == 0 or (versions == 1 and ANY_BUDGET.search(folded) is not None)
