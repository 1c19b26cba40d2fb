"""A table on which a step fails falls out, with a fault that says so; the other tables of its document go on."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from tasks.model import Fault, Table

log = logging.getLogger(__name__)
Of = TypeVar("Of")
Result = TypeVar("Result")


class Guard:
    """The tables of one document, by number, while they are worked on; `faults` tells of those that fell out."""

    def __init__(self, tables: Iterable[Table]) -> None:
        self.tables = dict(enumerate(tables))
        self.faults: list[Fault] = []

    def each(self, of: Mapping[int, Of], step: Callable[[Of], Result]) -> dict[int, Result]:
        """A step on every table by itself; what it gives, by number, for those on which it succeeds."""
        done: dict[int, Result] = {}
        for number, one in of.items():
            try:
                done[number] = step(one)
            except Exception as error:  # nobody foresaw it, so nobody can say which
                self._lose(number, error)
        return done

    def together(self, of: Mapping[int, Of], step: Callable[[dict[int, Of]], Result]) -> Result:
        """A step on all tables at once; where it fails, without the tables that make it fail."""
        try:
            return step(dict(of))
        except Exception:
            log.info("a step over all tables fails: looking for the table that makes it do so")
        kept: dict[int, Of] = {}
        for number, one in of.items():
            try:
                step(kept | {number: one})
                kept[number] = one
            except Exception as error:
                self._lose(number, error)
        return step(kept)

    def _lose(self, number: int, error: Exception) -> None:
        table = self.tables[number]
        log.error("table %s: unforeseen error", table.table_id, exc_info=error)
        locator = table.cells[0].locator if table.cells else ""
        self.faults.append(Fault(f"{type(error).__name__}: {error}", table.title, locator, table.table_id))
