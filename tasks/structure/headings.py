"""What heads a column, a table or a chapter, in the wording of Dutch municipal documents."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from tasks.structure.lines import Line
from tasks.structure.values import is_figure

YEAR = r"(?:19|20)\d\d"
PERIOD = rf"{YEAR}(?:\s?[/-]\s?(?:{YEAR}|\d\d))?"
# The measures and scenarios that a column can be headed with; longest first, because one may begin another.
WORD = r"""(?:(?:primitieve|primaire|prim\.?|ontwerp|actuele|bijgestelde|gewijzigde|nieuwe?|oorspronkelijke|huidige|
    verwachte|gerealiseerde?|raming|stand|laatste|vorige|incidenteel|structureel)\s+)*
    (?:realisatie|gerealiseerd|realiteit|rekening|jaarrekening|uitkomst|werkelijk|begrotingswijziging|begroting|begroot|
    begr\.?|raming|geraamd|meerjarenraming|prognose|prog\.?|verwachting|verwacht|taakstelling|streefwaarde|doel|
    ambitie|verschil|afwijking|resultaat|saldo|baten|lasten|bedrag(?:en)?|totaal|aantal|mutatie|restant|nulmeting|meting)
    (?:\s+(?:primitief|prim\.?|nieuw|gewijzigd|bijgesteld|na\s+wijziging(?:en)?|voor\s+wijziging))*"""
VERSION = r"(?:primitief|bijgesteld|gewijzigd|(?:na|voor)\s+wijziging(?:en)?)"  # also behind the year
QUARTER = r"(?:[1-4]\s?e\s+(?:kw(?:art(?:aal)?)?\.?|kwart|halfjaar)|[1-4]e|q[1-4]|kw\.?\s?[1-4])"
HEADING = re.compile(
    rf"^\s*(?:{PERIOD}\s*[RBP]?|{QUARTER}|{WORD})(?:\s*(?:t/m\s+)?(?:{PERIOD}|{WORD}|{QUARTER}|{VERSION}))*\s*\*?$",
    re.IGNORECASE | re.VERBOSE,
)
BARE_PERIOD = re.compile(rf"^\s*{PERIOD}\s*$")
NOTE = re.compile(
    r"""(?:bedrag(?:en)?|euro['’]?s?|\bx|\*)\s*[(x*]*\s*€?\s*\.?\s?(?:1\.?000|mln|miljoen|duizend)
    |\bin\s+(?:€\s?1\.000|euro|duizend|miljoen)
    |x\s*€?\s*1\.000|\bx\s*€\s*1(?:,-+)?(?![.,]?\d)|\(?[+-]\s*=\s*(?:nadeel|voordeel|last|baat)|€\s?x\s?1\.000
    |[x×*]\s*(?:€|eur)?\s*\.?1[.,]?000(?!\d)|\bbedrag\w*\s+in\s+(?:€|hele|1\.000\s+euro)|\bin\s+(?:hele\s+euro|€?\s?mln)
    |\(in\s+€\)|\b[km]€|^\(?(?:€|eur)\s*(?:1\.000|mln\.?)\)?$|\bdzd\b""",
    re.IGNORECASE | re.VERBOSE,
)
NOTE_SIGNS = ("000", "=", "€", "dzd", "mln", "miljoen", "duizend", "euro")  # every note has one of them: quick to see
NUMBERED = re.compile(r"^\s*(\d{1,2}(?:\.\d{1,2})*)(?:\.?\s+(?=[A-ZÀ-Ý\d])|\.(?=[A-ZÀ-Ý]))")
FIGURE_AT_END = (
    r"(?:[-−–]/?[-−–]?\s?)?(?:€\s*)?[-−–(]?\d[\d.,]*[-−%€*)]*(?:(?<=%)[1-9])?|(?:€\s*)?[-−–]|n\.v\.t\.|n\.b\."
)
FIGURES_AT_END = re.compile(
    rf"""(?:(?<=\s)|^)(?:[-−–]/?[-−–]?\s?)?(?:€\s*)?[-−–(]?\d[\d.,]*[-−%€*)]*(?:(?<=%)[1-9])?
    (?:\s+(?:{FIGURE_AT_END}|[VNISU](?:/[VNIS])?))*
    \s+(?:{FIGURE_AT_END}|[VNISU](?:\s[IS])?)(?<![\d][.,])\s*$""",
    re.VERBOSE,
)  # two or more: one figure may end a sentence
COLUMN_MARKS = re.compile(r"^\s*(?:\(\s*(?:\d|[a-h])(?:\s*[-–+/]\s*(?:\d|[a-h]))*\s*\)\s*){2,}$")  # '(1) (2) (2-1)'
FIGURE_ENDS = frozenset("0123456789.,-−–%€* )VNISU")
NO_FIGURES = frozenset({"€", "V", "N", "I", "S", "U", "V/I", "V/S", "N/I", "N/S", "I/S", "V/N", "n.v.t.", "n.b."})
LONGEST_HEADING = 90
NOTE_LINES = 8  # above a table: its title, the headings over that, and blank lines between
SERIES = 3  # so many headings that begin with one word are a series: 'Doelenboom jeugd', 'Doelenboom onderwijs' …


def heads_a_column(text: str) -> bool:
    """Whether a cell's text is a period, a scenario or both: what stands above figures."""
    return HEADING.match(text) is not None


def is_period(text: str) -> bool:
    """Whether a cell's text is a bare year or span of years, which also looks like a figure."""
    return BARE_PERIOD.match(text) is not None


def is_note(text: str) -> bool:
    """Whether a text tells the scale or the sign of figures."""
    folded = text.lower()
    return any(sign in folded for sign in NOTE_SIGNS) and NOTE.search(text) is not None


def figures_at_end(text: str) -> re.Match[str] | None:
    """The figures that a line ends with, where there are two or more; a flag behind one makes no second."""
    match = FIGURES_AT_END.search(text) if text[-1:] in FIGURE_ENDS and not COLUMN_MARKS.match(text) else None
    return match if match and sum(cell not in NO_FIGURES for cell in match[0].split()) > 1 else None


def is_heading_line(text: str) -> bool:
    """Whether a line of running text may be a heading: short, capitalised, no sentence, no figure."""
    stripped = text.strip()
    if not stripped or len(stripped) > LONGEST_HEADING or "\t" in text or "|" in stripped[:-7]:
        return False
    if stripped[-1] in ".:;,…" or figures_at_end(stripped) or is_figure(stripped) or is_note(stripped):
        return False
    return stripped[0].isupper() or NUMBERED.match(stripped) is not None


class Outline:
    """The headings of a text, so that each table can say what it stands under."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._headings = [line for line in lines if is_heading_line(line.text)]
        self._numbers = [line.number for line in self._headings]
        self._series = set() if any(NUMBERED.match(line.text) for line in self._headings) else self._serial()

    def _serial(self) -> set[str]:
        """The first words of headings that form a series: each printed once, several with the same first word."""
        texts = Counter(line.text.strip() for line in self._headings)
        words = Counter(text.split()[0] for text, count in texts.items() if count == 1 and " " in text)
        again = {text.split()[0] for text, count in texts.items() if count > 1 and " " in text}
        return {word for word, count in words.items() if count >= SERIES and word not in again}

    def above(self, number: int) -> tuple[str, ...]:
        """The headings that a line stands under, outermost first: title, series, numbered chain, nearest."""
        before = self._headings[: bisect_left(self._numbers, number)]
        if not before:
            return ()
        chosen = {before[0].number, before[-1].number, *self._chain(before)}
        words = {line.text.split()[0]: line.number for line in before if " " in line.text.strip()}  # the last of each
        series = [number for word, number in words.items() if word in self._series]  # the outermost series came first
        chosen |= {number for number in series if number >= series[0]}
        return tuple(line.text.strip() for line in before if line.number in chosen)

    def note_above(self, number: int) -> str:
        """The scale printed above a table, with no other table between."""
        for line in reversed(self._lines[: number - 1][-NOTE_LINES:]):
            if line.text.count("|") > 1 or "\t" in line.text:
                break
            if len(line.text) <= LONGEST_HEADING and is_note(line.text):
                return line.text.strip()
        return ""

    def _chain(self, before: Sequence[Line]) -> set[int]:
        """The last numbered heading and the ones whose number begins its number: 4, 4.2, 4.2.1."""
        chain: set[int] = set()
        inner: str | None = None
        for line in reversed(before):
            match = NUMBERED.match(line.text)
            if match and (inner is None or inner.startswith(match[1] + ".")):
                inner = match[1]
                chain.add(line.number)
        return chain
