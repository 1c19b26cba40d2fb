"""A text that calls a result the saldo of baten en lasten: the one is behind the reserves, the other before them (BBV).

'Het totaal saldo van baten en lasten is € 572.000 lager dan geraamd' under a table in which that is what is left after
reserves, and 958.270 before: neither is wrong, and who takes the one for the other is € 386.000 off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tasks.audit.headings import VERSIONS, number_of
from tasks.audit.model import Fault, Figure, Piece, Read
from tasks.audit.words import Amount, amounts, years
from tasks.audit.words import sentences as split

KIND = "a saldo in the text is that behind the reserves"
SALDO = re.compile(r"\bsaldo van (?:de )?baten en (?:de )?lasten\b", re.I)
RESERVES = re.compile(r"\b(?:reserves?|\w*bestemming|resultaat)\b", re.I)
BEFORE, BEHIND = ("saldo", "verschil_voor_bestemming"), ("result", "verschil_na_bestemming")


def faults(read: Read) -> Iterator[Fault]:
    """Each sentence whose saldo of baten en lasten is one behind the reserves in the table that it stands under."""
    for piece in (one for one in read.pieces if one.reason != "heading" and SALDO.search(one.text)):
        table = [one for one in read.above(piece) if one.concept.split(".")[0] == "programma"]
        before, behind = (_outcomes(table, names, read.year) for names in (BEFORE, BEHIND))
        for sentence in split(piece.text.replace("\xa0", " ")):
            said = amounts(sentence)
            if len(said) != 1 or not SALDO.search(sentence) or RESERVES.search(sentence):
                continue
            if set(years(sentence)) - {read.year} or not before or _is_one(said[0], before):
                continue
            if _is_one(said[0], behind):
                yield _fault(piece, table[0], said[0], before[0], read.year)


def _outcomes(table: list[Figure], names: tuple[str, str], year: int) -> list[float]:
    """What came out and how far that is from the plan, as the rows of a measure give it or as it is printed."""
    metric, concept = names
    stands = {one.scenario: one.value for one in table if one.metric == metric and one.concept == "programma"
              and one.period == str(year)}  # fmt: skip
    printed = [one.value for one in table if one.concept.endswith(concept) and one.scenario == "realisatie"]
    planned = next((stands[version] for version in VERSIONS if version in stands), None)
    done = stands.get("realisatie")
    if done is None:
        return printed
    return [*printed, *([done - planned] if planned is not None else []), done]


def _is_one(said: Amount, outcomes: list[float]) -> bool:
    return any(abs(abs(said.euros) - abs(one)) <= said.step / 2 + 0.5 for one in outcomes)


def _fault(piece: Piece, table: Figure, said: Amount, before: float, year: int) -> Fault:
    computed, apart = f"€ {number_of(abs(before))}", number_of(abs(abs(before) - abs(said.euros)))
    text = (
        f"De tekst noemt {said.text} het saldo van baten en lasten; in de tabel '{table.table_title}' is dat het "
        f"resultaat na de reserves, en ervoor {computed} (verschil {apart}). Welke van de twee is bedoeld?"
    )
    return Fault(KIND, "info", piece, table.table_id, said.text, computed, text, str(year))
