"""Years between brackets beside or below a figure: they say when it was measured, and are no figures themselves.

'(2022)' may be a negative figure, too. It is a year where every one of a table stands with a figure of its own, no
other figure is printed between brackets, and those beside figures are no column of figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.language import patterns
from tasks.structure.page.boxes import hull
from tasks.structure.page.phrases import PageLine, Phrase
from tasks.structure.page.spots import Spot
from tasks.structure.values import is_value

BRACKETED = re.compile(r"^\([^()]*\)$")
YEAR = re.compile(rf"^\({patterns.YEAR}\)$")
EDGE = 0.4  # em between the right edges of one column
BESIDE = 3.0  # em between a figure and its year on one line

Row = dict[int, Spot]  # by column


def with_years_beside(lines: Sequence[PageLine]) -> list[PageLine]:
    """The lines of a table with the years right behind figures joined to them; lines of nothing but years stay."""
    values = [phrase for line in lines for phrase in line.phrases if phrase.is_value]
    years, figures = [p for p in values if _is_year(p)], [p for p in values if not _is_year(p)]
    if not years or any(BRACKETED.match(figure.text) for figure in figures) or _are_figures(years, figures):
        return list(lines)
    joined = [_joined(line) for line in lines]
    return list(lines) if None in joined else [line for line in joined if line]


def _are_figures(years: Sequence[Phrase], figures: Sequence[Phrase]) -> bool:
    """Whether more figures than years end where one of the years ends: it stands in their column."""
    return any(
        sum(abs(figure.box.x1 - year.box.x1) < EDGE * year.size for figure in figures)
        > sum(abs(other.box.x1 - year.box.x1) < EDGE * year.size for other in years)
        for year in years
    )


def _joined(line: PageLine) -> PageLine | None:
    """A line with its years joined to its figures; None where one stands beside no figure."""
    if not any(map(_is_year, line.phrases)) or not any(map(_is_figure, line.phrases)):
        return line
    found: list[Phrase] = []
    for phrase in line.phrases:
        last = found[-1] if found else None
        if not _is_year(phrase):
            found.append(phrase)
        elif last and _is_figure(last) and phrase.box.x0 - last.box.x1 <= BESIDE * phrase.size:
            found[-1] = Phrase((*last.words, *phrase.words))
        else:
            return None
    return line.holding(found)


def with_years_below(spots: Sequence[Spot]) -> list[Spot]:
    """The cells of a grid with rows of years joined to the rows of figures above them, where all have one."""
    rows: dict[int, Row] = {}
    for spot in spots:
        row = rows.setdefault(spot.row, {})
        row[spot.column] = _with(row[spot.column], spot) if spot.column in row else spot
    years = [at for at, row in rows.items() if any(YEAR.match(spot.text) for spot in row.values())]
    order = sorted(rows)
    above = {at: order[order.index(at) - 1] for at in years if order.index(at)}
    bracketed = any(BRACKETED.match(s.text) and is_value(s.text) and not YEAR.match(s.text) for s in spots)
    if not years or bracketed or any(at not in above or not _are_years_of(rows[at], rows[above[at]]) for at in years):
        return [spot for row in rows.values() for spot in row.values()]
    for at in years:
        upper, lower = rows[above[at]], rows.pop(at)
        for column, spot in lower.items():
            upper[column] = _with(upper[column], spot) if column in upper else spot._replace(row=above[at])
    return [spot for row in rows.values() for spot in row.values()]


def _are_years_of(row: Row, upper: Row) -> bool:
    """Whether a row holds years, each below a figure, and no figure or name of its own but what wraps a label."""
    years = {column for column, spot in row.items() if YEAR.match(spot.text)}
    others = [column for column in row if column not in years]
    figures = {column for column, spot in upper.items() if is_value(spot.text) and not YEAR.match(spot.text)}
    return years <= figures and all(column < min(years) and not is_value(row[column].text) for column in others)


def _with(upper: Spot, lower: Spot) -> Spot:
    return upper._replace(text=f"{upper.text} {lower.text}", box=hull([upper.box, lower.box]))


def _is_year(phrase: Phrase) -> bool:
    return YEAR.match(phrase.text) is not None


def _is_figure(phrase: Phrase) -> bool:
    return phrase.is_value and not _is_year(phrase)
