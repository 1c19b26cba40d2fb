"""The pages of a document: what it is, the account of its cells, its findings, and each of its tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from tasks.notation import day
from tasks.site import addresses, tables, words
from tasks.site.model import Held, Page, Place, Row

MOST_FINDINGS = 200
MOST_OUTSIDE = 100
MOST_SENT = 40  # sentences to send: the gravest first
GRAVE = ("error", "warning")


def pages(held: Held) -> Iterator[Page]:
    """Each document with its tables."""
    for document in held.documents:
        yield Page(addresses.document(document["document_id"]), "document.html.j2", _document(held, document))
        for where in tables.places(held, document["document_id"]):
            yield from _table(held, document, where)


def named(document: Row) -> str:
    """`monitor 2025`, `monitor 1e halfjaar 2023`: what people call it."""
    return f"{words.KINDS.get(document['kind'], document['kind'])} {words.period(document['period'])}"


def _document(held: Held, document: Row) -> Mapping[str, Any]:
    of = document["document_id"]
    findings = [_finding(held, finding) for finding in held.findings if finding["document_id"] == of]
    figures = held.by_document.get(of, ())
    outside = [cell for cell in held.cells.get((of, None), ()) if cell["fate"] == "signalled"]
    return {
        "title": f"{held.name}: {named(document)}",
        "name": words.plain(document["name"]),
        "municipality": (held.name, addresses.municipality(held.code)),
        "facts": _facts(document),
        "account": [
            ("Cellen met een cijfer", document["cells"]),
            ("Gelezen als cijfer", document["observed"]),
            ("Geen cijfer, bij naam genegeerd", document["ignored"]),
            ("Gemeld: niet te lezen", document["signalled"]),
        ],
        "in_counts": "#" in of,
        "proof": _proof(document),
        "tables": [_listed(held, where) for where in tables.places(held, of)],
        "left_out": _left_out(figures),
        "findings": findings[:MOST_FINDINGS],
        "more_findings": max(0, len(findings) - MOST_FINDINGS),
        "sentences": _sentences(held, document),
        "outside": [(words.plain(cell["text"]), words.place(cell["locator"])) for cell in outside[:MOST_OUTSIDE]],
    }


def _facts(document: Row) -> list[tuple[str, str]]:
    published = document["published"]
    return [
        ("Soort stuk", words.KINDS.get(document["kind"], document["kind"])),
        ("Gaat over", words.period(document["period"])),
        ("Gepubliceerd", f"{published.day}-{published.month}-{published.year}" if published else "niet bekend"),
        ("Bestand", words.plain(document["name"])),
        ("Gevonden op", ", ".join(words.plain(_seen(uri)) for uri in document["uris"] or ())),
        ("Gelezen op", day(document["loaded_at"])),
        ("sha256", document["sha256"]),
    ]


def _seen(uri: str) -> str:
    """An address that others may see: of a folder on a machine only the name of the file."""
    return unquote(uri.rsplit("/", 1)[-1]) if uri.startswith("file:") else uri


def _proof(document: Row) -> str:
    if not document["money"]:
        return ""
    money, proved = words.count(document["money"]), words.count(document["proved"])
    return f"Van de {money} geldbedragen komen er {proved} uit op een optelling of verschil in het stuk zelf."


def _listed(held: Held, where: Place) -> Mapping[str, Any]:
    figures = held.by_table.get(where, ())
    return {
        "number": where[1],
        "title": tables.title(held, where),
        "address": addresses.table(where[0], where[1] or ""),
        "figures": len(figures),
        "open": sum(figure["why_left_out"] is not None for figure in figures),
    }


def _left_out(figures: Sequence[Row]) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for figure in figures:
        if reason := figure["why_left_out"]:
            counts[reason] = counts.get(reason, 0) + 1
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _finding(held: Held, finding: Row) -> Mapping[str, Any]:
    where = finding["document_id"], finding["table_id"]
    return {
        "severity": words.SEVERITIES.get(finding["severity"], finding["severity"]),
        "text": words.plain(finding["text"]),
        "printed": words.plain(finding["printed"]),
        "computed": words.plain(finding["computed"]),
        "place": words.place(finding["locator"]),
        "table": addresses.table(where[0], where[1]) if where in held.parts else None,
        "number": finding["table_id"] or "",
    }


def _sentences(held: Held, document: Row) -> list[str]:
    """What may be sent to who made the document: of each figure that is held against another, which of them holds."""
    found = (one for one in held.findings if one["document_id"] == document["document_id"])
    asked = [one for one in found if one["severity"] in GRAVE and one["printed"] and one["computed"]]
    return [_sentence(document, one) for one in asked[:MOST_SENT]]


def _sentence(document: Row, finding: Row) -> str:
    """One that is understood without this page: document, table, place, what is wrong and what is asked."""
    stuk, told = f"{named(document)} ({words.plain(document['name'])})", words.plain(finding["text"])
    table = f"tabel {finding['table_id']}, " if finding["table_id"] else ""
    printed, computed = words.plain(finding["printed"]), words.plain(finding["computed"])
    known = printed in told and computed in told
    values = "" if known else f" Gedrukt staat {printed}, berekend is {computed}."
    return f"In {stuk}, {table}{words.place(finding['locator'])}: {told}{values} Welk cijfer geldt?"


def _table(held: Held, document: Row, where: Place) -> Iterator[Page]:
    count = 1 + max(held.parts[where].values())
    findings: dict[int, list[Row]] = {}
    for finding in held.findings_in.get(where, ()):
        at = held.rows_of[where].get(finding["locator"])
        findings.setdefault(held.parts[where].get(at, 0) if at is not None else 0, []).append(finding)
    figures: dict[int, list[Row]] = {}
    for figure in held.by_table.get(where, ()):
        figures.setdefault(held.parts[where][figure["row"]], []).append(figure)
    for part in range(count):
        yield Page(addresses.table(where[0], where[1] or "", part), "table.html.j2", {
            "title": tables.title(held, where),
            "number": where[1],
            "municipality": (held.name, addresses.municipality(held.code)),
            "document": (named(document), addresses.document(where[0])),
            "pages": [addresses.table(where[0], where[1] or "", other) for other in range(count)] if count > 1 else [],
            "part": part,
            "grid": tables.grid(held, where, part),
            "figures": [told(held, figure) for figure in figures.get(part, ())],
            "findings": [_finding(held, finding) for finding in findings.get(part, ())],
        })  # fmt: skip


def told(held: Held, figure: Row) -> Mapping[str, Any]:
    """What is told of one figure below its table."""
    return {
        "name": addresses.cell(figure["row"], figure["column"]),
        "label": words.label(figure),
        "column": words.plain(figure["column_label"]),
        "raw": words.plain(figure["raw"]),
        "read_as": words.read_as(figure),
        "grounds": words.rests_on(figure),
        "why_left_out": figure["why_left_out"],
        "is_current": figure["is_current"],
        "place": words.place(figure["locator"]),
        **tables.told(held, figure),
    }
