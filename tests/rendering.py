"""Tables made from a grid of numbers, and the ways in which documents print them.

`tables()` draws a grid with its headings, groups, totals, scale and signs; `FAMILIES` prints it as the text of each
layout. What a table says (`Printed.truth`) is known from the grid, so reading it back needs no hand-checked cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from random import Random

from hypothesis import strategies as st

YEAR = 2024  # of the document, a jaarstukken: a year alone heads a realisation
Truth = tuple[str, str, str, Decimal, str]  # row label, scenario, period, value, unit

SPELLINGS = {
    "realisatie": ("Realisatie", "Rekening", "Werkelijk", "realisatie", "Jaarrekening"),
    "begroting": ("Begroting", "begroting", "Raming", "Begroot"),
    "begroting_primitief": ("Primitieve begroting", "Begroting primitief", "Begroting voor wijziging"),
    "begroting_gewijzigd": ("Begroting na wijziging", "Gewijzigde begroting", "Bijgestelde begroting"),
    "prognose": ("Prognose", "Verwachting"),
    "verschil": ("Verschil", "Afwijking"),
}
TOGETHER = (
    ("realisatie", "begroting", "prognose"),
    ("begroting_primitief", "begroting_gewijzigd", "realisatie", "verschil"),
    ("begroting", "realisatie", "verschil"),
)
MEASURES = ("Lasten", "Baten", "Saldo")
NOTES = {
    1: ("Bedragen in euro's", "(bedragen x € 1)", "Bedragen in hele euro's"),
    1000: ("Bedragen x € 1.000", "(bedragen x € 1.000)", "Bedragen * € 1.000", "x € 1.000", "in duizenden euro's"),
}
MINUSES: dict[str, Callable[[str], str]] = {
    "before": lambda digits: f"-{digits}",
    "long": lambda digits: f"−{digits}",
    "behind": lambda digits: f"{digits}-",
    "brackets": lambda digits: f"({digits})",
    "book": lambda digits: f"-/- {digits}",
    "loose": lambda digits: f"- {digits}",
}
BELOW = "De cijfers van dit programma zijn door het college vastgesteld."
CORNERS = ("", "Omschrijving", "Product", "Onderdeel")
TITLES = ("Lasten per product", "Uitgaven aan zorg", "Wat heeft het gekost?", "Financieel overzicht")
KNOWN = ("Huishoudelijke hulp", "Begeleiding", "Pleegzorg", "Bijzondere bijstand", "6.3 Inkomensregelingen", "Pgb")
SYLLABLES = ("bra", "ket", "mol", "dun", "fer", "gos", "hil", "jap", "wop", "zur", "vel", "tam")


@dataclass(frozen=True)
class Head:
    """A column of figures: its headings from the top down, and what they mean."""

    texts: tuple[str, ...]
    scenario: str
    period: str


@dataclass(frozen=True)
class Line:
    """A row: the label printed, its path, and its figures; a group has none, a blank cell is None."""

    label: str
    path: str
    figures: tuple[int | None, ...] = ()


@dataclass(frozen=True)
class Printed:
    """A table and how its numbers are written."""

    title: str
    note: str
    scale: int
    corner: str
    minus: str
    zero: str
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]

    @property
    def truth(self) -> set[Truth]:
        """What the table says."""
        return {self._fact(line, head, figure) for line, head, figure in self._figures() if figure is not None}

    @property
    def defensible(self) -> set[Truth]:
        """What may be read where blank cells vanish: no sum can tell a blank cell from one with nothing in it."""
        return self.truth | {self._fact(line, head, 0) for line, head, figure in self._figures() if figure is None}

    def _figures(self) -> Iterator[tuple[Line, Head, int | None]]:
        return ((line, *pair) for line in self.lines for pair in zip(self.heads, line.figures, strict=False))

    def _fact(self, line: Line, head: Head, figure: int) -> Truth:
        return line.path, head.scenario, head.period, Decimal(figure * self.scale), "EUR"

    def show(self, figure: int | None) -> str:
        """A figure as printed."""
        if figure is None:
            return ""
        digits = f"{abs(figure):,}".replace(",", ".")
        return self.zero if figure == 0 else MINUSES[self.minus](digits) if figure < 0 else digits

    def rows(self) -> Iterator[list[str]]:
        """The cells of the body, row by row."""
        for line in self.lines:
            yield [line.label, *map(self.show, line.figures)]


@st.composite
def headings(draw: st.DrawFn) -> tuple[Head, ...]:
    """The headings of one to six columns: scenarios and years, on one level or two, either one above the other."""
    shape = draw(st.sampled_from(["words and years", "years over words", "words over years", "measures", "years"]))
    if shape == "years":
        first = draw(st.integers(YEAR - 4, YEAR - 1))
        return tuple(Head((str(year),), "realisatie", str(year)) for year in range(first, YEAR + 1))
    codes = draw(st.permutations(draw(st.sampled_from(TOGETHER))))
    spelled = {code: draw(st.sampled_from(SPELLINGS[code])) for code in codes}
    if shape == "words and years":
        year_first = draw(st.booleans())
        return tuple(
            Head((f"{YEAR} {spelled[code]}" if year_first else f"{spelled[code]} {YEAR}",), code, str(YEAR))
            for code in codes
        )
    if shape == "measures":
        measures = MEASURES[: draw(st.integers(2, 3))]
        return tuple(Head((f"{spelled[c]} {YEAR}", m), c, str(YEAR)) for c in codes[:2] for m in measures)
    years = [str(YEAR - 1), str(YEAR)]
    pairs = [(year, code) for year in years for code in codes[:2]]
    if shape == "years over words":
        return tuple(Head((year, spelled[code]), code, year) for year, code in pairs)
    return tuple(Head((spelled[code], year), code, year) for code in codes[:2] for year in years)


@st.composite
def labels(draw: st.DrawFn, count: int) -> list[str]:
    """Different labels: names of products, and words that nobody knows."""
    word = st.builds("".join, st.lists(st.sampled_from(SYLLABLES), min_size=2, max_size=4)).map(str.capitalize)
    unknown = st.builds(" ".join, st.lists(word, min_size=1, max_size=3))
    return draw(st.lists(st.one_of(st.sampled_from(KNOWN), unknown), min_size=count, max_size=count, unique=True))


@st.composite
def bodies(draw: st.DrawFn, width: int, blanks: bool) -> tuple[Line, ...]:
    """Rows, some under groups that a total of their own closes, and a total of all."""
    sizes = draw(st.lists(st.integers(2, 4), min_size=1, max_size=3))
    grouped = draw(st.booleans())
    names = iter(draw(labels(sum(sizes) + len(sizes))))
    figure = st.integers(-99_999, 999_999)
    cell = st.one_of(figure, st.just(0), *([st.none()] if blanks else []))
    lines: list[Line] = []
    every: list[tuple[int | None, ...]] = []
    for size in sizes:
        group = next(names)
        # One row has no blank cell: where all are shorter than the heading, nothing tells how many columns there are.
        full = st.tuples(*[figure] * width)
        rows = [draw(full if not every and not n else st.tuples(figure, *[cell] * (width - 1))) for n in range(size)]
        if all(not figure for row in rows for figure in row):
            rows[0] = (1, *rows[0][1:])  # a text without any figure has no table
        every += rows
        if grouped:
            lines.append(Line(group, group))
        for row in rows:
            name = next(names)
            lines.append(Line(name, f"{group} > {name}" if grouped else name, row))
        if grouped:
            lines.append(Line(f"Totaal {group}", f"Totaal {group}", _sum(rows)))
    if draw(st.booleans()):
        lines.append(Line("Totaal", "Totaal", _sum(every)))
    return tuple(lines)


def _sum(rows: Sequence[tuple[int | None, ...]]) -> tuple[int | None, ...]:
    return tuple(sum(figure or 0 for figure in column) for column in zip(*rows, strict=True))


@st.composite
def tables(draw: st.DrawFn, blanks: bool = False, loose: bool = True) -> Printed:
    """A table with everything that its printing leaves open decided.

    `blanks`: some cells are empty. `loose`: a minus may stand apart from its figure, which where blank cells vanish
    is the same as a dash for nothing.
    """
    heads = draw(headings())
    scale = draw(st.sampled_from([1, 1000]))
    minus = draw(st.sampled_from(sorted(MINUSES if loose else MINUSES.keys() - {"loose"})))
    dashes = minus != "loose"  # a dash alone is a minus or nothing, but never both in one table
    return Printed(
        title=draw(st.sampled_from(TITLES)),
        note=draw(st.sampled_from(NOTES[scale])),
        scale=scale,
        corner=draw(st.sampled_from(CORNERS)),
        minus=minus,
        zero=draw(st.sampled_from(["0", "-"])) if dashes else "0",
        heads=heads,
        lines=draw(bodies(len(heads), blanks)),
    )


def _heading_rows(table: Printed, repeat: bool) -> list[list[str]]:
    """The headings, the upper ones printed once above the columns they head (`repeat` leaves the others empty)."""
    depth = len(table.heads[0].texts)
    rows = []
    for level in range(depth):
        texts = [head.texts[level] for head in table.heads]
        if level < depth - 1:
            texts = [text if not place or texts[place - 1] != text else "" for place, text in enumerate(texts)]
        rows.append([table.corner if level == depth - 1 else "", *(text for text in texts if text or repeat)])
    return rows


def _document(table: Printed, body: Sequence[str], between: str) -> bytes:
    above = ["Jaarstukken 2024", "Sociaal domein", table.title, table.note]
    return (between.join([*above, *body, BELOW]) + "\n").encode()


def tabbed(table: Printed) -> bytes:
    """A row on a line, its cells separated by tabs; an empty cell keeps its tab."""
    width = len(table.heads) + 1
    rows = (*_heading_rows(table, True), *table.rows())
    return _document(table, ["\t".join([*row, *[""] * (width - len(row))]) for row in rows], "\n")


def barred(table: Printed) -> bytes:
    """A row on a line between upright bars, with a rule below the headings."""
    width = len(table.heads) + 1
    heading = [_bars(row, width) for row in _heading_rows(table, True)]
    return _document(table, [*heading, _bars(["---"] * width, width), *(_bars(r, width) for r in table.rows())], "\n")


def _bars(cells: Sequence[str], width: int) -> str:
    return "| " + " | ".join([*cells, *[""] * (width - len(cells))]) + " |"


def celled(table: Printed) -> bytes:
    """A cell on a line, with a blank line between cells; an empty cell vanishes."""
    cells = [cell for row in (*_heading_rows(table, False), *table.rows()) for cell in row if cell]
    return _document(table, cells, "\n\n")


def spaced(table: Printed) -> bytes:
    """A row on a line with spaces between its cells; an empty cell vanishes."""
    rows = (*_heading_rows(table, False), *table.rows())
    return _document(table, [" ".join(cell for cell in row if cell) for row in rows], "\n")


def laid_out(table: Printed) -> bytes:
    """Right-aligned columns that drift, with the words of a heading stacked: what keeps the layout of a page."""
    random = Random(table.title + "".join(line.label for line in table.lines))
    rows = list(table.rows())
    narrow = random.random() < 0.5  # headings in as few words a line as there are
    leaves = [_stack(head.texts[-1], narrow) for head in table.heads]
    wide = [max(len(text) for row in rows for text in row[column : column + 1]) for column in range(len(leaves) + 1)]
    wide = [wide[0], *(max(held, *map(len, words)) for held, words in zip(wide[1:], leaves, strict=True))]
    uppers = max((len(text) for head in table.heads for text in head.texts[:-1]), default=0)
    wide = [wide[0], *(max(held, uppers // 2) for held in wide[1:])]
    starts = [sum(wide[:column]) + DRIFT * 2 * column for column in range(len(wide))]
    edges = [start + width for start, width in zip(starts, wide, strict=True)]
    lines = [_upper(table, level, starts, edges) for level in range(len(table.heads[0].texts) - 1)]
    for depth in range(max(map(len, leaves)), 0, -1):
        words = [stack[-depth] if len(stack) >= depth else "" for stack in leaves]
        lines.append(_line(table.corner if depth == 1 else "", words, edges, lambda: 0))
    lines += [_line(row[0], row[1:], edges, lambda: random.randint(-DRIFT, DRIFT) // 2) for row in rows]
    return _document(table, ["", *lines, ""], "\n")


DRIFT = 2  # columns stand so far apart that a figure may stand half of it off


def _stack(text: str, narrow: bool) -> list[str]:
    return text.split() if narrow else [text]


def _upper(table: Printed, level: int, starts: Sequence[int], edges: Sequence[int]) -> str:
    line = ""
    for text, members in groupby(range(len(table.heads)), key=lambda place: table.heads[place].texts[level]):
        over = list(members)
        middle = (starts[over[0] + 1] + edges[over[-1] + 1]) // 2
        line = line.ljust(middle - len(text) // 2) + text
    return line


def _line(label: str, texts: Sequence[str], edges: Sequence[int], drift: Callable[[], int]) -> str:
    line = label
    for text, edge in zip(texts, edges[1:], strict=False):
        line = (line + "  ").ljust(edge + drift() - len(text)) + text if text else line
    return line


FAMILIES: dict[str, Callable[[Printed], bytes]] = {
    "tabs": tabbed,
    "bars": barred,
    "cells": celled,
    "rows": spaced,
    "layout": laid_out,
}
KEEPS_BLANKS = ("tabs", "bars", "layout")
