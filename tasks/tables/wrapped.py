"""Headings whose words are broken over the lines above a table, as ways to head its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from operator import itemgetter

from tasks.language import patterns
from tasks.language.lines import is_only
from tasks.language.patterns import FLAGS_BROKEN
from tasks.structure.grid import Printed
from tasks.structure.lines import Line
from tasks.tables.divisions import divided, is_torn
from tasks.tables.pieces import Look, Piece, look_of
from tasks.tables.stacked import MOST_LINES, Heading, stacked
from tasks.tables.weights import HALF
from tasks.tables.wording import BARE_YEAR, WHOLE, explained, heads_labels, kind_of, tells
from tasks.tables.zones import Head, Over

BROKEN = re.compile(FLAGS_BROKEN)
DATED = re.compile(patterns.YEAR)
MOST_GOING_ON = 12  # lines of headings that go on one after the other
FEWEST_TOLD = 2  # lines that are headings by themselves
Numbered = tuple[int | None, int, str]  # a line: which piece begins it (None within one), its number, its text


def wrapped(pieces: Sequence[tuple[int, Piece]], end: int, width: int) -> Iterator[Head]:
    """The ways to head columns with the lines right above that hold a piece of each heading."""
    lines = _lines(tuple(pieces[:end]))
    for size in range(1, min(MOST_LINES, len(lines)) + 1) if width > 1 else ():
        block = lines[-size:]
        first, number, text = block[0]
        if first is None or not _together(block) or is_only(block[-1][2], "entries") or _is_amid(lines, size):
            continue
        if size == 1 and divided(text, width):
            continue  # in other ways already
        found = _stacked(tuple((line, printed) for _, line, printed in block), width)
        if found:
            row = tuple(
                Over(Piece(cell.text, int(cell.locator.split()[1]), Look.TEXT), column)
                for column, cell in enumerate(found.columns)
            )
            corner = Piece(found.corner, number, Look.TEXT) if found.corner else None
            yield Head((row,), width, first, end, skipped=(corner,) if corner else (), corner=corner)


def going_on(pieces: Sequence[tuple[int, Piece]], end: int, count: int) -> Iterator[tuple[int, tuple[Piece, ...]]]:
    """The ways to take so many headings from lines or cells that go on one after the other, and where they begin.

    'Bijgestelde', 'begroting 2025'; 'Rekening', '2023 Begroting', '2024'.
    """
    for first, block in _blocks_going_on(_lines(tuple(pieces[:end]))[-MOST_GOING_ON - 1 :]) if count > 1 else ():
        whole = _joined(block)
        for way in divided(whole, count):
            left = whole.removesuffix(" ".join(way)).strip()
            known = not left or (heads_labels(left) and block[0][2].startswith(f"{left} "))
            parts = _by_line(way, block) if known and all(explained(part) >= WHOLE for part in way) else []
            if parts and all(map(_is_one, parts)):
                yield first, tuple(Piece(text, own[0][0], Look.TEXT) for text, own in zip(way, parts, strict=True))


@lru_cache(maxsize=256)  # the same lines are divided over every number of columns
def _blocks_going_on(lines: tuple[Numbered, ...]) -> tuple[tuple[int, tuple[Numbered, ...]], ...]:
    """The last lines that go on one after the other, with the piece that each block of them begins with."""
    if not lines or is_only(lines[-1][2], "entries"):
        return ()  # a group of the first rows
    blocks = [(lines[-size][0], lines[-size:]) for size in range(2, min(MOST_GOING_ON, len(lines)) + 1)]
    return tuple(
        (first, block)
        for first, block in blocks
        if first is not None and _goes_on_within(block) and not _is_amid(lines, len(block))
    )


def up_to_years(pieces: Sequence[tuple[int, Piece]], end: int, count: int) -> Iterator[tuple[int, tuple[Piece, ...]]]:
    """The way to take so many headings of which each is a stand up to the line of its year; the last may have none.

    'Gerealiseerd', '2022', 'Verwachte', 'realisatie', '2023', 'Totaal'.
    """
    if count <= 2:
        return
    lines = _lines(tuple(pieces[:end]))
    ends = [at for at, line in enumerate(lines, start=1) if look_of(line[2]) is Look.PERIOD or at == len(lines)]
    if count > len(ends):
        return
    ends = ends[-count:]
    starts = [at for at in range(ends[0] - 1) if _is_dated(lines[at : ends[0]])]
    parts = [lines[start:stop] for start, stop in pairwise((*starts[-1:], *ends))]
    if starts and all(map(_is_dated, parts[:-1])) and (_is_dated(parts[-1]) or len(parts[-1]) == 1):
        place = [at for at, _, _ in lines[: starts[-1] + 1] if at is not None]
        yield place[-1], tuple(Piece(_joined(part), part[0][1], Look.TEXT) for part in parts)


def _is_dated(lines: Sequence[Numbered]) -> bool:
    """Whether lines are a stand and, below it, its year."""
    text = _joined(lines)
    return len(lines) > 1 and kind_of(text) == "sy" and explained(text) >= WHOLE


def _joined(lines: Sequence[Numbered]) -> str:
    return " ".join(text for _, _, text in lines)


def _goes_on_within(block: Sequence[Numbered]) -> bool:
    """Whether a line begins amid a heading; where years stand before their stands, the last is a stand alone."""
    turned = BARE_YEAR.match(block[0][2]) is not None and kind_of(block[-1][2]) == "s"
    return turned or any(goes_on(upper, lower) for (_, _, upper), (_, _, lower) in pairwise(block))


def _by_line(way: Sequence[str], block: Sequence[Numbered]) -> list[list[tuple[int, str]]]:
    """What of each heading of a division stands on which line."""
    words = [(word, number) for _, number, text in block for word in text.split()]
    at = len(words) - sum(len(text.split()) for text in way)
    found: list[list[tuple[int, str]]] = []
    for text in way:
        size = len(text.split())
        own = groupby(words[at : at + size], key=itemgetter(1))
        found.append([(number, " ".join(word for word, _ in line)) for number, line in own])
        at += size
    return found


def _is_one(fragments: Sequence[tuple[int, str]]) -> bool:
    """Whether a heading over several lines needs each: the words above a line are none yet, or lack their year."""
    above = ""
    for _, text in fragments:
        lacking = DATED.match(text) is not None and not DATED.search(above)
        if above and not (text[:1].islower() or lacking or explained(above) < WHOLE):
            return False
        above = f"{above} {text}".strip()
    return True


@lru_cache(maxsize=512)  # the same lines are tried for tables of one document, and with other groups below
def _stacked(lines: tuple[tuple[int, str], ...], width: int) -> Heading | None:
    """The headings that lines hold together; none where each is a line, a year is torn off, or a heading is left."""
    last = lines[-1][1]
    if len(lines) > 1 and kind_of(last) == "" and last[:1].isupper() and explained(last) < HALF:
        return None  # the group of the first rows
    told = sum(explained(text) >= WHOLE for _, text in lines)
    if len(lines) > 1 and told >= max(FEWEST_TOLD, width - 1):
        return None  # each line is a heading
    found = stacked([Line(number, text) for number, text in lines], width)
    if not found or tells(found.corner):
        return None
    cells = found.columns
    if len(lines) > 1 and (any(0 < explained(cell.text) < HALF for cell in cells) or _dates_twice(cells)):
        return None  # a word of a title that heads nothing by itself, or years of the groups above them
    if len({cell.locator for cell in cells}) == width or any(is_torn(b.text, a.text) for a, b in pairwise(cells)):
        return None
    return found


def _dates_twice(cells: Sequence[Printed]) -> bool:
    """Whether a year or a stand is alone that another column has with the other: 'realisatie 2023', '2023'."""
    dated = [cell.text for cell in cells if " " in cell.text and DATED.search(cell.text)]
    parts = {part for text in dated for part in (*text.split(" ", 1), *text.rsplit(" ", 1))}
    return any(cell.text in parts for cell in cells if cell.text not in dated)


def _is_amid(lines: Sequence[Numbered], size: int) -> bool:
    """Whether the last lines begin amid a heading: the line right above them ends with its first words."""
    above, first = lines[-size - 1 : len(lines) - size + 1][:2] if len(lines) > size else (None, None)
    return above is not None and first is not None and _together((above, first)) and goes_on(above[2], first[2])


def goes_on(upper: str, lower: str) -> bool:
    """Whether a line begins with the rest of the heading that ends the line above: 'Begroting', '2024 Rekening'."""
    first, *others = lower.split() or [""]
    if first[:1].islower():
        return bool(others) or "s" in kind_of(upper) or explained(f"{upper} {lower}") >= WHOLE
    ends = upper.split()[-1:]
    return (
        bool(others and ends) and bool(BARE_YEAR.match(first)) and not DATED.search(ends[0]) and "s" in kind_of(upper)
    )


def _together(block: Sequence[Numbered]) -> bool:
    """Whether lines stand right below each other."""
    return all(lower[1] - upper[1] == 1 for upper, lower in pairwise(block))


@lru_cache(maxsize=256)  # they are taken for headings of every number of columns
def _lines(pieces: tuple[tuple[int, Piece], ...]) -> tuple[Numbered, ...]:
    """The lines that pieces stand on, without what heads flags where that is broken over two: 'V/' and 'N'."""
    found: list[Numbered] = []
    for at, (_, piece) in enumerate(pieces):
        if found and found[-1][1] == piece.line:
            found[-1] = (*found[-1][:2], f"{found[-1][2]} {piece.text}")
            continue
        for offset, text in enumerate(piece.lines or (piece.text,)):
            found.append((None if offset else at, piece.line + offset, text))
    ends = [at for at, (upper, lower) in enumerate(pairwise(found)) if BROKEN.search(f"{upper[2]}\n{lower[2]}")]
    broken = {number for at in ends for number in (at, at + 1)}
    return tuple((*line[:2], line[2].rpartition(" ")[0]) if at in broken else line for at, line in enumerate(found))
