"""A text read as a phrase: each word is eaten once, by the rule that takes the most words from where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import get_args

from tasks.language.concluding import IDLE, conclude
from tasks.language.periods import periods, year
from tasks.language.phrases import Phrase, Place
from tasks.language.scales import SCALES, legends, scales
from tasks.language.spellings import RULES, Lexicon, heads, lexicon
from tasks.language.subjects import begins_a_subject, subject_at
from tasks.language.taken import Taken
from tasks.language.tokens import LONGEST, MOST, Token, tokens
from tasks.language.versions import versions

Read = tuple[Token, ...]
Grammar = Callable[[Read, int, Place], list[Taken]]
# With the spellings and the numbers that they can begin with.
GRAMMARS: tuple[tuple[Grammar, tuple[str, ...], Callable[[str], bool]], ...] = (
    (versions, ("amendments", "periods"), lambda word: _is_number(word) and len(word) <= len("12")),
    (legends, ("legends",), lambda word: False),
    (scales, ("scales",), lambda word: word in SCALES),
    (periods, ("periods",), lambda word: word[0] == "'" or _may_date(word)),
)
NUMBERED = frozenset({"tabel", "nr", "figuur", "grafiek"})
SCENARIO = {"scenarios": "scenario"}


@lru_cache(maxsize=65536)
def phrase(text: str, place: Place) -> Phrase:
    """What a text says where it stands, and the words that no rule took; in time linear in its length."""
    if len(text) > LONGEST:
        return _phrase(text, text[:LONGEST], place, cut=True)
    return _phrase(text, text, place, cut=False)


def warm() -> None:
    """Loads every list of words, for a process that will be asked for phrases."""
    for place in get_args(Place):
        phrase("Wmo 2024", place)


def _phrase(text: str, begin: str, place: Place, *, cut: bool) -> Phrase:
    read, taken = words_taken(begin, place)
    return conclude(text, read, taken, place, cut=cut or len(read) >= MOST)


@lru_cache(maxsize=2048)  # a note is read as such, and then left out of its text
def words_taken(text: str, place: Place) -> tuple[Read, list[Taken]]:
    """The words of a text and what rules took of them."""
    read = tokens(text, heads())
    taken = _taken(read, place, wholes=True)
    if any(each.whole and not _is_whole(each, read, taken) for each in taken):
        taken = _taken(read, place, wholes=False)
    return read, taken


def _is_whole(each: Taken, read: Read, taken: list[Taken]) -> bool:
    """Whether nothing stands beside what counts only as the whole of a text: a year may, but not of a kind."""
    held = sum(other.end - other.start for other in taken)
    idle = {"neutral", "differences"} if each.rule == "kinds" else {"neutral", "differences", "period"}
    return held == len(read) and all(other is each or other.rule in idle for other in taken)


def leaves_nothing(text: str, place: Place) -> bool:
    """Whether rules take every word of a text; most texts have a word early on that none takes."""
    read, words = tokens(text, heads()), lexicon(place, *RULES)
    at = 0
    while at < len(read):
        longest = _longest(read, at, place, words, wholes=True)
        if longest is None and read[at].folded not in IDLE:
            return False
        at = longest.end if longest else at + 1
    return True


def _taken(read: Read, place: Place, *, wholes: bool) -> list[Taken]:
    words = lexicon(place, *RULES)
    taken: list[Taken] = []
    at = 0
    while at < len(read):
        longest = _longest(read, at, place, words, wholes=wholes)
        if longest:
            taken.append(longest)
        at = longest.end if longest else at + 1
    return taken


def _longest(read: Read, at: int, place: Place, words: Lexicon, *, wholes: bool) -> Taken | None:
    """What takes the most words; of those that take as many, the one spelled out further, then the first."""
    if _begins_nothing(read[at].folded, place):
        return None
    fits = (found for found in _candidates(read, at, place, words) if wholes or not found.whole)
    return max(fits, key=lambda found: (found.end, found.exact), default=None)


def _candidates(read: Read, at: int, place: Place, words: Lexicon) -> Iterator[Taken]:
    """What can be taken from a place."""
    if read[at].folded == "%" and at and read[at - 1].is_number and not year(read[at - 1]):
        return  # of that number
    for grammar in _grammars(read[at].folded, place):
        yield from grammar(read, at, place)
    amount = read[at].folded == "€" and at + 1 < len(read) and read[at + 1].is_number and not year(read[at + 1])
    for end, found in () if amount else sorted(words.matches(read, at), key=lambda match: RULES.index(match[1].rule)):
        yield Taken(SCENARIO.get(found.rule, found.rule), found.code, at, end, whole=found.whole, exact=found.exact)
    if end := subject_at(read, at, coded=place == "label"):
        yield Taken("subject", "subject", at, end, exact=0)
    if place == "title" and read[at].is_number and (at == 0 or read[at - 1].folded in NUMBERED):
        yield Taken("neutral", "number", at, at + 1, exact=-1)


@lru_cache(maxsize=16384)
def _grammars(word: str, place: Place) -> tuple[Grammar, ...]:
    """The grammars that can take something which begins with a word."""
    return tuple(
        grammar
        for grammar, rules, begins in GRAMMARS
        if begins(word) or any(lexicon(place, rule).starting(word) for rule in rules)
    )


def _is_number(word: str) -> bool:
    return "0" <= word[0] <= "9"


def _may_date(word: str) -> bool:
    """Whether a number can be a year, or the beginning of a date: amounts, most of all numbers, cannot."""
    return _is_number(word) and (len(word) <= len("2024") or "." in word)


@lru_cache(maxsize=16384)  # most words of most texts
def _begins_nothing(word: str, place: Place) -> bool:
    """Whether no rule takes anything that begins with a word."""
    spelled = lexicon(place, *RULES).starting(word)
    return not (_is_number(word) or spelled or _grammars(word, place) or begins_a_subject(word))
