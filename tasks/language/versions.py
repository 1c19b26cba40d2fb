"""The grammar of versions of the budget over words: 'na 3e wijziging', 'voor wijziging', 'incl. 1e berap'."""

from __future__ import annotations

from tasks.language.phrases import Place
from tasks.language.spellings import Lexicon, lexicon
from tasks.language.taken import Taken
from tasks.language.tokens import Token

Read = tuple[Token, ...]
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
        return [Taken("version", "moment", at, moment[0])] if moment else []
    end = _counted(read, opened[0], place)
    named = words.code(read, end, "wijziging", "moment")
    if named is None:
        return []
    if named[1] == "moment":  # only a budget has versions named by a report
        return [Taken("versions", AMENDED if opened[1] == "after" else ORIGINAL, at, named[0])]
    return [Taken("scenario", AMENDED if opened[1] == "after" else ORIGINAL, at, named[0], "version")]


def _counted(read: Read, at: int, place: Place) -> int:
    """Where a text goes on behind an article and a number in order."""
    words: Lexicon = lexicon(place, "periods")
    if at < len(read) and read[at].folded in words.articles:
        at += 1
    if (named := words.code(read, at, "nth.")) and named[1][4:].isdigit():
        return named[0]
    if at < len(read) and read[at].is_number and len(read[at].printed) <= 2:
        suffix = words.code(read, at + 1, "nth.suffix")
        return suffix[0] if suffix else at + 1
    return at
