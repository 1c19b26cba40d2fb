"""The published copy of the warehouse, which is what readers open, and backups.

DuckDB lets a writer in only when nobody else has the file open, so a reader of the file itself would hold writers up
and wait for them. Readers open a copy beside it, which is swapped in as a whole (docs/adr/0009).
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from tasks.warehouse.connection import (
    CONFIG,
    WarehouseError,
    WarehouseLocked,
    check_place,
    connect,
    is_lake,
    open_warehouse,
    up_to_date,
)
from tasks.warehouse.copier import NOT_ON_DISK
from tasks.warehouse.copies import FileCopy, quoted, write_copy

COPIED_PER_SECOND = 500_000_000  # bytes, measured at 450 MB and 10 million rows on two busy cores (November 2026)
CORRUPT = "Corrupt database file"  # what DuckDB says of a block whose sum is another than it was written with
PATIENCE_OF_A_READER = 1.0  # seconds that a reader gives to a copy that is behind

log = logging.getLogger(__name__)


class Damaged(WarehouseError):
    """The published copy was damaged; it is gone, and who asks again has a new one."""


def published_path(path: Path) -> Path:
    """Where the copy of a warehouse stands: `domeinwacht.published.duckdb` beside it."""
    return path.with_suffix(f".published{path.suffix}")


def is_behind(path: Path) -> bool:
    """Whether the warehouse was written since the copy was made; the copy bears the time of that writing.

    It bears a moment more until the disk has it: one that does so since before this machine was started was perhaps
    lost in part, and is made anew, as is one of a time to come: a clock was set back, perhaps as the machine started. A
    lake needs no copy and is never behind: it lets readers in while somebody writes.
    """
    if is_lake(path):
        return False
    copy = published_path(path)
    if not copy.exists() or path.with_name(f"{path.name}.wal").exists():
        return True
    made = copy.stat()
    later = made.st_mtime_ns - path.stat().st_mtime_ns
    return later != 0 and not (later == NOT_ON_DISK and _started() < made.st_ctime_ns <= time.time_ns())


def publish(path: Path, *, wait: float, share: float = 1.0) -> bool:
    """Bring the published copy up to date, if it is behind.

    Args:
        path: The warehouse.
        wait: Seconds to wait while another process holds it.
        share: The part of the time that copying may take; with less than 1 the copy stays as it is until so much
            time has passed since the last one. A copy per document would cost a large warehouse more than reading.

    Returns:
        Whether a copy was made.

    Raises:
        WarehouseLocked: Another process still holds the warehouse after `wait` seconds.
        WarehouseError: It cannot be used, or the copy cannot be written.
    """
    copy = published_path(path)
    if not path.exists() or not is_behind(path) or (share < 1 and copy.exists() and _age(copy) < _cost(path) / share):
        return False
    return _publish(path, copy, wait, whatever=False)


def publish_after_run(path: Path, *, wait: float, share: float = 1.0) -> None:
    """Publish what a run has written; a copy that stays behind is no reason to call the run failed."""
    try:
        publish(path, wait=wait, share=share)
    except WarehouseError as error:
        log.warning("de kopie voor lezers blijft zoals die is: %s", error)


@contextmanager
def open_published(path: Path, *, wait: float) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the published copy, to read only; it neither waits for a writer nor holds one up.

    A copy that is behind is renewed first where nobody is writing and it takes a moment. Only where there is no
    copy that this program can read, the reader waits for its turn to make one. What is damaged within a copy is seen
    when it is read: then the copy is taken away, and who asks again has a new one.

    Args:
        path: The warehouse.
        wait: Seconds to wait for the warehouse where there is no copy yet.

    Raises:
        WarehouseLocked: There is no copy, and another process still holds the warehouse after `wait` seconds.
        Damaged: The copy turned out to be damaged while it was read.
        WarehouseError: There is no warehouse, or it cannot be used.
    """
    if is_lake(path):
        with open_warehouse(path, read_only=True, wait=wait) as lake:
            yield lake
        return
    check_place(path, read_only=True)
    copy = published_path(path)
    if not copy.exists():
        publish(path, wait=wait)
    elif is_behind(path) and _cost(path) <= PATIENCE_OF_A_READER:
        try:
            publish(path, wait=0)
        except WarehouseLocked:
            log.info("%s is being written; read from the copy", path)
    if (con := _opened(copy)) is None:
        _publish(path, copy, wait, whatever=True)
        con = connect(copy, read_only=True)
    try:
        yield con
    except duckdb.Error as error:
        if CORRUPT not in str(error):
            raise
        copy.unlink(missing_ok=True)
        raise Damaged(
            f"{copy} was beschadigd en is weggehaald: vraag het nog eens, dan wordt een nieuwe gemaakt"
        ) from error
    finally:
        con.close()


