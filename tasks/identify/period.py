"""Which fiscal year a text accounts for, which part of it, and when it was published."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from tasks.identify.kind import COLUMN, OPENING, looks_back, named_by_address, title_of
from tasks.identify.text import Found, Text, Unidentified, evidence
from tasks.language import phrase
from tasks.language.patterns import ANY_YEAR, spelling_of
from tasks.language.patterns import BOOK_YEAR as YEAR
from tasks.language.years import month_number, span_of
from tasks.model import Kind

MONTH = spelling_of("periods", "month.")
PERIOD = re.compile(
    rf"\b1\s+(?P<first>{MONTH})(?:\s+{YEAR})?\s+(?:{spelling_of('periods', 'until')}|[-–])\s+"
    rf"(?:28|29|30|31)\s+(?P<last>{MONTH})\s+(?P<year>{YEAR})\b",
    re.IGNORECASE,
)
IN_YEAR = ("Q", "H")  # the parts that a report covers
AHEAD = re.compile(rf"\b(?:{spelling_of('identity', 'outlook')})\s+(?P<year>{YEAR})\b", re.IGNORECASE)
PREFACE = rf"\b(?:{spelling_of('identity', 'preface')})\b[^.]{{0,80}}?"
OPENING_YEAR = re.compile(rf"{PREFACE}\b(?P<year>{YEAR})\b", re.IGNORECASE)
DOMINANT = 1.5  # times the runner-up, for a year that is only counted
HEAD = 4_000  # characters in which a date of publication is printed
PRINTED_DATE = re.compile(
    rf"\b(?:{spelling_of('identity', 'dated')})\b[^\n]{{0,40}}?"
    rf"\b(?P<day>[0-3]?[0-9])\s+(?P<month>{MONTH})\s+(?P<year>{YEAR})\b",
    re.IGNORECASE,
)
OF = spelling_of("identity", "of")
OF_MONTH = re.compile(rf"{PREFACE}\b(?:{OF})\s+(?P<month>{MONTH})\s+(?P<year>{YEAR})\b", re.IGNORECASE)


def year_of(text: Text, kind: Kind) -> Found[int]:
    """The fiscal year that a document accounts for, by the first of these that says it.

    Raises:
        Unidentified: no year stands out.
    """
    for look in (_by_address, _by_title, _by_period, _by_opening, _by_outlook):
        found = look(text)
        if found:
            return found
    if kind is Kind.BEGROTING and (found := _by_last_account(text)):
        return found
    return _by_count(text)


def period_of(text: Text, kind: Kind, year: int) -> Found[str]:
    """The part of its year that a document covers; only reports within a year cover a part."""
    if kind in (Kind.BEGROTING, Kind.JAARSTUKKEN):
        return Found(str(year), f"{kind.value}: het hele jaar")
    for match in text.find(PERIOD, OPENING):
        if int(match["year"]) == year:
            part = span_of(month_number(match["first"]), month_number(match["last"])) or ""
            return Found(f"{year}{part if part.startswith(IN_YEAR) else ''}", text.evidence(match))
    for line in text.titles:
        title = phrase(line.text, "title")
        if title.scenario is None and (title.part_of_year or "").startswith(IN_YEAR):  # others head a column
            return Found(f"{year}{title.part_of_year}", evidence(line.number, line.text))
    return Found(str(year), "geen deel van het jaar genoemd")


def published_on(text: Text, year: int) -> Found[date] | None:
    """The date printed at the head; where only a month is printed, its first day."""
    for pattern in (PRINTED_DATE, OF_MONTH):
        for match in text.find(pattern, HEAD):
            found = _date(match)
            if found and year - 1 <= found.year <= year + 2:
                return Found(found, text.evidence(match))
    return None


def _date(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), month_number(match["month"]), int(match.groupdict().get("day") or 1))
    except ValueError:
        return None  # 31 juni


def _by_address(text: Text) -> Found[int] | None:
    """The year beside the word for the kind, else the first of the address."""
    named = named_by_address(text)
    places = [named.group() if named else "", text.source.group() if text.source else ""]
    years = [year for place in places for year in re.findall(rf"(?<!\d)({YEAR})(?!\d)", place)]
    return Found(int(years[0]), text.source_evidence) if years else None


def _by_title(text: Text) -> Found[int] | None:
    """The first year in the line that names the kind: of 'Kadernota 2020-2023' that is 2020."""
    title = title_of(text)
    years = re.findall(YEAR, title[0].text) if title else []
    return Found(int(years[0]), evidence(title[0].number, title[0].text)) if title and years else None


def _by_period(text: Text) -> Found[int] | None:
    return next((Found(int(match["year"]), text.evidence(match)) for match in text.find(PERIOD, HEAD)), None)


def _by_opening(text: Text) -> Found[int] | None:
    return next((Found(int(match["year"]), text.evidence(match)) for match in text.find(OPENING_YEAR, OPENING)), None)


def _by_outlook(text: Text) -> Found[int] | None:
    """A plan looks ahead to its year; the year must be the only one that it does so to."""
    ahead = {match["year"]: match for match in text.find(AHEAD)}
    return (
        next((Found(int(year), text.evidence(match)) for year, match in ahead.items()), None)
        if len(ahead) == 1
        else None
    )


def _by_last_account(text: Text) -> Found[int] | None:
    """A budget prints the account of two years before beside it (BBV), and a column for its own year."""
    columns = {(looks_back(match["word"]), int(match["year"])): match for match in text.find(COLUMN)}
    accounts = [year for back, year in columns if back]
    own = columns.get((False, max(accounts) + 2)) if accounts else None
    return Found(int(own["year"]), text.evidence(own)) if own else None


def _by_count(text: Text) -> Found[int]:
    """The year that is named most, with a clear margin."""
    named = list(text.find(ANY_YEAR))
    counts = Counter(match["year"] for match in named).most_common(3)
    printed = ", ".join(f"{year} {count} keer" for year, count in counts) or "geen jaartal gevonden"
    if not counts or (len(counts) > 1 and counts[0][1] < DOMINANT * counts[1][1]):
        raise Unidentified(f"boekjaar onzeker: geen jaar in titel of koppen, en geen jaar overheerst ({printed})")
    first = next(match for match in named if match["year"] == counts[0][0])
    return Found(int(counts[0][0]), f"{text.evidence(first, around=25)} ({printed})")
