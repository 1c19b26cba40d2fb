"""A number of a spreadsheet as its format prints it, in Dutch notation: 12094 with `"€ "#,##0` is € 12.094."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from tasks.structure.values import is_figure, worth

SWAP = str.maketrans(",.", ".,")
GENERAL = re.compile(r"^(?:general|standaard|@|)$", re.IGNORECASE)
# What a section of a format is made of: [$€-413] and [Red], "quoted", \x, _x (a space as wide as x), *x (filling).
PARTS = re.compile(r'\[\$([^\[\]-]*+)[^\[\]]*+\]|\[[^\[\]]*+\]|"([^"]*)"|\\(.)|_.|\*.|([#0?][#0?.,]*|%)|(.)', re.DOTALL)
SECTION = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]{0,255}\]|[^;"\\\[])+|(?<=;)(?=;|$)')
LITERALS = frozenset("-+()€$/: −–%")
SIGNIFICANT = 11  # digits that a spreadsheet shows of a number without a format
LARGEST = 15  # digits before the comma; beyond it a number is nonsense
TRUTH = {True: "WAAR", False: "ONWAAR"}
DIVIDED = {-3: "K", -6: " mln"}
YEAR_ONLY = re.compile(r"^(?:\[[^\]]*\])?(?:yyyy|jjjj)$", re.IGNORECASE)


class Section(NamedTuple):
    """One section of a format: what stands before and after the digits, and how they are printed."""

    before: str
    after: str
    digits: bool
    decimals: int
    optional: int  # decimals that are printed only where they are not zero
    grouped: bool
    nothing: bool  # zero leaves the place of the digits open: `"-"??`
    shift: int  # powers of ten: -3 for each comma at the end, 2 for percent


def as_shown(value: object, number_format: str = "General") -> str:
    """A value as a person sees it in its cell; nothing for what shows nothing."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return TRUTH[value]
    if isinstance(value, (datetime, date)):
        return f"{value:%Y}" if YEAR_ONLY.match(number_format) else f"{value:%d-%m-%Y}"
    if isinstance(value, (time, timedelta)):
        return str(value)
    try:
        return _number(Decimal(str(value)), number_format)
    except InvalidOperation:
        return str(value)


def shown_in(value: object, number_format: str) -> str:
    """What a figure is shown in where its format divides it: 'K' for thousands, 'mln' for millions, else nothing."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or GENERAL.match(number_format):
        return ""
    shifts = {section.shift for section in _sections(number_format) if section.digits}
    return DIVIDED.get(next(iter(shifts)), "") if len(shifts) == 1 else ""


def as_dutch(printed: str, value: float) -> str:
    """A number as its file shows it, turned to Dutch notation where it is printed in the English one."""
    swapped = printed.translate(SWAP)
    if not _reads_as(printed, value) and _reads_as(swapped, value):
        return swapped
    return printed


def _reads_as(text: str, value: float) -> bool:
    decimals = len(text.rpartition(",")[2].rstrip("% €-)")) if "," in text else 0
    return is_figure(text) and abs(abs(worth(text)) - abs(value)) <= 0.500001 * 10.0**-decimals


def _number(value: Decimal, number_format: str) -> str:
    if not value.is_finite() or value.adjusted() > LARGEST:
        return str(value)
    if GENERAL.match(number_format):
        return _general(value)
    sections = _sections(number_format)
    index = 1 if value < 0 and len(sections) > 1 else 2 if value == 0 and len(sections) > 2 else 0
    section = sections[index]
    if not section.digits:
        return f"{section.before}{section.after}".strip()
    shown = _digits(abs(value), section)
    sign = "-" if value < 0 and index == 0 and shown.strip("0,.") else ""
    return f"{sign}{section.before}{shown}{section.after}".strip()


def _general(value: Decimal) -> str:
    if value == 0:
        return "0"
    places = max(0, SIGNIFICANT - 1 - value.adjusted())
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).translate(SWAP)


def _digits(value: Decimal, section: Section) -> str:
    rounded = value.scaleb(section.shift).quantize(Decimal(1).scaleb(-section.decimals), ROUND_HALF_UP)
    if section.nothing and not rounded:
        return ""
    text = f"{rounded:,f}" if section.grouped else f"{rounded:f}"
    if section.optional:
        whole, _, decimals = text.partition(".")
        kept = decimals[: section.decimals - section.optional] + decimals[section.decimals - section.optional :].rstrip(
            "0"
        )
        text = f"{whole}.{kept}" if kept else whole
    return text.translate(SWAP)


@lru_cache(maxsize=1024)
def _sections(number_format: str) -> tuple[Section, ...]:
    return tuple(_section(text) for text in SECTION.findall(number_format)[:4]) or (_section("0"),)


def _section(text: str) -> Section:
    before, after, pattern, percent = "", "", "", False
    for currency, quoted, escaped, placeholder, other in PARTS.findall(text):
        literal = currency or quoted or escaped or (other if other in LITERALS else "")
        if placeholder == "%":
            percent, literal = True, "%"
        elif placeholder:
            pattern += placeholder
        before, after = (before, after + literal) if pattern else (before + literal, after)
    whole, _, decimals = pattern.partition(".")
    scaled = len(pattern) - len(pattern.rstrip(","))
    places = decimals.rstrip(",")
    return Section(
        before,
        after,
        bool(pattern),
        len(places),
        len(places) - len(places.rstrip("#?")),
        "," in whole.rstrip(","),
        "0" not in pattern,
        -3 * scaled + 2 * percent,
    )
