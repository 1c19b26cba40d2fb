"""When two scenarios side by side are a difference: 'Begr. - Real.', 'rekening t.o.v. begroting', 'saldo … en …'."""

from __future__ import annotations

from itertools import pairwise

from tasks.language.phrases import Place
from tasks.language.spellings import lexicon
from tasks.language.taken import Taken
from tasks.language.tokens import Token

PLANNED = frozenset({"begroting", "begroting_gewijzigd", "begroting_primitief", "meerjarenraming"})
BOOKED = frozenset({"realisatie", "prognose"})


def compared(read: tuple[Token, ...], taken: list[Taken], place: Place) -> bool:
    """Whether a text sets a budget against what was booked or is expected."""
    named = [each for each in taken if each.rule == "scenario"]
    codes = {each.code for each in named}
    if not (codes & PLANNED and codes & BOOKED) and not _against_budget(read, taken, named, place):
        return False
    saldo = any(each.rule == "metrics" and each.code == "saldo" for each in taken) and place != "title"
    return saldo or _against_budget(read, taken, named, place)


def _against_budget(read: tuple[Token, ...], taken: list[Taken], named: list[Taken], place: Place) -> bool:
    """Whether words for 'against' stand right before a scenario, and another scenario before them."""
    words = lexicon(place, "differences")
    periods = {at for each in taken if each.rule == "period" for at in range(each.start, each.end)}
    for first, second in pairwise(named):
        at = first.end
        while at < second.start and at in periods:
            at += 1
        against = words.code(read, at, "against") if at < second.start else None
        differs = first.code != second.code and (first.code in PLANNED) != (second.code in PLANNED)
        if against and differs and against[0] == second.start:
            return True
    return False
