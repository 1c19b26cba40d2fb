"""Municipalities as Iv3 files name them: codes, names with a suffix, names that were cut."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from tasks.municipalities import Municipality, municipalities
from tasks.vocabularies import key

COUNTRY = ("nederland", "nl00", "nl01")
REGION = re.compile(r"(?:LD|PV|CR|ZG|RV|GR|WS)\d{2,4}")
CUT = re.compile(r"(?<!\s)\s*+(?:(?<!\.)\.\.+|…)$")
SUFFIX = re.compile(r"(?<!\s)\s*+\(([^()]*)\)$")


@cache
def place(printed: str, year: int) -> tuple[str | None, str | None]:
    """The code of a municipality in a year, or the reason that it is none.

    Reasons: `country`, `region` (sums of municipalities), `unknown municipality`, `ambiguous municipality`.
    """
    if key(printed) in COUNTRY:
        return None, "country"
    if REGION.fullmatch(printed):
        return None, "region"
    if (coded := municipalities().get(printed.upper())) is not None:
        return (coded.code, None) if coded.existed_in(year) else (None, "unknown municipality")
    codes = _named(printed, year)
    if len(codes) == 1:
        return next(iter(codes)), None
    return None, "ambiguous municipality" if codes else "unknown municipality"


def _named(printed: str, year: int) -> set[str]:
    """The codes that a name can stand for, the closest way of reading it first."""
    names, cut = _names(year), CUT.search(printed)
    if cut:
        beginning = key(printed[: cut.start()])
        return {code for name, codes in names.items() if name.startswith(beginning) for code in codes}
    found = names.get(key(printed), set())
    suffix = SUFFIX.search(printed)
    if found or suffix is None:
        return found
    bare = names.get(key(printed[: suffix.start()]), set())
    return {code for code in bare if _agrees(municipalities()[code], suffix[1])}


def _agrees(known: Municipality, suffix: str) -> bool:
    """Whether a suffix can belong to a municipality: Hengelo (Gld.) is not Hengelo (O.)."""
    own = SUFFIX.search(known.name)
    return own is None or suffix.lower() == "gemeente" or own[1][:1].lower() == suffix[:1].lower()


@cache
def _names(year: int) -> dict[str, set[str]]:
    names: dict[str, set[str]] = defaultdict(set)
    for code, known in municipalities().items():
        if known.existed_in(year):
            for name in (known.name, known.plain_name, *known.spellings):
                names[key(name)].add(code)
    return dict(names)
