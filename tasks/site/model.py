"""What the site is made of: all that is known of one municipality, and the pages that follow from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import Any, NamedTuple

from tasks.site import addresses, words

Row = dict[str, Any]
Place = tuple[str, str | None]  # document and table
LARGEST = 150_000  # bytes that the rows of a table take of one page: with all else it stays below 200 KB
CELL, TOLD, OTHER, FINDING = 60, 330, 180, 200  # bytes of each of them beside its texts
FACT = itemgetter("concept", "metric", "scenario", "period")
MOST_OTHERS = 4  # other statements of a fact that are told of a figure


class Page(NamedTuple):
    """One page: where it stands below the root, the template that makes it and what that is given."""

    address: str
    template: str
    view: Mapping[str, Any]


@dataclass(frozen=True)
class Held:
    """All that the warehouse has of one municipality, as rows of the statements in `sql/site`."""

    code: str
    name: str
    documents: Sequence[Row] = ()
    figures: Sequence[Row] = ()
    cells: Mapping[Place, Sequence[Row]] = field(default_factory=dict)
    findings: Sequence[Row] = ()
    restatements: Sequence[Row] = ()
    budgets: Sequence[Row] = ()
    trends: Sequence[Row] = ()
    alerts: Sequence[Row] = ()
    left_out: Sequence[Row] = ()
    kpis: Mapping[str, Sequence[Row]] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> Mapping[str, Row]:
        """The figures by their ids."""
        return {figure["observation_id"]: figure for figure in self.figures}

    @cached_property
    def by_table(self) -> Mapping[Place, Sequence[Row]]:
        """The figures of each table, in reading order."""
        return grouped(self.figures, "document_id", "table_id")

    @cached_property
    def by_fact(self) -> Mapping[tuple[Any, ...], Sequence[Row]]:
        """Every statement of the same fact."""
        told = [figure for figure in self.figures if figure["statements"] or not figure["why_left_out"]]
        return grouped(told, "concept", "metric", "scenario", "period")

    @cached_property
    def restated(self) -> Mapping[tuple[str, str | None, str], Row]:
        """What was restated, by where the statement stands that no longer counts."""
        return {(one["document_id"], one["table_id"], one["locator"]): one for one in self.restatements}

    @cached_property
    def parts(self) -> Mapping[Place, Mapping[int, int]]:
        """Of each row of each table on which of its pages it stands: a long table goes on over more pages."""
        return {place: self._parts(place) for place in {**self.cells, **self.by_table} if place[1] is not None}

    def _parts(self, place: Place) -> Mapping[int, int]:
        weights = self._weights(place)
        first = min((figure["row"] for figure in self.by_table.get(place, ())), default=0)
        heads = sum(weight for row, weight in weights.items() if row < first)  # they are repeated on each page
        room = max(LARGEST - heads, LARGEST // 2)
        parts, part, filled = {}, 0, 0
        for row in sorted(weights):
            if filled and filled + weights[row] > room:
                part, filled = part + 1, 0
            filled += weights[row] if row >= first else 0
            parts[row] = part
        return parts

    def _weights(self, place: Place) -> Mapping[int, int]:
        """About how many bytes each row of a table takes of a page, with what is told of its figures below it."""
        weights: dict[int, int] = {}
        for cell in self.cells.get(place, ()):
            weights[cell["row"]] = weights.get(cell["row"], 0) + CELL + len(cell["text"] or "")
        for one in self.by_table.get(place, ()):
            texts = len(one["row_label"] or "") + len(one["column_label"] or "") + len(one["locator"] or "")
            told = TOLD + texts + len(one["why_left_out"] or "") + len(words.rests_on(one))
            others = min(len(self.by_fact.get(FACT(one), ())), MOST_OTHERS + 1)  # itself is one of them
            weights[one["row"]] = weights.get(one["row"], 0) + told + OTHER * max(0, others - 1)
        for finding in self.findings_in.get(place, ()):
            at = self.rows_of[place].get(finding["locator"], 0)
            weights[at] = weights.get(at, 0) + FINDING + len(finding["text"] or "")
        return weights

    @cached_property
    def findings_in(self) -> Mapping[Place, Sequence[Row]]:
        """The findings in each table."""
        return grouped(self.findings, "document_id", "table_id")

    @cached_property
    def rows_of(self) -> Mapping[Place, Mapping[str, int]]:
        """In which row of its table each place stands, of tables with findings."""
        return {
            place: {one["locator"]: one["row"] for one in (*self.cells.get(place, ()), *self.by_table.get(place, ()))}
            for place in self.findings_in
        }

    @cached_property
    def by_document(self) -> Mapping[str, Sequence[Row]]:
        """The figures of each document, in reading order."""
        return grouped(self.figures, "document_id")

    def address_of(self, figure: Mapping[str, Any]) -> str:
        """The page of the table that a figure stands in, at its cell."""
        place = figure["document_id"], figure["table_id"]
        part = self.parts.get(place, {}).get(figure["row"], 0)
        page = addresses.table(figure["document_id"], figure["table_id"], part)
        return f"{page}#{addresses.cell(figure['row'], figure['column'])}"


def grouped(rows: Sequence[Row], *by: str) -> dict[Any, list[Row]]:
    """Rows by the values of some of their columns; by the value itself where it is one column."""
    found: dict[Any, list[Row]] = {}
    key = itemgetter(*by)
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found
