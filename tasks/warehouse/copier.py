"""Copies a file, as a program: `python -I -S copier.py SOURCE TARGET`; it says `copied`, then waits for the disk.

A process that holds a DuckDB file loses its lock when it closes that file, however it had opened it; a child does not
take its parent's lock away. It imports nothing of the project, for it must start in milliseconds.
"""

import os
import shutil
import sys
from pathlib import Path

FICLONE = 0x40049409  # of Linux: share the blocks of a file, where the file system can (btrfs, XFS)
MOST = 1 << 30


def copy(source: str, target: str) -> None:
    """Copy a file to one that does not exist, by what is fastest here: shared blocks, the kernel, or reading it."""
    with Path(source).open("rb") as old, Path(target).open("xb") as new:
        if not (_shared(old.fileno(), new.fileno()) or _by_the_kernel(old.fileno(), new.fileno())):
            new.truncate(0)
            new.seek(0)
            old.seek(0)
            shutil.copyfileobj(old, new, 1 << 20)
            new.flush()
        sys.stdout.write("copied\n")
        sys.stdout.flush()
        os.fsync(new.fileno())


def _shared(old: int, new: int) -> bool:
    try:
        from fcntl import ioctl

        ioctl(new, FICLONE, old)
    except (ImportError, OSError):
        return False
    return True


def _by_the_kernel(old: int, new: int) -> bool:
    try:
        while os.copy_file_range(old, new, MOST):
            pass
    except (AttributeError, OSError):
        return False
    return True


if __name__ == "__main__":
    copy(sys.argv[1], sys.argv[2])
