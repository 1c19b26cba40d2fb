"""Vertical rules as walls between cells: what stands on both sides of one is not one text, however near it stands."""

from __future__ import annotations

import re
from bisect import bisect, bisect_left
from collections.abc import Sequence

from tasks.language.asking import is_period
from tasks.structure.page.boxes import Word
from tasks.structure.page.rules import Rule
from tasks.structure.values import is_figure

REACH = 1.5  # points that a word may reach over a wall beside it
SPACE = (0.15, 0.4)  # em: a space of running text
FEWEST_GLUED = 2  # figures with a name glued to them at one place
GLUED = re.compile(r"(?<=\d)[^\W\d_][a-zà-ÿ]{2}")
Walls = Sequence[float]  # how far from the left they stand, in order


def walls_at(rules: Sequence[Rule], middle: float) -> list[float]:
    """The walls that a line of text stands between; rules come from left to right."""
    return [rule.at for rule in rules if rule.start <= middle <= rule.end]


def is_parted(left: Word, right: Word, walls: Walls) -> bool:
    """Whether a wall stands between two words; one in a space of running text is one that the text runs over."""
    at = bisect_left(walls, left.box.x1 - REACH)
    if at == len(walls) or walls[at] > right.box.x0 + REACH:
        return False
    gap = (right.box.x0 - left.box.x1) / max(left.size, right.size)
    runs_on = right.spaced and SPACE[0] < gap < SPACE[1] and right.text[0].islower() and not is_figure(left.text)
    return not runs_on


def parted(words: Sequence[Word], rules: Sequence[Rule]) -> list[Word]:
    """The words with those cut that two cells print without a space between: '4Reinigen', '2026ringen'.

    They are cut at a wall; or where several figures are glued to names at one place from the left.
    """
    ats = [rule.at for rule in rules]
    found = [part for word in words for part in (_cut(word, rules, ats) if rules else [word])]
    if not GLUED.search("\n".join(word.text for word in found)):
        return found
    glued = {id(word): at for word in found if (at := _glued(word))}
    starts = [word.starts[glued[id(word)]] for word in found if id(word) in glued]
    return [part for word in found for part in _cut_glued(word, glued.get(id(word), 0), starts)]


def _glued(word: Word) -> int:
    """Where a name begins behind a figure; 0 where none does."""
    match = GLUED.search(word.text) if word.starts else None
    return match.start() if match and is_figure(word.text[: match.start()]) else 0


def _cut_glued(word: Word, at: int, starts: Sequence[float]) -> list[Word]:
    if not at or sum(abs(start - word.starts[at]) <= REACH for start in starts) < FEWEST_GLUED:
        return [word]
    return _halves(word, at)


def _cut(word: Word, rules: Sequence[Rule], ats: Walls) -> list[Word]:
    for place in range(bisect(ats, word.box.x0 + REACH), bisect(ats, word.box.x1 - REACH)):
        rule = rules[place]
        at = _boundary(word, rule.at) if rule.start <= word.box.middle <= rule.end else 0
        if at and _are_two_cells(word.text[:at], word.text[at:]):
            first, rest = _halves(word, at)
            return [first, *_cut(rest, rules, ats)]
    return [word]


def _halves(word: Word, at: int) -> list[Word]:
    edge, left, right = word.starts[at], word.text[:at], word.text[at:]
    first = word._replace(text=left, box=word.box._replace(x1=edge), starts=word.starts[:at])
    rest = word._replace(text=right, box=word.box._replace(x0=edge), starts=word.starts[at:], apart=True)
    return [first, rest]


def _boundary(word: Word, wall: float) -> int:
    """The first character right of a wall, where one begins there; 0 where none does."""
    return next((at for at, start in enumerate(word.starts) if at and abs(start - wall) <= REACH), 0)


def _are_two_cells(left: str, right: str) -> bool:
    figures = is_figure(left) or is_period(left), is_figure(right) or is_period(right)
    if all(figures):
        return not is_figure(left + right)
    return any(figures) and (right[0] if figures[0] else left[-1]).isalpha()
