"""Rows whose label and figures stand on one line, with nothing but spaces between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tasks.structure.columns import atoms_at_end
from tasks.structure.headings import NUMBERED, YEAR, is_note
from tasks.structure.lines import Line

NUMBER = r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"
MINUS = r"[-−–]"
PLAIN = rf"(?:€\s?)?{MINUS}?(?:€\s?)?\(?{NUMBER}\)?(?:{MINUS}(?!\d))?(?:\s?%|K)?\*{{0,5}}"
BEFORE = rf"{PLAIN}|€\s?{MINUS}|{MINUS}"
AFTER = rf"{MINUS}?{NUMBER}{MINUS}?\s?€|{MINUS}\s?€"  # the currency behind the figure
TRAILING = {
    False: re.compile(rf"(?:(?:^|(?<=\s)|(?=€))(?:{BEFORE})(?=\s|$|€)\s*)+$"),
    True: re.compile(rf"(?:(?:^|(?<=\s))(?:{AFTER})(?=\s|$)\s*)+$"),
}
TOKEN = {False: re.compile(BEFORE), True: re.compile(AFTER)}
LEADING = re.compile(rf"^((?:(?:{BEFORE})\s*)+)(?=[A-ZÀ-Ý(][a-zà-ÿ])")
ENDS_AS_FIGURE = re.compile(r"[\d%€*K)−–-]\s*$")
SENTENCE = re.compile(
    r"[.;:,…]$|[a-zà-ÿ]{4}[.;]\s+[A-ZÀ-Ý]|\b(?:is|zijn|wordt|worden|heeft|hebben|werd|betreft|bedraagt)\b"
)
BULLET = re.compile(r"^\s*[•·▪●◦*]|^\s*[-–]\s+[^\d\s]")
YEARS = re.compile(rf"^(?:{YEAR}[/-]?)+$")  # also years that the text layer ran together
LONGEST_LABEL = 90


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


def spaced(line: Line) -> Spaced:
    """Judge one line by itself."""
    text = line.text.strip()
    if "\t" in text or BULLET.match(text):
        return Spaced(line, Kind.PROSE)
    label, values, early = split_row(text)
    periods = values and all(map(YEARS.match, values))
    if values and not periods and _may_be_label(label) and not is_note(text):
        return Spaced(line, Kind.ROW, label, values, early)
    if len(text) <= 2 * LONGEST_LABEL and (len(atoms_at_end(text)[1]) > 1 or (len(values) > 1 and not label)):
        return Spaced(line, Kind.HEADING)
    if is_note(text) and len(text) <= LONGEST_LABEL and not SENTENCE.search(text):
        return Spaced(line, Kind.NOTE)
    if NUMBERED.match(text) or not _may_be_label(text) or text.endswith("."):
        return Spaced(line, Kind.PROSE)
    return Spaced(line, Kind.LABEL, text)


def split_row(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Label, figures after it, and figures before it (a PDF may print a row's last cells first)."""
    if not ENDS_AS_FIGURE.search(text):
        return text, (), ()
    behind = text.endswith("€")
    match = TRAILING[behind].search(text)
    if not match:
        return text, (), ()
    label = text[: match.start()].strip()
    values = tuple(token.strip() for token in TOKEN[behind].findall(match[0]))
    early = LEADING.match(label) if "€" in label else None
    if early:
        return label[early.end() :].strip(), values, tuple(TOKEN[False].findall(early[1]))
    return label, values, ()


def kinds(lines: Sequence[Line]) -> list[Spaced]:
    """The lines that are not blank, judged."""
    return [spaced(line) for line in lines if not line.blank]


def _may_be_label(text: str) -> bool:
    return len(text) <= LONGEST_LABEL and not SENTENCE.search(text.rstrip(":"))
