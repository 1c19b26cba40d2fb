"""What a row is about: its domain and its concept, from its label path, its table's title and the headings above.

A concept says the same thing in every document, so a part never gets the concept of its whole: what is not
recognised for certain becomes `domain/slug`, which stands for itself alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tasks.language.patterns import ANY_OF_20
from tasks.model import Document
from tasks.normalise.label_paths import Path, Read, Subject, follow, says_measure
from tasks.vocabularies.domains import (
    LAWS,
    about_a_part,
    domains_in,
    folded,
    law_of,
    names_the_programme,
    one_domain,
    says_nothing,
)
from tasks.vocabularies.products import PROGRAMME, is_total, whole

Line = tuple[Path, str | None]  # a label path and the metric of a figure on it, None where it is open

GRANTED = ".beschikt"
CLIENT_METRICS = frozenset({"clients", "providers", "amount_per_client"})
# Indicators, and what is counted or saved, are in a municipality's own words: these are the concept. An indicator
# is the same wherever it is printed; what is counted or saved depends on the title.
INDICATORS = frozenset({"indicator", "percentage"})
TITLED = frozenset({"count", "savings"})
MONEY = frozenset({"lasten", "baten", "saldo", "result", "reserves", "amount"})
BY_RIGHT = frozenset({"wmo", "jeugd"})  # care is granted by name; of Participatie the whole is
COMPARED = str.maketrans({"<": " lt ", ">": " gt ", "+": " plus "})
SOCIAL_DOMAIN = re.compile(r"taakveld\.(?:6\.|7\.1$)")
CARRYING = tuple(  # the taakvelden that carry most of Participatie, Wmo and Jeugd: as in sql/core/domain_cost
    re.compile(rf"taakveld\.6\.{code}") for code in ("3", "71", "7[256]")
)
CODED = re.compile(r"\d\.\d")  # 'Totaal 6.71' is of one taakveld
YEARS = re.compile(rf"\b{ANY_OF_20}\b")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What was concluded about a row; `known` where vocabularies alone decided its concept."""

    domain: str | None
    concept: str
    known: bool


def meanings(title: str, section: Path, lines: Iterable[Line], document: Document) -> dict[Line, Meaning]:
    """What the lines of one table mean: each by its label path (outermost first) and metric, beside one another."""
    of_all = any(map(names_the_programme, (title, *section)))
    named = None if of_all else one_domain(re.sub(r"[-.]", " ", document.name))  # 'jeugdzorg-2025.pdf': asked last
    asked = dict.fromkeys(lines)
    paths = tuple(dict.fromkeys(path for path, _ in asked))
    metrics = frozenset(metric for _, metric in asked)
    table = replace(_table(title, section, paths, metrics, document.year), named=named)
    return {(path, metric): _meaning(table, path, metric) for path, metric in asked}


def _table(title: str, section: Path, paths: tuple[Path, ...], metrics: frozenset[str | None], year: int) -> Subject:
    context = one_domain(title) or next((named for text in reversed(section) if (named := one_domain(text))), None)
    base = whole(title, context)
    context = context or _beside_youth(paths)
    domain = one_domain(title) or (None if base or domains_in(title) else _domain_headed(section))
    plain = Subject(title, section, base, domain, context, granted=bool(metrics & CLIENT_METRICS), year=year)
    if base is None and says_nothing(title):
        plain = _of_heading(plain, paths)
    reads = [(path, follow(plain, path)) for path in paths]
    if plain.base is None and plain.domain is None and _is_programme([read for _, read in reads]):
        plain = replace(plain, base=PROGRAMME)
        reads = [(path, follow(plain, path)) for path in paths]
    owned = [read.concept for path, read in reads if read.own and read.concept and not is_total(path[-1])]
    beside = frozenset(read.concept for path, read in reads if read.own and read.concept and _alone(path))
    return replace(plain, base=_narrowed(plain.base, owned, len(paths)), beside=beside, of_all=_of_all(plain, reads))


def _beside_youth(paths: tuple[Path, ...]) -> str | None:
    """Where a table calls care of youth by its name, and other care Wmo, 'Begeleiding' by itself is of adults."""
    named = {one_domain(path[-1]) for path in paths}
    return "wmo" if {"wmo", "jeugd"} <= named else None


def _is_programme(reads: Sequence[Read]) -> bool:
    """Whether a table adds up to the programme: the three laws are its rows, whole or as their taakvelden alone."""
    fields = _taakvelden(reads)
    carrying = all(any(map(pattern.match, fields)) for pattern in CARRYING)
    return {read.concept for read in reads} >= set(LAWS) or (carrying and all(map(SOCIAL_DOMAIN.match, fields)))


def _of_all(table: Subject, lines: Sequence[tuple[Path, Read]]) -> bool:
    """Whether a table stands under a heading about the programme, or its rows are about each of the three laws.

    Of taakvelden outside the social domain it has none then.
    """
    headed = table.domain is None and whole(_heading(table), table.context) == PROGRAMME
    named = {read.domain or one_domain(path[-1]) for path, read in lines}
    return (headed or named.issuperset(LAWS)) and all(
        map(SOCIAL_DOMAIN.match, _taakvelden([read for _, read in lines]))
    )


