"""People and things that are counted, and the reasons why a benefit ended: what such a label heads is a count.

The reasons are those of the statistics of benefits of CBS (reden beëindiging uitkering), as monitors print them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tasks.language.spellings import lexicon
from tasks.language.tokens import tokens

AGES = re.compile(  # an age band counts the people in it: '18 tot 27 jaar', '< 27 jaar', '>=27 <45', '65 jaar en ouder'
    r"(?:(?:jonger|ouder)\s+dan\s+|[<>≥≤=]{1,2}\s?)?\d{1,2}(?:\s?(?:-|–|t/m|tot(?:\s+en\s+met)?|[<>]=?)\s?"
    r"(?:\d{1,2}|aow(?:-?\s?leeftijd)?))?(?:\s+jaar(?:\s+(?:en|of)\s+ouder)?|\s+en\s+ouder)?",
    re.IGNORECASE,
)
AGED = re.compile(r"jaar|[<>≥≤]|jonger|ouder|aow", re.IGNORECASE)
NUMBERED = re.compile(r"[1-9]\d?\.?\s")  # of its row or table: '2 Inwoners', and no code of a list: '029 Jongeren'
LONGEST_BAND = 40  # characters


@lru_cache(maxsize=16384)
def counts(text: str) -> bool:
    """Whether a text begins with what is counted, or says behind a comma how many of what: 'WWB, aantal huishoudens'.

    An age band counts too, and the reason why a benefit ended.
    """
    before, comma, behind = text.rpartition(",")
    whole = _counted_in(text) is not None
    return whole or bool(comma and before and _counted_in(behind)) or ends_a_benefit(text) or is_age_band(text)


def _counted_in(text: str) -> int | None:
    """How many words for 'number of' stand before what a text counts; None where it counts nothing."""
    words = lexicon("label", "counted")
    read = tokens(text)
    at, told = int(bool(NUMBERED.match(text)) and len(read) > 1), 0
    while at < len(read) and (found := words.code(read, at, "how")):
        at, told = found[0], told + 1
    return told if at < len(read) and words.code(read, at, "counted") else None


@lru_cache(maxsize=16384)
def ends_a_benefit(text: str) -> bool:
    """Whether a label is a reason why a benefit ended."""
    read = tokens(text)
    return bool(read and lexicon("label", "counted").code(read, 0, "outflow"))


@lru_cache(maxsize=4096)
def is_counted(text: str) -> bool:
    """Whether a unit is what a count counts: 'trajecten', 'bedrijven', 'stuks'; a label may begin so for money too."""
    read = tokens(text)
    return counts(text) or bool(read and lexicon("label", "counted").code(read, 0, "unit"))


def is_age_band(text: str) -> bool:
    """Whether a label is a band of ages."""
    stripped = text.strip()
    return len(stripped) <= LONGEST_BAND and bool(AGES.fullmatch(stripped) and AGED.search(stripped))
