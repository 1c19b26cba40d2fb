"""The words that head columns: periods, scenarios and measures; and those that head labels or tables instead."""

from __future__ import annotations

import re

from tasks.language import Phrase, phrase
from tasks.language.asking import heads_a_column, kind_of_column
from tasks.language.lines import is_only
from tasks.language.patterns import spelling_of
from tasks.structure.headings import NUMBERED
from tasks.structure.stream.cells import Look, Piece

BRACKETED = re.compile(r"\s*\(.*\)$")
TITLE = re.compile(rf"^(?:{spelling_of('lines', 'title', 'programme')})", re.IGNORECASE)
MOST_WORDS = 3  # of a heading that names a measure
LONGEST_HEADING = 60


def weight(piece: Piece) -> float:
    """How much a cell looks as if it heads a column: 1 a period or scenario, less for a measure, 0 for a name."""
    if piece.look is Look.PERIOD:
        return 1.0
    headed = heads_a_column(piece.text)
    if not headed and not _may_head(piece):
        return 0.0
    said = phrase(piece.text.rstrip(":"), "heading")
    if _says_which(said):
        return 1.0
    if headed:
        return 0.8
    measured = said.metric or said.total or said.unit or said.aside
    return 0.8 if measured and len(piece.text.split()) <= MOST_WORDS else 0.0


def _may_head(piece: Piece) -> bool:
    """Whether a cell may head a column by its look: words, few of them, and no title."""
    short = piece.look is Look.TEXT and len(piece.text) <= LONGEST_HEADING and not piece.text.endswith(":")
    return short and not TITLE.match(piece.text) and not NUMBERED.match(piece.text)


def _says_which(said: Phrase) -> bool:
    """Whether a text names a scenario, a period, a version or what sets figures apart."""
    when = said.periods or said.part_of_year or said.relative_year is not None
    return bool(said.scenarios or when or said.version or said.flag or (said.aside and said.aside != "resultaat"))


def is_part_of_year(text: str) -> bool:
    """Whether a text is a month or a quarter, with its year or without: one of a series of columns."""
    said = phrase(text, "heading")
    return said.part_of_year is not None and said.explained and all(rule == "period" for rule, _ in said.eaten)


def is_title(text: str) -> bool:
    """Whether a text heads a table or a chapter, and no column."""
    return len(text) > LONGEST_HEADING or text.endswith("?") or TITLE.match(text) is not None


def is_corner(piece: Piece) -> bool:
    """Whether a cell heads the labels, or tells the scale where it would."""
    return piece.look is Look.NOTE or (piece.look is Look.TEXT and heads_labels_or_units(piece.text))


def heads_labels_or_units(text: str) -> bool:
    """Whether a text heads the labels, or the column of units or sources beside them."""
    text = BRACKETED.sub("", text).rstrip(": ")
    return kind_of_column(text) in {"label", "unit", "code"} or is_only(text, "source", "corner")
