"""Numbers that are part of a label (an age, a year, a thing that is numbered), and what may be figures nothing read."""

from __future__ import annotations

import re

from tasks.language.patterns import FLAG, YEAR, spelling_of

NUMBER_IN_NAME = re.compile(
    r"^\(?(?:\d{1,3}|\d{1,2}[+-]|\d{1,2}[-–/]\d{1,2}[+-]?|[<>≤≥]=?(?:1[89]|[2-9]\d))[).:*]*$"
)  # 'fase 2', 'Zorg 18+', 'Jeugd 0-18', 'Bijstand (<27)'; '<10' is a count not told
HUNDREDS = re.compile(r"^\d{3}$")  # of thousands of euros: sooner a figure
PERIOD_IN_NAME = re.compile(
    rf"^\(?(?:(?:\d{{1,2}}[-/]){{0,2}}{YEAR}(?:[-/](?:\d\d|{YEAR}|i+))?|['’]\d\d)[).:*]*$", re.IGNORECASE
)
CODE_IN_NAME = re.compile(r"^\d{1,2}(?:\.\d{1,2}){1,3}[).:]*$")  # 'Artikel 2.1'
NUMBERED_THING = re.compile(rf"(?:^|\s)(?:{spelling_of('lines', 'numbered')})$", re.IGNORECASE)
AGED = re.compile(rf"(?:{spelling_of('lines', 'aged')})\w{0, 30}$")  # 'Maatwerkdienstverlening 18-' is a label
AGES = re.compile(r"^\d{1,2}[-+]$")
LIKE_A_FIGURE = re.compile(
    rf"^(?!\d+(?:[.,]\d+)*[a-z]\)?$)[^\w\s]*\d\S*$|^(?:[^\w\s]+|x|(?:{spelling_of('scales', '1000000')})\.?|{FLAG})$"
)  # but for a code: '6.72a'


def is_numbered(words: str, number: str) -> bool:
    """Whether words name a thing that has this number: 'Programma' 6, 'Artikel' 2.1, 'Wmo' 2015."""
    if PERIOD_IN_NAME.match(number) or (AGES.match(number) and AGED.search(words)):
        return True
    short = CODE_IN_NAME.match(number) or (number.isdecimal() and len(number) < len("100"))
    return bool(short) and NUMBERED_THING.search(words) is not None


def ends_unread(label: str) -> bool:
    """Whether a label ends in what may be figures that nothing read; a lone number or code is part of its name."""
    words = label.split()
    first = len(words)
    while first and LIKE_A_FIGURE.match(words[first - 1]):
        first -= 1
    told = [word for word in words[first:] if any(map(str.isdigit, word)) and not PERIOD_IN_NAME.match(word)]
    if len(told) != 1:
        return len(told) > 1
    return not (NUMBER_IN_NAME.match(words[-1]) or is_numbered(" ".join(words[:-1]), words[-1]))


def in_name(number: str) -> bool:
    """Whether a number behind the words of a label may be part of it."""
    return bool(PERIOD_IN_NAME.match(number) or (NUMBER_IN_NAME.match(number) and not HUNDREDS.match(number)))
