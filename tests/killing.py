"""A process that loads documents and may be killed at any moment, and what must hold of the warehouse it leaves.

`python -m tests.killing WAREHOUSE 0,1,2 [again]` loads these documents, each with its checks, KPIs and alerts in one
transaction, and publishes after each; those that are there already only with `again`. Every document is a year over
its budget: it has exactly one alert and one mail.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from infra.settings import Settings
from tasks.ingest import refresh
from tasks.model import Document, Kind
from tasks.warehouse import known_objects, open_warehouse, transaction
from tasks.warehouse.connection import CONFIG
from tasks.warehouse.published import publish, published_path
from tasks.warehouse.statements import names, statement
from tests.small_documents import document, figure, replace_touching

ROOT = Path(__file__).parents[1]
MOMENT = datetime(2026, 1, 1)
FIGURES = 202
OLD_SCHEMA = 9  # schema files of the warehouse that a kill may find in the middle of its migration
WAIT = 300.0
MOMENTS = ("applied_at", "loaded_at", "first_seen", "held_from", "held_until", "raised_at", "created_at",
           "next_attempt_at", "quarantined_at", "looked_at", "resolved_at", "load_number", "refreshed_at")  # fmt: skip


def sample(number: int) -> Document:
    """One of the documents; two municipalities share them."""
    year = 2000 + number
    return document(f"{number}.txt", municipality=("GM0147", "GM1700")[number % 2], kind=Kind.JAARSTUKKEN, year=year,
                    period=str(year))  # fmt: skip


def figures(number: int) -> list[dict[str, Any]]:
    """The figures of one document: Jeugd over its budget, and rows to check."""
    period = str(2000 + number)
    rows = [figure(f"jeugd.product{n // 2}", n, ("realisatie", "begroting")[n % 2], period=period)
            for n in range(FIGURES - 2)]  # fmt: skip
    over = [figure("jeugd", 120_000, period=period), figure("jeugd", 100_000, "begroting_gewijzigd", period=period)]
    return [*over, *rows]


def work(path: Path, numbers: list[int], *, again: bool) -> None:
    """Load documents as the line does, and say so after each commit."""
    least = (
        None if again else 0
    )  # who comes first decides what finance was told: nothing, where warehouses are compared
    settings = Settings(
        mail_to=["financien@borne.nl"], alert_since_year=1990, alert_min_amount=least, alert_min_percent=least
    )
    _say("start")
    with open_warehouse(path, wait=WAIT) as con:
        known = set() if again else known_objects(con)
    for number in numbers:
        one = sample(number)
        if (one.uri, one.version) in known:
            continue
        with open_warehouse(path, wait=WAIT) as con, transaction(con):
            replace_touching(con, one, *figures(number))
            refresh(con, settings, MOMENT, touched=True)
        _say(str(number))
        publish(path, wait=WAIT, share=0.1 if again else 1)
    publish(path, wait=WAIT)


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def process(path: Path, numbers: list[int], *more: str) -> subprocess.Popen[str]:
    """A process that does this work."""
    command = [sys.executable, "-m", "tests.killing", str(path), ",".join(map(str, numbers)), *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def old_warehouse(path: Path, schema: int = OLD_SCHEMA) -> None:
    """A warehouse as an earlier version of the program left it, with one document in it."""
    with duckdb.connect(str(path), config=CONFIG) as old:
        for number, name in enumerate(names("schema")[:schema], start=1):
            old.execute(statement(name)).fetchall()
            old.execute("INSERT INTO schema_version VALUES ($1, $2, '2026-01-01')", [number, name]).fetchall()
        old.execute(
            """INSERT INTO document VALUES ('oud', 's3://oud', 'oud', 'oud', '', 'GM0001', 'monitor', 1999, '1999',
            NULL, '{}', 'r', '2026-01-01', NULL);
            INSERT INTO document_source VALUES ('s3://oud', 'oud', '', 'oud', true, '2026-01-01');
            INSERT INTO observation (observation_id, document_id, locator, reader)
            SELECT n, 'oud', 'line 1', 'r' FROM range(5000) AS a(n);"""
        ).fetchall()


def killed_and_checked(path: Path, numbers: list[int], kills: int, seed: int) -> dict[str, int]:
    """Kill the work at random moments and start it again; a warehouse that is complete gives way to an old one.

    Returns:
        What the work had said it had done when it was killed, counted.
    """
    chance = random.Random(seed)
    counted = {"migrating or in the first document": 0, "in a later document": 0, "publishing the last": 0}
    old_warehouse(path)
    while sum(counted.values()) < kills:
        with process(path, numbers) as running:
            assert running.stdout
            assert running.stdout.readline() == "start\n"
            time.sleep(chance.uniform(0, 0.8))
            running.kill()
            said = {int(line) for line in running.stdout.read().split()}
        assert running.returncode in {0, -signal.SIGKILL}
        complete = check(path, said) == set(numbers)
        if running.returncode:
            counted["publishing the last" if complete else list(counted)[bool(said)]] += 1
        if complete:
            finish(path, numbers)
            for left in path.parent.glob(f"{path.stem}.*"):
                left.unlink()
            old_warehouse(path)
    finish(path, numbers)
    return counted


def finish(path: Path, numbers: list[int]) -> None:
    """The next start goes on to the end, and nothing of a cut-off copy is left."""
    with process(path, numbers) as running:
        running.communicate()
    assert running.returncode == 0
    check(path, set(numbers))
    assert list(path.parent.glob("*.part*")) == []
    with duckdb.connect(str(published_path(path)), read_only=True) as con:
        _whole(con, set(numbers))


def check(path: Path, said: set[int]) -> set[int]:
    """What was said to be loaded is there, nothing is there by half, and every document has its one alert and mail.

    Returns:
        The documents that are there.
    """
    copy = published_path(path)
    if copy.exists():
        with duckdb.connect(str(copy), read_only=True) as con:
            _whole(con, set())
    with open_warehouse(path) as con:
        loaded = _whole(con, said)
        assert con.execute("SELECT count(*) FROM observation WHERE document_id = 'oud'").fetchall() == [(5000,)]
        assert con.execute("SELECT count(*) FROM document_version WHERE document_id = 'oud'").fetchall() == [(1,)]
    return loaded


def _whole(con: duckdb.DuckDBPyConnection, said: set[int]) -> set[int]:
    per_document = con.execute(
        """SELECT d.name, (SELECT count(*) FROM observation AS o WHERE o.document_id = d.document_id),
            (SELECT count(*) FROM cell AS c WHERE c.document_id = d.document_id AND c.fate IS NOT NULL),
            (SELECT count(*) FROM read_log AS r WHERE r.document_id = d.document_id),
            (SELECT count(*) FROM document_version AS v WHERE v.document_id = d.document_id),
            (SELECT count(*) FROM kpi_budget AS k WHERE k.year = d.year),
            (SELECT count(*) FROM alert AS a WHERE a.year = d.year),
            (SELECT count(*) FROM outbox JOIN alert AS a USING (alert_id) WHERE a.year = d.year)
        FROM document AS d WHERE d.document_id <> 'oud'"""
    ).fetchall()
    assert [row[1:] for row in per_document if row[1:] != (FIGURES, FIGURES, 1, 1, 1, 1, 1)] == []
    loaded = {int(row[0].removesuffix(".txt")) for row in per_document}
    assert said <= loaded
    return loaded


def contents(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Everything in the warehouse but when it was written, how often it was read, and in which order it was told.

    What the log of alerts holds stands in `alert`; its chain of hashes follows the order of arrival.
    """
    with open_warehouse(path, read_only=True) as con:
        tables = [name for (name,) in con.execute("SELECT table_name FROM duckdb_tables() ORDER BY ALL").fetchall()]
        return {
            table: con.execute(
                f"SELECT COLUMNS(lambda c: NOT list_contains($1, c)) FROM {table} ORDER BY ALL", [list(MOMENTS)]
            ).fetchall()
            for table in tables
            if table not in {"read_log", "alert_log", "alert_log_head"}
        }


if __name__ == "__main__":
    work(Path(sys.argv[1]), [int(number) for number in sys.argv[2].split(",")], again="again" in sys.argv)
