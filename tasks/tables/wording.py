"""What words say that may head a column: how far they are explained, and what they would mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tasks.language import Phrase, patterns, phrase
from tasks.language.asking import BUDGET, MOVEMENTS, kind_of_column, says_what, scale_of, stands_in
from tasks.structure.headings import NUMBERED
from tasks.tables.pieces import CODE

BRACKETED = re.compile(r"\([^()]+\)")
BULLETS = ("•", "·", "▪", "●", "◦", "§")
PROSE_LEFT_OUT = "[…]"
SHORTEST = 3
ON_A_DAY = rf"\d{{1,2}}(?: [^\W\d]+ |-\d{{1,2}}-){patterns.YEAR}"
RAN_TOGETHER = re.compile(
    r"(?:(?<=[a-zà-ÿ.)\d%])|(?<=\d{4}[A-Z]))(?=[A-ZÀ-Ý][a-zà-ÿ])|(?<=\d{4})(?=[a-zà-ÿ]{3}|[A-Z]{2})"
    rf"|(?<=[a-z)])(?=%|{patterns.YEAR}|{ON_A_DAY})|(?<={patterns.YEAR})(?={patterns.YEAR}|{ON_A_DAY})"
)
MARKED = re.compile(r"(?<=\S)\s*\([a-zA-Z\d](?:\s*[-–+/]\s*[a-zA-Z\d])*\)$")  # a column for a formula: '(a)', '(b-a)'
EXPECTED = "verwacht"  # it says when, of the stand behind it: 'Verwacht verschil'
NAMED = 0.2  # every word is known, and none heads a column
LONGEST_HEADING = 70
TWO = 2  # stands that a difference is between
USUAL = 4  # words of a heading; more of them are sooner a title
YEAR_TWICE = re.compile(rf"\b({patterns.YEAR})\s+\1\b")  # of two columns
DATE = re.compile(rf"(?:\d{{1,2}}-\d{{1,2}}-)?\b{patterns.YEAR}\b")
BARE_YEAR = re.compile(rf"^{patterns.YEAR}\*?$")
DAY = re.compile(r"^\d{1,2}[-/](?:\d{1,2}|[^\W\d]{3,4})[-/]\d{2,4}$")
BARE_MEASURE = re.compile(rf"^(?:{patterns.spelling_of('lines', 'entries', 'balance')})\s*:?\*?$", re.IGNORECASE)
TITLE = re.compile(rf"^(?:{patterns.spelling_of('lines', 'title', 'finance')})", re.IGNORECASE)
SEVERAL = 2  # stands
MANY_DATES = 4  # of columns: 'Overzicht reserves 1-1-2024 Mutaties 2024 1-1-2025 Mutaties 2025'
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
        """What tells the column from others; what is added to reserves and what is taken are one measure."""
        words = self.text.casefold() if {self.metric, self.scenario} & MOVEMENTS else None
        return (self.scenario, self.period, self.metric, self.change, words)

    @property
    def is_stand(self) -> bool:
        """Whether it is a stand of a year, whatever the words."""
        return self.scenario is not None and self.period is not None

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
        f"{period or counted or year}{part}" if part and not (period or "").endswith(part) else period or counted,
        _first(one.metric for one in read),
        any(one.change for one in read),
    )


def _first(found: Iterable[str | None]) -> str | None:
    return next((one for one in found if one), None)


@lru_cache(maxsize=8192)
def explained(text: str) -> float:
    """How far a text is explained as the heading of a column: 1 wholly, 0 not, less than 0 it heads another thing."""
    text = MARKED.sub("", text.strip().rstrip("*"))
    if (
        text[:1] in BULLETS
        or NUMBERED.match(text)
        or CODE.match(text)
        or len(text) > LONGEST_HEADING
        or text.endswith("?")
        or PROSE_LEFT_OUT in text
    ):
        return -1.0
    read = phrase(text, "heading")
    if read.kind in NO_HEADING or TITLE.match(text):
        return -0.5
    told = says_what(read) or read.metric or read.flag or read.aside
    if not _heads(read) or (read.explained and not told):
        return NAMED if read.explained else 0.0
    words = [word for _, printed in read.eaten for word in printed.split()] + list(read.rest)
    share = 1 - len(read.rest) / max(len(words), 1)
    rules = Counter(rule for rule, _ in read.eaten)
    dated = set(rules) == {"period"} and len(read.periods) == 1  # '31 december' and its year
    of_part = rules["period"] > 1 and (dated or read.part_of_year is not None)  # 't/m juni' and its year
    twice = sum(count - 1 for rule, count in rules.items() if rule in ONCE) - of_part
    own = share if read.explained else 0.9 * share
    joined = rules["differences"] or _differs_between(read)
    apart = rules["scenario"] > 1 and not joined and read.scenarios[0] != EXPECTED
    several = max(
        apart and read.scenario == "verschil",
        _too_many(read),
        bool(YEAR_TWICE.search(text)) or _of_two_days(text),
    )
    mixed = read.change and read.eaten[0][0] == "scenario"  # 'voor wijziging Wijzigingen 2019' is of two columns
    return max(
        0.0,
        own
        - 0.1 * max(0, len(words) - USUAL) * (not read.explained)
        - 0.3 * (twice * (read.scenario is None or _of_sides(read) > 1) + several + mixed),
    )


def _of_two_days(text: str) -> bool:
    """Whether a text names a day and another date: '2024 1-1-2025' is of two columns."""
    dates = DATE.findall(text)
    return len(dates) > 1 and any(len(date) > len("2024") for date in dates)


def _of_sides(read: Phrase) -> int:
    """How many of lasten, baten and saldo a text names, each as a heading of its own does."""
    return sum(rule == "metrics" and BARE_MEASURE.match(words) is not None for rule, words in read.eaten)


def _too_many(read: Phrase) -> int:
    """How many stands a text has more than one heading holds: one, or a difference and its two sides."""
    differs = any(rule == "differences" for rule, _ in read.eaten[1:-1]) or _differs_between(read)
    named = differs and "verschil" in read.scenarios
    stands = stands_in(tuple(stand for stand in read.scenarios if stand != EXPECTED)) + _compounds(read)
    return max(0, stands - (1 + differs + named))


def _compounds(read: Phrase) -> int:
    """How many words for a stand follow on one that they are made of: 'Begroting', 'Ontwerpbegroting'."""
    words = [words.casefold() for rule, words in read.eaten if rule == "scenario"]
    return sum(word != before and word.endswith(before) for before, word in pairwise(words))


def _differs_between(read: Phrase) -> bool:
    """Whether a heading names a difference and the two stands that it is between: 'Verschil begroting en rekening'."""
    named = read.scenarios[:1] == ("verschil",) and stands_in(read.scenarios[1:]) == TWO
    return named and read.eaten[0][0] == "scenario" and "neutral" in (rule for rule, _ in read.eaten[1:-1])


ONCE = frozenset({"scenario", "metrics", "period"})  # what one heading has once


def _heads(read: Phrase) -> bool:
    told = (read.scenario, read.period, read.part_of_year, read.metric, read.aside, read.flag)
    return any(told) or read.change or bool(read.scenarios) or read.relative_year is not None or bool(read.version)


@lru_cache(maxsize=8192)
def contradicts(path: tuple[str, ...]) -> bool:
    """Whether headings above each other name two stands, years or measures, or one stand or measure twice.

    A version names no other stand than the budget above it: 'na 1e wijziging' under 'Raming'. A year may come again
    with a measure: 'Rekening 2020' over 'l-2020' and 'b-2020'.
    """
    read = [phrase(text, "heading") for text in path]
    stands = [one.scenario for one in read if one.scenario]
    above_version = len(stands) == 2 and stands[0] == BUDGET != stands[1] and stands[1].startswith(BUDGET)
    years = [one.period for one in read if one.period]
    again = len(set(years)) == 1 and read[-1].metric is not None
    named = ([] if above_version else stands, [] if again else years, [one.metric for one in read])
    return any(sum(one is not None for one in found) > 1 for found in named)


@lru_cache(maxsize=8192)
def kind_of(text: str) -> str:
    """What kind of heading a text is: of a stand and its year, of one of them, of a measure."""
    read = phrase(text, "heading")
    told = ((bool(read.scenario), "s"), (bool(read.period), "y"), (bool(read.metric), "m"))
    return "".join(kind for is_so, kind in told if is_so)


@lru_cache(maxsize=4096)
def changes(word: str, heading: str) -> bool:
    """Whether a word before a heading makes another stand of it: 'Laatst' of 'vastgestelde begroting'."""
    whole, part = phrase(f"{word} {heading}", "heading"), phrase(heading, "heading")
    return not whole.rest and (whole.scenario, whole.version) != (part.scenario, part.version)


def tells(text: str) -> bool:
    """Whether a text names a stand, a year or a measure."""
    return _heads(phrase(text, "heading"))


@lru_cache(maxsize=4096)
def is_a_title(text: str) -> bool:
    """Whether a text opens as titles do, and no headings of several columns follow on its line."""
    if TITLE.match(text) is None:
        return False
    read = phrase(text, "heading")
    return stands_in(read.scenarios) < SEVERAL and sum(rule == "period" for rule, _ in read.eaten) < MANY_DATES


@lru_cache(maxsize=4096)
def is_one_heading(text: str) -> bool:
    """Whether a text names one stand, year and measure at most, and nothing unknown: 'Incidentele lasten'."""
    read = phrase(text, "heading")
    eaten = Counter(rule for rule, _ in read.eaten)
    of_one = {rule for rule in ONCE if eaten[rule] <= 1} | ({"scenario"} if stands_in(read.scenarios) == 1 else set())
    return explained(text) >= WHOLE and of_one >= ONCE


@lru_cache(maxsize=4096)
def is_unit(text: str) -> bool:
    """Whether a text is a unit and nothing else."""
    read = phrase(text, "heading")
    return read.unit is not None and not read.rest and all(rule == "units" for rule, _ in read.eaten)


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


OF_ACCOUNTS = frozenset({"baten", "lasten", "saldo", "amount"})


def names_a_side(text: str) -> bool:
    """Whether a text names baten, lasten or their saldo, and no time: 'Incidentele lasten'."""
    said = phrase(text, "heading")
    return said.metric in OF_ACCOUNTS and said.explained and "y" not in kind_of(text)


def names_both_sides(text: str) -> bool:
    """Whether a text names baten and lasten as one: 'Incidentele baten en lasten'."""
    said = phrase(text, "heading")
    return said.metric is None and any(rule == "metrics" for rule, _ in said.eaten)


def without_scale(text: str) -> str:
    """What a title says beside its scale; nothing where it heads labels or flags, or is a scale alone."""
    rest = BRACKETED.sub(lambda found: "" if is_scale(found[0]) else found[0], text).strip(" :-")
    said = phrase(rest, "heading")
    only_scale = said.scale and (said.metric is None or said.metric in OF_ACCOUNTS)
    if len(rest) < SHORTEST or heads_labels(rest) or heads_flags(rest) or only_scale:
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


WHOLE = 0.95
