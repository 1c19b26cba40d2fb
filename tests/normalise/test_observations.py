from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from tasks.frames import GROUNDS, OBSERVATIONS
from tasks.model import Ground, Grounds
from tasks.normalise.observations import grounds
from tests.normalise.builders import read, table


@dataclass
class Figure:
    """As much of a judged cell as its grounds are told of."""

    scenario: str | None = "realisatie"
    period: str | None = "2025"
    metric: str | None = "lasten"
    unit: str | None = "EUR"
    scale: int = 1000
    grounds: Grounds = field(default_factory=Grounds)


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        (Figure(grounds=Grounds(Ground.PRINTED, Ground.TITLE)), ["printed", "title", "none", "none", "none", "none"]),
        (Figure(), [None] * 6),  # nothing is said of how it was concluded
        (Figure(scenario=None, unit=None), ["none", None, None, "none", None, None]),
    ],
)
def test_an_observation_tells_the_ground_of_each_conclusion(figure: Figure, told: list[str | None]) -> None:
    assert list(grounds(figure, "wmo")) == told  # type: ignore[arg-type]


def test_the_frame_of_a_reading_has_the_grounds_in_their_columns() -> None:
    observations = read(table(["", "Realisatie 2024"], ["Wmo", "1.234"])).observations
    assert observations.columns == list(OBSERVATIONS)
    allowed = {None, *(ground.value for ground in Ground)}
    assert {ground for row in observations.select(GROUNDS).rows() for ground in row} <= allowed
