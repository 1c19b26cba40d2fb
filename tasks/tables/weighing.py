"""What a table weighs: its figures, each as far as its heading is explained, proved and different from others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from tasks.language.asking import lists_stands
from tasks.language.documents import Facts
from tasks.language.patterns import NOTE_BEFORE
from tasks.model import Cell, Table
from tasks.structure.heading_paths import heading_paths
from tasks.structure.lines import Line
from tasks.structure.values import has_digit, is_value, worth
from tasks.tables.divisions import headings_in
from tasks.tables.meaning import against_time
from tasks.tables.proofs import vote
from tasks.tables.relations import Relation, related
from tasks.tables.wording import Said, contradicts, explained, heads_no_figures, kind_of, says

OPEN = 0.45  # a column without a heading
UNLABELLED = 0.3
SAME = 0.5  # two columns that are headed alike
PROVED = 0.15
REFUTED = 0.4
LATE = 0.2
LONGEST_LABEL = 160
STRANGE = 0.2
KNOWN = 0.9
TORN = 0.1  # years that stand apart from words beside words with years


def figures_of(table: Table) -> list[Cell]:
    """The cells of a table's body with a digit, but for units, years and sources beside the figures."""
    beside = {column for column, path in heading_paths(table).items() if path and heads_no_figures(path[-1])}
    return [
        cell
        for cell in table.cells
        if cell.row >= table.heading_rows and cell.column >= table.label_columns and has_digit(cell.text)
        if cell.column not in beside
    ]


def weight_of(table: Table, facts: Facts) -> float:
    """The sum of what its figures weigh."""
    figures = [cell for cell in figures_of(table) if is_value(cell.text) or has_digit(cell.text)]
    columns = _columns(table, figures, facts)
    labels = {cell.row: cell.text for cell in table.cells if cell.column < table.label_columns}
    return sum(max(0.0, columns[cell.column] - _fault(labels.get(cell.row))) for cell in figures)


def is_refuted(table: Table, lines: Sequence[Line]) -> bool:
    """Whether a text that heads a column is left out of the headings: it stands above them, or over the labels."""
    heads = [cell for cell in table.cells if cell.row < table.heading_rows and cell.column >= table.label_columns]
    missed = stands_above(table, lines) is not None or _stands_above(heads, lines)
    return missed or _is_interrupted(table) or _stands_over_labels(table, heads) or _leaves_a_row_out(heads, lines)


def parts_headings(table: Table) -> bool:
    """Whether of one line of headings some head columns and another names a row: none of them is above its column."""
    heads = {cell.locator for cell in table.cells if cell.row < table.heading_rows}
    body = [cell for cell in table.cells if cell.row >= table.heading_rows and cell.locator in heads]
    labels = {cell.locator for cell in body if cell.column < table.label_columns}
    return bool(labels - {cell.locator for cell in body if cell.column >= table.label_columns})


def _leaves_a_row_out(heads: Sequence[Cell], lines: Sequence[Line]) -> bool:
    """Whether a line of several headings stands between the rows of headings, and is none of them."""
    taken = {int(cell.locator.split()[1]) for cell in heads}
    between = range(min(taken) + 1, max(taken)) if taken else ()
    told = Counter(word for cell in heads for word in cell.text.split())  # a heading may be printed over several lines
    printed = (lines[at - 1].text.strip() for at in between if at not in taken)
    left = (noted[2] if (noted := NOTE_BEFORE.match(text)) else text for text in printed)
    return any(headings_in(text) > 1 and not Counter(text.split()) <= told for text in left)


def _stands_over_labels(table: Table, heads: Sequence[Cell]) -> bool:
    """Whether the labels are headed as the columns beside them are, with a year or a measure: the row is shifted."""
    corners = [cell for cell in table.cells if cell.row < table.heading_rows and cell.column < table.label_columns]
    beside = {(cell.row, kind_of(cell.text)) for cell in heads if explained(cell.text) >= KNOWN}
    again = {(cell.row, cell.text.casefold()) for cell in heads}
    if any((cell.row, cell.text.casefold()) in again and explained(cell.text) > 0 for cell in corners):
        return True  # 'Stand per' heads the labels, and figures too
    return any((cell.row, kind_of(cell.text) or None) in beside for cell in corners if explained(cell.text) >= KNOWN)


def _stands_above(heads: Sequence[Cell], lines: Sequence[Line]) -> bool:
    if len(heads) < 2 or len({cell.locator for cell in heads}) < 2:
        return False
    first = min(int(cell.locator.split()[1]) for cell in heads)
    before = list(islice((line.text for line in reversed(lines[: first - 1]) if not line.blank), 2))
    above = before[0] if before else ""
    kinds = {kind_of(cell.text) for cell in heads if cell.row == 0}
    if [kind_of(text) for text in before] == ["s", "s"] and all(explained(text) >= KNOWN for text in before):
        return not any("s" in kind_of(cell.text) for cell in heads)  # their stands are left out
    return explained(above) >= KNOWN and kind_of(above) in kinds - {"", "m"}


