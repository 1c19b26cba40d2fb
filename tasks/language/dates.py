"""The grammar of days over words: dates, days with the name of a month, and the turn of a year."""

from __future__ import annotations

from tasks.language.spellings import Lexicon
from tasks.language.taken import Taken
from tasks.language.years import FIRST_YEAR, LAST_DAYS, LAST_YEAR, Read, month_number, number, until

TURNS = ("", "-01-01")  # of the year


def day_named(read: Read, at: int, words: Lexicon) -> Taken | None:
    """'per 1 oktober', '31 december'."""
    opened = words.code(read, at, "on")
    dated = opened[0] if opened else at
    day = number(read, dated, 31)
    month = words.code(read, dated + 1, "month.") if day else None
    if not month:
        found = date(read, dated, words) or _day_and_month(read, dated) if opened and dated < len(read) else None
        return Taken(found.rule, found.code, at, found.end, found.value) if found else None
    return Taken("period", "part", at, month[0], _stand(day, int(month[1][6:])))


def date(read: Read, at: int, words: Lexicon) -> Taken | None:
    """'31-12-2024', '31-dec-24', '1/10', '2024-10-01', '31.12.2024'."""
    if not read[at].is_number:
        return None
    pieces = read[at].printed.split(".")
    if len(pieces) == 3 and read[at].is_number and len(pieces[2]) == len("2024"):
        return _dated(pieces, at, at + 1)
    end, pieces = at + 1, [read[at].printed]
    while len(pieces) < 3 and end + 1 < len(read) and read[end].folded in "-/":
        word = read[end + 1]
        named = 0 if word.is_number else month_number(word.printed)
        if not (read[end].glued and word.glued and (word.is_number or named)):
            break
        pieces.append(str(named or word.printed))
        end += 2
    return _dated(pieces, at, end)


def _day_and_month(read: Read, at: int) -> Taken | None:
    """'31-12', behind a word that makes it a date."""
    day, month = number(read, at, 31), number(read, at + 2, 12)
    glued = at + 2 < len(read) and read[at + 1].folded in "-/" and read[at + 1].glued and read[at + 2].glued
    return Taken("period", "part", at, at + 3, _stand(day, month)) if day and month and glued else None


def turn(read: Read, at: int, words: Lexicon) -> Taken | None:
    """The last day of a year, or the first, behind words and without the year: 'Saldo 31-12'."""
    found = _day_and_month(read, at) if at and read[at].is_number else None
    ends = found and (found.end == len(read) or not read[found.end].glued)
    return found if found and ends and found.value in TURNS else None


def _dated(pieces: list[str], at: int, end: int) -> Taken | None:
    if len(pieces) != 3 or any(len(piece) not in {1, 2, 4} or not piece.isascii() for piece in pieces):
        return None
    day, month, of = (int(piece) for piece in (reversed(pieces) if len(pieces[0]) == 4 else pieces))
    if len(pieces[-1]) == 2:
        of += 2000 if len(pieces[0]) != 4 else 0
    if not (1 <= day <= 31 and 1 <= month <= 12 and FIRST_YEAR <= of <= LAST_YEAR):
        return None
    return Taken("period", "date", at, end, (str(of), _stand(day, month)))


def _stand(day: int, month: int) -> str:
    """The name of a stand: at the end of a month that of the months up to it, else that of the day."""
    return until(month) if 0 < month <= 12 and day >= LAST_DAYS[month - 1] else f"-{month:02}-{day:02}"
