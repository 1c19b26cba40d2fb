"""Dutch words stand in spellings, not in the modules that make tables; a year is written as a pattern once."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tasks.language.spellings import spelled
from tasks.notation import SCENARIOS

TASKS = Path(__file__).parents[2] / "tasks"
ROOMS = ("structure", "tables")  # where tables are made
SPELLINGS = TASKS / "language" / "spellings"
SHORTEST = 4  # letters of a spelling: shorter ones are also English, or signs
STEM = 5  # letters by which the beginning of a spelling is known: 'begro', 'primiti', 'werkel'
# Words of any Dutch text, and abbreviations: a grammar of headings, labels or sentences cannot do without some of them.
USUAL = frozenset(Path(__file__).with_name("usual.txt").read_text(encoding="utf-8").split())
ENGLISH = {
    "code", "data", "heading", "last", "none", "over", "part", "percent", "percentage", "period", "prim", "real",
    "result", "sheet", "source", "stand", "status", "table", "target", "team", "title", "trend", "index", "total",
}  # fmt: skip
SENTENCE = re.compile(r"[\w :,.()'-]+")  # without a sign of a pattern
TOLD = 3  # Dutch words in a sentence that is told to people, about a file that cannot be read
SAID = {"WAAR", " mln", "onderdeel "}  # what a spreadsheet prints itself, and of a part of a file that cannot be read
SIDES = {"baten", "lasten", "resultaat", "saldo", "Saldo", "Baten", "Lasten"}
TERMS = SIDES | SCENARIOS.keys() | SAID  # codes that a phrase gives, or that a table is built with
REASON = re.compile(r"[a-z]+(?: [a-z]+)+")  # why something is left out, as findings name it
FLAGS = re.compile(r"\[VN|VNIS|[vV]/[nN]|oorde(?:\(\?:)?e?l|nade(?:\(\?:)?e?l")
YEARS = re.compile(r"\(\?:19\|20\)|20\[0-[1-9]\]|20\\d|19\[8|\(19\|20\)")


def modules(*folders: str) -> list[Path]:
    """The modules of folders of `tasks`."""
    return sorted(path for folder in folders for path in (TASKS / folder).rglob("*.py"))


def strings(path: Path) -> list[str]:
    """The texts that a module holds, without its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
    ]


@cache
def dutch() -> set[str]:
    """Every word of every file of spellings, and usual words."""
    lines = {line for file in SPELLINGS.glob("*.csv") for line in spelled(file.stem, "")}
    words = {word for line in lines for word in re.findall(r"[^\W\d_]+", line) if len(word) >= SHORTEST}
    return (words | USUAL) - ENGLISH


def dutch_in(text: str) -> set[str]:
    """The Dutch words, and beginnings of them, that stand in a text which is told to nobody."""
    words = set(re.findall(r"[^\W\d_]+", re.sub(r"\\[A-Za-z]|\[[^]]*\]", " ", text).lower())) - ENGLISH
    if text in TERMS or REASON.fullmatch(text) or (SENTENCE.fullmatch(text) and len(words & dutch()) >= TOLD):
        return set()
    return {word for word in words if word in dutch() or (len(word) >= STEM and word in stems())}


@cache
def stems() -> set[str]:
    return {word[:size] for word in dutch() for size in range(STEM, len(word))} - ENGLISH


@pytest.mark.parametrize("path", modules(*ROOMS), ids=lambda path: str(path.relative_to(TASKS)))
def test_no_dutch_word_stands_where_tables_are_made(path: Path) -> None:
    assert {text: found for text in strings(path) if (found := dutch_in(text))} == {}


@pytest.mark.parametrize(
    "text",
    [
        *(r"(?:jaar)?rekening", r"begr|raming", r"\bprimiti", r"^(?:t/m|tot|per)\b", r"mln\.?", r"tota(?:al|len)"),
        *("werkelijk", "kwartaal", r"\b(?:is|zijn|wordt)\b", "Verschil", "voordeel", r"1e|2e\s+berap", "bedrag"),
    ],
)
def test_such_patterns_would_be_found(text: str) -> None:
    assert dutch_in(text)


def test_flags_are_a_pattern_in_the_language() -> None:
    assert [path.name for path in modules(*ROOMS) if any(FLAGS.search(text) for text in strings(path))] == []


def test_years_are_a_pattern_in_one_module() -> None:
    written = [path for path in modules("") if any(YEARS.search(text) for text in strings(path))]
    iv3 = "iv3/raw.py"  # the code of a delivery, in the regular expressions of DuckDB
    assert [str(path.relative_to(TASKS)) for path in written if str(path.relative_to(TASKS)) != iv3] == [
        "language/patterns.py"
    ]
