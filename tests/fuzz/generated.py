"""Tables whose sums, differences and saldi come out, as municipalities print them, made from a random source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from random import Random

from tests.fuzz import words
from tests.fuzz.grids import Column, Figure, Grid, Manner, Row, meant
from tests.fuzz.words import YEAR

Stand = tuple[str, int]  # a scenario, and the year from that of the document
STANDS: dict[str, tuple[tuple[Stand, ...], ...]] = {
    "jaarstukken": (
        (("begroting_gewijzigd", 0), ("realisatie", 0), ("verschil", 0)),
        (("begroting_primitief", 0), ("begroting_gewijzigd", 0), ("realisatie", 0)),
        (("begroting_primitief", 0), ("begroting_gewijzigd", 0), ("realisatie", 0), ("verschil", 0)),
        (
            ("realisatie", -1),
            ("begroting_primitief", 0),
            ("begroting_gewijzigd", 0),
            ("realisatie", 0),
            ("verschil", 0),
        ),
        (("begroting", 0), ("realisatie", 0)),
        (("realisatie", -2), ("realisatie", -1), ("realisatie", 0)),
    ),
    "begroting": (
        (("realisatie", -2), ("begroting", -1), ("begroting", 0)),
        (("realisatie", -2), ("begroting", -1), ("begroting", 0), ("meerjarenraming", 1), ("meerjarenraming", 2)),
        (("begroting", 0), ("meerjarenraming", 1), ("meerjarenraming", 2), ("meerjarenraming", 3)),
    ),
    "tussenrapportage": (
        (("begroting_primitief", 0), ("begroting_gewijzigd", 0), ("prognose", 0), ("verschil", 0)),
        (("begroting_gewijzigd", 0), ("prognose", 0), ("verschil", 0)),
    ),
}
MEASURES = (("Lasten", "Baten", "Saldo"), ("Baten", "Lasten", "Saldo"), ("Lasten", "Baten"))
LOWEST = {1: 40_000, 1000: 110}
HIGHEST = {1: 9_000_000, 1000: 48_000}


def generate(random: Random) -> Grid:
    """A table of a random family."""
    return random.choice(list(FAMILIES.values()))(random)


def _columns(random: Random, kind: str, year: int, unknown: bool = True) -> tuple[Column, ...]:
    """Headings of one document: one spelling for a scenario, with a year wherever that is needed to tell them apart."""
    stands = random.choice(STANDS[kind])
    codes = [code for code, _ in stands]
    spelled = {code: _spelling(random, code, codes.count(code) > 1 or code == "meerjarenraming") for code in codes}
    columns = [_column(spelled[code], code, year, shift) for code, shift in stands]
    if unknown and random.random() < 0.05:
        columns.insert(random.randint(1, len(columns)), unknown_column(random, year))
    return tuple(columns)


def _spelling(random: Random, code: str, dated: bool) -> str:
    known = [text for text in words.spellings(code) if not dated or YEAR in text]
    return random.choice(known)


def _column(spelling: str, code: str, year: int, shift: int) -> Column:
    if shift and YEAR not in spelling:
        spelling = f"{spelling} {YEAR}"
    return Column(spelling, year + shift, meant(code), str(year + shift))


def unknown_column(random: Random, year: int) -> Column:
    """A column whose heading no vocabulary explains: whatever is stated of it is invented."""
    code = random.choice(["unknown", "unknown", "change"])
    meaning = frozenset({"verschil"} if code == "change" else ())  # a change of the budget is a difference, or open
    return Column(random.choice(words.spellings(code)), year, meaning, str(year), known=False)


def _start(random: Random) -> tuple[str, int, int, Manner]:
    minus = random.choices(["before", "long", "behind", "brackets"], [8, 2, 1, 1])[0]
    scale = random.choices([1, 1000], [1, 3])[0]
    prefix = "€ " if scale == 1 and random.random() < 0.3 else ""
    kind = random.choices(list(STANDS), [3, 2, 1])[0]
    return kind, random.randint(2018, 2025), scale, Manner(minus, prefix)


def _amount(random: Random, scale: int) -> Decimal:
    """An amount as likely small as large, never round."""
    low, high = LOWEST[scale], HIGHEST[scale]
    return Decimal(int(low * (high / low) ** random.random()))


def _near(random: Random, figure: Decimal) -> Decimal:
    return Decimal(max(int(figure * Decimal(random.uniform(0.82, 1.18))), 1))


def amounts(random: Random, columns: Sequence[Column], scale: int) -> tuple[Figure, ...]:
    """Figures of one row that are of like size, with the difference of the last two stands where one is printed."""
    base = _amount(random, scale)
    return settle(columns, [_near(random, base) for _ in columns])


def settle(columns: Sequence[Column], figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures with the difference column made the budget less the outcome."""
    places = [place for place, column in enumerate(columns) if column.known and not column.difference]
    settled = list(figures)
    for place, column in enumerate(columns):
        if column.difference and len(places) > 1:
            budget, outcome = places[-2], places[-1]
            settled[place] = (settled[budget] or Decimal()) - (settled[outcome] or Decimal())
    return tuple(settled)


