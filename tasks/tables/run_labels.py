"""Labels that figures ran into, where the rows beside them tell: numbers and letters that are of the label."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from tasks.language.sums import side_of
from tasks.tables.digits import divides, may_end_a_run
from tasks.tables.pieces import Look, Strip

NUMBERED_RUN = re.compile(r"^(?P<label>.*[^\W\d_] )(?!\d{1,2}-\d{1,2}-\d{4}$)(?P<run>\d[\d.,%−-]{5,})$")  # no date
SHORT_RUN = re.compile(r"^(?P<label>.*(?:[^\W\d_]|[^\W\d_]\)))(?P<run>[-−]?\d[\d−-]{1,3})$")
LETTERED = re.compile(r"^(?P<code>\d{2,4})?(?P<name>[^\W\d].*[a-zà-ÿ)+-])(?P<letter>[A-Z])$")  # '620WijkteamsL'
NO_FIGURE = re.compile(r"^(?:0\d+|\d{13,})$")
FEWEST_ALIKE = 3  # labels that differ in their numbers
FEWEST_LETTERED = 2  # names that a letter stands behind, with the other letter below it
SIDES = ("lasten", "baten")
NEAR = 3  # rows beside one with so few digits that it may be a name
Matches = dict[int, re.Match[str]]


def with_runs(strips: Sequence[Strip]) -> list[Strip]:
    """The strips, with the lines beside rows of runs that are such rows too, and labels without what is of others."""
    return _with_letters_apart(_with_short_runs(_with_numbers_before(strips)))


def _with_numbers_before(strips: Sequence[Strip]) -> list[Strip]:
    """The strips, with runs that follow the number of a label: 'Programma 02.1511.803', 'Totaal programma 65.966…'.

    Nothing stands between labels and runs, so a blank before digits says that the first of them is of the label: labels
    that are the same count on, those that end on the same word have the same number.
    """
    found = {at: match for at, strip in enumerate(strips) if (match := _numbered_run(_printed(strip)))}
    numbers = _counting_on(found) or _all_the_same(found)
    fresh = list(strips)
    for at, number in numbers.items():
        label = strips[at].texts[0]._replace(text=f"{found[at]['label']}{number}")
        fresh[at] = replace(strips[at], texts=(label,), values=(), gaps=(), glued=found[at]["run"][len(number) :])
    return fresh


def _printed(strip: Strip) -> str:
    """The text of a label alone, or with a value of so many digits, or begun by a nought, that it is no figure."""
    if len(strip.texts) != 1 or strip.glued or len(strip.values) > 1:
        return ""
    values = [piece.text for piece in strip.values]
    return " ".join([strip.texts[0].text, *values]) if all(map(NO_FIGURE.match, values)) else ""


def _counting_on(found: Matches) -> dict[int, str]:
    """The numbers of labels that are the same but for these, where one such label is printed."""
    alike = [group for group in _grouped(found, whole=True) if len(group) >= FEWEST_ALIKE]
    numbers: dict[int, str] = {}
    for group in alike:
        last: int | None = None
        for at in group:
            run = found[at]["run"]
            expected = [0, 1] if last is None else [last + 1]
            number = next((number for number in expected if run.startswith(str(number))), None)
            if number is not None and divides(run[len(str(number)) :]):
                numbers[at], last = str(number), number
    return numbers if len(alike) == 1 else {}


def _all_the_same(found: Matches) -> dict[int, str]:
    """The number that labels which end on the same word have in common."""
    for group in _grouped(found, whole=False):
        runs = [found[at]["run"] for at in group]
        firsts = {run[0] for run in runs}
        if len(group) >= FEWEST_ALIKE and len(firsts) == 1 and all(divides(run[1:]) for run in runs):
            return dict.fromkeys(group, firsts.pop())
    return {}


def _grouped(found: Matches, *, whole: bool) -> Iterator[list[int]]:
    """The places of labels that are the same, or that end on the same word."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for at, match in found.items():
        groups[match["label"] if whole else match["label"].split()[-1]].append(at)
    yield from groups.values()


def _is_label(strip: Strip) -> bool:
    return len(strip.texts) == 1 and not strip.values and not strip.glued


def _with_short_runs(strips: Sequence[Strip]) -> list[Strip]:
    """The strips, with labels that end on few digits beside rows of runs as such rows too: 'Voorraden00'."""
    fresh = list(strips)
    for at, strip in enumerate(strips):
        short = _short_run(strip.texts[0].text) if _is_label(strip) else None
        beside = (strips[max(0, at - NEAR) : at], strips[at + 1 : at + 1 + NEAR])
        if short and any(sum(bool(one.glued) for one in side) > NEAR / 2 for side in beside):
            fresh[at] = replace(strip, texts=(strip.texts[0]._replace(text=short["label"]),), glued=short["run"])
    return fresh


def _with_letters_apart(strips: Sequence[Strip]) -> list[Strip]:
    """The strips, names with the letter of a side behind them as a group and that letter: the other stands below it."""
    fresh = list(strips)
    found = [at for at, (strip, below) in enumerate(pairwise(strips)) if _is_lettered(strip, below)]
    for at in found if len(found) >= FEWEST_LETTERED else ():
        label = strips[at].texts[0]
        if parts := LETTERED.match(label.text):
            name = " ".join(filter(None, (parts["code"], parts["name"])))
            texts = (label._replace(text=name, look=Look.TEXT), label._replace(text=parts["letter"], look=Look.TEXT))
            fresh[at] = replace(strips[at], texts=texts)
    return fresh


def _is_lettered(strip: Strip, below: Strip) -> bool:
    """Whether a row of a run ends its label on the letter of a side, and the one below it is of the other letter."""
    if not (strip.glued and below.glued and len(strip.texts) == len(below.texts) == 1):
        return False
    found, other = LETTERED.match(strip.texts[0].text), below.texts[0].text
    sides = [side_of(letter) for letter in (found["letter"], other)] if found and len(other) == 1 else []
    return len(set(filter(None, sides))) == len(SIDES)


def _numbered_run(text: str) -> re.Match[str] | None:
    return NUMBERED_RUN.match(text) if may_end_a_run(text) else None


def _short_run(text: str) -> re.Match[str] | None:
    return SHORT_RUN.match(text) if may_end_a_run(text) else None
