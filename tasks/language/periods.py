"""The grammar of periods over words: years, spans of years, and every part of a year that is printed.

A period is `2025`, `2020-2023`, `2022/2023`, or a year with a part behind it: a quarter `Q1`, a half `H1`, a third
`T1`, January up to a month `M08`, one month `-08`, a day `-10-01`. Parts count from 1 January, as in Iv3: the figures
up to June are the first half, those up to September the third quarter. What is counted over years up to one, from a
year that is not named, is of `t/m 2020`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from tasks.language.dates import date, day_named, turn
from tasks.language.phrases import Place
from tasks.language.spellings import Lexicon, lexicon
from tasks.language.taken import Taken
from tasks.language.years import Read, number, span_of, until, year

Rule = Callable[[Read, int, Lexicon], Taken | None]
SHORT_FROM, SHORT_TO = 10, 45  # years that two digits may stand for
PARTS, MONTHS = {"Q": 4, "H": 2, "T": 3}, 12
SINCE = "cumulatief"  # counted from a year that is not named …
UP_TO = "t/m "  # … up to the one that is
MONTHS_OF = {"Q": 3, "H": 6, "T": 4}


def periods(read: Read, at: int, place: Place) -> list[Taken]:
    """What the grammar can take from a place in a text."""
    words = lexicon(place, "periods")
    return [found for rule in _rules(read[at].folded, place) if (found := rule(read, at, words))]


@lru_cache(maxsize=16384)
def _rules(word: str, place: Place) -> tuple[Rule, ...]:
    """The rules that can take something which begins with a word."""
    words, counted = lexicon(place, "periods"), not word[0].isalpha()
    return tuple(rule for rule, codes, counts in RULES if (counts and counted) or words.coded(word, codes))


def _law(read: Read, at: int, words: Lexicon) -> Taken | None:
    """A law, or the document that figures are from, whose year is not theirs: 'meerjarenraming in begroting 2024'."""
    end, code = words.code(read, at, "law", "source") or (0, "")
    if code == "law":
        return Taken("subject", code, at, end)
    return Taken("neutral", code, at, end + 1) if code and end < len(read) and year(read[end]) else None


def _years(read: Read, at: int, words: Lexicon) -> Taken | None:
    first = year(read[at])
    if first is None or _ends_a_row_of_numbers(read, at):
        return None
    between = words.code(read, at + 1, "span")
    last = year(read[between[0]]) if between and between[0] < len(read) else None
    if between and last is None and read[at + 1].folded in "-/" and read[at + 1].glued:
        last = _century(read, between[0])
    if between is None or last is None:
        return _source_of_a_slice(read, at, at + 1, words) or Taken("period", "year", at, at + 1, first)
    span = Taken("period", "span", at, between[0] + 1, (first, "/" if read[at + 1].folded == "/" else "-", last))
    return _source_of_a_slice(read, at, span.end, words) or span


def _source_of_a_slice(read: Read, at: int, end: int, words: Lexicon) -> Taken | None:
    """The years of a budget that a later year is taken from, as it was foreseen: 'Begroting 2021, jaarschijf 2022'."""
    sliced = words.code(read, end, "slice")
    of = year(read[sliced[0]]) if sliced and sliced[0] < len(read) else None
    return Taken("scenario", "meerjarenraming", at, sliced[0]) if sliced and of and of != year(read[at]) else None


def _ends_a_row_of_numbers(read: Read, at: int) -> bool:
    """Whether a year stands behind another number and a dash: what is no date is no year either ('32-13-2024')."""
    row = at > 1 and read[at].glued and read[at - 1].glued and read[at - 1].folded in "-/"
    return row and read[at - 2].is_number and year(read[at - 2]) is None


def _century(read: Read, at: int) -> str | None:
    """The second of two years, printed with two digits and nothing behind it: '2022/23'."""
    two = at < len(read) and len(read[at].printed) == 2 and read[at].glued and number(read, at, 99)
    dated = at + 1 < len(read) and read[at + 1].folded in "-/" and read[at + 1].glued
    return f"20{read[at].printed}" if two and not dated else None


def _short(read: Read, at: int, words: Lexicon) -> Taken | None:
    """'’24', or two digits glued to the scenario that they are the year of: 'JR23'."""
    word = read[at]
    if word.folded[0] == "'":
        return Taken("period", "year", at, at + 1, f"20{word.folded[1:]}")
    if not (at and len(word.printed) == 2 and number(read, at, SHORT_TO) >= SHORT_FROM):
        return None
    if _ends_a_month(read, at, words) or _ends_a_day(read, at, words):
        return Taken("period", "year", at, at + 1, f"20{word.printed}")
    if not word.glued and (len(read) != 2 or len(read[0].folded) == 1):
        return None
    letter = words.code(read, at - 1, "scenario.")
    named = lexicon("heading", "scenarios").longest(read[:at], at - 1)
    alone = len(read) == 2 or len(read[at - 1].folded) > 1
    return Taken("period", "year", at, at + 1, f"20{word.printed}") if (letter or named) and alone else None


def _ends_a_month(read: Read, at: int, words: Lexicon) -> bool:
    """'jan-24'."""
    glued = at == 2 and len(read) == 3 and read[1].folded == "-" and read[1].glued and read[2].glued
    return glued and words.code(read, 0, "month.") is not None


def _ends_a_day(read: Read, at: int, words: Lexicon) -> bool:
    """'1jan21', '31 dec 22'."""
    named = words.code(read, at - 1, "month.") if at > 1 else None
    return named is not None and named[0] == at and bool(number(read, at - 2, 31))


def _letter(read: Read, at: int, words: Lexicon) -> Taken | None:
    """A letter or two for a scenario, right before or behind its year: '2025B', 'R2023', '2024 (R)'."""
    found = words.code(read, at, "scenario.")
    if not found or found[0] != at + 1:
        return None
    behind = at + 1 < len(read) and (year(read[at + 1]) or (len(read) == 2 and _short(read, at + 1, words)))
    ends = at + 1 >= len(read) or not read[at + 1].folded.isalpha()
    before = at and year(read[at - 1]) and (read[at].glued or "(" in read[at].before or ends)
    return Taken("scenario", found[1].partition(".")[2], at, at + 1) if behind or before else None


def _relative(read: Read, at: int, words: Lexicon) -> Taken | None:
    sign = read[at + 1].folded if at + 2 < len(read) else ""
    if not words.code(read, at, "relative"):
        return None
    if at and at + 1 == len(read) and not read[at].glued and read[at - 1].folded.isalpha():
        return Taken("period", "relative", at, at + 1, 0)  # 'Begroting t'
    if sign not in {"-", "+"} or len(read[at + 2].printed) != 1:
        return None
    count = number(read, at + 2, 9)
    return Taken("period", "relative", at, at + 3, -count if sign == "-" else count) if count else None


def _own(read: Read, at: int, words: Lexicon) -> Taken | None:
    found = words.code(read, at, "own", "previous")
    return Taken("period", "relative", at, found[0], 0 if found[1] == "own" else -1) if found else None


def _months(read: Read, at: int, words: Lexicon) -> Taken | None:
    """'eerste 10 maanden', '8 maanden'."""
    first = words.code(read, at, "nth.1")
    counted = first[0] if first else at
    named = words.code(read, counted, "count.")
    count = int(named[1].partition(".")[2]) if named else number(read, counted, 12)
    end = words.code(read, counted + 1, "months") if count else None
    return Taken("period", "part", at, end[0], until(count)) if end else None


def _nth(read: Read, at: int, words: Lexicon) -> Taken | None:
    """'1e kwartaal', 'tweede halfjaar', 'Q3', 'kwartaal 2', 'I' before a year."""
    part = _part_of_year(read, at, words)
    return Taken("period", "part", at, part[0], part[1]) if part else None


def _part_of_year(read: Read, at: int, words: Lexicon) -> tuple[int, str] | None:
    count, then = _ordinal(read, at, words)
    named = words.code(read, then, "part.") if count else None
    if not named and (letter := words.code(read, at, "letter.", "part.")):
        glued = letter[1].startswith("part.") or (letter[0] < len(read) and read[letter[0]].glued)
        single = letter[0] < len(read) and len(read[letter[0]].printed) == 1
        count = number(read, letter[0], 4) if glued and single else 0
        named = (letter[0] + 1, letter[1]) if count else None
        counted = at and (read[at - 1].is_number or words.code(read, at - 1, "nth."))
        if not named and letter[1] == "part.H" and not counted:
            count, named = 1, letter
    if named is None:
        return None
    kind = named[1].partition(".")[2]
    return (named[0], f"{kind}{count}") if count <= PARTS[kind] else None


def _ordinal(read: Read, at: int, words: Lexicon) -> tuple[int, int]:
    """A number in its order, and where it ends: '1e', '2 de', 'derde'."""
    if at >= len(read):
        return 0, at
    if (named := words.code(read, at, "nth.")) and named[1][4:].isdigit():
        return int(named[1][4:]), named[0]
    suffix = words.code(read, at + 1, "nth.suffix")
    return number(read, at, 4), suffix[0] if suffix else at + 1


def _until(read: Read, at: int, words: Lexicon) -> Taken | None:
    """'t/m augustus', 't/m 31 augustus', 't/m Q3', 'ultimo juni', 'eind 2024', 'primo 2024', 'januari - maart'.

    A year alone behind 't/m' ends a count that began in a year before it.
    """
    opened = words.code(read, at, "until", "end", "begin")
    if opened is None:
        return _range(read, at, words)
    after = opened[0]
    if opened[1] == "begin":
        follows = after < len(read) and year(read[after])
        return Taken("period", "part", at, after, "-01-01") if follows else None
    if part := _part_of_year(read, after, words):
        month = int(part[1][1]) * MONTHS_OF[part[1][0]]
        return Taken("period", "part", at, part[0], until(month))
    dated = after + 1 if number(read, after, 31) else after
    if month_at := words.code(read, dated, "month."):
        return Taken("period", "part", at, month_at[0], until(int(month_at[1][6:])))
    day = date(read, after, words) if after < len(read) else None
    if day and isinstance(day.value, tuple) and day.value[1] != until(MONTHS):
        return Taken("period", "date", at, day.end, day.value)  # up to 31 December may count from years before
    follows = after < len(read) and year(read[after])
    if not follows:
        return None
    since = opened[1] == "until"
    return Taken("aside", SINCE, at, after, SINCE) if since else Taken("period", "part", at, after, "")


def _range(read: Read, at: int, words: Lexicon) -> Taken | None:
    first = words.code(read, at, "month.")
    between = words.code(read, first[0], "span") if first else None
    if not first or not between:
        return None
    dated = between[0] + 1 if number(read, between[0], 31) else between[0]
    last = words.code(read, dated, "month.")
    if not last:
        return None
    start, stop = int(first[1][6:]), int(last[1][6:])
    name = span_of(start, stop)
    return Taken("period", "part", at, last[0], name) if name is not None else None


def _part(read: Read, at: int, words: Lexicon) -> Taken | None:
    """A stand that no date follows: 'per 2024'."""
    opened = words.code(read, at, "on")
    follows = opened and opened[0] < len(read) and year(read[opened[0]])
    return Taken("period", "part", at, opened[0], "") if opened and follows else None


def _month(read: Read, at: int, words: Lexicon) -> Taken | None:
    found = words.code(read, at, "month.")
    return Taken("period", "part", at, found[0], f"-{int(found[1][6:]):02}") if found else None


def _school(read: Read, at: int, words: Lexicon) -> Taken | None:
    found = words.code(read, at, "school")
    return Taken("period", "school", at, found[0]) if found else None


# With the codes of the spellings that each can begin with, and whether a number or sign can begin it.
RULES: tuple[tuple[Rule, tuple[str, ...], bool], ...] = (
    (_law, ("law", "source"), False),
    (date, (), True),
    (turn, (), True),
    (_years, (), True),
    (_letter, ("scenario.",), False),
    (_short, (), True),
    (_relative, ("relative",), False),
    (_own, ("own", "previous"), False),
    (_months, ("nth.1", "count."), True),
    (_nth, ("nth.", "letter.", "part."), True),
    (_until, ("until", "end", "begin", "month."), False),
    (day_named, ("on",), True),
    (_part, ("on",), False),
    (_month, ("month.",), False),
    (_school, ("school",), False),
)
