"""Words that only money is spoken in: a title about costs, a heading of budgets, a note with a euro sign."""

from __future__ import annotations

from functools import lru_cache

from tasks.language.phrases import Place
from tasks.language.spellings import lexicon
from tasks.language.tokens import tokens


@lru_cache(maxsize=16384)
def speaks_of_money(text: str, place: Place) -> bool:
    """Whether one of the words of a text is one of money where it stands."""
    words, read = lexicon(place, "money"), tokens(text)
    return any(words.code(read, at, "money") for at in range(len(read)))
