"""Tables in PDFs of many styles: every figure is under its own heading and label, or signalled; none is lost."""

from __future__ import annotations

from collections import defaultdict

import pytest

from tasks.formats import pdf
from tasks.model import Fate, Reading, Table
from tests.formats.pdf_styles import Fact, printed

SEEDS = 60  # in each of the parts below; thousands were looked at when the rules were made
PARTS = range(3)


def plain(text: str) -> str:
    """Without blanks, and with one sign for minus: what is asked is where a figure stands."""
    return "".join(text.split()).replace("\u2013", "-").replace("\u00ad", "-")


def placed(table: Table) -> list[tuple[str, str, str]]:
    """Each figure of a table with its heading path and its label."""
    heads: dict[int, list[str]] = defaultdict(list)
    labels: dict[int, str] = defaultdict(str)
    for cell in sorted(table.cells, key=lambda cell: cell.row):
        if cell.row < table.heading_rows:
            for column in range(cell.column, cell.column + cell.column_span):
                heads[column].append(cell.text)
        elif cell.column < table.label_columns:
            labels[cell.row] += cell.text
    body = [cell for cell in table.cells if cell.row >= table.heading_rows and cell.column >= table.label_columns]
    return [(plain(cell.text), plain("".join(heads[cell.column])), plain(labels[cell.row])) for cell in body]


def faults(reading: Reading, facts: list[Fact]) -> list[tuple[Fact, str, str]]:
    """The figures that stand under another heading or label, and those that are lost unseen."""
    truth = {plain(fact.text): fact for fact in facts}
    signalled = " ".join(plain(rest.text) for rest in reading.remainder if rest.fate is Fate.SIGNALLED)
    found, wrong = set(), []
    for text, heading, label in (each for table in reading.tables for each in placed(table)):
        fact = truth.get(text)
        if fact is None:
            continue
        found.add(text)
        if heading != plain(fact.heading) or not label or not plain(fact.label).endswith(label):
            wrong.append((fact, heading, label))
    lost = [fact for text, fact in truth.items() if text not in found and text not in signalled]
    return wrong + [(fact, "lost", "") for fact in lost]


@pytest.mark.parametrize("part", PARTS)
def test_no_figure_is_under_another_heading_or_lost(part: int) -> None:
    read = total = 0
    for seed in range(part * SEEDS, (part + 1) * SEEDS):
        data, style = printed(seed)
        reading = pdf.read(data)
        assert not faults(reading, style.facts)[:3], f"seed {seed}: {style}"
        texts = {plain(cell.text) for table in reading.tables for cell in table.cells}
        read += sum(plain(fact.text) in texts for fact in style.facts)
        total += len(style.facts)
    assert read >= 0.99 * total
