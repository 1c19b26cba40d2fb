"""The lines above rows on one line that may be their heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tasks.language.documents import may_name_a_document, names_a_document
from tasks.language.lines import behind, is_only
from tasks.structure.names import ends_unread
from tasks.structure.spaced.line import Kind, Spaced

MOST_HEADING_LINES = 10
MOST_APART = 2  # between lines of a heading: one blank line
MOST_GROUP_LABELS = 3  # between heading and first row


def near(above: Sequence[Spaced]) -> list[Spaced]:
    """The lines right above the rows, up to running text or the name of the document."""
    lines: list[Spaced] = []
    for item in reversed(above[-MOST_HEADING_LINES - MOST_GROUP_LABELS :]):
        if item.kind is Kind.PROSE or names_a_document(item.line.text):
            break
        if lines and not adjoins(item, lines[0]) and may_name_a_document(item.line.text):
            break
        lines.insert(0, item)
    return lines


def blocks_of(lines: Sequence[Spaced], pace: int = MOST_APART) -> Iterator[tuple[int, int]]:
    """How many lines may be the heading, and where it ends: labels of groups may stand between it and the rows.

    No line of a heading is further from the next than `pace` says.
    """
    for size in range(1, len(lines) + 1):
        for labels in range(min(MOST_GROUP_LABELS, len(lines) - size) + 1):
            end = len(lines) - labels
            block = lines[end - size : end]
            if _are_groups(lines[end:]) and not _heads_alone(block) and _together(block, pace):
                yield size, end


def pace_of(rows: Sequence[Spaced]) -> int:
    """How far from each other the lines of a table stand: 1, or 2 where every other line is blank."""
    return min((after.line.number - before.line.number for before, after in pairwise(rows)), default=1)


def adjoins(upper: Spaced, lower: Spaced, pace: int = 1) -> bool:
    """Whether a line stands directly above another."""
    return lower.line.number - upper.line.number <= pace


def _together(block: Sequence[Spaced], pace: int) -> bool:
    read = not any(ends_unread(item.label) for item in block)
    return read and all(adjoins(upper, lower, pace) for upper, lower in pairwise(block))


def _are_groups(labels: Sequence[Spaced]) -> bool:
    return all(item.kind is Kind.LABEL and not _heads_labels(item.label) for item in labels)


def _heads_alone(block: Sequence[Spaced]) -> bool:
    return len(block) > 1 and is_only(block[-1].label, "entries")


def _heads_labels(label: str) -> bool:
    """Whether a line begins as the heading of labels, with words behind it: no group of rows is called so."""
    return behind(label, "heads").lstrip()[:1].isalpha()
