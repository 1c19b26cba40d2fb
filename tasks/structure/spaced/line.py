"""Rows whose label and figures stand on one line, with nothing but spaces between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from tasks.language.asking import is_note
from tasks.language.patterns import FLAG, FLAG_BESIDE, FLAGS, YEAR, spelling_of
from tasks.language.spellings import spelled
from tasks.structure.headings import COLUMN_MARKS, NUMBERED
from tasks.structure.lines import Line
from tasks.structure.names import AGED, NUMBERED_THING
from tasks.structure.spaced.columns import atoms_at_end

NUMBER = r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"
MINUS = r"(?:-/-\s?|[-−–])"
BEFORE_DIGITS = rf"(?:\((?=€))?(?:€\s?)?{MINUS}?(?:€\s?)?(?:\(\s?)?"
PLAIN = (
    rf"{BEFORE_DIGITS}{NUMBER}(?:\s?\))?(?:{MINUS}(?!\d))?(?:\s?%(?:[1-9¹²³⁴-⁹](?![\d.,]))?|K(?![a-zà-ÿ]))?\*{{0,5}}"
)
WORD = rf"(?i:{spelling_of('cells', 'none.brief')})"  # where a figure would stand
BEFORE = rf"{PLAIN}|€\s?{MINUS}|{MINUS}|{WORD}"
FLAGGED = rf"(?:{FLAG}(?:\s?/\s?{FLAG})?|\({FLAG}\))(?=\s|$)"
AFTER = rf"{MINUS}?{NUMBER}{MINUS}?\s?€|{MINUS}\s?€"  # the currency behind the figure
TRAILING = {
    False: re.compile(rf"(?:(?:^|(?<=\s)|(?=€))(?:{BEFORE})(?=\s|$|€)\s*(?:{FLAGGED}\s*)*)+$"),
    True: re.compile(rf"(?:(?:^|(?<=\s))(?:{AFTER})(?=\s|$)\s*)+$"),
}
TOKEN = {
    False: re.compile(rf"(?:{BEFORE})(?=\s|$|€)|(?P<flag>{FLAGGED})"),
    True: re.compile(rf"(?:{AFTER})|(?P<flag>(?!))"),
}
BEFORE_FIGURE = rf"{FLAG_BESIDE}\s{PLAIN}"
FLAG_FIRST = re.compile(rf"(?<!\S){BEFORE_FIGURE}(?!\S)")
FLAGS_FIRST = re.compile(rf"^(?P<label>.*?)(?:^|(?<!\s)\s++)(?P<row>{BEFORE_FIGURE}(?:\s+{BEFORE_FIGURE})*)$")
LEADING = re.compile(rf"^((?:(?>{BEFORE})\s*+)+)(?=[A-ZÀ-Ý(][a-zà-ÿ])")  # else a figure is divided in all ways
ENDS_AS_FIGURE = re.compile(rf"[\d¹²³⁴-⁹%€*K)−–{FLAGS}-]$|{WORD}$")
LONGEST_END = max(map(len, spelled("cells", "none.brief")))  # characters of that
SENTENCE = re.compile(rf"[.;:,…]$|[a-zà-ÿ]{{4}}[.;]\s+[A-ZÀ-Ý]|\b(?:{spelling_of('lines', 'verb')})\b")
BULLET = re.compile(r"^\s*[•·▪●◦*]|^\s*[-–]\s+[^\d\s]")
YEARS = re.compile(rf"^(?:{YEAR}[/-]?)+$")  # also years that the text layer ran together
LONGEST_LABEL = 90
LONGEST_ROW = 500  # characters, the blanks between its columns too; the longest at hand has 215 (November 2026)
Flags = tuple[tuple[int, str], ...]  # how many figures stand behind the flagged one, and the flag


class Kind(StrEnum):
    """What a line may be in a table of spaced rows."""

    ROW = "row"
    HEADING = "heading"
    LABEL = "label"
    NOTE = "note"
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class Spaced:
    """A line with what it may be; `early` are figures printed before the label."""

    line: Line
    kind: Kind
    label: str = ""
    values: tuple[str, ...] = ()
    early: tuple[str, ...] = ()
    flags: Flags = ()


@lru_cache(maxsize=2048)  # what is left of a text is read again
def spaced(line: Line) -> Spaced:
    """Judge one line by itself."""
    text = line.text.strip()
    if "\t" in text or BULLET.match(text):
        return Spaced(line, Kind.PROSE)
    label, values, early, flags = split_row(text)
    periods = values and all(map(YEARS.match, values))
    if values and not periods and _may_be_label(label) and not is_note(text):
        return Spaced(line, Kind.ROW, label, values, early, flags)
    if len(text) <= 2 * LONGEST_LABEL and (len(atoms_at_end(text)[1]) > 1 or (len(values) > 1 and not label)):
        return Spaced(line, Kind.HEADING)
    if is_note(text) and len(text) <= LONGEST_LABEL and not SENTENCE.search(text):
        return Spaced(line, Kind.NOTE)
    if NUMBERED.match(text) or not _may_be_label(text) or text.endswith("."):
        return Spaced(line, Kind.PROSE)
    return Spaced(line, Kind.LABEL, text)


def split_row(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...], Flags]:
    """Label, figures after it, figures before it (a PDF may print a row's last cells first), and flags."""
    if len(text) > LONGEST_ROW or not ENDS_AS_FIGURE.search(text[-LONGEST_END:]):
        return text, (), (), ()
    if (flagged := FLAGS_FIRST.match(text)) and (" " in flagged["row"][4:] or not flagged["label"]):
        return flagged["label"].strip(), tuple(FLAG_FIRST.findall(flagged["row"])), (), ()
    behind = text.endswith("€")
    match = TRAILING[behind].search(text)
    if not match or (not any(map(str.isdigit, match[0])) and not re.search(MINUS, match[0])):
        return text, (), (), ()
    label = text[: match.start()].strip()
    values, flags = _tokens(match[0], behind)
    if len(values) == 1 and values[0].isdecimal() and len(values[0]) < 3 and NUMBERED_THING.search(label):
        return text, (), (), ()  # 'Programma 6'
    early = LEADING.match(label) if "€" in label else None
    if early:
        return label[early.end() :].strip(), values, _tokens(early[1], False)[0], flags
    if len(values) > 1 and values[0] == "18-" and AGED.search(label):
        return f"{label} {values[0]}", values[1:], (), flags
    return label, values, (), flags


def _tokens(text: str, behind: bool) -> tuple[tuple[str, ...], Flags]:
    values: list[str] = []
    flags: list[tuple[int, str]] = []
    for match in TOKEN[behind].finditer(text):
        if match["flag"]:
            flags.append((len(values), match[0].strip()))
        else:
            values.append(match[0].strip())
    return tuple(values), tuple((len(values) - count, flag) for count, flag in flags)


def kinds(lines: Sequence[Line]) -> list[Spaced]:
    """The lines that are not blank, judged; a numbered line amid rows is a group of theirs, no heading of the text."""
    judged = [spaced(line) for line in lines if not line.blank and not COLUMN_MARKS.match(line.text)]
    for index in range(1, len(judged) - 1):
        before, item, after = judged[index - 1 : index + 2]
        rest = before.kind is Kind.LABEL and (before.label[0] == "(" or before.label[0].islower())  # of a row's label
        below = rest or before.kind in {Kind.ROW, Kind.HEADING}
        if item.kind is not Kind.PROSE or after.kind is not Kind.ROW or not below:
            continue
        text = item.line.text.strip()
        if after.line.number - before.line.number == 2 and NUMBERED.match(text) and _may_be_label(text):
            judged[index] = Spaced(item.line, Kind.LABEL, text)
    return judged


def _may_be_label(text: str) -> bool:
    return len(text) <= LONGEST_LABEL and not SENTENCE.search(text.rstrip(":"))
