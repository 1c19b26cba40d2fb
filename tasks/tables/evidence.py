"""What speaks for a way to head columns, on one scale: words, numbers of columns, years, and what adds up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import takewhile
from math import inf
from typing import NamedTuple

from tasks.language import patterns, phrase
from tasks.language.asking import kind_of_column
from tasks.language.documents import Facts
from tasks.model import Kind
from tasks.tables.divisions import divided, headings_in
from tasks.tables.pieces import Piece
from tasks.tables.relations import Relation
from tasks.tables.wording import (
    BARE_MEASURE,
    BARE_YEAR,
    USUAL,
    Said,
    changes,
    contradicts,
    explained,
    is_unit,
    kind_of,
    says,
)
from tasks.tables.zones import Head, Zone

WORDS = 4.0
SAME_WORDS = 3.0  # two columns headed with the same words
SAME_MEANING = 1.0
UNUSED = 1.0  # a piece that would head a column, above the heading
GROUP = 0.3  # a piece between heading and first row
ADDS_UP = 2.0
AGAINST_TIME = 0.7  # a realisation of a year to come
LEAF = 0.7
BEGINS_WITH_A_YEAR = re.compile(rf"^{patterns.YEAR}[^\W\d]")
PURE, MIXED = 0.95, 0.85  # lasten and baten have one sign, or nearly, where their saldo has two
REGULAR = 0.6
HALF = 0.5
LIKE_A_STAND = 0.9
NEAR_ABOVE = 6
CONTRADICTS = 1.0
MIXED_GROUPS = 2.0
BESIDE = 2.5  # a piece left out that heads a column as the ones below it do
SINGLE = 2.0
IN_ORDER = 0.4  # years
ALIKE = 0.4  # headings of one kind
UNPROVED = 6.0  # groups whose own columns are not printed and not proved
BESIDE_WORDS = ALIKE + IN_ORDER + REGULAR  # the most that can speak for a heading beside its words and what adds up
MOST = WORDS + BESIDE_WORDS + ADDS_UP  # that can speak for a heading
ROUNDING = 1e-9  # of weights that are summed in another order


class Below(NamedTuple):
    """What the figures below a heading say for it."""

    relations: Sequence[Relation]
    yearly: frozenset[int] = frozenset()  # columns that hold a year in every row


def most_over(leaves: Sequence[Piece], below: Below) -> float:
    """The most that can speak for a heading with these leaves, whatever groups stand over them."""
    own = sum(1.0 if _heads_years(piece.text) else _of_leaf(piece.text) for piece in leaves) / len(leaves)
    words = LEAF * own + (1 - LEAF)
    return WORDS * words + BESIDE_WORDS + (ADDS_UP if below.relations else 0.0) + ROUNDING


def weigh(head: Head, zone: Zone, below: Below, facts: Facts, least: float) -> float:
    """How much speaks for a heading, what explains nothing is below nought; no more than `least` is not weighed on."""
    paths, relations = head.paths(), below.relations
    words = _words(paths, below.yearly)
    told = WORDS * words - (0.0 if head.unprinted or (words >= HALF and not _is_half_unknown(paths)) else UNPROVED)
    wanted = least - (ADDS_UP if relations else 0.0) - ROUNDING
    if told + BESIDE_WORDS < wanted:
        return -inf
    broken = UNPROVED if _is_broken(head, zone) or _misheaded(paths, below.yearly) else 0.0
    of_one_kind = ALIKE if head.width > 2 and len({kind_of(over.piece.text) for over in head.rows[-1]}) == 1 else 0.0
    regular, mixed = _regular(head), _mixed(head)
    most = told - broken + of_one_kind + IN_ORDER + regular - mixed
    if most < wanted or most - (left_over := _left_over(head, zone)) < wanted:
        return -inf
    said = [says(path, facts.year) for path in paths]
    return (
        told
        - _alike(said, head)
        - left_over
        - broken
        - (_doubt_of_single(head, zone) if head.width == 1 else 0.0)
        + of_one_kind
        - AGAINST_TIME * sum(against_time(one, facts) for one in said)
        + (IN_ORDER if _in_order(said) else 0.0)
        + (_proved_groups(head, relations) if head.unprinted else ADDS_UP * _adds_up(said, paths, relations))
        + regular
        - mixed
        - 0.05 * (len(head.rows) - 1)
    )


def _words(paths: Sequence[tuple[str, ...]], yearly: Collection[int]) -> float:
    """How far the columns are explained; 'Jaartal' explains one of years, and no words of amounts do."""
    told = [
        1.0 if column in yearly and path and _heads_years(path[-1]) else _of_path(path)
        for column, path in enumerate(paths)
    ]
    return sum(told) / len(paths)


def _heads_years(text: str) -> bool:
    return kind_of_column(text) == "year"


def _misheaded(paths: Sequence[tuple[str, ...]], yearly: Collection[int]) -> int:
    """How many columns of years are headed with words that no year can stand below."""
    above = [path for column, path in enumerate(paths) if column in yearly and path]
    return sum(_is_of_amounts(path[-1]) or any("s" in kind_of(text) for text in path[:-1]) for path in above)


def _is_of_amounts(text: str) -> bool:
    """Whether a heading names a measure or a time, of which the figures below are."""
    said = phrase(text, "heading")
    return said.metric is not None or bool(said.periods) or said.part_of_year is not None


def _is_half_unknown(paths: Sequence[tuple[str, ...]]) -> bool:
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
    own = _of_leaf(path[-1]) if upper else explained(path[-1])
    if any(map(_says_little, upper)) and explained(" ".join(path)) >= LIKE_A_STAND:
        above = len(upper)  # 'Stand' above '31-12-2019'
    worth = LEAF * own + (1 - LEAF) * (above / len(upper) if upper else own)
    return worth - CONTRADICTS * contradicts(path)


def _of_leaf(text: str) -> float:
    """How far a heading is explained under a group, where a unit alone says what each column holds: 'fte', 'euro'."""
    return max(explained(text), 1.0 if is_unit(text) else 0.0)


def _is_dated(text: str) -> bool:
    """Whether a group names its stand and year, whatever more it says."""
    return kind_of(text) == "sy"


def _says_little(text: str) -> bool:
    """Whether words head something, and only what is below them says what; a subject heads rows as well."""
    return 0 < explained(text) <= HALF and phrase(text, "heading").subject is None


def _doubt_of_single(head: Head, zone: Zone) -> float:
    """A heading of one column is explained wholly and stands right above its label, or it is a title."""
    below = [piece for _, piece in zone.pieces[head.end :]]
    unknown = explained(head.rows[-1][0].piece.text) < LIKE_A_STAND
    passed = any(explained(piece.text) >= LIKE_A_STAND for piece in below)
    return SINGLE * len(below) + (UNPROVED if unknown or passed else 0.0)


def _mixed(head: Head) -> float:
    """Groups of one row are of one kind: stands, or years, or measures; so are bare years or measures below them."""
    if len(head.rows) < 2:
        return 0.0
    leaves = [over.piece.text for over in head.rows[-1]]
    turned = any(map(BARE_YEAR.match, leaves)) and any(map(BARE_MEASURE.match, leaves))
    return MIXED_GROUPS * (turned + (len({kind_of(over.piece.text) for over in head.rows[0] if over.span > 1}) > 1))


def _is_interrupted(head: Head, zone: Zone) -> bool:
    """Whether a note or the heading of the labels stands among the headings of one row: the first is a title."""
    between = [piece.line for piece in (*zone.notes, *zone.corners)]
    spans = [(row[0].piece.line, row[-1].piece.line) for row in head.rows]
    return any(first < line < last for first, last in spans for line in between)


def _is_broken(head: Head, zone: Zone) -> bool:
    """Whether what stands among, beside or above the headings shows that they are no whole heading."""
    return _begins_late(head) or any(found(head, zone) for found in (_is_interrupted, _is_strewn, _is_cut))


def _begins_late(head: Head) -> bool:
    """Whether a heading is left right before the first of its line, or a word that changes it."""
    words = head.corner.text.split() if head.corner else []
    first = head.rows[-1][0].piece.text
    if not words:
        return False
    kind = kind_of(words[-1])
    return bool({"s", "y"} & set(kind)) or kind == kind_of(first) == "m" or any(changes(word, first) for word in words)


def _is_cut(head: Head, zone: Zone) -> bool:
    """Whether stands are left right above the first row, or a word that makes another stand of its first heading.

    It is the lower part of a heading then, or half a row of it.
    """
    above = [piece for _, piece in reversed(zone.pieces[: head.first])]
    word = above[0].text if above else ""
    worded = bool(word) and kind_of(word) == "" and explained(word) >= LIKE_A_STAND
    return len(list(takewhile(_is_a_stand, above))) > 1 or (worded and changes(word, head.rows[0][0].piece.text))


def _is_a_stand(piece: Piece) -> bool:
    return kind_of(piece.text) == "s" and explained(piece.text) >= LIKE_A_STAND


def _is_strewn(head: Head, zone: Zone) -> bool:
    """Whether groups above rows on one line each stand on lines of their own, or a heading of a line is left out."""
    lowest = head.rows[-1][0].piece
    before = [piece.line for _, piece in zone.pieces[: head.first]]
    left = zone.divided and len(head.rows) == 1 and lowest.line in before
    return left or (zone.lined and any(len({over.piece.line for over in row}) > 1 for row in head.rows[:-1]))


def _regular(head: Head) -> float:
    """Whether every group holds the same columns."""
    upper, lower = head.rows[0], head.rows[-1]
    if len(head.rows) < 2 or len(upper) < 2 or upper[0].span < 2 or len(lower) < head.width:
        return 0.0
    parts = [tuple(over.piece.text for over in lower[one.column : one.column + one.span]) for one in upper]
    *whole, last = parts  # which may be of a year that is still running
    return REGULAR if len(set(whole)) == 1 and whole[0][: len(last)] == last else 0.0


def _meaning(said: Said, path: tuple[str, ...]) -> tuple[str | bool | None, ...]:
    """What a column means; one under a group that nothing explains is told from others by its words."""
    told = all(explained(text) > HALF for text in path[:-1])
    return said.meaning if told else (*said.meaning, said.text.casefold())


def _alike(said: Sequence[Said], head: Head) -> float:
    paths = head.paths()
    if head.unprinted:
        said, paths = said[:: head.unprinted], paths[:: head.unprinted]
    texts = Counter(one.text.lower() for one in said)
    same = sum(count - 1 for count in texts.values())
    meanings = Counter(_meaning(one, path) for one, path in zip(said, paths, strict=True) if any(one.meaning))
    return SAME_WORDS * same + SAME_MEANING * max(0, sum(count - 1 for count in meanings.values()) - same)


def _left_over(head: Head, zone: Zone) -> float:
    """Pieces that head columns by their words and are left out, above the heading or below it."""
    pieces = [piece for _, piece in zone.pieces[: head.first]]
    above = _unused_above(pieces)
    below = [piece for _, piece in zone.pieces[head.end :]]
    unused: float = len(above) + sum(_headings_on_a_line(piece, head.width) for piece in pieces[-NEAR_ABOVE:])
    lowest = head.rows[0][0].piece
    if (
        above
        and len(head.rows) == 1
        and kind_of(above[-1].text) == kind_of(lowest.text)
        and lowest.line != above[-1].line
    ):
        unused += BESIDE * (explained(above[-1].text) >= 0.9)
    leaf = kind_of(head.rows[-1][-1].piece.text)
    leaves = {over.piece.text.casefold() for over in head.rows[-1]}
    beside = sum(
        (kind_of(piece.text) == leaf != "m" and explained(piece.text) >= 0.9) or piece.text.casefold() in leaves
        for piece in below
    )
    beside += sum("y" in leaf and kind_of(piece.text) == "y" != leaf for piece in below[:1])  # one of them
    dated = Counter(piece.line for piece in below for word in piece.text.split() if BARE_YEAR.match(word))
    beside += sum(count for count in dated.values() if count > 1)  # several years on one line are no group
    beside += sum(bool(BEGINS_WITH_A_YEAR.match(piece.text)) for piece in below)  # '2023R' is a heading nobody knows
    passed = BESIDE * (beside + sum(_headings_on_a_line(piece, head.width) for piece in below)) + sum(
        GROUP + (explained(piece.text) >= 0.9 and not BARE_MEASURE.match(piece.text)) for piece in below
    )
    return UNUSED * (unused + sum(map(_cost_of_skipping, head.skipped))) + passed


@lru_cache(maxsize=2048)
def _headings_on_a_line(piece: Piece, width: int) -> bool:
    """Whether a line divides into a heading for each column, or into several known ones."""
    if piece.whole or " " not in piece.text:
        return False
    several = headings_in(piece.text)
    ways = divided(piece.text, several) if several > 1 else ()
    return bool(divided(piece.text, width)) or any(all(explained(part) >= LIKE_A_STAND for part in way) for way in ways)


def _unused_above(pieces: Sequence[Piece]) -> list[Piece]:
    """The headings right above that are left out; words between them, which nothing explains, are some of them too."""
    near = pieces[-NEAR_ABOVE:]
    stands = [at for at, piece in enumerate(near) if _is_a_stand(piece)]
    if len(stands) > 1:
        near = near[stands[0] :]
        return [piece for piece in near if explained(piece.text) > HALF]
    return list(takewhile(lambda piece: explained(piece.text) >= LIKE_A_STAND, reversed(pieces[-4:])))[::-1]


def _cost_of_skipping(piece: Piece) -> float:
    """Of a piece between rows of headings: one that heads a column by itself is no part of a corner."""
    if not piece.whole and headings_in(piece.text) > 1:
        return 2 * BESIDE  # a line of several: 'Realisatie Begroting Begroting'
    if explained(piece.text) <= HALF:
        return 0.0
    return 2 * BESIDE if explained(piece.text) >= LIKE_A_STAND and kind_of(piece.text) != "m" else 1.0


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


def _in_order(said: Sequence[Said]) -> bool:
    years = [int(one.period[:4]) for one in said if one.period and one.period[:4].isdigit()]
    return len(years) > 1 and (years == sorted(years) or years == sorted(years, reverse=True))


def _adds_up(said: Sequence[Said], paths: Sequence[tuple[str, ...]], relations: Sequence[Relation]) -> float:
    """From -1, every relation contradicts the headings, to 1, all say what adds up."""
    votes = [given for relation in relations if (given := vote(said, paths, relation))]
    return sum(votes) / len(votes) if votes else 0.0


def vote(said: Sequence[Said], paths: Sequence[tuple[str, ...]], relation: Relation) -> int:
    """Whether a relation agrees with what its three columns are headed with, goes against it, or says nothing."""
    three = [said[column] for column in relation[:3]]
    metrics = {one.metric for one in three}
    differing = [one.differs for one in three]
    if sum(differing) == 1:
        at = differing.index(True)
        if metrics == {"lasten", "baten", "saldo"} and len({(one.scenario, one.period) for one in three}) > 1:
            return -1
        others = [column for column in range(3) if column != at]
        if three[at].metric != "saldo" or len(metrics) == 1:
            least = min(relation.size[column] for column in others)
            return 1 if relation.size[at] <= least else -1 if relation.size[at] > 2 * least else 0
        mixed = min(relation.purity[column] for column in others)
        return -1 if relation.purity[at] > PURE and mixed < MIXED else 1
    unknown = any(not path or explained(path[-1]) < 0.9 for path in (paths[column] for column in relation[:3]))
    return 0 if unknown or any(differing) else -1


def _proved_groups(head: Head, relations: Sequence[Relation]) -> float:
    """Groups whose columns are not headed: each must hold two figures and their sum or difference."""
    return ADDS_UP if _group_relations(head, relations) else -UNPROVED


def _group_relations(head: Head, relations: Sequence[Relation]) -> list[Relation]:
    """The relation within each group of three; nothing where a group has none."""
    stands = [over.piece.text for over in head.rows[-1]]
    named = len(stands) < 2 or not all("s" in kind_of(text) and explained(text) >= LIKE_A_STAND for text in stands)
    wanted = {(start, start + 1, start + 2) for start in range(0, head.width, 3)}
    found = [relation for relation in relations if relation[:3] in wanted]
    return found if head.unprinted == 3 and not named and len(found) == len(wanted) else []


def with_leaves(head: Head, relations: Sequence[Relation]) -> Head:
    """A heading whose lowest row is not printed, with lasten, baten and saldo where the signs tell which is which."""
    leaves = {leaf for relation in _group_relations(head, relations) if (leaf := _leaves(relation))}
    return head._replace(leaves=next(iter(leaves))) if len(leaves) == 1 else head


def _leaves(relation: Relation) -> tuple[str, ...]:
    """Which of two columns is lasten: the one that is taken off, or the first where it is below nought."""
    if relation.signs == (1, -1):
        return ("Baten", "Lasten", "Saldo")
    if relation.signs == (-1, 1) or (relation.signs == (1, 1) and relation.below[0] and not relation.below[1]):
        return ("Lasten", "Baten", "Saldo")
    return ()
