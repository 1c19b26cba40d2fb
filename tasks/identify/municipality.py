"""Which municipality a text is of: every mention of a name is weighed, and the winner must win clearly.

A text about the social domain names its neighbours as well (joint purchasing, regional bodies), and many
names are common words or names of people, provinces and regions. So a name counts as a whole word only, by
what stands around it, and where two municipalities come near each other nothing is concluded.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tasks.identify.text import Found, Text, Unidentified
from tasks.language.patterns import ANY_OF_20, spelling_of
from tasks.municipalities import Municipality, municipalities

SOURCE, CODE, TITLE, STRONG, ADDRESSED, OWN, PLAIN = 20, 10, 8, 4, 4, 2, 1
ENOUGH = 6  # two times 'gemeente X', or the title, or six plain mentions
MARGIN = 2  # times the runner-up

# Names begin with a capital, some after an article: no other article is looked at further.
TOKEN = re.compile(r"(?<!\w)(?<!\w-)(?:['’]s|[A-ZÀ-Þ]\w*|(?:de|het|den)(?=\s+[A-ZÀ-Þ]))(?!\w)")
HOLDS_CODE = re.compile(r"GM\d{4}")  # sought many times faster than what must stand around it
CBS_CODE = re.compile(r"\bGM\d{4}\b|(?<=\"overheidsnummer\": \")\d{4}")
KIND_WORD = rf"\w*(?:{spelling_of('identity', 'kind')})"
BEFORE_STRONG = re.compile(
    r"(?:\bgemeente(?:raad|bestuur)?(?:\s+van)?(?:\s+de\s+gemeente)?"
    r"|\b(?:raad|college|burgemeester\s+en\s+wethouders|b\s?&\s?w|wethouders|inwoners)\s+van"
    rf"|\b{KIND_WORD}(?:\s+{ANY_OF_20}(?:\s?[-–/]\s?{ANY_OF_20})?)?)\s+$",
    re.IGNORECASE,
)
BEFORE_PLACE = re.compile(r"\b(?:in|te|binnen|uit)\s+$")  # 'in Best'; not 'van Buren', which may be a person
BEFORE_OTHER = re.compile(
    r"\b(?:provincie|\w*regio|waterschap|rechtbank|universiteit|hogeschool|ziekenhuis|station"
    r"|Van|(?:van|de) (?:heer|mevrouw)|\b[A-Z]\.)\s+$"
)
AFTER_MARK = re.compile(r"(?<!\s)\s*+\(?\b(Gld|G|Ov|O|NH|N-H|ZH|Z-H|Lb|L|Z|NB|N-Br|Fr|Dr|Ut|U)\b\.?\)")
AFTER_PART = re.compile(r"-[A-ZÀ-Þ]")  # 'Rotterdam-Rijnmond', 'Utrecht-West': more or less than the municipality
ADDRESS_WORDS = re.compile(
    rf"gemeente(?:raad|bestuur)?|{KIND_WORD[3:]}|programma|meerjaren|voorjaars|najaars|concept|ontwerp|jaar"
    r"|financien|pc$|raad$"
)


class Mention(NamedTuple):
    """A municipality named at a place, and what that weighs."""

    code: str
    weight: int
    match: re.Match[str]


class Spelling(NamedTuple):
    """A way to write a municipality, shared by those of one name; own forms are words for its people and things."""

    text: str
    codes: tuple[str, ...]
    own_form: bool


def municipality_of(text: Text, year: int | None) -> Found[str]:
    """The code of the municipality that a document is of.

    Args:
        text: the document.
        year: its fiscal year, so that a merged municipality answers for the years before its merger.

    Raises:
        Unidentified: none is named, or not clearly one; the reason has the counts.
    """
    mentions = [mention for mention in _mentions(text) if _could_be(mention.code, year)]
    scores: Counter[str] = Counter()
    for mention in mentions:
        scores[mention.code] += mention.weight
    ranked = scores.most_common(3)
    if not ranked or ranked[0][1] < ENOUGH or (len(ranked) > 1 and ranked[0][1] < MARGIN * ranked[1][1]):
        raise Unidentified(_doubt(ranked))
    strongest = max((m for m in mentions if m.code == ranked[0][0]), key=lambda mention: mention.weight)
    counts = ", ".join(f"{municipalities()[code].name} {score}" for code, score in ranked)
    return Found(strongest.code, f"{text.evidence(strongest.match, around=25)} ({counts})")


def _doubt(ranked: list[tuple[str, int]]) -> str:
    if not ranked:
        return "gemeente onbekend: geen gemeentenaam gevonden in de tekst"
    counts = ", ".join(f"{municipalities()[code].name} {score}" for code, score in ranked)
    missing = "te weinig vermeldingen" if ranked[0][1] < ENOUGH else "geen gemeente steekt er duidelijk bovenuit"
    return f"gemeente onzeker: {missing} (gewicht: {counts})"


def _could_be(code: str, year: int | None) -> bool:
    return year is None or municipalities()[code].existed_in(year)


def _mentions(text: Text) -> Iterator[Mention]:
    yield from _by_address(text)
    yield from _by_code(text)
    yield from _by_name(text)


def _by_code(text: Text) -> Iterator[Mention]:
    if not HOLDS_CODE.search(text.content) and "overheidsnummer" not in text.content:
        return
    for match in text.find(CBS_CODE):
        code = match.group() if match.group().startswith("GM") else f"GM{match.group()}"
        if code in municipalities():
            yield Mention(code, CODE, match)


def _by_address(text: Text) -> Iterator[Mention]:
    """The name in a host (`dronten.begroting-2019.nl`), else as a whole part of the path."""
    source = text.source
    for match in text.addresses:
        is_source = source is not None and match.group() == source.group()
        codes = _codes_in(match["host"].split(".")[:-1])
        if not codes and is_source:
            codes = _codes_in((match["path"] or "").split("/"))
        for code in codes:
            yield Mention(code, SOURCE if is_source else ADDRESSED, match)


def _codes_in(parts: list[str]) -> set[str]:
    return {code for part in parts for spelled in _bare(part) for code in _slugs().get(spelled, ())}


def municipalities_in_name(name: str) -> set[str]:
    """The codes of the municipalities that a file name names: `12_etten-leur_begroting2020.txt`."""
    return _codes_in(re.split(r"[_.\s]+", name))


def _bare(part: str) -> set[str]:
    """A part of an address with and without its digits and the words that say what is published there."""
    slug = re.sub(r"\d+", "", _slug(part))
    return {slug, ADDRESS_WORDS.sub("", slug)} - {""}


def _by_name(text: Text) -> Iterator[Mention]:
    titles = {line.text.strip(): line for line in text.titles}
    spellings = _spellings()
    for token in text.find(TOKEN):
        known = spellings.get(token.group().replace("’", "'"))
        if known is None:
            continue
        spelled = next(((spelling, match) for spelling in known if (match := _whole(text, token, spelling))), None)
        if spelled is None:
            continue
        for code in spelled[0].codes:
            weight = _weight(text, spelled[1], spelled[0].own_form, municipalities()[code])
            line = text.line_of(spelled[1]).strip()
            if line in titles and (weight == STRONG or line == spelled[1].group()):
                weight = TITLE
            if weight:
                yield Mention(code, weight, spelled[1])


def _whole(text: Text, token: re.Match[str], spelling: Spelling) -> re.Match[str] | None:
    """The spelling at this place as a whole name, or None."""
    return _pattern(spelling.text).match(text.content, token.start())


def _weight(text: Text, match: re.Match[str], own_form: bool, municipality: Municipality) -> int:
    """What a mention says by what stands around it; 0 where it is of something else."""
    before = text.content[max(0, match.start() - 60) : match.start()]
    after = text.content[match.end() : match.end() + 12]
    mark = AFTER_MARK.match(after)
    if mark and "(" in municipality.name and _slug(mark[1])[:1] != _slug(municipality.name.split("(")[1])[:1]:
        return 0  # Hengelo (Gld) is not Hengelo (O.)
    if BEFORE_OTHER.search(before) or AFTER_PART.match(after):
        return 0
    if BEFORE_STRONG.search(before):
        return STRONG
    if municipality.common_word:
        return PLAIN if BEFORE_PLACE.search(before) else 0
    return OWN if own_form else PLAIN


@cache
def _pattern(spelling: str) -> re.Pattern[str]:
    parts = [re.escape(part).replace("'", "['’]") for part in spelling.split()]
    return re.compile(r"\s+".join(parts) + r"(?!\w)")


@cache
def _spellings() -> dict[str, tuple[Spelling, ...]]:
    """Every spelling by the token that it begins with, longest first."""
    codes: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for code, municipality in municipalities().items():
        for name in _names(municipality):
            codes[name, False].append(code)
        for form in municipality.own_forms or _own_forms(municipality):
            codes[form, True].append(code)
    by_token: dict[str, list[Spelling]] = defaultdict(list)
    for (name, own_form), of in sorted(codes.items(), key=lambda item: len(item[0][0]), reverse=True):
        token = TOKEN.match(name)
        if token:
            by_token[token.group()].append(Spelling(name, tuple(of), own_form))
    return {token: tuple(spellings) for token, spellings in by_token.items()}


def _names(municipality: Municipality) -> set[str]:
    names = {municipality.name, municipality.plain_name, *municipality.spellings}
    names |= {name.replace("-", " ") for name in names}
    articles = {name[0].lower() + name[1:] for name in names if re.match(r"(?:De|Het|Den) ", name)}
    return names | articles | {name.upper() for name in names}


def _own_forms(municipality: Municipality) -> set[str]:
    """Words for people and things of a place, by the regular endings; none where the name is a common word."""
    name = municipality.plain_name
    if municipality.common_word or len(name) < 5 or " " in name:
        return set()
    stem = name[:-1] if name.endswith(("e", "a")) else name
    forms = {f"{stem}se", f"{name}se", f"{name}aar", f"{name}er", f"{name}ers", f"{name}naar", f"{name}naren"}
    return forms | ({f"{name[:-2]}er", f"{name[:-2]}ers"} if name.endswith("en") else set())


@cache
def _slugs() -> dict[str, set[str]]:
    """How addresses spell the names: `denhaag`, `etten-leur`, `sudwestfryslan`, `bergen-nh`."""
    slugs: dict[str, set[str]] = defaultdict(set)
    for code, municipality in municipalities().items():
        for name in (municipality.name, municipality.plain_name, *municipality.spellings):
            slugs[_slug(name)].add(code)
    return dict(slugs)


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", plain)
