"""From strips to rows: what is printed before the values of a row, and the values.

The texts before a row hold its label, and may hold groups, the heading of a new table, notes and prose: which of them
is which is settled with the figures below (`tasks.tables.blocks`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tasks.language.asking import heads_a_column
from tasks.tables.divisions import headings_in
from tasks.tables.pieces import Look, Piece, Strip

POINTS = r"(?:\d{1,2}\.\d{1,2}|\d\.(?!000)\d{3})(?:[a-z]\d?)?"  # '6.1', '10.25', '6.812'; '12.000' is an amount
POINTED_CODE = re.compile(rf"^{POINTS}$")
NUMBER_OF_PAGE = re.compile(r"^\d{1,3}$")
LONGEST_RUN = 100  # of years behind each other; more of them head nothing


@dataclass(frozen=True, slots=True)
class Row:
    """Values in the order printed, and the pieces since the row above."""

    before: tuple[Piece, ...]
    values: tuple[Piece, ...]
    gaps: tuple[int, ...] = ()
    own: bool = False  # the last piece before it stands on the line of the values
    barred: bool = False
    glued: str = ""
    columns: tuple[int, ...] = ()  # of its values, where they are known

    @property
    def line(self) -> int:
        """Where its values begin."""
        return self.values[0].line if self.values else self.before[-1].line

    @property
    def figures(self) -> tuple[Piece, ...]:
        """Its values without the flags between them."""
        return tuple(piece for piece in self.values if piece.look is not Look.FLAG)

    @property
    def width(self) -> int:
        """How many columns its values fill."""
        return len(self.figures)


@dataclass(slots=True)
class _Walk:
    """What is read on the way down: finished rows, what stands before the next one, values on lines of their own."""

    found: list[Row] = field(default_factory=list)
    before: list[Piece] = field(default_factory=list)
    stream: list[Piece] = field(default_factory=list)

    def flush(self) -> None:
        """The values on lines of their own are a row; a word above all figures heads a column: 'Gereed'."""
        if self.stream and not self.found and len(self.stream) == 1 and self.stream[0].look is Look.WORD:
            self.before.append(self.stream.pop()._replace(look=Look.TEXT))
        elif self.stream:
            self.row(Row(tuple(self.before), tuple(self.stream)))

    def row(self, row: Row) -> None:
        """A finished row."""
        self.found.append(row)
        self.before, self.stream = [], []


def rows_of(strips: Sequence[Strip]) -> tuple[list[Row], tuple[Piece, ...]]:
    """The rows of a text, and what is printed behind the last."""
    walk = _Walk()
    for index, strip in enumerate(strips):
        if _lone_flag(strip) and not walk.stream:
            if not (walk.before and index + 1 < len(strips) and _is_figure(strips[index + 1])):
                walk.before += [piece._replace(look=Look.TEXT) for piece in strip.values]
            # else a letter between label and figures says something of the whole row
        elif not walk.stream and (_is_first_code(strips, index) or _is_code_between(strips, index)):
            walk.before.append(strip.values[0]._replace(look=Look.CODE))
        elif not walk.stream and _is_number_between(strips, index):
            continue  # of a page: the table goes on below it
        else:
            _take(walk, strip, heading=strip.heading or heads(strips, index, within=bool(walk.stream)))
    walk.flush()
    return walk.found, tuple(walk.before)


def _is_first_code(strips: Sequence[Strip], index: int) -> bool:
    """Whether a number stands between the last heading and the first label: it is the code of the label."""
    if not 0 < index < len(strips) - 1:
        return False
    above, strip, below = strips[index - 1 : index + 2]
    if not _is_a_lone_code(strip):  # before any words are read: most strips are none
        return False
    if index > 1 and _is_figure(strips[index - 2]):
        return False  # 'Totale kosten' behind a row is a label, and this its figure
    heading = above.texts[0].text if len(above.texts) == 1 and not above.values else ""
    headed = bool(heading) and (heads_a_column(heading) or headings_in(heading) > 1)
    labels = below.texts and len(below.values) != 1 and not heads_a_column(below.texts[0].text)
    return bool((headed or _is_year(above)) and labels)


def _is_code_between(strips: Sequence[Strip], index: int) -> bool:
    """Whether a code stands between rows that are on one line each."""
    return _is_a_lone_code(strips[index]) and _is_between_rows(strips, index)


def _is_a_lone_code(strip: Strip) -> bool:
    return not strip.texts and len(strip.values) == 1 and POINTED_CODE.match(strip.values[0].text) is not None


def _is_number_between(strips: Sequence[Strip], index: int) -> bool:
    """Whether the number of a page stands between rows that are on one line each."""
    strip = strips[index]
    alone = not strip.texts and len(strip.values) == 1 and NUMBER_OF_PAGE.match(strip.values[0].text)
    return bool(alone) and _is_between_rows(strips, index)


def _is_between_rows(strips: Sequence[Strip], index: int) -> bool:
    beside = strips[max(0, index - 1) : index + 2]
    return len(beside) == 3 and all(strip.texts and len(strip.values) > 1 for strip in (beside[0], beside[2]))


def _take(walk: _Walk, strip: Strip, *, heading: bool) -> None:
    labelled = bool(strip.texts) or strip.barred
    whole = not heading and (bool(strip.glued or (labelled and strip.values)) or _several(strip))
    if strip.texts or heading or whole:
        walk.flush()
    if whole:
        before, own = (*walk.before, *strip.texts), bool(strip.texts)
        walk.row(Row(before, strip.values, strip.gaps, own, strip.barred, strip.glued, strip.columns))
    elif heading or strip.texts:
        walk.before += _heading(strip) if heading else strip.texts
    else:
        walk.stream += strip.values


def _lone_flag(strip: Strip) -> bool:
    return not strip.texts and bool(strip.values) and all(piece.look is Look.FLAG for piece in strip.values)


def _is_figure(strip: Strip) -> bool:
    return not strip.texts and bool(strip.values) and strip.values[0].look in {Look.FIGURE, Look.DASH, Look.WORD}


def _heading(strip: Strip) -> tuple[Piece, ...]:
    """A line of years behind words is one piece: how many headings it holds is not known yet."""
    if strip.barred or not strip.texts:
        return strip.pieces
    return (strip.texts[0]._replace(text=" ".join(piece.text for piece in strip.pieces), look=Look.TEXT),)


def _several(strip: Strip) -> bool:
    """Whether a line without a label has more values than one."""
    return sum(piece.look is not Look.FLAG for piece in strip.values) > 1


def heads(strips: Sequence[Strip], index: int, *, within: bool) -> bool:
    """Whether the values of a strip are the years that head columns."""
    strip = strips[index]
    if not strip.values or any(piece.look not in {Look.PERIOD, Look.BLANK} for piece in strip.values):
        return False
    if strip.texts or len(strip.values) > 1:
        return True
    end = index + 1
    while end < min(len(strips), index + LONGEST_RUN) and (_is_year(strips[end]) or _lone_flag(strips[end])):
        end += 1
    behind = strips[end] if end < len(strips) else None
    if behind is None or (behind.values and not behind.texts and not _is_first_code(strips, end)):
        return False
    return not within or end > index + 1 or _is_year(strips[index - 1])


def _is_year(strip: Strip) -> bool:
    return not strip.texts and len(strip.values) == 1 and strip.values[0].look is Look.PERIOD
