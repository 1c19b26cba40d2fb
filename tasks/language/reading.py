"""A text read as a phrase: each word is eaten once, by the rule that takes the most words from where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple, get_args

from tasks.language.concluding import IDLE, conclude
from tasks.language.periods import periods
from tasks.language.phrases import Phrase, Place
from tasks.language.scales import SCALES, SIGNS, legends, scales
from tasks.language.spellings import RULES, Lexicon, Spelling, heads, lexicon
from tasks.language.subjects import begins_a_subject, subject_at
from tasks.language.taken import Taken
from tasks.language.tokens import LONGEST, MOST, Token, tokens
from tasks.language.versions import versions
from tasks.language.years import year

Read = tuple[Token, ...]
Grammar = Callable[[Read, int, Place], list[Taken]]
# With the spellings, by file and code, and the numbers that they can begin with.
GRAMMARS: tuple[tuple[Grammar, dict[str, tuple[str, ...]], Callable[[str], bool]], ...] = (
    (
        versions,
        {"amendments": ("after", "before", "moment"), "periods": ("nth.",)},
        lambda word: _is_number(word) and len(word) <= len("12"),
    ),
    (legends, {"legends": SIGNS}, lambda word: False),
    (scales, {"scales": ("whole", "by", "money", "1000")}, lambda word: word in SCALES),
    (periods, {"periods": ("",)}, lambda word: word[0] == "'" or _may_date(word)),
)
NUMBERED = frozenset({"tabel", "nr", "figuur", "grafiek"})
SCENARIO = {"scenarios": "scenario"}


@lru_cache(maxsize=8192)
def phrase(text: str, place: Place) -> Phrase:
    """What a text says where it stands, and the words that no rule took; in time linear in its length."""
    if len(text) > LONGEST:
        return _phrase(text, text[:LONGEST], place, cut=True)
    return _phrase(text, text, place, cut=False)


class Opened(NamedTuple):
    """The grammars and the spellings that can take something which begins with a word."""

    grammars: tuple[Grammar, ...]
    spellings: tuple[Spelling, ...]
    named: bool  # whether the name of a product, taakveld or domain may begin so, or its code


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
    read = tokens(text, heads())
    at = 0
    while at < len(read):
        longest = _longest(read, at, place, wholes=True)
        if longest is None and read[at].folded not in IDLE:
            return False
        at = longest.end if longest else at + 1
    return True


def may_take(text: str, place: Place, takes: Callable[[Read, int, Place], object]) -> bool:
    """Whether a grammar would take words of a text, were there no other: quicker than the phrase, which settles it."""
    read = tokens(text, heads())
    return any(takes(read, at, place) for at in range(len(read)))


def _taken(read: Read, place: Place, *, wholes: bool) -> list[Taken]:
    taken: list[Taken] = []
    at = 0
    while at < len(read):
        longest = _longest(read, at, place, wholes=wholes)
        if longest:
            taken.append(longest)
        at = longest.end if longest else at + 1
    return taken


def _longest(read: Read, at: int, place: Place, *, wholes: bool) -> Taken | None:
    """What takes the most words; of those that take as many, the one spelled out further, then the first."""
    opened = _opened(read[at].folded, place)
    if opened is None:
        return None
    longest: Taken | None = None
    for found in _candidates(read, at, place, opened):
        longer = longest is None or (found.end, found.exact) > (longest.end, longest.exact)
        if longer and (wholes or not found.whole):
            longest = found
    return longest


def _candidates(read: Read, at: int, place: Place, opened: Opened) -> Iterator[Taken]:
    """What can be taken from a place."""
    if read[at].folded == "%" and at and read[at - 1].is_number and not year(read[at - 1]):
        return  # of that number
    for grammar in opened.grammars:
        yield from grammar(read, at, place)
    amount = read[at].folded == "€" and at + 1 < len(read) and read[at + 1].is_number and not year(read[at + 1])
    for found in () if amount else opened.spellings:
        if end := found.end(read, at):
            yield Taken(SCENARIO.get(found.rule, found.rule), found.code, at, end, whole=found.whole, exact=found.exact)
    if opened.named and (end := subject_at(read, at, coded=place == "label")):
        yield Taken("subject", "subject", at, end, exact=0)
    if place == "title" and read[at].is_number and (at == 0 or read[at - 1].folded in NUMBERED):
        yield Taken("neutral", "number", at, at + 1, exact=-1)


@lru_cache(maxsize=16384)  # most words of most texts
def _opened(word: str, place: Place) -> Opened | None:
    """What can be taken that begins with a word; None where no rule takes anything."""
    named = begins_a_subject(word) or (place == "label" and _is_number(word))
    if not (named or _is_number(word) or word[0] == "'" or _every_rule(place).starting(word)):
        return None
    grammars = tuple(
        grammar
        for grammar, spelled, begins in GRAMMARS
        if begins(word) or any(lexicon(place, rule).coded(word, codes) for rule, codes in spelled.items())
    )
    return Opened(grammars, lexicon(place, *RULES).starting(word), named)


def _every_rule(place: Place) -> Lexicon:
    """The spellings that a word may begin, of lists and grammars alike."""
    return lexicon(place, *RULES, *(rule for _, spelled, _ in GRAMMARS for rule in spelled))


def _is_number(word: str) -> bool:
    return "0" <= word[0] <= "9"


def _may_date(word: str) -> bool:
    """Whether a number can be a year, or the beginning of a date: amounts, most of all numbers, cannot."""
    return _is_number(word) and (len(word) <= len("2024") or "." in word)
