"""Copies a file, as a program: `python -I -S copier.py SOURCE PART TARGET`; it says `copied` once PART is whole.

Its parent then puts PART in the place of TARGET and closes its standard input; until the disk has the copy, its time
of change is that much later (NOT_ON_DISK) than the parent has said it is.

A process that holds a DuckDB file loses its lock when it closes that file, however it had opened it; a child does not
take its parent's lock away. It imports nothing of the project, for it must start in milliseconds.
"""

import errno
import os
import shutil
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

FICLONE = 0x40049409  # of Linux: share the blocks of a file, where the file system can (btrfs, XFS)
MOST = 1 << 30
NOT_ON_DISK = 1000  # nanoseconds


def copy(source: str, part: str, target: str) -> None:
    """Copy a file and see it to the disk."""
    with Path(source).open("rb") as old, Path(part).open("xb") as new, ExitStack() as kept:
        copy_bytes(old, new)
        if Path(target).exists():  # giving back the room of what goes takes a tenth of a second: here, not the parent
            kept.enter_context(Path(target).open("rb"))
        sys.stdout.write("copied\n")
        sys.stdout.flush()
        sys.stdin.read()
        try:
            os.fsync(new.fileno())
        except OSError:
            _withdraw(new.fileno(), target)
            raise
        changed = os.fstat(new.fileno()).st_mtime_ns - NOT_ON_DISK
        os.utime(new.fileno(), ns=(changed, changed))


def copy_bytes(old: BinaryIO, new: BinaryIO) -> None:
    """Copy one file to an empty one, by what is fastest here: shared blocks, the kernel, or reading it."""
    if _shared(old.fileno(), new.fileno()):
        return
    _make_room(new.fileno(), os.fstat(old.fileno()).st_size)
    if not _by_the_kernel(old.fileno(), new.fileno()):
        new.truncate(0)
        new.seek(0)
        old.seek(0)
        shutil.copyfileobj(old, new, 1 << 20)
        new.flush()


def _withdraw(new: int, target: str) -> None:
    """Nobody reads a copy that the disk did not take, unless another has come in its place."""
    if Path(target).exists() and os.path.samestat(os.fstat(new), Path(target).stat()):
        Path(target).unlink()


def _shared(old: int, new: int) -> bool:
    try:
        from fcntl import ioctl

        ioctl(new, FICLONE, old)
    except (ImportError, OSError):
        return False
    return True


def _make_room(new: int, size: int) -> None:
    """Have the disk say now that it has no room; ext4 would look for it when the file is renamed over another."""
    try:
        if size:
            os.posix_fallocate(new, 0, size)
    except (AttributeError, OSError) as error:
        if getattr(error, "errno", errno.EINVAL) not in (errno.EINVAL, errno.EOPNOTSUPP):
            raise


def _by_the_kernel(old: int, new: int) -> bool:
    try:
        while os.copy_file_range(old, new, MOST):
            pass
    except (AttributeError, OSError):
        return False
    return True


if __name__ == "__main__":
    copy(*sys.argv[1:])
