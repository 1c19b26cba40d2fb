"""Lines of a page, and the phrases they consist of: words that belong together because they stand close."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat
from statistics import median

from tasks.language.asking import heads_a_column, is_note, is_period
from tasks.structure.page.boxes import Box, Word, hull
from tasks.structure.page.once import once
from tasks.structure.page.rules import Rule
from tasks.structure.page.walls import Walls, is_parted, walls_at
from tasks.structure.values import has_digit, is_figure, is_flag, is_value

ON_LINE = 0.3  # em that the baselines of two words on one line may differ
OF_ONE_TEXT = 0.6  # em between two words of one text; more of it is the gap between two cells
BESIDE_FIGURE = 0.55  # em between a word and a figure of one text ('Begroting 2024', '6 Sociaal domein')
BETWEEN_FIGURES = 0.35  # em between two figures: they are hardly ever one text
OVERPRINT = 0.3  # em that two words may share before they print over each other
A_SPACE = 0.4  # em: narrower gaps are spaces
NEARLY_ALL = 0.8
A_GAP = 0.28  # em between a figure and a text of another cell, where spaces are printed
MOST_WORDS = 8  # of one line of a heading over a column
FLUSH = 0.35  # em between the right edges of a heading and of its figures
WIDEST_SPACE = 0.36  # em, of common fonts
SAME_HEIGHT = 0.6  # of the lower word beside the higher one
NUMBERING = re.compile(r"^\((?:\d{1,2}|[a-z])(?:\s?[-+/=]\s?(?:\d{1,2}|[a-z]))*\)$|^\d{1,2}$")
FEWEST_NUMBERED = 3  # columns
CURRENCY = frozenset({"€", "EUR", "€-", "-€"})


@dataclass(eq=False)  # not frozen, as what follows: a page has hundreds, and each would take twice as long to make
class Phrase:
    """Words of one cell on one line; `glue` is what stands between them. It never changes."""

    words: tuple[Word, ...]
    glue: str = " "

    @once
    def text(self) -> str:
        """The words with one space between them, and none within brackets."""
        text = self.words[0].text if len(self.words) == 1 else self.glue.join(word.text for word in self.words)
        return text.replace("( ", "(").replace(" )", ")") if "(" in text else text

    @once
    def box(self) -> Box:
        """Around all words."""
        return self.words[0].box if len(self.words) == 1 else hull(word.box for word in self.words)

    @once
    def size(self) -> float:
        """The size of its largest letters."""
        return self.words[0].size if len(self.words) == 1 else max(word.size for word in self.words)

    @once
    def is_value(self) -> bool:
        """Whether it stands where a figure would."""
        return is_value(self.text)

    @once
    def is_datum(self) -> bool:
        """Whether it is a figure of a row, and not a year above a column."""
        return self.is_value and not is_period(self.text)

    @once
    def is_flag(self) -> bool:
        """Whether it is a V/N or I/S flag."""
        return is_flag(self.text)

    @once
    def heads(self) -> bool:
        """Whether it can only be the heading of a column."""
        return len(self.words) <= MOST_WORDS and not self.is_datum and heads_a_column(self.text)


@dataclass(eq=False)
class PageLine:
    """What is printed on one line of a page, from left to right; `heads` where its figures are parts of headings."""

    phrases: tuple[Phrase, ...]
    heads: bool = False

    def holding(self, phrases: Iterable[Phrase]) -> PageLine:
        """The line with other phrases."""
        return PageLine(tuple(phrases), self.heads)

    @once
    def box(self) -> Box:
        """Around all phrases."""
        return hull(phrase.box for phrase in self.phrases)

    @once
    def size(self) -> float:
        """The usual size of its letters."""
        return median(phrase.size for phrase in self.phrases)

    @once
    def middle(self) -> float:
        """The height at which most of it stands."""
        return median(phrase.box.middle for phrase in self.phrases)

    @once
    def text(self) -> str:
        """All of it, with a space between phrases."""
        return " ".join(phrase.text for phrase in self.phrases)

    @once
    def printed(self) -> str:
        """All of it, with the gaps between cells kept."""
        return "  ".join(phrase.text for phrase in self.phrases)

    @once
    def data(self) -> tuple[Phrase, ...]:
        """Its figures that are no years above columns."""
        return tuple(phrase for phrase in self.phrases if phrase.is_datum)

    @once
    def is_row(self) -> bool:
        """Whether figures stand in cells of their own on it, beside a label or each other."""
        if self.is_numbering or self.heads:
            return False
        booked = len(self.data) > 1 or any(has_digit(phrase.text) for phrase in self.phrases)
        return bool(self.data) and len(self.phrases) > 1 and booked

    @once
    def is_numbering(self) -> bool:
        """Whether it numbers the columns: '(1) (2) (3) (2-3)'."""
        texts = [phrase.text for phrase in self.phrases]
        counted = [text.strip("()") for text in texts[:FEWEST_NUMBERED]]
        return counted in (["1", "2", "3"], ["a", "b", "c"]) and all(map(NUMBERING.match, texts))

    @once
    def is_head(self) -> bool:
        """Whether two phrases or more could only head columns."""
        if len(self.phrases) < 2 or self.data:
            return False
        heads = sum(phrase.heads for phrase in self.phrases)
        return heads > 1 and 2 * heads >= len(self.phrases) - 1


def lines_of_page(words: Iterable[Word], rules: Sequence[Rule] = ()) -> list[PageLine]:
    """The lines of a page from top to bottom; vertical rules part what stands beside them."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.box.bottom):
        if lines and _on_line(lines[-1], word):
            lines[-1].append(word)
        else:
            lines.append([word])
    ordered = [sorted(line, key=lambda word: word.box.x0) for line in lines]
    spaces = prints_spaces(ordered)
    walls = [walls_at(rules, line[0].box.middle) for line in ordered] if rules else repeat(())
    return [
        PageLine(tuple(phrases_of(line, prints_spaces=spaces, walls=between)))
        for line, between in zip(ordered, walls, strict=False)
    ]


