"""V/N and I/S flags in rows on one line: they stand in columns of their own, right of the figure that they mark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tasks.language.headlines import FLAG_HEADS
from tasks.structure.grid import Printed, Row
from tasks.structure.spaced.line import Kind, Spaced
from tasks.structure.values import EMPTY_FIGURE

Flagged = tuple[int, ...]  # per column of figures, how many columns of flags stand right of it


def flagged_columns(items: Sequence[Spaced], columns: int) -> Flagged:
    """How many flags each column of figures has, counted from the last figure of the rows."""
    most: Counter[int] = Counter()
    for item in items:
        if item.kind is Kind.ROW:
            for behind, count in Counter(behind for behind, _ in item.flags).items():
                most[behind] = max(most[behind], count)
    return tuple(most[behind] for behind in range(columns - 1, -1, -1))


def settle_dashes(items: Sequence[Spaced]) -> list[Spaced]:
    """A dash behind as many figures as the flagged rows have is the flag of a row that needs none."""
    sizes = Counter(len(item.values) for item in items if any(behind == 0 for behind, _ in item.flags))
    if not sizes:
        return list(items)
    size = sizes.most_common(1)[0][0] + 1
    return [
        replace(item, values=item.values[:-1], flags=((0, item.values[-1]),))
        if not item.flags and len(item.values) == size and EMPTY_FIGURE.match(item.values[-1])
        else item
        for item in items
    ]


def without_flag_heads(lines: Sequence[Spaced]) -> tuple[list[Spaced], list[Printed]]:
    """The lines of a heading without what heads flags at their end, and that: 'Rekening Verschil V/N'."""
    cut: list[Spaced] = []
    heads: list[Printed] = []
    for item in lines:
        words = item.line.text.split()
        size = next((size for size, word in enumerate(reversed(words)) if not FLAG_HEADS.match(word)), len(words))
        text = item.line.text.rstrip()
        for word in reversed(words[len(words) - size :]):
            text = text.removesuffix(word).rstrip()
        cut.append(replace(item, line=item.line._replace(text=text)) if size else item)
        heads += [Printed(word, item.line.locator) for word in words[len(words) - size :]]
    return cut, heads


def kinds_of(flagged: Flagged) -> list[bool]:
    """For each column from the left whether it holds flags."""
    return [flags for count in flagged for flags in (False, *[True] * count)]


def place_of(column: int, flagged: Flagged) -> int:
    """The column of the grid in which a column of figures stands; the label is column 0."""
    return 1 + column + sum(flagged[:column])


def respread(row: Row, flagged: Flagged) -> Row:
    """A row of figures alone, with room for the flags."""
    return {place_of(column - 1, flagged) if column else 0: cell for column, cell in row.items()}


def with_flags(row: Row, flagged: Flagged, items: Mapping[str, Spaced]) -> Row:
    """A row of the body with its flags right of its figures."""
    figures = sorted(column for column in row if column)
    item = items.get(row[figures[-1]].locator) if figures else None
    spread = respread(row, flagged)
    seen: Counter[int] = Counter()
    for behind, text in item.flags if item else ():
        if behind < len(figures):
            column = place_of(figures[-1 - behind] - 1, flagged) + 1 + seen[behind]
            spread[column] = Printed(text, row[figures[-1]].locator)
            seen[behind] += 1
    return spread
