"""Tables of publication tools on the web, flattened to one cell on a line.

Headings, labels and figures follow each other line by line, mostly with a blank line between cells; lines directly
under each other are one cell. Blank cells vanish: a short row is placed where what must add up proves its columns
(`tasks.structure.stream.place`), else it is signalled. Where blocks of 'Baten' and 'Lasten' are closed by a row that
bears the name of the block and holds baten - lasten, the grid has that name as a group row above the block, and 'Saldo'
as the label of the closing row; both have the locator of the line that prints the name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice, takewhile

from tasks.formats import share_of_layout, text_of
from tasks.language import phrase
from tasks.language.lines import explains_a_difference
from tasks.model import Fate, Reading, Remainder, Table
from tasks.structure.fates import named
from tasks.structure.lines import Line, lines_of
from tasks.structure.stream.cell_tables import Draft, table_of
from tasks.structure.stream.cells import AMOUNT, PROSE, Look, Piece, pieces_of
from tasks.structure.stream.columnheads import Heading, find_heading, heading_by_place
from tasks.structure.stream.headwords import heads_labels_or_units
from tasks.structure.stream.rows import Row, rows_of
from tasks.structure.stream.trail import Trail
from tasks.structure.values import has_digit

NAME = "text_cells"
COMPETES = False
FEWEST_UNHEADED = 3  # rows of one figure under no heading that make a table
MOST_GROUPS = 3  # labels without figures between two rows of one table, where prose stands there too
INCIDENTAL = {"incidenteel", "structureel"}
MOST_AHEAD = 200  # rows that tell how wide a table is
NEAR = 4  # rows within which a table that prose interrupts has a full row again
REASONS = {Look.NOTE: "scale note", Look.PERIOD: "heading", Look.CODE: "heading", Look.TEXT: "heading"}


def fits(data: bytes) -> float:
    """How much of the figures stands alone on a line."""
    return share_of_layout(data, "alone") or 0.0


def read(data: bytes) -> Reading:
    """The tables of a text with one cell on a line."""
    return read_lines(lines_of(text_of(data)))


def read_lines(lines: Sequence[Line]) -> Reading:
    """The tables among these lines, and what is left of the lines."""
    rows, tail = rows_of(pieces_of(lines))
    stream = _Stream(rows)
    for index in range(len(rows)):
        stream.take(index)
    stream.end(tail)
    tables: list[Table] = []
    for draft in stream.drafts:
        table, rest = table_of(draft, len(tables) + 1)
        stream.remainder += [left for left in rest if has_digit(left.text)]
        if table:
            tables.append(table)
    in_order = sorted(stream.remainder, key=lambda rest: int(rest.locator.split()[1]))
    return Reading(NAME, tuple(tables), tuple(in_order))


def may_read(line: Line) -> bool:
    """Any line may be a cell."""
    return not line.blank


class _Stream:
    """The state of reading on: the tables so far, the headings above, and what stands in no table."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.drafts: list[Draft] = []
        self.remainder: list[Remainder] = []
        self._trail = Trail()
        self._open: Draft | None = None  # the table that the next row may belong to
        self._legend: Piece | None = None  # the note that was given to the table above it

    def take(self, index: int) -> None:
        """Read the row at this place and what is printed before it."""
        row = self.rows[index]
        self._take_legend(row.before if self._open else ())
        if not row.labels:
            self._leave(row.before)
            self._unread(row)
            return
        if self._open and not row.breaks and row.width <= self._open.width:
            self._go_on(self._open, row)
            return
        ahead = self._ahead(index)
        heading = find_heading(_zone(row.before), _sizes(ahead)) if row.breaks or not self._open else None
        if heading:
            self._begin(row, ahead, heading)
        elif self._open and self._goes_on(index, ahead, self._open.width):
            self._go_on(self._open, row)
        else:
            self._begin_unheaded(row, ahead)

    def end(self, tail: Sequence[Piece]) -> None:
        """Account for what comes after the last row."""
        self._take_legend(tail)
        self._leave(tail)
        if self._open and not tail:
            self._open.cut = True

    def _ahead(self, index: int) -> list[Row]:
        """This row and the ones after it, up to where a heading may stand."""
        following = islice(self.rows, index + 1, index + MOST_AHEAD)
        return [self.rows[index], *takewhile(lambda row: not row.may_head, following)]

    def _goes_on(self, index: int, ahead: Sequence[Row], width: int) -> bool:
        """Whether a row that something stands before, or that is too long, still belongs to the open table."""
        row = self.rows[index]
        if not row.breaks:
            return any(near.width <= width for near in ahead[:NEAR])
        texts = [piece for piece in _zone(row.before) if piece.look is Look.TEXT]
        return len(texts) <= MOST_GROUPS and any(near.width == width for near in self.rows[index : index + NEAR])

    def _begin(self, row: Row, ahead: Sequence[Row], heading: Heading) -> None:
        zone = _zone(row.before)
        skipped = len(row.before) - len(zone)
        above, groups = row.before[: skipped + heading.first], zone[heading.end :]
        corners = [piece for _, piece in heading.corners]
        draft = Draft(heading, _width(heading, ahead), notes=self._notes((*zone[: heading.first], *groups, *corners)))
        self._place_under(draft, above, [piece.text for piece in corners])
        draft.add([piece for piece in groups if piece.look is Look.TEXT], row)
        self._leave([piece for piece in groups if piece.look is not Look.TEXT])

    def _begin_unheaded(self, row: Row, ahead: Sequence[Row]) -> None:
        width = Counter(near.width for near in ahead).most_common(1)[0][0]
        same = sum(near.width == width for near in ahead)
        zone = _zone(row.before)
        heading = heading_by_place(zone, width) if width > 1 and same > 1 and not _is_chart(row) else None
        if heading:
            self._begin(row, ahead, heading)
        elif width == 1 and row.width == 1 and same >= FEWEST_UNHEADED:
            groups = [piece for piece in zone if piece.look is Look.TEXT][1:][-1:]
            above = [piece for piece in row.before if piece not in groups]
            draft = Draft(None, width, notes=self._notes(zone))
            self._place_under(draft, above, [])
            draft.add(groups, row)
        else:
            self._open = None
            self._leave(row.before)
            self._unread(row)

    def _place_under(self, draft: Draft, above: Sequence[Piece], corners: Sequence[str]) -> None:
        self._leave(above)
        headings = [piece.text for piece in above if piece.look is Look.TEXT]
        direct = [piece.text for piece in _zone(above) if piece.look is Look.TEXT]
        own = [text for text in corners if not _says_only_a_scale(text) and not heads_labels_or_units(text)]
        draft.title = next(iter([*direct[-1:], *own, *headings[-1:]]), "")
        draft.section = self._trail.above()
        self._trail.table()
        self.drafts.append(draft)
        self._open = draft

    def _go_on(self, draft: Draft, row: Row) -> None:
        zone = _zone(row.before)
        draft.notes += self._notes(zone)
        groups = [piece for piece in zone if piece.look is Look.TEXT]
        self._leave([piece for piece in row.before if piece not in groups])
        draft.add(groups, row)

    def _notes(self, pieces: Iterable[Piece]) -> list[str]:
        """The notes of a table among the cells before its first row, without the legend of the table before it."""
        return [piece.text for piece in pieces if piece.look is Look.NOTE and piece is not self._legend]

    def _take_legend(self, pieces: Sequence[Piece]) -> None:
        """A legend directly below a table belongs to it; a scale belongs to what follows."""
        first = pieces[0] if pieces else None
        self._legend = first if first and first.look is Look.NOTE and not AMOUNT.search(first.text) else None
        if self._open and self._legend:
            self._open.notes.append(self._legend.text)

    def _leave(self, pieces: Sequence[Piece]) -> None:
        """Account for cells that stand in no table."""
        for piece in pieces:
            self._trail.take(piece)
            if has_digit(piece.text):
                self.remainder.append(_rest(piece))

    def _unread(self, row: Row) -> None:
        fate, reason = (Fate.IGNORED, "chart") if _is_chart(row) else (Fate.SIGNALLED, "unread row")
        for piece in row.pieces:
            if has_digit(piece.text):
                self.remainder.append(Remainder(piece.text, piece.printed.locator, fate, reason))


