"""The heading above rows on one line whose words are broken over lines: which lines it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tasks.language.headlines import LABEL_HEAD
from tasks.structure.grid import Printed
from tasks.structure.spaced.above import MOST_APART, MOST_HEADING_LINES, blocks_of, pace_of
from tasks.structure.spaced.columns import atoms_at_end
from tasks.structure.spaced.flagged import flagged_columns, kinds_of
from tasks.structure.spaced.line import Kind, Spaced
from tasks.structure.spaced.proved import proved
from tasks.structure.spaced.stacked import BARE_YEAR, Heading, joined_heading, stacked

if TYPE_CHECKING:
    from tasks.structure.spaced.runs import Run

FEWEST_IN_LIST = 2  # of one amount a row, under a heading of its own
LINE_COSTS = 0.05  # of what a heading weighs: of two as sure, the shorter


def copied(run: Run) -> Run:
    """The run with lists of its own, to try a heading on."""
    return replace(run, items=list(run.items), above=list(run.above), around=list(run.around), heading=[])


def stacked_heading(run: Run, lines: Sequence[Spaced], columns: int, *, sure: bool) -> Run | None:
    """The heading with its words broken over lines that weighs most; `sure` where no column may have a name alone."""
    flagged = flagged_columns(run.items, columns)
    best: tuple[float, int, int, Heading] | None = None
    for size, end in blocks_of(lines, MOST_APART if sure else pace_of(run.items)):
        block = [item.line for item in lines[end - size : end]]
        for divide in (stacked, joined_heading)[:size]:  # of one line they are the same
            found = divide(block, kinds_of(flagged))
            if found and _may_head(run, found, lines[end:], sure):
                left = sum(item.label[:1].islower() for item in lines[end:])  # no group begins with a small letter
                weight = found.weight - (size + MOST_HEADING_LINES * left) * LINE_COSTS
                best = best if best and best[0] >= weight else (weight, size, end, found)
    if best is None or _leaves_words(lines[: best[2] - best[1]], best[3]):
        return None
    headed = copied(run)
    headed.columns, headed.flagged = columns, flagged
    _take_stacked(headed, lines, *best[1:])
    return headed


def _may_head(run: Run, found: Heading, groups: Sequence[Spaced], sure: bool) -> bool:
    """Whether a heading may be of these rows; names of columns above groups stand behind what heads the labels."""
    if not found.sure and (sure or (groups and not any(map(LABEL_HEAD.match, found.corner.split()[-1:])))):
        return False
    return len(found.columns) > 1 or _heads_alone(run, found)


def _leaves_words(above: Sequence[Spaced], found: Heading) -> bool:
    """Whether the line above a heading is a scenario and nothing else, and a column beside others lacks just that."""
    bare = [BARE_YEAR.match(cell.text) is not None for cell in found.columns if cell]
    if not above or all(bare) or not any(bare):
        return False
    corner, atoms = atoms_at_end(above[-1].line.text.strip())
    return not corner and any(atom.kind == "scenario" for atom in atoms)


def _take_stacked(run: Run, lines: Sequence[Spaced], size: int, end: int, found: Heading) -> None:
    kinds = kinds_of(run.flagged)
    cells = list(zip(found.columns, kinds, strict=True))
    run.flag_heads = {place: cell for place, (cell, flags) in enumerate(cells, start=1) if cell and flags}
    figures = [cell for cell, flags in cells if not flags]
    run.heading = [{column: cell for column, cell in enumerate(figures, start=1) if cell}]
    if found.corner:
        run.corner = found.corner
        run.heading[0][0] = Printed(found.corner, lines[end - size].line.locator)
    run.items[:0] = lines[end:]
    run.around += [(item.line, "heading") for item in lines[end - size : end]]
    del run.above[len(run.above) - len(lines) + end - size :]


def _heads_alone(run: Run, found: Heading) -> bool:
    """Whether one column is a table: a heading that names labels and figures, above several rows."""
    cell = found.columns[0]
    rows = [item for item in run.items if item.kind is Kind.ROW]
    return bool(found.corner and cell and any(map(str.isalpha, cell.text))) and len(rows) >= FEWEST_IN_LIST


def proved_heading(run: Run, lines: Sequence[Spaced], columns: int) -> Run | None:
    """The heading on most lines that divides in one way only; every line of it is needed to tell columns apart."""
    flagged = flagged_columns(run.items, columns)
    best: tuple[int, int, Heading] | None = None
    for size, end in blocks_of(lines):
        found = proved([item.line for item in lines[end - size : end]], kinds_of(flagged))
        if found and not _leaves_words(lines[: end - size], found):
            best = size, end, found
    if best is None:
        return None
    headed = copied(run)
    headed.columns, headed.flagged = columns, flagged
    _take_stacked(headed, lines, *best)
    return headed
