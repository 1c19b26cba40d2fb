"""What names a document: its kind, its municipality and its year, as its lines have them; these never head columns.

Which document it is for sure is concluded in `tasks.identify`, when it has been read; what is asked here is asked while
it is read, and so without Polars (docs/adr/0011).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from tasks.language.patterns import ANY_OF_20, GLANCED_YEAR, YEAR, spelling_of
from tasks.language.spellings import spelled
from tasks.language.tokens import unspread
from tasks.model import Kind

BESIDE = re.compile(rf"\b(?:{spelling_of('identity', 'beside')})\b|\d+(?:-i+)?|[^\w\s]|_")
DATED = re.compile(rf"{YEAR}|\b(?:{spelling_of('lines', 'municipality')})\b")

ADDRESS = re.compile(spelling_of("identity", "address"))
KINDS = {  # as a title or address has them, within words too
    kind: re.compile(spelling_of("identity", f"glance.{kind.value}"), re.IGNORECASE)
    for kind in (Kind.BEGROTING, Kind.TUSSENRAPPORTAGE, Kind.JAARSTUKKEN)
}
STANDS = {
    kind: re.compile(rf"(?:{spelling_of('identity', f'stand.{kind.value}')})\s+({ANY_OF_20})", re.IGNORECASE)
    for kind in (Kind.BEGROTING, Kind.JAARSTUKKEN)
}
HALF = re.compile(rf"(?<!\W)\W*+(?:{spelling_of('lines', 'half')})(?:\s+{YEAR})?\W*", re.IGNORECASE)
# '2. Materiële vaste activa', 'TBP.VA.1 Eigen vermogen', 'Tabel: TBP.VA Vaste passiva'
NUMBERED = re.compile(
    rf"^\s*(?:(?:{spelling_of('lines', 'caption')}):?\s+(?=\S*[\d.])[\w.]+:?"
    r"|[^\W\d_]*(?:\.[^\W\d_]*)*\d[\d.]*[.)]?|§\s*\d+\.?)\s+",
    re.IGNORECASE,
)
PARTY = re.compile(rf"\b(?:{spelling_of('lines', 'party')})\b", re.IGNORECASE)
OUTSIDE = re.compile(rf"(?:{spelling_of('lines', 'outside')})\b", re.IGNORECASE)
EMU = re.compile(rf"\b(?:{spelling_of('lines', 'emu')})\b", re.IGNORECASE)
HEAD_LINES = 15
UNKNOWN = 2000


class Facts(NamedTuple):
    """What a document seems to be at a glance."""

    year: int
    kind: Kind | None = None


def glanced(texts: Iterable[str]) -> Facts:
    """The year and kind of a document as its first lines name them; the year most printed where they do not."""
    printed = [text for text in texts if text.strip()]
    kind = None
    for text in (ADDRESS.sub("", text) for text in printed[:HEAD_LINES]):
        named = {name: at.start() for name, pattern in KINDS.items() if (at := pattern.search(text))}
        for found in sorted(named, key=named.__getitem__):
            kind = kind or found
            if year := GLANCED_YEAR.search(text):
                return Facts(int(year[0]), found)
    years = [int(year) for text in printed for year in GLANCED_YEAR.findall(text)]
    own = [int(year[1]) for text in printed for year in (STANDS[kind].finditer(text) if kind in STANDS else ())]
    return Facts(max(own) if own else max(set(years), key=years.count) if years else UNKNOWN, kind)


@lru_cache(maxsize=4096)  # a line is looked at as one of the headings of each row below it
def names_a_document(text: str) -> bool:
    """Whether a line is the name of a kind of document, of a municipality, or both, with a year and nothing more."""
    folded = text.lower()
    rest = " ".join(BESIDE.sub(" ", folded).split())
    if not OF_NAMES.issuperset(rest.split()):
        return False  # quick to see, and of nearly every line
    if not rest or BARE.fullmatch(rest):
        return False  # 'Begroting 2025' also heads a column
    left = " ".join(NAMED.sub(" ", rest).split())
    return not left or (BARE.fullmatch(left) is not None and DATED.search(folded) is not None)


def may_name_a_document(text: str) -> bool:
    """Whether a line is the name of a document or as well the heading of a column: 'Begroting 2025'."""
    folded = text.lower()
    return DATED.search(folded) is not None and BARE.fullmatch(" ".join(BESIDE.sub(" ", folded).split())) is not None


def is_half_of_a_balance(text: str) -> bool:
    """Whether a title is that of one half of a balance: 'Activa', 'Passiva 2018'."""
    return HALF.fullmatch(unspread(text)) is not None


def is_of_a_whole_balance(text: str) -> bool:
    """Whether a label is of all that a municipality owns or owes, or most of it: 'Totaal passiva'."""
    return _named(text) in spelled("lines", "owned")


def is_of_all_reserves(text: str) -> bool:
    """Whether a label is of all reserves: what there is on a day, or in a year what comes and goes."""
    return _named(text) in spelled("lines", "kept")


def _named(text: str) -> str:
    return " ".join(NUMBERED.sub("", unspread(text)).casefold().split())


def is_of_a_party(titles: Iterable[str], labels: Iterable[str]) -> bool:
    """Whether titles are of what a municipality takes part in, or a label is of what only such a party prints.

    'Eigen vermogen' beside 'Vreemd vermogen' (BBV 15) is that of the party.
    """
    return any(map(PARTY.search, titles)) or any(map(OUTSIDE.match, labels))


def speaks_of_emu(text: str) -> bool:
    """Whether a title or label is of the EMU saldo, which counts all that a municipality receives and pays."""
    return EMU.search(text) is not None


def _rows(vocabulary: str) -> list[dict[str, str]]:
    """The lines of a vocabulary, read without Polars: this runs where a document is read (docs/adr/0011)."""
    text = files("tasks").joinpath("vocabularies", f"{vocabulary}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _spellings(row: dict[str, str], column: str) -> set[str]:
    return {row[column], *row["fixes"].split("|")}


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Any of these names as whole words, written as the lines are folded."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(_plain(names), key=len, reverse=True)))})\b")


def _plain(names: Iterable[str]) -> set[str]:
    """Names written as the lines are folded."""
    return {" ".join(BESIDE.sub(" ", name.lower()).split()) for name in names} - {""}


def _kinds(place: str) -> set[str]:
    return {name for row in _rows("kinds") if row["place"] == place for name in _spellings(row, "label")}


def _towns() -> set[str]:
    return {re.sub(r"\s*\(.*", "", name) for row in _rows("municipalities") for name in _spellings(row, "name")}


BARE = _any_of(_kinds("bare"))  # kinds of document that may head a column too
NAMED = _any_of(_towns() | _kinds("title"))
OF_NAMES = frozenset(word for name in _plain(_towns() | _kinds("title") | _kinds("bare")) for word in name.split())
