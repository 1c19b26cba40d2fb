"""How the time of every pattern of the program grows with the length of a text made to trouble it."""

from __future__ import annotations

import importlib
import pkgutil
import re
import re._parser as parser  # type: ignore[import-not-found]
import signal
import time
from collections.abc import Iterator
from typing import Any

import tasks

SHORT, LONG = 1_000, 4_000  # characters; the second is the most that words are sought in (tasks/limits.py, PRINTED)
STOP = 1.0  # seconds of processor time after which one text is given up
STOPPED = float("inf")  # how many times as long the long text takes where the short one was given up
WITHOUT = ("_ocr", "tesseract", "lake")  # modules that need what is not installed everywhere
SEEDS = ["1", " ", "(", ")", "-", ",", ".", "a", "1 ", "1.", "1.000 ", "- ", ", ", "a ", "2024 ", "\t", "\n"]
BEFORE_BLANKS = ("1", "a", "-", "€ 1", "(1", "1%", "2024 ")  # what a run of blanks may stand behind
MOST_OWN = 12  # of a pattern's own words


class Stopped(Exception):
    """A text took too long."""


def patterns() -> dict[str, re.Pattern[Any]]:
    """Every compiled pattern that a module of `tasks` keeps, by the first name it has."""
    found: dict[re.Pattern[Any], str] = {}
    for module in pkgutil.walk_packages(tasks.__path__, "tasks."):
        if not any(part in module.name for part in WITHOUT):
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, re.Pattern):
                    found.setdefault(value, f"{module.name}.{name}")
    return {name: pattern for pattern, name in found.items()}


def own_words(pattern: re.Pattern[Any]) -> list[str]:
    """Literal texts in a pattern."""
    found: dict[str, None] = {}

    def walk(tree: Any) -> None:
        run = ""
        for operation, value in tree:
            if str(operation) == "LITERAL":
                run += chr(value)
                continue
            found[run] = None
            run = ""
            for part in value if isinstance(value, tuple | list) else [value]:
                for one in part if isinstance(part, list) else [part]:
                    if isinstance(one, parser.SubPattern):
                        walk(one)
        found[run] = None

    walk(parser.parse(pattern.pattern, pattern.flags))
    return [word for word in found if word][:MOST_OWN]


def worst(pattern: re.Pattern[Any]) -> tuple[float, float, str]:
    """Seconds at the long length, how many times those at the short one that is, and the words that do it."""
    found = (0.0, 0.0, "")
    of_words = (("", end) for word in own_words(pattern) for end in (word, f"{word} "))
    for begin, seed in [*(("", seed) for seed in SEEDS), *((begin, " ") for begin in BEFORE_BLANKS), *of_words]:
        short = seconds(pattern, repeated(begin, seed, SHORT))
        if short > 0.0004:
            long = seconds(pattern, repeated(begin, seed, LONG))
            found = max(found, (long, STOPPED if short == STOP else long / short, f"{begin}{seed}"))
    return found


def repeated(begin: str, seed: str, length: int) -> str:
    """A text of repeats that ends in what nothing expects."""
    return begin + (seed * (length // len(seed) + 1))[:length] + "\x00"


def seconds(pattern: re.Pattern[Any], text: str) -> float:
    """Processor time of the ways in which patterns are used; a text is given up after a while."""
    given: Any = text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text
    signal.signal(signal.SIGVTALRM, _stop)
    began = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, STOP)
    try:
        for _ in _uses(pattern, given):
            pass
    except Stopped:
        return STOP
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - began


def _uses(pattern: re.Pattern[Any], given: Any) -> Iterator[object]:
    yield pattern.match(given)
    yield pattern.fullmatch(given)
    yield from pattern.finditer(given)


def _stop(*_: object) -> None:
    raise Stopped
