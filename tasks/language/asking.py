"""Questions that the makers of tables ask of a text, answered by its phrase, or at a glance where that can do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tasks.language.phrases import Phrase, Place
from tasks.language.reading import leaves_nothing, may_take, phrase, words_taken
from tasks.language.scales import SCALES, legends, scales
from tasks.language.spellings import heads, lexicon, spelled
from tasks.language.tokens import Token, joined, tokens
from tasks.language.versions import versions
from tasks.language.years import FIRST_YEAR, LAST_YEAR

LONGEST_CELL = 120  # characters; no heading of a column is longer
YEAR_DIGITS = 4
BUDGET, VERSIONS = "begroting", frozenset({"begroting_primitief", "begroting_gewijzigd"})
SIDES = frozenset({"lasten", "baten", "saldo", "amount"})
YEARS_TO_COME = 3
YEARS_OF_A_BUDGET = [
    ["realisatie", before, BUDGET, *[later] * YEARS_TO_COME]
    for before in (BUDGET, "begroting_gewijzigd")
    for later in (BUDGET, "meerjarenraming")
]
COUNT = "aantal"
MOVEMENTS = frozenset({"reserves", "verloop"})  # of what stood at first, came, went and is left
LASTING = frozenset({"incidenteel", "structureel"})
REMAINING = "restant"  # what is left of a budget or a credit
BARE_VERSIONS = frozenset({"oud", "nieuw"})
LONGEST_SHORT = 6  # letters of an abbreviation, with its point
OPENS, CLOSES, PARTS = frozenset("-–*#•·"), frozenset(":;"), frozenset("\t|")  # of items, groups and rows: no headings
DAY = re.compile(r"(?<!\d)\d{1,2}(?:[-/]\d{1,2}(?!\d)|\s[^\W\d])")
SIGNS = frozenset("'’")  # that a year of two digits begins with


def heads_a_column(text: str) -> bool:
    """Whether a text can only stand above figures: a scenario, a period, a side of the books, or several of these."""
    text = text.strip()
    return len(text) <= LONGEST_CELL and _may_say(text) and not _is_line(text) and _heads(text)


@lru_cache(maxsize=16384)
def _heads(text: str) -> bool:
    if _is_torn(text) or not leaves_nothing(text, "heading"):
        return False
    found = phrase(text, "heading")
    about = found.subject or found.scale or found.legend or found.kind
    return found.explained and not about and says_what(found)


def says_what(found: Phrase) -> bool:
    """Whether a phrase says of which scenario or period figures are, or on which side of the books."""
    apart = found.aside and (not found.change or len(found.eaten) > 1)  # 'Mutaties' by itself may be a title
    scenario = found.scenario or found.scenarios or apart or found.version in BARE_VERSIONS
    period = found.periods or found.part_of_year is not None or found.relative_year is not None
    measure = found.total or found.metric in SIDES or (not found.metric and found.unit == COUNT)
    return bool(scenario or measure or (period and not _names_a_report(found)))


def _names_a_report(found: Phrase) -> bool:
    """Whether a text is the name of a report with its year: it has said which version, and no scenario of it."""
    return found.version is not None and all(rule in {"version", "period"} for rule, _ in found.eaten)


def _is_torn(text: str) -> bool:
    """Whether a text begins or ends in the middle of a sentence: with an article, a preposition, or a point."""
    words = text.casefold().split()
    end = words[-1].endswith(".") and len(words[-1]) > LONGEST_SHORT and words[0] == text.split()[0]
    return end or words[0] in joining() or words[-1] in joining()


@lru_cache(maxsize=1)
def joining() -> frozenset[str]:
    """Articles, prepositions and conjunctions: no heading begins or ends with one."""
    return spelled("neutral", "article", "join")


@lru_cache(maxsize=1)
def leading() -> frozenset[str]:
    """Words that nothing is headed with by themselves: they lead to what is printed below them ('Stand', 'per')."""
    return joining() | spelled("neutral", "on")


@lru_cache(maxsize=4096)
def names_a_part(text: str) -> bool:
    """Whether a heading is of what a figure beside it holds for once or for good, and of nothing else."""
    read = phrase(text, "heading")
    return read.explained and not {read.aside, read.scenario}.isdisjoint(LASTING) and not (read.periods or read.metric)


@lru_cache(maxsize=4096)
def heads_no_labels(text: str) -> bool:
    """Whether a heading begins as that of a column of units or remarks, which is neither label nor figure."""
    read = tokens(text[:LONGEST_CELL])
    return bool(read) and lexicon("heading", "kinds").code(read, 0, "unit", "text") is not None


@lru_cache(maxsize=4096)
def lists_stands(text: str) -> bool:
    """Whether a text names two stands and more, and nothing else: it heads several columns or groups."""
    read = phrase(text, "heading")
    listed = read.explained and not read.periods and not any(rule == "differences" for rule, _ in read.eaten)
    return listed and stands_in(read.scenarios) > 1


@lru_cache(maxsize=1024)
def are_years_of_a_budget(texts: tuple[str, ...]) -> bool:
    """Whether headings without a year stand in the order of every budget: its years are prescribed (BBV).

    What the year before last came to, the budgets of the last year and this one, and three years to come.
    """
    read = [phrase(text, "heading") for text in texts]
    undated = all(said.explained and not (said.periods or said.metric or said.aside) for said in read)
    alike = len({text.casefold() for text in texts[-YEARS_TO_COME:]}) == 1
    return undated and alike and [said.scenario for said in read] in YEARS_OF_A_BUDGET


def stands_in(codes: Sequence[str]) -> int:
    """How many stands codes name; a budget and its version are one."""
    found: list[set[str]] = []
    for code in codes:
        budget = code.partition("_")[0] == BUDGET
        kind = "version" if code in VERSIONS else code
        if budget and found and found[-1] <= {BUDGET, "version"} and kind not in found[-1]:
            found[-1].add(kind)
        else:
            found.append({kind})
    return len(found)


def is_period(text: str) -> bool:
    """Whether a text is a bare year or span of years, which also looks like a figure."""
    return bare_period(text) is not None


def bare_period(text: str) -> str | None:
    """The year or span of years that a text is, and nothing else."""
    text = text.strip()
    asked = len(text) <= LONGEST_CELL and text[-1:].isdigit() and _begins_with_a_year(text)
    return _bare(text) if asked else None


@lru_cache(maxsize=16384)
def _bare(text: str) -> str | None:
    found = phrase(text, "heading")
    alone = found.explained and all(rule == "period" for rule, _ in found.eaten) and found.part_of_year is None
    return found.period if alone else None


def day_named(text: str) -> str | None:
    """The period of the day that a label names: the year that ends on it, or the day: 'Boekwaarde 31 december 2022'."""
    found = phrase(text, "label")
    named = any(rule == "period" and DAY.search(words) for rule, words in found.eaten)
    return found.period if named and len(found.periods) == 1 else None


@lru_cache(maxsize=16384)
def is_note(text: str) -> bool:
    """Whether a text tells the scale or the sign of figures."""
    folded = text.casefold()
    if not any(map(folded.__contains__, note_signs())) or not may_take(text, "note", _scales_or_legends):
        return False
    found = phrase(text, "note")
    signed = any(rule == "scale" and words.endswith("€") for rule, words in found.eaten)
    if found.scale == 1 and signed and not found.legend:  # 'Dividend in €' names what it is of, and is a heading
        return "(" in text or (found.explained and all(rule in {"scale", "neutral"} for rule, _ in found.eaten))
    return found.scale is not None or bool(found.legend)


@lru_cache(maxsize=8192)
def scale_of(text: str) -> int | None:
    """The scale that a note tells."""
    return phrase(text, "note").scale if may_take(text, "note", _scales) else None


@lru_cache(maxsize=4096)
def names_a_day(text: str) -> bool:
    """Whether a heading is of the last day of a year: '31-12-2024', 'eind 2024'."""
    said = phrase(text, "heading")
    printed = [words for rule, words in said.eaten if rule == "period"]
    return said.periods == (said.period,) and printed != [said.period]


@lru_cache(maxsize=4096)
def ends_a_year(text: str) -> bool:
    """Whether a heading is of the last day of a year that it does not name: 'Saldo 31-12'."""
    said = phrase(text, "heading")
    dated = any(rule == "period" for rule, _ in said.eaten)
    return dated and not said.periods and said.part_of_year is None and said.relative_year is None


@lru_cache(maxsize=4096)
def moves(text: str) -> int:
    """What a heading between two stands does to them: 1 it adds, -1 it takes, 0 its figures have their own sign."""
    words = {token.folded for token in tokens(text, heads())}
    return bool(words & spelled("lines", "comes")) - bool(words & spelled("lines", "goes"))


@lru_cache(maxsize=8192)
def kind_of_column(text: str) -> str | None:
    """What a column holds that is headed so, where that is no figures: labels, codes, units, words."""
    return phrase(text, "heading").kind if may_take(text, "heading", _kinds) else None


@lru_cache(maxsize=8192)
def stand_of_label(text: str) -> str | None:
    """The scenario that a label names, in words that spell one or a version of one: most labels have none."""
    return phrase(text, "label").scenario if may_take(text, "label", _stands) else None


def _stands(read: tuple[Token, ...], at: int, place: Place) -> object:
    word = read[at].folded
    lettered = lexicon(place, "periods").coded(word, ("scenario.",))  # '2025B'
    return lettered or lexicon(place, "scenarios").starting(word) or versions(read, at, place)


def _scales_or_legends(read: tuple[Token, ...], at: int, place: Place) -> object:
    return _scales(read, at, place) or legends(read, at, place)


def _scales(read: tuple[Token, ...], at: int, place: Place) -> object:
    word = read[at].folded
    return (word in SCALES or lexicon(place, "scales").starting(word)) and scales(read, at, place)


def _kinds(read: tuple[Token, ...], at: int, place: Place) -> object:
    return lexicon(place, "kinds").longest(read, at)


def without_note(text: str) -> str:
    """A text without the words that tell a scale or a sign."""
    whole = joined(text, heads())
    read, taken = words_taken(whole, "note")
    for each in reversed([each for each in taken if each.rule in {"scale", "legend"}]):
        last = read[each.end - 1]
        whole = whole[: read[each.start].at] + whole[last.at + len(last.printed) :]
    return whole


@lru_cache(maxsize=1)
def note_signs() -> frozenset[str]:
    """What every note has one of: quick to see. Of 'duizend' and 'duizenden' the one that is in both tells."""
    signs = spelled("scales", "money", "1000") | spelled("legends", "nadeel", "voordeel") | {"000", "="}
    return frozenset(sign for sign in signs if not any(other != sign and other in sign for other in signs))


def _may_say(text: str) -> bool:
    """Whether a text has a letter, or may be a year or a date: figures, most of what is asked, have not."""
    return any(map(str.isalpha, text)) or _begins_with_a_year(text.strip()) or "-" in text[1:] or "/" in text


def _is_line(text: str) -> bool:
    return text[:1] in OPENS or text[-1:] in CLOSES or not PARTS.isdisjoint(text)


def _begins_with_a_year(text: str) -> bool:
    four = text[:YEAR_DIGITS]
    year = len(four) == YEAR_DIGITS and four.isascii() and four.isdigit() and FIRST_YEAR <= int(four) <= LAST_YEAR
    return year or text[:1] in SIGNS
