"""What the site is made of: all that is known of one municipality, and the pages that follow from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import Any, NamedTuple

from tasks.site import addresses

Row = dict[str, Any]
Place = tuple[str, str | None]  # document and table
MOST_CELLS = 1200  # on one page: it stays below 200 KB
TOLD = 4  # what is told of a figure takes as much of a page as so many cells


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
        cells, figures = self.cells.get(place, ()), self.by_table.get(place, ())
        at = sorted({row["row"] for row in (*cells, *figures)})
        shown = max(1, (len(cells) + TOLD * len(figures)) // max(1, len(at)))
        per_page = max(MOST_CELLS // shown, 1)
        return {row: number // per_page for number, row in enumerate(at)}

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
