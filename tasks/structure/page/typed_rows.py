"""Rows of typed text: lines stand evenly, so what is printed tells which labels go on, and no distance does.

A label goes on over the next line where that begins with a small letter or a bracket, where it hangs under the name
behind a code, or where the line before cannot end a name ('Inwoners met een', 'Toegang (').
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.language.lines import begins_with, ends_with
from tasks.structure.page.clusters import Column
from tasks.structure.page.phrases import PageLine, Phrase
from tasks.structure.page.typed import CODE, EM, PITCH
from tasks.structure.page.wraps import RowMaker

NEXT_LINE = 1.01 * PITCH
BULLET = re.compile(r"^[-–•·*▪●◦+>]\s*\D")
OPEN = frozenset("-–/&,(")  # that no name ends with
MOST_SMALL = 0.3  # of the labels that may begin with a small letter before that tells nothing


class TypedRows(RowMaker):
    """Puts the lines of a typed table's body into rows."""

    def __init__(self, lines: Sequence[PageLine], columns: Sequence[Column]) -> None:
        super().__init__(lines, columns, ())
        labels = [label for line in self.anchors if (label := self.label(line))]
        self._small_tells = sum(_is_small(label[0].text) for label in labels) <= MOST_SMALL * len(labels)

    def _of_next(self, waiting: Sequence[PageLine], anchor: PageLine) -> list[PageLine]:
        taken: list[PageLine] = []
        below = anchor
        for line in reversed(waiting):
            if not self._wraps(line, below):
                break
            taken.insert(0, line)
            below = line
        return taken

    def _wraps(self, before: PageLine, line: PageLine) -> bool:
        upper, lower = self.label(before), self.label(line)
        if line.box.top - before.box.top > NEXT_LINE or not upper or not lower:
            return False
        if self.places[id(upper[0])] != self.places[id(lower[0])]:
            return False
        return self._goes_on(upper[0], lower[0])

    def _wraps_upward(self) -> bool:
        return False

    def _goes_on(self, upper: Phrase, lower: Phrase) -> bool:
        if upper.text.endswith(":") or _is_item(lower.text) or CODE.match(lower.words[0].text):
            return False
        if upper.text[-1] in OPEN or ends_with(upper.text, "open") or upper.text.count("(") > upper.text.count(")"):
            return True
        return _hangs(upper, lower) or (self._small_tells and _is_small(lower.text))


def _is_item(text: str) -> bool:
    """Whether a text begins as an item of a list or as a part of the row above."""
    return BULLET.match(text) is not None or begins_with(text, "part")


def _is_small(text: str) -> bool:
    """Whether a text begins as no name does."""
    return text[0].islower() or text[0] in "([" or (text[0] in "-–" and text[1:2].isalpha())


def _hangs(upper: Phrase, lower: Phrase) -> bool:
    """Whether a text stands under the name behind a code."""
    coded = len(upper.words) > 1 and CODE.match(upper.words[0].text)
    return bool(coded) and abs(lower.box.x0 - upper.words[1].box.x0) < 0.4 * EM
