"""A table that is too wide for its screen: what is the same in every row goes above it, long texts go below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

GAP = 2  # between columns of a narrow table
TIGHT = 1  # where figures would not fit otherwise
ROOMY = 3  # between columns otherwise
WIDEST = 1000  # wider than any column
NAME = 12  # a name may be folded down to this
ABOVE = 40  # a text longer than this is no second heading of rows
ID = re.compile(r"[0-9a-f]{12}")
UNNAMED = re.compile(r"[0-9a-f]{12}|\d{4}")  # an id or a year says nothing of what a row is about
MARK = 2  # a text this short belongs to the figure before it: V, N
LINES = 4  # that a sentence may be folded over
SHORT = 14  # a text this short is never folded: ids, codes


@dataclass
class Fitted:
    """Which columns stay and how narrow each may get, what is said above the table, and what below it."""

    kept: list[int]
    least: list[int] = field(default_factory=list)
    widths: dict[int, int] = field(default_factory=dict)  # of the columns that stay, where not all fit as they are
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    over: list[int] = field(default_factory=list)  # the columns that are said above the rows that share them
    gap: int = GAP
    narrow: bool = False

    @property
    def needs(self) -> int:
        """How wide the columns that stay are at least."""
        return sum(self.least[at] + self.gap for at in self.kept)

    def said_over(self, line: Sequence[str]) -> str:
        """What is said above a row and those that share it."""
        return "; ".join(line[at] for at in self.over if line[at])

    def say_over(self, column: int) -> None:
        """Say a column above the rows that share its text."""
        self.kept.remove(column)
        self.over.append(column)

    def slivers(self, longest: Sequence[int], needed: set[int], figures: Sequence[bool], room: int) -> list[int]:
        """Sentences that would be folded so narrow that nobody reads them."""
        spare = room - self.needs
        return [
            at
            for at in self.kept
            if at not in needed and not figures[at] and longest[at] > max(ABOVE, LINES * (self.least[at] + spare))
        ]

    def is_shared(self, column: int, lines: Sequence[Sequence[str]]) -> bool:
        """Whether rows share the text of a column, and of what is said above them already, two by two at least."""
        texts = [tuple(line[at] for at in (*self.over, column)) for line in lines]
        return 2 * len(set(texts)) <= len(texts)


def fit(heads: Sequence[str], figures: Sequence[bool], lines: Sequence[Sequence[str]], width: int) -> Fitted:
    """Choose columns so that a table fits; where it fits as it is, all stay.

    Args:
        heads: The headings.
        figures: Whether each column holds figures: those are never folded or taken out.
        lines: The texts, row by row.
        width: Characters of the screen.
    """
    longest = [max(len(text) for text in (head, *(line[at] for line in lines))) for at, head in enumerate(heads)]
    fitted = Fitted(list(range(len(heads))), list(longest))
    if sum(longest) + ROOMY * len(heads) <= width:
        return fitted
    fitted.narrow = True
    _say_above(fitted, heads, figures, lines)
    name = _name(fitted.kept, figures, lines)
    folded = [_widest(head, [line[at] for line in lines]) for at, head in enumerate(heads)]
    fitted.least = [least if figures[at] or least <= SHORT else NAME for at, least in enumerate(folded)]
    room = width - 2
    if fitted.needs > room and fitted.is_shared(name, lines):
        fitted.say_over(name)
    short = [at for at in (*fitted.over, *fitted.kept) if not figures[at] and longest[at] <= ABOVE]
    told_by = _told_by(name, short, lines)
    needed = {name}
    while fitted.needs > room or fitted.slivers(longest, needed, figures, room):
        texts = [at for at in fitted.kept if at not in needed and not figures[at] and longest[at] > SHORT]
        if not texts:
            _squeeze(fitted, room, figures, heads, lines)
            break
        out = max(texts, key=lambda at: longest[at])
        if fitted.over and longest[out] <= ABOVE and fitted.is_shared(out, lines):
            fitted.say_over(out)
        elif longest[out] <= ABOVE and _only_that_tells(out, fitted, figures, lines):
            fitted.least[out], fitted.gap = _longest_word(out, heads, lines), TIGHT
            needed.add(out)
        else:
            fitted.kept.remove(out)
            fitted.below += _notes(out, told_by, heads[out], lines)
    fitted.widths = _shared(fitted, figures, longest, width)
    if fitted.widths.get(name, WIDEST) < min(longest[name], _longest_word(name, heads, lines)):  # its words are broken
        fitted.gap = TIGHT
        fitted.widths = _shared(fitted, figures, longest, width)
    return fitted


def _squeeze(
    fitted: Fitted, room: int, figures: Sequence[bool], heads: Sequence[str], lines: Sequence[Sequence[str]]
) -> None:
    """What is left to give way before a figure is broken: short texts between their words, blanks, what rows share."""
    for at in (one for one in fitted.kept if not figures[one]):
        fitted.least[at] = min(fitted.least[at], _longest_word(at, heads, lines))
    if fitted.needs > room:
        fitted.gap = TIGHT
    told = {at: {line[at] for line in lines} for at in fitted.kept if not figures[at] and fitted.least[at] > MARK}
    for at in sorted(told, key=lambda one: len(told[one])):
        if fitted.needs > room and not all(map(UNNAMED.fullmatch, told[at])):
            fitted.say_over(at)


def _shared(fitted: Fitted, figures: Sequence[bool], longest: Sequence[int], width: int) -> dict[int, int]:
    """How wide each column that stays is: as narrow as it may get, and what is then left for names, first come."""
    widths = {at: fitted.least[at] for at in fitted.kept}
    spare = width - 2 - fitted.needs
    for at in sorted(fitted.kept, key=lambda at: figures[at]):
        more = min(max(0, spare), longest[at] - widths[at])
        widths[at] += more
        spare -= more
    return widths


def _widest(head: str, texts: Sequence[str]) -> int:
    """Of the texts of a column and the words of its heading, which may stand below each other."""
    return max(len(text) for text in (*head.split(), *texts, ""))


def _say_above(fitted: Fitted, heads: Sequence[str], figures: Sequence[bool], lines: Sequence[Sequence[str]]) -> None:
    """Take out what is empty or the same in every row; the latter is said above the table."""
    for at, head in enumerate(heads):
        values = {line[at] for line in lines}
        if len(fitted.kept) > 1 and (values == {""} or (len(values) == 1 and not figures[at] and head)):
            fitted.kept.remove(at)
            fitted.above += [f"{head}: {value}" for value in values if value]


def _name(kept: Sequence[int], figures: Sequence[bool], lines: Sequence[Sequence[str]]) -> int:
    """The column that says what a row is about: the text that differs most from row to row, but for ids."""
    told = {at: {line[at] for line in lines} for at in kept if not figures[at]}
    named = [at for at, texts in told.items() if not all(map(UNNAMED.fullmatch, texts))]
    return max(named or kept[:1], key=lambda at: len(told.get(at, ())))


def _told_by(name: int, texts: Sequence[int], lines: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """The columns by which a note below the table tells of which row it is: those that no two rows share, ids last."""
    named = [at for at in texts if not _are_ids(at, lines)]
    dated = [at for at in texts if not all(ID.fullmatch(line[at]) for line in lines)]
    alone = (columns for columns in ((name,), *((at,) for at in named), named, dated, texts) if _tell(columns, lines))
    return tuple(next(alone, (name,)))


def _tell(columns: Iterable[int], lines: Sequence[Sequence[str]]) -> bool:
    """Whether no two rows are the same in these columns."""
    columns = list(columns)
    return len({tuple(line[at] for at in columns) for line in lines}) == len(lines)


def _only_that_tells(column: int, fitted: Fitted, figures: Sequence[bool], lines: Sequence[Sequence[str]]) -> bool:
    """Whether rows that differ by their words no longer would without this column; nobody knows a row by its id."""
    words = [at for at in (*fitted.over, *fitted.kept) if not figures[at] and not _are_ids(at, lines)]
    return _tell(words, lines) and not _tell((at for at in words if at != column), lines)


def _are_ids(column: int, lines: Sequence[Sequence[str]]) -> bool:
    return all(UNNAMED.fullmatch(line[column]) for line in lines)


def _longest_word(column: int, heads: Sequence[str], lines: Sequence[Sequence[str]]) -> int:
    words = " ".join((heads[column], *(line[column] for line in lines))).split()
    return max(map(len, words), default=0)


def _notes(at: int, named_by: Sequence[int], head: str, lines: Sequence[Sequence[str]]) -> list[str]:
    """Each text once, behind the rows that have it."""
    whose: dict[str, list[str]] = {}
    for line in lines:
        if line[at]:
            names = whose.setdefault(line[at], [])
            named = " ".join(dict.fromkeys(line[by] for by in named_by if line[by]))
            names += [named] if named not in names else []
    return [f"{', '.join(names)} ({head}): {text}" for text, names in whose.items()]
