"""The ways to divide a line of headings over columns: each part is a heading, and years stay with their words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, takewhile
from operator import itemgetter

from tasks.language import patterns, phrase
from tasks.language.asking import BUDGET, VERSIONS, joining, stands_in
from tasks.language.counted import counts
from tasks.language.periods import UP_TO
from tasks.tables.wording import (
    BARE_YEAR,
    ONCE,
    USUAL,
    WHOLE,
    changes,
    explained,
    heads_labels,
    is_one_heading,
    kind_of,
    spreads,
    tells,
)

YEAR = re.compile(patterns.YEAR)
DATED = re.compile(rf"\d{{1,2}}-(?:\d{{1,2}}|[^\W\d]{{3,4}})-{patterns.YEAR}")
OPEN = re.compile(rf"\b(?:{patterns.spelling_of('lines', 'open', 'leads')})$", re.IGNORECASE)
SUM = rf"{patterns.YEAR}\s?[-–]\s?{patterns.YEAR}|{patterns.spelling_of('lines', 'sum')}"
SERIES = re.compile(
    rf"(?<!\d)(?P<years>(?:{patterns.YEAR}\s++){{2,30}}{patterns.YEAR})(?:\s+(?P<sum>{SUM}))?$", re.IGNORECASE
)
SPANNING = re.compile(r"\d\s?[-/]\s?\d")
WITHIN = re.compile(rf"\b{patterns.YEAR}\s+[^\W\d]{{4,}}")  # behind a year a word goes on, to another year
FEWEST_NAMED, MOST_NAMED = 3, 4  # names with a year behind each, and words of one
STANDS = frozenset({BUDGET, *VERSIONS, "realisatie", "prognose"})
BETWEEN = frozenset("/-–−")
TORN = 0.7  # a year from the word before it
TURNED = 0.1  # a year before its word, or a word without the year that others have
MOST_WORDS = 60
AS_GOOD = 0.7  # a division that ends otherwise
MOST_OPEN = 3  # divisions of the words before, each with another last part
Way = tuple[float, tuple[str, ...]]  # how far its parts are explained, and the parts
QUALIFIED = re.compile(r"\([^()\d]*\)\s")  # '(incl. wijzigingen) Begroting 2025' is no heading
MOST_OF_A_PART = 4  # words: 'tot en met 30 juni'
MOST_OF_ONE = 7  # words of one heading


@lru_cache(maxsize=2048)
def divided(text: str, count: int) -> tuple[tuple[str, ...], ...]:
    """The ways to divide a line of headings over so many columns; what stands before them heads the labels."""
    words = text.split()
    if not 1 < count <= len(words) <= MOST_WORDS:
        return ()
    if words[0] == words[1] and YEAR.search(text) and (behind := _behind_corner(tuple(words), count)):
        return tuple(behind)
    most = max(headings_in(text), _years_and_differences(text)) + _sums_in(text)
    sizes = [size for size in (count, count + 1) if size <= most + (size > count)]
    opened = [_open_ways(tuple(words), size) for size in sizes]
    likely = [[way for one in found for way in _headings(one, count)] for found in opened]
    ways = [way for found in likely for way in found[:1]]
    ways += _behind_corner(tuple(words), count)
    others = [way for found in likely for way in found[1:]]
    ways = _most_alike(_sure(ways), _sure(others)) or ways
    return tuple(dict.fromkeys(ways or _before_series(text, count) or _by_years(tuple(words), count)))


def _sure(ways: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [way for way in ways if all(explained(part) >= WHOLE for part in way)]


def _headings(way: tuple[str, ...], count: int) -> Iterator[tuple[str, ...]]:
    """What a division says the headings are; nothing where one of them is none, or what is left over is no corner."""
    parts = way[len(way) - count :]
    corner = way[0] if len(way) > count else ""
    if _is_whole(parts) and (not corner or (_is_corner(corner) and not changes(corner.split()[-1], parts[0]))):
        yield parts


def _open_ways(words: tuple[str, ...], count: int) -> list[tuple[str, ...]]:
    """The best division of all the words, and those that are nearly as good and end otherwise."""
    ways = _cheapest_up_to(words, count).get(len(words), [])
    return [parts for worth, parts in ways if worth >= ways[0][0] - AS_GOOD]


def _before_series(text: str, count: int) -> list[tuple[str, ...]]:
    """The division of what stands before years that go on, of which the first is not that of the stand before it.

    'Werkelijk 2017 Begroting na wijziging 2019 2020 2021' over five columns. A sum of the years may stand behind them.
    """
    series = SERIES.search(text)
    years = YEAR.findall(series["years"]) if series else []
    if not series or any(int(year) != int(before) + 1 for before, year in pairwise(years)):
        return []
    before, behind = text[: series.start()].strip(), (*years, *filter(None, [series["sum"]]))
    if count == len(behind) + 1:
        return [(named, *behind) for named in _named_last(before)]
    return [(*way, *behind) for way in divided(before, count - len(behind))]


def _named_last(text: str) -> list[str]:
    """The heading that a line ends with behind those of labels, where it is no stand: 'Krediet', of all years."""
    words = text.split()
    labels = len(list(takewhile(heads_labels, words)))
    last = " ".join(words[labels:])
    return [last] if last and explained(last) >= WHOLE and "s" not in kind_of(last) else []


def _most_alike(ways: Sequence[tuple[str, ...]], others: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The ways in which most headings begin alike: with a year each, or as two balances; of these, of fewest words.

    Others, which are explained a little less, must be more alike than the best.
    """
    weights = {way: (len(set(map(_begin, way))), sum(len(part.split()) for part in way)) for way in (*ways, *others)}
    least = min((weights[way] for way in ways), default=None)
    better = [way for way in others if least is None or weights[way][0] < least[0]]
    best = min((weights[way] for way in better), default=None)
    return [way for way in better if weights[way] == best] or [way for way in ways if weights[way] == least]


