"""A saldo in the text that is, in the table above it, the result behind the reserves."""

from __future__ import annotations

import pytest

from tasks.audit import reserves
from tasks.audit.model import Figure
from tests.audit.test_text import PLANNED, figure, read

PROGRAMME = (
    figure("Totaal saldo", "2025", -44_668_584, PLANNED, metric="saldo", concept="programma", print_unit=1),
    figure("Totaal saldo", "2025", -43_710_314, metric="saldo", concept="programma", print_unit=1),
    figure("Resultaat", "2025", -46_726_316, PLANNED, metric="result", concept="programma", print_unit=1),
    figure("Resultaat", "2025", -46_154_013, metric="result", concept="programma", print_unit=1),
)
PRINTED = tuple(
    figure(label, "2025", value, metric="result", concept=f"programma.verschil_{label}_bestemming", print_unit=1)
    for label, value in (("voor", 958_270), ("na", 572_303))
)


def told(text: str, rows: tuple[Figure, ...] = PROGRAMME) -> list[tuple[str, str | None]]:
    return [(one.printed, one.computed) for one in reserves.faults(read(text, *rows))]


@pytest.mark.parametrize("rows", [PROGRAMME, PRINTED], ids=["worked out", "printed"])
def test_a_result_that_is_called_the_saldo_needs_a_bridge(rows: tuple[Figure, ...]) -> None:
    text = "Het totale saldo van baten en lasten van het programma is € 572.000 lager dan geraamd (voordeel)."
    assert told(text, rows) == [("€ 572.000", "€ 958.270")]


@pytest.mark.parametrize(
    "text",
    [
        "Het saldo van baten en lasten is € 958.000 lager dan geraamd.",  # what it is
        "Het saldo van baten en lasten is € 43.710.000 nadelig.",  # itself, not how far it is from the plan
        "Het saldo van baten en lasten na mutaties in reserves is € 572.000 voordelig.",
        "Het resultaat is € 572.000 voordelig: het saldo van baten en lasten en de reserves.",
        "Het saldo van baten en lasten was in 2024 € 572.000 voordelig.",  # of another year
        "Het saldo van baten en lasten is € 600.000 voordelig.",  # of something else
        "Het programma sluit € 572.000 voordeliger dan geraamd.",  # says of neither that it is this
    ],
)
def test_what_is_said_of_another_thing_is_left_alone(text: str) -> None:
    assert told(text) == []


def test_a_table_without_reserves_says_nothing_of_it() -> None:
    assert told("Het saldo van baten en lasten is € 572.000 lager dan geraamd.", PROGRAMME[:2]) == []
