"""Waiting for what another process does."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
PATIENCE = 60.0


def until(found: Callable[[], T | None], patience: float = PATIENCE) -> T:
    """What `found` gives as soon as it gives something."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if (answer := found()) is not None:
            return answer
        time.sleep(0.1)
    raise TimeoutError(f"nothing after {patience} s: {found}")
