from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tasks.frames import GROUNDS, OBSERVATIONS
from tasks.model import Ground, Grounds, Reading
from tasks.normalise.observations import Observed, grounds, observation_frame, observed
from tasks.normalise.tables import judged
from tests.normalise.builders import document, read, table

CONCEPT = "printed"  # 'Wmo' is in the vocabulary


def stated(**concluded: Any) -> Observed:
    """One figure, of which this was concluded."""
    of = judged(table(["", "Realisatie 2024"], ["Wmo", "1.234"]), document())
    cell = next(cell for cell in of.cells if cell.cell.text == "1.234")
    known = {"scenario": "realisatie", "period": "2024", "metric": "lasten", "unit": "EUR", "grounds": Grounds()}
    for name, value in (known | concluded).items():
        setattr(cell, name, value)
    cell.observed = True
    return next(found for found in observed(of, document()) if found.cell is cell)


@pytest.mark.parametrize(
    ("concluded", "told"),
    [
        ({"grounds": Grounds(Ground.PRINTED, Ground.TITLE)}, ["printed", "title", "none", "none", "none", CONCEPT]),
        ({}, [None] * 5 + [CONCEPT]),  # nothing is said of how it was concluded
        ({"scenario": None, "unit": None}, ["none", None, None, "none", None, CONCEPT]),
        ({"grounds": Grounds(concept=Ground.TITLE)}, ["none"] * 5 + ["title"]),
    ],
)
def test_an_observation_tells_the_ground_of_each_conclusion(concluded: dict[str, Any], told: list[str | None]) -> None:
    assert list(grounds(stated(**concluded))) == told


def test_a_concept_that_is_its_own_rests_on_nothing_and_one_that_is_alike_says_how_much() -> None:
    found = stated()
    own = replace(found, meaning=replace(found.meaning, concept="wmo/bralket"))
    alike = replace(found, score=0.91)
    assert [list(grounds(one))[-1] for one in (own, alike)] == ["none", "vocabulary"]
    frame = observation_frame([own, alike], document(), Reading("test", ()))
    assert frame["concept_score"].to_list() == [None, 0.91]


def test_a_doubt_goes_with_the_figure() -> None:
    found = stated(doubt="de periode is niet te zeggen")
    assert observation_frame([found], document(), Reading("test", ()))["doubt"].to_list() == [found.cell.doubt]


def test_the_frame_of_a_reading_has_the_grounds_in_their_columns() -> None:
    observations = read(table(["", "Realisatie 2024"], ["Wmo", "1.234"])).observations
    assert observations.columns == list(OBSERVATIONS)
    allowed = {None, *(ground.value for ground in Ground)}
    assert {ground for row in observations.select(GROUNDS).rows() for ground in row} <= allowed
