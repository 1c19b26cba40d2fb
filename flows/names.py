"""Municipalities as people name them, on the way in and on the way out."""

from __future__ import annotations

from tasks.municipalities import COUNTRY, codes_of, municipalities


def name_of(code: str) -> str:
    """`Borne` for `GM0147`; a code that no list knows stays a code."""
    if code == COUNTRY:
        return "Nederland"
    known = municipalities().get(code)
    return known.plain_name if known else code


def code_of(asked: str) -> str:
    """`GM0147` for `Borne`, `borne` or `GM0147`.

    Raises:
        ValueError: No municipality, or more than one, goes by that name.
    """
    found = codes_of(asked)
    if len(found) != 1:
        choices = ", ".join(f"{municipalities()[code].name} ({code})" for code in found)
        raise ValueError(f"{asked!r}: {f'kies uit {choices}' if choices else 'geen gemeente in de lijst van het CBS'}")
    return found[0]
