"""The delivery of one municipality to CBS: JSON, schema 2.1.

A delivery has a few thousand figures, so it is parsed as it is; its entries then go the way of the national files.
Schema 2.1 names no unit: whole euros or thousands is told by what the lasten are per inhabitant.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import polars as pl

from tasks.iv3.model import ENTRIES, NAMES, Delivery, Line, NotIv3, Sheet
from tasks.vocabularies import vocabulary

NAME = "iv3-json"
MARKS = (b'"metadata"', b'"overheidsnummer"', b'"boekjaar"')
YEARS = range(2017, 2100)  # Iv3 has taakvelden since 2017
HEAD = 20_000  # bytes in which the metadata stand
NEEDED = ("overheidsnummer", "boekjaar", "periode")  # without these nobody knows what the figures are
SIDES = {"lasten": "L", "baten": "B"}
SET_ASIDE = {
    "balans_lasten": "balance post",
    "balans_baten": "balance post",
    "balans_standen": "balance post",
    "kengetallen": "kengetal",
    "beleidsindicatoren": "beleidsindicator",
}
IN_EUROS, IN_THOUSANDS = 200, 20  # lasten per inhabitant: a municipality spends some thousands of euros a year


def fits(data: bytes) -> bool:
    """Whether the bytes look like a delivery."""
    head = data[:HEAD]
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{" and all(mark in head for mark in MARKS)


def read(data: bytes, _said: Delivery) -> Sheet:
    """The entries of a delivery.

    Raises:
        NotIv3: It is no JSON object, or does not say whose, of which year and which delivery it is.
    """
    from tasks.iv3.structure import faults  # jsonschema takes a while to import, which other files do not need

    delivery = _parsed(data)
    metadata = _metadata(delivery)
    rows = list(_rows(delivery))
    code = f"GM{str(metadata['overheidsnummer']).strip().removeprefix('GM'):0>4}"
    scale, doubts = _scale(rows, code)
    year, periode = int(metadata["boekjaar"]), int(metadata["periode"])
    entries = pl.DataFrame(
        [(code, year, periode, False, *row[:4], scale, *row[4:], None) for row in rows], schema=ENTRIES, orient="row"
    )
    counts = _counts(delivery)
    return Sheet(
        NAME,
        entries,
        {reason: cells for reason, cells in counts.items() if reason},
        sum(counts.values()),
        (*faults(delivery), *doubts),
        {
            "municipality": f"metadata: overheidsnummer {metadata['overheidsnummer']}",
            "period": f"metadata: boekjaar {year}, periode {periode} ({NAMES[periode]})",
        },
    )


def _parsed(data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data.removeprefix(b"\xef\xbb\xbf"), parse_float=Decimal)
    except (ValueError, RecursionError, ArithmeticError) as error:
        raise NotIv3(f"geen leesbare JSON: {error}") from error
    if not isinstance(found, dict) or not isinstance(found.get("data"), dict):
        raise NotIv3("SF010: het element data ontbreekt: dit is geen Iv3-levering.")
    return found


def _metadata(delivery: Mapping[str, Any]) -> Mapping[str, Any]:
    metadata = delivery.get("metadata")
    if not isinstance(metadata, dict):
        raise NotIv3("SF001: het element metadata ontbreekt.")
    for name in NEEDED:
        if name not in metadata:
            raise NotIv3(f"SF002: in metadata ontbreekt {name}.")
    if metadata.get("overheidslaag", "Gemeente") != "Gemeente":
        raise NotIv3(f"de levering is niet van een gemeente maar van overheidslaag {metadata['overheidslaag']!r}.")
    if metadata["boekjaar"] not in YEARS or metadata["periode"] not in range(len(NAMES)):
        raise NotIv3("SF004: boekjaar is een jaar sinds 2017 en periode is 0 tot en met 5.")
    return metadata


def _rows(delivery: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    """Taakveld, category, metric, printed amount and place of each entry of lasten and baten."""
    for column, (section, side) in enumerate(SIDES.items()):
        entries = delivery["data"].get(section)
        for row, entry in enumerate(entries if isinstance(entries, list) else ()):
            if isinstance(entry, dict) and _has_digit(entry.get("bedrag")):
                category = f"{side}{_text(entry.get('categorie')).removeprefix(side)}"
                printed = _text(entry["bedrag"])
                place = f"/data/{section}/{row}/bedrag"
                yield _text(entry.get("taakveld")), category, section, printed, row, column, section, place


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _scale(rows: list[tuple[Any, ...]], code: str) -> tuple[int, tuple[Line, ...]]:
    """What an amount is multiplied with, and how sure that is."""
    lasten = sum(abs(Decimal(row[3])) for row in rows if row[2] == "lasten" and _is_number(row[3]))
    inhabitants = _inhabitants().get(code)
    per_head = float(lasten) / inhabitants if inhabitants else 0.0
    if per_head >= IN_EUROS:
        return 1, (_inferred(1, per_head, "hele euro's"),)
    if 0 < per_head <= IN_THOUSANDS:
        return 1000, (_inferred(1000, per_head, "x € 1.000"),)
    text = "Een Iv3-levering noemt geen schaal en de lasten per inwoner verraden haar niet; gelezen in hele euro's."
    return 1, (Line("ambiguous scale", "warning", "/data/lasten", "1", text),)


def _inferred(scale: int, per_head: float, unit: str) -> Line:
    figure = f"{per_head:.1f}".replace(".", ",")
    text = f"Een Iv3-levering noemt geen schaal; gelezen in {unit}: de lasten zijn afgedrukt als {figure} per inwoner."
    return Line("inferred scale", "info", "/data/lasten", str(scale), text)


def _is_number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isdecimal()


def _inhabitants() -> dict[str, int]:
    frame = vocabulary("inwoners")
    return {code: int(inhabitants) for code, inhabitants in zip(frame["code"], frame["inwoners"], strict=True)}


def _counts(delivery: Mapping[str, Any]) -> Counter[str | None]:
    try:
        return Counter(reason for _, value, reason in _leaves(delivery) if _has_digit(value))
    except RecursionError as error:
        raise NotIv3("de levering is dieper genest dan enige Iv3-levering.") from error


def _leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any, str | None]]:
    """Every value of a delivery with its place, and why it is no figure; None where it is an entry."""
    if isinstance(value, dict | list):
        for name, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(inner, (*path, str(name)))
        return
    yield path, value, _set_aside(path)


def _set_aside(path: tuple[str, ...]) -> str | None:
    if path[0] != "data" or len(path) < 3:
        return path[0]
    if path[1] in SIDES:
        return None if path[3:] == ("bedrag",) else "details" if path[3:4] == ("details",) else "key"
    return SET_ASIDE.get(path[1], path[1])


def _has_digit(value: object) -> bool:
    return not isinstance(value, bool | dict | list) and any(character.isdigit() for character in str(value))