def _begin(text: str) -> str:
    word = text.split()[0]
    return _shape(word) if DIGIT.search(word) else word  # 'Q1', 'Q2'


def _by_years(words: tuple[str, ...], count: int) -> list[tuple[str, ...]]:
    """The division of names that nobody knows, each before its year: 'Product Aantal uren 2024 Tarief 2024 …'."""
    ends = [at + 1 for at, word in enumerate(words) if BARE_YEAR.match(word)]
    if not FEWEST_NAMED <= count == len(ends) or ends[-1] != len(words):
        return []
    starts = [int(heads_labels(words[0])), *ends[:-1]]
    sizes = [end - start for start, end in zip(starts, ends, strict=True)]
    named = all(
        1 < size <= MOST_NAMED and words[at].casefold() not in joining() for at, size in zip(starts, sizes, strict=True)
    )
    return [tuple(" ".join(words[start:end]) for start, end in zip(starts, ends, strict=True))] if named else []


def _behind_corner(words: tuple[str, ...], count: int) -> list[tuple[str, ...]]:
    """The divisions of what stands behind the words that head the labels, or say nothing that heads a column.

    'Exploitatie Rekening 2018 …', 'Balans Balans 31-12-2020 …', 'Programma Sociaal Domein Realisatie 2021 …'.
    """
    untold = next((at for at, word in enumerate(words) if tells(word)), 0)
    untold *= phrase(" ".join(words[:untold]), "heading").subject is not None  # 'SOCIAAL DOMEIN'
    heads = heads_labels(words[0]) or words[0] == words[1]
    found = (_cheapest(words[size:], count) for size in {1 if heads else 0, untold} if 0 < size <= len(words) - count)
    return [best[1] for best in found if best and _is_whole(best[1]) and explained(best[1][0]) >= WHOLE]


def _is_corner(text: str) -> bool:
    """Whether what is left of a line of headings heads the labels, or says nothing that heads a column."""
    return heads_labels(text) or kind_of(text) in {"", "m"}


def _is_whole(parts: Sequence[str]) -> bool:
    """Whether each part is a heading, but one at most that no word of is known."""
    unknown = [part for part in parts if explained(part) < WHOLE]
    if len(unknown) > 1 or _leaves_a_year(parts) or any(is_torn(part, before) for before, part in pairwise(parts)):
        return False
    named = all(explained(part) >= 0 and not tells(part) and len(part.split()) <= USUAL for part in unknown)
    return named and not any(map(OPEN.search, unknown))


def _leaves_a_year(parts: Sequence[str]) -> bool:
    """Whether the only bare year stands right before the only stand without one: '2024', 'Begroting primitief'."""
    lone = [at for at, part in enumerate(parts) if BARE_YEAR.match(part)]
    undated = [
        at for at, part in enumerate(parts) if kind_of(part) == "s" and phrase(part, "heading").scenario in STANDS
    ]
    return len(lone) == 1 and [lone[0] + 1] == undated


@lru_cache(maxsize=8192)
def is_torn(text: str, before: str) -> bool:
    """Whether a year, or what part of it has passed, is that of the stand before it; a date is of what it is after."""
    if text[0] in BETWEEN or before[-1] == "/" or QUALIFIED.match(text):
        return True  # 'Lasten / Baten' are two sides of one heading, 'Begroting - rekening' is what is between them
    if OPEN.search(before) or text.split()[0].casefold() in joining() or _counts_on(before, text):
        return True  # 'Bedragen in' and 'euro's', 'Baten' and 'en lasten'
    if DATED.match(text):
        return not YEAR.search(before)
    if text.startswith("% "):
        return text[2].isupper()  # 'Besteed %' and 'Prognose', but 'Prognose' and '% uitputting'
    if before.endswith(" %") and text[0].islower():
        return True
    if text[:4].isdigit() and not YEAR.search(before) and phrase(before, "heading").part_of_year:
        return True  # 't/m juni' and '2025 Uitputting'
    parts = {text, text.split()[0]}
    if any(is_version_of(part, before) for part in parts):
        return True  # 'v.w.', or 'v.w. %', behind 'Begroting'
    if kind_of(before) == "s" and any(kind_of(part) == "s" and is_one_heading(f"{before} {part}") for part in parts):
        return True  # 'Primitieve' and 'begroting'
    untold = phrase(before, "heading").part_of_year is None and not phrase(before, "heading").periods
    if untold and tells(before) and _is_up_to(text):
        return True  # 'Cliënten' and 't/m juni 2025'
    return YEAR.match(text) is not None and spreads(before)  # 'Begroting' and '2025 Realisatie' too


