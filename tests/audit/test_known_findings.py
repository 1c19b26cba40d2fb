"""What a careful reader finds wrong inside the monitor of Borne over 2025, line by line, and nothing else.

The corrections of that monitor tell some of it too; they are left aside, for the audit must find it by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import duckdb
import pytest

from tasks.warehouse.queries import audit
from tests.kpi.conftest import real, real_settings
from tests.score.inprocess import SHARED

__all__ = ["real", "real_settings"]

LIST = SHARED / "gold" / "findings-000.md"
ROW = re.compile(
    r"^\| (?P<where>T.*?) \((?P<lines>[\d/-]+)\) \| (?P<printed>.*?) \| (?P<computed>.*?) \|$", re.MULTILINE
)
FIGURE = re.compile(r"\d[\d.]*")
# Right, and not in the list, which is about tables: two sentences.
OF_TEXT = {75, 308}


@dataclass(frozen=True)
class Listed:
    """A line of the list: where, on which lines of the document, and what is printed there."""

    where: str
    lines: frozenset[int]
    printed: tuple[str, ...]


def listed() -> list[Listed]:
    """The lines of the list; '102-104' is three lines of the document, '246/265' two."""
    found = []
    for row in ROW.finditer(LIST.read_text(encoding="utf-8")) if LIST.exists() else ():
        first, *rest = (int(number) for number in re.findall(r"\d+", row["lines"]))
        lines = range(first, rest[0] + 1) if "-" in row["lines"] else (first, *rest)
        found.append(Listed(row["where"], frozenset(lines), tuple(FIGURE.findall(row["printed"]))))
    return found


@pytest.fixture(scope="module")
def told(real: duckdb.DuckDBPyConnection) -> list[tuple[int, dict[str, Any]]]:
    """The findings about figures of that monitor that no correction tells, with their lines."""
    rows = [row for row in audit(real, document="000_") if row["kind"] != "known source error"]
    return [(int(match[1]), row) for row in rows if (match := re.fullmatch(r"line (\d+)", row["locator"] or ""))]


@pytest.mark.parametrize("one", listed(), ids=lambda one: one.where)
def test_each_is_told_with_its_figures(told: list[tuple[int, dict[str, Any]]], one: Listed) -> None:
    said = " ".join(f"{row['printed']} {row['text']}" for line, row in told if line in one.lines)
    assert [figure for figure in one.printed if not re.search(rf"(?<![\d.]){re.escape(figure)}(?![\d.]\d)", said)] == []


def test_nothing_else_is_told_to_be_wrong(told: list[tuple[int, dict[str, Any]]]) -> None:
    lines = {line for one in listed() for line in one.lines}
    grave = {line for line, row in told if row["verdict"] in {"wrong", "contradicts"}}
    assert len(listed()) == 16
    assert (grave - lines, OF_TEXT - grave) == (OF_TEXT, set())