def added(rows: Sequence[Sequence[Figure]]) -> tuple[Figure, ...]:
    """The sum of rows."""
    return tuple(sum((figure or Decimal() for figure in column), Decimal()) for column in zip(*rows, strict=True))


def less(first: Sequence[Figure], second: Sequence[Figure]) -> tuple[Figure, ...]:
    """The difference of two rows."""
    return tuple((a or Decimal()) - (b or Decimal()) for a, b in zip(first, second, strict=True))


def programmes(random: Random) -> Grid:
    """Lasten, baten and saldo of each programme in rows."""
    kind, year, scale, manner = _start(random)
    columns = _columns(random, kind, year)
    rows: list[Row] = []
    every: dict[str, list[tuple[Figure, ...]]] = {"Lasten": [], "Baten": []}
    for name in random.sample(words.PROGRAMMES, random.randint(1, 4)):
        lasten, baten = (amounts(random, columns, scale) for _ in range(2))
        every["Lasten"].append(lasten)
        every["Baten"].append(baten)
        for metric, figures in (("Lasten", lasten), ("Baten", baten), ("Saldo", less(baten, lasten))):
            rows.append(Row(metric, figures, name, metric=metric))
    if len(every["Lasten"]) > 1 and random.random() < 0.6:
        sums = {metric: added(figures) for metric, figures in every.items()}
        rows += [Row(f"Totaal {metric.lower()}", sums[metric], metric=metric, total=True) for metric in sums]
        rows.append(Row("Saldo van baten en lasten", less(sums["Baten"], sums["Lasten"]), metric="Saldo", total=True))
    title = random.choice(words.TITLES)
    return Grid("programmes", kind, year, title, columns, tuple(rows), scale, manner)


def measures(random: Random) -> Grid:
    """Stands with lasten, baten and saldo in columns."""
    kind, year, scale, manner = _start(random)
    stands = list(_columns(random, kind, year, unknown=False))[: random.randint(2, 3)]
    printed = random.choice(MEASURES)
    stands = [stand for stand in stands if not stand.difference]
    columns = tuple(
        Column(stand.spelling, stand.year, stand.scenarios, stand.period, measure)
        for stand in stands
        for measure in printed
    )
    bodies = [_measured(random, printed, len(stands), scale) for _ in range(random.randint(2, 6))]
    names = words.labels(random, len(bodies)) if random.random() < 0.5 else random.sample(words.PROGRAMMES, len(bodies))
    rows = [Row(name, body) for name, body in zip(names, bodies, strict=True)]
    rows.append(Row("Totaal", added(bodies), total=True))
    return Grid("measures", kind, year, random.choice(words.TITLES), columns, tuple(rows), scale, manner)


def _measured(random: Random, printed: Sequence[str], stands: int, scale: int) -> tuple[Figure, ...]:
    """Lasten and baten of one row, of like size in every stand."""
    spent, earned = _amount(random, scale), _amount(random, scale)
    figures: list[Figure] = []
    for _ in range(stands):
        lasten, baten = _near(random, spent), _near(random, earned)
        stand = {"Lasten": lasten, "Baten": baten, "Saldo": baten - lasten}
        figures += [stand[measure] for measure in printed]
    return tuple(figures)


