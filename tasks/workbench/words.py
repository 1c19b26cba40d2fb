"""What printed texts were taken for: the phrases of headings, labels, titles and notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tasks.language import Phrase, Place, phrase
from tasks.workbench.model import Spoken

ABOUT_ITSELF = {"text", "eaten", "rest", "scenarios", "periods"}  # what a phrase holds beside what it says


def spoken(text: str, place: Place) -> Spoken:
    """What a text says where it stands."""
    found = phrase(text, place)
    return Spoken(text, place, _said(found), tuple((words, rule) for rule, words in found.eaten), found.rest)


def heading_spoken(path: Sequence[str]) -> tuple[Spoken, ...]:
    """What a heading path says: as one text where that leaves no rest, else each of its parts."""
    whole = spoken(" ".join(path), "heading")
    parts = tuple(spoken(text, "heading") for text in path if text.strip())
    return (whole,) if path and not whole.rest else parts


def around_spoken(title: str, note: str) -> tuple[Spoken, ...]:
    """What the title and the note of a table say; what is not there says nothing."""
    places: tuple[tuple[str, Place], ...] = ((title, "title"), (note, "note"))
    return tuple(spoken(text, place) for text, place in places if text.strip())


def _said(found: Phrase) -> Mapping[str, object]:
    values = found._asdict().items()
    return {name: value for name, value in values if name not in ABOUT_ITSELF and value not in (None, False, ())}
