"""What is known of an object between its address and the warehouse, and what became of it in the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from tasks.conclude import Conclusion
from tasks.kpi import LeftOut
from tasks.model import Claim, Document, StoredObject
from tasks.warehouse import Seen

NOTHING_SAID = Claim()

Status = Literal["loaded", "unchanged", "quarantined", "failed"]


@dataclass(frozen=True, slots=True)
class Held:
    """A domain held against its budget, in euros; `verschil` is negative where it is over; `kpi_id` explains it."""

    municipality: str
    year: int
    domain: str
    scenario_begroting: str
    begroting: Decimal
    scenario_realisatie: str
    realisatie: Decimal
    verschil: Decimal
    procent: float | None
    over: bool
    kpi_id: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one object: where it went, what was counted, and why if it was refused.

    A file about all municipalities gives the budgets of those that mails are sent about; of the others
    `over_elsewhere` counts the domains over budget. `left_out` is what no budget of that municipality rests on, in
    the years of these budgets and of the document.
    """

    uri: str
    status: Status
    document: Document | None = None
    tables: int = 0
    observations: int = 0
    findings: int = 0
    fates: Mapping[str, int] = field(default_factory=dict)
    budgets: tuple[Held, ...] = ()
    over_elsewhere: int = 0
    left_out: tuple[LeftOut, ...] = ()
    reason: str = ""

    @property
    def name(self) -> str:
        """Base name of the object."""
        return self.uri.rsplit("/", 1)[-1]

    @property
    def over(self) -> tuple[Held, ...]:
        """The domains that are over their budget by what this document says."""
        return tuple(held for held in self.budgets if held.over)


@dataclass(frozen=True, slots=True)
class Fetched:
    """An object with what its sidecar says; `refusal` says why it is not to be read."""

    stored: StoredObject
    sidecar: Claim = NOTHING_SAID
    refusal: str = ""
    note: str = ""  # version of the sidecar; empty where there is none


@dataclass(frozen=True, slots=True)
class Taken:
    """An object that was looked at, without its bytes: what it says, or why it is refused or could not be had.

    `read_with` says what its reading rests on; where nothing of that changed it is `unchanged` and was not read.
    """

    seen: Seen
    conclusion: Conclusion | None = None
    read_with: str = ""
    unchanged: bool = False
    refusal: str = ""
    failure: str = ""
    note: str = ""  # version of the sidecar that it was read with
