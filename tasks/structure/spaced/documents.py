"""Lines that name the document itself, a kind of document of a municipality: they never head columns."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from importlib.resources import files

from tasks.language.patterns import YEAR, spelling_of

BESIDE = re.compile(r"\b(?:gemeente|pagina|blz|van|de|het|en|concept|sociaal|domein)\b|\d+(?:-i+)?|[^\w\s]|_")
DATED = re.compile(rf"{YEAR}|\b(?:{spelling_of('lines', 'municipality')})\b")


def names_a_document(text: str) -> bool:
    """Whether a line is the name of a kind of document, of a municipality, or both, with a year and nothing more."""
    folded = text.lower()
    rest = " ".join(BESIDE.sub(" ", folded).split())
    if not rest or BARE.fullmatch(rest):
        return False  # 'Begroting 2025' also heads a column
    left = " ".join(NAMED.sub(" ", rest).split())
    return not left or (BARE.fullmatch(left) is not None and DATED.search(folded) is not None)


def may_name_a_document(text: str) -> bool:
    """Whether a line is the name of a document or as well the heading of a column: 'Begroting 2025'."""
    folded = text.lower()
    return DATED.search(folded) is not None and BARE.fullmatch(" ".join(BESIDE.sub(" ", folded).split())) is not None


def _rows(vocabulary: str) -> list[dict[str, str]]:
    """The lines of a vocabulary, read without Polars: this runs where a document is read (docs/adr/0011)."""
    text = files("tasks").joinpath("vocabularies", f"{vocabulary}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _spellings(row: dict[str, str], column: str) -> set[str]:
    return {row[column], *row["fixes"].split("|")}


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Any of these names as whole words, written as the lines are folded."""
    plain = {" ".join(BESIDE.sub(" ", name.lower()).split()) for name in names} - {""}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(plain, key=len, reverse=True)))})\b")


def _kinds(place: str) -> set[str]:
    return {name for row in _rows("kinds") if row["place"] == place for name in _spellings(row, "label")}


def _towns() -> set[str]:
    return {re.sub(r"\s*\(.*", "", name) for row in _rows("municipalities") for name in _spellings(row, "name")}


BARE = _any_of(_kinds("bare"))  # kinds of document that may head a column too
NAMED = _any_of(_towns() | _kinds("title"))
