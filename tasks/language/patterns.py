"""Regular expressions of spellings, for what is sought in long texts: the one place that writes a year or month so."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tasks.language.spellings import spelled

YEAR = r"(?:19|20)[0-9]{2}"
FLAGS = "VNISU"  # voordeel, nadeel, incidenteel, structureel, uitgaven
FLAG_BESIDE = "[VNvn]"  # in one cell with its figure
FLAG = f"[{FLAGS}]"
FLAGS_BROKEN = rf" {FLAG}/\n.* {FLAG}$"  # what heads flags, over two lines: 'V/' and 'N'
ANY_OF_20 = r"20[0-9]{2}"
FIGURE_YEAR = r"(?:19[89][0-9]|20[0-4][0-9])"  # that a cell may hold
BOOK_YEAR = r"20[0-3][0-9]"  # that a document may account for
# What may not stand before it is asked behind its '20': a pattern that begins with letters is sought many times faster.
ANY_YEAR = re.compile(r"(?P<year>20(?<![0-9.,]20)(?<![0-9]-20)[0-3][0-9])(?![0-9.,][0-9]|[0-9]|-[0-9])")

GLANCED_YEAR = re.compile(r"(?<!\d)20[0-4]\d(?!\d)")


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of these spellings, longest first; white space in one may be of any kind."""
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(r"\s+".join(re.escape(part) for part in word.split()) for word in longest_first)


def written(words: Iterable[str]) -> str:
    """A pattern of spellings that may be abbreviated ('prim.', with its point or without) or go on ('primiti*')."""
    return "|".join(_written(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _written(word: str) -> str:
    short = word[-1] == "." and word[:-1].isalpha()
    plain = (re.escape(part).replace(r"\*", r"\w*").replace(r"\.", r"\.?") for part in word.rstrip("." * short).split())
    return r"\s+".join(plain) + r"(?![^\W\d])\.?" * short


def spelling_of(rule: str, *codes: str) -> str:
    """A pattern of the spellings of some codes."""
    return any_of(spelled(rule, *codes))


# A scale, and the headings that go on behind it on the same line.
NOTE_BEFORE = re.compile(
    rf"^(.*?(?:1\.?000(?:,-)?|\b[xX*]\s?€?\s?1\b|(?:{spelling_of('scales', '1000000')})\.?"
    rf"|(?:{spelling_of('scales', '1000')})(?=\s(?:{spelling_of('units', 'EUR')})(?![^\W\d]))"
    rf"|{spelling_of('scales', 'word')})(?:\s(?:{spelling_of('units', 'EUR')})(?![^\W\d]))?\)?)"
    r"(?:\s+|(?<=[\d)])(?=[^\W\d_]{4}))(\S.*)$",
    re.IGNORECASE,
)
# A note that is no more than a currency, or a scale alone.
CURRENCY = re.compile(r"\bin\s+€|\(\s*€\s*\)|^\s*(?:\(\s*)?x\s*1\.000\s*\)?$")
