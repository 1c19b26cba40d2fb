"""Small sheets for tests: figures by row, with what is claimed of the columns."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tasks.judge import Claimed, Line, Sheet

Figure = int | str | None
COMPARED = ("begroting_gewijzigd", "realisatie", "verschil")


def sheet(
    rows: Sequence[Sequence[Figure]],
    scenarios: Sequence[str | None] = (),
    metrics: Sequence[str | None] = (),
    labels: Sequence[str] = (),
    row_metrics: Sequence[str | None] = (),
    periods: Sequence[str | None] = (),
    units: Sequence[str | None] = (),
) -> Sheet:
    """A sheet of these rows; what is not given is open, a label with 'totaal' is a total."""
    width = max(map(len, rows))
    columns = tuple(
        Claimed(at, of(metrics, at), of(scenarios, at), of(periods, at), of(units, at) or "EUR") for at in range(width)
    )
    lines = tuple(
        Line(at, (of(labels, at) or f"rij {at}",), of(row_metrics, at), "totaal" in (of(labels, at) or ""))
        for at in range(len(rows))
    )
    values = {
        (row, column): Decimal(figure)
        for row, figures in enumerate(rows)
        for column, figure in enumerate(figures)
        if figure is not None
    }
    return Sheet(columns, lines, values, year=2025)


def of(given: Sequence[str | None], at: int) -> str | None:
    return given[at] if at < len(given) else None
