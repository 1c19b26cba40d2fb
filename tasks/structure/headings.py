"""What heads a column, a table or a chapter, in the wording of Dutch municipal documents."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, permutations, takewhile, zip_longest
from operator import attrgetter

from tasks.language import phrase
from tasks.language.asking import is_note
from tasks.language.patterns import FLAG, FLAGS, spelling_of
from tasks.language.spellings import spelled
from tasks.structure.lines import Line
from tasks.structure.values import is_figure

NUMBERED = re.compile(r"^\s*(\d{1,2}(?:\.\d{1,2})*)(?:\.?\s+(?=[A-ZÀ-Ý\d])|\.(?=[A-ZÀ-Ý]))")
BACK = re.compile(rf"^\s*(?:{spelling_of('lines', 'back')})\s+-\s+(?:.*\s-\s)?", re.IGNORECASE)
FIGURE_AT_END = (
    r"(?:[-−–]/?[-−–]?\s?)?(?:€\s*)?[-−–(]?\d[\d.,]*[-−%€*)]*(?:(?<=%)[1-9])?|(?:€\s*)?[-−–]"
    rf"|{spelling_of('cells', 'none.brief')}"
)
RUN_OF_FIGURES = re.compile(
    rf"""(?:(?<=\s)|^)(?:[-−–]/?[-−–]?\s?)?(?:€\s*)?[-−–(]?\d[\d.,]*[-−%€*)]*(?:(?<=%)[1-9])?(?!\S)
    (?:(?:\s+(?:{FIGURE_AT_END}|{FLAG}(?:/{FLAG})?)(?!\S))++(?P<end>(?<!\d[.,])(?<!{FLAG}/{FLAG})\s*$)?)?""",
    re.VERBOSE,
)  # as far as it goes: what begins within a run ends no further, so each word is looked at once
COLUMN_MARKS = re.compile(r"^\s*(?:\(\s*(?:\d|[a-h])(?:\s*[-–+/]\s*(?:\d|[a-h]))*\s*\)\s*){2,}$")  # '(1) (2) (2-1)'
FIGURE_ENDS = frozenset(f"0123456789.,-−–%€* ){FLAGS}")
NO_FIGURES = {"€", *FLAGS, *map("/".join, permutations(FLAGS, 2))} | spelled("cells", "none.brief")
LONGEST_HEADING = 90
NOTE_LINES = 8  # above a table: its title, the headings over that, and blank lines between
MOST_RUN = 4  # headings right above each other
SERIES = 3  # so many headings that begin with one word are a series: 'Doelenboom jeugd', 'Doelenboom onderwijs' …


def figures_at_end(text: str) -> re.Match[str] | None:
    """The figures that a line ends with, where there are two or more; a flag behind one makes no second."""
    if text[-1:] not in FIGURE_ENDS or COLUMN_MARKS.match(text):
        return None
    match = next((run for run in RUN_OF_FIGURES.finditer(text) if run["end"] is not None), None)
    return match if match and sum(cell not in NO_FIGURES for cell in match[0].split()) > 1 else None


def is_heading_line(text: str) -> bool:
    """Whether a line of running text may be a heading: short, capitalised, no sentence, no figure."""
    stripped = text.strip()
    if not stripped or len(stripped) > LONGEST_HEADING or "\t" in text or "|" in stripped[:-7]:
        return False
    if stripped[-1] in ".:;,…" or figures_at_end(stripped) or is_figure(stripped) or is_note(stripped):
        return False
    return stripped[0].isupper() or NUMBERED.match(stripped) is not None


def without_way_back(title: str) -> str:
    """The title that a way back to the menu of a web page names last: 'Terug naar navigatie - Zorg - Kosten'."""
    return BACK.sub("", title)


def is_titled(note: str) -> bool:
    """Whether a note says what its table is about as well: 'Lasten sociaal domein (in euro)'."""
    said = phrase(note, "title")
    return len(note) <= LONGEST_HEADING and note[:1].isupper() and bool(said.subject or said.metric)


def _goes_on(line: Line, below: Line) -> bool:
    """Whether a sentence begins on a line and ends on the next."""
    text = below.text.strip()
    return below.number == line.number + 1 and text[:1].islower() and text.endswith(".")


class Outline:
    """The headings of a text, so that each table can say what it stands under."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._headings = [
            line
            for line, below in zip_longest(lines, lines[1:])
            if is_heading_line(line.text) and not (below and _goes_on(line, below))
        ]
        self._numbers = [line.number for line in self._headings]
        self._series = set() if any(NUMBERED.match(line.text) for line in self._headings) else self._serial()

    def _serial(self) -> set[str]:
        """The first words of headings that form a series: each printed once, several with the same first word."""
        texts = Counter(line.text.strip() for line in self._headings)
        words = Counter(text.split()[0] for text, count in texts.items() if count == 1 and " " in text)
        again = {text.split()[0] for text, count in texts.items() if count > 1 and " " in text}
        return {word for word, count in words.items() if count >= SERIES and word not in again}

    def above(self, number: int) -> tuple[str, ...]:
        """The headings that a line stands under, outermost first: title, series, numbered chain, nearest run."""
        before = self._headings[: bisect_left(self._numbers, number)]
        if not before:
            return ()
        chosen = {before[0].number, *self._second(before), *self._run(before), *self._chain(before)}
        if self._series:
            words = {line.text.split()[0]: line.number for line in before if " " in line.text.strip()}  # the last one
            series = [number for word, number in words.items() if word in self._series]  # the outermost came first
            chosen |= {number for number in series if number >= series[0]}
        texts = (self._headings[bisect_left(self._numbers, number)].text.strip() for number in sorted(chosen))
        return tuple(title for title, _ in groupby(map(without_way_back, texts)))

    def note_above(self, number: int) -> str:
        """The scale printed above a table, with no other table between."""
        for line in self._right_above(number):
            if line.text.count("|") > 1 or "\t" in line.text or len(line.text) > LONGEST_HEADING:
                break  # of another table, or above running text
            if is_note(line.text):
                return line.text.strip()
        return ""

    def titled_note_above(self, number: int) -> str:
        """The note that names a table with its scale, where nothing but notes stands between them."""
        near = takewhile(lambda line: line.blank or is_note(line.text), self._right_above(number))
        return next((text for line in near if is_titled(text := line.text.strip()) and "\t" not in text), "")

    def _right_above(self, number: int) -> Iterator[Line]:
        """The lines above a table, the nearest first."""
        at = bisect_left(self._lines, number, key=attrgetter("number"))
        yield from takewhile(lambda line: line.number >= number - NOTE_LINES, reversed(self._lines[:at]))

    def _second(self, before: Sequence[Line]) -> Iterator[int]:
        """The heading right below the first, which names the document with it: the programme below the accounts."""
        if len(before) > 1 and self._adjoin(before[0], before[1]):
            yield before[1].number

    def _run(self, before: Sequence[Line]) -> Iterator[int]:
        """The nearest heading, and those right above it with nothing but a note between: programme, chapter, table."""
        lower: Line | None = None
        for line in reversed(before[-MOST_RUN:]):
            if lower is not None and not self._adjoin(line, lower):
                return
            yield line.number
            lower = line

    def _adjoin(self, upper: Line, lower: Line) -> bool:
        """Whether only blank lines and notes stand between two lines; the lines of a table are not among these."""
        first = bisect_left(self._lines, upper.number + 1, key=attrgetter("number"))
        between = self._lines[first : bisect_left(self._lines, lower.number, key=attrgetter("number"))]
        whole = len(between) == lower.number - upper.number - 1
        return whole and all(line.blank or is_note(line.text) for line in between)

    def _chain(self, before: Sequence[Line]) -> set[int]:
        """The last numbered heading and the ones whose number begins its number: 4, 4.2, 4.2.1."""
        chain: set[int] = set()
        inner: str | None = None
        for line in reversed(before):
            match = NUMBERED.match(line.text)
            if match and (inner is None or inner.startswith(match[1] + ".")):
                inner = match[1]
                chain.add(line.number)
                if "." not in inner:
                    break
        return chain
