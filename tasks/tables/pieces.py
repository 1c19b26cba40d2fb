"""The lines of a text as pieces, each with the look that says what it may be; no piece knows its column yet.

A line is a label and the values behind it ('Wijkzorg 1.204 1.351'), a row of cells between bars or tabs, or one cell.
What only neighbours can tell (whether '2019' heads a column, which text is a label) is left open here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from tasks.language.asking import heads_a_column, is_note, is_period
from tasks.structure.grid import Printed
from tasks.structure.lines import Line
from tasks.structure.values import EMPTY_FIGURE, NO_FIGURE, has_digit, is_figure
from tasks.tables.digits import run_of
from tasks.tables.spaces import TELLING
from tasks.tables.stacks import Stack, stacks_of

FLAG = re.compile(r"^\(?(?:[VNISU]|[vn]|[VN]\s?/\s?[IS]|voordeel|nadeel|voordelig|nadelig)\)?$")
FLAGGED = re.compile(r"^\s*([-−–]?\s?€?\s?[-−–]?\d[\d.,]*)\s?\(?([VNvn]|[VN]\s?/\s?[IS])\)?\s*$")
WORD = re.compile(
    r"^(?:n\.?\s?n\.?\s?b\.?|n\.?\s?t\.?\s?b\.?|n\.?\s?b\.?|n\.?\s?a\.?|-?\s?p\.?\s?m\.?|x|\?|[-—–]{2,}"
    r"|(?:nog\s+)?niet\s+(?:bekend|gemeten|beschikbaar|van\s+toepassing)|volgt|(?:nog\s+)?onbekend)[\s*\d]*$",
    re.IGNORECASE,
)
LOOSE = re.compile(
    r"""^(?:[-−]?\d{1,3}\.\d{1,2}\s*%?
    |(?:[<>≥≤±~=+]{1,2}|ca\.?|circa|min(?:\.|imaal)?|max(?:\.|imaal)?)\s*€?\s*\d[\d.,]*\s*%?
    |\d[\d.,]*\s*(?:uur|uren|dagen|weken|maanden|jaar|stuks|personen|inwoners|km|m2|m²|ha|‰))$""",
    re.IGNORECASE | re.VERBOSE,
)
CODE = re.compile(r"^(?:\d{1,2}(?:\.\d{1,3})+\.?[a-z]?\d?|\d{1,2}[A-Z]|\d{1,2}\.)$")
SOURCE = re.compile(r"^#?\s*(?:bron|source):", re.IGNORECASE)
CUT = re.compile(r"^\[?\s*(?:…|\.{3})\s*\]?$")
# '-/-' is a minus wherever it stands, never a dash for nothing: it belongs to the figure behind it.
BOOKED = r"(?:€[ \xa0]?)?-/-[ \xa0]?(?:€[ \xa0]?)?\d\S*"
TOKEN = re.compile(rf"{BOOKED}|€?[ \xa0]?[-−–][ \xa0]?€[ \xa0]?\d\S*|€[ \xa0]*[-−–]?[ \xa0]?\S+|\S+[ \xa0]%(?!\S)|\S+")
SENTENCES = re.compile(r"[^\W\d]{3,}[.!?]\s+[A-ZÀ-Ý][^\W\d]+\s+[a-zà-ÿ]+\s")
AGES = re.compile(r"^\d{1,2}[-+]$")
AMOUNT = re.compile(r"\d\.\d{3}|€|%|\d,\d|^[-−–]\s?\d")
CAMEL = re.compile(r"(?<=[a-zà-ÿ)])(?=[A-Z][a-zà-ÿ]{3,})|(?<=\d{4})(?=[A-Z][a-zà-ÿ]{3,})")
YEARS = re.compile(r"^(?:20\d\d){2,}$")
REMARKED = re.compile(
    r"^(?P<row>.*[^\W\d_].*?(?:\s+[-−]?\d{1,3}(?:\.\d{3})+|\s+[-−]?\d+(?:,\d+)?%?){2,})(?:\s+[^\W\d_][^\d\s.]*){1,4}$"
)  # two figures and more, and at most four words
MOST_REMARKED = 4
LONGEST_ROW = 160
LONGEST_VALUE = 28
LONGEST_LABEL = 240
SENTENCE = 45
MOST_LINES = 4  # of one cell
LONGEST_LINE = 60  # of a cell over several lines
STARRED = re.compile(r"^\*+\)?\s*(?=€|x\b|\(|bedrag)", re.IGNORECASE)  # a note that begins with a star


class Look(Enum):
    """What a piece may be, judged by its own text."""

    FIGURE = "figure"
    PERIOD = "period"
    DASH = "dash"
    WORD = "word"
    BLANK = "blank"
    FLAG = "flag"
    CODE = "code"
    NOTE = "note"
    TEXT = "text"
    PROSE = "prose"


VALUES = frozenset({Look.FIGURE, Look.DASH, Look.WORD, Look.BLANK, Look.PERIOD})


@dataclass(frozen=True, slots=True)
class Piece:
    """One printed cell or word, and the line it begins on."""

    text: str
    line: int
    look: Look

    @property
    def printed(self) -> Printed:
        """The piece as a grid takes it."""
        return Printed(self.text, f"line {self.line}")


@dataclass(frozen=True, slots=True)
class Strip:
    """One line, or several that are one cell: the texts it begins with, the values behind them."""

    line: int
    texts: tuple[Piece, ...]
    values: tuple[Piece, ...]
    gaps: tuple[int, ...] = ()  # blanks before each value and behind the last, where they may stand for cells
    barred: bool = False
    glued: str = ""  # figures without anything between them
    columns: tuple[int, ...] = ()  # of its values, where they are known
    apart: bool = False  # a blank line stands above it

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """All that is printed on it."""
        return (*self.texts, *self.values)


def strips_of(lines: Sequence[Line]) -> list[Strip]:
    """The lines of a text as strips; blank ones are left out."""
    stacked = _stacked(lines)
    held = {line.number for stack in stacked for line in lines_of_stack(stack)}
    found = [
        strip for group in _groups([line for line in lines if line.number not in held]) for strip in _strips(group)
    ]
    found = sorted([*found, *(strip for stack in stacked for strip in _of_stack(stack))], key=lambda strip: strip.line)
    alone = sum(not strip.texts and len(strip.values) == 1 for strip in found)
    rows = sum(len(strip.values) > 1 for strip in found)
    return [_sure(strip, stream=alone > rows) for strip in found]


def _stacked(lines: Sequence[Line]) -> list[Stack]:
    """The rows whose cells are of several lines; only texts with rows on one line have them."""
    if not any(line.blank and line.trailing >= TELLING for line in lines):
        return []
    single = {line.number: strip_of(line) for line in lines if not line.blank}
    values = frozenset(number for number, strip in single.items() if not strip.texts and len(strip.values) == 1)
    labels = frozenset(number for number, strip in single.items() if strip.texts and not strip.values)
    return stacks_of(lines, values, labels)


def lines_of_stack(stack: Stack) -> Iterator[Line]:
    """The lines that a row of several takes."""
    yield from stack.label
    for cell in stack.cells:
        yield from (line for line in cell if not line.blank)


def _of_stack(stack: Stack) -> Iterator[Strip]:
    for label, beside in stack.rows():
        text = Piece(label.text.strip(), label.number, Look.TEXT)
        values = tuple(Piece(line.text.strip(), line.number, look_of(line.text)) for _, line in beside)
        yield Strip(label.number, (text,), values, columns=tuple(column for column, _ in beside))


def _sure(strip: Strip, *, stream: bool) -> Strip:
    """The strip, with one number at the end of a label left to the label where it need not be a figure."""
    if strip.barred or strip.columns or not strip.texts or len(strip.values) != 1:
        return strip
    value = strip.values[0].text
    if not (AGES.match(value) or (stream and not AMOUNT.search(value))):
        return strip
    text = f"{strip.texts[0].text} {value}"
    return Strip(strip.line, (replace(strip.texts[0], text=text, look=look_of(text)),), (), apart=strip.apart)


def look_of(text: str) -> Look:
    """What a text may be by itself."""
    text = text.strip()
    if not text:
        return Look.BLANK
    if len(text) <= LONGEST_VALUE and (short := _short_look(text)):
        return short
    if CUT.match(text) or SOURCE.match(text) or len(text) > LONGEST_LABEL:
        return Look.PROSE
    if len(text) <= LONGEST_LINE * 2 and (is_note(text) or STARRED.match(text)):
        return Look.NOTE
    sentence = len(text) > SENTENCE and (text[-1] in ".!?;" or "[…]" in text)
    return Look.PROSE if sentence or SENTENCES.search(text) else Look.TEXT


@lru_cache(maxsize=16384)  # a cell is looked at as the whole line, as its end, and by itself
def _short_look(text: str) -> Look | None:
    if is_period(text.rstrip("*¹²³").strip("()")):
        return Look.PERIOD
    if text.count("(") != text.count(")"):
        return None
    if FLAG.match(text):
        return Look.FLAG
    if EMPTY_FIGURE.match(text):
        return Look.DASH
    if is_figure(text) or FLAGGED.match(text) or LOOSE.match(text):
        return Look.FIGURE
    if CODE.match(text):
        return Look.CODE
    return Look.WORD if WORD.match(text) or NO_FIGURE.match(text) else None


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines that stand directly under each other."""
    group: list[Line] = []
    for line in lines:
        if group and (line.blank or line.number != group[-1].number + 1):
            yield group
            group = []
        if not line.blank:
            group.append(line)
    if group:
        yield group


