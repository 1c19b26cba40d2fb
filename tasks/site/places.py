"""The pages of a municipality: its domains over the years, and each domain with the figures behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tasks.notation import DOMAINS, SCENARIOS, day, euro, percent, subject, voordeel_nadeel
from tasks.site import addresses, kengetallen, pictures, prognoses, words
from tasks.site.documents import named
from tasks.site.model import Held, Page, Row, grouped

MAIN = ("wmo", "jeugd", "participatie")
CATEGORY = re.compile(r"taakveld\.\d+\.\d+[a-z]?\.[lb]")  # a part of a taakveld by category: the trend adds them up
MOST_COLUMNS = 8  # of a table of figures: the newest
MOST_LINES = 90  # on one page of a domain
MOST_ALERTS = 40
SCENARIO_ORDER = tuple(SCENARIOS)


def pages(held: Held) -> Iterator[Page]:
    """The municipality, then its domains."""
    lines = {name: _lines(figures) for name, figures in _of_domains(held).items()}
    shown = {name: found for name, found in lines.items() if found}
    yield Page(addresses.municipality(held.code), "municipality.html.j2", _municipality(held, list(shown)))
    for name, found in shown.items():
        yield from _domain(held, name, found)


def _municipality(held: Held, domains: Sequence[str]) -> Mapping[str, Any]:
    return {
        "title": held.name,
        "budgets": [budget_line(held, budget) for budget in held.budgets],
        "charts": pictures.budgets(held),
        "costs": _trend_table(held, [one for one in held.trends if one["aggregate"] in MAIN]),
        "taakvelden": _trend_table(held, [one for one in held.trends if one["aggregate"] not in MAIN]),
        "domains": [(DOMAINS.get(name, name), addresses.domain(held.code, name)) for name in domains],
        "kpis": kengetallen.listed(held),
        "alerts": [_alert(alert) for alert in held.alerts[:MOST_ALERTS]],
        "more_alerts": max(0, len(held.alerts) - MOST_ALERTS),
        "left_out": [(one["year"], one["reason"], one["figures"]) for one in held.left_out],
        "documents": [_document(held, document) for document in held.documents],
    }


def budget_line(held: Held, budget: Row) -> Mapping[str, Any]:
    """A domain of a year against its budget, as a line of a table."""
    return {
        "year": budget["year"],
        "domain": DOMAINS.get(budget["domain"], budget["domain"]),
        "begroting": euro(budget["begroting"]),
        "version": words.scenario(budget["scenario_begroting"]),
        "realisatie": euro(budget["realisatie"]),
        "is_prognose": budget["scenario_realisatie"] == "prognose",
        "between": prognoses.between(held, budget),
        "verschil": euro(abs(budget["verschil"])),
        "mark": voordeel_nadeel(budget["verschil"]),
        "percent": "" if budget["procent"] is None else percent(abs(budget["procent"])),
        "measure": words.cost(budget["metric"]),
        "address": addresses.figure(budget["kpi_id"]),
    }


def _trend_table(held: Held, trends: Sequence[Row]) -> Mapping[str, Any]:
    """What aggregates cost per year; where a year cannot be held against the one before, a note says why."""
    years = sorted({trend["year"] for trend in trends})[-MOST_COLUMNS:]
    notes: list[str] = []
    lines = []
    for aggregate in grouped(trends, "aggregate").values():
        by_year = {trend["year"]: trend for trend in aggregate}
        cells = [_trend_cell(held, by_year.get(year), notes) for year in years]
        lines.append((aggregate[0]["label"], words.cost(aggregate[-1]["metric"]), cells))
    return {"years": years, "lines": lines, "notes": notes}


def _trend_cell(held: Held, trend: Row | None, notes: list[str]) -> Mapping[str, Any] | None:
    if trend is None:
        return None
    reason = trend["reason"] if trend["verschil"] is None or not trend["comparable"] else None
    if reason and reason.endswith("geen realisatie bekend."):
        reason = None  # the table itself shows that
    if reason and reason not in notes:
        notes.append(reason)
    only = trend["observation_ids"][0] if trend["basis"] == "printed total" else None
    figure = held.by_id.get(only) if only else None
    change = trend["procent"]
    return {
        "value": euro(trend["realisatie"]),
        "change": "" if change is None else f"{'+' if change > 0 else ''}{percent(change)}",
        "note": notes.index(reason) + 1 if reason else None,
        "address": held.address_of(figure) if figure else None,
    }


def _alert(alert: Row) -> Mapping[str, Any]:
    return {
        "raised": day(alert["raised_at"]),
        "what": f"{subject(alert)} {alert['year']}",
        "over": words.signed(alert["verschil"]),
        "state": _state(alert),
        "address": addresses.figure(alert["kpi_id"]),
    }


def _state(alert: Row) -> str:
    if not alert["stands"]:
        return "geldt niet meer: de cijfers zijn sindsdien anders"
    if alert["acknowledged_at"]:
        return f"opgepakt op {day(alert['acknowledged_at'])}"
    return "geldt" if alert["mailable"] else f"geldt; zonder mail: {alert['reason_not_mailed']}"


def _document(held: Held, document: Row) -> Mapping[str, Any]:
    of = document["document_id"]
    findings = [one["severity"] for one in held.findings if one["document_id"] == of]
    return {
        "name": named(document),
        "file": words.plain(document["name"]),
        "address": addresses.document(of),
        "figures": document["observed"] if "#" not in of else len(held.by_document.get(of, ())),
        "wrong": findings.count("error"),
        "doubtful": findings.count("warning"),
    }


def _of_domains(held: Held) -> dict[str, list[Row]]:
    current = [one for one in held.figures if one["is_current"] and not CATEGORY.match(one["concept"] or "")]
    found = grouped(current, "domain")
    return {name: found[name] for name in DOMAINS if name in found}


def _lines(figures: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """The figures by measure and by what they are about: each a line of a table."""
    by_line = grouped(figures, "metric", "concept", "unit")
    order = {metric: number for number, metric in enumerate(words.METRICS)}
    return [
        (metric, line)
        for (metric, _, _), line in sorted(by_line.items(), key=lambda item: order.get(item[0][0], len(order)))
    ]


def _domain(held: Held, name: str, lines: Sequence[tuple[str, list[Row]]]) -> Iterator[Page]:
    chunks = [lines[first : first + MOST_LINES] for first in range(0, len(lines), MOST_LINES)]
    stem = addresses.domain(held.code, name)
    here = [stem, *(stem.replace(".html", f"-{number + 1}.html") for number in range(1, len(chunks)))]
    for number, chunk in enumerate(chunks):
        sections = [_section(held, metric, [line for _, line in found])
                    for metric, found in grouped_pairs(chunk).items()]  # fmt: skip
        yield Page(here[number], "domain.html.j2", {
            "title": f"{held.name}: {DOMAINS[name]}",
            "domain": DOMAINS[name],
            "municipality": (held.name, addresses.municipality(held.code)),
            "budgets": [budget_line(held, one) for one in held.budgets if one["domain"] == name] if number == 0 else [],
            "chart": pictures.cost(held, name) if number == 0 else None,
            "sections": sections,
            "pages": here if len(here) > 1 else [],
            "part": number,
        })  # fmt: skip


def grouped_pairs(pairs: Sequence[tuple[str, Any]]) -> dict[str, list[tuple[str, Any]]]:
    """Pairs by their first."""
    found: dict[str, list[tuple[str, Any]]] = {}
    for pair in pairs:
        found.setdefault(pair[0], []).append(pair)
    return found


def _section(held: Held, metric: str, lines: Sequence[Sequence[Row]]) -> Mapping[str, Any]:
    columns = sorted({_column(figure) for line in lines for figure in line})[-MOST_COLUMNS:]
    return {
        "title": words.METRICS.get(metric, metric).capitalize(),
        "columns": [(words.period(period), words.scenario(SCENARIO_ORDER[order])) for period, order in columns],
        "lines": [
            (words.concept(line[-1]["concept"], words.label(line[-1])), _cells(held, line, columns)) for line in lines
        ],
    }


def _column(figure: Row) -> tuple[str, int]:
    return figure["period"], SCENARIO_ORDER.index(figure["scenario"])


def _cells(held: Held, line: Sequence[Row], columns: Sequence[tuple[str, int]]) -> list[tuple[str, str] | None]:
    by_column = {_column(figure): figure for figure in line}
    return [
        (words.shown(figure), held.address_of(figure)) if figure else None
        for figure in (by_column.get(column) for column in columns)
    ]
