"""A heading that is not understood, and how a person makes it known: by a line in a file of spellings.

Only the words that no rule took are added, so that a year beside them stays a year, and the same words are known in
the headings of every document.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

from tasks.language.concluding import one_scenario
from tasks.language.phrases import Phrase
from tasks.language.reading import phrase

FOLDER = Path(__file__).with_name("spellings")
WHERE = {"scenarios": "heading", "aside": "heading", "kinds": "heading="}  # by file
IGNORE = "ignore"  # what people say for figures that are of no concern here
MEANT = {IGNORE: "elders"}
LEAST = 0.6  # below this share of letters in common two spellings do not resemble each other


class NotAccepted(ValueError):
    """A heading that cannot become known so: the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """The line that was added: in which file, where, and which words of the heading it holds."""

    path: Path
    line: int
    code: str
    spelling: str


def heads(code: str, folder: Path = FOLDER) -> bool:
    """Whether a code says what a column holds, and not what a row is about."""
    return _file_of(code, folder) is not None


def accept(heading: str, code: str, folder: Path = FOLDER) -> Spelled:
    """Add the words of a heading that nothing explains as a spelling of a scenario, of `text` or of `ignore`.

    Raises:
        NotAccepted: The code is none of these, the heading is understood already, or it would still say two things.
    """
    name, meant = _file_of(code, folder), MEANT.get(code, code)
    if name is None:
        raise NotAccepted(f"'{code}' is geen code van een kop; kies uit {', '.join(codes(folder))}")
    read = phrase(" ".join(heading.split()), "heading")
    if not read.rest:
        raise NotAccepted(f"de kop '{heading}' is al bekend{_says(read)}")
    spelling = _spelling(read) if WHERE[name] == "heading" else read.text
    if name == "scenarios" and one_scenario((*read.scenarios, meant)) != meant:
        raise NotAccepted(f"de kop '{heading}' noemt ook {' en '.join(read.scenarios)}: beide tegelijk zegt niets")
    path = folder / f"{name}.csv"
    return Spelled(path, _add(path, [meant, spelling.replace("*", " ").strip(), WHERE[name]]), meant, spelling)


def codes(folder: Path = FOLDER) -> list[str]:
    """What a heading can be accepted as."""
    return [*dict.fromkeys(row["code"] for row in _rows(folder / "scenarios.csv")), "wijziging", "text", IGNORE]


def nearest(heading: str, count: int = 3) -> list[tuple[str, str, float]]:
    """The known spellings that the unknown words of a heading resemble most: code, spelling, share of letters."""
    wanted = " ".join(phrase(heading, "heading").rest or (heading,)).casefold()
    found: dict[str, tuple[str, str, float]] = {}
    for code, spelling in _known():
        score = round(SequenceMatcher(None, wanted, spelling.rstrip("*")).ratio(), 2)
        if score >= LEAST and (code not in found or found[code][2] < score):
            found[code] = code, spelling, score
    return sorted(found.values(), key=lambda near: (-near[2], near[0]))[:count]


def _file_of(code: str, folder: Path) -> str | None:
    """The file that has the code, where people may choose it."""
    if code not in codes(folder):
        return None
    meant = MEANT.get(code, code)
    return next(name for name in WHERE if any(row["code"] == meant for row in _rows(folder / f"{name}.csv")))


def _says(read: Phrase) -> str:
    said = read.scenario or read.aside or read.kind
    return f" en zegt {said}" if said else ""


def _spelling(read: Phrase) -> str:
    """The words that nothing explains, with what stands between them; a year there would be lost in them."""
    start, end = read.text.find(read.rest[0]), read.text.rfind(read.rest[-1]) + len(read.rest[-1])
    between = read.text[start:end] if 0 <= start < end else " ".join(read.rest)
    inner = phrase(between, "heading")
    if inner.periods or inner.part_of_year:
        raise NotAccepted(f"in '{between}' staat een jaar of periode; geef alleen de woorden die onbekend zijn")
    return between


def _add(path: Path, row: list[str]) -> int:
    """Put a line below the others of its code; nothing else in the file changes."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    place = max(number for number, known in enumerate(csv.reader(lines), start=1) if known[0] == row[0])
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(row)
    lines.insert(place, out.getvalue())
    path.write_text("".join(lines), encoding="utf-8", newline="")
    return place + 1


@lru_cache(maxsize=1)
def _known() -> tuple[tuple[str, str], ...]:
    said = {meant: code for code, meant in MEANT.items()}
    rows = [row for name in WHERE for row in _rows(FOLDER / f"{name}.csv")]
    return tuple((said.get(row["code"], row["code"]), row["spelling"]) for row in rows if row["code"] in _offered())


@lru_cache(maxsize=1)
def _offered() -> frozenset[str]:
    return frozenset(MEANT.get(code, code) for code in codes())


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
