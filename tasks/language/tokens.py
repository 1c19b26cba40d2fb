"""Printed text as words: broken ends joined, glued words and numbers parted, case and accents folded."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

LONGEST = 800  # characters; a text beyond it is a rest
MOST = 120  # words
SHORTEST_PARTED = 4  # letters of words that ran together
WORD = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|['’][0-9]{2}(?![0-9])|\S")
SOFT = frozenset(".,;:!?\"'’‘“”`()[]{}_|•·¹²³⁴⁵⁶⁷⁸⁹⁰…")
SOFT_HYPHEN = re.compile("\u00ad\\s*")
BROKEN = re.compile(r"(?<=[^\W\d_])-[ \t]*\n\s*(?!(?:en|of)\b)(?=[^\W\d_])")
# Both from the begin of a word: else quadratic in letters.
INNER = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,})-([^\W\d_]{3,})")
HYPHENED = re.compile(r"(?<![^\W\d_])([^\W\d_]+)- ([a-zà-ÿ]+)")
TORN = re.compile(r"(?<![^\W\d_])([^\W\d_]{3,}) (?=([a-zà-ÿ]{3,})(?![^\W\d_]))")
APART = frozenset({"en", "of", "tot", "als", "respectievelijk", "dan"})
CAPITAL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ][a-zà-ÿ]{2})")
SPREAD = re.compile(r"(?<![^\W\d_])(?:[^\W\d_] ){3,}[^\W\d_](?![^\W\d_])")  # 'P A S S I V A'
THOUSANDS = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3})+")
FOLDED = str.maketrans({"’": "'", "–": "-", "—": "-", "−": "-", "‑": "-", "×": "x", "✕": "x", "&": "en"})


class Token(NamedTuple):
    """One word, number or sign."""

    printed: str
    folded: str
    glued: bool = False  # nothing stands between it and the one before
    before: str = ""  # brackets and points between it and the one before
    at: int = 0  # where it begins in the text, its broken words joined

    @property
    def is_number(self) -> bool:
        """Whether it is made of digits."""
        return "0" <= self.folded[:1] <= "9"


@lru_cache(maxsize=16384)
def folded(word: str) -> str:
    """What spellings of a word have in common: no case, no accents, one kind of dash; thousands without points."""
    if THOUSANDS.fullmatch(word):
        return word.replace(".", "").replace(",", "")
    plain = unicodedata.normalize("NFKD", word.translate(FOLDED).casefold())
    return "".join(character for character in plain if not unicodedata.combining(character)) or word


@lru_cache(maxsize=2048)  # one text is asked for a heading, a label and a note in turn
def tokens(text: str, known: frozenset[str] = frozenset()) -> tuple[Token, ...]:
    """The words of a text, `MOST` at most; glued ones are parted where they are known words."""
    return tuple(islice(each_token(text, known), MOST))


def each_token(text: str, known: frozenset[str] = frozenset()) -> Iterator[Token]:
    """The words of a text one by one, for who needs only the first."""
    before, end = "", 0
    for found in WORD.finditer(joined(text[:LONGEST], known)):
        word, at, last = found[0], found.start(), end
        end = found.end()
        if word in SOFT:
            before += word
            continue
        glued = at == last and at > 0
        for part in (word,) if len(word) < SHORTEST_PARTED or word[1:].islower() else parted(word, known):
            yield Token(part, folded(part), glued and not before, before, at)
            glued, before, at = True, "", at + len(part)


def unspread(text: str) -> str:
    """A text with the words joined whose letters are printed apart."""
    return SPREAD.sub(lambda found: found[0].replace(" ", ""), text)


def joined(text: str, known: frozenset[str]) -> str:
    """A text with the words joined that were broken at the end of a line."""
    text = unspread(SOFT_HYPHEN.sub("", text) if "\u00ad" in text else text)
    text = TORN.sub(lambda found: _untorn(found, known), text) if known else text
    if "-" not in text:
        return text
    text = BROKEN.sub("", text)

    def whole(found: re.Match[str]) -> str:
        word, end = found[1] + found[2], folded(found[2])
        two = end in APART or (end in known and folded(word) not in known)  # 'toe- en afname', 'begroting- realisatie'
        return found[0] if two else word

    def within(found: re.Match[str]) -> str:
        word = found[1] + found[2]
        return word if _is_known(folded(word), known) else found[0]  # 'Vermeer-deringen'

    return INNER.sub(within, HYPHENED.sub(whole, text))


def _untorn(found: re.Match[str], known: frozenset[str]) -> str:
    """The begin of a word that the end of a line tore, where only the whole is known: 'Vermeer' of 'Vermeer dering'."""
    begin, end = folded(found[1]), folded(found[2])
    torn = _is_known(begin + end, known) and begin not in known and end not in known
    return found[1] if torn else found[0]


def _is_known(word: str, known: frozenset[str]) -> bool:
    """Whether a word is known, or what it is the plural of: 'Vermeerderingen'."""
    return word in known or word.removesuffix("en") in known


def parted(word: str, known: frozenset[str]) -> Iterator[str]:
    """A word, or the words that ran together in it: 'buurtRealisatie', where the second is known to head columns."""
    start = 0
    for border in CAPITAL.finditer(word) if known else ():
        behind = CAPITAL.search(word, border.end() + 1)
        if folded(word[border.end() : behind.start() if behind else None]) in known:
            yield word[start : border.end()]
            start = border.end()
    yield word[start:]
