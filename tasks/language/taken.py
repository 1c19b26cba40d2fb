"""What one rule takes of a text."""

from __future__ import annotations

from typing import NamedTuple

Value = str | int | tuple[str, ...]


class Taken(NamedTuple):
    """The words from `start` up to `end`, by a rule; `value` is what they say, `whole` whether nothing else may."""

    rule: str
    code: str
    start: int
    end: int
    value: Value = ""
    whole: bool = False
    exact: int = 100  # of two that take as many words, the one spelled out further goes