def _strips(group: Sequence[Line]) -> Iterator[Strip]:
    texts = [line.text.strip() for line in group]
    if len(group) > 1 and _is_one_cell(texts):
        joined = " ".join(texts)
        yield Strip(group[0].number, (Piece(joined, group[0].number, look_of(joined)),), (), apart=True)
        return
    for index, line in enumerate(group):
        yield strip_of(line, apart=not index)


def _is_one_cell(texts: Sequence[str]) -> bool:
    """Whether lines under each other are one cell: words, or words and a year."""
    if len(texts) > MOST_LINES or any(len(text) > LONGEST_LINE for text in texts):
        return False
    looks = [look_of(text) for text in texts]
    if looks == [Look.PERIOD, Look.TEXT] and not _tail(texts[1])[1]:
        return True
    if not set(looks) <= {Look.TEXT, Look.PERIOD} or looks[0] is Look.PERIOD or Look.PERIOD in looks[:-1]:
        return False
    return not any("|" in text or "\t" in text or _tail(text)[1] or run_of(text) for text in texts)


def strip_of(line: Line, apart: bool = False) -> Strip:
    """One line in its parts."""
    for separator in ("|", "\t"):
        if line.text.count(separator) >= 1:
            return _barred(line, separator)
    text = line.text.strip()
    if YEARS.match(text):
        years = tuple(Piece(year, line.number, Look.PERIOD) for year in re.findall(r"\d{4}", text))
        return Strip(line.number, (), years, apart=apart)
    whole = look_of(text)
    if whole in VALUES or FLAG.match(text):
        return Strip(line.number, (), tuple(_values([(text, 0)], line.number)), apart=apart)
    label, tokens = _tail(line.text)
    if not tokens and whole is Look.TEXT and (parts := _glued_words(text)):
        pieces = tuple(Piece(part, line.number, look_of(part)) for part in parts)
        return Strip(line.number, pieces, (), apart=apart)
    if not tokens and whole is Look.TEXT and (remarked := _without_remark(line)):
        return replace(remarked, apart=apart)
    if not tokens and (run := run_of(text)):
        return Strip(line.number, (Piece(run[0], line.number, Look.TEXT),), (), glued=run[1], apart=apart)
    if not tokens or whole in {Look.NOTE, Look.PROSE, Look.CODE}:
        return Strip(line.number, (Piece(text, line.number, whole),), (), apart=apart)
    texts = (Piece(label, line.number, look_of(label)),) if label else ()
    gaps = (*(gap for _, gap in tokens), line.trailing)
    return Strip(line.number, texts, tuple(_values(tokens, line.number)), gaps, apart=apart)


