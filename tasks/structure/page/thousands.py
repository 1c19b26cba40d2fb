"""Thousands that blanks part: '1 234 567' is one figure, where cells stand further apart than one blank.

Whether they do is proved by the table: it writes no thousands in another way, and nowhere have two figures, two
headings or digits that are no thousands stood where one figure would be. Else its rows with such digits are left out
of the table, so that they are signalled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from tasks.language.asking import is_period
from tasks.structure.page.boxes import Box
from tasks.structure.page.phrases import PageLine, Phrase
from tasks.structure.page.rules import Rule
from tasks.structure.page.walls import Walls, is_parted, walls_at
from tasks.structure.values import MINUS

APART = 0.45  # em: more than one blank parts cells
NO_BREAK = "\u00a0"  # printed between thousands that are proved to be of one figure
FIRST = re.compile(rf"^\(?(?:{MINUS}\s?)?(?:€\s?)?(?:{MINUS}\s?)?\(?[1-9]\d{{0,2}}$")
NEXT = re.compile(rf"^\d{{3}}(?:,\d+)?\)?(?:{MINUS})?%?$")
THOUSANDS = re.compile(r"\d\.\d{3}|\d{4}")
LAST_DIGITS = re.compile(r"(?:^|\s)\d{1,3}$")

Run = tuple[Phrase, ...]


def with_thousands(lines: Sequence[PageLine], rules: Sequence[Rule] = ()) -> tuple[list[PageLine], set[int]]:
    """The lines of a table with the figures joined that blanks part, and the places of lines where that is not sure.

    What vertical rules part is never one figure.
    """
    runs = {at: _runs(line, walls_at(rules, line.middle)) for at, line in enumerate(lines)}
    cut = {at for at, line in enumerate(lines) if _begins_in_label(line)}
    found = {at for at, held in runs.items() if any(len(run) > 1 for run in held)} | cut
    if not found or _written_otherwise(lines):
        return list(lines), set()
    joined = [line.holding(_joined(run) for run in runs[at]) for at, line in enumerate(lines)]
    fits = all(_is_one_figure(run) for held in runs.values() for run in held if len(run) > 1)
    apart = any(len(joined[at].data) > 1 for at in found)
    if not fits or not apart or any(_stands_over_several(phrase, lines, joined) for phrase in _long(joined, found)):
        return list(lines), found
    return joined, cut


def one_figure(text: str) -> str:
    """The text of a drawn cell; groups of digits in it with blanks between are the thousands of one figure."""
    first, *groups = text.split(" ") if " " in text else [text]
    thousands = bool(groups) and FIRST.match(first) and all(map(NEXT.match, groups))
    return text.replace(" ", NO_BREAK) if thousands and all(map(str.isdigit, groups[:-1])) else text


def _runs(line: PageLine, walls: Walls) -> list[Run]:
    """The phrases of a line, those of digits with one blank between them together."""
    runs: list[Run] = []
    for phrase in line.phrases:
        if runs and _is_near(runs[-1][-1], phrase, walls) and _goes_on(runs[-1], phrase):
            runs[-1] = (*runs[-1], phrase)
        else:
            runs.append((phrase,))
    return runs


def _is_near(left: Phrase, right: Phrase, walls: Walls = ()) -> bool:
    gap = right.box.x0 - left.box.x1
    return gap < APART * right.size and not (walls and is_parted(left.words[-1], right.words[0], walls))


def _goes_on(run: Run, phrase: Phrase) -> bool:
    last = run[-1].text
    thousands = NEXT.match(phrase.text) and (FIRST.match(last) or NEXT.match(last))
    return bool(thousands) or (len(run) > 1 and phrase.is_datum)


def _is_one_figure(run: Run) -> bool:
    groups = [phrase.text for phrase in run[1:]]
    return FIRST.match(run[0].text) is not None and all(map(NEXT.match, groups)) and all(map(str.isdigit, groups[:-1]))


def _joined(run: Run) -> Phrase:
    return run[0] if len(run) == 1 else Phrase(tuple(word for phrase in run for word in phrase.words), NO_BREAK)


def _begins_in_label(line: PageLine) -> bool:
    """Whether a label ends in digits with but one blank before digits that may go on with them."""
    return any(
        not left.is_value
        and LAST_DIGITS.search(left.text) is not None
        and NEXT.match(right.text) is not None
        and _is_near(left, right)
        for left, right in pairwise(line.phrases)
    )


def _written_otherwise(lines: Iterable[PageLine]) -> bool:
    return any(THOUSANDS.search(phrase.text) for line in lines for phrase in line.data)


def _long(joined: Sequence[PageLine], found: Iterable[int]) -> list[Phrase]:
    return [phrase for at in found for phrase in joined[at].data if NO_BREAK in phrase.text.lstrip("-–€ " + NO_BREAK)]


def _stands_over_several(figure: Phrase, lines: Sequence[PageLine], joined: Sequence[PageLine]) -> bool:
    """Whether two years or two cells of another row stand where one figure would."""
    return any(
        sum(figure.box.over(box) > 0 for box in boxes) > 1
        for boxes in (*map(_years, lines), *([p.box for p in line.phrases if p.is_value] for line in joined))
    )


def _years(line: PageLine) -> list[Box]:
    return [word.box for phrase in line.phrases for word in phrase.words if is_period(word.text)]
