"""Whether the words of a page are words: a font without a table to Unicode gives its letters as other characters.

Written text has vowels for more than a third of its letters, whatever it is about; shifted or numbered letters do not.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence

from tasks.structure.page.boxes import Look, Word
from tasks.structure.values import has_digit

MOST_UNKNOWN = 0.2  # of the words of a page
FEWEST = 100  # letters and signs by which a text is judged
VOWELS = frozenset("aeiouy")
WRITTEN = (0.25, 0.58)  # vowels among the letters: 0.34 to 0.46 in every real document
MOST_ODD = 0.25  # signs among letters and signs that running text hardly has
USUAL = frozenset(".,:;-–—−€%()/'\"‘’“”„&+*•·…?!§°=<>×|@#_")


def is_legible(words: Sequence[Word]) -> bool:
    """Whether the text of a page can be what is printed on it."""
    unknown = [word.look for word in words].count(Look.UNKNOWN)
    return unknown <= MOST_UNKNOWN * len(words) and _is_written("".join(word.text for word in words))


def may_hide_figure(word: Word) -> bool:
    """Whether a word of which not every character is known may be a figure; a lone sign begins an item of a list."""
    if word.look is not Look.UNKNOWN or len(word.text) == 1:
        return False
    return has_digit(word.text) or not any(character.isalpha() for character in word.text)


def _is_written(text: str) -> bool:
    letters = vowels = odd = 0
    for character, count in Counter(text).items():
        if character.isalpha():
            letters += count
            vowels += count * (_bare(character) in VOWELS)
        elif not character.isalnum() and character not in USUAL:
            odd += count
    if letters + odd < FEWEST:
        return True
    low, high = WRITTEN
    return odd <= MOST_ODD * (letters + odd) and low * letters <= vowels <= high * letters


def _bare(letter: str) -> str:
    """A letter in its small form, without its accent."""
    return letter.lower() if letter.isascii() else unicodedata.normalize("NFD", letter)[0].lower()
