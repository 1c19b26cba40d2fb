"""A phrase: what a printed text says, and the words of it that nothing explains."""

from __future__ import annotations

from typing import Literal, NamedTuple

Place = Literal["heading", "label", "title", "note"]
Eaten = tuple[str, str]  # the rule, and the words as printed that it took


class Phrase(NamedTuple):
    """What a text says; a field that it says nothing of is None, and nothing is filled in."""

    text: str
    scenario: str | None = None
    scenarios: tuple[str, ...] = ()  # every one that is named, in printed order: two make no scenario
    version: str | None = None  # which of several: 'na 1e wijziging', 'Q3', '2025-12-31', 'oud'
    change: bool = False  # a change of the budget: neither a budget nor what was realised
    aside: str | None = None  # what sets its figures apart from every scenario: krediet, restant, elders, index …
    period: str | None = None
    periods: tuple[str, ...] = ()  # every year or span that is named
    part_of_year: str | None = (
        None  # 'Q1', 'H1', 'T2', 'M08', '-08' (the month itself), '-10-01': behind a year a period
    )
    relative_year: int | None = None  # counted from the document's own: t-1
    metric: str | None = None
    unit: str | None = None
    scale: int | None = None
    flag: str | None = None  # 'V/N', 'I/S'
    subject: str | None = None  # products, taakvelden and domains that it names, as printed
    kind: str | None = None  # of a column that holds no figures: text, code, year, unit, label
    total: bool = False
    legend: tuple[tuple[str, str], ...] = ()  # what signs and letters mean: ('-', 'nadeel')
    rest: tuple[str, ...] = ()
    eaten: tuple[Eaten, ...] = ()

    @property
    def explained(self) -> bool:
        """Whether every word was taken by a rule."""
        return bool(self.eaten) and not self.rest

    @property
    def cost_positive(self) -> bool | None:
        """What a legend says of cost: printed positive where `+` is nadeel; None where no legend says it."""
        meaning = dict(self.legend)
        if meaning.get("+") in {"nadeel", "lasten"} or meaning.get("-") in {"voordeel", "baten"}:
            return True
        if meaning.get("+") in {"voordeel", "baten"} or meaning.get("-") in {"nadeel", "lasten"}:
            return False
        return None
