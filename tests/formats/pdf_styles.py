"""Tables as PDFs of many styles, each with the truth: what heads a figure, what labels it, and how it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont

from tests.formats.small_pdfs import Printer

SIZE = 8
HEIGHT = 842
LEADING = 1.25 * SIZE
TOP, BOTTOM = 120.0, 780.0
WIDEST = 400.0  # of all columns of figures
NAMES = (
    "Huishoudelijke hulp", "Begeleiding", "Dagbesteding", "Jeugdhulp met verblijf", "Pleegzorg", "Veilig Thuis",
    "Toegang en wijkteams", "Minimabeleid", "Schuldhulpverlening", "Re-integratie", "Sociale werkvoorziening",
    "Beschermd wonen", "Maatschappelijke opvang en ondersteuning thuis", "Kwijtschelding", "Leerlingenvervoer",
)  # fmt: skip
LEAVES = (("Begroting", "Realisatie", "Verschil"), ("Lasten", "Baten", "Saldo"), ("Baten", "Lasten"), ("Raming",))
TALL = (
    "Begroting 2024 primair", "Begroting 2024 na wijziging", "Realisatie 2024", "Verschil begroting en realisatie",
    "Rekening 2023", "Prognose najaar 2024", "Stand reserve per 31 december", "Raming 2025",
)  # fmt: skip
GROUPS = ("2022", "2023", "2024", "2025", "Begroting 2026", "Realisatie 2024", "Begroting na wijziging 2025")
REMARKS = ("Hogere instroom dan geraamd", "Conform begroting", "Uitgesteld tot later", "Minder aanvragen")


class Fact(NamedTuple):
    """A figure as it should be read."""

    label: str
    heading: str
    text: str


@dataclass
class Style:
    """How a table looks."""

    mark: str  # between thousands
    minus: str
    leaves: list[str]
    groups: list[tuple[str, int]]  # name, columns
    group_set: str  # left, middle or right over its columns
    lines: str  # none, rows, grid, columns or frame
    group_lines: str  # none, under or box
    head_set: str  # top, bottom
    width: float
    padding: float
    note: str  # corner, above or below
    remark: bool
    rows: int
    two_line_total: bool
    heading_again: bool
    turned: bool
    pitch: float
    blanks: float
    facts: list[Fact] = field(default_factory=list)


def style_of(random: Random) -> Style:
    """A style at random; not every combination is one that is printed."""
    grouped = random.random() < 0.5
    groups: list[tuple[str, int]] = []
    leaves: list[str] = []
    if grouped:
        names = sorted(random.sample(GROUPS, random.randint(2, 3)))
        even = random.choice(LEAVES[:3])
        for name in names:
            chosen = even if random.random() < 0.6 else random.choice(LEAVES)
            groups.append((name, len(chosen)))
            leaves += chosen
    else:
        leaves = random.sample(TALL, random.randint(2, 6))
    padding = random.choice((0.5, 2.0, 4.0))
    longest = max(stringWidth(word, "Vera", SIZE) for leaf in leaves for word in leaf.split())
    width = max(random.choice((42.0, 54.0, 64.0)), longest + 2 * padding + 1)
    needed = [stringWidth(name, "Vera", SIZE) + 2 * padding - count * width for name, count in groups]
    if width * len(leaves) > WIDEST or max(needed, default=0.0) > 0:
        return style_of(random)
    return Style(
        mark=random.choice((".", ".", ".", " ", "\u00a0", "")),
        minus=random.choice("-\u2013\u00ad("),
        leaves=leaves,
        groups=groups,
        group_set=random.choice(("left", "middle", "right")),
        lines=random.choice(("none", "rows", "grid", "columns", "frame")),
        group_lines=random.choice(("none", "under", "box")),
        head_set=random.choice(("top", "bottom")),
        width=width,
        padding=padding,
        note=random.choice(("corner", "above", "below")),
        remark=not grouped and len(leaves) < 4 and random.random() < 0.4,
        rows=random.choice((4, 8, 12, 60)),
        two_line_total=random.random() < 0.3,
        heading_again=random.random() < 0.5,
        turned=random.random() < 0.2,
        pitch=random.choice((1.3, 1.6, 2.2)) * SIZE,
        blanks=random.choice((0.0, 0.1)),
    )


class Drawn:
    """Prints one table in a style, on one page or more."""

    def __init__(self, style: Style, random: Random) -> None:
        self.style, self.random = style, random
        self.printer = Printer()
        self.printer.use_unicode()
        self.label = 130.0
        self.edges = [40 + self.label + style.width * (at + 1) for at in range(len(style.leaves))]
        self.right = self.edges[-1] + (130 if style.remark else 0)
        self.used: set[int] = set()

    def data(self) -> bytes:
        """The bytes of the PDF; the facts are in the style then."""
        style = self.style
        self._page()
        self.printer.text(40, 70, "Programma Sociaal domein", size=14)
        y = TOP
        if style.note == "above":
            self.printer.text(40, y - 14, "Bedragen x € 1.000", size=SIZE)
        y = start = self._heading(y)
        names = [*NAMES, *(f"{name} {part}" for part in "ABCDE" for name in NAMES)][: style.rows]
        for name in names:
            if y + 40 > BOTTOM:
                self._rules(start, y)
                self.printer.page()
                self._page()
                y = start = self._heading(60) if style.heading_again else 60.0
            y = self._row(y, [name])
        y = self._row(y, ["Totaal van alle", "voorzieningen samen"] if style.two_line_total else ["Totaal"])
        self._rules(start, y)
        if style.note == "below":
            self.printer.text(40, y + 6 + SIZE, "Bedragen x € 1.000", size=SIZE)
        return self.printer.data()

    def _page(self) -> None:
        if self.style.turned:
            self.printer.canvas.setPageRotation(90)
            self.printer.canvas.translate(595, 0)
            self.printer.canvas.rotate(90)
            self.printer.canvas.translate(0, 595 - HEIGHT)
            self.printer.canvas.setPageSize((595, HEIGHT))

    def _line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.printer.canvas.setLineWidth(0.5)
        self.printer.canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)

    def _heading(self, top: float) -> float:
        y = top + LEADING
        leaves_top = top
        if self.style.groups:
            self._groups(top, y)
            leaves_top = y + 3
            y += LEADING
        bottom = y + LEADING * (self._leaves(y) - 1) + 3
        self._around_heading(top, leaves_top, bottom)
        return bottom

    def _groups(self, top: float, y: float) -> None:
        first = 0
        for name, count in self.style.groups:
            x0, x1 = self._left(first), self.edges[first + count - 1]
            self._set(name, x0, x1, y, self.style.group_set)
            if self.style.group_lines != "none":
                self._line(x0 + 1, y + 3, x1 - 1, y + 3)
            if self.style.group_lines == "box":
                self._line(x0 + 1, top, x1 - 1, top)
                for x in (x0 + 1, x1 - 1):
                    self._line(x, top, x, y + 3)
            first += count

    def _leaves(self, y: float) -> int:
        """Print the headings of the columns; gives the number of their lines."""
        style = self.style
        wrapped = [self._wrapped(leaf, style.width - 2 * style.padding) for leaf in style.leaves]
        corner = ["Omschrijving", "bedragen x € 1.000"] if style.note == "corner" else ["Omschrijving"]
        deep = max(*map(len, wrapped), len(corner))
        for at, text in enumerate(corner):
            self.printer.text(40 + 2, y + LEADING * at, text, size=SIZE)
        for edge, lines in zip(self.edges, wrapped, strict=True):
            shift = deep - len(lines) if style.head_set == "bottom" else 0
            for at, text in enumerate(lines):
                self.printer.text(edge - style.padding, y + LEADING * (at + shift), text, right=True, size=SIZE)
        if style.remark:
            self.printer.text(self.edges[-1] + 2, y, "Toelichting", size=SIZE)
        return deep

    def _around_heading(self, top: float, leaves_top: float, bottom: float) -> None:
        if self.style.lines == "rows":
            self._line(40, bottom, self.right, bottom)
        if self.style.lines in {"none", "rows"}:
            return
        for x in self.edges:
            self._line(x, leaves_top, x, bottom)
        for x in (40.0, 40 + self.label, self.right, *self._group_edges()):
            self._line(x, top, x, bottom)
        for y in (top, bottom):
            self._line(40, y, self.right, y)

    def _group_edges(self) -> list[float]:
        at, found = 0, []
        for _, count in self.style.groups:
            at += count
            found.append(self.edges[at - 1])
        return found

    def _left(self, at: int) -> float:
        return self.edges[at] - self.style.width

    def _set(self, text: str, x0: float, x1: float, y: float, how: str) -> None:
        wide = stringWidth(text, "Vera", SIZE)
        pad = self.style.padding
        x = {"left": x0 + pad, "right": x1 - pad - wide, "middle": (x0 + x1 - wide) / 2}[how]
        self.printer.text(x, y, text, size=SIZE)

    def _wrapped(self, text: str, width: float) -> list[str]:
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and stringWidth(longer, "Vera", SIZE) > width:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def _figure(self) -> str:
        value = 0
        while value in self.used or not value:
            value = self.random.choice((self.random.randint(1_000, 99_999), self.random.randint(100, 999)))
        self.used.add(value)
        text = f"{value:,}".replace(",", self.style.mark)
        if self.random.random() < 0.2:
            return f"({text})" if self.style.minus == "(" else f"{self.style.minus}{text}"
        return text

    def _row(self, y: float, label: Sequence[str]) -> float:
        style = self.style
        lines = [part for text in label for part in self._wrapped(text, self.label - 4)]
        base = y + style.pitch - 3
        for at, text in enumerate(lines):
            self.printer.text(40 + 2, base + LEADING * at, text, size=SIZE)
        last = base + LEADING * (len(lines) - 1)
        figures = last if len(label) > 1 else base
        for at, edge in enumerate(self.edges):
            if self.random.random() < style.blanks:
                continue
            text = self._figure()
            self.printer.text(edge - style.padding, figures, text, right=True, size=SIZE)
            style.facts.append(Fact(" ".join(label), self._path(at), text))
        if style.remark:
            self.printer.text(self.edges[-1] + style.padding, figures, self.random.choice(REMARKS), size=SIZE)
        y = last + 3
        if style.lines in {"rows", "grid"}:
            self._line(40, y, self.right, y)
        return y

    def _path(self, at: int) -> str:
        first = 0
        for name, count in self.style.groups:
            if first <= at < first + count:
                return f"{name} {self.style.leaves[at]}"
            first += count
        return self.style.leaves[at]

    def _rules(self, start: float, end: float) -> None:
        if self.style.lines in {"grid", "columns", "frame"}:
            self._line(40, end, self.right, end)
            inner = self._group_edges() if self.style.lines == "frame" and self.style.groups else self.edges
            for x in (40.0, 40 + self.label, *inner, self.right):
                self._line(x, start, x, end)


def printed(seed: int) -> tuple[bytes, Style]:
    """A PDF in the style of a seed."""
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    random = Random(seed)
    style = style_of(random)
    return Drawn(style, random).data(), style
