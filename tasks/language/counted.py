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
LONGEST_BAND = 40  # characters


@lru_cache(maxsize=16384)
def counts(text: str) -> bool:
    """Whether a text begins with what is counted, is an age band, or is a reason why a benefit ended."""
    words = lexicon("label", "counted")
    read = tokens(text)
    at = 0
    while at < len(read) and (found := words.code(read, at, "how")):
        at = found[0]
    if at < len(read) and words.code(read, at, "counted"):
        return True
    return ends_a_benefit(text) or is_age_band(text)


@lru_cache(maxsize=16384)
def ends_a_benefit(text: str) -> bool:
    """Whether a label is a reason why a benefit ended."""
    read = tokens(text)
    return bool(read and lexicon("label", "counted").code(read, 0, "outflow"))


def is_age_band(text: str) -> bool:
    """Whether a label is a band of ages."""
    stripped = text.strip()
    return len(stripped) <= LONGEST_BAND and bool(AGES.fullmatch(stripped) and AGED.search(stripped))
