from __future__ import annotations

import pytest

from tasks.iv3.places import place


@pytest.mark.parametrize(
    ("printed", "year", "found"),
    [
        ("GM0147", 2023, ("GM0147", None)),
        ("Hengelo", 2023, ("GM0164", None)),
        ("Hengelo (O.)", 2023, ("GM0164", None)),
        ("Hengelo (Gld)", 2023, (None, "unknown municipality")),
        ("'s-Gravenhage (gemeente)", 2023, ("GM0518", None)),
        ("Stein (L.)", 2023, ("GM0971", None)),
        ("Bergen (NH.)", 2023, ("GM0373", None)),
        ("Bergen (L.)", 2023, ("GM0893", None)),
        ("Bergen", 2023, (None, "ambiguous municipality")),
        ("Nuenen, Gerwen en Ned..", 2023, ("GM0820", None)),
        ("Ber..", 2023, (None, "ambiguous municipality")),
        ("Weesp", 2021, ("GM0457", None)),
        ("Weesp", 2023, (None, "unknown municipality")),
        ("GM0457", 2023, (None, "unknown municipality")),
        ("Land van Cuijk", 2023, ("GM1982", None)),
        ("Land van Cuijk", 2019, (None, "unknown municipality")),
        ("Nederland", 2023, (None, "country")),
        ("NL01", 2023, (None, "country")),
        ("PV23", 2023, (None, "region")),
        ("", 2023, (None, "unknown municipality")),
    ],
)
def test_a_municipality_is_found_in_its_year_however_it_is_written(
    printed: str, year: int, found: tuple[str | None, str | None]
) -> None:
    assert place(printed, year) == found