def _zone(pieces: Sequence[Piece]) -> list[Piece]:
    """The cells after the last prose: where headings stand."""
    last = max((index for index, piece in enumerate(pieces) if piece.look in PROSE), default=-1)
    return list(pieces[last + 1 :])


def _sizes(rows: Sequence[Row]) -> list[int]:
    """How many headings these rows may have, the likeliest first: one a figure, or one a flag as well."""
    widths = Counter(row.width for row in rows)
    flags = max(row.flags for row in rows)
    likely = sorted(widths, key=lambda width: (widths[width], width), reverse=True)
    return list(dict.fromkeys(size for width in likely for size in (width, width + flags)))


def _width(heading: Heading, rows: Sequence[Row]) -> int:
    """How many of the headed columns hold figures."""
    widths = {row.width for row in rows}
    flags = max(row.flags for row in rows)
    if heading.size in widths or not flags:
        return heading.size
    return (
        heading.size - flags
        if heading.size - flags in widths or _heads_flags(heading.rows[-1][-1][1].text)
        else heading.size
    )


def _says_only_a_scale(text: str) -> bool:
    """Whether a corner tells the scale or the sign of figures, and not what they are of."""
    said = phrase(text, "note")
    return said.explained and not said.scenarios and said.subject is None


def _heads_flags(text: str) -> bool:
    """Whether the last heading is of flags: V/N, or incidenteel and structureel."""
    said = phrase(text, "heading")
    return said.flag is not None or bool({said.scenario, said.aside} & INCIDENTAL)


def _is_chart(row: Row) -> bool:
    """An amount and its share of the whole, as the legend of a chart prints them."""
    texts = [figure.text for figure, _ in row.figures]
    return len(texts) == 2 and texts[1].endswith("%") and not texts[0].endswith("%")


def _rest(piece: Piece) -> Remainder:
    where = piece.printed.locator
    if explains_a_difference(piece.text):
        return Remainder(piece.text, where, Fate.IGNORED, "explained difference")
    return named(piece.text, where, REASONS.get(piece.look, piece.look.value))
