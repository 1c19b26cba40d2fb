"""Text in which a table lost its lines: a cell on a line, a row on a line, bars, tabs, or nothing between the cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tests.fuzz.documents import Break, Printout
from tests.fuzz.sheets import Sheet, Slot

GAP = 3  # between columns of a text that keeps its layout
BLANK = " "  # what is left of an empty cell where cells are parted by spaces


def _rows(sheet: Sheet) -> Iterator[list[str]]:
    yield from sheet.head_rows()
    yield from map(list, sheet.body)


def _cells(sheet: Sheet) -> Iterator[str]:
    return (cell for row in _rows(sheet) for cell in row if cell)


def _spaced(sheet: Sheet) -> Iterator[str]:
    return (" ".join(cell for cell in row if cell) for row in _rows(sheet))


def _held(sheet: Sheet) -> Iterator[str]:
    """Headings without their blanks, rows with a space for each blank cell."""
    for row in sheet.head_rows():
        yield " ".join(cell for cell in row if cell)
    for cells in sheet.body:
        yield " ".join(cell or BLANK for cell in cells)


def _glued(sheet: Sheet) -> Iterator[str]:
    return ("".join(cell.replace("\n", "") for cell in row) for row in _rows(sheet))


def _tabbed(sheet: Sheet) -> Iterator[str]:
    return ("\t".join(cell.replace("\n", " ") for cell in row) for row in _rows(sheet))


def _barred(sheet: Sheet) -> Iterator[str]:
    for place, row in enumerate(_rows(sheet)):
        if place == len(sheet.head) and place:
            yield "|" + "---|" * sheet.width
        yield "| " + " | ".join(cell.replace("\n", " ") for cell in row) + " |"


def _open_bars(sheet: Sheet) -> Iterator[str]:
    """Bars between cells only."""
    for place, row in enumerate(_rows(sheet)):
        if place == 1 and sheet.head:
            yield "|".join(["---"] * sheet.width)
        yield " | ".join(cell.replace("\n", " ") for cell in row)


def _aligned(sheet: Sheet) -> Iterator[str]:
    """Columns aligned right, as a text that keeps the layout of its page has them."""
    widths = [max((len(row[place]) for row in sheet.body), default=0) for place in range(sheet.width)]
    for slot in (slot for slots in sheet.head for slot in slots if slot.span == 1):
        widths[slot.start] = max(widths[slot.start], *map(len, slot.text.split("\n")))
    ends = [sum(widths[: place + 1]) + GAP * place for place in range(sheet.width)]
    for slots in sheet.head:
        yield from _stacked([(slot.text, *_room(slot, widths, ends)) for slot in slots])
    for row in sheet.body:
        line = row[0]
        for cell, end in zip(row[1:], ends[1:], strict=True):
            line = line.ljust(end - len(cell)) + cell if cell else line
        yield line.rstrip()


def _room(slot: Slot, widths: Sequence[int], ends: Sequence[int]) -> tuple[int, int, bool]:
    """Where a heading may begin and end, and whether it stands over several columns."""
    return ends[slot.start] - widths[slot.start], ends[slot.start + slot.span - 1], slot.span > 1


def _stacked(slots: Sequence[tuple[str, int, int, bool]]) -> Iterator[str]:
    """Headings of several lines with their last line below; over several columns in the middle, else to the right."""
    depth = max((text.count("\n") + 1 for text, *_ in slots), default=0)
    for level in range(depth):
        line = ""
        for text, start, end, wide in slots:
            word = [*[""] * depth, *text.split("\n")][-depth:][level]
            free = end - start - len(word)
            at = start + (0 if not start else free // 2 if wide else free)
            line = line.ljust(max(at, len(line) + 1 if line else 0)) + word if word else line
        yield line


def _text(between: str, lines: Callable[[Sheet], Iterator[str]]) -> Callable[[Printout], bytes]:
    def render(printout: Printout) -> bytes:
        pieces: list[str] = []
        for block in printout.blocks:
            if isinstance(block, str):
                pieces += ["", block] if between == "\n" else [block]
            elif isinstance(block, Break):
                pieces += [block.foot]
            else:
                pieces += lines(block)
        return (between.join(pieces).strip("\n") + "\n").encode()

    return render


TEXTS: dict[str, Callable[[Printout], bytes]] = {
    "cells": _text("\n\n", _cells),
    "cells_close": _text("\n", _cells),
    "rows": _text("\n", _spaced),
    "rows_with_blanks": _text("\n", _held),
    "tabs": _text("\n", _tabbed),
    "bars": _text("\n", _barred),
    "bars_between": _text("\n", _open_bars),
    "glued": _text("\n", _glued),
    "aligned": _text("\n", _aligned),
}
