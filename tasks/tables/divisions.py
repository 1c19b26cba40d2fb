"""The ways to divide a line of headings over columns: each part is a heading, and years stay with their words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from tasks.language import patterns, phrase
from tasks.language.asking import BUDGET, VERSIONS, joining, stands_in
from tasks.structure.spaced.columns import headings_by_period, headings_of
from tasks.tables.wording import (
    BARE_YEAR,
    ONCE,
    USUAL,
    WHOLE,
    explained,
    heads_labels,
    is_one_heading,
    kind_of,
    spreads,
    tells,
)

YEAR = re.compile(patterns.YEAR)
DATED = re.compile(rf"\d{{1,2}}-\d{{1,2}}-{patterns.YEAR}")
UP_TO = re.compile(patterns.spelling_of("periods", "until"), re.IGNORECASE)
SERIES = re.compile(rf"(?<!\d)(?:{patterns.YEAR}\s+){{2,}}{patterns.YEAR}$")
SPANNING = re.compile(r"\d\s?[-/]\s?\d")
TORN = 0.7  # a year from the word before it
TURNED = 0.1  # a year before its word, or a word without the year that others have
MOST_WORDS = 60
MOST_OF_ONE = 7  # words of one heading


@lru_cache(maxsize=2048)
def divided(text: str, count: int) -> tuple[tuple[str, ...], ...]:
    """The ways to divide a line of headings over so many columns; what stands before them heads the labels."""
    words = text.split()
    if not 1 < count <= len(words) <= MOST_WORDS:
        return ()
    found = headings_of(text, count) or headings_by_period(text, count)
    if found and tells(text[: found[1][0][0]].strip()):
        found = None  # a heading is left before the first one: the line is divided elsewhere
    ways = [tuple(text[start:end] for start, end in found[1])] if found else []
    ways = [way for way in ways if not any(is_torn(part, before) for before, part in pairwise(way))]
    sure = bool(ways) and all(explained(part) >= WHOLE for part in ways[0])
    for parts in () if sure else (count, count + 1):
        best = _cheapest(tuple(words), parts) if parts <= headings_in(text) + (parts > count) else None
        if best and _is_whole(best[1][parts - count :]) and (parts == count or _is_corner(best[1][0])):
            ways.append(best[1][parts - count :])
    ways += () if sure else _behind_corner(tuple(words), count)
    return tuple(dict.fromkeys(ways or _before_series(text, count)))


def _before_series(text: str, count: int) -> list[tuple[str, ...]]:
    """The division of what stands before years that go on, of which the first is not that of the stand before it.

    'Werkelijk 2017 Begroting na wijziging 2019 2020 2021' over five columns.
    """
    series = SERIES.search(text)
    years = series[0].split() if series else []
    if not series or any(int(year) != int(before) + 1 for before, year in pairwise(years)):
        return []
    return [(*way, *years) for way in divided(text[: series.start()].strip(), count - len(years))]


def _behind_corner(words: tuple[str, ...], count: int) -> list[tuple[str, ...]]:
    """The division of what stands behind the words that head the labels: 'Exploitatie Rekening 2018 …'."""
    if count >= len(words) or not heads_labels(words[0]):
        return []
    best = _cheapest(words[1:], count)
    return [best[1]] if best and _is_whole(best[1]) else []


def _is_corner(text: str) -> bool:
    """Whether what is left of a line of headings heads the labels, or says nothing that heads a column."""
    return heads_labels(text) or kind_of(text) in {"", "m"}


def _is_whole(parts: Sequence[str]) -> bool:
    """Whether each part is a heading, but one at most that no word of is known."""
    unknown = [part for part in parts if explained(part) < WHOLE]
    if len(unknown) > 1 or any(is_torn(part, before) for before, part in pairwise(parts)):
        return False
    return all(explained(part) >= 0 and not tells(part) and len(part.split()) <= USUAL for part in unknown)


@lru_cache(maxsize=8192)
def is_torn(text: str, before: str) -> bool:
    """Whether a year, or what part of it has passed, is that of the stand before it; a date is of what it is after."""
    if text[0] == "/" or before[-1] == "/":
        return True  # 'Lasten / Baten' are two sides of one heading
    if DATED.match(text):
        return not DATED.search(before)
    if text.startswith("% "):
        return text[2].isupper()  # 'Besteed %' and 'Prognose', but 'Prognose' and '% uitputting'
    if before.endswith(" %") and text[0].islower():
        return True
    if text[:4].isdigit() and not YEAR.search(before) and phrase(before, "heading").part_of_year:
        return True  # 't/m juni' and '2025 Uitputting'
    if any(is_version_of(part, before) for part in {text, text.split()[0]}):
        return True  # 'v.w.', or 'v.w. %', behind 'Begroting'
    if kind_of(before) == kind_of(text) == "s" and is_one_heading(f"{before} {text}"):
        return True  # 'Primitieve' and 'begroting'
    up_to = UP_TO.match(text) and phrase(text, "heading").part_of_year is not None
    return bool(BARE_YEAR.match(text) or up_to) and spreads(before)


LETTERS, DIGIT = re.compile(r"[^\W\d]+"), re.compile(r"\d")


def headings_in(text: str) -> int:
    """How many headings a line holds at most: as many as it has years, or other words that head columns."""
    years = len(YEAR.findall(text))
    eaten = Counter(rule for rule, _ in phrase(text, "heading").eaten)
    return max(years, *(eaten[rule] for rule in ONCE), eaten["scenario"] + eaten["metrics"]) + text.count("%")


def _cheapest(words: tuple[str, ...], count: int) -> tuple[float, tuple[str, ...]] | None:
    """The division of all the words in which the parts are explained best."""
    return _cheapest_up_to(words, count).get(len(words))


@lru_cache(maxsize=256)  # a division into one part more goes on from these
def _cheapest_up_to(words: tuple[str, ...], count: int) -> dict[int, tuple[float, tuple[str, ...]]]:
    """The best division into so many parts of the words up to each place."""
    if not count:
        return {0: (0.0, ())}
    shorter = _cheapest_up_to(words, count - 1)
    table: dict[int, tuple[float, tuple[str, ...]]] = {}
    for end in range(count, len(words) + 1):
        found = [
            (before[0] + _worth(" ".join(words[start:end]), before[1]), (*before[1], " ".join(words[start:end])))
            for start in range(max(0, end - MOST_OF_ONE), end)
            if (before := shorter.get(start))
        ]
        if found:
            table[end] = max(found, key=lambda one: one[0])
    return table


def _worth(text: str, before: Sequence[str]) -> float:
    own, turned = _worth_alone(text)
    alike = bool(before) and (text.split()[0] == before[-1].split()[0] or _shape(text) == _shape(before[-1]))
    torn = bool(before) and is_torn(text, before[-1])
    torn = torn or (bool(before) and (text.split()[0].casefold() in joining() or is_version_of(text, before[-1])))
    return own + 0.05 * alike - TURNED * turned - TORN * torn


def is_version_of(text: str, before: str) -> bool:
    """Whether a text is the version of the budget that stands before it: 'na wijziging' behind 'Begroting 2019'."""
    if phrase(before, "heading").scenarios != (BUDGET,):
        return False
    joined = phrase(f"{before} {text}", "heading")
    return joined.scenario in VERSIONS and stands_in(joined.scenarios) == 1


@lru_cache(maxsize=8192)
def _worth_alone(text: str) -> tuple[float, bool]:
    """How far a part is explained, and whether its year stands before its word."""
    years = YEAR.findall(text)
    several = 0.5 * max(0, len(years) - 1) * (not SPANNING.search(text))
    return explained(text) - several, bool(years) and text[:4] == years[0] and len(text) > 4


@lru_cache(maxsize=8192)
def _shape(text: str) -> str:
    return DIGIT.sub("9", LETTERS.sub("a", text))
