"""Whatever table is printed, reading and normalising give back the grid it was printed from."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from tasks.formats import read
from tasks.model import Document, Kind
from tasks.normalise import normalise
from tests.rendering import FAMILIES, KEEPS_BLANKS, YEAR, Printed, Truth, tables

DOCUMENT = Document("0" * 64, "file:///t", "t", "", "GM0147", Kind.JAARSTUKKEN, YEAR, str(YEAR))
MEANING = ("row_label", "scenario", "period", "value", "unit")


def read_back(data: bytes) -> set[Truth]:
    observations = normalise(DOCUMENT, read(data)).observations
    return set(observations.select(MEANING).iter_rows())


@pytest.mark.parametrize("family", sorted(FAMILIES))
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(table=tables())
def test_a_printed_table_reads_back_to_its_grid(family: str, table: Printed) -> None:
    data = FAMILIES[family](table)
    assert read_back(data) == table.truth, data.decode()


@pytest.mark.parametrize("family", KEEPS_BLANKS)
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(table=tables(blanks=True))
def test_blank_cells_are_no_figures(family: str, table: Printed) -> None:
    data = FAMILIES[family](table)
    assert read_back(data) == table.truth, data.decode()


@pytest.mark.parametrize("family", sorted(set(FAMILIES) - set(KEEPS_BLANKS)))
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(table=tables(blanks=True, loose=False))
def test_a_row_whose_blank_cells_vanished_is_placed_rightly_or_not_at_all(family: str, table: Printed) -> None:
    data = FAMILIES[family](table)
    assert read_back(data) <= table.defensible, data.decode()
