"""What words say that may head a column: how far they are explained, and what they would mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tasks.language import Phrase, patterns, phrase
from tasks.language.asking import BUDGET, VERSIONS, joining, kind_of_column, says_what, scale_of, stands_in
from tasks.structure.headings import NUMBERED
from tasks.structure.spaced.columns import headings_by_period, headings_of
from tasks.tables.pieces import CODE

BRACKETED = re.compile(r"\([^()]+\)")
SHORTEST = 3
RAN_TOGETHER = re.compile(
    rf"(?<=[a-zà-ÿ.)\d%])(?=[A-ZÀ-Ý][a-zà-ÿ])|(?<=\d{{4}})(?=[a-zà-ÿ]{{3}}|[A-Z]{{2}})|(?<=[a-z])(?={patterns.YEAR})"
)
NAMED = 0.2  # every word is known, and none heads a column
LONGEST_HEADING = 70
USUAL = 4  # words of a heading; more of them are sooner a title
BARE_YEAR = re.compile(rf"^{patterns.YEAR}\*?$")
BARE_MEASURE = re.compile(rf"^(?:{patterns.spelling_of('lines', 'entries', 'balance')})\s*:?\*?$", re.IGNORECASE)
TITLE = re.compile(rf"^(?:{patterns.spelling_of('lines', 'title', 'finance')})", re.IGNORECASE)
NO_HEADING = frozenset({"label", "unit", "code", "text", "year"})


@dataclass(frozen=True, slots=True)
class Said:
    """What a column means by its headings, as far as they say it."""

    text: str
    scenario: str | None
    period: str | None
    metric: str | None
    change: bool

    @property
    def meaning(self) -> tuple[str | bool | None, ...]:
        """What tells the column from others."""
        return (self.scenario, self.period, self.metric, self.change)

    @property
    def differs(self) -> bool:
        """Whether it holds what comes of other columns."""
        return self.change or self.scenario == "verschil" or self.metric == "saldo"


@lru_cache(maxsize=4096)
def says(path: tuple[str, ...], year: int) -> Said:
    """What a heading path says of its column."""
    read = [phrase(text, "heading") for text in reversed(path)]
    period = _first(one.period for one in read)
    counted = _first(str(year + one.relative_year) for one in read if one.relative_year is not None)
    part = _first(one.part_of_year for one in read)
    stand = _first(f"{one.scenario} {one.version or ''}".strip() for one in read if one.scenario)
    aside = _first(one.aside for one in read)
    return Said(
        " ".join(path),
        stand.split()[0] if stand and not aside else aside or stand,
        f"{period or counted or year}{part}" if part else period or counted,
        _first(one.metric for one in read),
        any(one.change for one in read),
    )


def _first(found: Iterable[str | None]) -> str | None:
    return next((one for one in found if one), None)


@lru_cache(maxsize=8192)
def explained(text: str) -> float:
    """How far a text is explained as the heading of a column: 1 wholly, 0 not, less than 0 it heads another thing."""
    text = text.strip().rstrip("*")
    if NUMBERED.match(text) or CODE.match(text) or len(text) > LONGEST_HEADING or text.endswith("?"):
        return -1.0
    read = phrase(text, "heading")
    if read.kind in NO_HEADING or TITLE.match(text):
        return -0.5
    told = says_what(read) or read.metric or read.flag or read.aside
    if not _heads(read) or (read.explained and not told):
        return NAMED if read.explained else 0.0
    words = [word for _, printed in read.eaten for word in printed.split()] + list(read.rest)
    share = 1 - len(read.rest) / max(len(words), 1)
    twice = sum(count - 1 for rule, count in Counter(rule for rule, _ in read.eaten).items() if rule in ONCE)
    own = share if read.explained else 0.9 * share
    rules = Counter(rule for rule, _ in read.eaten)
    several = max(rules["scenario"] > 1 and not rules["differences"] and read.scenario == "verschil", _too_many(read))
    mixed = read.change and read.eaten[0][0] == "scenario"  # 'voor wijziging Wijzigingen 2019' is of two columns
    return max(
        0.0,
        own
        - 0.1 * max(0, len(words) - USUAL) * (not read.explained)
        - 0.3 * (twice * (read.scenario is None) + several + mixed),
    )


def _too_many(read: Phrase) -> int:
    """How many stands a text has more than one heading holds: one, or a difference and its two sides."""
    differs = any(rule == "differences" for rule, _ in read.eaten[1:-1])
    named = differs and "verschil" in read.scenarios
    return max(0, stands_in(read.scenarios) - (1 + differs + named))


ONCE = frozenset({"scenario", "metrics", "period"})  # what one heading has once


def _heads(read: Phrase) -> bool:
    told = (read.scenario, read.period, read.part_of_year, read.metric, read.aside, read.flag)
    return any(told) or read.change or bool(read.scenarios) or read.relative_year is not None or bool(read.version)


@lru_cache(maxsize=8192)
def contradicts(path: tuple[str, ...]) -> bool:
    """Whether headings above each other name two stands, years or measures, or the same one twice.

    A version names no other stand than the budget above it: 'na 1e wijziging' under 'Raming'.
    """
    read = [phrase(text, "heading") for text in path]
    stands = [one.scenario for one in read if one.scenario]
    above_version = len(stands) == 2 and stands[0] == BUDGET != stands[1] and stands[1].startswith(BUDGET)
    named = ([] if above_version else stands, [one.period for one in read], [one.metric for one in read])
    return any(sum(one is not None for one in found) > 1 for found in named)


@lru_cache(maxsize=8192)
def kind_of(text: str) -> str:
    """What kind of heading a text is: of a stand and its year, of one of them, of a measure."""
    read = phrase(text, "heading")
    told = ((bool(read.scenario), "s"), (bool(read.period), "y"), (bool(read.metric), "m"))
    return "".join(kind for is_so, kind in told if is_so)


def tells(text: str) -> bool:
    """Whether a text names a stand, a year or a measure."""
    return _heads(phrase(text, "heading"))


def sets_apart(text: str) -> bool:
    """Whether a text names no stand, but what sets figures apart from every stand: a change, another municipality."""
    read = phrase(text, "heading")
    return read.aside is not None and read.scenario is None


def spreads(text: str) -> bool:
    """Whether a text may stand over the years behind it."""
    read = phrase(text, "heading")
    differs = read.change or read.scenario == "verschil"
    return bool(read.scenarios or read.scenario or read.aside) and not read.periods and not differs


def heads_labels(text: str) -> bool:
    """Whether a text heads the labels of the rows, or their codes or units."""
    return kind_of_column(text.strip()) in {"label", "unit", "code"}


def heads_no_figures(text: str) -> bool:
    """Whether a text heads a column of labels, units, years or words."""
    return phrase(text.strip(), "heading").kind in NO_HEADING


def is_scale(text: str) -> bool:
    """Whether a text tells the scale of figures."""
    return scale_of(text.strip()) is not None


def without_scale(text: str) -> str:
    """What a title says beside its scale; nothing where it heads labels or flags, or is a scale alone."""
    rest = BRACKETED.sub(lambda found: "" if is_scale(found[0]) else found[0], text).strip(" :-")
    if len(rest) < SHORTEST or heads_labels(rest) or heads_flags(rest) or phrase(rest, "heading").scale:
        return ""
    return rest if rest != text.strip() else text.strip()


def heads_flags(text: str) -> bool:
    """Whether a text heads a column of flags."""
    return explained(text) > 0.9 and phrase(text.strip(), "heading").flag is not None


def heads_texts(text: str) -> bool:
    """Whether a text heads a column of words."""
    return kind_of_column(text.strip()) == "text"


def apart(text: str) -> str:
    """A line of headings with a blank between those that ran into each other."""
    return RAN_TOGETHER.sub(" ", text)


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
    sure = bool(ways) and all(explained(part) >= WHOLE for part in ways[0])
    for parts in () if sure else (count, count + 1):
        best = _cheapest(tuple(words), parts) if parts <= _headings_in(text) + (parts > count) else None
        if best and _is_whole(best[1][parts - count :]) and (parts == count or _is_corner(best[1][0])):
            ways.append(best[1][parts - count :])
    ways += () if sure else _behind_corner(tuple(words), count)
    return tuple(dict.fromkeys(ways))


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
    if len(unknown) > 1 or any(_is_torn(part, before) for before, part in pairwise(parts)):
        return False
    return all(explained(part) >= 0 and not tells(part) and len(part.split()) <= USUAL for part in unknown)


def _is_torn(text: str, before: str) -> bool:
    """Whether a year is that of the stand before it."""
    return bool(BARE_YEAR.match(text)) and spreads(before)


YEAR = re.compile(patterns.YEAR)
SPANNING = re.compile(r"\d\s?[-/]\s?\d")
LETTERS, DIGIT = re.compile(r"[^\W\d]+"), re.compile(r"\d")
TORN = 0.7  # a year from the word before it
TURNED = 0.1  # a year before its word, or a word without the year that others have
MOST_WORDS = 60
MOST_OF_ONE = 7  # words of one heading
WHOLE = 0.95


def _headings_in(text: str) -> int:
    """How many headings a line holds at most: as many as it has years, or other words that head columns."""
    years = len(YEAR.findall(text))
    eaten = Counter(rule for rule, _ in phrase(text, "heading").eaten)
    return max(years, *(eaten[rule] for rule in ONCE), eaten["scenario"] + eaten["metrics"])


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
    torn = bool(before) and _is_torn(text, before[-1])
    torn = torn or (bool(before) and (text.split()[0].casefold() in joining() or _is_version_of(text, before[-1])))
    return own + 0.05 * alike - TURNED * turned - TORN * torn


def _is_version_of(text: str, before: str) -> bool:
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
