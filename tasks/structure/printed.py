"""The text of a cell or a paragraph as a person sees it on one line."""

from __future__ import annotations

import re

from tasks.limits import TEXT

# Control characters, marks that turn or hide text, and soft hyphens: none is seen, and each changes what is read.
UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
BREAK = "\u2028"  # where a reader knows that a line ends: white space like any other, except between numbers
LINE_END = re.compile(r"[\n\u2028]")
NUMBER = re.compile(r"\D{0,3}\d[\d.,]*\D?")
# Typed on purpose between thousands, where a plain space may part two numbers.
HARD_SPACE = re.compile(r"(?<=\d)[\xa0\u2007\u2009\u202f](?=\d{3}(?!\d))")
SOFT_SPACES = re.compile(r"[^\S\xa0]+")
SPACED = re.compile(r"\D{0,4}\d{1,3}(?:\xa0\d{3})+(?:,\d+)?\D{0,4}")
LONGEST_NUMBER = 40


def as_printed(text: str) -> str:
    """The text on one line, with single spaces and without what cannot be seen.

    Numbers on lines of their own keep apart (on one line `100` and `200` would be the number 100 200), and the hard
    space between the thousands of one number stays.
    """
    if text.isascii() and text.isprintable():  # most texts: nothing of what follows is in them
        return " ".join(text[:TEXT].split())
    seen = UNSEEN.sub("", text[:TEXT])
    lines = [line.strip() for line in LINE_END.split(seen) if line.strip()]
    if len(lines) > 1 and all(map(NUMBER.fullmatch, lines)):
        return " / ".join(lines)
    if len(seen) <= LONGEST_NUMBER:
        spaced = SOFT_SPACES.sub(" ", HARD_SPACE.sub("\xa0", seen)).strip()
        if SPACED.fullmatch(spaced):
            return spaced
    return " ".join(seen.split())
