"""Sentences with a total, a growth or its cause, against the table that they stand under."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tasks.audit.claims import DIRECTIONS, directions, shares
from tasks.audit.headings import number_of
from tasks.audit.model import Fault, Figure, Piece, Read
from tasks.audit.words import EXPLAINS, FALLS, GROWS, HEDGED, PERCENT, PRICED, STATES, TOTAL, Amount
from tasks.audit.words import amounts as amounts_in
from tasks.audit.words import sentences as split
from tasks.audit.words import years as years_in
from tasks.vocabularies import key

TOTALS, GROWTHS, CAUSES = (
    "sentence contradicts its table",
    DIRECTIONS,
    "a price index does not explain the growth",
)
CLOSE = 0.15  # a total further off is about something else
ENOUGH = 0.75  # the part of a growth that its cause must cover
Split = tuple[float, float, float]  # growth, volume and price, in euros


def faults(read: Read, grown: Mapping[tuple[str, str], Split]) -> Iterator[Fault]:
    """What sentences say and their tables do not.

    Args:
        read: The document.
        grown: For a table and year, its growth with the parts that are volume and price, where an index is known.
    """
    for piece in read.pieces:
        table = read.above(piece) if piece.reason in {"prose", "list item"} else []
        if not table:
            continue
        for sentence in split(piece.text.replace("\xa0", " ")):
            yield from _totals(read, piece, table, sentence)
            yield from _growths(read, piece, table, sentence)
            yield from _causes(read, piece, table, sentence, grown)
            yield from directions(piece, table, sentence, read.year)
            yield from shares(piece, table, sentence, read.year)


def _totals(read: Read, piece: Piece, table: list[Figure], sentence: str) -> Iterator[Fault]:
    """'De kosten in 2025 bedroegen € 3.651.000': no figure of that year is it, and the total of the table is near."""
    said, named = amounts_in(sentence), years_in(sentence)
    if len(said) != 1 or len(named) != 1 or not TOTAL.search(sentence) or not STATES.search(sentence):
        return
    if GROWS.search(sentence):
        return
    of_year = [one for one in read.figures if one.unit == "EUR" and one.period[:4] == str(named[0])]
    if any(_is(said[0], one) for one in of_year):
        return
    totals = [one for one in table if one.is_total and one in of_year and one.scenario in {"realisatie", "prognose"}]
    near = [one for one in totals if abs(abs(one.value) - abs(said[0].euros)) <= CLOSE * abs(one.value)]
    if near:
        right = f"€ {number_of(abs(near[0].value))}"
        text = f"De tekst noemt {said[0].text} over {named[0]}; de tabel '{near[0].table_title}' heeft {right}."
        yield Fault(TOTALS, "warning", piece, near[0].table_id, said[0].text, right, text, str(named[0]))


def _is(said: Amount, figure: Figure) -> bool:
    return abs(abs(figure.value) - abs(said.euros)) <= max(said.step, figure.print_unit) / 2 + 0.5


def _growths(read: Read, piece: Piece, table: list[Figure], sentence: str) -> Iterator[Fault]:
    """'De kosten van zorg in natura zijn gestegen met € 37.000', 'De totale kosten stijgen met ca. 8%'."""
    grows = GROWS.search(sentence)
    if not grows:
        return
    rest = sentence[grows.end() :]
    percent, money = PERCENT.match(rest), amounts_in(rest)
    named = years_in(sentence)
    year = max(named) if named else read.year
    rows = _rows(table, year)
    mentioned = [row for row in rows if _mentions(sentence, row)] or [
        row for row in rows if row.is_total and "total" in sentence.lower() and not _others(sentence)
    ]
    changes = [(row, *_change(row, table, year)) for row in mentioned]
    known = [(row, now - before, before, unit) for row, now, before, unit in changes if before]
    if not known or HEDGED.search(sentence[: grows.start()]):
        return
    down = bool(FALLS.match(grows["way"]))
    if money and rest.lstrip().startswith("€"):
        yield from _amount_of_growth(piece, sentence, money[0], down, known, year, bool(grows["about"]))
    elif percent:
        share = float(percent["number"].replace(",", ".")) * (-1 if down else 1)
        yield from _percent_of_growth(piece, percent.group(), share, known, year, read)


def _amount_of_growth(
    piece: Piece,
    sentence: str,
    said: Amount,
    down: bool,
    known: list[tuple[Figure, float, float, float]],
    year: int,
    about: bool,
) -> Iterator[Fault]:
    told = -said.euros if down else said.euros
    slack = said.step * (5 if about else 0.5)
    if any(abs(told - change) <= slack + unit for _, change, _, unit in known):
        return
    row, change, *_ = known[0]
    right = f"€ {number_of(change)}"
    text = f"De tekst noemt een verandering van {said.text} over {year}; '{row.row_label}' verandert met {right}."
    yield Fault(GROWTHS, "warning", piece, row.table_id, said.text, right, text, str(year))


def _percent_of_growth(
    piece: Piece, printed: str, share: float, known: list[tuple[Figure, float, float, float]], year: int, read: Read
) -> Iterator[Fault]:
    shares = [(row, 100 * change / before) for row, change, before, _ in known]
    if any(abs(share - real) <= 1 for _, real in shares):
        return
    row, real = shares[0]
    right = f"{real:.1f}".replace(".", ",") + " %"
    text = f"De tekst noemt {printed} over {year}; '{row.row_label or row.table_title}' verandert met {right}."
    yield Fault(GROWTHS, "warning", piece, row.table_id, printed, right, text, str(year))


def _causes(
    read: Read, piece: Piece, table: list[Figure], sentence: str, grown: Mapping[tuple[str, str], Split]
) -> Iterator[Fault]:
    """'De kostenstijging is te verklaren vanuit de prijsindexaties': held against volume and the index."""
    if not (PRICED.search(sentence) and EXPLAINS.search(sentence)) or HEDGED.search(sentence):
        return
    year = max(years_in(sentence) or [read.year])
    found = grown.get((table[0].table_id, str(year)))
    if found is None or found[0] <= 0 or found[2] >= ENOUGH * found[0]:
        return
    growth, volume, price = found
    left = growth - volume - price
    right = f"€ {number_of(price)} van € {number_of(growth)}"
    text = (
        f"De tekst schrijft de groei toe aan de index; die verklaart {right}. Meer cliënten: € {number_of(volume)}; "
        f"niet verklaard: € {number_of(left)}."
    )
    yield Fault(CAUSES, "warning", piece, table[0].table_id, "index verklaart de groei", right, text, str(year))


def _rows(table: list[Figure], year: int) -> list[Figure]:
    """One realised figure in euros for each row of the table in a year."""
    kept: dict[str, Figure] = {}
    for one in table:
        if one.period == str(year) and one.scenario == "realisatie" and one.metric in {"amount", "lasten", "saldo"}:
            kept.setdefault(one.row_label, one)
    return list(kept.values())


def _change(row: Figure, table: list[Figure], year: int) -> tuple[float, float | None, float]:
    """The figure of a row, that of the year before, and the unit that they are printed in."""
    before = next(
        (
            one
            for one in table
            if one.row_label == row.row_label
            and one.period == str(year - 1)
            and (one.scenario, one.metric) == (row.scenario, row.metric)
        ),
        None,
    )
    return row.value, before.value if before else None, row.print_unit


def _mentions(sentence: str, row: Figure) -> bool:
    """Whether a sentence names a row by a word of two of its label, which is no total."""
    label = row.row_label.split(" > ")[-1].split("/")[0]
    return not row.is_total and len(key(label)) >= 8 and key(label) in key(sentence)


def _others(sentence: str) -> bool:
    return "%" in sentence and sentence.count("%") > 1
