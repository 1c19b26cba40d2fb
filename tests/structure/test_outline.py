"""The titles that a table stands under."""

from __future__ import annotations

from tasks.structure.headings import Outline
from tasks.structure.lines import lines_of

PAGE = """Begroting 2024

Wat gaat het kosten?

Terug naar navigatie - 5. Sport en cultuur - Wat gaat het kosten?
Sport 12 13
"""


def test_a_way_back_to_the_menu_names_what_stands_above_it_and_is_no_title_of_its_own() -> None:
    assert Outline(lines_of(PAGE)).above(6) == ("Begroting 2024", "Wat gaat het kosten?")


def test_a_way_back_alone_gives_the_title_that_it_names_last() -> None:
    alone = PAGE.replace("\nWat gaat het kosten?\n", "")
    assert Outline(lines_of(alone)).above(6)[-1] == "Wat gaat het kosten?"
