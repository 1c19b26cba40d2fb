"""A minus that stands apart from its figure in a row of a text."""

from __future__ import annotations

from tasks.structure.lines import Line
from tasks.tables.pieces import Look
from tasks.tables.strips import strip_of


def test_a_bookkeepers_minus_belongs_to_the_figure_behind_it() -> None:
    strip = strip_of(Line(1, "Pgb -/- 9.112 -/- 2.541 596"))
    assert [piece.text for piece in strip.texts] == ["Pgb"]
    assert [piece.text for piece in strip.values] == ["-/- 9.112", "-/- 2.541", "596"]
    assert {piece.look for piece in strip.values} == {Look.FIGURE}
