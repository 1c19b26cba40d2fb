"""What the workbench says, in Dutch: fields, grounds, reasons, values and places, short enough for 80 columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from flows.cli.output import safe
from flows.cli.reading.names import FACTS, FIELDS, KINDS, METRICS, REASONS, RULES
from flows.names import name_of
from tasks.model import Ground
from tasks.notation import DOMAINS, GROUNDS, number, place
from tasks.workbench.model import Agreed, CellView, Conclusion, Known, Spoken, TableView

BOX = re.compile(r"^(page \d+) \(([\d.]+), ([\d.]+), ([\d.]+), ([\d.]+)\)$")
NUMBERED = re.compile(r"^([a-z-]+) (\d+)")
OWN = re.compile(r"/.*")  # a concept made of the words of its row: no vocabulary knows them
GROUND, NO_GROUND = "_ground", "geen grond"
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
        read = f"x {number(Decimal(str(value)))}"
        return f"{OPEN}, gelezen als {read}" if conclusion.is_open else read
    return str(value)


def told(conclusion: Conclusion) -> str:
    """What is concluded, where nothing else tells of which field: `scenario open`."""
    return f"{FIELDS[conclusion.field]} {OPEN}" if conclusion.is_open else said(conclusion)


def ground(conclusion: Conclusion) -> str:
    """What a conclusion rests on; nothing where it is open."""
    if conclusion.is_open:
        return ""
    return NO_GROUND if conclusion.ground is Ground.NONE else GROUNDS[conclusion.ground]


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
    seen = {one.field: told(one) for one in cell.conclusions}
    domain = (cell.figure or {}).get("domain")
    about = OWN.sub("/…", seen.get("concept", ""))
    if domain and domain not in about:
        about += f" [{DOMAINS.get(domain, domain)}]"
    return ", ".join([*(seen[name] for name in ("metric", "scenario", "period") if name in seen), about])


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
    """Facts on one line: those that hold by name, the others with their value, each with its ground."""
    left_out = {"has_digit", *skip}
    found = []
    for name, value in of.items():
        if name not in left_out and not name.endswith(GROUND) and (fact := _fact(name, value)):
            ground_of = of.get(f"{name}{GROUND}")
            found.append(f"{fact} [{GROUNDS[str(ground_of)]}]" if ground_of else fact)
    return "; ".join(found)


def _fact(name: str, value: object) -> str:
    label = FACTS.get(name, name)
    if isinstance(value, bool):
        return label if value else ""
    if isinstance(value, Ground):
        return f"{label} [{GROUNDS[value]}]"
    if isinstance(value, tuple | list | dict):
        return f"{label} {' '.join(map(str, value))}" if value else ""
    if isinstance(value, Decimal) or ("scale" in name and isinstance(value, int)):
        return f"{label} {number(Decimal(value), 0 if value == int(value) else 2)}"
    return f"{label} {METRICS.get(str(value)) or KINDS.get(str(value)) or safe(value)}"