def _opened(copy: Path) -> duckdb.DuckDBPyConnection | None:
    """A connection to the copy; None where it is damaged or of another version of the program."""
    con = None
    try:
        con = connect(copy, read_only=True)
        if up_to_date(con):
            return con
    except WarehouseLocked:
        raise
    except (WarehouseError, duckdb.Error) as error:
        log.warning("%s wordt opnieuw gemaakt: %s", copy, error)
    if con:
        con.close()
    return None


def back_up(path: Path, target: Path, *, wait: float) -> int:
    """Copy the warehouse to a file that does not exist yet; returns its size in bytes.

    Raises:
        WarehouseError: The file exists, the warehouse cannot be used, or the copy cannot be written.
    """
    _check_is_file(path)
    check_place(path, read_only=True)
    if target.exists():
        raise WarehouseError(f"{target} bestaat al en wordt niet overschreven: noem een ander bestand")
    with open_warehouse(path, wait=wait) as con:
        _copy(con, target)
    return target.stat().st_size


def restore(path: Path, source: Path, *, wait: float) -> Path | None:
    """Put a backup in the place of the warehouse; what was there is kept beside it, under the name returned.

    Raises:
        WarehouseError: The file is no warehouse of this program or an older one, or another process keeps the
            warehouse: then everything is as it was.
    """
    _check_is_file(path)
    if not source.is_file():
        raise WarehouseError(f"er is geen bewaard warehouse {source}")
    incoming = path.with_name(f".{path.name}.restored")
    check_place(path, read_only=False)
    try:
        with _opened_beside(source) as con:
            _copy(con, incoming)
        with open_warehouse(incoming):  # a backup of an older program is migrated, one of a newer program refused
            pass
        return _swap(path, incoming, wait)
    finally:
        for left in path.parent.glob(f".{path.name}.*restored*"):
            left.unlink(missing_ok=True)


def _check_is_file(path: Path) -> None:
    if is_lake(path):
        raise WarehouseError(
            f"{path} wijst een lake aan: bewaar de PostgreSQL-catalogus en de bucket ervan met hun eigen middelen"
        )


@contextmanager
def _opened_beside(source: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A file that is only read, in a connection that may write elsewhere.

    Raises:
        WarehouseError: The file is no warehouse.
    """
    with duckdb.connect(config=CONFIG) as con:
        try:
            con.execute(f"ATTACH {quoted(source)} AS source (READ_ONLY); USE source; FROM schema_version").fetchall()
        except duckdb.Error as error:
            raise WarehouseError(f"{source} is geen bewaard warehouse: {error}") from error
        yield con


def _swap(path: Path, incoming: Path, wait: float) -> Path | None:
    """Rename under the lock of the warehouse that goes, so that no write to it is lost unseen."""
    if not path.exists():
        incoming.replace(path)
        return None
    kept = path.with_suffix(f".{time.strftime('%Y%m%dT%H%M%S')}{path.suffix}")
    with open_warehouse(path, wait=wait) as con:
        con.execute("CHECKPOINT").fetchall()
        try:
            kept.hardlink_to(path)
            incoming.replace(path)
        except OSError as error:
            raise WarehouseError(
                f"{path} kan niet bewaard worden als {kept} en is daarom niet vervangen: {error}"
            ) from error
    return kept


def _publish(path: Path, copy: Path, wait: float, *, whatever: bool) -> bool:
    """Make the copy; `whatever` stands there, or only if it is still behind once it is this process's turn."""
    with _written(copy):
        with open_warehouse(path, wait=wait) as con:
            if not (whatever or is_behind(path)):
                return False
            con.execute("CHECKPOINT").fetchall()
            made = FileCopy(path, copy)
            if whatever:  # nobody may sweep it away, for its maker opens what stands there
                made.keep()
        if not whatever:
            made.keep()
    return True


def _copy(con: duckdb.DuckDBPyConnection, target: Path) -> None:
    with _written(target):
        write_copy(con, target)


@contextmanager
def _written(target: Path) -> Iterator[None]:
    try:
        yield
    except (duckdb.Error, OSError) as error:
        raise WarehouseError(f"de kopie {target} kan niet geschreven worden: {error}") from error


def _cost(path: Path) -> float:
    """Seconds that a copy takes, about."""
    return path.stat().st_size / COPIED_PER_SECOND


def _started() -> int:
    """When this machine was started, in nanoseconds."""
    since = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
    return time.time_ns() - time.clock_gettime_ns(since)


def _age(copy: Path) -> float:
    """Seconds since the copy was put in its place (its time of change is that of the warehouse).

    More than any where a clock was set back: a copy of a time to come is due rather than kept until then.
    """
    age = time.time() - copy.stat().st_ctime
    return age if age >= 0 else math.inf
