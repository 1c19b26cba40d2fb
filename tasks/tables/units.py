"""Units on a line of their own behind the figure that they are of: '33.986', 'ha.'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tasks.language.figures import UNITS_BEHIND
from tasks.tables.pieces import Look, Strip


def with_units(strips: Sequence[Strip]) -> Iterator[Strip]:
    """The strips, each figure with its unit; else the unit would name the rows below it."""
    held: Strip | None = None
    for strip in strips:
        text = strip.texts[0].text if len(strip.texts) == 1 and not strip.values else ""
        if held and text.casefold() in UNITS_BEHIND:
            (figure,) = held.values
            yield replace(held, values=(figure._replace(text=f"{figure.text} {text}"),))
            held = None
            continue
        if held:
            yield held
        held = strip if _is_a_figure(strip) else None
        if not held:
            yield strip
    if held:
        yield held


def _is_a_figure(strip: Strip) -> bool:
    return not strip.texts and not strip.barred and [piece.look for piece in strip.values] == [Look.FIGURE]
