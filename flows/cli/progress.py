"""How far a long run is: a bar for who watches, lines for who keeps them, and one line of totals."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from flows.words import STATUS
from tasks.notation import number

if TYPE_CHECKING:
    from tasks.ingest import Outcome


class Speed(ProgressColumn):
    """Documents per second, of late."""

    def render(self, task: Task) -> Text:
        """`12,4 per seconde`; nothing before the first."""
        speed = task.finished_speed or task.speed
        return Text(f"{number(Decimal(speed), 1)} per seconde" if speed else "")


class Watched:
    """Tells of documents one by one, under a bar where somebody looks at a terminal.

    The bar goes to the terminal, never into a file or pipe; lines go to standard output, or to standard error where
    they tell of what was not read.
    """

    def __init__(self, total: int) -> None:
        shown = next((stream for stream in (sys.stdout, sys.stderr) if stream.isatty()), None)
        columns = (BarColumn(), MofNCompleteColumn(), Speed(), TextColumn("nog"), TimeRemainingColumn(compact=True))
        self._bar = Progress(
            *columns,
            console=Console(file=shown or sys.stderr),
            disable=shown is None or total < 2,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task = self._bar.add_task("", total=total)

    def advance(self) -> None:
        """One document more was read: they are told of later, a batch at a time."""
        self._bar.advance(self._task)

    def each(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """The outcomes as they come, under the bar."""
        with self._bar:
            yield from outcomes

    def say(self, line: str, *, wrong: bool) -> None:
        """One line, above the bar where both are on the same terminal."""
        stream = sys.stderr if wrong else sys.stdout
        beside = self._bar.live.is_started and stream.isatty()
        console = self._bar.console if beside else Console(file=stream)
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def totals(outcomes: Sequence[Outcome], seconds: float) -> str:
    """`1.000 documenten in 85 s: 980 gelezen, 20 in quarantaine; 12 domeinen boven de begroting`."""
    counts: Counter[str] = Counter(outcome.status for outcome in outcomes)
    told = ", ".join(f"{number(Decimal(counts[status]))} {word}" for status, word in STATUS.items() if counts[status])
    held = {(one.municipality, one.year, one.domain): one.over for outcome in outcomes for one in outcome.budgets}
    over = sum(held.values()) + sum(outcome.over_elsewhere for outcome in outcomes)
    domains = "1 domein" if over == 1 else f"{number(Decimal(over))} domeinen"
    documents = "1 document" if len(outcomes) == 1 else f"{number(Decimal(len(outcomes)))} documenten"
    read = f"{documents} in {number(Decimal(seconds), 0)} s"
    return f"{read}: {told}; {domains} boven de begroting."
