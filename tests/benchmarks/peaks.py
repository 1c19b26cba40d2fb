"""The most memory that a command and all that it starts ever held, process by process: Linux is asked meanwhile."""

from __future__ import annotations

import subprocess
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

LOOK_SECONDS = 0.02  # between two looks: a peak is kept by the process itself, so only its last moments can be missed
CALLED = {  # by what stands in its command
    "sandbox.concluder": "concluder",
    "sandbox.server": "reader",
    "copier.py": "copier of the published file",
}


class Seen(NamedTuple):
    """A process as it is now."""

    parent: int
    peak: int  # MB
    name: str


def peaks(command: Sequence[str]) -> dict[str, int]:
    """The largest peak in MB of each kind of process of a command, which must succeed."""
    found: dict[str, int] = defaultdict(int)
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            for one in _family(process.pid):
                found[one.name] = max(found[one.name], one.peak)
            time.sleep(LOOK_SECONDS)
    assert process.returncode == 0, command
    return dict(found)


def _family(pid: int) -> Iterator[Seen]:
    """A process and all that descend from it."""
    seen = {int(folder.name): one for folder in Path("/proc").glob("[0-9]*") if (one := _seen(folder))}
    children: dict[int, list[int]] = defaultdict(list)
    for number, one in seen.items():
        children[one.parent].append(number)
    waiting = [pid]
    while waiting:
        number = waiting.pop()
        waiting += children[number]
        if number in seen:
            yield seen[number]


def _seen(folder: Path) -> Seen | None:
    try:
        said = dict(line.split(":", 1) for line in (folder / "status").read_text(encoding="utf-8").splitlines())
        command = (folder / "cmdline").read_bytes().decode(errors="replace")
    except OSError:  # it has ended
        return None
    name = next((name for part, name in CALLED.items() if part in command), "who asks and loads")
    return Seen(int(said["PPid"]), int(said.get("VmHWM", "0").split()[0]) // 1024, name)
