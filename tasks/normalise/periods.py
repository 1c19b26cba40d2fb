"""The period that a heading names: a year, a quarter or half of it, or a span of years.

The grammar of periods knows years, halves and quarters. A part of a year counts from 1 January, as in Iv3: the
figures up to June are the first half, those up to September the third quarter. Other parts ('t/m augustus') have
no name of their own: they keep the year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

YEAR = r"(?:19[89]\d|20[0-4]\d)"
SPAN = re.compile(rf"(?<!\d)({YEAR})\s*(?:([/])|[-–]|t/m|tot en met|en)\s*({YEAR}|\d\d)(?![\d-])")
SINGLE = re.compile(rf"(?<!\d)({YEAR})(?!\d)")
SHORT = re.compile(r"['’](\d\d)\b")
LETTERED = re.compile(r"^(?:[RBP]|JR|PB)(\d\d)$")
RELATIVE = re.compile(r"\bt\s?([-+])\s?(\d)(?![\d\w])", re.IGNORECASE)
LAW = re.compile(r"\b(?:wmo|\w*wet) 20(?:07|15)\b", re.IGNORECASE)  # the year of the law, not of its figures
SCHOOL_YEAR = re.compile(r"\b(?:school|studie|cursus)jaar", re.IGNORECASE)

MONTHS = ("jan", "feb", "mrt|maart", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
NAME = r"(?:jan(?:uari)?|feb(?:r(?:uari)?)?|mrt|maart|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?"
NAME += r"|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
MONTH = re.compile(rf"^{NAME}", re.IGNORECASE)
NTH = r"(?:(?<!\d)([1-4])\s?(?:e|ste|de)?|\b(eerste|tweede|derde|vierde))\s*"
ORDINALS = ("eerste", "tweede", "derde", "vierde")
QUARTER = re.compile(
    rf"{NTH}kw(?:art(?:aal(?:cijfers)?)?|rt)?\b|(?<![^\W\d])(?:[qk]|kw(?:art(?:aal)?)?\.?\s?)([1-4])\b", re.IGNORECASE
)
HALF = re.compile(
    rf"{NTH}(?:half\s?jaar(?:cijfers)?|hj|helft|(?:zes|6) maanden)\b|(?<![^\W\d])h([12])\b|\bhalf\s?jaar(?:cijfers)?\b",
    re.IGNORECASE,
)
MONTHS_OF = re.compile(rf"\b({NAME})\s*(?:[-–/]|t/m|tot en met)\s*(?:3[01]\s+)?({NAME})", re.IGNORECASE)
UNTIL = re.compile(rf"(?:\b(?:t/m|tot en met|ultimo|eind)\s+(?:\d\d\s+)?|\b3[01]\s+)({NAME})", re.IGNORECASE)
OPENING = re.compile(rf"\b(?:per|op|peildatum:?)\s+1\s+({NAME})", re.IGNORECASE)
CLOSING = re.compile(r"(?<![\d.,-])3[01][-/.](0?[1-9]|1[0-2])(?!\d)")
FIRST_DAY = re.compile(rf"(?<![\d.,-])0?1[-/.](0?[1-9]|1[0-2])[-/.]{YEAR}")
PARTS = {(1, 3): "Q1", (1, 6): "H1", (1, 9): "Q3", (4, 6): "Q2", (7, 9): "Q3", (10, 12): "Q4", (7, 12): "H2"}


@lru_cache(maxsize=65536)
def year_of(text: str) -> str | None:
    """The year or span of years in a text, as a period."""
    text = LAW.sub(" ", text)
    span = SPAN.search(text)
    if span:
        start, slash, end = span.groups()
        between = slash or ("/" if SCHOOL_YEAR.search(text) else "-")
        return f"{start}{between}{end if len(end) == 4 else start[:2] + end}"
    single = SINGLE.search(text)
    if single:
        return single.group(1)
    short = SHORT.search(text) or LETTERED.search(text)
    return f"20{short.group(1)}" if short else None


def relative_year(text: str, to: int) -> str | None:
    """The year that a heading counts from the document's own ('t-1', 't + 2')."""
    found = RELATIVE.search(text)
    return str(to + int(found[1] + found[2])) if found else None


@lru_cache(maxsize=65536)
def part_of_year(text: str) -> str:
    """The quarter or half that a text names (`Q1`, `H1`), or nothing."""
    for letter, pattern in (("Q", QUARTER), ("H", HALF)):
        if found := pattern.search(text):
            nth = next((part for part in found.groups() if part), "1").lower()
            part = letter + (str(ORDINALS.index(nth) + 1) if nth in ORDINALS else nth)
            return "" if part in {"H3", "H4"} else part
    return PARTS.get(months_of(text), "")


def months_of(text: str) -> tuple[int, int]:
    """The first and last month that a text names, counted from January where it names the last one alone."""
    if between := MONTHS_OF.search(text):
        return month_number(between[1]), month_number(between[2])
    if until := UNTIL.search(text):
        return 1, month_number(until[1])
    if closing := CLOSING.search(text):
        return 1, int(closing[1])
    if opening := OPENING.search(text):
        return 1, month_number(opening[1]) - 1
    first = FIRST_DAY.search(text)
    return 1, int(first[1]) - 1 if first else 0


def month_number(name: str) -> int:
    """The number of a month by its name or abbreviation."""
    return next(number for number, stem in enumerate(MONTHS, 1) if re.match(stem, name, re.IGNORECASE))


def is_month(text: str) -> bool:
    """Whether a heading is the name of a month."""
    return MONTH.match(text.strip()) is not None


def main_year(period: str) -> int:
    """The year to compare a period by: the last one it names."""
    return int(re.findall(YEAR, period)[-1])


def period_of(path: Sequence[str], own_year: int) -> str | None:
    """The period of a heading path: the year nearest the column, with the quarter or half it names.

    A part of a year that no year stands with, and a year counted from 't', are of the document's own year.
    """
    year = next((year for text in reversed(path) if (year := year_of(text) or relative_year(text, own_year))), None)
    part = next((part for text in reversed(path) if (part := part_of_year(text))), "")
    if part and (year is None or len(year) == 4):
        return (year or str(own_year)) + part
    return year
