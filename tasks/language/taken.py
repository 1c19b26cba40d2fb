"""What one rule takes of a text."""

from __future__ import annotations

from dataclasses import dataclass

Value = str | int | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """The words from `start` up to `end`, by a rule; `value` is what they say, `whole` whether nothing else may."""

    rule: str
    code: str
    start: int
    end: int
    value: Value = ""
    whole: bool = False
    exact: int = 100  # of two that take as many words, the one spelled out further goes
