"""The grammar of versions of the budget over words: 'na 3e wijziging', 'voor wijziging', 'incl. 1e berap'."""

from __future__ import annotations

from tasks.language.phrases import Place
from tasks.language.spellings import Lexicon, articles, lexicon
from tasks.language.taken import Taken
from tasks.language.tokens import Token

Read = tuple[Token, ...]
NUMBERS = frozenset({"1", "2", "3", "4", "i", "ii", "iii", "iv"})
AMENDED, ORIGINAL = "begroting_gewijzigd", "begroting_primitief"


def versions(read: Read, at: int, place: Place) -> list[Taken]:
    """The version that a text goes on with."""
    words = lexicon(place, "amendments")
    opened = words.code(read, at, "after", "before")
    if opened is None:
        end = _counted(read, at, place)
        if (change := words.code(read, end, "wijziging")) and end > at:  # '2e wijziging' by itself
            return [Taken("aside", "wijziging", at, change[0], "version")]
        moment = words.code(read, end, "moment")
        return [Taken("version", "moment", at, _numbered(read, moment[0]))] if moment else []
    end = _counted(read, opened[0], place)
    named = words.code(read, end, "wijziging", "moment")
    if named is None:
        return []
    named = _numbered(read, named[0]), named[1]
    if named[1] == "moment":  # only a budget has versions named by a report
        return [Taken("versions", AMENDED if opened[1] == "after" else ORIGINAL, at, named[0])]
    return [Taken("scenario", AMENDED if opened[1] == "after" else ORIGINAL, at, named[0], "version")]


def _numbered(read: Read, at: int) -> int:
    """Where a text goes on behind the number of a report: 'berap 2', 'Burap II'."""
    alone = at < len(read) and not read[at].glued and not (at + 1 < len(read) and read[at + 1].glued)
    return at + 1 if alone and read[at].folded in NUMBERS else at


def _counted(read: Read, at: int, place: Place) -> int:
    """Where a text goes on behind an article and numbers in order: '3e', 'de tweede', '1e en 2e', '1e t/m 4e'."""
    words: Lexicon = lexicon(place, "periods")
    if at < len(read) and read[at].folded in articles():
        at += 1
    end = _one_counted(read, at, words)
    while end > at and (joined := words.code(read, end, "span")):
        at, end = joined[0], _one_counted(read, joined[0], words)
        if end == at:
            return at
    return end


def _one_counted(read: Read, at: int, words: Lexicon) -> int:
    if (named := words.code(read, at, "nth.")) and named[1][4:].isdigit():
        return named[0]
    if at < len(read) and read[at].is_number and len(read[at].printed) <= 2:
        suffix = words.code(read, at + 1, "nth.suffix")
        return suffix[0] if suffix else at + 1
    return at
