"""Where on a page tables stand: the lines from their headings to their last row, with prose left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from tasks.language.asking import is_note
from tasks.structure.headings import NUMBERED, is_heading_line
from tasks.structure.page.boxes import Box
from tasks.structure.page.phrases import PageLine
from tasks.structure.page.remarks import after_remark

BULLET = re.compile(r"^(?:[•·▪●◦▫*]|[-–o]\s)\s*\S")
FEWEST_WORDS = 7  # of a line of prose
JUSTIFIED = 1.2  # em between the words of a line that is stretched to the margin
WIDE = 0.55  # of the width of the text on a page
GAP_IN_TABLE = 2.6  # times the usual distance of its lines; a wider gap ends a table
OPENING_STEP = 3.4  # em from line to line that any table may have
GAP_IN_HEADING = 2.2  # em between the lines of a heading
GAP_ABOVE_ROWS = 4.0  # em between a line of nothing but headings, each over its figures, and the first row
AS_ROWS = 1.15  # times the pitch of the rows that headings may stand apart
MOST_ABOVE = 9  # lines of headings
MOST_BETWEEN = 7  # lines without figures between two rows
MOST_WRAPPED = 4  # lines of one heading below a number in it
MOST_STEPS = 100  # from line to line that tell the usual distance: the last ones
TIGHT = 1.6  # em from line to line of one paragraph


def areas(lines: Sequence[PageLine], frames: Sequence[Box] = (), *, typed: bool = False) -> list[list[PageLine]]:
    """The lines of each table, from top to bottom of a page; in typed text only blank lines part lines.

    A frame drawn around a table says where its headings begin.
    """
    if not lines:
        return []
    lines = [
        PageLine(line.phrases, heads=True) if line.is_row and _is_wrapped_heading(lines, place) else line
        for place, line in enumerate(lines)
    ]
    prose = prose_lines(lines)
    found: list[list[int]] = []
    for place, line in enumerate(lines):
        if not line.is_row or place in prose:
            continue
        if found and _goes_on(lines, found[-1], place, prose):
            found[-1] += range(found[-1][-1] + 1, place + 1)
        elif typed and found and (kept := after_remark(lines, found[-1], place, prose)):
            found[-1] += kept
        else:
            free = found[-1][-1] + 1 if found else 0
            framed = _framed(lines, free, place, frames)
            found.append([*(framed or _heading(lines, free, place, prose, typed=typed)), place])
    ends = [*(area[0] for area in found), len(lines)][1:]
    stretched = [_with_end(lines, area, end, prose) for area, end in zip(found, ends, strict=True)]
    return [[lines[place] for place in area] for area in stretched if _is_table([lines[at] for at in area])]


def _is_wrapped_heading(lines: Sequence[PageLine], place: int) -> bool:
    """Whether a line holds a number of a heading that wraps: beside it words stand over the figures of the next row."""
    line = lines[place]
    row = next(
        (other for other in lines[place + 1 : place + 1 + MOST_WRAPPED] if len(other.data) > len(line.data)), None
    )
    if row is None or row.middle - line.middle > MOST_WRAPPED * TIGHT * line.size:
        return False
    left = line.box.x0 if row.phrases[0].is_value else row.phrases[0].box.x1  # what begins left of it labels a row
    words = [p for p in line.phrases if not p.is_datum and not p.is_flag and p.box.x0 >= left]
    over = sum(any(phrase.box.over(figure.box) > 0 for figure in row.data) for phrase in words)
    return over >= len(line.data)


def prose_lines(lines: Sequence[PageLine]) -> set[int]:
    """The places of lines that are running text."""
    left = min(line.box.x0 for line in lines)
    width = max(line.box.x1 for line in lines) - left
    found: set[int] = set()
    for place, line in enumerate(lines):
        if _is_numbered_heading(lines, place):
            continue
        before = lines[place - 1] if place else None
        after_prose = place - 1 in found and before is not None and _same_paragraph(before, line)
        if _is_prose(line, left, width) or (after_prose and not _is_cells(line)):
            found.add(place)
    return found


def _is_numbered_heading(lines: Sequence[PageLine], place: int) -> bool:
    """Whether a line stands alone and has a number as headings have, however long it is."""
    line, near = lines[place], (*lines[max(0, place - 1) : place], *lines[place + 1 : place + 2])
    if not NUMBERED.match(line.text):
        return False
    alone = all(abs(other.middle - line.middle) > TIGHT * line.size for other in near)
    return alone and is_heading_line(line.text)


def _is_prose(line: PageLine, left: float, width: float) -> bool:
    if _is_cells(line) or line.is_head or is_note(line.text):
        return False
    if BULLET.match(line.text):
        return True
    if line.text.isupper():  # a title in capitals, however long
        return False
    words = len(line.text.split())
    wide = line.box.x1 - line.box.x0 >= WIDE * width
    at_left = line.box.x0 - left <= 2 * line.size
    return words >= FEWEST_WORDS and (wide or (at_left and line.text[-1] in ".:;"))


def _is_cells(line: PageLine) -> bool:
    """Whether gaps part the cells of a line, or it ends in figures that stand apart."""
    ends = [phrase for phrase in line.phrases[-2:] if phrase.is_datum or phrase.is_flag]
    return _widest_gap(line) > JUSTIFIED * line.size or (len(line.data) > 1 and len(ends) > 1)


def _widest_gap(line: PageLine) -> float:
    return max((b.box.x0 - a.box.x1 for a, b in pairwise(line.phrases)), default=0.0)


def _same_paragraph(before: PageLine, line: PageLine) -> bool:
    tight = line.box.bottom - before.box.bottom <= TIGHT * before.size
    return tight and abs(line.box.x0 - before.box.x0) <= 2 * line.size and abs(line.size - before.size) <= 0.5


def _goes_on(lines: Sequence[PageLine], area: Sequence[int], place: int, prose: set[int]) -> bool:
    """Whether the row at a place is one more row of the table above it."""
    between = range(area[-1] + 1, place)
    if len(between) > MOST_BETWEEN or prose.intersection(between) or any(lines[at].is_head for at in between):
        return False
    steps = [lines[at].middle - lines[at - 1].middle for at in range(area[-1] + 1, place + 1)]
    usual = _pitch(lines, area) or OPENING_STEP * lines[place].size
    return max(steps) <= max(GAP_IN_TABLE * usual, OPENING_STEP * lines[place].size)


def _pitch(lines: Sequence[PageLine], area: Sequence[int]) -> float:
    steps = [lines[at].middle - lines[at - 1].middle for at in area[1:][-MOST_STEPS:]]
    return median(steps) if steps else 0.0


def _framed(lines: Sequence[PageLine], free: int, place: int, frames: Sequence[Box]) -> list[int]:
    """The lines above the first row that stand in its frame, where they head its columns."""
    first = lines[place]
    tops = [box.top for box in frames if box.top < first.middle < box.bottom and box.over(first.box) > 0]
    taken = [at for at in range(free, place) if tops and lines[at].middle > min(tops)]
    return taken if any(_heads(lines[at], first) for at in taken) else []


def _heading(lines: Sequence[PageLine], free: int, place: int, prose: set[int], *, typed: bool) -> list[int]:
    """The lines above the first row that head its columns, and group rows below these."""
    first, following = lines[place], lines[place + 1 : place + 2]
    pitch = following[0].middle - first.middle if following and following[0].is_row else 0.0
    taken: list[int] = []
    for at in range(place - 1, max(free, place - MOST_ABOVE) - 1, -1):
        line, below = lines[at], lines[at + 1]
        apart = below.box.top - line.box.bottom
        alone = not typed and below is first and _stands_over(line, first)
        far = apart > (GAP_ABOVE_ROWS if alone else GAP_IN_HEADING) * first.size
        if at in prose or (far and below.middle - line.middle > AS_ROWS * pitch):
            break
        if line.size > 1.25 * first.size and len(line.phrases) == 1:
            break
        if typed and _ends_heading(line, [lines[under] for under in (*taken, place)]):
            break
        taken.insert(0, at)
    start = next((index for index, at in enumerate(taken) if _heads(lines[at], first)), len(taken))
    if start == len(taken):
        return []
    return taken[start:]


def _stands_over(line: PageLine, first: PageLine) -> bool:
    """Whether a line holds but headings of columns, each over a figure of the first row, and perhaps a note."""
    heads = [phrase for phrase in line.phrases if not is_note(phrase.text)]
    over = [[figure for figure in first.data if phrase.box.over(figure.box) > 0] for phrase in heads]
    return len(heads) > 1 and all(phrase.heads for phrase in heads) and [len(held) for held in over] == [1] * len(heads)


def _ends_heading(line: PageLine, below: Sequence[PageLine]) -> bool:
    """Whether a line of typed text stands above a heading: a blank line parts them, and it heads no columns itself."""
    parted = below[0].middle - line.middle > TIGHT * line.size
    begun = any(_heads(lower, below[-1]) for lower in below[:-1])
    return parted and begun and not all(phrase.heads for phrase in line.phrases)


def _heads(line: PageLine, first: PageLine) -> bool:
    """Whether a line stands over the columns, and not over the labels alone; a scale beside a title does not."""
    phrases = [phrase for phrase in line.phrases if not is_note(phrase.text)]
    return len(phrases) > 1 or any(phrase.box.x0 > first.box.x0 + 3 * first.size for phrase in phrases)


def _with_end(lines: Sequence[PageLine], area: list[int], end: int, prose: set[int]) -> list[int]:
    """The area with the lines below it that wrap the cells of its last row, or hold a lone figure in a column."""
    pitch = _pitch(lines, area) or 1.3 * lines[area[-1]].size
    for place in range(area[-1] + 1, end):
        line, before = lines[place], lines[place - 1]
        step = line.middle - before.middle
        lone = len(line.data) == 1 and len(line.phrases) == 1 and _under(line, lines[area[-1]])
        wraps = not line.data and step < min(0.97 * pitch, TIGHT * line.size) and abs(line.size - before.size) < 0.3
        if place in prose or not ((lone and step <= 1.5 * pitch) or wraps):
            break
        area = [*area, place]
    return area


def _under(line: PageLine, row: PageLine) -> bool:
    return any(phrase.box.over(line.box) > 0 for phrase in row.data)


def _is_table(lines: Sequence[PageLine]) -> bool:
    """Two rows, or one row under headings, or the end of a table on the next page: less is a figure in a sentence."""
    rows = [line for line in lines if line.is_row]
    return len(rows) > 1 or any(line.is_head for line in lines) or any(len(line.data) > 1 for line in rows)
