"""Processes whose wall clock a test moves while they run, by a library that is loaded before all others."""

from __future__ import annotations

import shutil
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

SOURCE = Path(__file__).with_suffix(".c")
SECONDS = struct.Struct("q")
HOUR = 3600


@dataclass(frozen=True)
class MovedClock:
    """What the wall clock of processes is ahead of that of the machine, in a file that each of them looks into."""

    library: Path
    file: Path

    def set(self, seconds: int) -> None:
        """Move it to so much ahead of the machine's, at once and for all of them."""
        with self.file.open("r+b") as place:
            place.write(SECONDS.pack(seconds))

    @contextmanager
    def of_children(self) -> Iterator[None]:
        """What this process starts meanwhile has the moved clock, and what that starts too; itself it has not."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("LD_PRELOAD", str(self.library))
            patch.setenv("MOVED_CLOCK", str(self.file))
            yield


def moved_clock(folder: Path) -> MovedClock:
    """A clock that is moved by nothing yet; skips where no C compiler is found."""
    if not (compiler := shutil.which("cc")):
        pytest.skip("a clock is moved by a library in C, and there is no compiler (cc)")
    library, file = folder / "clock.so", folder / "moved"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, SOURCE, "-ldl", "-lpthread"], check=True)
    file.write_bytes(SECONDS.pack(0))
    return MovedClock(library, file)
