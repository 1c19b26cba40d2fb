"""Regular expressions of spellings, for what is sought in long texts: the one place that writes a year or month so."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tasks.language.spellings import spelled

YEAR = r"(?:19|20)[0-9]{2}"


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of these spellings, longest first; white space in one may be of any kind."""
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(r"\s+".join(re.escape(part) for part in word.split()) for word in longest_first)


def spelling_of(rule: str, *codes: str) -> str:
    """A pattern of the spellings of some codes."""
    return any_of(spelled(rule, *codes))
