"""Every sample document against what is expected of it, figure by figure.

A case is a folder `tests/documents/<format>/<case>/` with the document and `observations.csv`, which a person has
looked at; `domeinwacht case FILE --name SLUG` makes one. `pytest tests/documents --regenerate` writes it anew after a
change that is meant; a figure that changed is to be checked again.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.workbench.cases import OK, expectation, read_case, write_expectation

HERE = Path(__file__).parent
CASES = sorted({path.parent for name in ("document.txt", "observations.csv") for path in HERE.glob(f"*/*/{name}")})


def test_every_case_has_its_expectation(request: pytest.FixtureRequest) -> None:
    assert CASES
    if not request.config.getoption("--regenerate"):
        assert [case.name for case in CASES if not (case / "observations.csv").exists()] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_a_sample_document_gives_the_figures_that_are_expected(
    case: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    outcome, got = read_case(case, tmp_path)
    assert outcome.status == "loaded", outcome.reason
    expected = case / "observations.csv"
    if request.config.getoption("--regenerate"):
        write_expectation(expected, got)
    figures, marks = expectation(expected)
    assert [tuple(value or "" for value in row) for row in got.rows()] == figures
    unchecked = sum(mark != OK for mark in marks)
    assert not unchecked, f"{unchecked} figures of {expected} are to be checked: hold them against the document"
