"""What is left above and below a heading though it would head columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import dropwhile, takewhile

from tasks.language import patterns
from tasks.language.asking import names_a_part
from tasks.language.documents import may_name_a_document
from tasks.tables.divisions import divided, headings_in, is_version_of
from tasks.tables.pieces import Piece
from tasks.tables.shape import is_a_stand
from tasks.tables.weights import BESIDE, GROUP, HALF, LIKE_A_STAND, UNUSED
from tasks.tables.wording import (
    BARE_MEASURE,
    BARE_YEAR,
    DAY,
    apart,
    explained,
    heads_labels,
    is_a_title,
    kind_of,
    names_a_side,
)
from tasks.tables.zones import Head, Zone

BEGINS_WITH_A_YEAR = re.compile(rf"^{patterns.YEAR}[^\W\d]")
NEAR_ABOVE = 6


def cost_of_leaving(head: Head, zone: Zone) -> float:
    """Pieces that head columns by their words and are left out, above the heading or below it."""
    pieces = [piece for _, piece in zone.pieces[: head.first]]
    above = _unused_above(pieces)
    below = [piece for _, piece in zone.pieces[head.end :]]
    lined = [_headings_on_a_line(piece, head.width) for piece in pieces[-NEAR_ABOVE:]]
    unused: float = len(above) + (max(lined[-1], sum(map(bool, lined))) if lined else 0)
    lowest = head.rows[0][0].piece
    if (
        above
        and len(head.rows) == 1
        and "" != kind_of(above[-1].text) == kind_of(lowest.text)
        and lowest.line != above[-1].line
    ):
        unused += BESIDE * (explained(above[-1].text) >= 0.9)
    leaf = kind_of(head.rows[-1][-1].piece.text)
    leaves = {over.piece.text.casefold() for over in head.rows[-1]}
    last = pieces[-1].text if pieces else ""
    if any(DAY.match(over.piece.text) for over in head.rows[-1]):  # what stood at the beginning, or at the end
        unused += BESIDE * any(DAY.match(piece.text) for piece in (*pieces[-NEAR_ABOVE:], *below))
    unused += BESIDE * (last.casefold() in leaves and not may_name_a_document(last))
    beside = sum(
        (kind_of(piece.text) == leaf != "m" and explained(piece.text) >= 0.9) or piece.text.casefold() in leaves
        for piece in below
    )
    beside += any(is_version_of(piece.text, over.piece.text) for piece in below[:1] for over in head.rows[-1])
    beside += names_a_part(head.rows[-1][-1].piece.text) and any(names_a_part(piece.text) for piece in below[:1])
    beside += sum("y" in leaf and kind_of(piece.text) == "y" != leaf for piece in below[:1])  # one of them
    undated = any(kind_of(over.piece.text) == "s" for row in head.rows for over in row)
    beside += undated and any(map(BARE_YEAR.match, (piece.text for piece in below)))  # the year of one of the stands
    dated = Counter(piece.line for piece in below for word in piece.text.split() if BARE_YEAR.match(word))
    beside += sum(count for count in dated.values() if count > 1)  # several years on one line are no group
    beside += sum(bool(BEGINS_WITH_A_YEAR.match(piece.text)) for piece in below)  # '2023R' is a heading nobody knows
    grouping = [
        bool(BARE_MEASURE.match(piece.text)) or (len(below) == 1 and names_a_side(piece.text)) for piece in below
    ]
    passed = BESIDE * (beside + sum(_headings_on_a_line(piece, head.width) > 0 for piece in below)) + sum(
        GROUP + (explained(piece.text) >= 0.9 and not groups) for piece, groups in zip(below, grouping, strict=True)
    )
    return UNUSED * (unused + sum(map(_cost_of_skipping, head.skipped))) + passed


@lru_cache(maxsize=2048)
def _headings_on_a_line(piece: Piece, width: int) -> int:
    """How many known headings a line divides into, or one for each column; nought where it does not."""
    text = _without_labels(apart(piece.text))
    if piece.whole or " " not in text or is_a_title(piece.text):
        return 0
    words = text.split()
    if len(words) == width and len(set(words)) == 1 and explained(words[0]) >= LIKE_A_STAND:
        return width  # 'boekwaarde boekwaarde'
    ways = (way for several in range(headings_in(text), 1, -1) for way in divided(text, several))
    known = next((way for way in ways if all(explained(part) >= LIKE_A_STAND for part in way)), ())
    return len(known) or int(bool(divided(text, width)))


def _without_labels(text: str) -> str:
    """A line without the headings of labels that it begins with: 'Code', 'Omschrijving'."""
    words = text.split()
    return " ".join(dropwhile(heads_labels, words)) if words and heads_labels(words[0]) else text


def _unused_above(pieces: Sequence[Piece]) -> list[Piece]:
    """The headings right above that are left out; words between them, which nothing explains, are some of them too."""
    near = pieces[-NEAR_ABOVE:]
    stands = [at for at, piece in enumerate(near) if is_a_stand(piece)]
    if len(stands) > 1:
        near = near[stands[0] :]
        return [piece for piece in near if explained(piece.text) > HALF]
    return list(takewhile(lambda piece: explained(piece.text) >= LIKE_A_STAND, reversed(pieces[-4:])))[::-1]


def _cost_of_skipping(piece: Piece) -> float:
    """Of a piece between rows of headings: one that heads a column by itself is no part of a corner."""
    if not piece.whole and headings_in(piece.text) > 1:
        return 2 * BESIDE  # a line of several: 'Realisatie Begroting Begroting'
    if explained(piece.text) <= HALF:
        return 0.0
    return 2 * BESIDE if explained(piece.text) >= LIKE_A_STAND and kind_of(piece.text) != "m" else 1.0
