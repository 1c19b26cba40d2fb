"""The grammar of scales over words ('x € 1.000', 'in miljoenen', misprints included), and that of legends."""

from __future__ import annotations

from tasks.language.phrases import Place
from tasks.language.spellings import Lexicon, articles, lexicon
from tasks.language.taken import Taken
from tasks.language.tokens import Token
from tasks.language.years import year

Read = tuple[Token, ...]
SCALES = {"1": 1, "1000": 1_000, "1000000": 1_000_000}
MULTIPLIED = frozenset("x*")
SIGNS = ("-", "+", "V", "N", "I", "S")


def scales(read: Read, at: int, place: Place) -> list[Taken]:
    """The scales that a text goes on with: of 'in € mln' the longer one holds."""
    words = lexicon(place, "scales")
    whole = words.code(read, at, "whole")
    ones = [Taken("scale", "EUR", at, whole[0], 1)] if whole and not _amount_follows(read, whole[0]) else []
    return ones + _multiples(read, at, words, place)


def _multiples(read: Read, at: int, words: Lexicon, place: Place) -> list[Taken]:
    by = words.code(read, at, "by")
    money = words.code(read, by[0] if by else at, "money")
    start = money[0] if money else by[0] if by else at
    size, end = _size(read, start, words)
    if not size or words.code(read, end, "people") or not _is_scale(read, at, end, size, by, money):
        return []
    while _closes_the_amount(read, end) and not legends(read, end, place):
        end += 1  # '1.000,-'
    behind = words.code(read, end, "money")
    return [Taken("scale", "EUR" if money or behind else "", at, behind[0] if behind else end, size)]


def _closes_the_amount(read: Read, at: int) -> bool:
    """Whether a dash or what stands for it is printed in place of cents."""
    return at < len(read) and read[at].folded in "-=" and (read[at].glued or "," in read[at].before)


def _amount_follows(read: Read, at: int) -> bool:
    """Whether a number stands at a place that is no year: 'in € 583.000' tells no scale."""
    return at < len(read) and read[at].is_number and year(read[at]) is None


def _size(read: Read, at: int, words: Lexicon) -> tuple[int, int]:
    """The scale at a place and where it ends; 0 where there is none."""
    if named := words.code(read, at, "1000"):
        return SCALES[named[1]], named[0]
    if at >= len(read) or not read[at].is_number:
        return 0, at
    whole, end = read[at].folded.removesuffix(",0"), at + 1
    while end < len(read) and read[end].folded == "000" and len(whole) < 7:
        whole, end = whole + "000", end + 1  # '1 000'
    named_behind = words.code(read, end, "1000") if whole == "1" else None
    if named_behind:
        return SCALES[named_behind[1]], named_behind[0]
    return SCALES.get(whole, 0), end


def _is_scale(
    read: Read, at: int, end: int, size: int, by: tuple[int, str] | None, money: tuple[int, str] | None
) -> bool:
    """Whether a number is a scale and no amount: behind a sign for it, in brackets, or as a word that is none else."""
    multiplied = by is not None and read[at].folded in MULTIPLIED
    if size == 1:
        return multiplied or (by is not None and money is not None)
    if by:
        return multiplied or not _amount_follows(read, end)
    spelled, opened = not read[end - 1].is_number, at == 0 or "(" in read[at].before
    opened = opened or read[at - 1].folded.startswith("bedrag")
    if at and (read[at - 1].is_number or read[at - 1].folded == "op"):
        return False  # '399 duizend', 'afgerond op duizenden'
    if size != SCALES["1000"]:
        return spelled and (("€" in read[end - 1].folded) or (money is not None and opened))
    return (spelled or (money is not None and end == len(read))) and (opened or (spelled and money is not None))


def legends(read: Read, at: int, place: Place) -> list[Taken]:
    """What a sign or letter means: '- = nadeel', 'V = voordeel', '(+ voordeel)', 'positief is nadeel'."""
    words = lexicon(place, "legends")
    sign = words.code(read, at, *SIGNS)
    if not sign:
        return []
    equals = words.code(read, sign[0], "is")
    then = equals[0] if equals else sign[0]
    then += then < len(read) and read[then].folded in articles()
    meaning = words.code(read, then, "nadeel", "voordeel", "lasten", "baten", "incidenteel", "structureel")
    signed = sign[1] in {"-", "+"} and not read[at].folded.isalpha() and meaning and "deel" in meaning[1]
    if not meaning or not (equals or (signed and "(" in read[at].before)):
        return []
    return [Taken("legend", sign[1], at, meaning[0], meaning[1])]
