"""The warehouse file: opening it, waiting for its lock, bringing its schema up to date.

DuckDB lets one process at a time have the file open, readers included (measured on 1.5.5 and 2.0.0), so
connections are short and an opener waits for its turn.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from tasks.model import stable_id
from tasks.warehouse.copies import write_copy
from tasks.warehouse.statements import names, statement, word_lists

# Files of this version open in DuckDB 1.5.5 as well as 2.x: there is a way back (November 2026).
CONFIG: dict[str, str | bool | int | float | list[str]] = {"storage_compatibility_version": "v1.5.0"}
INDEXES = names("index")
RETRY_SECONDS = 0.05
SECONDS_UNTOLD = 1.0
MOST_OF_COMMAND = 80
HELD_ELSEWHERE = re.compile(r"could not set lock|conflicting lock|different configuration|used by another", re.I)

log = logging.getLogger(__name__)


class WarehouseError(Exception):
    """The warehouse cannot be used; the message says what to do."""


class WarehouseLocked(WarehouseError):
    """Another process holds the warehouse."""


@contextmanager
def open_warehouse(
    path: Path | str, *, read_only: bool = False, wait: float = 30.0
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the warehouse, with its schema up to date, and close it afterwards.

    Args:
        path: The DuckDB file; made, with its folder, unless `read_only`. A `.toml` file names a lake instead.
        read_only: Refuse every write; the file must exist.
        wait: Seconds to wait while another process holds the file.

    Raises:
        WarehouseLocked: Another process still holds the file after `wait` seconds.
        WarehouseError: The file is missing, is no warehouse, or is newer than this program. One that is older is
            migrated, after a copy of it was put beside it.
    """
    path = Path(path)
    deadline = time.monotonic() + wait
    if is_lake(path):
        with _lake(path, read_only, deadline) as con:
            yield con
        return
    check_place(path, read_only)
    con = connect(path, read_only, deadline)
    try:
        if read_only and not up_to_date(con):
            con.close()
            with open_warehouse(path, wait=max(0.0, deadline - time.monotonic())):
                pass
            con = connect(path, read_only, deadline)
        _migrate(con, path, read_only)
        yield con
    finally:
        con.close()


