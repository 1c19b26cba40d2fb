"""How far the words above columns explain them, tell them apart, and agree with the time of the document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import pairwise

from tasks.language import phrase
from tasks.language.asking import are_years_of_a_budget, kind_of_column
from tasks.language.documents import Facts
from tasks.model import Kind
from tasks.tables.weights import CONTRADICTS, HALF, IN_TURN, LEAF, LIKE_A_STAND, SAME_MEANING, SAME_WORDS
from tasks.tables.wording import BARE_YEAR, USUAL, Said, contradicts, explained, is_unit, kind_of
from tasks.tables.zones import Head

YEARLY, LAST_DAY = len("2024"), "-12-31"
LONG = 6  # years
SIDES = frozenset({"lasten", "baten", "saldo"})


def share_explained(paths: Sequence[tuple[str, ...]], yearly: Collection[int]) -> float:
    """How far the columns are explained; 'Jaartal' explains one of years, and no words of amounts do."""
    told = [
        1.0 if column in yearly and path and heads_years(path[-1]) else _of_path(path)
        for column, path in enumerate(paths)
    ]
    return sum(told) / len(paths)


def heads_years(text: str) -> bool:
    """Whether a text heads a column of years."""
    return kind_of_column(text) == "year"


def misheaded(paths: Sequence[tuple[str, ...]], yearly: Collection[int]) -> int:
    """How many columns of years are headed with words that no year can stand below."""
    above = [path for column, path in enumerate(paths) if column in yearly and path]
    return sum(_is_of_amounts(path[-1]) or any("s" in kind_of(text) for text in path[:-1]) for path in above)


def _is_of_amounts(text: str) -> bool:
    """Whether a heading names a measure or a time, of which the figures below are."""
    said = phrase(text, "heading")
    return said.metric is not None or bool(said.periods) or said.part_of_year is not None


def is_half_unknown(paths: Sequence[tuple[str, ...]]) -> bool:
    """Whether one of two columns is headed with a remark of many words, which nothing explains."""
    remarks = [path for path in paths if path and len(path[-1].split()) > USUAL and explained(path[-1]) < HALF]
    return len(paths) == len(remarks) + 1 == 2


@lru_cache(maxsize=8192)
def _of_path(path: tuple[str, ...]) -> float:
    """How far a path is explained: most by its lowest heading; headings above each other must not contradict."""
    if not path:
        return -1.0
    upper = path[:-1]
    above = sum(explained(text) if explained(text) > HALF else HALF if _is_dated(text) else -HALF for text in upper)
    own = of_leaf(path[-1]) if upper else explained(path[-1])
    if any(map(_says_little, upper)) and explained(" ".join(path)) >= LIKE_A_STAND:
        above = len(upper)  # 'Stand' above '31-12-2019'
    worth = LEAF * own + (1 - LEAF) * (above / len(upper) if upper else own)
    return worth - CONTRADICTS * contradicts(path)


def of_leaf(text: str) -> float:
    """How far a heading is explained under a group, where a unit alone says what each column holds: 'fte', 'euro'."""
    return max(explained(text), 1.0 if is_unit(text) else 0.0)


def _is_dated(text: str) -> bool:
    """Whether a group names its stand and year, whatever more it says."""
    return kind_of(text) == "sy"


def _says_little(text: str) -> bool:
    """Whether words head something, and only what is below them says what; a subject heads rows as well."""
    return 0 < explained(text) <= HALF and phrase(text, "heading").subject is None


def _meaning(said: Said, path: tuple[str, ...]) -> tuple[str | bool | None, ...]:
    """What a column means; one under a group that nothing explains is told from others by its words."""
    told = all(explained(text) > HALF for text in path[:-1])
    return said.meaning if told else (*said.meaning, said.text.casefold())


def cost_of_likeness(said: Sequence[Said], head: Head) -> float:
    """What columns weigh that are headed with the same words, or that mean the same."""
    paths = head.paths()
    if head.unprinted:
        said, paths = said[:: head.unprinted], paths[:: head.unprinted]
    if is_between_stands(said):
        return IN_TURN
    if are_years_of_a_budget(tuple(one.text for one in said)):
        return 0.0
    texts = Counter(one.text.lower() for one in said)
    same = sum(count - 1 for count in texts.values())
    meanings = Counter(_meaning(one, path) for one, path in zip(said, paths, strict=True) if any(one.meaning))
    return SAME_WORDS * same + SAME_MEANING * max(0, sum(count - 1 for count in meanings.values()) - same)


def is_between_stands(said: Sequence[Said]) -> bool:
    """Whether the same columns come back between one stand and the next, which tell of which year each of them is.

    A difference between two years is of neither.
    """
    dated = [at for at, one in enumerate(said) if one.period]
    days = [f"{said[at].period}{LAST_DAY if len(said[at].period or '') == YEARLY else ''}" for at in dated]
    between = {tuple(one.text.casefold() for one in said[at + 1 : after]) for at, after in pairwise(dated)}
    if any(one.scenario == "verschil" for one in said):
        return False
    ends = len(dated) > 2 and dated[0] == 0 and dated[-1] == len(said) - 1
    return ends and len(between) == 1 and len(between.pop()) > 0 and days == sorted(set(days))


def against_time(said: Said, facts: Facts) -> bool:
    """Whether a stand is of a year that it cannot be of in this document."""
    if not said.scenario or not said.period or not said.period[:4].isdigit():
        return False
    if len(said.period) > 4:
        return False  # a part of a year that is running may be over
    year = int(said.period)
    running = facts.kind in {Kind.BEGROTING, Kind.TUSSENRAPPORTAGE}
    if said.scenario == "realisatie":
        return year > facts.year - (2 if facts.kind is Kind.BEGROTING else 1 if running else 0)
    if said.scenario in {"prognose", "streefwaarde"}:
        return year < facts.year
    if said.scenario == "begroting_gewijzigd" and facts.kind is Kind.BEGROTING:
        return year >= facts.year  # which nobody has changed yet
    if said.scenario in {"begroting", "meerjarenraming"}:
        return year < facts.year - (1 if running else 2)
    return False


def is_long_past(said: Said, facts: Facts) -> bool:
    """Whether a column is of a bare year that is over for long: alone it is the year of a plan, beside its name."""
    return not said.scenario and bool(BARE_YEAR.match(said.text)) and int(said.text) < facts.year - LONG


def is_crossed(said: Sequence[Said]) -> bool:
    """Whether sides are of other years each: lasten of one year, baten of the next. No table is made so."""
    told = [(one.period, one.metric) for one in said if one.period and one.metric in SIDES]
    years, sides = {year for year, _ in told}, {side for _, side in told}
    return len(told) == len(said) == len(years) and len(sides) > 1


def in_order(said: Sequence[Said]) -> bool:
    """Whether the columns are of years that rise, or fall."""
    years = [int(one.period[:4]) for one in said if one.period and one.period[:4].isdigit()]
    return len(years) > 1 and (years == sorted(years) or years == sorted(years, reverse=True))
