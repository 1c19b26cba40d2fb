"""Lines whose cells are separated by tabs or upright bars, in blocks of lines that follow each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from tasks.language.asking import is_period
from tasks.structure.grid import Printed, Row
from tasks.structure.lines import Line
from tasks.structure.values import is_figure

MARKUP = re.compile(r"</?(?:i|b|em|strong|u|sup|sub|br)\s*/?>")
BOLD = re.compile(r"^\*\*(?=[^\s*])(.*[^\s*])\*\*$")
RULE = re.compile(r"^[\s|:=_-]*$")
LEADERS = re.compile(r"\.{4,}|…|(?:\s\.){3,}")
NUMBERING = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*\.?|[A-Z]\.?|bijlage.*)\s*$", re.IGNORECASE)
PAGE = re.compile(r"^\s*\d{1,3}\s*$")
CONTENTS = re.compile(r"^\s*(?:inhoud|inhoudsopgave|contents)\b", re.IGNORECASE)
LINES_ABOVE = 6
LONGEST_GROUP = 60


@dataclass
class Block:
    """Rows on consecutive lines; `follows_directly` where only blank lines part it from the block before."""

    first_line: int
    follows_directly: bool
    rows: list[Row] = field(default_factory=list)
    width: int = 0

    def texts(self) -> list[tuple[str, str]]:
        """Each row's text and place."""
        return [
            (" ".join(cell.text for _, cell in sorted(row.items())), next(iter(row.values())).locator)
            for row in self.rows
        ]


def is_delimited(text: str) -> bool:
    """Whether a line is a row of cells: it has a tab, or bars enough that they are no punctuation."""
    return "\t" in text or text.count("|") > 1


def blocks_of(lines: Sequence[Line]) -> Iterator[Block]:
    """The blocks of delimited lines."""
    block: Block | None = None
    direct = False  # only blank lines since the last block
    edged = has_edges(lines)
    for line, following in zip_longest(lines, lines[1:]):
        if block and following and _is_group(line, following):
            block.rows.append({0: Printed(line.text.strip(), line.locator)})
            continue
        if not is_delimited(line.text):
            if block:
                yield block
                block, direct = None, True
            direct = direct and line.blank
            continue
        block = block or Block(line.number, direct)
        cells = split(line.text, edged)
        block.width = max(block.width, len(cells))
        row = {place: Printed(text, line.locator) for place, text in enumerate(cells) if text}
        if row and not RULE.match(line.text.replace("\t", "|")):
            block.rows.append(row)
    if block:
        yield block


def _is_group(line: Line, following: Line) -> bool:
    """Whether a line amid rows names the rows below it: a label whose empty cells the text does not print."""
    text = line.text.strip()
    if not text or len(text) > LONGEST_GROUP or is_delimited(text) or text[-1] in ".;:?!" or not text[0].isalpha():
        return False
    figures = [cell for cell in re.split(r"[\t|]", following.text)[1:] if is_figure(cell)]
    return is_delimited(following.text) and any(not is_period(figure) for figure in figures)


def is_contents(block: Block, lines: Sequence[Line]) -> bool:
    """Whether a block is a table of contents: headings with page numbers that count up."""
    ends = [row[max(row)].text for row in block.rows if len(row) > 1]
    if len(ends) < 2 or not all(map(PAGE.match, ends)) or list(map(int, ends)) != sorted(map(int, ends)):
        return False
    numbered = sum(bool(NUMBERING.match(row.get(0, Printed("", "")).text)) for row in block.rows)
    dotted = sum(any(LEADERS.search(cell.text) for cell in row.values()) for row in block.rows)
    if max(numbered, dotted) * 2 > len(block.rows):
        return True
    above = [line for line in lines[: block.first_line - 1] if not line.blank][-LINES_ABOVE:]
    return any(CONTENTS.match(line.text) for line in above)


def has_edges(lines: Sequence[Line]) -> bool:
    """Whether rows begin with a bar at the edge of the table; if not, one that does has an empty first cell."""
    barred = [line.text.lstrip() for line in lines if line.text.count("|") > 1]
    return 2 * sum(text.startswith("|") for text in barred) >= len(barred)


def split(text: str, edged: bool) -> list[str]:
    """The cells of a line, without marks of layout; `edged` where rows begin with a bar at the edge of the table."""
    cells = text.split("\t") if "\t" in text else (text.strip().removeprefix("|") if edged else text).split("|")
    return [BOLD.sub(r"\1", MARKUP.sub("", cell).strip()) for cell in cells]
