"""Figures that a machine recognised: what sums prove counts, what they do not is kept, told and left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tasks.model import Normalised
from tests.normalise.builders import facts, read, table

HEADING = ["(x € 1.000)", "Baten realisatie 2024", "Lasten realisatie 2024", "Saldo realisatie 2024"]
ROWS = [
    ["Wmo", "70.540", "-1.519.743", "-1.449.203"],
    ["Jeugd", "15.189", "-875.696", "-860.507"],
    ["Participatie", "150.000", "-662.885", "-512.885"],
    ["Toegang", "74.899", "-59.956", "14.943"],
    ["Onderwijs", "57.002", "-156.807", "-99.805"],
    ["Totaal", "367.630", "-3.275.087", "-2.907.457"],
]
UNPROVED = "het is herkend in een plaatje, en geen optelling bewijst het"


def recognised(
    changed: Mapping[tuple[int, int], str] | None = None, unsure: Mapping[tuple[int, int], int] | None = None
) -> Normalised:
    """The table as a machine saw it; `unsure` are the places where it was less sure than elsewhere."""
    rows = [list(row) for row in (HEADING, *ROWS)]
    for (row, column), text in (changed or {}).items():
        rows[row][column] = text
    printed = table(*rows)
    sure = {(cell.row, cell.column): (unsure or {}).get((cell.row, cell.column), 93) for cell in printed.cells}
    cells = tuple(replace(cell, confidence=sure[cell.row, cell.column]) for cell in printed.cells)
    return read(replace(printed, cells=cells))


def doubts(of: Normalised) -> dict[str, str]:
    return {str(raw): str(doubt) for raw, doubt in facts(of, "raw", "doubt") if doubt}


def found(of: Normalised, kind: str) -> list[str]:
    return of.findings.filter(of.findings["kind"] == kind)["printed"].to_list()


def test_figures_that_the_sums_of_their_table_prove_count_with_their_ground() -> None:
    seen = recognised()
    assert not doubts(seen)
    assert set(facts(seen, "scenario", "value_ground", "value_score")) == {("realisatie", "ocr", 0.93)}


def test_what_is_printed_as_text_needs_no_proof() -> None:
    seen = read(table(HEADING, ["Wmo", "1", "-2", "7"]))
    assert set(facts(seen, "value_ground", "value_score", "doubt")) == {("printed", None, None)}


def test_a_figure_that_no_sum_proves_states_nothing_and_is_told() -> None:
    seen = recognised({(2, 2): "-845.696"})
    assert doubts(seen)["-845.696"] == UNPROVED
    row = seen.observations.filter(seen.observations["raw"] == "-845.696").row(0, named=True)
    assert (row["scenario"], int(row["value"])) == (None, -845_696_000)
    assert "Lasten realisatie 2024" in found(seen, "open figures")
    assert not found(seen, "chosen reading")


def test_the_reading_that_the_sums_ask_for_is_taken_and_told_with_what_was_seen() -> None:
    seen = recognised({(2, 2): "-375.696"})  # an 8 seen as a 3
    assert not doubts(seen)
    assert (-875_696_000, "-375.696") in [(int(value), raw) for value, raw in facts(seen, "value", "raw")]  # type: ignore[call-overload]
    assert found(seen, "chosen reading") == ["-375.696"]


def test_a_figure_that_could_not_be_read_is_chosen_too() -> None:
    seen = recognised({(3, 3): "-5I2,885"}, {(3, 3): 12})
    assert not doubts(seen)
    assert found(seen, "chosen reading") == ["-5I2,885"]


def test_a_label_with_a_number_that_was_not_seen_well_leaves_its_figures_in_doubt() -> None:
    seen = recognised(unsure={(1, 0): 31})
    assert set(doubts(seen)) == {"70.540", "-1.519.743", "-1.449.203"}


def test_a_heading_that_was_not_seen_well_leaves_its_column_in_doubt() -> None:
    seen = recognised(unsure={(0, 2): 20})
    assert set(doubts(seen)) == {row[2] for row in ROWS}
