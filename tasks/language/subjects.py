"""Words for what figures are about: products, taakvelden and domains, as their vocabularies spell them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from tasks.language.spellings import Lexicon, Spelling, lexicon
from tasks.language.tokens import Token, tokens

CODE = re.compile(r"[0-8]\.[0-9]{1,3}")
MEASURES = ("scenarios", "metrics", "units")
SHORTEST = 4  # letters of a name of one word: 'HO', 'BW' and 'MO' are more things than one


def subject_at(read: tuple[Token, ...], at: int, *, coded: bool) -> int:
    """Where the name of a product, taakveld or domain ends that begins here, `coded` with its code; 0 without one."""
    behind = _behind_code(read, at) if coded else at
    found = _names().longest(read, behind)
    return found[0] if found else 0


def begins_a_subject(word: str) -> bool:
    """Whether some name begins with a word."""
    return bool(_names().starting(word))


def _behind_code(read: tuple[Token, ...], at: int) -> int:
    """Where a name begins that its code stands before: '6.71 Toegang', '6.81a_Geëscaleerde zorg'."""
    if not CODE.fullmatch(read[at].printed):
        return at
    lettered = at + 1 < len(read) and read[at + 1].glued and len(read[at + 1].folded) == 1
    return at + 2 if lettered else at + 1


@lru_cache(maxsize=1)
def _names() -> Lexicon:
    return Lexicon(_spelled())


def _spelled() -> Iterator[Spelling]:
    for name in dict.fromkeys(_printed_names()):
        words = tuple(token.folded for token in tokens(name))
        if words and not _says_how(name) and (len(words) > 1 or len(words[0]) >= SHORTEST or words[0] == "wmo"):
            yield Spelling("subject", "subject", words)


def _says_how(name: str) -> bool:
    """Whether a name says what is measured, or its unit: that is not what it is about."""
    read = tokens(name)
    words = lexicon("label", *MEASURES)
    said = (found for at in range(len(read)) if (found := words.longest(read, at)))
    return "€" in name or any(not found.whole and (found.rule != "units" or end == 1) for end, found in said)


def _printed_names() -> Iterator[str]:
    for row in _rows("products"):
        if row["kind"] not in {"measure", "component"}:
            yield from (row["label"], *row["fixes"].split("|"))
    for row in _rows("taakvelden"):
        yield from (row["name"], *row["fixes"].split("|"))


def _rows(name: str) -> list[dict[str, str]]:
    text = files("tasks").joinpath("vocabularies", f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
