"""Municipalities and kinds of documents as people name them, on the way in and on the way out."""

from __future__ import annotations

from difflib import get_close_matches

from tasks.model import Kind
from tasks.municipalities import COUNTRY, codes_of, municipalities

KINDS = {"overig" if kind is Kind.OTHER else kind.value: kind for kind in Kind}


def name_of(code: str) -> str:
    """`Borne` for `GM0147`; a code that no list knows stays a code."""
    if code == COUNTRY:
        return "Nederland"
    known = municipalities().get(code)
    return known.plain_name if known else code


def names() -> list[str]:
    """Every municipality by its whole name, those that merged included, in the order of the alphabet."""
    return sorted((place.name for place in municipalities().values()), key=_letters)


def _letters(name: str) -> str:
    """Without what stands before the name: `'s-Gravenhage` is under the G."""
    return name.casefold().removeprefix("'s-").removeprefix("'t ")


def code_of(asked: str) -> str:
    """`GM0147` for `Borne`, `borne` or `GM0147`.

    Raises:
        ValueError: No municipality, or more than one, goes by that name.
    """
    found = codes_of(asked)
    if len(found) != 1:
        choices = ", ".join(f"{municipalities()[code].name} ({code})" for code in found)
        raise ValueError(f"{asked!r}: {f'kies uit {choices}' if choices else unknown(asked)}")
    return found[0]


def unknown(asked: str) -> str:
    """That no municipality goes by a name, with the one that was meant where one is near."""
    names = {place.plain_name.casefold(): place.plain_name for place in municipalities().values()}
    near = get_close_matches(asked.casefold().strip(), names, n=1, cutoff=0.75)
    meant = f"; bedoelde u {names[near[0]]}?" if near else ""
    return f"geen gemeente in de lijst van het CBS{meant}"


def kind_of(asked: str) -> Kind:
    """The kind of document that a word names.

    Raises:
        ValueError: No kind goes by that name.
    """
    word = asked.casefold().strip()
    if found := KINDS.get(word) or next((kind for kind in Kind if kind == word), None):
        return found
    near = get_close_matches(word, KINDS, n=1)
    meant = f"; bedoelde u {near[0]}?" if near else f"; kies uit {', '.join(KINDS)}"
    raise ValueError(f"{asked!r} is geen soort document{meant}")
