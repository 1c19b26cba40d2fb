"""How the warehouse holds at the size of the country, as ratios within one run: `make bench`.

It prints beside each figure what it should be at most and asserts nothing about time, but everything about what a
killed process leaves. `BENCH_ROWS=0,100000 BENCH_BULK=200000 BENCH_MUNICIPALITIES=10 BENCH_KILLS=5` make a quick run;
the whole takes some ten minutes and 5 GB of disk.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from infra.settings import Settings
from tasks.frames import CELLS, FINDINGS, OBSERVATIONS
from tasks.ingest import refresh
from tasks.model import Document, Kind, Normalised
from tasks.warehouse import open_warehouse, replace_document, transaction
from tasks.warehouse.bulk import load_observations
from tasks.warehouse.load import add_rows, forget_rows, known_loads, registered
from tasks.warehouse.published import publish, published_path
from tasks.warehouse.touched import forget_touched, touch
from tests.benchmarks.national import FIGURES, fill
from tests.killing import killed_and_checked

SIZES = [int(size) for size in os.environ.get("BENCH_ROWS", "0,1000000,20000000").split(",")]
BULK = int(os.environ.get("BENCH_BULK", "10000000"))
MUNICIPALITIES = int(os.environ.get("BENCH_MUNICIPALITIES", "342"))
KILLS = int(os.environ.get("BENCH_KILLS", "100"))
YEARS, ROUNDS = 10, 15
MOMENT = datetime(2026, 1, 1)


def seconds(job: Callable[[], object]) -> float:
    started = time.perf_counter()
    job()
    return time.perf_counter() - started


def say(text: str) -> None:
    print(f"\n  {text}", end="")


def medians(jobs: Sequence[Callable[[], object]], rounds: int = ROUNDS) -> list[float]:
    """The median of each job, taken in turns: what else the machine does falls on all of them."""
    for job in jobs:
        job()
    taken = [[seconds(job) for job in jobs] for _ in range(rounds)]
    return [statistics.median(times) for times in zip(*taken, strict=True)]


def document_of(con: duckdb.DuckDBPyConnection, document_id: str) -> tuple[Document, Normalised]:
    """A document of the warehouse as reading would hand it over."""
    given = [document_id]
    uri, municipality, year = con.execute(
        "SELECT uri, municipality, year FROM document WHERE document_id = $1", given
    ).fetchall()[0]
    frames = [
        con.table(table).filter(f"document_id = '{document_id}'").pl().select(list(columns)).cast(dict(columns))
        for table, columns in (("observation", OBSERVATIONS), ("finding", FINDINGS), ("cell", CELLS))
    ]
    document = Document(document_id, uri, uri, "1", municipality, Kind.JAARSTUKKEN, year, str(year))
    return document, Normalised(*frames)


def test_upsert_of_a_document_beside_a_raw_append(tmp_path: Path) -> None:
    whole: dict[int, tuple[float, float]] = {}
    for size in SIZES:
        path = tmp_path / f"{size}.duckdb"
        with open_warehouse(path) as con:
            fill(con, 1, 1)
            one, read = document_of(con, con.execute("SELECT document_id FROM document").fetchall()[0][0])
            if size:
                fill(con, -(-size // FIGURES // YEARS), YEARS, first=2, cells=False)
            bare = replace(read, cells=read.cells.clear())
            other = read.observations.with_columns(document_id=pl.lit("other"))
            fresh = iter([read.observations.with_columns(document_id=pl.lit(f"new {n}")) for n in range(ROUNDS + 1)])
            new, again, raw, line = medians(
                [
                    lambda con=con, fresh=fresh: upsert(con, next(fresh)),
                    partial(upsert, con, bare.observations),
                    partial(append, con, other),
                    partial(load, con, one, bare),
                ]
            )
        whole[size] = new, again
        first_new, first_again = whole[SIZES[0]]
        say(
            f"{size:>9} rows (at most 1.5 x each): {FIGURES} rows of a new document {new * 1000:.1f} ms = "
            f"{new / raw:.2f} x a raw append and {new / first_new:.2f} x at {SIZES[0]} rows; in the place of what was "
            f"read before {again * 1000:.1f} ms = {again / raw:.2f} x and {again / first_again:.2f} x; with address, "
            f"log and cells {line * 1000:.1f} ms"
        )
        path.unlink()


def test_upsert_beside_the_merge_of_dlt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """dlt is no part of this project: give its folder in PYTHONPATH. It takes the same rows, by the same key."""
    dlt = pytest.importorskip("dlt", reason="dlt is not installed")
    monkeypatch.setenv("DLT_DATA_DIR", str(tmp_path / "dlt"))
    monkeypatch.setenv("RUNTIME__DLTHUB_TELEMETRY", "false")
    monkeypatch.setenv("RUNTIME__LOG_LEVEL", "CRITICAL")
    for size in SIZES:
        path, theirs = tmp_path / f"{size}.duckdb", tmp_path / f"dlt{size}.duckdb"
        with open_warehouse(path) as con:
            fill(con, 1, 1)
            _, read = document_of(con, con.execute("SELECT document_id FROM document").fetchall()[0][0])
            if size:
                fill(con, -(-size // FIGURES // YEARS), YEARS, first=2, cells=False)
        frame = read.observations
        pipeline = dlt.pipeline(
            f"n{size}", destination=dlt.destinations.duckdb(str(theirs)), dataset_name="d", pipelines_dir=str(tmp_path)
        )
        merged = partial(merge, dlt, pipeline, frame)
        merged()
        with duckdb.connect(str(theirs)) as con:  # the other rows are in its table as in ours
            con.execute(f"ATTACH '{path}' AS ours (READ_ONLY)").fetchall()
            con.execute(
                "INSERT INTO d.observation BY NAME SELECT COLUMNS(lambda c: list_contains($1, c)) "
                "FROM ours.observation WHERE document_id <> $2", [frame.columns, frame["document_id"][0]]
            ).fetchall()  # fmt: skip
        other = statistics.median(seconds(merged) for _ in range(ROUNDS // 3))
        mine = statistics.median(seconds(partial(upsert_alone, path, frame)) for _ in range(ROUNDS))
        with duckdb.connect(str(theirs)) as con, duckdb.connect(str(path)) as own:
            counted = [one.execute(f"SELECT count(*) FROM {name}").fetchall() for one, name in
                       ((con, "d.observation"), (own, "observation"))]  # fmt: skip
        assert counted[0] == counted[1]
        say(f"{size:>9} rows: merge of dlt {other * 1000:.0f} ms = {other / mine:.0f} x ours with opening and closing, "
            f"{mine * 1000:.0f} ms")  # fmt: skip
        path.unlink()
        theirs.unlink()


def merge(dlt: Any, pipeline: Any, frame: pl.DataFrame) -> None:
    """The rows of a document in the place of what was known of it, as dlt does that."""
    given = dlt.resource(frame.to_arrow(), name="observation", write_disposition="merge", merge_key="document_id")
    pipeline.run(given)


def upsert_alone(path: Path, frame: pl.DataFrame) -> None:
    with open_warehouse(path) as con:
        upsert(con, frame)


def upsert(con: duckdb.DuckDBPyConnection, frame: pl.DataFrame) -> None:
    """The rows of a document as `replace_documents` puts them in: the old ones go first where it was read before.

    They keep the number of their load, for the next one is written with the document, which is not measured here.
    """
    one = frame["document_id"][0]
    with transaction(con):
        known = known_loads(con, [one])
        number = pl.lit(known.get(one, time.time_ns() // 1000)).alias("load_number")
        forget_rows(con, "observation", known)
        add_rows(con, "observation", frame.with_columns(number))


def append(con: duckdb.DuckDBPyConnection, frame: pl.DataFrame) -> None:
    with transaction(con), registered(con, incoming=frame):
        con.execute("INSERT INTO observation BY NAME SELECT * FROM incoming").fetchall()


def load(con: duckdb.DuckDBPyConnection, one: Document, read: Normalised) -> None:
    with transaction(con):
        replace_document(con, one, read, "made")


def test_bulk_from_parquet_beside_a_bare_insert(tmp_path: Path) -> None:
    parquet = tmp_path / "bulk.parquet"
    with open_warehouse(tmp_path / "made.duckdb") as con:
        fill(con, -(-BULK // FIGURES // YEARS), YEARS, cells=False)
        con.execute(f"COPY (SELECT * REPLACE ('land' AS document_id) FROM observation) TO '{parquet}'").fetchall()
    (tmp_path / "made.duckdb").unlink()
    one = Document("land", "s3://land.parquet", "land.parquet", "1", "NL", Kind.IV3, 2025, "2025")
    taken = {}
    for name, job in (("bare", insert), ("bulk", bulk), ("frame", partial(framed, one))):
        with open_warehouse(tmp_path / f"{name}.duckdb") as con:
            if name == "bulk":
                load(
                    con, one, Normalised(*(pl.DataFrame(schema=columns) for columns in (OBSERVATIONS, FINDINGS, CELLS)))
                )
            taken[name] = seconds(partial(job, con, parquet))
            assert con.execute("SELECT count(*) FROM observation").fetchall()[0][0] >= BULK
        (tmp_path / f"{name}.duckdb").unlink()
    say(
        f"bulk of {BULK} rows from Parquet: {taken['bulk']:.1f} s = {taken['bulk'] / taken['bare']:.2f} x a bare "
        f"insert (at most 1.3); through a frame, as one document, {taken['frame'] / taken['bare']:.2f} x"
    )


def insert(con: duckdb.DuckDBPyConnection, parquet: Path) -> None:
    con.execute(f"INSERT INTO observation SELECT * FROM '{parquet}'").fetchall()


def bulk(con: duckdb.DuckDBPyConnection, parquet: Path) -> None:
    with transaction(con):
        load_observations(con, parquet)


def framed(one: Document, con: duckdb.DuckDBPyConnection, parquet: Path) -> None:
    nothing = pl.DataFrame(schema=FINDINGS), pl.DataFrame(schema=CELLS)
    load(con, one, Normalised(pl.read_parquet(parquet), *nothing))


def test_refresh_after_one_document_in_the_country_and_in_one_municipality(tmp_path: Path) -> None:
    paths = {count: tmp_path / f"{count}.duckdb" for count in (1, MUNICIPALITIES)}
    settings = Settings(mail_to=["financien@borne.nl"])
    jobs: list[Callable[[], object]] = []
    with ExitStack() as opened:
        for count, path in paths.items():
            with open_warehouse(path) as con, transaction(con):
                fill(con, count, YEARS)
                refresh(con, settings, MOMENT)
            con = opened.enter_context(open_warehouse(path))
            ids = con.execute("SELECT document_id FROM document WHERE municipality = 'GM0001' ORDER BY year").fetchall()
            one, read = document_of(con, ids[-1][0])
            jobs += [partial(load, con, one, read), partial(after, con, settings, one), partial(listed, con)]
        loaded, refreshed, told, loaded_all, refreshed_all, told_all = medians(jobs)
    size = paths[MUNICIPALITIES].stat().st_size / 1e6
    say(f"{MUNICIPALITIES} municipalities x {YEARS} years x {FIGURES} figures, {size:.0f} MB:")
    say(f"load of a document {loaded_all * 1000:.0f} ms = {loaded_all / loaded:.2f} x in one municipality")
    say(f"checks (facts, restatements), KPIs and alerts {refreshed_all * 1000:.0f} ms (under 500) = "
        f"{refreshed_all / refreshed:.2f} x in one municipality (at most 1.5)")  # fmt: skip
    say(f"list of its restatements {told_all * 1000:.0f} ms = {told_all / told:.2f} x in one municipality")
    copied = seconds(lambda: publish(paths[MUNICIPALITIES], wait=0))
    say(f"publishing it {copied:.1f} s, {published_path(paths[MUNICIPALITIES]).stat().st_size / copied / 1e6:.0f} MB/s")


def after(con: duckdb.DuckDBPyConnection, settings: Settings, one: Document) -> None:
    with transaction(con):
        forget_touched(con)
        touch(con, [one.document_id], [one.uri])
        refresh(con, settings, MOMENT, touched=True)


def listed(con: duckdb.DuckDBPyConnection) -> None:
    assert con.execute("SELECT count(*) FROM restatement WHERE municipality = 'GM0001'").fetchall() > [(0,)]


@pytest.mark.parametrize("seed", [2026])
def test_killed_a_hundred_times(tmp_path: Path, seed: int) -> None:
    counted = killed_and_checked(tmp_path / "w.duckdb", [0, 1, 2], KILLS, seed)
    say(f"{KILLS} kills: nothing lost, nothing half, no alert lost or doubled; killed {counted}")
