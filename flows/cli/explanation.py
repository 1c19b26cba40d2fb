"""The way of a figure back to where it was printed, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flows.cli.columns import columns_of
from flows.cli.output import safe
from flows.names import name_of
from tasks.notation import (
    BASES,
    CONCLUSIONS,
    METRICS,
    SCENARIOS,
    euro,
    grounds,
    number,
    place,
    subject,
    voordeel_nadeel,
)
from tasks.warehouse.kpis import kpis

Walk = Mapping[str, Any]
WIDEST = 36
EURO = " €"


def lines(found: Walk) -> Iterator[str]:
    """An observation, or a row of a KPI or an alert with what it rests on."""
    if found["kind"] == "observation":
        yield from _observation(found)
        return
    yield from _kpi(found) if found.get("name") not in {None, "budget"} else _comparison(found)
    for number_, observation in enumerate(found["observations"], start=1):
        yield f"\nRust op cijfer {number_}:"
        yield from _observation(observation)


def _comparison(found: Walk) -> Iterator[str]:
    figures = found["figures"]
    yield safe(
        f"{name_of(figures['municipality'])} {figures['year']}, {subject(figures)} ({found['kind']} {found['id']})"
    )
    yield _line(SCENARIOS[figures["scenario_begroting"]], euro(figures["begroting"]))
    yield _line(SCENARIOS[figures["scenario_realisatie"]], euro(figures["realisatie"]))
    yield _line("verschil", f"{euro(figures['verschil'])} {voordeel_nadeel(figures['verschil'])}")
    yield _line("gerekend met", f"{METRICS[figures['metric']]}, {BASES[figures['basis']]}")
    yield _line("regel", found["rule"])


def _kpi(found: Walk) -> Iterator[str]:
    """A row of a KPI: what its folder shows, each line under its heading."""
    figures, kpi = found["figures"], kpis()[found["name"]]
    about = figures.get("label") or kpi.title
    yield safe(f"{name_of(figures['municipality'])} {figures['year']}, {about} ({found['kind']} {found['id']})")
    for column in columns_of(kpi):
        if column.head and (said := str(column.show(figures) or "")):
            money = column.head.endswith(EURO)
            yield _line(column.head.removesuffix(EURO), f"€ {said}" if money else said)
    yield _line("regel", found["rule"])


def _observation(found: Walk) -> Iterator[str]:
    figure = found["figure"]
    yield safe(f"{figure['row_label']} | {figure['column_label']} = {figure['raw']}")
    value = number(figure["value"], 0 if figure["value"] == figure["value"].to_integral_value() else 2)
    what = ", ".join(figure[part] or f"{CONCLUSIONS[part]} open" for part in ("unit", "metric", "scenario", "period"))
    yield _line("gelezen als", f"{value} {what}")
    yield _line("begrip", f"{figure['concept']} (domein {figure['domain']}, schaal {figure['scale']})")
    yield _line("gronden", grounds(figure) or "niet vastgelegd: gelezen voordat ze bewaard werden")
    if figure["why_left_out"]:
        yield _line("telt nergens mee", figure["why_left_out"])
    yield _line("tabel", f"{figure['table_id']} {figure['table_title']}")
    yield _line("plaats", f"{place(figure['locator'])}, lezer {figure['reader']}")
    yield _line("document", f"{figure['document']} ({name_of(figure['municipality'])}, {figure['year']})")
    yield from (_line("object", f"{address['uri']} {address['version']}") for address in found["addresses"])
    yield _line("sha256", figure["sha256"])
    yield _line("nummer", found["id"] + ("" if figure["is_current"] else " (niet de opgave die nu geldt)"))
    yield _line("regel", found["rule"])
    yield from _surroundings(found["surroundings"])
    for other in found["statements"]:
        where = f"{other['document']}, {other['table_title']}, {place(other['locator'])}"
        aside = f" (telt niet mee: {other['why_left_out']})" if other["why_left_out"] else ""
        yield _line("ook gezegd", f"{other['raw']} in {where}{aside}")
    yield from (_line("bevinding", finding["text"]) for finding in found["findings"])


def _surroundings(around: Walk) -> Iterator[str]:
    """The cells around the figure as they were printed, in columns; the figure itself between » and «."""
    if not around["rows"]:
        yield _line("omgeving", "van dit bestand worden de cellen niet één voor één bewaard")
        return
    at = around["columns"].index(around["marked"]["column"])
    texts = [[_cut(text) for text in line["cells"]] for line in around["rows"]]
    for line, cells in zip(around["rows"], texts, strict=True):
        if line["row"] == around["marked"]["row"]:
            cells[at] = f"»{cells[at]}«"
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    for number_, cells in enumerate(texts):
        padded = [
            text.rjust(width) if place_ else text.ljust(width)
            for place_, (text, width) in enumerate(zip(cells, widths, strict=True))
        ]
        yield f"  {'zoals afgedrukt' if number_ == 0 else '':<31} {' | '.join(padded)}"


def _cut(text: str) -> str:
    """The text of a cell on one line, no wider than a column of a screen bears."""
    said = safe(text)
    return said if len(said) <= WIDEST else said[: WIDEST - 1] + "…"


def _line(what: str, said: str) -> str:
    """A line under the heading; text from documents steers no terminal."""
    return f"  {what:<31} {safe(said)}"