def taakvelden(random: Random) -> Grid:
    """Taakvelden with their codes, and a total."""
    kind, year, scale, manner = _start(random)
    columns = _columns(random, kind, year)
    chosen = sorted(random.sample(words.taakvelden(), random.randint(3, 9)))
    bodies = [amounts(random, columns, scale) for _ in chosen]
    rows = [Row(name, body, code=code) for (code, name), body in zip(chosen, bodies, strict=True)]
    rows.append(Row("Totaal lasten", added(bodies), metric="Lasten", total=True))
    return Grid("taakvelden", kind, year, "Lasten per taakveld", columns, tuple(rows), scale, manner)


def indicators(random: Random) -> Grid:
    """Indicators, each with a unit of its own."""
    year = random.randint(2018, 2025)
    stands = random.choice([(("realisatie", -2), ("realisatie", -1), ("streefwaarde", 0)), STANDS["jaarstukken"][-1]])
    spelled = {code: _spelling(random, code, dated=True) for code, _ in stands}
    columns = tuple(_column(spelled[code], code, year, shift) for code, shift in stands)
    chosen = random.sample(words.INDICATORS, random.randint(3, 7))
    rows = tuple(_indicator(random, label, unit, decimals, columns) for label, unit, decimals in chosen)
    kind = "begroting" if stands[-1][0] == "streefwaarde" else "jaarstukken"
    return Grid("indicators", kind, year, "Indicatoren", columns, rows)


def _indicator(random: Random, label: str, unit: str, decimals: int, columns: Sequence[Column]) -> Row:
    low, high = {"procent": (8, 92), "cijfer": (6, 9), "aantal": (110, 4000), "EUR": (900, 9000)}[unit]
    step = Decimal(10) ** -decimals
    base = random.uniform(low, high)
    figures = tuple(Decimal(base * random.uniform(0.9, 1.06)).quantize(step) for _ in columns)
    suffix = "%" if unit == "procent" and "%" not in label and random.random() < 0.5 else ""
    return Row(label, figures, unit=unit, decimals=decimals, suffix=suffix)


def savings(random: Random) -> Grid:
    """What is to be saved in the years to come, under years alone."""
    _, year, scale, manner = _start(random)
    meaning = meant("taakstelling") | meant("begroting") | {"gerealiseerd_besparing"}
    columns = tuple(Column(YEAR, year + shift, meaning, str(year + shift)) for shift in range(random.randint(3, 5)))
    bodies = [amounts(random, columns, scale) for _ in range(random.randint(3, 6))]
    rows = [Row(name, body) for name, body in zip(words.labels(random, len(bodies)), bodies, strict=True)]
    rows.append(Row("Totaal", added(bodies), total=True))
    return Grid("savings", "begroting", year, "Taakstellingen", columns, tuple(rows), scale, manner)


def years(random: Random) -> Grid:
    """Outcomes under years alone, in annual accounts."""
    _, year, scale, manner = _start(random)
    columns = tuple(Column(YEAR, year - shift, meant("realisatie"), str(year - shift)) for shift in (3, 2, 1, 0))
    bodies = [amounts(random, columns, scale) for _ in range(random.randint(3, 6))]
    rows = [Row(name, body) for name, body in zip(words.labels(random, len(bodies)), bodies, strict=True)]
    rows.append(Row("Totaal lasten", added(bodies), metric="Lasten", total=True))
    return Grid("years", "jaarstukken", year, "Uitgaven per jaar", columns, tuple(rows), scale, manner)


def subtotals(random: Random) -> Grid:
    """A long table of groups, each closed by its total."""
    kind, year, scale, manner = _start(random)
    columns = _columns(random, kind, year)
    rows: list[Row] = []
    every: list[tuple[Figure, ...]] = []
    sizes = [random.randint(2, 5) for _ in range(random.randint(2, 4))]
    names = iter(words.labels(random, sum(sizes)))
    for size, group in zip(sizes, random.sample(words.PROGRAMMES, len(sizes)), strict=True):
        bodies = [amounts(random, columns, scale) for _ in range(size)]
        rows += [Row(next(names), body, group) for body in bodies]
        rows.append(Row(f"Totaal {group}", added(bodies), total=True))
        every += bodies
    rows.append(Row("Totaal", added(every), total=True))
    return Grid("subtotals", kind, year, random.choice(words.TITLES), columns, tuple(rows), scale, manner)


FAMILIES: dict[str, Callable[[Random], Grid]] = {
    made.__name__: made for made in (programmes, measures, taakvelden, indicators, savings, years, subtotals)
}
