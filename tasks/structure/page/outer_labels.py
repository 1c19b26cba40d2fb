"""Labels that stand over several rows, with labels of their own beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from tasks.structure.page.phrases import PageLine, Phrase
from tasks.structure.page.wraps import LogicalRow


def merge_outer_labels(rows: list[LogicalRow], places: Mapping[int, int], labels: range) -> None:
    """Labels of the first column that stand over several rows, where the second column counts the same names again.

    Wherever in its rows such a label is printed, and over however many lines, it is one cell of them all. Which column
    a phrase stands in is known by its identity.
    """
    cycles = _cycles(rows, places, labels)
    outer = {id(row): [p for line in row.lines for p in line.phrases if places[id(p)] == 0] for row in rows}
    anchored = [row for row in rows if row.anchor]
    if not cycles or all(outer[id(row)] for row in anchored):
        return
    lines = sorted({phrase.box.bottom for phrases in outer.values() for phrase in phrases})
    starts = [cycle[0].anchor.box.bottom for cycle in cycles if cycle[0].anchor]
    phrases = sorted((p for held in outer.values() for p in held), key=lambda p: (p.box.bottom, p.box.x0))
    for cycle, start, end in zip(cycles, starts, [*starts[1:], lines[-1] + 100 if lines else 0.0], strict=True):
        slack = 0.5 * rows[0].lines[0].size
        own = [phrase for phrase in phrases if start - slack <= phrase.box.bottom < end - slack]
        if own:
            cycle[0].labels[0] = (own, len(cycle))
    taken = {id(phrase) for row in rows for phrases, _ in row.labels.values() for phrase in phrases}
    for row in rows:
        row.lines = [PageLine(kept) for line in row.lines if (kept := _without(line, taken))]
    rows[:] = [row for row in rows if row.lines]


def _without(line: PageLine, taken: set[int]) -> tuple[Phrase, ...]:
    return tuple(phrase for phrase in line.phrases if id(phrase) not in taken)


def _cycles(rows: Sequence[LogicalRow], places: Mapping[int, int], labels: range) -> list[list[LogicalRow]]:
    """Rows from one occurrence of the first name in the second label column to the next."""
    if len(labels) < 2:
        return []
    cycles: list[list[LogicalRow]] = []
    names: Counter[str] = Counter()
    first = ""
    for row in rows:
        if not row.anchor:
            continue
        name = " ".join(p.text for p in row.anchor.phrases if places[id(p)] == 1)
        first = first or name
        names[name] += 1
        if name == first or not cycles:
            cycles.append([])
        cycles[-1].append(row)
    repeated = len(cycles) > 1 and 2 * len(names) <= sum(names.values()) and max(map(len, cycles)) > 1
    return cycles if repeated else []