@contextmanager
def transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All that happens inside is kept together, or nothing of it."""
    con.begin()
    try:
        yield
    except BaseException:
        con.rollback()
        raise
    con.commit()


def now() -> datetime:
    """This moment in UTC, as the warehouse keeps it (without a zone, so that no zone table is needed)."""
    return datetime.now(UTC).replace(tzinfo=None)


def is_lake(path: Path) -> bool:
    """Whether what is named is no DuckDB file but the addresses of a lake."""
    return path.suffix == ".toml"


@contextmanager
def _lake(path: Path, read_only: bool, deadline: float) -> Iterator[duckdb.DuckDBPyConnection]:
    """A lake with its schema up to date; what it held before stays readable in it, so no backup goes before."""
    from tasks.warehouse.lake import open_lake  # its extensions are installed where a lake is used only

    with open_lake(path, read_only=read_only, deadline=deadline) as con:
        if read_only and not up_to_date(con):
            with _lake(path, False, deadline):
                pass
        _migrate(con, path, read_only)
        yield con


def check_place(path: Path, read_only: bool) -> None:
    """Refuse a folder, or to read what is not there; make the folder that is written to."""
    if path.is_dir():
        raise WarehouseError(f"{path} is een map: noem een DuckDB-bestand erin, zoals {path / 'domeinwacht.duckdb'}")
    if read_only and not path.exists():
        raise WarehouseError(f"er is geen warehouse {path}: `domeinwacht ingest` maakt het, of noem een ander")
    if not read_only:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WarehouseError(f"de map van het warehouse {path} kan niet gemaakt worden: {error}") from error


def connect(path: Path, read_only: bool, deadline: float = 0.0) -> duckdb.DuckDBPyConnection:
    """Connect as soon as no other process holds the file, at the latest at `deadline` (monotonic clock).

    Who holds it is logged once, if that takes longer than a usual load.
    """
    told_at = time.monotonic() + SECONDS_UNTOLD
    while True:
        try:
            con = duckdb.connect(str(path), read_only=read_only, config=CONFIG)
            con.execute("SET enable_progress_bar = false").fetchall()  # it is printed on standard output, amid JSON
            return con
        except duckdb.Error as error:
            if not HELD_ELSEWHERE.search(str(error)):
                raise WarehouseError(f"{path} is niet te openen als DuckDB-bestand: {error}") from error
            held = f"het warehouse {path} is in gebruik bij {_holder(str(error))}"
            moment = time.monotonic()
            if moment >= deadline:
                raise WarehouseLocked(f"{held}: wacht tot dat klaar is, of stop het, en probeer opnieuw") from error
            if moment >= told_at:
                log.warning("%s; daarop wordt gewacht, hoogstens nog %.0f seconden", held, deadline - moment)
                told_at = deadline
        time.sleep(RETRY_SECONDS)


def _holder(message: str) -> str:
    """The process that DuckDB names, with its command where the machine tells it."""
    pid = re.search(r"PID (\d+)", message)
    if not pid:
        return "een andere verbinding"
    try:
        words = Path(f"/proc/{pid.group(1)}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").split()
    except OSError:
        words = []
    return f"proces {pid.group(1)}" + (f" ({' '.join(words)[:MOST_OF_COMMAND]})" if words else "")


def schema_files() -> dict[int, str]:
    """The schema files by the number that their names start with."""
    return {int(name.split("/")[1].split("_")[0]): name for name in names("schema")}


def _version(con: duckdb.DuckDBPyConnection) -> int:
    """Number of the newest schema file that ran here; 0 in an empty file."""
    tables = "SELECT count(*) FROM information_schema.tables WHERE table_name = 'schema_version'"
    if con.execute(tables).fetchall() == [(0,)]:
        return 0
    return int(con.execute("SELECT coalesce(max(version), 0) FROM schema_version").fetchall()[0][0])


def _migrate(con: duckdb.DuckDBPyConnection, path: Path, read_only: bool) -> None:
    """Run the schema files that did not run yet, then the views and indexes, in one transaction."""
    files = schema_files()
    version = _version(con)
    if version > max(files):
        raise WarehouseError(
            f"het warehouse {path} is van een nieuwer programma (schema {version}, dit kent {max(files)}): werk het bij"
        )
    if read_only or up_to_date(con):
        return
    if 0 < version < max(files) and not is_lake(path):
        _keep(con, path, version)
    with transaction(con):
        for number in sorted(number for number in files if number > version):
            con.execute(statement(files[number])).fetchall()
            con.execute(
                "INSERT INTO schema_version VALUES ($1, $2, $3)", [number, files[number].split("/")[1], now()]
            ).fetchall()
        _put_views(con, () if is_lake(path) else INDEXES)


def _keep(con: duckdb.DuckDBPyConnection, path: Path, version: int) -> None:
    """Copy the warehouse as it was before a migration: `domeinwacht.v8.duckdb` beside it."""
    kept = path.with_suffix(f".v{version}{path.suffix}")
    try:
        write_copy(con, kept)
    except (duckdb.Error, OSError) as error:
        raise WarehouseError(f"{path} is niet bijgewerkt: vooraf was geen kopie {kept} te maken: {error}") from error


def _put_views(con: duckdb.DuckDBPyConnection, indexes: Sequence[str]) -> None:
    """Make the views anew, and the indexes where there are none, and remember which text they were made of."""
    for made in (word_lists(), *map(statement, (*names("core"), *indexes))):
        con.execute(made).fetchall()
    con.execute("DELETE FROM schema_version WHERE version = 0").fetchall()
    con.execute("INSERT INTO schema_version VALUES (0, $1, $2)", [_views(), now()]).fetchall()


def _views() -> str:
    """A hash of the text of views and indexes: they are made when it changes, without a number of their own."""
    return f"core {stable_id(word_lists(), *map(statement, (*names('core'), *INDEXES)))}"


def up_to_date(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether every schema file ran here and the views are those of this program."""
    if _version(con) != max(schema_files()):
        return False
    kept = con.execute("SELECT name FROM schema_version WHERE version = 0").fetchall()
    return kept == [(_views(),)]
