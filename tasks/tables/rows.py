"""From strips to rows: what is printed before the values of a row, and the values.

The texts before a row hold its label, and may hold groups, the heading of a new table, notes and prose: which of them
is which is settled with the figures below (`tasks.tables.blocks`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tasks.language.asking import heads_a_column
from tasks.tables.pieces import Look, Piece, Strip

CODE_LIKE = re.compile(r"^(?:\d{1,4}|\d{1,2}\.\d{1,3}[a-z]?\d?)\.?$")
POINTED_CODE = re.compile(r"^\d{1,2}\.\d{1,3}[a-z]?\d?$")
POINTED = re.compile(r"^\d{1,2}\.\d{1,2}(?:[a-z]\d?)?\.?$")
FEW = 0.2
MOST_CODES = 0.7  # of the labels have a number before them: then they are codes
FEWEST_CODES = 3
LONGEST_RUN = 100  # of years behind each other; more of them head nothing
MOST_TOTALS = 1  # rows without a code among rows that have one


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
        """The values on lines of their own are a row."""
        if self.stream:
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
                walk.before += [replace(piece, look=Look.TEXT) for piece in strip.values]
            # else a letter between label and figures says something of the whole row
        elif not walk.stream and _is_first_code(strips, index):
            walk.before.append(replace(strip.values[0], look=Look.CODE))
        else:
            _take(walk, strip, heading=strip.heading or heads(strips, index, within=bool(walk.stream)))
    walk.flush()
    return _with_codes(walk.found), tuple(walk.before)


def _is_first_code(strips: Sequence[Strip], index: int) -> bool:
    """Whether a number stands between the last heading and the first label: it is the code of the label."""
    if not 0 < index < len(strips) - 1:
        return False
    above, strip, below = strips[index - 1 : index + 2]
    alone = not strip.texts and len(strip.values) == 1 and POINTED_CODE.match(strip.values[0].text)
    headed = not above.values and len(above.texts) == 1 and heads_a_column(above.texts[0].text)
    return bool(alone and headed and below.texts and not below.values and not heads_a_column(below.texts[0].text))


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
    return (replace(strip.texts[0], text=" ".join(piece.text for piece in strip.pieces), look=Look.TEXT),)


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
    while end < min(len(strips), index + LONGEST_RUN) and _is_year(strips[end]):
        end += 1
    behind = strips[end] if end < len(strips) else None
    if behind is None or (behind.values and not behind.texts):
        return False
    return not within or end > index + 1 or _is_year(strips[index - 1])


def _is_year(strip: Strip) -> bool:
    return not strip.texts and len(strip.values) == 1 and strip.values[0].look is Look.PERIOD


def _with_codes(rows: list[Row]) -> list[Row]:
    """The rows with numbers that stand before their labels taken from the end of the row above.

    Only where they are codes for certain: one number may be the last figure of its row.
    """
    labelled = [at for at, row in enumerate(rows) if at and row.before and not row.own and not row.barred]
    coded = [at for at in labelled if _ends_like_code(rows[at - 1])]
    counting = [at for run in _runs(coded) for at in _counting(rows, run)]
    if counting:
        return _with_codes(_moved(rows, counting))
    return _with_long_codes(_with_short_codes(rows, labelled, coded))


def _ends_like_code(row: Row) -> bool:
    return bool(row.values) and CODE_LIKE.match(row.values[-1].text) is not None


def _with_long_codes(rows: list[Row]) -> list[Row]:
    """Among codes, a number like a code ends the row above where that has one value too many: '6.712', or 6,712."""
    known = sum(piece.look is Look.CODE for row in rows for piece in row.before)
    usual = Counter(row.width for row in rows).most_common(1)[0][0] if rows else 0
    long = [
        at
        for at, row in enumerate(rows)
        if at and row.before and not row.own and rows[at - 1].width == usual + 1
        if row.before[0].look is not Look.CODE and _ends_like_code(rows[at - 1])
    ]
    return _moved(rows, long) if known > len(long) > 0 else rows


def _with_short_codes(rows: list[Row], labelled: Sequence[int], coded: Sequence[int]) -> list[Row]:
    wide = [at for at in coded if rows[at - 1].width > 1]
    pointed = [at for at in coded if POINTED_CODE.match(rows[at - 1].values[-1].text)]
    if pointed and any(piece.look is Look.CODE for piece in rows[0].before) and _all_wider(rows, labelled, pointed):
        return _moved(rows, pointed)
    if len(wide) < FEWEST_CODES or len(wide) < MOST_CODES * len(labelled) or not _are_codes(rows, wide):
        return _points_as_codes(rows, wide)
    return _moved(rows, wide)


def _all_wider(rows: Sequence[Row], labelled: Sequence[int], coded: Sequence[int]) -> bool:
    """Whether the rows above labels with a number before them have one value more than all others."""
    ends = {rows[at - 1].width for at in coded}
    others = {row.width for at, row in enumerate(rows) if at + 1 not in coded}
    bare = [at for at in labelled if at not in coded and rows[at].before[0].look is not Look.CODE]
    return len(ends) == 1 and others == {ends.pop() - 1} and len(bare) <= MOST_TOTALS


def _runs(places: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for place in places:
        if run and place != run[-1] + 1:
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _counting(rows: Sequence[Row], run: Sequence[int]) -> Sequence[int]:
    """The longest part of a run from its beginning that numbers rows; what follows ends as a code by chance.

    A last figure that counts on leaves its row narrower than the others.
    """
    for end in range(len(run), FEWEST_CODES - 1, -1):
        widths = [rows[at - 1].width for at in run[1:end]]
        if widths[-1] >= min(widths[:-1]) and _begins_with_code(rows, run[:end]):
            return run[:end]
    return ()


def _begins_with_code(rows: Sequence[Row], run: Sequence[int]) -> bool:
    """Whether a number alone stands before the first label, and the numbers before the next ones count on from it."""
    first = rows[run[0] - 1]
    texts = [rows[at - 1].values[-1].text for at in run]
    alone = first.width == 1 and len(first.values) == 1 and not first.own
    if not alone or len(run) < FEWEST_CODES:
        return False
    pointed = all("." in text for text in texts)
    return texts == sorted(texts) if pointed else not any("." in text for text in texts) and _counts_on(texts)


def _points_as_codes(rows: list[Row], coded: Sequence[int]) -> list[Row]:
    """Numbers with a point are codes too where few labels have one, as no other figure of the text is like them."""
    pointed = [at for at in coded if POINTED.match(rows[at - 1].values[-1].text)]
    lettered = sum(piece.look is Look.CODE for row in rows for piece in row.before)
    if not pointed or len(pointed) + lettered < FEWEST_CODES or not _are_codes(rows, pointed):
        return rows
    return _moved(rows, pointed)


def _moved(rows: Sequence[Row], coded: Sequence[int]) -> list[Row]:
    """The rows with the last number of the row above each of these places before its label."""
    moved = list(rows)
    for at in coded:
        code = moved[at - 1].values[-1]
        moved[at - 1] = replace(moved[at - 1], values=moved[at - 1].values[:-1])
        moved[at] = replace(moved[at], before=(replace(code, look=Look.CODE), *moved[at].before))
    return _first_code(moved)


def _are_codes(rows: Sequence[Row], coded: Sequence[int]) -> bool:
    """Whether the numbers are codes: with a point, as no other figure is, or counting on."""
    texts = [rows[at - 1].values[-1].text for at in coded]
    if all(map(POINTED.match, texts)):
        others = [piece.text for at in coded for piece in rows[at - 1].values[:-1]]
        return sum(POINTED.match(text) is not None for text in others) <= FEW * len(others)
    return not any("." in text for text in texts) and _counts_on(texts)


def _counts_on(texts: Sequence[str]) -> bool:
    """Whether numbers count on; several rows may be of one programme."""
    numbers = [int(text.rstrip(".")) for text in texts]
    return all(before <= after for before, after in pairwise(numbers)) and len(set(numbers)) > 1


def _first_code(rows: list[Row]) -> list[Row]:
    """The row without a label that is the first code alone, joined to the row below it."""
    return list(_joined(rows))


def _joined(rows: Sequence[Row]) -> Iterator[Row]:
    held: Row | None = None
    carried: tuple[Piece, ...] = ()
    for row in rows:
        row, carried = replace(row, before=(*carried, *row.before)), ()
        if held is not None:
            code = replace(held.values[0], look=Look.CODE)
            row, held = replace(row, before=(*held.before, code, *row.before)), None
        if not row.values and not row.glued:
            carried = row.before
            continue
        if row.width == 1 and CODE_LIKE.match(row.values[0].text) and not row.own:
            held = row
        else:
            yield row
    if held is not None:
        yield held
