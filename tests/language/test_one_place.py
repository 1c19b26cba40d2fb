"""Dutch words stand in spellings, not in the modules that make tables; a year is written as a pattern once."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tasks.language.spellings import RULES, spelled
from tasks.notation import SCENARIOS

TASKS = Path(__file__).parents[2] / "tasks"
OWN = ("spaced",)  # to be replaced by candidates that a judge weighs
FILES = (*RULES, "amendments", "cells", "identity", "legends", "periods", "scales")
SHORTEST = 4  # letters: shorter ones are also English, or signs
ENGLISH = {
    "data",
    "target",
    "percentage",
    "over",
    "stand",
    "real",
    "index",
    "code",
    "trend",
    "status",
    "datum",
    "team",
    "wordt",
    "prim",
    "part",
    "none",
}
SAID = {"meer", "andere", "zonder", "onderdeel"}  # in what is told to people about a file that cannot be read
SIDES = {"baten", "lasten", "resultaat", "saldo", "Saldo", "Baten", "Lasten"}
TERMS = SIDES | SCENARIOS.keys()  # codes that a phrase gives, or that a table is built with
REASON = re.compile(r"[a-z]+(?: [a-z]+)+")  # why something is left out, as findings name it
YEARS = re.compile(r"\(\?:19\|20\)|20\[0-[1-9]\]|20\\d|19\[8|\(19\|20\)")


def modules(*folders: str) -> list[Path]:
    """The modules of folders of `tasks`, those that will go left aside."""
    found = [path for folder in folders for path in (TASKS / folder).rglob("*.py")]
    return sorted(path for path in found if not set(OWN) & set(path.parts))


def strings(path: Path) -> list[str]:
    """The texts that a module holds, without its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
    ]


@pytest.mark.parametrize("path", modules("structure", "tables"), ids=lambda path: str(path.relative_to(TASKS)))
def test_no_dutch_word_stands_where_tables_are_made(path: Path) -> None:
    words = {word.rstrip("*.") for rule in FILES for line in spelled(rule, "") for word in line.split()}
    dutch = {word for word in words if len(word) >= SHORTEST} - ENGLISH - SAID
    held = {text: set(re.findall(r"[^\W\d_]+", text.lower())) & dutch for text in strings(path)}
    assert {
        text: found for text, found in held.items() if found and text not in TERMS and not REASON.fullmatch(text)
    } == {}


def test_years_are_a_pattern_in_one_module() -> None:
    written = [path for path in modules("") if any(YEARS.search(text) for text in strings(path))]
    iv3 = "iv3/raw.py"  # the code of a delivery, in the regular expressions of DuckDB
    assert [str(path.relative_to(TASKS)) for path in written if str(path.relative_to(TASKS)) != iv3] == [
        "language/patterns.py"
    ]
