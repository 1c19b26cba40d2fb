"""Years that label rows, with one cell on a line."""

from __future__ import annotations

from tests.lined import headings_read, only, signalled


def cells(*texts: str) -> str:
    return "\n\n".join(("Solvabiliteit", "Jaar", "Gemeente", "Nederland", *texts)) + "\n"


def labels(text: str) -> list[str]:
    table = only(text)
    return [cell.text for cell in table.cells if cell.row >= table.heading_rows and cell.column < table.label_columns]


def test_years_below_their_heading_label_the_figures_that_follow_them() -> None:
    text = cells("2015", "56%", "34%", "2016", "60%", "35%")
    assert labels(text) == ["2015", "2016"]
    assert headings_read(text) == ["Gemeente", "Nederland"]


def test_years_that_skip_or_head_fewer_figures_than_there_are_headings_label_nothing() -> None:
    for texts in (("2015", "56%", "34%", "2019", "60%", "35%"), ("2015", "56%", "2016", "60%")):
        assert signalled(cells(*texts)) == list(texts)
