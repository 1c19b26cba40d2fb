"""The warehouse as a DuckLake: its catalogue in PostgreSQL, its data in an S3 store, for more machines than one.

What the setting `warehouse` names is then a `.toml` file with two addresses:

    catalogue = "host=db.internal dbname=domeinwacht"   # words of libpq; the password comes from its own PGPASSFILE
    data = "s3://warehouse/domeinwacht/"                # the keys are those of the store of the documents

The same SQL runs on it. Its extensions exist for one version of DuckDB only: `pip install 'domeinwacht[lake]'`.
"""

from __future__ import annotations

import importlib.util
import time
import tomllib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import duckdb
from pydantic import SecretStr, TypeAdapter, ValidationError

from infra.settings import Settings, settings
from tasks.warehouse.connection import RETRY_SECONDS, WarehouseError, WarehouseLocked
from tasks.warehouse.copies import quoted

EXTENSIONS = ("httpfs", "postgres_scanner", "ducklake")
ASK_TO_WRITE = "FROM postgres_query('writers', 'SELECT pg_try_advisory_xact_lock(hashtext(''domeinwacht''))')"


@dataclass(frozen=True)
class Lake:
    """Where the catalogue and the data of a lake are."""

    catalogue: str
    data: str


@contextmanager
def open_lake(path: Path, *, read_only: bool, deadline: float) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the lake that a file names, as the only writer or as one of many readers.

    Args:
        path: The file with the addresses.
        read_only: Refuse every write; the lake must exist.
        deadline: On the monotonic clock, until when to wait for another writer.

    Raises:
        WarehouseLocked: Another process is still writing at the deadline.
        WarehouseError: The file or the lake cannot be used.
    """
    lake = _said(path)
    with ExitStack() as stack:
        con = stack.enter_context(duckdb.connect())
        try:
            _load_extensions(con)
            _put_secret(con, settings())
            if not read_only:
                stack.enter_context(_only_writer(con, lake, deadline, path))
            con.execute(
                f"ATTACH {quoted(f'ducklake:postgres:{lake.catalogue}')} AS warehouse (DATA_PATH {quoted(lake.data)}"
                f"{', READ_ONLY' if read_only else ''}); USE warehouse"
            ).fetchall()
        except duckdb.Error as error:
            raise WarehouseError(f"het lake dat {path} aanwijst is niet te gebruiken: {error}") from error
        yield con


def _said(path: Path) -> Lake:
    try:
        return TypeAdapter(Lake).validate_python(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, ValidationError) as error:
        raise WarehouseError(f"in {path} moeten `catalogue = …` en `data = …` van een lake staan: {error}") from error


def _load_extensions(con: duckdb.DuckDBPyConnection) -> None:
    """Load what stands in the packages: nothing is fetched from the internet while running."""
    for name in EXTENSIONS:
        package = importlib.util.find_spec(f"duckdb_extension_{name}")
        folders = package.submodule_search_locations if package else None
        files = list(Path(folders[0]).glob(f"extensions/v{duckdb.__version__}/*.duckdb_extension")) if folders else []
        if not files:
            raise WarehouseError(
                f"een lake vraagt de uitbreiding {name} van DuckDB {duckdb.__version__}: "
                "pip install 'domeinwacht[lake]' in een eigen omgeving (docs/adr/0010)"
            )
        con.execute(f"LOAD {quoted(files[0])}").fetchall()


def _put_secret(con: duckdb.DuckDBPyConnection, current: Settings) -> None:
    """The address and keys of the store, kept in this connection only."""
    if not (current.s3_access_key and current.s3_secret_key):
        return
    said = {
        "KEY_ID": _plain(current.s3_access_key),
        "SECRET": _plain(current.s3_secret_key),
        "REGION": current.s3_region,
        "URL_STYLE": "path" if current.s3_path_style else "vhost",
    }
    if current.s3_endpoint:
        address = urlsplit(current.s3_endpoint)
        said |= {"ENDPOINT": address.netloc, "USE_SSL": str(address.scheme == "https").lower()}
    words = ", ".join(f"{name} {quoted(value)}" for name, value in said.items())
    con.execute(f"CREATE SECRET (TYPE s3, {words})").fetchall()


def _plain(secret: SecretStr) -> str:
    return secret.get_secret_value()


@contextmanager
def _only_writer(con: duckdb.DuckDBPyConnection, lake: Lake, deadline: float, path: Path) -> Iterator[None]:
    """Be the one writer, by a lock in PostgreSQL that ends with the connection, however that ends.

    Two writers of one table in a DuckLake conflict when they commit, and the later one loses its work (tried with
    1.5.5, November 2026): the reading, the KPIs and the alerts of a document are too much to do again.
    """
    con.execute(f"ATTACH {quoted(lake.catalogue)} AS writers (TYPE postgres, READ_ONLY)").fetchall()
    with con.cursor() as keeper:
        keeper.begin()
        while keeper.execute(ASK_TO_WRITE).fetchall() != [(True,)]:
            if time.monotonic() >= deadline:
                raise WarehouseLocked(
                    f"het lake dat {path} aanwijst wordt door een ander proces geschreven: probeer opnieuw"
                )
            time.sleep(RETRY_SECONDS)
        yield
