"""Which domains a text names, by the words of `domains.csv` (`*` stands for the rest of a word)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from tasks.vocabularies import vocabulary

PART = "deel"
NEUTRAL = "neutraal"
# A savings plan is about a domain all the same: 'taakstelling jeugd' is jeugd.
WEAK = "transformatie"
LAWS = ("wmo", "jeugd", "participatie")
WHOLE = re.compile(r"\bsocia(?:al|le) domein\b")
CARE = re.compile(r"\bzorg\b")
# 'Zorg en participatie' names two domains, though only one of them by a word of its own.
CARE_BESIDE = re.compile(r"\bzorg (?:en|&|/)|\bzorg,|(?:\ben|&|/|,) zorg\b")
AGED_CARE = re.compile(r"begeleiding|hulp|zorg|dienstverlening|voorziening|ondersteuning|behandeling|verblijf|opvang")
ADULTS, MINORS = re.compile(r"(?<!\d)18 ?\+"), re.compile(r"(?<!\d)18 ?[-–](?! ?\w)")


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Lower case without accents, one space between words (a `_` of a file name is one); '-' and '+' stay."""
    plain = text.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join(plain.replace("_", " ").split())


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    frame = vocabulary("domains")
    return {
        code: re.compile(r"(?<!\w)(?<!\s-)(?:" + "|".join(map(_word, words)) + r")(?!\w)")
        for code, words in zip(frame["code"], frame["words"].to_list(), strict=True)
    }


def _word(word: str) -> str:
    return re.escape(folded(word)).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")


@lru_cache(maxsize=8192)
def domains_in(text: str) -> frozenset[str]:
    """The domains whose words stand in a text."""
    plain = (
        f" {folded(text)}"  # what a hyphen hangs before is the end of another word: 'cultuurproductie en -participatie'
    )
    named = {code for code, pattern in _patterns().items() if code not in {PART, NEUTRAL} and pattern.search(plain)}
    return frozenset(named - {WEAK} or named or _by_age(plain))


def _by_age(plain: str) -> set[str]:
    """Care that is named by age alone: of adults it is Wmo, of minors it is Jeugd."""
    if not AGED_CARE.search(plain):
        return set()
    return {code for code, age in (("wmo", ADULTS), ("jeugd", MINORS)) if age.search(plain)}


def one_domain(text: str) -> str | None:
    """The domain that a text names, where it names exactly one."""
    named = domains_in(text)
    if len(named) != 1 or (named != {"wmo"} and CARE_BESIDE.search(folded(text))):
        return None
    return next(iter(named))


def law_of(label: str, title: str) -> str | None:
    """The law that a row names by itself under another domain: programmes are named after one thing they hold."""
    named = one_domain(label)
    return named if named in LAWS and one_domain(title) not in {None, WEAK} else None


def about_a_part(text: str) -> bool:
    """Whether a heading announces a part or a change of what it names: its rows are not the whole."""
    return _patterns()[PART].search(folded(text)) is not None


def says_nothing(text: str) -> bool:
    """Whether a heading leaves open what its table is about ('Exploitatie', 'Wat heeft het gekost?')."""
    return not _named(folded(text), (NEUTRAL,))


@lru_cache(maxsize=8192)
def names_the_programme(text: str) -> bool:
    """Whether a heading is about the social domain as a whole: by that name, or by all three laws and nothing else.

    'Zorg' stands for the Wmo in the names of programmes ('Zorg, jeugd en participatie').
    """
    plain, whole = WHOLE.subn(" ", folded(text))
    plain, care = CARE.subn(" ", plain)
    laws = [code for code in LAWS if _patterns()[code].search(plain)]
    covered = len(laws) == 3 or (care and laws == ["jeugd", "participatie"]) or (whole and not laws and not care)
    return bool(covered) and not _named(plain, (*laws, NEUTRAL))


def _named(plain: str, codes: tuple[str, ...]) -> bool:
    """Whether a text says anything besides the words of these lines."""
    for code in codes:
        plain = _patterns()[code].sub(" ", plain)
    return any(character.isalpha() for character in plain)
