"""The words that tables are printed with: headings and names of rows as municipalities spell them, and unknown ones."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from random import Random

HERE = Path(__file__).parent
VOCABULARIES = HERE.parents[1] / "tasks" / "vocabularies"
YEAR = "{year}"
CODES = (
    "realisatie",
    "begroting",
    "begroting_primitief",
    "begroting_gewijzigd",
    "prognose",
    "meerjarenraming",
    "verschil",
    "streefwaarde",
)
OTHER = re.compile(  # names that say of themselves what they count or what they are
    r"\d|%|aantal|gemiddeld|percentage|duur|cliënten|reserve|totaal|besparing|taakstelling|saldo|lasten|baten",
    re.IGNORECASE,
)
SYLLABLES = ("bra", "ket", "mol", "dun", "fer", "gos", "hil", "jap", "wop", "zur", "vel", "tam")
PROGRAMMES = (
    "Zorg en welzijn",
    "Jeugd",
    "Werk en inkomen",
    "Samenleving",
    "Bestuur en organisatie",
    "Meedoen in de wijk",
    "Onderwijs en sport",
    "Wonen en leefomgeving",
    "Veiligheid",
    "Economie en toerisme",
)
CORNERS = ("Omschrijving", "Product", "Onderdeel", "Taakveld", "Programma", "Exploitatie")
TITLES = ("Wat heeft het gekost?", "Financieel overzicht", "Overzicht van baten en lasten", "Lasten en baten")
CHAPTERS = ("Sociaal domein", "Programma 6 Sociaal domein", "Zorg en ondersteuning", "Paragraaf Sociaal domein")
SENTENCES = (
    "De cijfers van dit programma zijn door het college vastgesteld.",
    "De toelichting op de verschillen staat in de bijlage.",
    "De vraag naar ondersteuning nam toe door de vergrijzing.",
)
NOTES = {
    1: ("Bedragen in euro's", "(bedragen x € 1)", "Bedragen in hele euro's", "bedragen in €"),
    1000: (
        "Bedragen x € 1.000",
        "(bedragen x € 1.000)",
        "Bedragen * € 1.000",
        "x € 1.000",
        "(X € 1.000,-)",
        "bedragen x €1.000",
        "in duizenden euro's",
    ),
}
SOURCES = ("CBS", "Eigen onderzoek", "Zie boven", "Gemeente", "GGD-monitor", "Ja", "Nee")
INDICATORS: tuple[tuple[str, str, int], ...] = (
    ("Huishoudens met een laag inkomen (%)", "procent", 1),
    ("Percentage inwoners dat vrijwilligerswerk doet", "procent", 0),
    ("% jongeren met jeugdhulp", "procent", 1),
    ("Aantal uitkeringen Participatiewet", "aantal", 0),
    ("Aantal inwoners met een maatwerkvoorziening", "aantal", 0),
    ("Aantal meldingen bij de toegang", "aantal", 0),
    ("Aantal cliënten schuldhulpverlening", "aantal", 0),
    ("Rapportcijfer voor de toegang (cijfer)", "cijfer", 1),
    ("Gemiddelde kosten per cliënt (€)", "EUR", 0),
    ("Aantal plaatsingen op de arbeidsmarkt", "aantal", 0),
)


@cache
def spellings(code: str) -> tuple[str, ...]:
    """The headings of one scenario; `unknown` gives those that say none."""
    with (HERE / "headings.csv").open(encoding="utf-8", newline="") as handle:
        return tuple(row["spelling"] for row in csv.DictReader(handle) if row["code"] == code)


@cache
def taakvelden() -> tuple[tuple[str, str], ...]:
    """Code and name of the taakvelden of the social domain."""
    with (VOCABULARIES / "taakvelden.csv").open(encoding="utf-8", newline="") as handle:
        rows = [(row["code"], row["name"]) for row in csv.DictReader(handle) if row["code"].startswith(("6", "7"))]
    return tuple({name: (code, name) for code, name in rows if "." in code}.values())


@cache
def products() -> tuple[str, ...]:
    """Names of products that the vocabularies know."""
    with (VOCABULARIES / "products.csv").open(encoding="utf-8", newline="") as handle:
        return tuple(row["label"] for row in csv.DictReader(handle) if not OTHER.search(row["label"]))


def invented(random: Random) -> str:
    """A name that nobody knows."""
    return "".join(random.choices(SYLLABLES, k=random.randint(2, 4))).capitalize()


def labels(random: Random, count: int) -> list[str]:
    """Different names of rows, some of them known to nobody."""
    names = random.sample(products(), count)
    return [invented(random) + "zorg" if random.random() < 0.25 else name for name in names]
