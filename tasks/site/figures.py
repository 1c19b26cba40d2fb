"""The page of a figure: a domain against its budget, and the printed cells that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tasks.notation import BASES, day, euro, percent, subject, voordeel_nadeel
from tasks.site import addresses, clippings, prognoses, tables, words
from tasks.site.documents import named
from tasks.site.model import Held, Page, Row, grouped
from tasks.warehouse.explain import rule

MOST_CELLS = 6  # that are shown in their table; what rests on more is a sum, of which the parts are listed

WIDEST = 240  # of a bar, in the units of the picture


def pages(held: Held, shots: clippings.Shots) -> Iterator[Page]:
    """Each of them, with the parts of pages that were made."""
    for budget in raised(held):
        yield Page(addresses.figure(budget["kpi_id"]), "figure.html.j2", _figure(held, budget, shots))


def in_tables(held: Held) -> list[list[Row]]:
    """The figures that these pages rest on, by page and table."""
    return [group for budget in raised(held) for group in _groups(_cells(held, budget))]


def raised(held: Held) -> list[Row]:
    """Each domain held against its budget, and what an alert was raised about by another rule than that."""
    return list({budget["kpi_id"]: budget for budget in (*reversed(held.alerts), *held.budgets)}.values())


def headline(budget: Row) -> str:
    """`Jeugd 2025: € 189.000 (1,7 %) boven de begroting`."""
    what, verschil = f"{subject(budget)} {budget['year']}", budget["verschil"]
    if verschil == 0:
        return f"{what}: precies de begroting"
    share = f" ({percent(abs(budget['procent']))})" if budget["procent"] is not None else ""
    if budget["scenario_begroting"] == "prognose":
        side = "lager dan de vorige prognose" if verschil > 0 else "hoger dan de vorige prognose"
    else:
        side = "onder de begroting" if verschil > 0 else "boven de begroting"
    return f"{what}: {euro(abs(verschil))}{share} {side}"


def _cells(held: Held, budget: Row) -> list[Row]:
    return [held.by_id[id_] for id_ in budget["observation_ids"] if id_ in held.by_id]


def _groups(cells: list[Row]) -> list[list[Row]]:
    return list(grouped(cells, "document_id", "table_id").values())


def _figure(held: Held, budget: Row, shots: clippings.Shots) -> Mapping[str, Any]:
    cells = _cells(held, budget)
    groups, is_sum = _groups(cells), len(cells) > MOST_CELLS
    return {
        "title": f"{held.name}, {headline(budget)}",
        "headline": headline(budget),
        "municipality": (held.name, addresses.municipality(held.code)),
        "mark": voordeel_nadeel(budget["verschil"]),
        "facts": [
            (words.scenario(budget["scenario_begroting"]).capitalize(), euro(budget["begroting"])),
            (words.scenario(budget["scenario_realisatie"]).capitalize(), euro(budget["realisatie"])),
            ("Verschil", words.signed(budget["verschil"])),
            ("Gerekend met", f"{words.cost(budget['metric'])}, {BASES[budget['basis']]}"),
        ],
        "bars": _bars(budget),
        "prognosis": prognoses.told(held, budget),
        "programme": _programme(held, budget),
        "alerts": [_alert(alert) for alert in held.alerts if alert["kpi_id"] == budget["kpi_id"]],
        "tables": [] if is_sum else [_in_table(held, group, shots) for group in groups],
        "parts_of_sum": [cell(held, figure) for figure in cells] if is_sum else [],
        "shots_of_sum": [shot for group in groups for shot in shots.get(clippings.key(group), ()) if is_sum],
        "rule": rule("kpi/budget/query"),
        "chosen": rule("core/fact_current"),
        "id": budget["kpi_id"],
    }


def _bars(budget: Row) -> Mapping[str, Any] | None:
    """The two amounts as lengths beside each other; none where one of them is negative."""
    most = max(budget["begroting"], budget["realisatie"])
    if min(budget["begroting"], budget["realisatie"]) < 0 or most == 0:
        return None
    name = budget["scenario_realisatie"]
    return {
        "begroting": round(WIDEST * budget["begroting"] / most),
        "realisatie": round(WIDEST * budget["realisatie"] / most),
        "name": name,
        "told": f"Begroting {euro(budget['begroting'])}, {name} {euro(budget['realisatie'])}",
    }


def _programme(held: Held, budget: Row) -> str:
    """How the programme as a whole stands, for a domain that is part of it."""
    same = (one for one in held.budgets if one["year"] == budget["year"] and one["domain"] == "totaal")
    whole = next(same, None)
    if budget["domain"] == "totaal":
        return ""
    if whole is None:
        return "Of het programma als geheel binnen de begroting blijft, staat niet in de gelezen stukken."
    left = "ruimte over" if whole["verschil"] >= 0 else "tekort"
    return f"In het programma als geheel is {euro(abs(whole['verschil']))} {left} ({words.cost(whole['metric'])})."


def _alert(alert: Row) -> Mapping[str, Any]:
    mail = "mail verstuurd of klaargezet" if alert["mailable"] else f"zonder mail: {alert['reason_not_mailed']}"
    seen = alert["acknowledged_at"]
    return {
        "raised": day(alert["raised_at"]),
        "over": words.signed(alert["verschil"]),
        "mail": mail,
        "taken_up": f"opgepakt op {day(seen)}" if seen else "",
        "stands": alert["stands"],
    }


def _in_table(held: Held, figures: list[Row], shots: clippings.Shots) -> Mapping[str, Any]:
    """Figures of one table with what is printed around them."""
    return {
        "cells": [cell(held, figure) for figure in figures],
        "grid": tables.around(held, figures),
        "shots": shots.get(clippings.key(figures), ()),
    }


def cell(held: Held, figure: Row) -> Mapping[str, Any]:
    """A printed figure with its place."""
    document = next(one for one in held.documents if one["document_id"] == figure["document_id"])
    return {
        "raw": words.plain(figure["raw"]),
        "label": words.label(figure),
        "column": words.plain(figure["column_label"]),
        "read_as": words.read_as(figure),
        "grounds": words.rests_on(figure),
        "why_left_out": figure["why_left_out"],
        "is_current": figure["is_current"],
        "document": (
            f"{named(document)} ({words.plain(document['name'])})",
            addresses.document(document["document_id"]),
        ),
        "table": tables.title(held, (figure["document_id"], figure["table_id"])),
        "address": held.address_of(figure),
        "place": words.place(figure["locator"]),
        "sha256": document["sha256"],
        **tables.told(held, figure),
    }
