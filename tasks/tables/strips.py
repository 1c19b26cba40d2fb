"""Lines of text as strips: one line, or several that are one cell, as a label and the values behind it.

A line is a label and its values ('Wijkzorg 1.204 1.351'), a row of cells between bars or tabs, or one cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from tasks.language.asking import heads_a_column, is_period
from tasks.language.figures import FLAG, FLAGGED
from tasks.language.patterns import ANY_OF_20, FLAG_BESIDE
from tasks.language.spellings import spelled
from tasks.structure.delimited.blocks import is_delimited
from tasks.structure.lines import Line, groups_of
from tasks.structure.values import has_digit, is_figure
from tasks.tables.bars import strips_of_bars
from tasks.tables.digits import flagged_run_of, run_of, years_of
from tasks.tables.held_cells import with_held_cells
from tasks.tables.names import AGED, AGES, is_numbered
from tasks.tables.pieces import LONGEST_LINE, VALUES, Look, Piece, Strip, look_of
from tasks.tables.run_labels import with_runs
from tasks.tables.spaces import TELLING
from tasks.tables.stacks import Stack, even_stacks_of, stacks_of
from tasks.tables.units import with_units
from tasks.tables.wording import WHOLE, explained
from tasks.tables.yearly import with_years_as_labels

# '-/-' is a minus wherever it stands, never a dash for nothing: it belongs to the figure behind it.
BOOKED = r"(?:€[ \xa0]?)?-/-[ \xa0]?(?:€[ \xa0]?)?\d\S*"
TOKEN = re.compile(
    rf"{BOOKED}|\([ \xa0]\d[\d.,]*\)"
    r"|€[ \xa0]?[-−–](?=[ \xa0]+(?!\d)|$)"  # nothing, in a cell of its own
    rf"|€?[ \xa0]?[-−–][ \xa0]?€[ \xa0]?\d\S*|\(?€[ \xa0]*[-−–]?[ \xa0]?\S+|\S+[ \xa0]%(?!\S)|\S+"
)
AMOUNT = re.compile(r"\d\.\d{3}|€|%|\d,\d|^[-−–]\s?\d")
CAMEL = re.compile(r"(?<=[a-zà-ÿ)])(?=[A-Z][a-zà-ÿ]{3,})|(?<=\d{4})(?=[A-Z][a-zà-ÿ]{3,})")
SHORT_YEARS = re.compile(r"^(?:[^\W\d]+\.? \d{2}(?: |$)){2,}$")
SHORT_YEAR = re.compile(r"(?<![^\W\d])[^\W\d]++\.? \d{2}")
REMARKED = re.compile(
    r"^(?P<row>.*[^\W\d_].*?(?:\s+[-−]?\d{1,3}(?:\.\d{3})+|\s+[-−]?\d+(?:,\d+)?%?){2,})(?:\s+[^\W\d_][^\d\s.]*){1,4}$"
)  # two figures and more, and at most four words
THREE = rf"[ \xa0](?!{ANY_OF_20}\b)\d{{3}}"
SPACED_RUN = re.compile(
    rf"^(?P<label>.*[^\W\d_)])(?P<run>[-−]?(?!{ANY_OF_20}\b)\d+(?:{THREE}(?:[-−]?\d{{1,3}})?)+)$"
)  # blanks between thousands, and nothing between figures: nothing tells how many there are
BESIDE = re.compile(FLAG_BESIDE)
FEWEST_FLAGS = 2  # before figures of a row: one may end its label
Token = tuple[str, int, int]  # a word of a line, and where it begins and ends
MOST_REMARKED = 4
MEASURED = (r"[-−]?\d[\d.,]*\s?%?", rf"\({ANY_OF_20}\)\d?")  # a figure, and below it the year that it was measured in
CLASS = (
    r"\d{1,3}(?:\.\d{3})+[ \xa0]?[-–]",
    r"\d{1,3}(?:\.\d{3})+",
)  # of municipalities by their size: '100.000-', '300.000'
IN_BRIEF = spelled("cells", "none.brief")  # abbreviations that stand for a figure, and end no label
COMPARES = frozenset("<>≤≥")
LONGEST_ROW = 160
SMALL = 2  # digits of a number that may end a label
MOST_LINES = 4  # of one cell
MOST_BROKEN = 8  # where the cell is narrow: its lines are short, or words are broken at their ends
NARROW = 14


def strips_of(lines: Sequence[Line]) -> list[Strip]:
    """The lines of a text as strips; blank ones are left out."""
    found = [strip for barred, run in _runs(lines) for strip in (strips_of_bars(run) if barred else _unbarred(run))]
    alone = sum(not strip.texts and len(strip.values) == 1 for strip in found)
    rows = sum(len(strip.values) > 1 for strip in found)
    return [_sure(strip, stream=alone > rows) for strip in with_runs(with_years_as_labels(list(with_units(found))))]


def cells_of(lines: Sequence[Line]) -> Iterator[Piece]:
    """The cells of a text with one on a line, some over several lines."""
    for group in groups_of(lines):
        texts = [line.text.strip() for line in group]
        joined = len(group) > 1 and _is_one_cell(texts)
        for line, text in [(group[0], " ".join(texts))] if joined else zip(group, texts, strict=True):
            yield Piece(text, line.number, look_of(text))


def _runs(lines: Sequence[Line]) -> Iterator[tuple[bool, list[Line]]]:
    """Lines that have bars, and lines that have none; a blank line is one of those above it."""
    run: list[Line] = []
    barred = False
    for line in lines:
        if not line.blank and is_delimited(line.text) is not barred:
            yield barred, run
            run, barred = [], not barred
        run.append(line)
    yield barred, run


def _unbarred(lines: Sequence[Line]) -> list[Strip]:
    stacked = _stacked(lines)
    held = {line.number for stack in stacked for line in lines_of_stack(stack)}
    groups = groups_of([line for line in lines if line.number not in held])
    found = with_held_cells([strip for group in groups for strip in _strips(group)], lines)
    return sorted([*found, *(strip for stack in stacked for strip in _of_stack(stack))], key=lambda strip: strip.line)


def _stacked(lines: Sequence[Line]) -> list[Stack]:
    """The rows whose cells are of several lines; only texts with rows on one line have some that spaces hold."""
    spaced = any(line.blank and line.trailing >= TELLING for line in lines)
    groups = list(groups_of(lines))
    if not spaced and all(len(group) == 1 for group in groups):
        return []
    single = {line.number: strip_of(line) for line in lines if not (line.blank or line.is_title)}
    values = frozenset(number for number, strip in single.items() if not strip.texts and _is_one_figure(strip))
    labels = frozenset(number for number, strip in single.items() if strip.texts and not strip.values)
    return stacks_of(lines, values, labels) if spaced else even_stacks_of(groups, values, labels)


def _is_one_figure(strip: Strip) -> bool:
    return len(strip.values) == 1 and strip.values[0].look is not Look.PERIOD


def lines_of_stack(stack: Stack) -> Iterator[Line]:
    """The lines that a row of several takes."""
    yield from stack.label
    for cell in stack.cells:
        yield from (line for line in cell if not line.blank)


def _of_stack(stack: Stack) -> Iterator[Strip]:
    for label, beside in stack.rows():
        text = Piece(label.text.strip(), label.number, Look.TEXT)
        values = tuple(Piece(line.text.strip(), line.number, look_of(line.text)) for _, line in beside)
        columns = tuple(column for column, _ in beside) if stack.held else ()
        yield Strip(label.number, (text,), values, columns=columns)


def _sure(strip: Strip, *, stream: bool) -> Strip:
    """The strip, with one number at the end of a label left to the label where it need not be a figure."""
    if strip.barred or strip.columns or not strip.texts or len(strip.values) != 1:
        return strip
    value = strip.values[0].text
    named = AGES.match(value) or is_numbered(strip.texts[0].text, value)
    if not (named or (stream and not AMOUNT.search(value))):
        return strip
    text = f"{strip.texts[0].text} {value}"
    return Strip(strip.line, (strip.texts[0]._replace(text=text, look=look_of(text)),), (), apart=strip.apart)


def _strips(group: Sequence[Line]) -> Iterator[Strip]:
    texts = [line.text.strip() for line in group]
    if len(group) > 1 and _is_one_cell(texts):
        joined = " ".join(texts)
        piece = Piece(joined, group[0].number, look_of(joined), lines=tuple(texts))
        yield Strip(group[0].number, (piece,), (), apart=True)
        return
    if len(group) == len(MEASURED) and all(map(re.fullmatch, MEASURED, texts)):
        yield Strip(group[0].number, (), (Piece(" ".join(texts), group[0].number, Look.FIGURE),), apart=True)
        return
    for index, line in enumerate(group):
        yield _titling(line) if line.is_title else strip_of(line, apart=not index)


def _titling(line: Line) -> Strip:
    return Strip(line.number, (Piece(line.text.strip(), line.number, Look.TITLE),), (), apart=True)


def _is_one_cell(texts: Sequence[str]) -> bool:
    """Whether lines under each other are one cell: words, or words and a year."""
    narrow = any(text.endswith("-") for text in texts) or all(len(text) <= NARROW for text in texts)
    most = MOST_BROKEN if narrow else MOST_LINES
    if len(texts) > most or any(len(text) > LONGEST_LINE for text in texts):
        return False
    if len(texts) == len(CLASS) and all(map(re.fullmatch, CLASS, texts)):
        return True
    looks = [look_of(text) for text in texts]
    if looks == [Look.PERIOD, Look.TEXT] and not _tail(texts[1])[1]:
        return True
    if looks == [Look.TEXT, Look.PERIOD, Look.TEXT] and explained(" ".join(texts)) >= WHOLE:
        return True  # 'Rekening 2014 Saldo'
    if not set(looks) <= {Look.TEXT, Look.PERIOD} or looks[0] is Look.PERIOD or Look.PERIOD in looks[:-1]:
        return False
    return not any("|" in text or "\t" in text or _tail(text)[1] or run_of(text) for text in texts)


def strip_of(line: Line, apart: bool = False) -> Strip:
    """One line in its parts."""
    return replace(_strip_of(line), apart=True) if apart else _strip_of(line)


@lru_cache(maxsize=4096)  # a line is looked at alone, and with those below it
def _strip_of(line: Line) -> Strip:
    text = line.text.strip()
    if dated := years_of(text):
        corner = (Piece(dated[0], line.number, Look.TEXT),) if dated[0] else ()
        years = tuple(Piece(year, line.number, Look.PERIOD) for year in dated[1])
        return Strip(line.number, corner, years)
    whole = look_of(text)
    if whole in VALUES or FLAG.fullmatch(text):
        return Strip(line.number, (), tuple(_values([(text, 0)], line.number)))
    numbered = text[-1:].isdigit()
    if numbered and (spaced := SPACED_RUN.match(text)):
        before = Piece(spaced["label"].strip(), line.number, Look.TEXT)
        return Strip(line.number, (before,), (), glued=spaced["run"])
    if numbered and SHORT_YEARS.match(text) and all(explained(part) >= WHOLE for part in SHORT_YEAR.findall(text)):
        return Strip(line.number, (Piece(text, line.number, Look.TEXT),), ())  # 'Rek. 18 Begr. 19'
    label, tokens = _tail(line.text)
    if not tokens and whole is Look.TEXT and (parts := _glued_words(text)):
        pieces = tuple(Piece(part, line.number, look_of(part)) for part in parts)
        return Strip(line.number, pieces, ())
    if not tokens and whole is Look.TEXT and (remarked := _without_remark(line)):
        return remarked
    if not tokens and whole is not Look.PROSE and (run := flagged_run_of(text)):
        label, figures, flag = run
        flags = (Piece(flag, line.number, Look.FLAG),) if flag else ()
        return Strip(line.number, (Piece(label, line.number, Look.TEXT),), flags, glued=figures)
    if whole is Look.PROSE and tokens and tokens[-1][0].casefold() in IN_BRIEF and len(text) <= LONGEST_ROW:
        whole = Look.TEXT  # its point ends an abbreviation, and no sentence
    if not tokens or whole in {Look.NOTE, Look.PROSE, Look.CODE}:
        return Strip(line.number, (Piece(text, line.number, whole),), ())
    texts = (Piece(label, line.number, look_of(label)),) if label else ()
    gaps = (*(gap for _, gap in tokens), line.trailing)
    return Strip(line.number, texts, tuple(_values(tokens, line.number)), gaps)


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
    if len(parts) > 1 and is_period(parts[0]) and explained(" ".join(parts)) >= WHOLE:
        return []  # '2019Begr nieuw'
    if " " in parts[0] and all(map(is_period, parts[0].split())):
        return []  # '2022 2023Prog 2023 Begr prim.'
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


@lru_cache(maxsize=2048)
def _tail(text: str) -> tuple[str, tuple[tuple[str, int], ...]]:
    """The label of a line, and the values behind it with the blanks before each."""
    tokens = _with_flags([(match[0], match.start(), match.end()) for match in TOKEN.finditer(text)])
    first = len(tokens)
    while first and _may_be_value(tokens[first - 1][0], tokens[first - 2][0] if first > 1 else ""):
        first -= 1
    while first < len(tokens) and _may_end_a_label(tokens[first][0]):
        first += 1
    label = tokens[first - 1][0] if 0 < first < len(tokens) else ""
    named = label in COMPARES or (AGES.match(tokens[first][0]) and AGED.search(label)) if label else False
    first += bool(named) or _of_label([token for token, _, _ in tokens[first:]])
    behind = tokens[first:]
    looks = [look_of(token) for token, _, _ in behind]
    if not _tells(looks) or (first and Look.PERIOD in looks and set(looks) <= {Look.PERIOD, Look.DASH}):
        return text.strip(), ()  # 'Programmabegroting 2018 - 2021', or headings that are divided later
    ends = [tokens[first - 1][2] if first else 0, *(end for _, _, end in behind)]
    apart = ((token, start - ends[at]) for at, (token, start, _) in enumerate(behind))
    return text[: behind[0][1]].strip(), tuple(apart)


def _of_label(values: Sequence[str]) -> int:
    """Whether a year or a small number is of the label: it stands alone before amounts with their currency."""
    numbers = [text for text in values if has_digit(text)]
    if len(numbers) < 2 or numbers[0] is not values[0] or not all("€" in text for text in numbers[1:]):
        return 0
    first = numbers[0]
    return int(look_of(first) is Look.PERIOD or (first.isdigit() and len(first) <= SMALL))


def _with_flags(tokens: list[Token]) -> list[Token]:
    """The words of a line, each figure with the flag before it where every figure has one."""
    flags = [at for at, (token, _, _) in enumerate(tokens) if BESIDE.fullmatch(token)]
    first = flags[0] if flags else 0
    pairs = list(zip(tokens[first::2], tokens[first + 1 :: 2], strict=False))
    flagged = all(BESIDE.fullmatch(flag[0]) and is_figure(figure[0]) for flag, figure in pairs)
    if len(flags) < FEWEST_FLAGS or not flagged or 2 * len(pairs) != len(tokens) - first:
        return tokens
    return [*tokens[:first], *((f"{flag[0]} {figure[0]}", flag[1], figure[2]) for flag, figure in pairs)]


def _may_be_value(token: str, before: str) -> bool:
    look = look_of(token)
    flagged = {token, before} & {"V", "N"} or look_of(before) is Look.FIGURE
    return look in VALUES or (look is Look.FLAG and bool(flagged))


def _may_end_a_label(token: str) -> bool:
    return look_of(token) in {Look.WORD, Look.CODE} and token.casefold() not in IN_BRIEF


def _tells(looks: Sequence[Look]) -> bool:
    """Whether what stands behind a label is a row of values: a figure, or two dashes or years and more."""
    dated = set(looks) == {Look.PERIOD, Look.WORD}  # '2018 na'
    return Look.FIGURE in looks or (sum(look in VALUES for look in looks) > 1 and not dated)
