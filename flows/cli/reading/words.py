"""What the workbench says, in Dutch: fields, grounds, reasons, values and places, short enough for 80 columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from flows.cli.output import safe
from flows.names import name_of
from tasks.model import Fate, Ground
from tasks.notation import DOMAINS, number, place
from tasks.workbench.model import Agreed, CellView, Conclusion, Known, Spoken, TableView

IDENTITY = {
    "municipality": "gemeente",
    "kind": "soort",
    "year": "jaar",
    "period": "periode",
    "published": "gepubliceerd",
}
FIELDS = {
    "scenario": "scenario",
    "period": "periode",
    "metric": "maat",
    "unit": "eenheid",
    "scale": "schaal",
    "concept": "begrip",
}
GROUNDS = {
    Ground.PRINTED: "afgedrukt",
    Ground.TITLE: "titel",
    Ground.NOTE: "noot",
    Ground.NEIGHBOUR: "buren",
    Ground.ARITHMETIC: "rekenwerk",
    Ground.KIND: "soort stuk",
    Ground.VOCABULARY: "woordenlijst",
    Ground.NONE: "geen grond",
}
FATES = {Fate.OBSERVED: "cijfer", Fate.IGNORED: "bij naam genegeerd", Fate.SIGNALLED: "gemeld"}
REASONS = {
    "heading": "kop",
    "repeated heading": "herhaalde kop",
    "row label": "label van een rij",
    "taakveld code": "code van een taakveld",
    "text column": "tekstkolom",
    "product code": "productcode",
    "measuring year": "meetjaar",
    "unit": "eenheid",
    "flag": "vlag",
    "footnote": "voetnoot",
    "footnote mark": "voetnootteken",
    "unreadable cell": "geen leesbaar getal",
    "table failed": "tabel viel uit door een programmafout",
    "unread row": "regel die in geen tabel past",
    "short row": "rij met te weinig cijfers",
    "long row": "rij met te veel cijfers",
    "prose": "lopende tekst",
    "table of contents": "inhoudsopgave",
    "list item": "opsomming",
    "table title": "titel van een tabel",
    "document title": "titel van het stuk",
    "page title": "titel van de pagina",
    "running title": "kopregel",
    "page header": "kopregel",
    "page number": "paginanummer",
    "scale note": "schaalnoot",
    "source line": "bronregel",
    "column number": "kolomnummer",
    "explained difference": "toelichting op een verschil",
    "chart": "grafiek",
    "hidden": "onzichtbaar",
    "hidden sheet": "verborgen blad",
    "hidden row or column": "verborgen rij of kolom",
}
RULES = {
    "aside": "terzijde",
    "differences": "verschil van",
    "flags": "vlag",
    "kinds": "soort kolom",
    "legend": "legenda",
    "legends": "legenda",
    "metrics": "maat",
    "neutral": "bindwoord",
    "subject": "onderwerp",
    "units": "eenheid",
    "versions": "versie",
}
PLACES = {"heading": "kop", "label": "label", "title": "titel", "note": "noot"}
METRICS = {
    "amount": "bedrag",
    "amount_per_client": "bedrag per cliënt",
    "benefits": "uitkeringen",
    "clients": "cliënten",
    "count": "aantal",
    "grants": "verstrekkingen",
    "indicator": "indicator",
    "none": "geen maat",
    "outflow": "uitstroom",
    "percentage": "percentage",
    "providers": "aanbieders",
    "reserves": "reserves",
    "result": "resultaat",
    "savings": "besparing",
}
KINDS = {
    "value": "cijfers",
    "flag": "vlaggen",
    "year": "meetjaren",
    "text": "tekst",
    "code": "codes",
    "unit": "eenheid",
}
FACTS = {
    "kind": "soort kolom",
    "table_metric": "maat volgens de titel",
    "table_unit": "eenheid volgens de titel",
    "table_scale": "schaal afgedrukt",
    "money": "geld",
    "default_metric": "maat zonder aanwijzing",
    "cost_positive": "kosten positief",
    "rows_named": "kolommen zonder scenario en jaar",
    "rows_scenario": "scenario's als rijen",
    "scale_evidence": "schaal afgeleid",
    "scale_doubt": "schaal onzeker",
    "dated": "noemt een periode",
    "named": "noemt een scenario",
    "subject": "gaat over",
    "euros": "met euroteken",
    "flagged": "vlaggen bij kolom",
    "is_total": "totaal",
    "overrules": "gaat voor de kolom",
    "printed": "getal",
    "has_digit": "met cijfer",
    "has_euro": "euroteken",
    "has_percent": "procentteken",
    "is_empty": "streepje",
    "is_flag": "vlag",
    "is_word": "woord zonder waarde",
    "is_year": "jaartal",
    "mark": "teken",
    **FIELDS,
}
BOX = re.compile(r"^(page \d+) \(([\d.]+), ([\d.]+), ([\d.]+), ([\d.]+)\)$")
NUMBERED = re.compile(r"^([a-z-]+) (\d+)")
OWN = re.compile(r"/.*")  # a concept made of the words of its row: no vocabulary knows them
OPEN = "open"


def said(conclusion: Conclusion) -> str:
    """What is concluded, in words: `open` where nothing is."""
    value = conclusion.value
    if value is None:
        return OPEN
    if conclusion.field == "scenario":
        return str(value).replace("_", " ")
    if conclusion.field == "metric":
        return METRICS.get(str(value), str(value))
    if conclusion.field == "scale":
        return f"x {number(Decimal(str(value)))}"
    return str(value)


def ground(conclusion: Conclusion) -> str:
    """What a conclusion rests on; nothing where it is open."""
    is_open = conclusion.value is None and conclusion.ground is Ground.NONE
    return "" if is_open else GROUNDS[conclusion.ground]


def of_kind(agreed: Iterable[Agreed], field: str) -> list[Agreed]:
    """What the figures of a column or row have in common of one field."""
    return [one for one in agreed if one.conclusion.field == field]


def identity(known: Known) -> str:
    """The value of a field of what a document is, as people name it."""
    if known.value is None:
        return "onbekend"
    return f"{name_of(known.value)} ({known.value})" if known.field == "municipality" else known.value


def value_of(cell: CellView) -> str:
    """The value of a figure in Dutch notation, with its unit."""
    figure = cell.figure or {}
    value = figure["value"]
    decimals = 0 if value == value.to_integral_value() else -int(value.normalize().as_tuple().exponent)
    unit = {"EUR": "€ ", "procent": " %"}.get(figure["unit"] or "", "")
    printed = number(value, decimals)
    return f"{unit}{printed}" if unit.startswith("€") else f"{printed}{unit}"


def meaning(cell: CellView) -> str:
    """What a figure says, on one line: what is open is said to be."""
    told = {one.field: said(one) if one.value is not None else f"{FIELDS[one.field]} open" for one in cell.conclusions}
    domain = (cell.figure or {}).get("domain")
    about = OWN.sub("/…", told.get("concept", ""))
    if domain and domain not in about:
        about += f" [{DOMAINS.get(domain, domain)}]"
    return ", ".join([*(told[name] for name in ("metric", "scenario", "period") if name in told), about])


def reason(of: str | None) -> str:
    """Why a cell is no figure."""
    return REASONS.get(of or "", of or "")


def where(locator: str) -> str:
    """A place, short enough for a column, and good enough to be asked for with --why."""
    box = BOX.match(locator)
    if box:
        left, top, right, bottom = map(float, box.groups()[1:])
        return f"p{box[1].split()[1]} ({(left + right) / 2:.0f},{(top + bottom) / 2:.0f})"
    if locator.startswith("/") and locator.count("/") > 3:
        return f"…/{'/'.join(locator.split('/')[-3:])}"
    return place(locator)


def span(table: TableView) -> str:
    """From where to where a table stands: `regel 70–84`."""
    first, last = table.place
    if "!" in first:
        sheet, _, cell = last.rpartition("!")
        return f"{first}–{cell}" if first.startswith(f"{sheet}!") else f"{first} – {last}"
    begin, end = NUMBERED.match(first), NUMBERED.match(last)
    if begin and end and begin[1] == end[1]:
        return place(begin[0]) if begin[2] == end[2] else f"{place(begin[0])}–{end[2]}"
    return where(first)


def spoken(of: Spoken) -> str:
    """What each word was taken for: `begroting` scenario, `2025` period."""
    taken = [f"{text} = {RULES.get(rule) or FIELDS.get(rule) or rule}" for text, rule in of.eaten]
    return "; ".join(taken) or "geen woord herkend"


def facts(of: Mapping[str, object], skip: Iterable[str] = ()) -> str:
    """Facts on one line: those that hold by name, the others with their value."""
    left_out = {"has_digit", *skip}
    told = [_fact(name, value) for name, value in of.items() if name not in left_out]
    return "; ".join(filter(None, told))


def _fact(name: str, value: object) -> str:
    label = FACTS.get(name, name)
    if isinstance(value, bool):
        return label if value else ""
    if isinstance(value, Decimal) or ("scale" in name and isinstance(value, int)):
        return f"{label} {number(Decimal(value), 0 if value == int(value) else 2)}"
    return f"{label} {METRICS.get(str(value)) or KINDS.get(str(value)) or safe(value)}"
