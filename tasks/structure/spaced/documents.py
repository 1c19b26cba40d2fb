"""Lines that name the document itself, a kind of document of a municipality: they never head columns."""

from __future__ import annotations

import re
from functools import cache

from tasks.vocabularies import vocabulary

BESIDE = re.compile(r"\b(?:gemeente|pagina|blz|van|de|het|en|concept|sociaal|domein)\b|\d+(?:-i+)?|[^\w\s]|_")
DATED = re.compile(r"(?:19|20)\d\d|\bgemeente\b")


def names_a_document(text: str) -> bool:
    """Whether a line is the name of a kind of document, of a municipality, or both, with a year and nothing more."""
    folded = text.lower()
    rest = " ".join(BESIDE.sub(" ", folded).split())
    if not rest or _bare().fullmatch(rest):
        return False  # 'Begroting 2025' also heads a column
    left = " ".join(_named().sub(" ", rest).split())
    return not left or (_bare().fullmatch(left) is not None and DATED.search(folded) is not None)


def may_name_a_document(text: str) -> bool:
    """Whether a line is the name of a document or as well the heading of a column: 'Begroting 2025'."""
    folded = text.lower()
    return DATED.search(folded) is not None and _bare().fullmatch(" ".join(BESIDE.sub(" ", folded).split())) is not None


@cache
def _bare() -> re.Pattern[str]:
    return _any_of({name for names, place in _kinds() if place == "bare" for name in names})


@cache
def _named() -> re.Pattern[str]:
    """The names of municipalities, and of documents that head no column."""
    towns = vocabulary("municipalities").iter_rows(named=True)
    called = {re.sub(r"\s*\(.*", "", name) for row in towns for name in (row["name"], *row["fixes"])}
    return _any_of(called | {name for names, place in _kinds() if place == "title" for name in names})


def _kinds() -> list[tuple[list[str], str]]:
    rows = vocabulary("kinds").iter_rows(named=True)
    return [([row["label"], *row["fixes"]], row["place"]) for row in rows]


def _any_of(names: set[str]) -> re.Pattern[str]:
    """Any of these names as whole words, written as the lines are folded."""
    plain = {" ".join(BESIDE.sub(" ", name.lower()).split()) for name in names} - {""}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(plain, key=len, reverse=True)))})\b")
