"""What a run over a folder shows: a bar on a terminal, lines and totals for everybody, nothing else for programs."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from flows.cli.progress import totals
from tasks.ingest import Held, Outcome
from tests.benchmarks.many import write

ROOT = Path(__file__).parents[1]
HELD = Held("GM0147", 2024, "wmo", "begroting", Decimal(100), "realisatie", Decimal(120), Decimal(-20), 20.0, over=True)


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    write(tmp_path / "in", 3)
    main = "from flows.cli import main; main()"
    return [sys.executable, "-c", main, "ingest", str(tmp_path / "in"), "--warehouse", str(tmp_path / "w.duckdb")]


def on_a_terminal(command: list[str]) -> str:
    """What a command writes to a terminal."""
    ours, theirs = pty.openpty()
    shown = b""
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT) as process:
        os.close(theirs)
        try:
            while more := os.read(ours, 1 << 16):
                shown += more
        except OSError:  # how Linux says that nobody writes to a terminal any more
            pass
    os.close(ours)
    assert process.returncode == 0
    return shown.decode()


def test_on_a_terminal_a_bar_counts_and_every_document_has_its_line(command: list[str]) -> None:
    shown = on_a_terminal(command)
    assert "0/3" in shown
    assert "per seconde" in shown
    assert shown.count("✓") == 3
    assert "3 documenten in" in shown
    assert "3 gelezen" in shown


def test_in_a_pipe_there_is_no_bar(command: list[str]) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "\x1b" not in done.stdout + done.stderr
    assert done.stdout.count("✓") == 3
    assert done.stdout.rstrip().endswith("0 domeinen boven de begroting.")


def test_for_programs_there_is_nothing_but_what_they_read(command: list[str]) -> None:
    done = subprocess.run([*command, "--format", "json"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert [row["status"] for row in json.loads(done.stdout)] == ["loaded"] * 3


def test_totals_count_what_became_of_documents_and_each_domain_once() -> None:
    read = [Outcome(f"s3://b/{n}", "loaded", budgets=(HELD,)) for n in range(1200)]
    refused = [Outcome("s3://b/x", "quarantined"), Outcome("s3://b/y", "failed")]
    assert totals([*read, *refused], 83.4) == (
        "1.202 documenten in 83 s: 1.200 gelezen, 1 in quarantaine, 1 niet gelezen; 1 domein boven de begroting."
    )
