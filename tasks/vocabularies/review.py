"""Labels that no vocabulary knows: what they resemble, and how one becomes known.

A resemblance is never a meaning: two labels that differ in a letter ('18+' and '18-') may be different things, so
nothing but a person turns a label into a spelling of a code, by a line in a vocabulary file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

from tasks.vocabularies import VocabularyError, key, parse, vocabulary

FOLDER = Path(__file__).parent
REVIEWED = {"products": "label", "taakvelden": "name"}  # the column that holds the label as it should be written
TAAKVELD = "taakveld."
LEAST = 0.6  # below this share of letters in common two labels do not resemble each other
PATH = " > "


@dataclass(frozen=True, slots=True)
class Near:
    """A known label that resembles an unknown one; `score` is the share of letters that they have in common."""

    code: str
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Accepted:
    """The line of a vocabulary that an accepted label was added to."""

    path: Path
    line: int
    code: str


def nearest(label: str, count: int = 3) -> list[Near]:
    """The known labels that resemble a label most, the best first; each code once."""
    wanted = key(label.split(PATH)[-1])
    found: dict[str, Near] = {}
    for code, known, spelled in _known():
        matcher = SequenceMatcher(None, wanted, spelled)
        if matcher.real_quick_ratio() < LEAST or matcher.quick_ratio() < LEAST:
            continue
        near = Near(code, known, round(matcher.ratio(), 2))
        if near.score >= LEAST and (code not in found or found[code].score < near.score):
            found[code] = near
    return sorted(found.values(), key=lambda near: (-near.score, near.code))[:count]


@lru_cache(maxsize=1)
def _known() -> tuple[tuple[str, str, str], ...]:
    """Every spelling: its code, the label as it should be written, and the key that it is matched by."""
    return tuple(_spellings())


def _spellings() -> Iterator[tuple[str, str, str]]:
    for name, column in REVIEWED.items():
        for row in vocabulary(name).iter_rows(named=True):
            code = f"{TAAKVELD}{row['code']}" if name == "taakvelden" else row["code"]
            for spelling in (row[column], *row["fixes"]):
                yield code, row[column], key(spelling)


def accept(label: str, code: str, folder: Path = FOLDER) -> Accepted:
    """Add a label to the other spellings of a code, in its vocabulary file; nothing else in the file changes.

    Raises:
        VocabularyError: the label is none or is known already, or no vocabulary has the code.
    """
    spelling = " ".join(label.split(PATH)[-1].split())
    if not key(spelling) or "|" in spelling:
        raise VocabularyError(f"'{label}' is geen omschrijving: er staan geen letters in, of een '|'")
    name, bare = ("taakvelden", code.removeprefix(TAAKVELD)) if code.startswith(TAAKVELD) else ("products", code)
    path = folder / f"{name}.csv"
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    header, *rows = csv.reader(lines)
    _refuse_known(name, spelling, bare, header, rows)
    places = [place for place, row in enumerate(rows, start=1) if row[0] == bare]
    if not places:
        raise VocabularyError(f"{path.name}: de code '{bare}' bestaat niet; kies er een uit de eerste kolom")
    place = places[-1]  # of a taakveld that was in force under several names, the newest
    row = rows[place - 1]
    fixes = header.index("fixes")
    row[fixes] = f"{row[fixes]}|{spelling}" if row[fixes] else spelling
    lines[place] = _line(row, lines[place])
    changed = "".join(lines)
    parse(name, changed)
    path.write_text(changed, encoding="utf-8", newline="")
    return Accepted(path, place + 1, code)


def _refuse_known(name: str, spelling: str, code: str, header: list[str], rows: list[list[str]]) -> None:
    """A spelling stands for one thing: where another line has it already, a person must choose between the two."""
    column, fixes = header.index(REVIEWED[name]), header.index("fixes")
    for number, row in enumerate(rows, start=2):
        if key(spelling) in {key(known) for known in (row[column], *row[fixes].split("|")) if known}:
            same = "al bij deze code" if row[0] == code else f"al bij de code '{row[0]}'"
            raise VocabularyError(f"{name}.csv regel {number}: '{spelling}' staat {same}")


def _line(row: list[str], before: str) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator=before[len(before.rstrip("\r\n")) :]).writerow(row)
    return out.getvalue()
