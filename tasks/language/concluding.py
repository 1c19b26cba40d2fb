"""What the words that rules took come to: one scenario, period, metric, unit …, or none where they do not agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tasks.language.differences import compared
from tasks.language.periods import SINCE, UP_TO
from tasks.language.phrases import Phrase, Place
from tasks.language.taken import Taken
from tasks.language.tokens import Token
from tasks.language.versions import AMENDED

Read = tuple[Token, ...]
BUDGETS = ("begroting_gewijzigd", "begroting_primitief", "begroting")
WHOLE_YEAR = frozenset({"begroting_gewijzigd", "begroting_primitief", "prognose", "verwacht", "meerjarenraming"})
VERSIONED = frozenset({*BUDGETS, "meerjarenraming"})
SPELLED_VERSION = {"old": "begroting_primitief", "new": "begroting_gewijzigd"}
ADOPTED = "adopted"  # the original, unless it is said to be amended
# Where two are named, the first says what the figures are and the second of what; other pairs say neither.
OUTWEIGHS = {
    "verschil": None,  # anything
    "incidenteel": None,
    "streefwaarde": {"begroting", "realisatie", "verwacht"},
    "openstaand": {"taakstelling", "begroting"},
    "gerealiseerd_besparing": {"taakstelling", "realisatie"},
    "taakstelling": {"begroting", "realisatie", "verwacht"},
    "prognose": {"verwacht"},
    "meerjarenraming": {"begroting", "begroting_primitief", "begroting_gewijzigd", "verwacht"},
    "begroting_gewijzigd": {"begroting"},
    "begroting_primitief": {"begroting"},
    "begroting": {"verwacht"},
    "realisatie": {"verwacht"},
}
METRICS = (  # the first one named decides
    "amount_per_client",
    "result",
    "reserves",
    "saldo",
    "baten",
    "lasten",
    "clients",
    "providers",
    "grants",
    "benefits",
    "outflow",
    "savings",
    "count",
    "amount",
)
MEASURED = ("meter", "kilometer", "hectare", "m2", "kilogram")
UNITS = ("cijfer", "procent", *MEASURED, "ratio", "EUR", "aantal")
COUNTED = frozenset({"clients", "providers", "grants", "benefits", "outflow", "count"})
SAVED = frozenset({"taakstelling", "gerealiseerd_besparing"})
IDLE = frozenset("-/*#=")  # signs that say nothing by themselves
SHARE = "aandeel"  # a percentage of another figure: neither of the two
DATED = frozenset({"year", "span", "date"})
PARTED = frozenset({"part", "date"})
NEW_YEAR = "-01-01"
YEAR_DIGITS = 4
DIFFERING = frozenset({"verschil", "groei"})


@dataclass
class Found:
    """The words of a text by what they were taken for."""

    read: Read
    taken: list[Taken]
    rest: list[int] = field(default_factory=list)  # places of words
    by_rule: dict[str, list[Taken]] = field(default_factory=dict)

    def of(self, rule: str) -> Sequence[Taken]:
        """What one rule took."""
        return self.by_rule.get(rule, ())

    def code(self, rule: str) -> str | None:
        """The first code that one rule took."""
        taken = self.by_rule.get(rule)
        return taken[0].code if taken else None

    def sort(self) -> None:
        """Puts what was taken under its rules, after a change."""
        self.by_rule.clear()
        for taken in self.taken:
            self.by_rule.setdefault(taken.rule, []).append(taken)

    def printed(self, taken: Taken) -> str:
        """The words that were taken, as printed."""
        if taken.end == taken.start + 1:  # most
            return self.read[taken.start].printed
        return " ".join(self.words(list(range(taken.start, taken.end))))

    def words(self, places: list[int]) -> list[str]:
        """The words at some places as printed; parts of one are one again."""
        words: list[str] = []
        for at in places:
            token = self.read[at]
            if words and token.glued and at - 1 in places:
                words[-1] += token.printed
            else:
                words.append(token.printed)
        return words

    def give_back(self, taken: Taken) -> None:
        """Puts what was taken into the rest after all."""
        self.taken.remove(taken)
        self.rest.extend(range(taken.start, taken.end))


def conclude(text: str, read: Read, taken: list[Taken], place: Place, *, cut: bool) -> Phrase:
    """The phrase of a text."""
    found = Found(read, list(taken))
    held = {at for each in taken for at in range(each.start, each.end)}
    found.rest = [at for at in range(len(read)) if at not in held and read[at].folded not in IDLE]
    if not taken:
        return Phrase(text, rest=(*found.words(found.rest), "…") if cut else tuple(found.words(found.rest)))
    found.sort()
    if found.of("versions"):
        _versions(found)
        found.sort()
    scenarios = tuple(each.code for each in found.of("scenario"))
    differing = bool(scenarios) and compared(found.read, found.taken, place)
    aside = found.code("aside")
    scenario = "verschil" if differing and not aside else one_scenario(scenarios)
    changed = aside == "wijziging" and scenario != "verschil"
    if changed or aside == SHARE or (found.of("legend") and place != "heading"):
        scenario = None  # of a change, of a share of another figure, or in a sentence about signs
    period, part, version = _period(found, scenario)
    metric = _first(found.of("metrics"), METRICS) or ("savings" if scenario in SAVED and place != "label" else None)
    units = [each.code for each in (*found.of("units"), *found.of("scale")) if each.code]
    units += ["procent"] if aside == SHARE else []
    rest = found.words(sorted(found.rest))
    return Phrase(
        text=text,
        scenario=scenario,
        scenarios=scenarios,
        version=_version(found) or version,
        change=aside == "wijziging",
        aside=aside,
        period=period,
        periods=_years(found),
        part_of_year=part,
        relative_year=next((int(str(e.value)) for e in found.of("period") if e.code == "relative"), None),
        metric=metric,
        unit=next((unit for unit in UNITS if unit in units), None) or _unit_of(metric),
        scale=max((int(str(each.value)) for each in found.of("scale")), default=None),
        flag=found.code("flags"),
        subject=" ".join(found.printed(each) for each in found.of("subject")) or None,
        kind=found.code("kinds"),
        total=any(each.code == "total" for each in found.of("neutral")),
        legend=tuple((each.code, str(each.value)) for each in found.of("legend")),
        rest=(*rest, "…") if cut else tuple(rest),
        eaten=tuple((each.rule, found.printed(each)) for each in found.taken),
    )


def _versions(found: Found) -> None:
    """Makes versions scenarios where a budget is named; 'oud' and 'nieuw' alone stay versions, others the rest."""
    budget = any(each.code in VERSIONED for each in found.of("scenario"))
    amended = any(each.code == AMENDED for each in found.taken)
    alone = not found.rest and all(other.rule in {"versions", "neutral", "period"} for other in found.taken)
    for each in found.of("versions"):
        at = found.taken.index(each)
        if budget:
            code = SPELLED_VERSION.get(each.code, each.code)
            code = code if code != ADOPTED else "begroting" if amended else "begroting_primitief"
            found.taken[at] = Taken("scenario", code, each.start, each.end, "version")
        elif alone and each.code in SPELLED_VERSION:
            found.taken[at] = Taken("version", each.code, each.start, each.end)
        elif alone and each.code == AMENDED and found.of("period"):  # '2023 t/m 1e berap': only a budget is amended
            found.taken[at] = Taken("scenario", AMENDED, each.start, each.end, "version")
        else:
            found.give_back(each)


def one_scenario(named: tuple[str, ...]) -> str | None:
    """The scenario that several named ones come to: that which outweighs each of the others, or none."""
    codes = list(dict.fromkeys(named))
    for code in codes:
        outweighed = OUTWEIGHS.get(code, set())
        if len(codes) == 1 or outweighed is None or set(codes) - {code} <= outweighed:
            return code
    return None


def _version(found: Found) -> str | None:
    bare = next((each.code for each in found.of("version") if each.code in SPELLED_VERSION), None)
    if bare:
        return "oud" if bare == "old" else "nieuw"
    said = [each for each in found.taken if each.rule == "version" or each.value == "version"]
    if not said:
        return None
    counted = [each for each in said if each.end - each.start > 1 or each.rule == "version"]
    return " ".join(found.printed(each) for each in counted).lower() or None


def _years(found: Found) -> tuple[str, ...]:
    """The years and spans that are named, without one that figures are only compared with."""
    if not found.of("period"):
        return ()
    against = {each.end for each in found.of("differences") if each.code == "compared"}
    named = [each for each in found.of("period") if each.code in DATED and each.start not in against]
    return tuple(dict.fromkeys(year for each in named for year in _named_years(found, each)))


def _named_years(found: Found, each: Taken) -> tuple[str, ...]:
    if any(other.value == SINCE and other.end == each.start for other in found.of("aside")):
        return (UP_TO + str(each.value),)
    if each.code != "span":
        return (each.value[0] if isinstance(each.value, tuple) else str(each.value),)
    first, between, last = each.value if isinstance(each.value, tuple) else ("", "", "")
    school = any(other.code == "school" for other in found.of("period"))
    differing = any(other.code in DIFFERING for other in (*found.of("scenario"), *found.of("aside")))
    if differing or first >= last:
        return (first, last)  # two years set against each other are no span
    return (f"{first}{'/' if school else between}{last}",)


def _period(found: Found, scenario: str | None) -> tuple[str | None, str | None, str | None]:
    """The period, the part of a year that is named, and the version that a part says of figures of a whole year."""
    if not found.of("period"):
        return None, None, None
    years, parts = _years(found), _parts(found)
    year = years[0] if len(years) == 1 else None
    part = parts[0] if len(parts) == 1 else None
    if part is None:
        return (None if len(parts) > 1 else year), None, None
    opening = part == NEW_YEAR and found.of("metrics")  # 'Geraamd saldo 1-1-2025': what there will be on that day
    if scenario in WHOLE_YEAR or (scenario == "begroting" and part.startswith("-") and not opening):
        return year, None, (year or "") + part if part.startswith("-") else part
    return (year + part if year and len(year) == YEAR_DIGITS else year), part, None


def _parts(found: Found) -> list[str]:
    said = [each for each in found.of("period") if each.code in PARTED]
    parts = (each.value[1] if isinstance(each.value, tuple) else str(each.value) for each in said)
    return list(dict.fromkeys(part for part in parts if part))


def _first(taken: Sequence[Taken], order: tuple[str, ...]) -> str | None:
    if not taken:
        return None
    codes = {each.code for each in taken}
    return next((code for code in order if code in codes), None)


def _unit_of(metric: str | None) -> str | None:
    """The unit that a measure has by its name."""
    if metric is None:
        return None
    return "aantal" if metric in COUNTED else "EUR"
