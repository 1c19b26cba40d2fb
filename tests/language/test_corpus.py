"""The corpus of printed texts: what each says, what its rest is, and what some must never be taken for."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tasks.language import Phrase, Place, phrase

HERE = Path(__file__).parent
FIELDS = (
    *("scenario", "version", "change", "aside", "period", "part_of_year", "relative_year", "metric"),
    *("unit", "scale", "flag", "subject", "kind", "total"),
)


def lines(name: str) -> list[tuple[str, ...]]:
    """The lines of a corpus; a line break in a text is written as `\\n`."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return [tuple(field.replace("\\n", "\n") for field in row) for row in list(csv.reader(file))[1:]]


def said(found: Phrase) -> str:
    """What a phrase says, as the corpus writes it."""
    fields = {name: getattr(found, name) for name in FIELDS}
    fields["legend"] = ";".join(sign + meaning for sign, meaning in found.legend) or None
    told = ((name, value) for name, value in fields.items() if value is not None and value is not False)
    return " | ".join(name if value is True else f"{name}={value}" for name, value in told)


@pytest.mark.parametrize(("text", "place", "says", "rest"), lines("corpus.csv"))
def test_a_text_says(text: str, place: Place, says: str, rest: str) -> None:
    found = phrase(text, place)
    assert (said(found), " ".join(found.rest)) == (says, rest)


@pytest.mark.parametrize(("text", "place", "still_open"), lines("negative.csv"))
def test_a_text_leaves_open(text: str, place: Place, still_open: str) -> None:
    found = phrase(text, place)
    assert {name: getattr(found, name) for name in still_open.split()} == dict.fromkeys(still_open.split())


def test_each_word_is_eaten_once_or_left() -> None:
    """The words that rules took and the rest are the words of the text: none twice, none lost."""
    for text, place, _, _ in lines("corpus.csv"):
        found = phrase(text, place)  # type: ignore[arg-type]
        letters = "".join(words for _, words in found.eaten) + "".join(found.rest)
        printed = "".join(sorted(c for c in text.replace("-\n", "").replace("- t", "t") if c.isalnum()))
        assert "".join(sorted(c for c in letters if c.isalnum())) == printed, text


@pytest.mark.parametrize("text", ["t-1-2024", "T-1-2024", "%-1-2024", "--1-2024", "per x-12-2024"])
@pytest.mark.parametrize("place", ["heading", "label", "title", "note"])
def test_what_is_no_number_in_the_place_of_a_day_makes_no_date(text: str, place: Place) -> None:
    assert phrase(text, place).period in {None, "2024"}
