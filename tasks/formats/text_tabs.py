"""Tables whose cells are separated by tabs, upright bars or semicolons, one printed row on a line.

The text of a web page or a word processor: an empty cell keeps its separator, a merged cell leaves empty ones
behind it, and a table that a page break cuts goes on below a repeat of its heading.
"""

from __future__ import annotations

from collections.abc import Sequence

from tasks.formats import share_of_layout, text_of
from tasks.language.asking import heads_a_column, is_note
from tasks.language.lines import heads_labels, is_total
from tasks.model import Fate, Reading, Remainder, Table
from tasks.structure.delimited.blocks import Block, blocks_of, is_contents
from tasks.structure.delimited.displaced import with_groups_in_place
from tasks.structure.delimited.drafts import (
    Draft,
    align,
    begin_behind_labels,
    headings_of,
    label_columns,
    part_flags,
    place_flags,
)
from tasks.structure.delimited.semicolons import tabbed
from tasks.structure.fates import rests
from tasks.structure.foreign_numbers import in_dutch
from tasks.structure.grid import Printed, Row, cells_of
from tasks.structure.headings import Outline
from tasks.structure.lines import Line, lines_of
from tasks.structure.long_format import widened
from tasks.structure.values import has_digit, is_figure, is_odd, is_value
from tasks.tables.wording import without_scale

NAME = "text_tabs"
COMPETES = False
ONLY_WHERE_IT_FITS = False


def fits(data: bytes) -> float:
    """How much of the figures stands in delimited rows."""
    return share_of_layout(data, "delimited") or 0.0


def read(data: bytes) -> Reading:
    """The delimited tables of a text."""
    return read_lines(lines_of(text_of(data)))


def read_lines(lines: Sequence[Line]) -> Reading:
    """The delimited tables among lines of text, and what is left of the lines."""
    lines = tabbed(lines)
    drafts: list[Draft] = []
    named: list[Remainder] = []
    for block in blocks_of(lines):
        if is_contents(block, lines):
            named += [Remainder(text, where, Fate.IGNORED, "table of contents") for text, where in block.texts()]
        else:
            named += _read_block(block, drafts)
    outline = Outline(lines)
    kept = [draft for draft in drafts if _holds_figures(draft)]
    made = [widened(in_dutch(_table(draft, number, outline))) for number, draft in enumerate(kept, start=1)]
    tables = tuple(table for table, _ in made)
    named += [rest for _, names in made for rest in names]
    unplaced = (cell for draft in kept for cell in draft.unplaced if has_digit(cell.text))
    named += [Remainder(cell.text, cell.locator, Fate.IGNORED, "heading without its column") for cell in unplaced]
    accounted = {cell.locator for table in tables for cell in table.cells} | {rest.locator for rest in named}
    left = rests(line for line in lines if line.locator not in accounted)
    return Reading(NAME, tables, tuple(sorted((*named, *left), key=lambda rest: int(rest.locator.split()[1]))))


def may_read(line: Line) -> bool:
    """Whether a line has a separator."""
    return any(separator in line.text for separator in "\t|;")


def _read_block(block: Block, drafts: list[Draft]) -> list[Remainder]:
    """Add the block's tables to the drafts, and return what of it is named otherwise."""
    numbers = [row for row in block.rows if _counts_columns(row)]
    rows = [row for row in block.rows if row not in numbers]
    draft = Draft(block.first_line, width=block.width)
    named = _take_heading(rows, draft)
    named += [Remainder(_text(row), _locator(row), Fate.IGNORED, "column number") for row in numbers]
    last = drafts[-1] if drafts and block.follows_directly else None
    if last and _continues(draft, last):
        named += _resume(draft, last, rows)
        draft = last
    else:
        drafts.append(draft)
    for row in rows:
        if _same_heading(row, draft):
            named += [Remainder(_text(row), _locator(row), Fate.IGNORED, "repeated heading")]
        elif _is_inner_heading(row, draft):
            draft = _under_inner_heading(row, draft)
            drafts.append(draft)
        else:
            draft.body.append(row)
    return [rest for rest in named if has_digit(rest.text)]


def _counts_columns(row: Row) -> bool:
    """Whether a row numbers the columns: 1, 2, 3 behind a note or nothing, which is no name of a row."""
    numbers = [cell.text.strip("() ") for column, cell in sorted(row.items()) if column]
    label = row[0].text if 0 in row else ""
    return len(numbers) > 1 and numbers == [str(n + 1) for n in range(len(numbers))] and (not label or is_note(label))


def _take_heading(rows: list[Row], draft: Draft) -> list[Remainder]:
    """Move title, note and heading rows from the top of the rows to the draft."""
    first_data = next((index for index, row in enumerate(rows) if _is_data(row)), len(rows))
    last_heading = max((index for index in range(first_data) if len(rows[index].keys() - {0}) > 0), default=-1)
    if last_heading > 0 and _opens_a_group(rows[last_heading], rows[last_heading - 1]):
        last_heading -= 1
    named = []
    while last_heading > 0 and len(rows[0]) == 1 and len(rows[1]) >= 1 and _may_be_title(rows, last_heading):
        title = rows.pop(0)
        named.append(Remainder(_text(title), _locator(title), Fate.IGNORED, "table title"))
        if is_note(_text(title)):
            draft.note = _text(title)
        else:
            draft.title = draft.title or _text(title)
        last_heading -= 1
    draft.heading = rows[: last_heading + 1]
    del rows[: last_heading + 1]
    if draft.heading and rows and rows[0].keys() == {0} and is_note(rows[0][0].text.lstrip("* ")):
        draft.note = draft.note or rows.pop(0)[0].text
    corner = draft.heading[0].get(0) if draft.heading else None
    if corner and is_note(corner.text):
        draft.note = draft.note or corner.text
    return named