def _without_remark(line: Line) -> Strip | None:
    """A row without the words behind its figures, which say nothing of them; None where it is no such row."""
    found = REMARKED.match(line.text) if len(line.text) <= LONGEST_ROW and _may_be_remarked(line.text) else None
    strip = strip_of(Line(line.number, found["row"])) if found else None
    figures = sum(piece.look is Look.FIGURE for piece in strip.values) if strip else 0
    return strip if figures > 1 else None


def _may_be_remarked(text: str) -> bool:
    """Whether a few words end a text, right behind two words with digits: quick to see."""
    words = text.split()
    behind = next((number for number, word in enumerate(reversed(words)) if has_digit(word)), 0)
    return 0 < behind <= MOST_REMARKED and len(words) > behind + 1 and has_digit(words[-behind - 2])


def _glued_words(text: str) -> list[str]:
    """The parts of a title and headings that ran into each other; nothing where a text is one."""
    parts = [part.strip() for part in CAMEL.split(text)]
    headed = [part for part in parts[1:] if heads_a_column(part)]
    return parts if len(parts) > 1 and len(headed) == len(parts) - 1 else []


def _values(tokens: Sequence[tuple[str, int]], line: int) -> Iterator[Piece]:
    """The values of a line; a flag printed with its figure is a piece of its own."""
    for text, _ in tokens:
        flagged = FLAGGED.match(text)
        if flagged and not is_figure(text):
            yield Piece(flagged[1].strip(), line, Look.FIGURE)
            yield Piece(flagged[2], line, Look.FLAG)
        else:
            yield Piece(text, line, look_of(text))


