"""What became of the objects of a batch, for who asked for them: counts, and the budgets that rest on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import duckdb
import polars as pl

from infra.settings import Settings
from tasks.conclude import Conclusion
from tasks.kpi import LeftOut, left_out
from tasks.model import Document, Kind
from tasks.outcome import Held, Outcome, Status, Taken
from tasks.warehouse.queries import Row, rows
from tasks.warehouse.statements import statement

AsLoaded = dict[str, list[tuple[Any, ...]]]  # what is known of a file and its parts, by its sha256


@dataclass(frozen=True, slots=True)
class Counted:
    """What was read in one file; `national`: it is about several municipalities."""

    document: Document
    tables: int
    observations: int
    findings: int
    fates: Mapping[str, int]
    national: bool


def as_loaded(con: duckdb.DuckDBPyConnection, batch: Sequence[Taken]) -> AsLoaded:
    """What the warehouse has of these files, to tell a reading that changes something from one that does not."""
    found: AsLoaded = {}
    files = [one.seen.sha256 for one in batch]
    for file, *known in con.execute(statement("load/documents_as_loaded"), [files]).fetchall():
        found.setdefault(file, []).append(tuple(known))
    return found


def outcomes(
    con: duckdb.DuckDBPyConnection, batch: Sequence[Taken], before: AsLoaded, settings: Settings
) -> dict[str, Outcome]:
    """What became of objects that were loaded or are known as they are, by their addresses."""
    again = _seen_again(con, [one for one in batch if one.unchanged])
    after = as_loaded(con, [one for one in batch if one.seen.sha256 in before])
    held = _held(con, [one.seen.sha256 for one in batch])
    lacking = cache(lambda municipality: left_out(con, municipality))  # many documents are of one municipality
    told = {}
    for one in batch:
        file = one.seen.sha256
        counted = _counted(one.conclusion) if one.conclusion else again[file]
        same = one.unchanged or (file in before and before[file] == after.get(file))
        told[one.seen.uri] = _outcome(lacking, counted, "unchanged" if same else "loaded", held.get(file, []), settings)
    return told


def _outcome(
    lacking: Callable[[str], list[LeftOut]], of: Counted, status: Status, budgets: list[Held], settings: Settings
) -> Outcome:
    told = tuple(held for held in budgets if not of.national or settings.watches(held.municipality))
    years = {of.document.year, *(held.year for held in told)}
    return Outcome(
        uri=of.document.uri,
        status=status,
        document=of.document,
        tables=of.tables,
        observations=of.observations,
        findings=of.findings,
        fates=of.fates,
        budgets=told,
        over_elsewhere=sum(held.over for held in set(budgets).difference(told)),
        left_out=tuple(one for one in lacking(of.document.municipality) if one.year in years),
    )


def _held(con: duckdb.DuckDBPyConnection, files: list[str]) -> dict[str, list[Held]]:
    found: dict[str, list[Held]] = {}
    for file, *held in con.execute(statement("load/budgets_of_documents"), [files]).fetchall():
        found.setdefault(file, []).append(Held(*held))
    return found


def _counted(one: Conclusion) -> Counted:
    return Counted(one.document, one.tables, one.observations, one.findings, _fates(one), bool(one.parts))


def _fates(conclusion: Conclusion) -> dict[str, int]:
    if conclusion.counts is not None:
        return dict(conclusion.counts.group_by("fate").agg(pl.col("cells").sum()).rows())
    return dict(sum((Counter(part.fates) for part in conclusion.stated), Counter[str]()))


def _seen_again(con: duckdb.DuckDBPyConnection, batch: Sequence[Taken]) -> dict[str, Counted]:
    """What the warehouse tells of files that were not read, as reading them told it."""
    if not batch:
        return {}
    at = {one.seen.sha256: one.seen for one in batch}
    found = rows(con, "load/documents_seen_again", [list(at)])
    return {row["document_id"]: _known(row, at[row["document_id"]].uri) for row in found}


def _known(row: Row, uri: str) -> Counted:
    identity = {name: row[name] for name in ("document_id", "key", "version", "municipality", "year", "period")}
    document = Document(uri=uri, kind=Kind(row["kind"]), published=row["published"], **identity)
    return Counted(document, row["tables"], row["observations"], row["findings"], dict(row["fates"]), row["national"])