def _counts_on(before: str, text: str) -> bool:
    """Whether a text names what the one before it counts: 'Kosten 2023 Aantal' and 'cliënten 2024'."""
    return text[0].islower() and counts(f"{before.split()[-1]} {text}")


def _is_up_to(text: str) -> bool:
    """Whether a text begins with the part of a year that is told: 't/m juni', 'Q2 Prognose 2025', 't/m 2023'."""
    words = text.split()
    starts = [phrase(" ".join(words[:size]), "heading") for size in range(1, MOST_OF_A_PART + 1)]
    parts = [said for said in starts if said.part_of_year is not None or (said.period or "").startswith(UP_TO)]
    return any(said.explained and not said.scenarios and said.metric is None for said in parts)


LETTERS, DIGIT = re.compile(r"[^\W\d]+"), re.compile(r"\d")


def headings_dated(text: str) -> int:
    """How many headings a line divides into, where several of them name a year."""
    return headings_in(text) if len(YEAR.findall(text)) > 1 else 0


def headings_in(text: str) -> int:
    """How many headings a line holds at most: as many as it has years, or other words that head columns."""
    years = len(YEAR.findall(text))
    eaten = Counter(rule for rule, _ in phrase(text, "heading").eaten)
    stands = max(years, *(eaten[rule] for rule in ONCE), eaten["scenario"] + eaten["metrics"])
    return stands + text.count("%")


def _years_and_differences(text: str) -> int:
    """How many headings a line holds where each has its year, but those of differences: '2022 2023 Verschil'."""
    return len(YEAR.findall(text)) + phrase(text, "heading").scenarios.count("verschil")


def _sums_in(text: str) -> int:
    """How many headings of a line name what comes of the others: a total, differences of two stands."""
    said = phrase(text, "heading")
    return said.total + sum(rule == "differences" for rule, _ in said.eaten)


def _cheapest(words: tuple[str, ...], count: int) -> Way | None:
    """The division of all the words in which the parts are explained best."""
    return next(iter(_cheapest_up_to(words, count).get(len(words), ())), None)


@lru_cache(maxsize=256)  # a division into one part more goes on from these
def _cheapest_up_to(words: tuple[str, ...], count: int) -> dict[int, list[Way]]:
    """The best divisions into so many parts of the words up to each place; more than one, for the next may be alike."""
    if not count:
        return {0: [(0.0, ())]}
    shorter = _cheapest_up_to(words, count - 1)
    table: dict[int, list[Way]] = {}
    for end in range(count, len(words) + 1):
        found: list[Way] = []
        for start in range(max(0, end - MOST_OF_ONE), end):
            if start not in shorter:
                continue
            part = " ".join(words[start:end])
            ways = [(worth + _worth(part, *before[-1:]), before) for worth, before in shorter[start]]
            best, before = max(ways, key=itemgetter(0))
            found.append((best, (*before, part)))
        if found:
            table[end] = sorted(found, key=itemgetter(0), reverse=True)[:MOST_OPEN]
    return table


@lru_cache(maxsize=16384)  # the same two parts stand beside each other in divisions into few and many
def _worth(text: str, before: str = "") -> float:
    own, turned = _worth_alone(text)
    alike = bool(before) and (text.split()[0] == before.split()[0] or _shape(text) == _shape(before))
    torn = bool(before) and (is_torn(text, before) or (text.isdigit() and WITHIN.search(before) is not None))
    torn = torn or (bool(before) and is_version_of(text, before))
    return own + 0.05 * alike - TURNED * (turned and not alike) - TORN * torn


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
    too_many = len(years) > 1 and not SPANNING.search(text) and not _is_of_years_together(text)
    return explained(text) - 0.5 * (len(years) - 1) * too_many, bool(years) and text[:4] == years[0] and len(text) > 4


def _is_of_years_together(text: str) -> bool:
    """Whether a text names several years as one period: '2020 en 2021'."""
    return sum(rule == "period" for rule, _ in phrase(text, "heading").eaten) == 1


@lru_cache(maxsize=8192)
def _shape(text: str) -> str:
    return DIGIT.sub("9", LETTERS.sub("a", text))