def _tail(text: str) -> tuple[str, list[tuple[str, int]]]:
    """The label of a line, and the values behind it with the blanks before each."""
    tokens = [(match[0], match.start(), match.end()) for match in TOKEN.finditer(text)]
    first = len(tokens)
    while first and _may_be_value(tokens[first - 1][0], tokens[first - 2][0] if first > 1 else ""):
        first -= 1
    while first < len(tokens) and look_of(tokens[first][0]) in {Look.WORD, Look.CODE}:
        first += 1  # a word at the end of a label
    behind = tokens[first:]
    looks = [look_of(token) for token, _, _ in behind]
    if not _tells(looks) or (first and set(looks) <= {Look.PERIOD, Look.DASH}):
        return text.strip(), []  # 'Programmabegroting 2018 - 2021', or headings that are divided later
    ends = [tokens[first - 1][2] if first else 0, *(end for _, _, end in behind)]
    return text[: behind[0][1]].strip(), [(token, start - ends[at]) for at, (token, start, _) in enumerate(behind)]


def _may_be_value(token: str, before: str) -> bool:
    look = look_of(token)
    return look in VALUES or (look is Look.FLAG and (token in {"V", "N"} or look_of(before) is Look.FIGURE))


def _tells(looks: Sequence[Look]) -> bool:
    """Whether what stands behind a label is a row of values: a figure, or two dashes or years and more."""
    return Look.FIGURE in looks or sum(look in VALUES for look in looks) > 1


def _barred(line: Line, separator: str) -> Strip:
    cells = [cell.strip() for cell in line.text.strip(" ").split(separator)]
    if separator == "|" and not cells[0] and line.text.lstrip().startswith("|"):
        cells = cells[1:]
    if all(set(cell) <= set("-:= ") for cell in cells) and any("---" in cell for cell in cells):
        return Strip(line.number, (), (), barred=True)
    pieces = [Piece(cell, line.number, look_of(cell)) for cell in cells]
    first = next((at for at, piece in enumerate(pieces) if at and piece.look in VALUES), len(pieces))
    return Strip(line.number, tuple(pieces[:first]), tuple(pieces[first:]), barred=True)
