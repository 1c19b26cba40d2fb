"""A PostgreSQL server for tests: on 127.0.0.1, in a folder of its own, by the programs of the machine."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.servers import free_port

USER = "domeinwacht"


def program(name: str) -> str:
    """A program of PostgreSQL, which Debian keeps out of the path; skips where there is none."""
    newest_first = sorted(map(str, Path("/usr/lib/postgresql").glob(f"*/bin/{name}")), reverse=True)
    if not (found := next(iter(newest_first), None) or shutil.which(name)):
        pytest.skip(f"{name} of PostgreSQL is not installed")
    return found


def _as_server() -> dict[str, str]:
    """PostgreSQL does not run as root: then as the user that its package made."""
    if os.geteuid() != 0:
        return {}
    try:
        pwd.getpwnam("postgres")
    except KeyError:
        pytest.skip("PostgreSQL does not run as root, and there is no user postgres")
    return {"user": "postgres", "group": "postgres"}


@dataclass(frozen=True)
class PostgreSQL:
    """A server that a test may end and start again; what it holds stays, and it asks no password."""

    folder: Path
    port: int = field(default_factory=free_port)
    runs_as: dict[str, str] = field(default_factory=_as_server)

    @property
    def words(self) -> str:
        """What leads to it, as libpq takes it."""
        return f"host=127.0.0.1 port={self.port} user={USER}"

    @property
    def url(self) -> str:
        """The same as Prefect takes it."""
        return f"postgresql+asyncpg://{USER}@127.0.0.1:{self.port}/postgres"

    def make(self) -> None:
        """Its files."""
        if self.runs_as:
            shutil.chown(self.folder, **self.runs_as)
        self._run("initdb", "-A", "trust", "-U", USER, "--no-sync")

    def start(self) -> None:
        """It takes connections after this."""
        options = f"-c listen_addresses=127.0.0.1 -p {self.port} -c unix_socket_directories={self.folder}"
        self._run("pg_ctl", "-o", options, "-l", str(self.folder / "log"), "-w", "start")

    def end(self) -> None:
        """As with its machine: what it was doing is not finished."""
        self._run("pg_ctl", "-m", "immediate", "stop")

    def _run(self, name: str, *more: str) -> None:
        command = [program(name), "-D", str(self.folder / "data"), *more]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **self.runs_as)  # type: ignore[call-overload]


@contextmanager
def postgresql() -> Iterator[PostgreSQL]:
    """A running server; skips where the machine has none."""
    program("initdb")
    with tempfile.TemporaryDirectory(prefix="postgres-") as folder:  # pytest's own only its user may enter
        server = PostgreSQL(Path(folder))
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.end()
