"""Vocabularies: what a printed label stands for, as tables that anybody can read and mend.

A vocabulary is `tasks/vocabularies/<name>.csv` with one line for each thing: its `code`, its `label` as it
should be written, and in `fixes` the other and dirty spellings seen in documents, separated by `|`.
Labels are matched through `key`, so that case, accents, white space and punctuation need no fix of their own.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

import polars as pl

COLUMNS: dict[str, tuple[str, ...]] = {
    "taakvelden": ("code", "name", "valid_from", "valid_to", "parent", "domain", "open_for_booking", "fixes"),
    "products": ("code", "label", "kind", "fixes", "description"),
    "domains": ("code", "label", "words"),
    "indicators": ("code", "label", "unit", "low", "high", "fixes"),
}
REQUIRED = ("code",)  # what every vocabulary has
LISTS = ("fixes", "words")
YEARS = ("valid_from", "valid_to")
UNIQUE: dict[str, tuple[str, ...]] = {
    "taakvelden": ("code", "valid_from"),
    "products": ("code",),
    "domains": ("code",),
    "indicators": ("code",),
}

# What punctuation tells apart: '18+' and '18-', '<27' and '>=27'; '&' and 'en' are the same word.
SPELT = ((re.compile(r"(?<=\d)\s*\+"), "plus"), (re.compile(r"(?<=\d)\s*[-−–](?!\s*\w)"), "min"))
NO_LETTER = re.compile(r"[\W_]+")  # nor a digit
SIGNS = str.maketrans({"&": "en", "<": "lt", ">": "gt", "≥": "gte", "≤": "lte", "=": "e"})


class VocabularyError(ValueError):
    """A vocabulary that cannot be used: the file, the line, and what to mend."""


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """What two spellings of one label have in common.

    All white space goes, because the text layer of a PDF breaks words anywhere ('cl iënten').
    """
    folded = text.casefold()
    for pattern, word in SPELT:
        folded = pattern.sub(word, folded)
    plain = unicodedata.normalize("NFKD", folded.translate(SIGNS))
    return NO_LETTER.sub("", plain)


@lru_cache(maxsize=32)
def vocabulary(name: str) -> pl.DataFrame:
    """The vocabulary of that name: text columns, `fixes` and `words` as lists, years and booleans as such."""
    place = files("tasks.vocabularies").joinpath(f"{name}.csv")
    if not place.is_file():
        raise VocabularyError(f"{name}.csv: there is no such vocabulary in tasks/vocabularies")
    return parse(name, place.read_text(encoding="utf-8"))


def parse(name: str, text: str) -> pl.DataFrame:
    """A vocabulary from its CSV text; raises `VocabularyError` at the first line that cannot be right."""
    lines = list(_lines(name, text))
    _unique(name, lines)
    columns = [column for column in lines[0][1] if column] if lines else list(COLUMNS.get(name, REQUIRED))
    frame = pl.DataFrame([row for _, row in lines], schema=dict.fromkeys(columns, pl.String))
    present = set(frame.columns)
    return frame.with_columns(
        *(pl.col(c).str.split("|").list.filter(pl.element() != "") for c in LISTS if c in present),
        *(pl.col(c).replace("", None).cast(pl.Int64) for c in YEARS if c in present),
        *(pl.col(c) == "1" for c in ("open_for_booking",) if c in present),
    )


def _lines(name: str, text: str) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.reader(text.splitlines(), strict=True)
    header = next(reader, [])
    missing = [column for column in COLUMNS.get(name, REQUIRED) if column not in header]
    if missing:
        raise VocabularyError(f"{name}.csv line 1: the heading misses {', '.join(missing)}")
    for fields in reader:
        place = f"{name}.csv line {reader.line_num}"
        if len(fields) != len(header):
            raise VocabularyError(f"{place}: {len(fields)} fields where the heading has {len(header)}")
        row = dict(zip(header, fields, strict=True))
        _check(place, row)
        yield reader.line_num, row


def _check(place: str, row: dict[str, str]) -> None:
    if not row["code"]:
        raise VocabularyError(f"{place}: the code is empty")
    for column, value in row.items():
        if value != value.strip():
            raise VocabularyError(f"{place}: {column} has white space around {value!r}")
        if column in YEARS and value and not re.fullmatch(r"\d{4}", value):
            raise VocabularyError(f"{place}: {column} is {value!r}, not a year")
    if row.get("open_for_booking", "1") not in {"0", "1"}:
        raise VocabularyError(f"{place}: open_for_booking is 0 or 1, not {row['open_for_booking']!r}")


def _unique(name: str, lines: list[tuple[int, dict[str, str]]]) -> None:
    seen: dict[tuple[str, ...], int] = {}
    for number, row in lines if name in UNIQUE else ():
        identity = tuple(row[column] for column in UNIQUE[name])
        if identity in seen:
            raise VocabularyError(f"{name}.csv line {number}: {' '.join(identity)} stands on line {seen[identity]} too")
        seen[identity] = number
