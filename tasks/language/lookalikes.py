"""Other readings of a figure that a machine recognised: letters and digits that look alike, a minus or a point lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tasks.language.figures import MINUS, worth_of

ALIKE = {"0": "68", "1": "7", "3": "8", "5": "6", "6": "058", "7": "1", "8": "036"}
LETTERS = str.maketrans("OoQDlIi|ZzSsBg", "00001111225589")  # what a letter or sign stands for among digits
MOST_LETTERS = 0.34  # of the characters of a figure; more of them and it is a word
FRACTION = re.compile(r",(?:\d{1,2})$")
NO_DIGIT = re.compile(r"\D")
LONGEST = 20  # characters: a cell that is longer is no figure
MARKED = re.compile(rf"^(?:{MINUS}|[^\w\s€(.,+<>])")  # any mark before a figure is a minus that looks like it


def readings(text: str) -> dict[Decimal, str]:
    """What else a recognised figure may be worth, each with how that is written; empty where it is no figure."""
    plain = "" if len(text) > LONGEST else _plain(text)
    if not plain:
        return {}
    own = worth_of(text).printed
    found: dict[Decimal, str] = {}
    turned = () if MARKED.match(text) else _turned(plain)
    for other in (plain, *turned, *_exchanged(plain)):
        value = worth_of(other).printed
        if value is not None and value != own:
            found.setdefault(value, other)
    return found


def _plain(text: str) -> str:
    """The figure without what is none of it, its thousands parted as they should be; nothing where it is a word."""
    letters = sum(character.isalpha() for character in text)
    if letters > MOST_LETTERS * len(text) or "%" in text:
        return ""
    figure = text.translate(LETTERS)
    fraction = FRACTION.search(figure)
    whole = NO_DIGIT.sub("", figure[: fraction.start()] if fraction else figure)
    if not whole:
        return ""
    sign = "-" if MARKED.match(figure.removeprefix("€").lstrip()) else ""
    return f"{sign}{int(whole):,}".replace(",", ".") + (fraction[0] if fraction else "")


def _turned(figure: str) -> Iterator[str]:
    """The figure with its minus, or without it."""
    yield figure.removeprefix("-") if figure.startswith("-") else f"-{figure}"


def _exchanged(figure: str) -> Iterator[str]:
    """The figure with one of its digits taken for one that looks like it."""
    for at, character in enumerate(figure):
        for other in ALIKE.get(character, ""):
            yield figure[:at] + other + figure[at + 1 :]
