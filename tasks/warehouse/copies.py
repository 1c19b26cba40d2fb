"""Whole copies of a warehouse, put in their place at once.

For its readers the file is copied as it is, by a child, right after a checkpoint (what stands in the write-ahead log
would be missing else): that is as fast as the disk. A copy to keep is written by DuckDB, which reads every row of it.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path
from threading import Thread

import duckdb

from tasks.warehouse.copier import NOT_ON_DISK

log = logging.getLogger(__name__)

COPIER = Path(__file__).with_name("copier.py")


class FileCopy:
    """A copy of a file in the making: it is copied when this is made, and in its place after `keep`."""

    def __init__(self, source: Path, target: Path) -> None:
        """Copy a warehouse that the caller holds, and in which everything is checkpointed.

        Raises:
            OSError: It cannot be copied.
        """
        _sweep(target)  # of an earlier copy: what stands there from now on but not yet, was made of a later warehouse
        self._target, self._replaced = target, _identity(target)
        self._part = _part_of(target)
        command = [sys.executable, "-I", "-S", str(COPIER), str(source), str(self._part), str(target)]
        pipe = subprocess.PIPE
        self._child = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, start_new_session=True)
        assert self._child.stdout is not None  # noqa: S101 - it is a pipe
        if self._child.stdout.readline() != "copied\n" or self._part.stat().st_size != source.stat().st_size:
            raise OSError(self._failed())
        self._changed = source.stat().st_mtime_ns

    def keep(self) -> None:
        """Put the copy in its place; the warehouse need not be held for that, and the disk is not waited for.

        A newer copy that somebody else has made in the meantime stays. Which is newer no date tells: a clock may have
        been set back, and what was damaged may bear any.

        Raises:
            OSError: It cannot be put there.
        """
        marked = self._changed + NOT_ON_DISK
        try:
            os.utime(self._part, ns=(marked, marked))
            if _identity(self._target) not in (None, self._replaced):
                self._part.unlink()
            else:
                self._part.replace(self._target)
        except FileNotFoundError:  # swept away by who makes a newer copy
            log.info("%s is being made anew by another process", self._target)
        finally:
            Thread(target=self._see_to_the_disk, daemon=True).start()

    def _see_to_the_disk(self) -> None:
        """Let the child wait for it; it goes on where this process ends."""
        self._child.communicate()
        if self._child.returncode:
            log.error("%s is ingetrokken: de schijf nam het niet aan", self._target)

    def _failed(self) -> str:
        _, said = self._child.communicate()
        self._part.unlink(missing_ok=True)
        return said.strip().rpartition("\n")[2] or f"the copy was cut off (exit {self._child.returncode})"


def write_copy(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Copy what the open warehouse holds to `path`, which is the old file or the whole new one, never a part.

    Args:
        con: The warehouse; it stays locked for as long as the copy takes (50 MB a second on four cores).
        path: The file to make or replace.

    Raises:
        duckdb.Error: The copy cannot be written, or does not hold what the warehouse holds.
        OSError: It cannot be put in its place.
    """
    _sweep(path)
    part = _part_of(path)
    name = str(con.execute("SELECT current_database()").fetchall()[0][0])
    try:
        con.execute(f"ATTACH {quoted(part)} AS whole_copy (STORAGE_VERSION 'v1.5.0')").fetchall()
        try:
            con.execute(f'COPY FROM DATABASE "{name}" TO whole_copy').fetchall()
            if _counts(con, name) != _counts(con, "whole_copy"):
                raise duckdb.DataError(f"the copy {path} does not hold what the warehouse holds; try again")
        finally:
            con.execute("DETACH whole_copy").fetchall()
        part.replace(path)
    finally:
        _sweep(path)


def _counts(con: duckdb.DuckDBPyConnection, database: str) -> dict[str, int]:
    """Rows of every table."""
    tables = "SELECT table_name FROM duckdb_tables() WHERE database_name = $1 AND NOT temporary ORDER BY ALL"
    names = [name for (name,) in con.execute(tables, [database]).fetchall()]
    return {name: con.table(f'"{database}"."{name}"').count("*").fetchall()[0][0] for name in names}


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from another that bears its name later; None where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _part_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.part")


def _sweep(path: Path) -> None:
    """Remove what a copy that was cut off left behind: who holds the warehouse is the only one that copies it."""
    for left in path.parent.glob(f".{path.name}.*.part*"):
        left.unlink(missing_ok=True)


def quoted(text: Path | str) -> str:
    """A path or another text as SQL text."""
    return "'" + str(text).replace("'", "''") + "'"