def _taakvelden(reads: Sequence[Read]) -> set[str]:
    return {read.concept for read in reads if read.concept and read.concept.startswith("taakveld.")}


def _domain_headed(section: Path) -> str | None:
    """The domain of the nearest heading that is about one domain and nothing else: a chapter, a doelenboom."""
    codes = (whole(text, None) for text in reversed(section))
    return next((code.split(".")[0] for code in codes if code and code != PROGRAMME), None)


def _heading(table: Subject) -> str:
    return _nearest(table.title, table.section)


def _nearest(title: str, section: Path) -> str:
    """The nearest heading of a table that says what it is about."""
    return next((text for text in (title, *reversed(section)) if not says_nothing(text)), "")


def _of_heading(table: Subject, paths: tuple[Path, ...]) -> Subject:
    """The table with the concept of the heading above it, where its own title leaves open what it is about.

    Only where every row is understood then: the total of a list of something else under that heading would
    pass for the whole of the programme.
    """
    headed = replace(table, base=whole(_heading(table), table.context))
    return headed if all(follow(headed, path).concept for path in paths) else table


def _alone(path: Path) -> bool:
    """Whether a row names one thing only: not a part printed under its whole."""
    return sum(not says_measure(label) for label in path) == 1


def _narrowed(base: str | None, owned: list[str], rows: int) -> str | None:
    """The base, narrowed to what its rows are parts of.

    A table titled 'Participatie' whose rows are all kinds of bijzondere bijstand has a total of bijzondere
    bijstand: without this its total would pass for the whole of the domain.
    """
    parents = Counter(concept.rpartition(".")[0] for concept in owned)
    parent, count = parents.most_common(1)[0] if parents else ("", 0)
    narrower = "." in parent and (base is None or parent.startswith(base + "."))
    if narrower and not parent.startswith("taakveld.") and count >= 2 and count * 2 >= rows:
        return parent
    return base


def _meaning(table: Subject, path: Path, metric: str | None) -> Meaning:
    read = follow(table, path)
    own = law_of(path[-1], table.title) if metric in MONEY else None
    domain = read.domain or own or table.domain or _domain_of_row(table, path, read.concept)
    if metric in INDICATORS | TITLED and not (read.concept and table.base):
        local = metric in TITLED or all(map(says_measure, path))
        return Meaning(domain, _slug(domain, table if local else None, path), known=domain is not None)
    concept = read.concept
    if concept and domain in BY_RIGHT and table.granted:
        concept += GRANTED
    if concept is None or _doubtful(table, path, read, domain):
        return Meaning(domain, _slug(domain, table, path), known=False)
    return Meaning(domain, concept, known=read.valid)


def _doubtful(table: Subject, path: Path, read: Read, domain: str | None) -> bool:
    """Whether a recognised concept must not be used: it could pass for more, or for something else.

    A whole domain is one only where no product of it stands beside it as its equal, and where the table is not
    about a part or a change; a product of another domain than its table's is not that product.
    """
    concept = read.concept or ""
    if concept.split(".")[0] not in {domain, PROGRAMME, "taakveld"}:
        return True
    if "." in concept:
        return False
    if any(map(about_a_part, (_heading(table), *table.section[-1:]))):
        return True
    equals = any(other.startswith(concept + ".") for other in table.beside)
    return read.own and equals and not any(map(is_total, path))


def _domain_of_row(table: Subject, path: Path, concept: str | None) -> str | None:
    """The domain of a row whose title names none or several: its words, its groups, the headings above."""
    if concept == PROGRAMME or (concept or "").startswith(PROGRAMME + "."):
        return "totaal"
    if (concept or "").startswith("taakveld."):
        return None  # outside the social domain, whatever words its name shares with it
    texts = ((concept or "").split(".")[0], *reversed(path), *reversed(table.section))
    named = next((domain for text in texts if (domain := one_domain(text))), table.named)
    return "totaal" if named is None and table.of_all and _adds_up(path[-1]) else named


def _adds_up(label: str) -> bool:
    """Whether a row is the total of others, by its name."""
    return (is_total(label) or says_measure(label)) and not CODED.search(label)


def own_concept(domain: str | None, title: str, section: Path, path: Path) -> str:
    """A concept of its own for what no vocabulary knows: the same label under another title is another thing."""
    return _own_concept(domain, _nearest(title, section), path)


def _slug(domain: str | None, table: Subject | None, path: Path) -> str:
    return _own_concept(domain, _heading(table) if table else "", path)


def _own_concept(domain: str | None, heading: str, path: Path) -> str:
    words = " ".join((YEARS.sub(" ", heading), *(label for label in path if not says_measure(label))))
    slug = "_".join(re.findall(r"[a-z0-9]+", folded(words.translate(COMPARED))))
    return f"{domain or 'onbekend'}/{slug or 'zonder_naam'}"
