"""Whether a delivery has the fields that Iv3 asks for, with the codes that CBS gives to what is wrong.

The rules are our own, made of the names and types of the fields of schema 2.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from tasks.iv3.model import Line

TEXT, NUMBER = {"type": "string"}, {"type": "number"}
METADATA: dict[str, Any] = {
    "overheidslaag": {"enum": ["Gemeente", "Provincie", "GR"]},
    "overheidsnummer": TEXT,
    "overheidsnaam": TEXT,
    "boekjaar": NUMBER,
    "periode": {"enum": [0, 1, 2, 3, 4, 5]},
    "status": {"enum": ["Begroting", "Realisatie"]},
    "datum": TEXT,
    "details_openbaar": {"type": "boolean"},
    "financieel_pakket": TEXT,
    "export_software": TEXT,
}
CONTACT: dict[str, Any] = dict.fromkeys(("naam", "email", "telefoon"), TEXT)
SECTIONS = {
    "lasten": ("taakveld", "categorie"),
    "baten": ("taakveld", "categorie"),
    "balans_lasten": ("balanscode", "categorie"),
    "balans_baten": ("balanscode", "categorie"),
    "balans_standen": ("balanscode", "standper"),
}


def _entry(keys: tuple[str, ...]) -> dict[str, Any]:
    fields = dict.fromkeys(keys, TEXT) | {"bedrag": NUMBER, "details": {"type": ["object", "array"]}}
    return {"type": "object", "required": [*keys, "bedrag"], "properties": fields}


def _closed(fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": list(fields), "properties": fields, "additionalProperties": False}


RULES: dict[str, Any] = {
    "type": "object",
    "required": ["metadata", "contact", "data"],
    "properties": {
        "metadata": _closed(METADATA),
        "contact": _closed(CONTACT),
        "data": {
            "type": "object",
            "required": list(SECTIONS),
            "properties": {name: {"type": "array", "items": _entry(keys)} for name, keys in SECTIONS.items()},
        },
    },
}
TYPES = Draft7Validator.TYPE_CHECKER.redefine(
    "number", lambda _, value: isinstance(value, int | Decimal) and not isinstance(value, bool)
)
VALIDATOR = extend(Draft7Validator, type_checker=TYPES)(RULES)

# What is wrong, by the place in the rules: code where a key is missing, is unknown, has a wrong value.
CODES = {
    "metadata": ("SF002", "SF003", "SF004"),
    "contact": ("SF006", "SF007", "SF008"),
    "data": ("SF016", "", "SF017"),
}
ABSENT = {"metadata": "SF001", "contact": "SF005", "data": "SF010"} | {
    "lasten": "SF012", "baten": "SF011", "balans_baten": "SF013", "balans_lasten": "SF014", "balans_standen": "SF015"
}  # fmt: skip
KIND_OF_ERROR = {"required": 0, "additionalProperties": 1}
MOST = 50  # errors that are told; a file that is wrong throughout is told in the first


def faults(delivery: dict[str, Any]) -> Iterator[Line]:
    """What is wrong with the structure of a delivery, at most `MOST` of it."""
    for number, error in enumerate(VALIDATOR.iter_errors(delivery)):
        if number == MOST:
            return
        code, place = _code(error), "/" + "/".join(map(str, error.absolute_path))
        yield Line(code, "warning", place, _printed(error.instance), f"{code}: {_said(error)} (bij {place}).")


def _code(error: ValidationError) -> str:
    path = list(error.absolute_path)
    missing = next((name for name in error.validator_value if name not in error.instance), "") if _lacks(error) else ""
    if missing in ABSENT and len(path) <= 1:
        return ABSENT[missing]
    return CODES[str(path[0])][KIND_OF_ERROR.get(str(error.validator), 2)] if path else "SF999"


def _lacks(error: ValidationError) -> bool:
    return bool(error.validator == "required")


def _said(error: ValidationError) -> str:
    if error.validator == "required":
        missing = next(name for name in error.validator_value if name not in error.instance)
        return f"{missing} ontbreekt"
    if error.validator == "additionalProperties":
        unknown = sorted(error.instance.keys() - error.schema["properties"].keys())
        return f"onbekende sleutel {', '.join(unknown)[:80]}"
    expected = error.validator_value
    return f"{_printed(error.instance)} is niet wat er hoort: {expected}"


def _printed(value: object) -> str:
    return "" if isinstance(value, dict | list) else str(value)[:80]