def _opens_a_group(row: Row, above: Row) -> bool:
    """Whether a row under the heading names a group and heads columns that nothing above heads: an inner heading."""
    columns = [column for column in row if column]
    headed = [column for column in above if column]
    return 0 in row and 0 in above and bool(headed) and min(columns) < min(headed)


def _may_be_title(rows: Sequence[Row], last_heading: int) -> bool:
    """Whether the first row, a single cell, is a title: a heading row with more cells comes after it."""
    return any(len(row) > 1 or 0 not in row for row in rows[1 : last_heading + 1])


def _is_data(row: Row) -> bool:
    """Whether a row has a figure, or a word in its place, that is no heading."""
    cells = [cell.text for column, cell in row.items() if column]
    return any((is_value(text) or is_odd(text)) and not heads_a_column(text) for text in cells)


def _continues(draft: Draft, last: Draft) -> bool:
    """Whether a block goes on with the table before it: its heading is repeated, or it has none."""
    if draft.title or draft.width != last.width:
        return False
    if not draft.heading:
        return not _ended(last)
    mine, others = draft.heading[-1], last.heading[-1] if last.heading else {}
    corners = [set(row[0].text.lower().split()) if 0 in row else set() for row in (mine, others)]
    if all(corners) and not corners[0] & corners[1]:
        return False
    if not any(corners) and _ended(last):
        return False
    shared = (mine.keys() & headings_of(last).keys()) - {0}
    return bool(shared) and all(mine[column].text == headings_of(last)[column].text for column in shared)


def _ended(draft: Draft) -> bool:
    """Whether the last row is a total, after which no more rows are due."""
    return bool(draft.body) and is_total(draft.body[-1].get(0, Printed("", "")).text)


def _resume(draft: Draft, last: Draft, rows: list[Row]) -> list[Remainder]:
    """Go on with a table below its repeated heading, which may name columns that were left unnamed."""
    repeated = draft.heading[-1] if draft.heading else {}
    unnamed = {column: cell for column, cell in repeated.items() if column and column not in headings_of(last)}
    if last.heading:
        last.heading[-1] = last.heading[-1] | unnamed
    if draft.heading and rows and rows[0].keys() == {0} and rows[0][0].text[:1].islower() and last.body:
        tail = rows.pop(0)[0]  # a label that the page break cut in two
        label = last.body[-1].get(0, tail)
        last.body[-1] = last.body[-1] | {0: Printed(f"{label.text} {tail.text}", label.locator)}
    return [Remainder(_text(row), _locator(row), Fate.IGNORED, "repeated heading") for row in draft.heading]


def _same_heading(row: Row, draft: Draft) -> bool:
    texts = {column: cell.text for column, cell in row.items()}
    return len(row) > 1 and any(
        texts == {column: cell.text for column, cell in heading.items()} for heading in draft.heading
    )


def _is_inner_heading(row: Row, draft: Draft) -> bool:
    """Whether a row between the rows heads the ones below it anew: nothing but periods and scenarios.

    One bare year may be a figure (a count of 2025), so it heads only columns that no period heads yet.
    """
    texts = [cell.text for column, cell in row.items() if column]
    remarked = 0 in row and row[0].text.endswith(":")  # 'Eenheid: | Aantal per 1.000 inwoners'
    if not draft.heading or not texts or remarked or not all(map(heads_a_column, texts)):
        return False
    if len(texts) > 1:
        return True
    column = next(column for column in row if column)
    return draft.inner or not is_figure(texts[0]) or column not in headings_of(draft)


def _under_inner_heading(row: Row, draft: Draft) -> Draft:
    """The table under an inner heading: it keeps the headings of columns without periods, and the label as a group."""
    kept = {column: cell for column, cell in headings_of(draft).items() if not heads_a_column(cell.text)}
    columns = {column: cell for column, cell in row.items() if column}
    groups = [{0: row[0]}] if 0 in row else []
    return Draft(draft.first_line, draft.title, draft.note, [kept | columns], list(groups), draft.width, inner=True)


def _holds_figures(draft: Draft) -> bool:
    data = [row for row in draft.body if _is_data(row) or any(is_figure(c.text) for k, c in row.items() if k)]
    return bool(data) and (bool(draft.heading) or len(data) > 1)


def _table(draft: Draft, number: int, outline: Outline) -> Table:
    part_flags(draft)
    begin_behind_labels(draft)
    draft.heading = with_groups_in_place(draft.heading)
    align(draft)
    place_flags(draft)
    labels = label_columns(draft)
    section = outline.above(draft.first_line)
    corner = draft.heading[0].get(0, Printed("", "")).text if draft.heading else ""
    named = "" if is_note(corner) or heads_labels(corner) else corner
    named = named or without_scale(outline.titled_note_above(draft.first_line))
    width = max(draft.width, *(max(row, default=0) + 1 for row in (*draft.heading, *draft.body)))
    return Table(
        table_id=f"T{number:02d}",
        title=draft.title or named or next(reversed(section), ""),
        cells=cells_of(draft.heading, draft.body, width, labels),
        heading_rows=len(draft.heading),
        label_columns=labels,
        note=draft.note or outline.note_above(draft.first_line),
        section=section,
    )


def _text(row: Row) -> str:
    return " ".join(cell.text for _, cell in sorted(row.items()))


def _locator(row: Row) -> str:
    return next(iter(row.values())).locator
