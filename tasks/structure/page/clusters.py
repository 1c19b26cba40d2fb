"""The columns of a table that no rules draw: what stands below each other is one column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tasks.structure.page.phrases import PageLine, Phrase

SLACK = 0.5  # points that cells of neighbouring columns may overlap
EDGE = 0.6  # em that the edges of the figures of one column differ
SAME_LABELS = 0.5  # of the labels that two tables side by side share


@dataclass(frozen=True)
class Column:
    """The strip of a page that a column takes."""

    x0: float
    x1: float
    figures: bool


def columns_of(rows: Sequence[PageLine]) -> list[Column]:
    """The columns of rows, from left to right: of figures where figures stand, of text elsewhere."""
    figures = [column for group in _figure_groups(rows) for column in _settled(group, rows)]
    texts = [phrase for row in rows for phrase in row.phrases if not phrase.is_value and not phrase.is_flag]
    columns = [_strip(group, figures=True) for group in figures if not _amid_text(group, texts)]
    free = [phrase for phrase in texts if not any(_inside(phrase, column) for column in columns)]
    columns += [_strip(group, figures=False) for group in _overlapping(free)]
    return _disjoint(sorted(columns, key=lambda column: column.x0 + column.x1))


def _amid_text(group: Sequence[Phrase], texts: Iterable[Phrase]) -> bool:
    """Whether more texts than figures begin where a group of figures stands: numbers that are labels."""
    strip = _strip(group, figures=True)
    return sum(strip.x0 - SLACK <= phrase.box.x0 < strip.x1 for phrase in texts) > len(group)


def place_of(phrase: Phrase, columns: Sequence[Column]) -> int:
    """The column that a phrase stands in, or nearest to."""
    x0, _, x1, _ = phrase.box
    if not phrase.is_value and not phrase.is_flag:  # a long label begins in its own column
        begun = next((index for index, column in enumerate(columns) if column.x0 - 2 <= x0 <= column.x1), None)
        if begun is not None and not columns[begun].figures:
            return begun
    shares = [min(x1, column.x1) - max(x0, column.x0) for column in columns]
    return shares.index(max(shares))


def _figure_groups(rows: Sequence[PageLine]) -> list[list[Phrase]]:
    figures = [phrase for row in rows for phrase in row.phrases if phrase.is_value]
    flags = [phrase for row in rows for phrase in row.phrases if phrase.is_flag]
    groups = _overlapping(figures)
    strips = [_strip(group, figures=True) for group in groups]
    loose = [flag for flag in flags if not any(_inside(flag, strip) for strip in strips)]
    return groups + _overlapping(loose)


def _overlapping(phrases: Iterable[Phrase]) -> list[list[Phrase]]:
    """The phrases in groups that share a strip of the page."""
    groups: list[list[Phrase]] = []
    end = float("-inf")
    for phrase in sorted(phrases, key=lambda phrase: phrase.box.x0):
        if groups and phrase.box.x0 < end - SLACK:
            groups[-1].append(phrase)
        else:
            groups.append([phrase])
            end = float("-inf")
        end = max(end, phrase.box.x1)
    return groups


def _settled(group: list[Phrase], rows: Sequence[PageLine]) -> list[list[Phrase]]:
    """A group in which one row has two figures is parted by the edges that its figures share."""
    if not _collides(group, rows):
        return [group]
    edges: tuple[Callable[[Phrase], float], ...] = (lambda phrase: phrase.box.x1, lambda phrase: phrase.box.x0)
    for edge in edges:
        parts = _by_edge(group, edge)
        if len(parts) > 1 and not any(_collides(part, rows) for part in parts):
            return parts
    return [group]


def _collides(group: Sequence[Phrase], rows: Sequence[PageLine]) -> bool:
    members = set(map(id, group))
    return any(len(members.intersection(map(id, row.phrases))) > 1 for row in rows)


def _by_edge(group: Iterable[Phrase], edge: Callable[[Phrase], float]) -> list[list[Phrase]]:
    parts: list[list[Phrase]] = []
    for phrase in sorted(group, key=edge):
        if parts and edge(phrase) - edge(parts[-1][-1]) <= EDGE * phrase.size:
            parts[-1].append(phrase)
        else:
            parts.append([phrase])
    return parts


def _strip(group: Sequence[Phrase], *, figures: bool) -> Column:
    return Column(min(phrase.box.x0 for phrase in group), max(phrase.box.x1 for phrase in group), figures)


def _inside(phrase: Phrase, column: Column) -> bool:
    """Whether the middle of a phrase stands in a column, or of the column in a short phrase: words for figures."""
    shared = min(phrase.box.x1, column.x1) - max(phrase.box.x0, column.x0)
    return shared > 0.5 * min(phrase.box.x1 - phrase.box.x0, column.x1 - column.x0)


def _disjoint(columns: list[Column]) -> list[Column]:
    """Columns that overlap for half of the narrower one are one column."""
    found: list[Column] = []
    for column in columns:
        last = found[-1] if found else None
        shared = min(last.x1, column.x1) - max(last.x0, column.x0) if last else 0.0
        if (
            last
            and not (last.figures and column.figures)
            and shared > 0.5 * min(last.x1 - last.x0, column.x1 - column.x0)
        ):
            found[-1] = Column(min(last.x0, column.x0), max(last.x1, column.x1), last.figures or column.figures)
        else:
            found.append(column)
    return found


def side_by_side(lines: Sequence[PageLine], rows: Sequence[PageLine], columns: Sequence[Column]) -> float | None:
    """Where a second table begins to the right: a column of labels amid the figures, under the same headings."""
    for index in range(2, len(columns) - 1):
        column = columns[index]
        if column.figures or not columns[index - 1].figures or not any(c.figures for c in columns[index + 1 :]):
            continue
        edge = (columns[index - 1].x1 + column.x0) / 2
        if _repeats([_labels(rows, columns, 0), _labels(rows, columns, index)]) or _same_headings(lines, edge):
            return edge
    return None


def _labels(rows: Sequence[PageLine], columns: Sequence[Column], column: int) -> set[str]:
    phrases = [phrase for row in rows for phrase in row.phrases if not phrase.is_value]
    return {phrase.text for phrase in phrases if place_of(phrase, columns) == column}


def _repeats(labels: Sequence[set[str]]) -> bool:
    left, right = labels
    return len(left & right) >= max(1.0, SAME_LABELS * min(len(left), len(right)))


def _same_headings(lines: Sequence[PageLine], edge: float) -> bool:
    for line in lines:
        heads = [(phrase.box.centre < edge, phrase.text) for phrase in line.phrases if phrase.heads]
        left, right = [text for is_left, text in heads if is_left], [text for is_left, text in heads if not is_left]
        if len(left) > 1 and left == right:
            return True
    return False


def halves(lines: Sequence[PageLine], edge: float) -> tuple[list[PageLine], list[PageLine]]:
    """The lines left and right of an edge; a phrase goes where it begins."""
    parts: tuple[list[PageLine], list[PageLine]] = ([], [])
    for line in lines:
        left = tuple(phrase for phrase in line.phrases if phrase.box.x0 < edge)
        right = tuple(phrase for phrase in line.phrases if phrase.box.x0 >= edge)
        for part, phrases in zip(parts, (left, right), strict=True):
            if phrases:
                part.append(PageLine(phrases))
    return parts
