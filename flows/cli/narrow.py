"""A table that is too wide for its screen: what is the same in every row goes above it, long texts go below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

GAP = 2  # between columns of a narrow table
ROOMY = 3  # between columns otherwise
NAME = 12  # a name may be folded down to this
SHORT = 14  # a text this short is never folded: ids, codes


@dataclass
class Fitted:
    """Which columns stay and how narrow each may get, what is said above the table, and what below it."""

    kept: list[int]
    least: list[int] = field(default_factory=list)
    widths: dict[int, int] = field(default_factory=dict)  # of the columns that stay, where not all fit as they are
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    narrow: bool = False


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
    while sum(fitted.least[at] + GAP for at in fitted.kept) > width - 2:
        texts = [at for at in fitted.kept if at != name and not figures[at] and longest[at] > SHORT]
        if not texts:
            break
        out = max(texts, key=lambda at: longest[at])
        fitted.kept.remove(out)
        fitted.below += _notes(out, name, heads[out], lines)
    fitted.widths = _shared(fitted, figures, longest, width)
    return fitted


def _shared(fitted: Fitted, figures: Sequence[bool], longest: Sequence[int], width: int) -> dict[int, int]:
    """How wide each column that stays is: as narrow as it may get, and what is then left for names, first come."""
    widths = {at: fitted.least[at] for at in fitted.kept}
    spare = width - 2 - sum(held + GAP for held in widths.values())
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
    """The column that tells rows apart: the first text that is another in each row, else the first column."""
    apart = [at for at in kept if not figures[at] and len({line[at] for line in lines}) == len(lines)]
    return (apart or list(kept))[0]


def _notes(at: int, named_by: int, head: str, lines: Sequence[Sequence[str]]) -> list[str]:
    """Each text once, behind the rows that have it."""
    whose: dict[str, list[str]] = {}
    for line in lines:
        if line[at]:
            names = whose.setdefault(line[at], [])
            names += [line[named_by]] if line[named_by] not in names else []
    return [f"{', '.join(names)} ({head}): {text}" for text, names in whose.items()]
