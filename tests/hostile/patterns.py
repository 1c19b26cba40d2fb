"""How the time of every pattern of the program grows with the length of a text made to trouble it."""

from __future__ import annotations

import importlib
import pkgutil
import re
import re._parser as parser  # type: ignore[import-not-found]
import signal
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from itertools import pairwise
from math import log
from typing import Any

import tasks

SIZES = (1_000, 10_000, 100_000)  # characters; no line of a document is longer (tasks/limits.py, LINE)
STOP = 1.0  # seconds of processor time after which one text is given up
SHORTEST = 0.2  # seconds at the longest length from which growth is asked: the square of a length takes more
OFF = 3.0  # times n·log n that a measurement may be off; the square of a length is eight times as much
AGAIN = 5  # times that the shorter lengths are measured: they take milliseconds
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
                for pattern in _within(value):
                    found.setdefault(pattern, f"{module.name}.{name}")
    counts, numbers = Counter(found.values()), Counter[str]()
    named = {}
    for pattern, name in found.items():
        numbers[name] += 1
        named[name if counts[name] == 1 else f"{name} {numbers[name]}"] = pattern
    return named


def _within(value: Any) -> Iterator[re.Pattern[Any]]:
    """The patterns that a value is or holds, as a method of one too: `re.compile(…).match`."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from _within(tuple(value.values()))
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _within(part)
    elif isinstance(getattr(value, "__self__", None), re.Pattern):
        yield from _within(value.__self__)


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


def seeds(pattern: re.Pattern[Any]) -> list[tuple[str, str]]:
    """What a text begins with, and what is repeated behind it."""
    of_words = (("", end) for word in own_words(pattern) for end in (word, f"{word} "))
    return [*(("", seed) for seed in SEEDS), *((begin, " ") for begin in BEFORE_BLANKS), *of_words]


def outgrown(pattern: re.Pattern[Any]) -> str:
    """The words on repeats of which a pattern grows faster than n·log n, with what it takes; empty where none do."""
    for begin, seed in seeds(pattern):
        if said := too_fast(lambda size, begin=begin, seed=seed: seconds(pattern, repeated(begin, seed, size))):
            return f"{begin + seed!r}: {said}"
    return ""


def too_fast(took: Callable[[int], float]) -> str:
    """How seconds grow with the length of a text where that is faster than n·log n; empty where it is not."""
    *shorter, longest = SIZES
    times = {longest: took(longest)}
    if times[longest] < SHORTEST:
        return ""  # the square of this length takes seconds: the shorter ones need not be asked
    if times[longest] >= STOP:
        return f"more than {STOP} s at {longest}"
    times |= {size: sum(took(size) for _ in range(AGAIN)) / AGAIN for size in shorter}
    for less, more in pairwise(SIZES):
        allowed = OFF * (more * log(more)) / (less * log(less))
        if times[more] >= SHORTEST and times[more] > allowed * times[less]:
            return ", ".join(f"{times[size]:.4f} s at {size}" for size in SIZES)
    return ""


def repeated(begin: str, seed: str, length: int) -> str:
    """A text of repeats that ends in what nothing expects."""
    return begin + (seed * (length // len(seed) + 1))[:length] + "\x00"


def seconds(pattern: re.Pattern[Any], text: str) -> float:
    """Processor time of the ways in which patterns are used; a text is given up after a while."""
    given: Any = text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text
    return stopped(lambda: deque(_uses(pattern, given), maxlen=0))


def stopped(asked: Callable[[], object]) -> float:
    """Processor time of what is asked, which is given up after a while."""
    signal.signal(signal.SIGVTALRM, _stop)
    began = time.thread_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, STOP)
    try:
        asked()
    except Stopped:
        return STOP
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.thread_time() - began


def _uses(pattern: re.Pattern[Any], given: Any) -> Iterator[object]:
    yield pattern.match(given)
    yield pattern.fullmatch(given)
    yield from pattern.finditer(given)


def _stop(*_: object) -> None:
    raise Stopped
