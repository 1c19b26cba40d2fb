"""The period that a heading names: a year, a quarter or half of it, or a span of years."""

from __future__ import annotations

import re

YEAR = r"(?:19[89]\d|20[0-4]\d)"
SPAN = re.compile(rf"(?<!\d)({YEAR})\s*(?:([/])|[-–]|t/m|en)\s*({YEAR}|\d\d)(?![\d-])")
SINGLE = re.compile(rf"(?<!\d)({YEAR})(?!\d)")
SHORT = re.compile(r"['’](\d\d)\b")
QUARTER = re.compile(r"\b([1-4])\s?e?\s*kw(?:art(?:aal)?)?\b|\b[qk]([1-4])\b|\bkwartaal\s([1-4])\b", re.IGNORECASE)
HALF = re.compile(
    r"\b([12])\s?e?\s*(?:half\s?jaar|hj)\b|\bh([12])\b|\b(?:t/m|tot en met|januari\s?[-–]|per 30) (juni)\b",
    re.IGNORECASE,
)
MONTH = re.compile(
    r"^(?:jan(?:uari)?|feb(?:ruari)?|mrt|maart|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?"
    r"|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?",
    re.IGNORECASE,
)


def year_of(text: str) -> str | None:
    """The year or span of years in a text, as a period."""
    span = SPAN.search(text)
    if span:
        start, slash, end = span.groups()
        return f"{start}{slash or '-'}{end if len(end) == 4 else start[:2] + end}"
    single = SINGLE.search(text)
    if single:
        return single.group(1)
    short = SHORT.search(text)
    return f"20{short.group(1)}" if short else None


def part_of_year(text: str) -> str:
    """The quarter or half that a text names (`Q1`, `H1`), or nothing."""
    quarter = QUARTER.search(text)
    if quarter:
        return "Q" + next(part for part in quarter.groups() if part)
    half = HALF.search(text)
    if half:
        return "H1" if half.group(3) else "H" + next(part for part in half.groups() if part)
    return ""


def is_month(text: str) -> bool:
    """Whether a heading is the name of a month."""
    return MONTH.match(text.strip()) is not None


def main_year(period: str) -> int:
    """The year to compare a period by: the last one it names."""
    return int(re.findall(YEAR, period)[-1])
