"""The process that starts all others of a system, and starts again what dies or no longer answers.

`domeinwacht up` starts it in the background; a service manager runs it as `domeinwacht up --foreground`, and starts it
again itself. It keeps nothing: what runs stands in the records of `flows/processes.py`, so a new one takes over.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from flows.local import SUPERVISOR, LocalSystem
from flows.processes import NotHealthy, forget, record, rotate, running, start, stop
from infra.settings import Settings

log = logging.getLogger("domeinwacht.supervisor")

ROUND = 1.0  # seconds between two looks
ASKED = 10.0  # seconds between two questions whether a living process answers
# So many in a row and it is started again; at six a machine with a load of 30 had Prefect ended for being slow, and
# with it the runs that asked it something just then (November 2026).
UNANSWERED = 12
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0  # seconds before a process that died is started again, twice as long each time
MOST_UNANSWERED = 60  # where it was started again for that before, twice as many: a busy machine makes all silent
STEADY = 120.0  # seconds after which a process that lives has earned a first wait again
STARTING = 120.0  # seconds that a process may be silent after its start


@dataclass
class Care:
    """What the supervisor remembers of one process."""

    started: float = 0.0
    asked: float = 0.0
    silent: int = 0
    patience: int = UNANSWERED
    wait: float = FIRST_WAIT
    due: float | None = None  # when it is started again


@dataclass
class Supervisor:
    """Looks after the processes of a system."""

    system: LocalSystem
    clock: Callable[[], float] = time.monotonic
    cares: dict[str, Care] = field(default_factory=dict)

    def tend(self) -> list[str]:
        """One look at every process; the names of what was started again."""
        for path in self.system.logs.glob("*.log"):
            rotate(path)
        return [name for name in self.system.names() if self._tend(name, self.cares.setdefault(name, Care()))]

    def _tend(self, name: str, care: Care) -> bool:
        moment = self.clock()
        if running(self.system.run, name):
            care.due = None
            if moment - care.started > STEADY:
                care.wait = FIRST_WAIT
            self._ask(name, care, moment)
            return False
        if care.due is None:
            care.due = moment + care.wait
            log.warning("%s died; it is started again in %.0f s", name, care.wait)
        if moment < care.due:
            return False
        care.wait, care.due, care.started, care.silent = min(2 * care.wait, LONGEST_WAIT), None, moment, 0
        start(self.system.service(name), self.system.run, self.system.logs)
        return True

    def _ask(self, name: str, care: Care, moment: float) -> None:
        """End a process that has been silent for too long: the next look finds it dead.

        Only of one that listens is silence its own: whether flows and watcher work is told by the server of Prefect,
        and ending them because that was busy ended every run with them (November 2026).
        """
        if moment - care.asked < ASKED or moment - care.started < STARTING:
            return
        care.asked, service = moment, self.system.service(name)
        care.silent = 0 if not service.port or service.healthy() else care.silent + 1
        if care.silent >= care.patience:
            log.warning("%s lives but does not answer; it is ended", name)
            stop(self.system.run, name)
            care.silent, care.patience = 0, min(2 * care.patience, MOST_UNANSWERED)


def supervise(system: LocalSystem, told_to_stop: threading.Event) -> None:
    """Start everything and look after it until told to stop; what does not start is tried again too."""
    supervisor = Supervisor(system)
    while not told_to_stop.is_set():
        try:
            started = supervisor.tend() if system.running() else system.up()
            if started:
                log.info("started: %s", ", ".join(started))
        except (NotHealthy, OSError) as error:
            log.warning("%s", error)
        told_to_stop.wait(ROUND)


def main(foreground: bool = False) -> None:
    """Supervise until SIGTERM; in the foreground all that runs is stopped then, else `down` does that."""
    told_to_stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told_to_stop.set())
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    system = LocalSystem(Settings())
    if running(system.run, SUPERVISOR) and foreground:
        raise NotHealthy("er draait al een toezichthouder; `domeinwacht down` stopt die")
    if foreground and os.getpgrp() == os.getpid():
        record(os.getpid(), SUPERVISOR, system.run)  # so that `up`, `down` and `doctor` find it
    supervise(system, told_to_stop)
    if foreground:
        forget(system.run, SUPERVISOR)
        system.down()


if __name__ == "__main__":
    main()
