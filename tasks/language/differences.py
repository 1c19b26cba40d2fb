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
    if codes and _against_a_year(taken):
        return True
    if not codes & PLANNED:
        return False
    saldo = any(each.rule == "metrics" and each.code == "saldo" for each in taken) and place != "title"
    both = bool(codes & BOOKED) and saldo
    return both or _opened(taken, named) or any(_between(read, taken, *pair, place) for pair in pairwise(named))


def _opened(taken: list[Taken], named: list[Taken]) -> bool:
    """Whether a budget is the first that is known behind words for 'compared with': 't.o.v. gewijz. begroting'."""
    told = [each for each in sorted(taken, key=lambda each: each.start) if each in named or each.rule == "differences"]
    return any(one.code == "compared" and other.code in PLANNED for one, other in pairwise(told))


def _against_a_year(taken: list[Taken]) -> bool:
    """Whether figures are set against those of a year: 'prognose t.o.v. 2023'."""
    ends = {each.end for each in taken if each.rule == "differences" and each.code == "compared"}
    return any(each.start in ends for each in taken if each.rule == "period")


def _between(read: tuple[Token, ...], taken: list[Taken], first: Taken, second: Taken, place: Place) -> bool:
    """Whether nothing but the year and a word for 'minus' stands between a budget and another scenario."""
    words = lexicon(place, "differences")
    periods = {at for each in taken if each.rule == "period" for at in range(each.start, each.end)}
    at = first.end
    while at < second.start and at in periods:
        at += 1
    against = words.code(read, at, "between", "compared") if at < second.start else None
    return against is not None and against[0] == second.start and (first.code in PLANNED) != (second.code in PLANNED)
