"""Words that a text layer broke between thin letters."""

from __future__ import annotations

import pytest

from tasks.normalise.glyphs import repair


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("Aantal  unieke cl iënten", "Aantal unieke cliënten"),
        ("Leenbi js tand", "Leenbijstand"),
        ("Wonen en verbl i jf", "Wonen en verblijf"),
        ("Zel f opgezegd", "Zelf opgezegd"),
        ("Kindpakket s tudiekosten", "Kindpakket studiekosten"),
        ("Activi tei ten sport", "Activiteiten sport"),
        ("Totaal lasten sociaal team in de wijk", "Totaal lasten sociaal team in de wijk"),
    ],
)
def test_broken_words_are_mended_and_whole_ones_left(broken: str, whole: str) -> None:
    assert repair(broken) == whole
