"""Words that a PDF's text layer breaks between thin letters: 'cl iënten', 'bi js tand', 'Zel f'."""

from __future__ import annotations

import re

from tasks.language.spellings import spelled

THIN_END, THIN_START = frozenset("filsjt"), frozenset("filsjt")
# Stems of the field in which such breaks occur; a break is mended where one of them runs across it.
STEMS = sorted(spelled("stems", "stem"))
LONE = frozenset("fijl")  # no word is one of these letters
PREFIX = 5  # so much of a stem must stand there where its end is broken off too
VOWEL = re.compile(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]", re.IGNORECASE)


def repair(text: str) -> str:
    """The text with words joined that were broken between thin letters, and runs of spaces folded."""
    words = text.split()
    joined: list[str] = []
    for word in words:
        if joined and _broken(joined[-1], word):
            joined[-1] += word
        else:
            joined.append(word)
    return " ".join(joined)


def _broken(left: str, right: str) -> bool:
    if left[-1].lower() not in THIN_END or right[0] not in THIN_START:
        return False
    if right == "s":  # begins the word after it: 's tudie'
        return False
    fragments = (left if left.islower() else "", right)
    if right in LONE or any(part.isalpha() and not VOWEL.search(part) for part in fragments):
        return True
    return _crosses(left.lower(), right.lower())


def _crosses(left: str, right: str) -> bool:
    """Whether a stem of the field begins in the left part and ends, or goes on, in the right part."""
    whole, edge = left + right, len(left)
    for stem in STEMS:
        start = whole.find(stem)
        if 0 <= start < edge < start + len(stem):
            return True
        if PREFIX < len(whole) < len(stem) and stem.startswith(whole):
            return True
    return False
