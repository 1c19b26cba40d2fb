"""Years, months and the names of the parts of a year."""

from __future__ import annotations

from tasks.language.spellings import lexicon
from tasks.language.tokens import Token, tokens

Read = tuple[Token, ...]
FIRST_YEAR, LAST_YEAR = 1980, 2049


UNTIL = {3: "Q1", 6: "H1", 9: "Q3", 12: ""}
SPANS = {(4, 6): "Q2", (7, 9): "Q3", (10, 12): "Q4", (7, 12): "H2", (5, 8): "T2", (9, 12): "T3"}
LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def year(token: Token) -> str | None:
    """The year that a word is."""
    plain = len(token.printed) == 4 and token.is_number and token.folded.isascii()
    return token.folded if plain and token.folded.isdigit() and FIRST_YEAR <= int(token.folded) <= LAST_YEAR else None


def number(read: Read, at: int, most: int) -> int:
    """The whole number of one or two digits at a place, 0 where there is none up to `most`."""
    word = read[at].folded if at < len(read) else ""
    return int(word) if len(word) <= 2 and word.isascii() and word.isdigit() and int(word) <= most else 0


def until(month: int) -> str:
    """The name of January up to a month."""
    return UNTIL.get(month, f"M{month:02}")


def month_number(name: str) -> int:
    """The number of a month by its name or abbreviation; 0 for any other word."""
    found = lexicon("note", "periods").code(tokens(name), 0, "month.")
    return int(found[1][len("month.") :]) if found else 0


def span_of(first: int, last: int) -> str | None:
    """The name of the part of a year between two months; None where it has none."""
    return until(last) if first == 1 else SPANS.get((first, last))
