"""What a printed figure is worth.

A point is always a thousands separator and a comma the decimal mark. Only `1.234.567` or `1234567`, with or
without `,89`, counts as a number; anything else with a digit in it is no number, and is never guessed at.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from tasks.language.patterns import FIGURE_YEAR, FLAG_BESIDE, spelling_of
from tasks.language.patterns import FLAG as FLAG_LETTER
from tasks.language.patterns import YEAR as PRINTED_YEAR
from tasks.language.spellings import spelled

# White space is taken whole (`*+`): a cell of nothing but spaces would be divided between the parts in endless ways.
MINUS = r"(?:-/-|[-\u2212\u2013\u2014])"
# A non-breaking space is typed on purpose inside a number; a plain space may stand between two cells.
NUMBER = r"(?:[0-9]{1,3}(?:[.\xA0\u202F][0-9]{3})+|[0-9]+)"
FIGURE = re.compile(
    rf"(?<!\s)\s*+(?:(?P<before>{FLAG_BESIDE})\s++)?(?P<minus>{MINUS})?\s*+\+?\s*+(?:€|EUR)?\s*+(?P<inner>{MINUS})?\s*+(?P<open>\()?"
    rf"\s*+(?:€\s*+)?(?P<nested>{MINUS})?\s*+(?P<whole>{NUMBER})(?P<fraction>,[0-9]+)?(?:,[-\u2013=]{{1,2}})?"
    r"\s*+(?P<percent>%)?(?P<footnote>[0-9])?\s*+(?P<scale>[Kk]|mln\.?|miljoen|[Mm](?:€)?)?\s*+(?:€|euro)?"
    r"\s*+(?P<trailing>-/-|[-\u2212\u2013])?\s*+(?P<close>\))?\s*+(?P<after>%)?"
    rf"\s*+(?P<mark>\*+|[¹²³⁴-⁹]+)?\s*+(?:\((?P<year>{PRINTED_YEAR})\)(?P<note>[0-9]|[¹²³⁴-⁹]+|\*+)?)?"
    rf"\s*+(?:(?P<unit>{spelling_of('cells', 'measured')})|{spelling_of('cells', 'unit')})?\s*+"
    rf"\(?(?P<flag>{FLAG_LETTER}(?:[/ ]?[IS])?)?\)?\s*+"
)
EMPTY = re.compile(rf"(?<!\s)\s*+(?:€\s*+)?{MINUS}+\s*+(?:€|,-)?\s*+\*?\s*+")
FLAG = re.compile(
    rf"(?<!\s)\s*+\(?(?:{FLAG_LETTER}|[vn]|[VN][/ ]?[IS]|I/S|(?i:voorde(?:el|lig)|nade(?:el|lig)))\)?\s*+"
)
WORD = re.compile(rf"(?<!\s)\s*+(?:{spelling_of('cells', 'none')})\s*+[\d*¹²³⁴-⁹]*+\s*+", re.IGNORECASE)
FLAGGED = re.compile(r"^\s*([-−–]?\s?€?\s?[-−–]?\d[\d.,]*)\s?\(?([VNvn]|[VN]\s?/\s?[IS])\)?\s*$")  # with its figure
UNMEASURED = re.compile(  # what stands where a figure would in tables of indicators
    rf"^-?\s*(?:{spelling_of('cells', 'none', 'unmeasured')}|[?x]|[-—–]{{2,}})[\s*\d]*$", re.IGNORECASE
)
# What is no figure outright, but stands in the place of one: '28.1', 'ca. 200', '12 fte'.
ABOUT, UNITS = spelling_of("cells", "about", "bound"), spelling_of("cells", "unit", "people", "size", "measured")
LOOSE = re.compile(
    rf"^(?:[-−]?\d{{1,3}}\.\d{{1,2}}\s*%?|(?:[<>≥≤±~=+]{{1,2}}|{ABOUT})\s*€?\s*\d[\d.,]*\s*%?|\d[\d.,]*\s*(?:{UNITS}))$",
    re.IGNORECASE,
)
UNITS_BEHIND = {
    word: unit
    for unit in ("kilometer", "hectare", "m2", "kilogram", "aantal")
    for word in spelled("cells", f"measured.{unit}")
}
STARRED = re.compile(rf"^\*+\)?\s*(?=€|x\b|\(|{spelling_of('lines', 'amounts')})", re.IGNORECASE)  # a note with a star
YEAR = re.compile(FIGURE_YEAR)
EURO = re.compile(r"€|\beuro\b|\bEUR\b", re.IGNORECASE)
DIGIT = re.compile(r"\d")
NO_DIGIT = re.compile(r"[^0-9]")

PLACES = Decimal("0.0001")  # as exact as the warehouse keeps figures
WHOLE_DIGITS = 16
LONGEST = 200  # characters of a cell that can be one figure; a longer one is not looked at as such
SCALES = {"k": 1_000, "m": 1_000_000}


class Worth(NamedTuple):
    """What kind of text a cell holds and what it is worth, the scale of its table left aside."""

    printed: Decimal | None = None
    has_digit: bool = False
    has_euro: bool = False
    has_percent: bool = False
    is_empty: bool = False
    is_flag: bool = False
    is_word: bool = False
    is_year: bool = False
    scale: int | None = None
    period: str | None = None
    mark: str = ""
    unit: str | None = None  # printed behind it: kilometer, hectare, m2, kilogram, aantal
    too_long: bool = False  # more digits than a figure of a municipality has: figures that ran together


@lru_cache(maxsize=16384)  # dashes, zeros and years come again and again
def worth_of(text: str) -> Worth:
    """The worth of the text of a cell."""
    euro = EURO.search(text) is not None
    if not DIGIT.search(text):
        empty, flag, word = (bool(pattern.fullmatch(text)) for pattern in (EMPTY, FLAG, WORD))
        return Worth(has_euro=euro, is_empty=empty, is_flag=flag, is_word=word)
    if len(text) > LONGEST:
        return Worth(has_digit=True, has_euro=euro, too_long=len(NO_DIGIT.sub("", text)) > LONGEST // 2)
    found = FIGURE.fullmatch(text)
    if found is None:
        return Worth(has_digit=True, has_euro=euro, is_word=bool(WORD.fullmatch(text)))
    part = found.groupdict("")
    return Worth(
        _value(part, euro=euro),
        has_digit=True,
        has_euro=euro,
        has_percent=bool(part["percent"] or part["after"]),
        is_year=bool(YEAR.fullmatch(text)),
        scale=SCALES.get(part["scale"][:1].lower()),
        period=part["year"] or None,
        unit=UNITS_BEHIND.get(part["unit"]),
        mark="".join(part[name] for name in ("footnote", "mark", "note", "before", "flag")),
        too_long=len(_whole_digits(part)) > WHOLE_DIGITS,
    )


def _value(part: dict[str, str], *, euro: bool) -> Decimal | None:
    digits = _whole_digits(part)
    # A digit glued on is a footnote only behind a percent sign; brackets come in pairs.
    # Euros have two decimals at most: "€198,999,-" may be 198.999 or 198,999 and is left unread.
    thousandths = euro and len(part["fraction"]) == len(",999") and not part["scale"]
    glued = part["footnote"] and not part["percent"]
    if bool(part["open"]) != bool(part["close"]) or glued or thousandths or len(digits) > WHOLE_DIGITS:
        return None
    amount = Decimal((digits or "0") + part["fraction"].replace(",", ".")).quantize(PLACES)
    minus = part["minus"] or part["inner"] or part["nested"] or part["trailing"] or (part["open"] and part["close"])
    return -amount if minus else amount


def _whole_digits(part: dict[str, str]) -> str:
    return NO_DIGIT.sub("", part["whole"]).lstrip("0")
