"""Verdicts added up by layout and style, and one case written out for a person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from tests.fuzz.cases import Case
from tests.fuzz.grids import Fact
from tests.fuzz.verdicts import Outcome, Verdict

FATES = ("right", "open", "doubted", "signalled", "WRONG", "ignored", "lost", "refused")
SHOWN = ("value", "row_label", "column_label", "scenario", "period", "unit", "metric")
Tally = dict[str, Counter[str]]


def tally(judged: Iterable[tuple[Case, Outcome]]) -> Tally:
    """How many figures met which fate, by layout, by style (`style cells`) and over all."""
    counts: Tally = defaultdict(Counter)
    for case, outcome in judged:
        for name in (case.layout, f"style {case.style}", "all"):
            counts[name].update(outcome.counts)
    return counts


def share(counts: Counter[str], fate: str) -> float:
    """The share of the figures that met a fate."""
    return counts[fate] / max(counts.total(), 1)


def table(counts: Tally) -> Iterator[str]:
    """The shares in per cent, a line for each layout and style."""
    yield f"{'layout':28}{'figures':>8}" + "".join(f"{fate:>11}" for fate in FATES)
    for name in sorted(counts, key=lambda name: (name == "all", name.startswith("style "), name)):
        of = counts[name]
        yield f"{name:28}{of.total():8}" + "".join(f"{share(of, fate) * 100:10.2f}%" for fate in FATES)


def shown(case: Case, outcome: Outcome) -> Iterator[str]:
    """The document, what it says and what was read of it."""
    grid = case.grid
    yield f"seed {case.seed}  {case.name}  {grid.source} {grid.kind} {grid.year}  reader {outcome.reader}"
    if case.style in {"xlsx", "docx"} or case.style.startswith("pdf"):
        yield from (str(block) for block in case.printout.blocks)
    else:
        yield case.data.decode()
    yield "-- said | label | heading | scenarios period unit metric => fate: read as"
    for verdict in sorted(outcome.verdicts, key=lambda verdict: verdict.fate != "WRONG"):
        yield f"{_said(verdict.fact)} => {_read(verdict)}"
    yield from (f"-- finding: {text}" for text in outcome.findings)
    if outcome.crash:
        yield f"-- refused: {outcome.crash}"


def _said(fact: Fact | None) -> str:
    if fact is None:
        return "(nothing printed)"
    path = " > ".join(filter(None, (fact.group, fact.label)))
    meaning = f"{'/'.join(sorted(fact.scenarios)) or 'open'} {'/'.join(sorted(fact.periods))} {fact.unit} {fact.metric}"
    return f"{fact.printed} | {path} | {' '.join(fact.heading.split())} | {meaning}"


def _read(verdict: Verdict) -> str:
    fate = f"{verdict.fate}{' ' + ', '.join(verdict.causes) if verdict.causes else ''}"
    row = verdict.observed
    if row is None:
        return fate
    parts = [" ".join(str("" if row[name] is None else row[name]).split()) for name in SHOWN]
    return f"{fate}: {' | '.join(parts)}"
