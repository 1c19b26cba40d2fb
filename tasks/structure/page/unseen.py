"""Words that stand in a page and that the eye does not see, or sees struck through: they are no figures."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from tasks.structure.page.boxes import ASCENT, Box, Look, Word, hull
from tasks.structure.page.rules import Rule

STRUCK = (0.15, 0.6)  # em above the baseline at which a rule goes through letters
OVER = 0.7  # of its width that a rule must cover of a word
BEYOND = 1.6  # em that a rule may be longer than the words it strikes: those of a table are much longer

Ground = tuple[Box, bool]  # what lies under words, and whether it is as good as white


class Sight(NamedTuple):
    """The words of a page that are seen, and the others with the reason why they are not."""

    seen: list[Word]
    unseen: list[tuple[Word, str]]


def sight(words: Sequence[Word], rules: Sequence[Rule], frame: Box, grounds: Callable[[], Sequence[Ground]]) -> Sight:
    """The words of a page as the eye sees them; the grounds are asked for where there are light words only."""
    light = [word for word in words if word.look is Look.LIGHT]
    under = grounds() if light else ()
    reasons = {id(word): "invisible text" for word in light if _on_white(word.box, under)}
    reasons |= {id(word): "invisible text" for word in words if word.look is Look.INVISIBLE}
    reasons |= {id(word): "struck through" for word in _struck(words, rules)}
    reasons |= {id(word): "outside the page" for word in _outside(words, frame)}
    if not reasons:
        return Sight(list(words), [])
    unseen = [(word, reasons[id(word)]) for word in words if id(word) in reasons]
    return Sight([word for word in words if id(word) not in reasons], unseen)


def _outside(words: Iterable[Word], frame: Box) -> Iterator[Word]:
    for word in words:
        x0, top, x1, bottom = word.box
        if not (frame.x0 <= (x0 + x1) / 2 <= frame.x1 and frame.top <= (top + bottom) / 2 <= frame.bottom):
            yield word


def _on_white(box: Box, grounds: Sequence[Ground]) -> bool:
    """Whether nothing but white lies under a word; what was drawn last covers the rest."""
    x, y = box.centre, box.middle
    for (x0, top, x1, bottom), light in reversed(grounds):
        if x0 <= x <= x1 and top <= y <= bottom:
            return light
    return True


def _struck(words: Sequence[Word], rules: Iterable[Rule]) -> list[Word]:
    """The words that a rule of their own goes through."""
    found: list[Word] = []
    by_height = sorted(words, key=lambda word: word.box.top)
    tops, tallest = [word.box.top for word in by_height], max((word.size for word in words), default=0.0)
    for rule in rules:
        near = by_height[bisect(tops, rule.at - tallest) : bisect(tops, rule.at)]
        through = [word for word in near if _goes_through(rule, word)]
        if not through:
            continue
        box, size = hull(word.box for word in through), through[0].size
        if rule.start > box.x0 - BEYOND * size and rule.end < box.x1 + BEYOND * size:
            found += through
    return found


def _goes_through(rule: Rule, word: Word) -> bool:
    above = word.box.top + ASCENT * word.size - rule.at
    low, high = STRUCK
    covered = min(rule.end, word.box.x1) - max(rule.start, word.box.x0)
    return low * word.size <= above <= high * word.size and covered >= OVER * (word.box.x1 - word.box.x0)
