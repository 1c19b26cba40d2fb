"""A sample document gives the same figures in every format that it is published in."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tasks.workbench.cases import read_case
from tests.documents.make import HERE, SAMPLES, make

CONCLUDED = ["metric", "scenario", "period", "value", "unit", "domain", "concept", "is_total"]


def _figures(case: Path, folder: Path) -> Counter[tuple[object, ...]]:
    """Every figure with its label, white space and broken glyphs aside, and what was concluded of it."""
    folder.mkdir()
    _, observations = read_case(case, folder)
    rows = observations.select("row_label", *CONCLUDED).iter_rows()
    return Counter((re.sub(r"\s", "", label or "").lower(), *rest) for label, *rest in rows)


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_says_what_its_text_says(sample: str, tmp_path: Path) -> None:
    text, _, _ = SAMPLES[sample]
    assert _figures((HERE / sample).parent, tmp_path / "made") == _figures(HERE / text, tmp_path / "text")


@pytest.mark.parametrize("sample", [sample for sample in SAMPLES if sample.endswith((".html", ".pdf"))])
def test_the_script_makes_the_sample_that_is_kept(sample: str) -> None:
    assert make(sample) == (HERE / sample).read_bytes()
