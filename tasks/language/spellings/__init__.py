"""Spellings as plain CSV files: what a word stands for, and where it may stand.

`where` names places (heading, label, title, note, or any); a place with `=` behind it takes the spelling only as
the whole of a text, with `^` only at its beginning, with `(` only in brackets. A word with `*` behind it is spelled
with any ending; a `*` of its own, behind other words, is whatever follows.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

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
)  # earlier ones go first
HEADS = ("scenarios", "metrics", "kinds")  # words that a text run together is parted at
ANYTHING = "*"
SHORTEST_STEM, LONGEST_WORD, EXACT = 3, 40, 100
MOST_WORDS = 100_000  # remembered


@dataclass(frozen=True, slots=True)
class Spelling:
    """One line of a file."""

    rule: str
    code: str
    words: tuple[str, ...]
    whole: bool = False
    opens: bool = False
    bracketed: bool = False

    @property
    def exact(self) -> int:
        """How far it is spelled out: letters of its shortest stem, more than any where it has none."""
        return min((len(word) for word in self.words if word.endswith("*")), default=EXACT)

    def end(self, read: tuple[Token, ...], start: int, articles: frozenset[str]) -> int:
        """Where a text that begins with this spelling goes on; 0 where it does not begin with it."""
        if len(self.words) == 1 and not self.opens and not self.bracketed:
            return start + 1 if spells(self.words[0], read[start].folded) else 0
        if self.opens and start and any(token.folded not in articles for token in read[:start]):
            return 0
        if self.bracketed and "(" not in read[start].before:
            return 0
        at = start
        for number, word in enumerate(self.words):
            if word == ANYTHING and number:
                return len(read) if at < len(read) else 0
            if number and at < len(read) and read[at].folded in articles and not spells(word, read[at].folded):
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

    def __init__(self, spellings: Iterator[Spelling], articles: frozenset[str]) -> None:
        self.articles = articles
        self._by_word: dict[str, list[Spelling]] = {}
        self._starting: dict[str, tuple[Spelling, ...]] = {}
        for spelling in spellings:
            self._by_word.setdefault(spelling.words[0], []).append(spelling)
        self._openings = {word[:SHORTEST_STEM] for word in self._by_word if word.endswith(ANYTHING)}

    def matches(self, read: tuple[Token, ...], start: int) -> Iterator[tuple[int, Spelling]]:
        """Every spelling that a text goes on with, with where it ends."""
        for spelling in self.starting(read[start].folded):
            if end := spelling.end(read, start, self.articles):
                yield end, spelling

    def starting(self, word: str) -> tuple[Spelling, ...]:
        """The spellings that begin with a word."""
        word = word[:LONGEST_WORD]
        found = self._starting.get(word)
        if found is None:
            sizes = range(len(word), SHORTEST_STEM - 1, -1) if word[:SHORTEST_STEM] in self._openings else ()
            stems = (word[:size] + ANYTHING for size in sizes)
            found = tuple(line for key in (word, *stems) for line in self._by_word.get(key, ()))
            if len(self._starting) < MOST_WORDS:
                self._starting[word] = found
        return found

    def longest(self, read: tuple[Token, ...], start: int) -> tuple[int, Spelling] | None:
        """The spelling that takes the most words; exact ones before stems, earlier rules before later ones."""
        if start >= len(read) or not self.starting(read[start].folded):
            return None
        return max(self.matches(read, start), key=lambda found: (found[0], found[1].exact), default=None)

    def code(self, read: tuple[Token, ...], start: int, *codes: str) -> tuple[int, str] | None:
        """The longest spelling of one of these codes (or kinds of code: 'month.')."""
        best: tuple[int, str] | None = None
        for found in self.starting(read[start].folded) if start < len(read) else ():
            if found.code.startswith(codes) and (end := found.end(read, start, self.articles)):
                best = best if best and best[0] >= end else (end, found.code)
        return best


@lru_cache(maxsize=64)
def lexicon(place: Place, *rules: str) -> Lexicon:
    """The spellings of some files that may stand in a place."""
    return Lexicon((line for rule in rules for line in _lines(rule, place)), articles())


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
