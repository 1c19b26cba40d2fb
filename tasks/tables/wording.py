"""What words say that may head a column: how far they are explained, and what they would mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tasks.model import Table
from tasks.normalise.headings import TEXT_HEADING, read_column
from tasks.structure.headings import NUMBERED, heads_a_column, is_note
from tasks.structure.spaced.columns import headings_by_period, headings_of
from tasks.structure.spaced.wording import FLAG_HEADS, LABEL_HEAD
from tasks.tables.pieces import CODE
from tasks.structure.stream.headwords import CORNER, MEASURE, SERIES, STEM, TITLE

LONGEST_HEADING = 60
SEVERAL = re.compile(r"(?<=[^\W\d])\s+(?=(?:19|20)\d\d\b)|(?<=\d\d\d\d)\s+(?=\S)")
BARE_YEAR = re.compile(r"^(?:19|20)\d\d\*?$")
BARE_MEASURE = re.compile(r"^(?:lasten|baten|saldo|saldi|uitgaven|inkomsten)\s*:?\*?$", re.IGNORECASE)
SPREADS = re.compile(r"realis|rekening|werkelijk|begroting|raming|streef|prognos|doel|verwacht", re.IGNORECASE)
_TABLE = Table("", "", (), 0)


@dataclass(frozen=True, slots=True)
class Said:
    """What a column means by its headings, as far as they say it."""

    text: str
    scenario: str | None
    period: str | None
    metric: str | None


@lru_cache(maxsize=4096)
def says(path: tuple[str, ...], year: int) -> Said:
    """What a heading path says of its column."""
    column = read_column(_TABLE, 0, path, Counter(), year)
    metric = column.metric if column.metric in {"lasten", "baten", "saldo"} else None
    return Said(" ".join(path), column.scenario, column.period, metric or column.unit)


@lru_cache(maxsize=8192)
def explained(text: str) -> float:
    """How far a text is explained as the heading of a column: 1 wholly, 0 not at all, less than 0 it heads another thing."""
    text = text.strip().rstrip("*")
    if len(text) > LONGEST_HEADING or text.endswith(("?", ".")) and not heads_a_column(text):
        return -1.0
    if heads_a_column(text) or SERIES.match(text):
        return 1.0
    if NUMBERED.match(text) or CODE.match(text):
        return -1.0
    if heads_labels(text) or TITLE.match(text) or text.endswith(":"):
        return -0.5
    if STEM.search(text):
        return 0.9
    return 0.7 if MEASURE.search(text) and len(text.split()) <= 3 else 0.0


@lru_cache(maxsize=4096)
def heads_labels(text: str) -> bool:
    """Whether a text heads the labels of the rows."""
    text = text.strip().rstrip("*")
    return bool(CORNER.match(text) or LABEL_HEAD.match(text) or (is_note(text) and not heads_a_column(text)))


def heads_flags(text: str) -> bool:
    """Whether a text heads a column of flags."""
    return FLAG_HEADS.match(text.strip()) is not None


def heads_texts(text: str) -> bool:
    """Whether a text heads a column of words."""
    return TEXT_HEADING.match(text.strip()) is not None


@lru_cache(maxsize=2048)
def divided(text: str, count: int) -> tuple[tuple[str, ...], ...]:
    """The ways to divide a line of headings over so many columns; what stands before them heads the labels."""
    words = text.split()
    if not 1 < count <= len(words) <= MOST_WORDS:
        return ()
    found = headings_of(text, count) or headings_by_period(text, count)
    ways = [tuple(text[start:end] for start, end in found[1])] if found else []
    for parts in (count, count + 1):
        best = _cheapest(tuple(words), parts) if parts <= min(len(words), _headings_in(text) + 1) else None
        if best and best[0] >= EXPLAINED * count and (parts == count or explained(best[1][0]) < EXPLAINED):
            ways.append(best[1][parts - count :])
    return tuple(dict.fromkeys(ways))


YEAR = re.compile(r"(?:19|20)\d\d")
PART = re.compile(r"\b(?:[1-4]e\s|q[1-4]\b|kw\b|%)", re.IGNORECASE)
TURNED = 0.1  # a year before its word, or a word without the year that others have
MOST_WORDS = 60
MOST_OF_ONE = 7  # words of one heading
EXPLAINED = 0.8


def _headings_in(text: str) -> int:
    """How many headings a line holds at most: as many as it has years, or other words that head columns."""
    years = len(YEAR.findall(text))
    words = len(STEM.findall(YEAR.sub(" ", text))) + len(MEASURE.findall(text)) + len(PART.findall(text))
    return max(years, words)


def _cheapest(words: tuple[str, ...], count: int) -> tuple[float, tuple[str, ...]] | None:
    """The division of all the words in which the parts are explained best."""
    table: dict[tuple[int, int], tuple[float, tuple[str, ...]]] = {(0, 0): (0.0, ())}
    for parts in range(1, count + 1):
        for end in range(parts, len(words) + 1):
            found = [
                (before[0] + _worth(" ".join(words[start:end]), before[1]), (*before[1], " ".join(words[start:end])))
                for start in range(max(0, end - MOST_OF_ONE), end)
                if (before := table.get((start, parts - 1)))
            ]
            if found:
                table[end, parts] = max(found, key=lambda one: one[0])
    return table.get((len(words), count))


def _worth(text: str, before: Sequence[str]) -> float:
    own = explained(text)
    stems = len(STEM.findall(text)) - bool(re.search(r"(?:19|20)\d\d", text)) if own > 0 else 0
    years = YEAR.findall(text)
    own -= 0.5 * max(0, len(years) - 1) * (not re.search(r"\d\s?[-/]\s?\d", text))
    alike = bool(before) and (text.split()[0] == before[-1].split()[0] or _shape(text) == _shape(before[-1]))
    turned = bool(years) and text[:4] == years[0] and len(text) > 4
    return own - 0.3 * max(0, stems - 2) + 0.05 * alike - TURNED * turned


def _shape(text: str) -> str:
    return re.sub(r"\d", "9", re.sub(r"[^\W\d]+", "a", text))
