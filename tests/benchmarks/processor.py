"""What a command takes of the processor with all that it starts, also what nobody waits for: a control group.

Linux lets root make one. Readers are children of a server that nobody waits for, and so in no other account.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

ROOTS = (Path("/sys/fs/cgroup/cpuacct"), Path("/sys/fs/cgroup"))  # of version 1, of version 2
PATIENCE = 5.0  # seconds for what a command leaves behind to end by itself


class Group:
    """Processes that are counted together."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, pid: int) -> None:
        """Count a process from now on, and all that it starts."""
        (self._folder / "cgroup.procs").write_text(str(pid), encoding="ascii")

    def seconds(self) -> float:
        """Seconds of the processor so far."""
        if (first := self._folder / "cpuacct.usage").exists():
            return int(first.read_text(encoding="ascii")) / 1e9
        stated = dict(line.split() for line in (self._folder / "cpu.stat").read_text(encoding="ascii").splitlines())
        return int(stated["usage_usec"]) / 1e6

    def empty(self) -> bool:
        """Whether all of them have ended."""
        return not (self._folder / "cgroup.procs").read_text(encoding="ascii")


@contextmanager
def counted() -> Iterator[Group | None]:
    """A group of processes; nothing where this machine does not let us make one."""
    folder = next((root for root in ROOTS if root.is_dir() and (root / "cgroup.procs").exists()), ROOTS[-1]) / (
        f"domeinwacht-{uuid4().hex}"
    )
    try:
        folder.mkdir()
    except OSError:
        yield None
        return
    group = Group(folder)
    try:
        yield group
    finally:
        deadline = time.monotonic() + PATIENCE
        while not group.empty() and time.monotonic() < deadline:
            time.sleep(0.02)
        if group.empty():
            folder.rmdir()
