"""Two places of one document that say by how much the same thing was over or under: another amount needs a bridge.

'PGB Wmo laat een voordelig saldo zien van € 163.250' in a paragraph and 'Op de PGB-budgetten Wmo begeleiding en HO is
sprake van een onderbesteding van € 98.000' in a list: net beside gross, or a part beside its whole. Neither need be
wrong, and a reader takes them for the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tasks.audit.headings import RowEffect, number_of, row_effects
from tasks.audit.model import Fault, Piece, Read
from tasks.audit.words import Amount, amounts, years
from tasks.audit.words import sentences as split
from tasks.notation import place

KIND = "amounts of one thing need a bridge"
GOOD = r"voordeel|voordelige? (?:saldo|resultaat)|onderschrijding|onderbesteding|onderuitputting"
BAD = r"nadeel|nadelige? (?:saldo|resultaat)|overschrijding|overbesteding"
# 'een voordelig saldo zien van € 163.250', 'een nadeel van ruim € 55.000 op leerlingenvervoer'
EFFECT = re.compile(
    rf"\b(?P<way>(?P<good>{GOOD})|{BAD})\b(?: (?:zien|ontstaan|gerealiseerd|op))? van "
    r"(?:(?:ca\.?|circa|ongeveer|ruim|bijna) )?(?P<money>€\s*[\d.,]+(?:\s*(?:miljoen|mln)\b)?)",
    re.I,
)
VERB = re.compile(r"\b(?:laat|laten|is|zijn|was|waren|heeft|hebben|kent|zien|resteert|ontstaat|ontstond|sluit|sloot)\b")
AFTER = re.compile(r"\*{0,4}\s{0,9}(?:op|bij|binnen|voor) (?P<subject>[^,.;:€]{3,60})")
PER_SALDO = re.compile(r"\bper saldo (?:een )?(?:\w+ )?$", re.I)
# Words that a subject may begin with and that say nothing of what it is about.
IDLE = {
    "de", "het", "een", "op", "bij", "binnen", "voor", "van", "in", "aan", "ten", "tot", "over", "met", "en",
    "of", "rond", "wat", "betreft", "gebied", "budget", "budgetten", "begroting", "kosten", "lasten",
    "uitgaven", "saldo", "totaal", "totale", "onderdeel", "product", "taakveld", "post", "jaar", "dit",
}  # fmt: skip
# A subject that is told elsewhere or only partly, or is none: which thing it is cannot be known.
OPEN = re.compile(
    r"\b(?:dit|deze|dat|die|hier\w*|daar\w*|ook|er|we|wij|het college|de raad|overige?|overig|deel|deels|waarvan|"
    r"diverse|onder andere|o\.a\.|per saldo|doordat|omdat|helaas|opzichte|kwartaal|jaarrekening|jaarstukken|baten|"
    r"inkomsten|eigen bijdragen?|rijksbijdragen?)\b",
    re.I,
)
WORD = re.compile(r"[a-zà-ÿ0-9]+", re.I)
SHARED = 2  # words that the shorter of two subjects must have where the other says more


@dataclass(frozen=True, slots=True)
class Effect:
    """What a place says: of what, by how much over (negative) or under, how finely."""

    piece: Piece
    subject: str
    words: tuple[str, ...]
    euros: float
    slack: float
    text: str


def faults(read: Read) -> Iterator[Fault]:
    """Each place that says another amount than every other place, and every row of a table, does of the same thing."""
    told = [effect for piece in read.pieces if piece.reason != "heading" for effect in effects(piece, read.year)]
    rows = list(row_effects(read)) if told else []
    paired: set[frozenset[int]] = set()
    for effect in told:
        said = [other for other in told if other.piece is not effect.piece and about_one_thing(effect, other)]
        beside = [row for row in rows if words_of(row.figure.row_label) == effect.words]
        fits = any(abs(effect.euros - other.euros) <= effect.slack + other.slack for other in said)
        if fits or any(abs(effect.euros - row.euros) <= effect.slack + 1.5 * row.unit for row in beside):
            continue
        alike = [row for row in beside if row.euros * effect.euros > 0]
        if said:
            other = min(said, key=lambda one: abs(one.euros - effect.euros))
            pair = frozenset((id(effect), id(other)))
            if pair not in paired:
                paired.add(pair)
                yield _of_two(*_in_order(effect, other), read.year)
        elif alike:
            yield _of_row(effect, min(alike, key=lambda one: abs(one.euros - effect.euros)), read.year)


def _in_order(one: Effect, other: Effect) -> tuple[Effect, Effect]:
    """The later of two first: who reads it has read the other."""
    return (one, other) if (one.piece.line or 0) >= (other.piece.line or 0) else (other, one)


def _of_two(effect: Effect, other: Effect, year: int) -> Fault:
    there = f"bij '{other.subject}' ({place(other.piece.locator)}) {other.text}"
    return _fault(effect, None, other.text, there, other.euros, year)


def _of_row(effect: Effect, row: RowEffect, year: int) -> Fault:
    computed = f"€ {number_of(abs(row.euros))}"
    there = f"in de tabel '{row.figure.table_title}' komt '{row.figure.row_label}' op {computed}"
    return _fault(effect, row.figure.table_id, computed, there, row.euros, year)


def _fault(effect: Effect, table: str | None, computed: str, there: str, other: float, year: int) -> Fault:
    side = "voordeel" if effect.euros > 0 else "nadeel"
    text = (
        f"'{effect.subject}': hier staat {effect.text} {side}, {there} (verschil "
        f"{number_of(abs(effect.euros - other))}). De een kan netto zijn of een deel van de ander: hier hoort een brug "
        "bij."
    )
    return Fault(KIND, "info", effect.piece, table, effect.text, computed, text, str(year))


def effects(piece: Piece, year: int) -> Iterator[Effect]:
    """What the sentences of a piece say of the year."""
    for sentence in split(piece.text.replace("\xa0", " ")):
        if set(years(sentence)) - {year}:
            continue
        found = list(EFFECT.finditer(sentence))
        for match in found:
            subject = _subject(sentence, match, first=match is found[0])
            if subject and (words := words_of(subject)) and not OPEN.search(subject):
                (amount,) = amounts(match["money"])
                yield _effect(piece, subject, words, amount, good=bool(match["good"]))


def _effect(piece: Piece, subject: str, words: tuple[str, ...], amount: Amount, *, good: bool) -> Effect:
    return Effect(piece, subject, words, abs(amount.euros) * (1 if good else -1), amount.step / 2, amount.text)


def _subject(sentence: str, match: re.Match[str], *, first: bool) -> str:
    """What it is of: before the verb, or behind an amount that is said to be the balance."""
    before = sentence[: match.start()]
    behind = AFTER.match(sentence, match.end())
    if PER_SALDO.search(before):
        return behind["subject"].strip() if behind else ""
    verb = VERB.search(before)
    return before[: verb.start()].strip(" -–•*") if first and verb else ""


def words_of(subject: str) -> tuple[str, ...]:
    """The words that tell what a subject is, in order."""
    return tuple(word for word in WORD.findall(subject.lower()) if word not in IDLE)


def about_one_thing(one: Effect, other: Effect) -> bool:
    """Whether two places speak of one thing and side: with the same words, or one with more behind the same first."""
    if one.euros * other.euros <= 0 or one.words[0] != other.words[0]:
        return False
    mine, theirs = set(one.words), set(other.words)
    return mine == theirs or (min(len(mine), len(theirs)) >= SHARED and (mine < theirs or theirs < mine))
