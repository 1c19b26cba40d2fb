"""Which kind of document a text is: by its address, its title, how it speaks of itself, its questions, its columns."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from tasks.identify.text import Found, Text, Unidentified, evidence
from tasks.language import phrase
from tasks.language.patterns import BOOK_YEAR as YEAR
from tasks.language.patterns import spelling_of
from tasks.model import Kind
from tasks.structure.lines import Line
from tasks.vocabularies import vocabulary

OPENING = 20_000  # characters in which a document says "voor u ligt"
COLUMN = re.compile(
    rf"\b(?P<word>{spelling_of('identity', 'column')})\s+(?P<year>{YEAR})\b",
    re.IGNORECASE,
)
NEWEST = {"realisatie": Kind.JAARSTUKKEN, "prognose": Kind.TUSSENRAPPORTAGE, "begroting": Kind.BEGROTING}


def kind_of(text: Text) -> Found[Kind]:
    """The kind of a document, by the first of these that says it.

    Raises:
        Unidentified: nothing says it, or the text speaks of two kinds as its own.
    """
    for look in (_by_address, _by_title, _by_opening, _by_questions, _by_own_name, _by_columns):
        found = look(text)
        if found:
            return found
    raise Unidentified(
        "soort document onbekend: geen titel als 'Monitor 2025', 'Programmabegroting' of 'Jaarstukken', en geen vragen "
        "als 'Wat heeft het gekost?'"
    )


def kind_of_word(word: str) -> Kind | None:
    """The kind that a folder or a field names: `monitor`, `Jaarrekening`, `berap`."""
    kind = next((kind for kind in Kind if kind.value == word.lower()), None)
    return kind or _kinds().get(_folded(word))


def title_of(text: Text) -> tuple[Line, re.Match[str]] | None:
    """The line at the head that names the kind; one with a year in it goes first."""
    titles = [(line, match) for line in text.titles if (match := words("title").search(line.text))]
    dated = [(line, match) for line, match in _bare_titles(text) + titles if re.search(YEAR, line.text)]
    return next(iter(dated or titles), None)


def _bare_titles(text: Text) -> list[tuple[Line, re.Match[str]]]:
    """`Begroting 2024` or `Jaarrekening 2024` as a title: it heads a column nearly everywhere.

    So it counts on the first two lines alone, and only where no other heading of a column follows.
    """
    found = []
    for place, line in enumerate(text.titles[:2]):
        match = words("bare").match(line.text.strip())
        following = [after.text.strip() for after in text.titles[place + 1 : place + 3]]
        if match and not any(COLUMN.match(after) or re.fullmatch(YEAR, after) for after in following):
            found.append((line, match))
    return found


def named_by_address(text: Text) -> re.Match[str] | None:
    """The word for a kind in the address: one with a year beside it, else the first."""
    found = list(_in_address().finditer(text.source.group())) if text.source else []
    return next((match for match in found if re.search(YEAR, match.group())), next(iter(found), None))


def kinds_in_name(name: str) -> set[Kind]:
    """The kinds that a file name names: `best_programmabegroting-2024.pdf`."""
    return {_of(match) for match in _in_address().finditer(name.lower())}


def _by_address(text: Text) -> Found[Kind] | None:
    named = named_by_address(text)
    return Found(_of(named), text.source_evidence) if named else None


def _by_title(text: Text) -> Found[Kind] | None:
    title = title_of(text)
    return Found(_of(title[1]), evidence(title[0].number, title[0].text)) if title else None


def _by_opening(text: Text) -> Found[Kind] | None:
    """The words that a preface begins with: "Voor u ligt de Monitor …"."""
    found = text.find(_named_after(rf"(?:{spelling_of('identity', 'preface')})(?:\s+[\w-]+){{1,4}}?"), OPENING)
    return next((Found(_of(match), text.evidence(match)) for match in found), None)


def _by_questions(text: Text) -> Found[Kind] | None:
    """The questions that a budget or an account answers, asked at the head of its tables."""
    return _most(text, words("body"))


def _by_own_name(text: Text) -> Found[Kind] | None:
    """What the text calls itself: "deze monitor", "dit jaarverslag"."""
    return _most(text, _named_after(rf"(?:{spelling_of('identity', 'self')})"))


def _by_columns(text: Text) -> Found[Kind] | None:
    """The newest year that a column is headed with: realised is an account, forecast a report, else a budget."""
    columns = list(text.find(COLUMN))
    newest = max((match["year"] for match in columns), default="")
    of_newest = {_scenario(match["word"]): match for match in columns if match["year"] == newest}
    said = ((kind, match) for scenario, kind in NEWEST.items() if (match := of_newest.get(scenario)))
    return next((Found(kind, text.evidence(match)) for kind, match in said), None)


def looks_back(word: str) -> bool:
    """Whether a column is headed with a word for what was realised."""
    return _scenario(word) == "realisatie"


def _scenario(word: str) -> str | None:
    return phrase(word, "heading").scenario


def _most(text: Text, pattern: re.Pattern[str]) -> Found[Kind] | None:
    """The kind said most often, when no other comes near."""
    said = [(_of(match), match) for match in text.find(pattern)]
    counts = Counter(kind for kind, _ in said).most_common(2)
    if not counts or (len(counts) == 2 and counts[0][1] < 2 * counts[1][1]):
        return None
    first = next(match for kind, match in said if kind is counts[0][0])
    return Found(counts[0][0], text.evidence(first))


def _spellings(*places: str) -> dict[str, Kind]:
    """The words that decide in these places: `title`, `bare` (a title of one word) or `body`."""
    rows = [row for row in vocabulary("kinds").iter_rows(named=True) if row["place"] in places]
    return {word: Kind(row["code"]) for row in rows for word in [row["label"], *row["fixes"]]}


@cache
def _kinds() -> dict[str, Kind]:
    """Every word for a kind, folded."""
    return {_folded(word): kind for word, kind in _spellings("title", "bare", "body").items()}


@cache
def words(place: str) -> re.Pattern[str]:
    """Where in a text the words of a place stand."""
    return re.compile(rf"(?<!\w)(?P<kind>{_any(place)})(?!\w)", re.IGNORECASE)


@cache
def _in_address() -> re.Pattern[str]:
    """The same words as an address spells them: glued to a year or an ordinal, parts joined with dashes."""
    before, spelled = rf"(?<![a-z])(?:{YEAR}[-_]?)?(?:\de[-_]?)?", _any("title", "bare", between="[-_]?")
    return re.compile(rf"{before}(?P<kind>{spelled})(?:s|en)?(?![a-z])(?:[-_]?{YEAR})?", re.IGNORECASE)


@cache
def _named_after(before: str) -> re.Pattern[str]:
    return re.compile(rf"\b{before}\s+(?P<kind>{_any('title', 'bare')})(?!\w)", re.IGNORECASE)


def _any(*places: str, between: str = r"\s+") -> str:
    longest_first = sorted(_spellings(*places), key=len, reverse=True)
    return "|".join(between.join(re.escape(part) for part in spelling.split()) for spelling in longest_first)


def _of(match: re.Match[str]) -> Kind:
    return _kinds()[_folded(match["kind"])]


def _folded(word: str) -> str:
    """A word without what spellings differ in: `Monitor Sociaal-Domein` and `monitor_sociaal_domein` are one."""
    return re.sub(r"[\s_-]+", "", word.lower())