def prints_spaces(lines: Iterable[Sequence[Word]]) -> bool:
    """Whether the page has spaces between words, so that words without one stand in two cells."""
    close = [
        word.spaced
        for line in lines
        for before, word in pairwise(line)
        if 0 < word.box.x0 - before.box.x1 < A_SPACE * max(before.size, word.size)
    ]
    return sum(close) > NEARLY_ALL * len(close)


def _on_line(line: Sequence[Word], word: Word) -> bool:
    return word.box.bottom - line[0].box.bottom <= ON_LINE * min(line[0].size, word.size)


def phrases_of(words: Iterable[Word], *, prints_spaces: bool = False, walls: Walls = ()) -> list[Phrase]:
    """The phrases of one line from left to right: a currency sign goes with the figure to its right, however far."""
    held: list[list[Word]] = []
    for word in words:
        apart = not held or (walls and is_parted(held[-1][-1], word, walls))
        if not apart and _one_text(held[-1], word, prints_spaces=prints_spaces):
            held[-1].append(word)
        else:
            held.append([word])
    return with_notes([Phrase(tuple(group)) for group in held])


def with_notes(phrases: Sequence[Phrase]) -> list[Phrase]:
    """The phrases with those joined that are one note of a scale: its amount is no figure ('bedragen x', '€ 1.000')."""
    found: list[Phrase] = []
    for phrase in phrases:
        last = found[-1] if found else None
        if last and "000" in phrase.text and phrase.is_value and not last.is_value and _is_one_note(last, phrase):
            found[-1] = Phrase((*last.words, *phrase.words))
        else:
            found.append(phrase)
    return found


def _is_one_note(left: Phrase, right: Phrase) -> bool:
    near = right.box.x0 - left.box.x1 < OF_ONE_TEXT * left.size
    return near and is_note(f"{left.text} {right.text}")


def _one_text(group: Sequence[Word], word: Word, *, prints_spaces: bool) -> bool:
    last = group[-1]
    gap = (word.box.x0 - last.box.x1) / max(last.size, word.size)
    if gap < -OVERPRINT or word.apart:
        return False
    if last.text in CURRENCY and "€" not in word.text and (is_value(word.text) or word.text == "-"):
        return len(group) == 1 or gap < OF_ONE_TEXT
    if prints_spaces and not word.spaced and gap > WIDEST_SPACE:
        return False
    figures = is_figure(last.text), is_value(word.text)
    if figures[0] and not is_period(last.text) and is_flag(word.text):
        return False
    if prints_spaces and not word.spaced and figures[0] != figures[1] and gap > A_GAP:
        return False
    if all(figures) and not is_period(last.text):
        return gap < BETWEEN_FIGURES and not (is_figure(word.text) and gap > 0)
    if word.text in CURRENCY:
        return gap < BETWEEN_FIGURES
    return gap < (BESIDE_FIGURE if any(figures) else OF_ONE_TEXT)


def split_wide(phrase: Phrase, limit: float, ends: Sequence[float] = (), *, spaces: bool = False) -> list[Phrase]:
    """The phrase cut where two of its words stand further apart than `limit` em, or alone have no space between.

    Without a space they may stand near where the first of them ends as the figures of a column do.
    """
    spaces = spaces or any(word.spaced for word in phrase.words[1:])
    parts: list[list[Word]] = [[phrase.words[0]]]
    for before, word in pairwise(phrase.words):
        size = max(before.size, word.size)
        gap = (word.box.x0 - before.box.x1) / size
        least = 0.0 if any(abs(before.box.x1 - end) < FLUSH * size for end in ends) else A_GAP
        if (gap > limit or (spaces and not word.spaced and gap > least)) and before.text not in CURRENCY:
            parts.append([])
        parts[-1].append(word)
    return [Phrase(tuple(part)) for part in parts]


def overprinted(words: Sequence[Word]) -> set[int]:
    """The places of words that print over each other, so that none of them can be read for sure."""
    found: set[int] = set()
    order = sorted(range(len(words)), key=lambda place: words[place].box.top)
    boxes = [words[place].box for place in order]
    for at, box in enumerate(boxes):
        within = OVERPRINT * words[order[at]].size
        x0, x1, deep = box.x0 + within, box.x1 - within, box.bottom
        for below in range(at + 1, len(boxes)):
            other = boxes[below]
            if other.top > deep:
                break
            if other.x0 < x1 and other.x1 > x0 and other.beside(box) > SAME_HEIGHT:
                found |= {order[at], order[below]}
    return found