def _is_interrupted(table: Table) -> bool:
    """Whether a title is taken for a heading: a scale or the heading of the labels stands between it and the others."""
    if table.heading_rows != 1:
        return False
    heads = [cell for cell in table.cells if cell.row < table.heading_rows]
    lines = [int(cell.locator.split()[1]) for cell in heads if cell.column >= table.label_columns]
    corners = [int(cell.locator.split()[1]) for cell in heads if cell.column < table.label_columns]
    return len(lines) > 1 and any(min(lines) < corner < max(lines) for corner in corners)


def headed(table: Table, lines: Sequence[Line]) -> Table:
    """The table with what its headings leave unknown left open: they miss stands above, one is a title, or shifted."""
    heads = [cell for cell in table.cells if cell.row < table.heading_rows and cell.column >= table.label_columns]
    shifted = _is_interrupted(table) or (table.heading_rows > 1 and _stands_over_labels(table, heads))
    return _with_stands(_without_headings(table) if shifted else table, lines)


def _without_headings(table: Table) -> Table:
    rows = table.heading_rows
    body = [replace(cell, row=cell.row - rows) for cell in table.cells if cell.row >= rows]
    return replace(table, cells=tuple(body), heading_rows=0)


def stands_above(table: Table, lines: Sequence[Line]) -> Line | None:
    """The line directly above the headings that lists stands, where no heading of the table names one."""
    heads = [cell for cell in table.cells if cell.row < table.heading_rows and cell.column >= table.label_columns]
    if not heads or any("s" in kind_of(cell.text) for cell in heads):
        return None
    first = min(int(cell.locator.split()[1]) for cell in heads)
    above = next((line for line in reversed(lines[: first - 1]) if not line.blank), None)
    return above if above and lists_stands(above.text.strip()) else None


def _with_stands(table: Table, lines: Sequence[Line]) -> Table:
    """The table with the stands above it over all its columns: which of them heads which is not known."""
    line = stands_above(table, lines)
    if not line:
        return table
    width = 1 + max(cell.column for cell in table.cells) - table.label_columns
    over = Cell(line.text.strip(), 0, table.label_columns, line.locator, column_span=width)
    cells = tuple(replace(cell, row=cell.row + 1) for cell in table.cells)
    return replace(table, cells=(over, *cells), heading_rows=table.heading_rows + 1)


def _fault(label: str | None) -> float:
    if label is None:
        return UNLABELLED
    return STRANGE if len(label) > LONGEST_LABEL else 0.0


def _columns(table: Table, figures: Sequence[Cell], facts: Facts) -> dict[int, float]:
    paths = heading_paths(table)
    used = sorted({cell.column for cell in figures})
    said = {column: says(paths.get(column, ()), facts.year) for column in used}
    known = {column: one for column, one in said.items() if paths.get(column)}
    same = Counter(one.meaning for one in known.values())
    found = {column: _column(paths.get(column, ())) for column in used}
    for column, one in known.items():
        found[column] -= SAME * (same[one.meaning] > 1 and any(one.meaning)) + LATE * against_time(one, facts)
    kinds = {kind_of(paths[column][-1]) for column in used if paths.get(column)}
    if len(used) > 2 and all(len(paths.get(column, ())) == 1 for column in used) and kinds == {"sy", "y"}:
        found = {column: weight - TORN for column, weight in found.items()}
    for column, change in _proofs(figures, used, paths, said):
        found[column] += change
    return found


def _column(path: tuple[str, ...]) -> float:
    if not path:
        return OPEN
    own = sum(max(-0.5, explained(text)) for text in path) / len(path)
    return 0.4 + 0.6 * own - 0.3 * contradicts(path)


def _proofs(
    figures: Sequence[Cell], used: Sequence[int], paths: dict[int, tuple[str, ...]], said: dict[int, Said]
) -> list[tuple[int, float]]:
    """What the relations between columns add to each of them, once."""
    rows: dict[int, dict[int, float]] = {}
    for cell in figures:
        rows.setdefault(cell.row, {})[cell.column] = worth(cell.text)
    vectors = [tuple(row.get(column, 0.0) for column in used) for row in rows.values() if len(row) > 1]
    relations: list[Relation] = related(vectors, len(used))
    order = [said[column] for column in used]
    headed = [paths.get(column, ()) for column in used]
    votes: dict[int, list[int]] = {}
    for relation in relations:
        given = vote(order, headed, relation)
        for at in relation[:3] if given else ():
            votes.setdefault(used[at], []).append(given)
    return [(column, PROVED if sum(given) > 0 else -REFUTED) for column, given in votes.items() if sum(given)]
