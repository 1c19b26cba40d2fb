"""Years below one another that label rows, a cell on a line: 'Jaar', 'Gemeente', 'Nederland', '2015', '56%', '34%'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from tasks.language import patterns
from tasks.language.spellings import spelled
from tasks.tables.pieces import VALUES, Look, Strip

FEWEST_ROWS = 2
BARE_YEAR = re.compile(patterns.YEAR)
HEADS = spelled("kinds", "year")


def with_years_as_labels(strips: Sequence[Strip]) -> list[Strip]:
    """The strips, with the years below a heading of years as texts, where each is followed by a figure a heading."""
    labels = {at for start, strip in enumerate(strips) if _heads_years(strip) for at in _years_below(strips, start)}
    return [_as_label(strip) if at in labels else strip for at, strip in enumerate(strips)]


def _heads_years(strip: Strip) -> bool:
    return not strip.values and [piece.text.casefold() for piece in strip.texts] in [[word] for word in HEADS]


def _years_below(strips: Sequence[Strip], start: int) -> list[int]:
    """The places of the years, one after the other, up to the first that does not head as many figures."""
    headings = len(list(takewhile(_is_text, strips[start + 1 :])))
    places = range(start + 1 + headings, len(strips), headings + 1)
    rows = list(takewhile(lambda at: _is_row(strips[at : at + headings + 1]), places))
    years = [int(strips[at].values[0].text) for at in rows]
    in_turn = {after - before for before, after in pairwise(years)} in ({1}, {-1})
    return rows if headings and len(rows) >= FEWEST_ROWS and in_turn else []


def _is_row(strips: Sequence[Strip]) -> bool:
    first, *figures = strips
    named = len(first.values) == 1 and not first.texts and BARE_YEAR.fullmatch(first.values[0].text) is not None
    return named and all(map(_is_figure, figures))


def _is_figure(strip: Strip) -> bool:
    return not strip.texts and [piece.look in VALUES - {Look.PERIOD} for piece in strip.values] == [True]


def _is_text(strip: Strip) -> bool:
    return not strip.values and [piece.look for piece in strip.texts] == [Look.TEXT]


def _as_label(strip: Strip) -> Strip:
    return replace(strip, texts=(strip.values[0]._replace(look=Look.TEXT),), values=())
