"""Tables that most municipalities print: cover of costs, credits."""

from __future__ import annotations

from tasks.formats.text_lines import read_lines
from tasks.structure.lines import lines_of


def test_the_figure_of_a_label_that_could_head_a_column_is_no_code() -> None:
    """'3.230' behind 'Totale kosten' was taken for the code of the label below, and its row was lost."""
    cells = ["Kostendekkendheid", "2025", "Kosten taakveld", "2.500", "Overhead", "310", "BTW", "420"]
    cells += ["Totale kosten", "3.230", "Opbrengst heffing", "3.190", "Dekking", "98,8%"]
    (table,) = read_lines(lines_of("\n\n".join(cells))).tables
    labels = [cell.text for cell in table.cells if cell.column == 0 and cell.row]
    assert labels[-3:] == ["Totale kosten", "Opbrengst heffing", "Dekking"]


def test_a_credit_what_is_spent_of_it_and_the_rest_are_headings() -> None:
    cells = ["Kredieten", "Krediet", "Uitgaven t/m 2023", "Restantkrediet"]
    rows = [("School", 4_500, 3_300), ("Brug", 3_000, 500), ("Weg", 1_000, 400), ("Riool", 750, 250)]
    cells += [str(cell) for name, credit, spent in rows for cell in (name, credit, spent, credit - spent)]
    (table,) = read_lines(lines_of("\n\n".join(cells))).tables
    assert [cell.text for cell in table.cells if cell.row < table.heading_rows] == cells[1:4]
