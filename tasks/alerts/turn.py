"""One sender at a time on this machine, whatever the clock says.

A mail is claimed for a quarter of an hour, which a clock that is set an hour ahead ends at once: another sender then
took what the first was still offering. The lock is the kernel's, and goes with its process, however that ends.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tasks.warehouse.connection import check_place, is_lake

ASKED = 0.05  # seconds between two questions


@contextmanager
def turn(warehouse: Path, patience: float) -> Iterator[bool]:
    """Wait until nobody else on this machine sends from this warehouse; whether that came within the patience."""
    if is_lake(warehouse):  # others write to it from elsewhere too: what is claimed there is kept apart by its lease
        yield True
        return
    check_place(warehouse, read_only=False)
    deadline = time.monotonic() + patience
    place = os.open(warehouse.with_name(f".{warehouse.name}.sender"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        while not (mine := _locked(place)) and time.monotonic() < deadline:
            time.sleep(ASKED)
        yield mine
    finally:
        os.close(place)


def _locked(place: int) -> bool:
    try:
        import fcntl
    except ImportError:  # a system without such locks
        return True
    try:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
