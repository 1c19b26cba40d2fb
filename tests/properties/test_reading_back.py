"""Whatever table is printed, reading and normalising give back the grid it was printed from."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tasks.formats import read
from tasks.model import Document, Kind
from tasks.normalise import normalise
from tests.rendering import FAMILIES, KEEPS_BLANKS, YEAR, Printed, Truth, tables

DOCUMENT = Document("0" * 64, "file:///t", "t", "", "GM0147", Kind.JAARSTUKKEN, YEAR, str(YEAR))
# Shrinking a failing table takes minutes and says little more than the table itself.
DRAWN = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
VANISHING = sorted(set(FAMILIES) - set(KEEPS_BLANKS))
MEANING = ("row_label", "scenario", "period", "value", "unit")


def read_back(data: bytes) -> tuple[set[Truth], list[str]]:
    """What was read, and the printed text of every line that was signalled as unread."""
    result = normalise(DOCUMENT, read(data))
    unread = result.findings.filter(pl.col("kind") == "unread row")
    return set(result.observations.select(MEANING).iter_rows()), unread["printed"].to_list()


def said(truth: set[Truth], unread: list[str]) -> set[tuple[object, object]]:
    """The figures of the lines that were signalled as unread: not read, but not lost unseen."""
    return {
        (one[0], one[3]) for one in truth if any(line.startswith(str(one[0]).rpartition(" > ")[2]) for line in unread)
    }


def stated(found: set[Truth]) -> set[Truth]:
    """The figures that state something: columns whose random figures contradict their headings are open."""
    return {one for one in found if one[1] is not None}


def figures(found: set[Truth]) -> set[tuple[object, object]]:
    """Every figure with its label, stated or open."""
    return {(one[0], one[3]) for one in found}


@pytest.mark.parametrize("family", sorted(FAMILIES))
@DRAWN
@given(table=tables())
def test_a_printed_table_reads_back_to_its_grid(family: str, table: Printed) -> None:
    data = FAMILIES[family](table)
    found, unread = read_back(data)
    assert stated(found) <= table.truth, data.decode()
    assert figures(found) <= figures(table.truth), data.decode()
    assert figures(table.truth) <= figures(found) | said(table.truth, unread), data.decode()


@pytest.mark.parametrize("family", KEEPS_BLANKS)
@DRAWN
@given(table=tables(blanks=True))
def test_blank_cells_are_no_figures(family: str, table: Printed) -> None:
    data = FAMILIES[family](table)
    found, unread = read_back(data)
    assert stated(found) <= table.truth, data.decode()
    assert figures(found) <= figures(table.truth), data.decode()
    assert figures(table.truth) <= figures(found) | said(table.truth, unread), data.decode()


@pytest.mark.parametrize("family", VANISHING)
@DRAWN
@given(table=tables(blanks=True, loose=False))
def test_a_row_whose_blank_cells_vanished_is_placed_rightly_or_not_at_all(family: str, table: Printed) -> None:
    data = FAMILIES[family](table)
    found, _ = read_back(data)
    assert stated(found) <= table.defensible, data.decode()
    assert figures(found) <= figures(table.defensible), data.decode()
