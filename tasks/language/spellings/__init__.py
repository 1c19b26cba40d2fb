"""Spellings as plain CSV files: what a word stands for, and where it may stand.

`where` names places (heading, label, title, note, or any); a place with `=` behind it takes the spelling only as
the whole of a text, with `^` only at its beginning, with `(` only in brackets. A word with `*` behind it is spelled
with any ending; a `*` of its own, behind other words, is whatever follows.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import TypeVar

from tasks.language.phrases import Place
from tasks.language.tokens import Token, tokens

RULES = (
    "scenarios",
    "versions",
    "flags",
    "metrics",
    "units",
    "aside",
    "kinds",
    "neutral",
    "differences",
)
HEADS = ("aside", "scenarios", "metrics", "kinds")  # words that a text run together is parted at
ANYTHING = "*"
SHORTEST_STEM, LONGEST_WORD, EXACT = 3, 40, 100
MOST_WORDS = 4_000  # remembered: a document has a thousand; those of before make room for new ones

Asked = TypeVar("Asked")


@dataclass(slots=True, eq=False)
class Spelling:
    """One line of a file; `exact` is how far it is spelled out: letters of its shortest stem, else more than any."""

    rule: str
    code: str
    words: tuple[str, ...]
    whole: bool = False
    opens: bool = False
    bracketed: bool = False
    exact: int = field(init=False)
    single: bool = field(init=False)  # one word, wherever it stands

    def __post_init__(self) -> None:
        self.exact = min((len(word) for word in self.words if word.endswith("*")), default=EXACT)
        self.single = len(self.words) == 1 and not self.opens and not self.bracketed

    def end(self, read: tuple[Token, ...], start: int) -> int:
        """Where a text goes on behind this spelling, whose first word it has; 0 where it has not the others."""
        if self.single:
            return start + 1
        if self.opens and start and any(token.folded not in articles() for token in read[:start]):
            return 0
        if self.bracketed and "(" not in read[start].before:
            return 0
        at = start + 1
        for word in self.words[1:]:
            if word == ANYTHING:
                return len(read) if at < len(read) else 0
            if at < len(read) and not spells(word, read[at].folded) and read[at].folded in articles():
                at += 1
            if at >= len(read) or not spells(word, read[at].folded):
                return 0
            at += 1
        return at


def spells(word: str, folded: str) -> bool:
    """Whether a word of a spelling is a word as printed."""
    return folded.startswith(word[:-1]) if len(word) > 1 and word.endswith("*") else folded == word


class Lexicon:
    """The spellings that may stand in one place, by the word that they begin with."""

    def __init__(self, spellings: Iterator[Spelling]) -> None:
        self._by_word: dict[str, list[Spelling]] = {}
        self._starting: dict[str, tuple[Spelling, ...]] = {}
        self._coded: dict[tuple[str, tuple[str, ...]], tuple[Spelling, ...]] = {}
        self._order: dict[str, int] = {}  # of the files: earlier ones go first
        for spelling in spellings:
            self._order.setdefault(spelling.rule, len(self._order))
            self._by_word.setdefault(spelling.words[0], []).append(spelling)
        self._openings = {word[:SHORTEST_STEM] for word in self._by_word if word.endswith(ANYTHING)}

    def matches(self, read: tuple[Token, ...], start: int) -> Iterator[tuple[int, Spelling]]:
        """Every spelling that a text goes on with, with where it ends."""
        for spelling in self.starting(read[start].folded):
            if end := spelling.end(read, start):
                yield end, spelling

    def starting(self, word: str) -> tuple[Spelling, ...]:
        """The spellings that begin with a word."""
        word = word[:LONGEST_WORD]
        found = self._starting.get(word)
        if found is None:
            sizes = range(len(word), SHORTEST_STEM - 1, -1) if word[:SHORTEST_STEM] in self._openings else ()
            stems = (word[:size] + ANYTHING for size in sizes)
            lines = (line for key in (word, *stems) for line in self._by_word.get(key, ()))
            found = tuple(sorted(lines, key=lambda line: self._order[line.rule]))
            _remember(self._starting, word, found)
        return found

    def coded(self, word: str, codes: tuple[str, ...]) -> tuple[Spelling, ...]:
        """The spellings of some codes that begin with a word."""
        if not self.starting(word):  # most words
            return ()
        found = self._coded.get((word, codes))
        if found is None:
            found = tuple(line for line in self.starting(word) if line.code.startswith(codes))
            _remember(self._coded, (word, codes), found)
        return found

    def longest(self, read: tuple[Token, ...], start: int) -> tuple[int, Spelling] | None:
        """The spelling that takes the most words; exact ones before stems, earlier rules before later ones."""
        if start >= len(read) or not self.starting(read[start].folded):
            return None
        return max(self.matches(read, start), key=lambda found: (found[0], found[1].exact), default=None)

    def code(self, read: tuple[Token, ...], start: int, *codes: str) -> tuple[int, str] | None:
        """The longest spelling of one of these codes (or kinds of code: 'month.')."""
        best: tuple[int, str] | None = None
        for found in self.coded(read[start].folded, codes) if start < len(read) else ():
            end = found.end(read, start)
            if end > (best[0] if best else 0):
                best = (end, found.code)
        return best


def _remember(known: dict[Asked, tuple[Spelling, ...]], asked: Asked, found: tuple[Spelling, ...]) -> None:
    if len(known) >= MOST_WORDS:
        known.clear()
    known[asked] = found


@lru_cache(maxsize=64)
def lexicon(place: Place, *rules: str) -> Lexicon:
    """The spellings of some files that may stand in a place."""
    return Lexicon(line for rule in rules for line in _lines(rule, place))


@lru_cache(maxsize=1)
def articles() -> frozenset[str]:
    """Words that may stand between the words of any spelling."""
    return frozenset(row["spelling"] for row in _rows("neutral") if row["code"] == "article")


@lru_cache(maxsize=32)
def spelled(rule: str, *codes: str) -> frozenset[str]:
    """The spellings of some codes (or kinds of code) of a file, in small letters."""
    return frozenset(row["spelling"].casefold() for row in _rows(rule) if row["code"].startswith(codes))


@lru_cache(maxsize=1)
def heads() -> frozenset[str]:
    """Single words that head columns, whole ones only."""
    return frozenset(line.words[0].rstrip("*") for rule in HEADS for line in _lines(rule) if len(line.words) == 1)


def _lines(rule: str, place: Place | None = None) -> Iterator[Spelling]:
    for row in _rows(rule):
        where = row["where"].split()
        if place is None or {"any", place} & set(where):
            yield Spelling(rule, row["code"], _words(row["spelling"]))
        elif mark := next((each[-1] for each in where if each[:-1] == place), ""):
            yield Spelling(rule, row["code"], _words(row["spelling"]), mark == "=", mark == "^", mark == "(")


@lru_cache(maxsize=32768)
def _words(spelling: str) -> tuple[str, ...]:
    words: list[str] = []
    for token in tokens(spelling):
        if token.folded == "*" and token.glued and words:
            words[-1] += "*"
        else:
            words.append(token.folded)
    return tuple(words)


@lru_cache(maxsize=32)  # every place has its lexicons of the same files
def _rows(rule: str) -> list[dict[str, str]]:
    text = files("tasks.language.spellings").joinpath(f"{rule}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
