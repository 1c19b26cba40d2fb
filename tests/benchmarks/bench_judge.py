"""How long it takes to judge a table: `make bench`. It measures and asserts nothing about time."""

from __future__ import annotations

import time

import pytest

from tasks.judge import judge, weigh
from tests.judge.gold_sheets import gold_files, gold_sheets

ROUNDS = 5
USUAL = 200  # cells of a large table


def test_judging_every_hand_checked_table() -> None:
    sheets = [gold.sheet for path in gold_files() for gold in gold_sheets(path)]
    cells = sum(len(sheet.values) for sheet in sheets)
    if not cells:
        pytest.skip("there are no hand-checked tables here")
    for name, run in (("judge", judge), ("weigh", lambda sheet: weigh(sheet.values))):
        best = float("inf")
        for _ in range(ROUNDS):
            start = time.process_time()
            for sheet in sheets:
                run(sheet)
            best = min(best, time.process_time() - start)
        print(f"{name}: {len(sheets)} tables, {best / cells * USUAL * 1000:.2f} ms for each {USUAL} cells")
