"""What looks like a printed figure, in the spellings of Dutch municipal documents.

Only the look is judged here, so that readers can tell figures from labels; what a figure is worth is
decided in `tasks.language.figures`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tasks.language.figures import FLAG
from tasks.language.patterns import FLAG_BESIDE, YEAR, spelling_of

MEASURED = spelling_of("cells", "measured")
MILLION = spelling_of("scales", "1000000")
MINUS = r"(?:-/-|[-−–])"
DIGITS = r"(?:\d{1,3}(?:[.\s]\d{3})+|\d+)(?:,\d+)?"
# A run of blanks can be eaten in one place only: each `\s*+` gives nothing back.
# V 1.234  1.234  -1.234  1.234-  (1.234)  -/- € 253K  € -315.000  12,8%  58****  7,8%1  90,0% (2023)2
FIGURE = re.compile(
    rf"""^\s*+
    (?:{FLAG_BESIDE}\s++)? (?:{MINUS}\s*+)? (?:\((?=€))? (?:€\s*+)? (?:{MINUS}\s*+)? (?:\(\s*+)?
    {DIGITS}
    (?:\s*+,-?|(?:\s*+\))?(?:\s*+{MINUS})?,?-?) (?:\s*+(?:%|€|K|k|(?:{MILLION})\.?|(?:{MEASURED})))?
    (?:\s*+\*++)? (?:\s*+\(\d{{4}}\))? (?:(?<!\*)\s*+[¹²³⁴⁵⁶⁷⁸⁹]|[¹²³⁴⁵⁶⁷⁸⁹]|(?<=[%)])\s*+\d)?
    \s*+$""",
    re.VERBOSE,
)
EMPTY_FIGURE = re.compile(rf"^\s*+(?:€\s*+)?{MINUS}(?:\s*+€)?\s*+$")  # '-' '€ -' '–': nothing booked, or not measured
GLUED_FLAG = re.compile(
    rf"^\s*((?:{MINUS})?(?:€\s?)?(?:{MINUS})?{DIGITS}(?:{MINUS}|%)?)\s?({FLAG_BESIDE})\s*$"
)  # '225N'
# A word printed where a figure would stand.
NO_FIGURE = re.compile(rf"^\s*(?:{spelling_of('cells', 'none')})\s*[\d*]*\s*$", re.IGNORECASE)

# What stands where a figure would and is none that can be relied on: 'ca. 200', '~-4.693', '+3', '1,000,000', '12 fte'.
ABOUT = rf"(?:{spelling_of('cells', 'about')}|~|±|≈|\+/-|\+)"
WORDS = "|".join((spelling_of("cells", "money", "percent", "unit", "people"), spelling_of("scales", "1000")))
LOOSE_UNIT = rf"(?:%|€|K|k|(?:{WORDS})\.?)"
LOOSE = re.compile(
    rf"^\s*+(?:{ABOUT}\s*+)*(?:{MINUS}\s*+)?(?:(?:€|EUR)\s*+)?(?:{MINUS}\s*+)?"
    rf"\(?\d(?:[\d.,'’\s]*\d)?\)?(?:,?{MINUS}+)?(?:\s*+{LOOSE_UNIT})?(?:\s*+\*)?\s*+$",
    re.IGNORECASE,
)
SEVERAL = re.compile(rf"^\s*{MINUS}?{DIGITS}%?(?: / {MINUS}?{DIGITS}%?)+\s*$")  # below one another in one cell
BOUND = re.compile(rf"^\s*(?:[<>≤≥]=?)\s*{DIGITS}\s*%?\s*$")  # '<5': too few to be told
CODE_LIKE = re.compile(r"^\s*(?:\d[.\-]\d{1,3}|\d{1,2}(?:[.\-]\d{1,3}){2,})[a-d]?\s*$")  # of a taakveld, or a paragraph
ERROR = re.compile(r"^\s*(?:#[A-Z]+(?:/[A-Z0-9]+)?[!?]?|#{2,}|Err:\d{3}|nan|NaN|NULL)\s*$")  # of a spreadsheet

REST = re.compile(r"^0\d\d$")  # of '10 081': no figure begins with a nought that is followed by two digits
POINTED = re.compile(r"\d\.\d{3}")
WORTH = re.compile(r"(\d{1,3}(?:[.\s]\d{3})+|\d+)(,\d+)?")
DIGIT = re.compile(r"\d")
SEPARATOR = re.compile(r"[.\s]")
SIGN = re.compile(rf"{MINUS}|^\s*\([^)]*$")


@lru_cache(maxsize=16384)  # every step that looks at a cell asks it
def is_figure(text: str) -> bool:
    """Whether a cell's text is one printed number, with its currency, percent, sign or footnote marks."""
    return FIGURE.match(text) is not None


@lru_cache(maxsize=16384)
def is_value(text: str) -> bool:
    """Whether a cell's text stands where a figure would: a number, a dash, or a word that replaces one."""
    return is_figure(text) or bool(EMPTY_FIGURE.match(text)) or bool(NO_FIGURE.match(text))


def is_error(text: str) -> bool:
    """Whether a cell shows that a program could not compute it: '#N/B', '#REF!', '#####'."""
    return ERROR.match(text) is not None


@lru_cache(maxsize=16384)
def is_odd(text: str) -> bool:
    """Whether a cell holds a figure that is not stated outright: about so much, of another notation, or an error."""
    if is_error(text):
        return True
    loose = LOOSE.match(text) is not None and not is_figure(text) and CODE_LIKE.match(text) is None
    return loose or SEVERAL.match(text) is not None


@lru_cache(maxsize=16384)
def stands_for_a_figure(text: str) -> bool:
    """Whether a cell stands among figures, read or not: what tells a column of figures from one of labels."""
    return is_value(text) or is_odd(text) or BOUND.match(text) is not None


def is_flag(text: str) -> bool:
    """Whether a cell's text is a V/N (voordeel, nadeel) or I/S (incidenteel, structureel) flag."""
    return FLAG.fullmatch(text) is not None


def parts_thousands(figures: Sequence[str]) -> bool:
    """Whether blanks stand between thousands of figures that blanks part: nothing tells how many a row has."""
    return any(map(REST.match, figures)) and not any(map(POINTED.search, figures))


def has_digit(text: str) -> bool:
    """Whether a cell counts in the account of cells."""
    return DIGIT.search(text) is not None


@lru_cache(maxsize=16384)  # asked of every figure by every way in which it may be placed
def worth(text: str) -> float:
    """What a printed figure weighs in its own table, unscaled: only for proving what stands where."""
    digits = WORTH.search(text)
    if digits is None:
        return 0.0
    value = float(SEPARATOR.sub("", digits[1]) + (digits[2] or "").replace(",", "."))
    sides = text[: digits.start()] + text[digits.end() :]
    return -value if SIGN.search(sides) else value


# Figures without anything between them ('1.2041.351'), or behind a word ('jeugd2.075', 'Jeugdhulp871902915').
RUN_TOGETHER = re.compile(
    rf"\d\.(?!{YEAR}(?!\d))\d{{4}}"
    r"|(?<![/@.])\b[^\W\d_]{3,}\d{1,3}(?:\.\d{3})+(?![\d.])|\b[^\W\d_]{3,}\d{6,}(?!\w)"
)
ADDRESS = re.compile(r"://|\bwww\.|@", re.IGNORECASE)


def run_together(text: str) -> bool:
    """Whether figures are printed in it that nothing parts: they cannot be read, and are no words either."""
    return RUN_TOGETHER.search(text) is not None and not ADDRESS.search(text)
