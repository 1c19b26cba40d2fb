"""Rows of which each cell has several lines, with nothing that holds the place of a blank one."""

from __future__ import annotations

import pytest

from tests.tables.test_candidates import grid, only, stream

HEADS = ("Indicator", "Realisatie 2023", "Begroot 2024", "Begroot 2025")
BESIDE = ("Aantal wijkteams", "4", "5", "6", "Aantal vrijwilligers", "310", "320", "340")


@pytest.mark.parametrize(
    "label", ["Bezoeken aan huis\nWaarvan in het weekend", "Bezoeken aan huis Waarvan in het weekend"]
)
def test_each_line_of_a_cell_is_of_the_line_of_the_label(label: str) -> None:
    """Or of the name on its only line, where there are as many."""
    found = grid(
        only(stream(*HEADS, *BESIDE, label, "95\n23", "60\n48", "70\n49", "Aantal loketten", "1", "2", "3"))[0]
    )
    assert found["Bezoeken aan huis"] == {"Realisatie 2023": "95", "Begroot 2024": "60", "Begroot 2025": "70"}
    assert found["Waarvan in het weekend"] == {"Realisatie 2023": "23", "Begroot 2024": "48", "Begroot 2025": "49"}


def test_lines_of_cells_that_no_name_is_printed_for_are_not_divided() -> None:
    """Which of them is of the label is not known."""
    found = grid(only(stream(*HEADS, *BESIDE, "Bezoeken aan huis", "95\n23", "60\n48", "70\n49"))[0])
    assert "95" not in found.get("Bezoeken aan huis", {}).values()
