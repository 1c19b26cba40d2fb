"""What a line of a page is by the words that it begins or ends with, or holds: a source, a caption, a running title."""

from __future__ import annotations

import re
from functools import lru_cache

from tasks.language.figures import worth_of
from tasks.language.patterns import spelling_of
from tasks.language.spellings import Lexicon, lexicon, spelled
from tasks.language.tokens import each_token, tokens

SOURCE = re.compile(rf"^#?\s*(?:{spelling_of('lines', 'source')}):", re.IGNORECASE)
FIRST, LAST = 60, 60  # characters that are looked at
FLAGS = ("V", "N")


def begins_with(text: str, *codes: str) -> bool:
    """Whether the first words of a text are spellings of a code, its signs left aside."""
    return _first(text[:FIRST], codes) > 0


def is_only(text: str, *codes: str) -> bool:
    """Whether a text is a spelling of a code, and nothing else."""
    return begins_with(text, *codes) and not behind(text, *codes).strip(" .:")


def heads_labels(text: str) -> bool:
    """Whether a text heads the labels of a table, and says nothing of what the table is about."""
    return is_only(text, "generic")


def behind(text: str, *codes: str) -> str:
    """What follows the first words of a text, where these are of a code; else nothing."""
    end = _first(text[:FIRST], codes)
    return text[end:] if end else ""


@lru_cache(maxsize=16384)
def _first(text: str, codes: tuple[str, ...]) -> int:
    """Where the first words of a text end, if they are of a code."""
    opening = next((token.folded for token in each_token(text) if token.folded[0].isalnum()), "")
    if not _lines().coded(opening, codes):
        return 0
    read = tokens(text)
    start = next((at for at, token in enumerate(read) if token.folded[0].isalnum()), len(read))
    found = _lines().code(read, start, *codes)
    return read[found[0] - 1].at + len(read[found[0] - 1].printed) if found else 0


def ends_with(text: str, *codes: str) -> bool:
    """Whether the last word of a text is a spelling of a code."""
    words = text[-LAST:].casefold().split()
    return bool(words) and words[-1].strip("(") in spelled("lines", *codes)


def holds(text: str, *codes: str) -> bool:
    """Whether a text has a spelling of a code in it, also within a word."""
    folded = text.casefold()
    return any(word in folded for word in spelled("lines", *codes))


def is_total(text: str) -> bool:
    """Whether a label begins as the total of the rows above it."""
    return _total(text[:FIRST])


@lru_cache(maxsize=16384)
def _total(text: str) -> bool:
    read = tokens(text)
    return bool(read) and lexicon("label", "neutral").code(read, 0, "total") is not None


def explains_a_difference(text: str) -> bool:
    """Whether a line names what an amount with its flag is of: 'Thuisondersteuning € 500.000 V'."""
    name, _, amount = text.rpartition("€")
    if not any(map(str.isalpha, name)) or amount.rstrip()[-1:] not in {*FLAGS, "I", "S"}:
        return False
    worth = worth_of("€" + amount)
    return worth.printed is not None and worth.mark.startswith(FLAGS)


def _lines() -> Lexicon:
    return lexicon("note", "lines")
