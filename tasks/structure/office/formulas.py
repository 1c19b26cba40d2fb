"""The formulas of a workbook whose value was never computed, or cannot be what is kept for them.

Programs that write formulas without computing them leave the value out, or write 0. Such a 0 is told from a true one by
what the workbook says (compute all on opening) or by the formula itself: what only adds up is not 0 where its parts are
not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple
from zipfile import ZipFile

from lxml import etree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
CELL = re.compile(
    rb"<(?:\w+:)?c\b([^>]*+)>\s*<(?:\w+:)?f\b(?:[^>]*+(?<=/)>|[^>]*+>([^<]*+)</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>([^<]*+)</(?:\w+:)?v>)?"
)
PLACE = re.compile(rb'\br="([A-Z]{1,3}[0-9]{1,7})"')
TEXTUAL = re.compile(rb'\bt="(?:str|e|b|s)"')
# Each part is taken once: tried in every other way, a formula of 60 digits took for ever (November 2026).
ADDING = re.compile(r"(?>SUM\(|\$?[A-Z]{1,3}\$?[0-9]{1,7}|[0-9]+(?:\.[0-9]+)?|[+*,:() ])++")
REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
MOST = 10_000  # cells of a range that are looked at

Place = tuple[int, int]  # row and column from 1, as openpyxl counts
Values = Mapping[Place, object]


class Formula(NamedTuple):
    """A formula with the value that is kept for it."""

    text: str
    kept: str
    is_text: bool


def formulas_in(part: bytes) -> dict[Place, Formula]:
    """The formulas of a sheet by their place."""
    found = {}
    for attributes, text, kept in CELL.findall(part):
        if place := PLACE.search(attributes):
            formula = Formula(
                text.decode(errors="replace"), kept.decode(errors="replace"), bool(TEXTUAL.search(attributes))
            )
            found[_place(place[1].decode())] = formula
    return found


def uncomputed(formulas: Mapping[Place, Formula], values: Values, recompute: bool) -> set[Place]:
    """The places of formulas of which no value, or no true value, is kept."""
    return {
        place
        for place, formula in formulas.items()
        if not formula.is_text and (not formula.kept.strip() or _is_false_zero(formula, values, recompute))
    }


def sheet_parts(package: ZipFile) -> tuple[dict[str, str], bool]:
    """The part of each sheet by its name, and whether the workbook is to be computed anew on opening."""
    workbook, relations = _parsed(package, "xl/workbook.xml"), _parsed(package, "xl/_rels/workbook.xml.rels")
    if workbook is None or relations is None:
        return {}, False
    targets = {each.get("Id", ""): each.get("Target", "") for each in relations.iter(RELATIONS)}
    parts = {
        sheet.get("name", ""): f"xl/{target}".replace("xl//xl/", "xl/")
        for sheet in workbook.iter(f"{MAIN}sheet")
        if (target := targets.get(sheet.get(RELATION, "")))
    }
    return parts, any(each.get("fullCalcOnLoad") in {"1", "true"} for each in workbook.iter(f"{MAIN}calcPr"))


def _parsed(package: ZipFile, name: str) -> etree._Element | None:
    if name not in package.namelist():
        return None
    return etree.fromstring(package.read(name), etree.XMLParser(resolve_entities=False, no_network=True))


def _is_false_zero(formula: Formula, values: Values, recompute: bool) -> bool:
    try:
        zero = float(formula.kept) == 0
    except ValueError:
        return False
    return zero and (recompute or _adds_up_to_more(formula.text, values))


def _adds_up_to_more(text: str, values: Values) -> bool:
    """Whether a formula only adds cells (or multiplies them) of which none is negative and some, or all, are not 0."""
    if not ADDING.fullmatch(text):
        return False
    numbers = [value for place in _places(text) if isinstance(value := values.get(place), (int, float))]
    enough: Callable[[Iterator[bool]], bool] = all if "*" in text else any
    return bool(numbers) and min(numbers) >= 0 and enough(number > 0 for number in numbers)


def _places(text: str) -> Iterator[Place]:
    for column, row, last_column, last_row in REFERENCE.findall(text):
        first = _place(column + row)
        last = _place(last_column + last_row) if last_row else first
        if (last[0] - first[0] + 1) * (last[1] - first[1] + 1) <= MOST:
            yield from ((r, c) for r in range(first[0], last[0] + 1) for c in range(first[1], last[1] + 1))


def _place(coordinate: str) -> Place:
    from openpyxl.utils import column_index_from_string

    letters = coordinate.rstrip("0123456789")
    return int(coordinate[len(letters) :]), column_index_from_string(letters)
