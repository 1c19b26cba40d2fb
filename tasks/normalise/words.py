"""The words of headings and labels: ordered patterns from the vocabularies, first one that fits decides."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Word:
    """One line of a vocabulary: the code that a spelling stands for."""

    code: str
    pattern: re.Pattern[str]
    place: str = "any"
    unit: str = ""


@lru_cache(maxsize=8)
def vocabulary(name: str) -> tuple[Word, ...]:
    """The lines of `tasks/vocabularies/<name>.csv`, in their order."""
    text = files("tasks").joinpath("vocabularies", f"{name}.csv").read_text(encoding="utf-8")
    return tuple(
        Word(row["code"], re.compile(row["pattern"]), row.get("place") or "any", row.get("unit") or "")
        for row in csv.DictReader(text.splitlines())
    )


@lru_cache(maxsize=32)
def _placed(name: str, place: str) -> tuple[Word, ...]:
    """The words of a vocabulary that may stand in a place."""
    return tuple(word for word in vocabulary(name) if word.place in {"any", place})


@lru_cache(maxsize=65536)
def find(name: str, text: str, place: str = "any") -> Word | None:
    """The first word of a vocabulary that a text holds; `place` narrows to the words that may stand there."""
    folded = " ".join(text.lower().split())
    return next((word for word in _placed(name, place) if word.pattern.search(folded)), None)


def code_of(name: str, text: str, place: str = "any") -> str | None:
    """The code of `find`."""
    word = find(name, text, place)
    return word.code if word else None


def codes_in(name: str, text: str) -> set[str]:
    """Every code of a vocabulary that a text holds a word of."""
    folded = " ".join(text.lower().split())
    return {word.code for word in vocabulary(name) if word.pattern.search(folded)}


@lru_cache(maxsize=65536)
def left_over(text: str) -> str:
    """What stands in a heading beside its scenario, measure and unit: what tells columns apart that share these."""
    folded = " ".join(text.lower().split())
    for name in ("scenarios", "metrics", "units"):
        for word in _placed(name, "column"):
            folded = word.pattern.sub(" ", folded)
    return " ".join(re.findall(r"[^\W\d_]+", folded))
