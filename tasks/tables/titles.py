"""What announces a table: its title, the heading above that, and the notes that tell scale and sign."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from tasks.language import phrase
from tasks.structure.headings import is_heading_line
from tasks.tables.blocks import Block
from tasks.tables.pieces import LONGEST_LINE, Look, Piece
from tasks.tables.wording import heads_labels, without_scale

NEAR = 4  # pieces above a heading among which its scale stands
MOST_PROSE = 2  # sentences between a title and what heads the labels
WORDY = 4  # words of a sentence
LONGEST_ANNOUNCEMENT = 240  # characters
AMOUNT = re.compile(r"€\s?\d")  # within a sentence: it tells of one difference
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý])")


def notes_of(block: Block) -> Iterator[Piece]:
    """The notes above a table, among its rows, and right below it."""
    yield from block.zone.notes if block.zone else ()
    near = takewhile(lambda piece: piece.look is not Look.PROSE, reversed(block.above[-NEAR:]))
    yield from reversed([piece for piece in near if piece.look is Look.NOTE])
    for texts, _ in block.rows:
        yield from (piece for piece in texts if piece.look is Look.NOTE and not without_scale(piece.text))
    if block.below and block.below[0].look is Look.NOTE:
        yield block.below[0]
    elif _ends_in_a_scale(block.below):
        yield block.below[1]


def _ends_in_a_scale(below: tuple[Piece, ...]) -> bool:
    """Whether a scale ends the text behind one label, which is a row of the table that has no figures."""
    looks = [piece.look for piece in below if piece.look is not Look.PROSE]
    return looks == [Look.TEXT, Look.NOTE] and below[1].look is Look.NOTE and not without_scale(below[1].text)


def titles_of(block: Block) -> tuple[str, tuple[str, ...]]:
    """The nearest text above the heading that names something, and the heading right above that."""
    if titled := [piece.text for piece in block.above if piece.look is Look.TITLE]:
        return titled[0], tuple(titled[1:])
    plain = ""  # what heads the labels is a title where nothing else is printed
    passed = 0
    below: Piece | None = None
    for at, piece in enumerate(reversed(block.above), start=1):
        piece = _as_prose(piece) if below and _goes_on(piece, below) else piece
        below = piece
        if piece.look is Look.PROSE:
            passed += 1
            if not plain or passed > MOST_PROSE:
                break
        if piece.look is Look.TEXT and heads_labels(piece.text):
            plain = plain or piece.text
        if piece.look in {Look.TEXT, Look.NOTE} and not _is_remark(piece) and (title := without_scale(piece.text)):
            over = block.above[-1 - at].text if at < len(block.above) else ""
            return title, (over,) if is_heading_line(over) or _is_about_differences(over) else ()
    return plain, ()


def _goes_on(piece: Piece, below: Piece) -> bool:
    """Whether a sentence goes on over two lines, of which the second is its end."""
    begun = piece.look is Look.TEXT and below.line == piece.line + 1 and below.text[:1].islower()
    return begun and (below.look is Look.PROSE or below.text.endswith("."))


def _as_prose(piece: Piece) -> Piece:
    return piece._replace(look=Look.PROSE)


def announced_by(block: Block) -> str:
    """The sentence that ends on a colon above a table, where only its title and scale stand between; "" where none."""
    near = [piece for piece in block.above if piece.look is not Look.NOTE][-2:]
    announcing = [SENTENCE_END.split(piece.text)[-1] for piece in near if piece.text.endswith(":")]
    return next((text for text in announcing if len(text.split()) > WORDY and len(text) <= LONGEST_ANNOUNCEMENT), "")


def _is_about_differences(text: str) -> bool:
    one = len(text) <= LONGEST_LINE * 2 and not SENTENCE_END.search(text) and not AMOUNT.search(text)
    return one and phrase(text, "title").scenario == "verschil"


def _is_remark(piece: Piece) -> bool:
    """Whether a text says something of the figures below, and names them no more: a sentence, a legend in brackets."""
    if not piece.text.lstrip("*# ")[:1].isalnum() or (piece.text.startswith("(") and piece.text.endswith(")")):
        return True
    return piece.text.endswith(".") and len(piece.text.split()) >= WORDY
