"""What became of every figure that was printed: right, open, signalled, WRONG, ignored or lost.

A figure is wrong where a scenario is stated and its value, label, scenario, period, unit or metric is another than
printed. It is open where no scenario is stated, or a field of it is left open; where its heading says no scenario, open
is right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tasks.formats import read
from tasks.identify import identify
from tasks.model import Claim, Fate, Kind, StoredObject
from tasks.normalise import normalise
from tests.fuzz.cases import Case
from tests.fuzz.grids import MEASURES, Fact

MUNICIPALITY = "GM0193"
TOTAL = re.compile(r"totaal|saldo|som\b", re.IGNORECASE)
Row = dict[str, Any]


@dataclass(frozen=True)
class Verdict:
    """One printed figure, or one figure that was stated and never printed (`fact` is None)."""

    fate: str
    fact: Fact | None
    observed: Row | None = None
    causes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What was read of a case."""

    verdicts: tuple[Verdict, ...]
    crash: str = ""
    reader: str = ""
    findings: tuple[str, ...] = field(default=())

    @property
    def counts(self) -> Counter[str]:
        """How many figures met which fate."""
        return Counter(verdict.fate for verdict in self.verdicts)


def judge(case: Case) -> Outcome:
    """Read the document of a case, in this process, and hold it against what it says."""
    printed = list(case.printout.facts)
    key = f"{case.seed}.{case.style}"
    stored = StoredObject(f"file:///{key}", key, "", case.data)
    try:
        reading = read(stored.data)
        document = identify(stored, reading.text, Claim(MUNICIPALITY, Kind(case.grid.kind), case.grid.year))
        normalised = normalise(document, reading)
    except Exception as error:  # whatever is raised on a document costs all its figures
        said = f"{type(error).__name__}: {error}"
        return Outcome(tuple(Verdict("refused", fact) for fact in printed), said)
    verdicts = compare(printed, normalised.observations.to_dicts(), normalised.cells.to_dicts())
    texts = tuple(dict.fromkeys(normalised.findings["text"].to_list()))
    return Outcome(tuple(verdicts), "", reading.reader, texts)


def compare(printed: Sequence[Fact], observations: Sequence[Row], cells: Sequence[Row]) -> list[Verdict]:
    """The verdict on every printed figure, and on every stated one that was never printed; zeros are left alone."""
    pairs, extra, missing = _paired(printed, [row for row in observations if row["value"]])
    verdicts = [_of(fact, row, printed) for fact, row in pairs]
    verdicts += [_unread(fact, cells, extra) for fact in missing]
    parts = {part for fact in missing if len(fact.printed.split()) > 1 for part in fact.printed.split()}
    never = [row for row in extra if _stated(row) and row["raw"] not in parts]
    return verdicts + [Verdict("WRONG", None, row, ("never printed",)) for row in never]


def _plain(text: str) -> str:
    return text.replace("\xa0", " ")


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _paired(
    printed: Sequence[Fact], observations: Sequence[Row]
) -> tuple[list[tuple[Fact, Row]], list[Row], list[Fact]]:
    """Each figure with the observation of its digits that fits it best, those that fit best first."""
    by_digits: dict[str, list[int]] = {}
    by_value: dict[Decimal, list[int]] = {}
    for place, row in enumerate(observations):
        by_digits.setdefault(_digits(row["raw"]), []).append(place)
        by_value.setdefault(abs(row["value"]), []).append(place)
    ranked = []
    for number, fact in enumerate(printed):
        near = {*by_digits.get(_digits(fact.printed), ()), *by_value.get(abs(fact.value), ())}
        ranked += [(len(_differences(fact, observations[at], printed)), number, at) for at in near]
    pairs, used, taken = [], set(), set()
    for _, number, at in sorted(ranked):
        if number not in taken and at not in used:
            taken.add(number)
            used.add(at)
            pairs.append((printed[number], observations[at]))
    extra = [row for at, row in enumerate(observations) if at not in used]
    return pairs, extra, [fact for number, fact in enumerate(printed) if number not in taken]


def _stated(row: Row) -> bool:
    return row["scenario"] is not None


def _of(fact: Fact, row: Row, printed: Sequence[Fact]) -> Verdict:
    causes = _differences(fact, row, printed)
    if not _stated(row):
        kept = fact.open and not set(causes) - {"period", "metric"}
        return Verdict("right" if kept else "open", fact, row)
    if causes:
        return Verdict("doubted" if row.get("doubt") else "WRONG", fact, row, causes)
    settled = row["period"] is not None and row["unit"] is not None
    return Verdict("right" if settled else "open", fact, row)


def _differences(fact: Fact, row: Row, printed: Sequence[Fact]) -> tuple[str, ...]:
    """The fields that are stated otherwise than printed; what is open differs from nothing."""
    metrics = {row["metric"], fact.metric}
    checks = {
        "value": row["value"] == fact.value or (row["unit"] is None and _digits(row["raw"]) == _digits(fact.printed)),
        "label": _label_fits(fact, row["row_label"], printed),
        "scenario": row["scenario"] is None or row["scenario"] in fact.scenarios,
        "period": row["period"] is None or row["period"] in fact.periods,
        "unit": row["unit"] in (None, fact.unit),
        "metric": len(metrics) == 1 or not metrics.issubset(MEASURES),
    }
    return tuple(name for name, holds in checks.items() if not holds)


def _tight(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _label_fits(fact: Fact, label: str, printed: Sequence[Fact]) -> bool:
    """The row's own label is the leaf, or stands above it; no other group or row of the table is named."""
    parts = [_tight(part) for part in label.split(" > ")]
    own, leaf = _tight(fact.label), parts[-1]
    others = {_tight(other.label) for other in printed if other.label} - {own}
    if not own:
        return bool(TOTAL.search(label)) or leaf not in others
    groups = {_tight(other.group) for other in printed if other.group}.intersection(parts[:-1]).difference(MEASURES)
    named = own in _tight(label) or (len(leaf) > 3 and leaf in own)
    foreign = groups and not any(group in own or group == _tight(fact.group) for group in groups)
    return named and leaf not in others and not foreign


def _unread(fact: Fact, cells: Sequence[Row], extra: Sequence[Row]) -> Verdict:
    """The fate that the account of cells gives to a figure that became no observation, or became two."""
    stated = [row["raw"] for row in extra if _stated(row)]
    parts = fact.printed.split()
    if len(parts) > 1 and any(part in stated for part in parts):
        return Verdict("WRONG", fact, None, ("divided",))
    whole = [cell for cell in cells if cell["fate"] and _digits(cell["text"]) == _digits(fact.printed)]
    apart = re.compile(rf"(?<![\d.,]){re.escape(_plain(fact.printed))}(?!\d|[.,]\d)")
    among = [cell for cell in cells if cell["fate"] and apart.search(_plain(cell["text"]))]
    glued = [cell for cell in cells if cell["fate"] and _plain(fact.printed) in _plain(cell["text"])]
    for held in (whole, among, glued):
        for fate in (Fate.SIGNALLED, Fate.IGNORED):
            for cell in held:
                if cell["fate"] == fate:
                    return Verdict(fate.value, fact, None, (cell["reason"] or "",))
    return Verdict("lost", fact)
