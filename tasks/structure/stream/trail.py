"""The headings that a table in a stream of cells stands under."""

from __future__ import annotations

import re

from tasks.structure.headings import NUMBERED
from tasks.structure.stream.cells import Look, Piece

LONGEST_HEADING = 110
LONGEST_NUMBERED = 220
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý])")


class Trail:
    """The headings above the place that was reached.

    Such a text marks no levels. Numbers give them where they are printed; of other headings, a run of k in a row
    takes the place of the last k, and the first heading of the document stays.
    """

    def __init__(self) -> None:
        self._plain: list[str] = []
        self._run = 0
        self._numbered: list[tuple[str, str]] = []
        self._announced = ""
        self._headed = False  # a heading came after what announces: a short sentence may stand above one

    def take(self, piece: Piece) -> None:
        """Go past one cell that belongs to no table."""
        if piece.look is Look.SENTENCE:
            self._announced, self._headed = SENTENCE_END.split(piece.text)[-1], False
        if piece.look is not Look.TEXT:
            self.interrupt()
            return
        number = NUMBERED.match(piece.text)
        if len(piece.text) > (LONGEST_NUMBERED if number else LONGEST_HEADING):
            self.interrupt()
            return
        if self._headed or len(self._announced) > LONGEST_HEADING:
            self._announced = ""
        self._headed = True
        if number:
            self._take_numbered(number[1], piece.text)
        else:
            self._take_plain(piece.text)

    def interrupt(self) -> None:
        """Something that is no heading was passed, so that the next heading begins a run."""
        self._run = 0

    def table(self) -> None:
        """A table was passed: what announced it does not announce the next one."""
        self.interrupt()
        self._announced = ""

    def above(self) -> tuple[str, ...]:
        """The headings that hold here, outermost first, and the sentence that announces what comes."""
        numbered = [text for _, text in self._numbered]
        announced = [self._announced] if self._announced else []
        return tuple(dict.fromkeys([*self._plain, *numbered, *announced]))

    def _take_numbered(self, number: str, text: str) -> None:
        level = number.count(".")
        self._numbered = [(held, line) for held, line in self._numbered if held.count(".") < level]
        self._numbered.append((number, text))
        self.interrupt()

    def _take_plain(self, text: str) -> None:
        self._numbered = []
        run = self._run + 1
        if self._run == 0 and len(self._plain) > 1:
            self._plain.pop()
        elif self._run and len(self._plain) - self._run > 1:
            del self._plain[-self._run - 1]
        self._plain.append(text)
        self._run = run
