"""How the batch holds against the line of before, and at the size of the country: ratios within one run, `make bench`.

The line of before is a checkout of the last commit without batches, run with the same Python and libraries, in turns
with this one. `BENCH_DOCUMENTS=60 BENCH_YEARS=3` make a quick run; the whole takes half an hour and 4 GB of disk.
It prints beside each figure what it should be and asserts nothing about time, but everything about the rows.
"""

from __future__ import annotations

import io
import os
import shutil
import signal
import statistics
import subprocess
import sys
import sysconfig
import tarfile
import time
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from infra.settings import Settings
from tasks.ingest import ingest_object
from tasks.storage import documents, open_store
from tasks.warehouse import open_warehouse
from tasks.warehouse.published import publish, published_path
from tests.benchmarks.many import write
from tests.benchmarks.national import fill
from tests.benchmarks.processor import counted

ROOT = Path(__file__).parents[2]
BEFORE = os.environ.get("BENCH_BEFORE", "5a04f95")
DOCUMENTS = int(os.environ.get("BENCH_DOCUMENTS", "1000"))
YEARS = int(os.environ.get("BENCH_YEARS", "29"))  # of 342 municipalities with 1,008 figures each: ten million
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
OF_ONE = 120  # documents that one municipality gets, one after the other
COUNTRY = 342 * 12 * 10
MAIN = "from flows.cli import main; main()"
COMPARED = ("observation", "finding", "cell", "kpi_budget", "kpi_trend", "kpi_left_out")
OF_ITS_TIME = {"load_number", "year", "value_ground", "value_score"}  # columns that one of the two may not have


@dataclass(frozen=True)
class Run:
    """One command as a process of its own."""

    seconds: float
    processor: float  # seconds of all its processes; without its readers where no control group can be made
    peak: int  # MB, of the largest of its processes


def run(root: Path, *arguments: object, on: str = "", **environment: str) -> Run:
    """`domeinwacht …` of a checkout, on the cores that are named where any are (as `taskset -c` names them)."""
    command = [*(["taskset", "-c", on] if on else []), python_of(root), "-c", MAIN, *map(str, arguments)]
    surroundings = {**os.environ, "PYTHONPATH": str(root), **environment}
    with counted() as group:
        started = time.perf_counter()
        with subprocess.Popen(command, cwd=root, env=surroundings, stdout=subprocess.DEVNULL) as process:
            if group:
                group.add(process.pid)
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        took = time.perf_counter() - started
        processor = group.seconds() if group else used.ru_utime + used.ru_stime
    assert process.returncode == 0, command
    return Run(took, processor, used.ru_maxrss // 1024)


def python_of(root: Path) -> str:
    """The Python that runs a checkout: its readers are started without an environment, and know no other path."""
    return sys.executable if root == ROOT else str(root / ".venv" / "bin" / "python")


def say(text: str) -> None:
    print(f"\n  {text}", end="")


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program as it was before there were batches."""
    archive = subprocess.run(["git", "archive", BEFORE], cwd=ROOT, capture_output=True, check=False)
    if archive.returncode:
        pytest.skip(f"the commit {BEFORE} is not in this checkout")
    folder = tmp_path_factory.mktemp("before")
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tar:
        tar.extractall(folder, filter="data")
    venv.create(folder / ".venv", symlinks=True)
    (packages,) = folder.glob(".venv/lib/python*/site-packages")
    (packages / "before.pth").write_text(f"{folder}\n{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    write(folder, DOCUMENTS)
    return folder


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A warehouse with the figures of the country, published."""
    path = tmp_path_factory.mktemp("country") / "w.duckdb"
    with open_warehouse(path) as con:
        fill(con, 342, YEARS)
        say(f"{con.execute('SELECT count(*) FROM observation').fetchall()[0][0]} figures:")
    publish(path, wait=0)
    yield path
    shutil.rmtree(path.parent)


def test_documents_per_second_beside_the_line_of_before(before: Path, many: Path, tmp_path: Path) -> None:
    old = run(before, "ingest", many, "--warehouse", tmp_path / "old.duckdb")
    two = run(ROOT, "ingest", many, "--warehouse", tmp_path / "two.duckdb", DOMEINWACHT_READERS="2")
    one = run(ROOT, "ingest", many, "--warehouse", tmp_path / "one.duckdb", DOMEINWACHT_READERS="1")
    again = run(ROOT, "ingest", many, "--warehouse", tmp_path / "two.duckdb", DOMEINWACHT_READERS="2")
    speed = DOCUMENTS / two.seconds
    say(f"{DOCUMENTS} documents: {speed:.1f} a second, {old.seconds / two.seconds:.1f} x before (at least 5)")
    say(f"by the processor, whatever else it did: {two.processor / DOCUMENTS * 1000:.0f} ms a document, "
        f"{old.processor / DOCUMENTS * 1000:.0f} ms before, without readers that are not waited for")  # fmt: skip
    say(f"two readers beside one: {one.seconds / two.seconds:.2f} x, {one.seconds / two.seconds / 2:.0%} (at least 85)")
    say(f"largest process {two.peak} MB (under 1,000), {old.peak} MB before; the country at this speed: "
        f"{COUNTRY} / {speed:.1f} = {COUNTRY / speed / 60:.0f} minutes on two cores")  # fmt: skip
    say(f"the same folder again: {again.seconds / DOCUMENTS * 1000:.0f} ms a document, "
        f"{two.seconds / again.seconds:.1f} x as fast as reading it")  # fmt: skip
    assert rows(tmp_path / "two.duckdb") == rows(tmp_path / "one.duckdb")


def test_a_run_that_was_killed_goes_on_without_loss_or_doubling(many: Path, tmp_path: Path) -> None:
    whole = run(ROOT, "ingest", many, "--warehouse", tmp_path / "whole.duckdb")
    cut = tmp_path / "cut.duckdb"
    command = [sys.executable, "-c", MAIN, "ingest", str(many), "--warehouse", str(cut)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True) as process:
        while process.poll() is None and not published_path(cut).exists():  # until the first batch is there
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGKILL)
    loaded = count(cut, "document")
    assert 0 < loaded < count(tmp_path / "whole.duckdb", "document"), "one batch holds all: take more documents"
    rest = run(ROOT, "ingest", many, "--warehouse", cut)
    assert rows(cut) == rows(tmp_path / "whole.duckdb")
    say(f"killed with {loaded} of {DOCUMENTS} loaded, the rest in {rest.seconds:.0f} s beside {whole.seconds:.0f} s of "
        "all in one: the same rows and alerts")  # fmt: skip


def test_the_same_rows_and_alerts_as_one_by_one(many: Path, tmp_path: Path) -> None:
    together = run(ROOT, "ingest", many, "--warehouse", tmp_path / "together.duckdb")
    store, _ = open_store(str(many), Settings())
    started = time.perf_counter()
    for ref in documents(store):
        ingest_object(store, ref, warehouse=tmp_path / "one.duckdb", settings=Settings(), now=datetime(2026, 1, 1))
    alone = time.perf_counter() - started
    assert rows(tmp_path / "one.duckdb") == rows(tmp_path / "together.duckdb")
    say(f"one by one: {alone / together.seconds:.1f} x the time of batches, the same rows and alerts")


def count(path: Path, table: str) -> int:
    with duckdb.connect(str(path), read_only=True) as con:
        return int(con.table(table).count("*").fetchall()[0][0])


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with duckdb.connect(str(path), read_only=True) as con:
        kept = "SELECT COLUMNS(lambda c: NOT list_contains($1, c)) FROM"
        found = {
            table: con.execute(f"{kept} {table} ORDER BY ALL", [list(OF_ITS_TIME)]).fetchall() for table in COMPARED
        }
        return found | {"alert": con.execute("SELECT alert_id, mailable FROM alert ORDER BY ALL").fetchall()}


def test_a_document_costs_the_same_however_many_its_municipality_has(tmp_path: Path) -> None:
    write(tmp_path / "in", OF_ONE * 12)
    store, _ = open_store(str(tmp_path / "in"), Settings())
    refs = sorted(documents(store), key=lambda ref: ref.key.rsplit("/", 1)[-1])[::12]
    code, taken = refs[0].key.split("/")[0], []
    for ref in refs:
        _, year, kind, name = ref.key.split("/")
        target = tmp_path / "one" / code / str(int(year) - 5 + len(taken) % 10) / kind / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(tmp_path / "in" / ref.key, target)
        of_one, _ = open_store(str(target.parents[3]), Settings())
        (here,) = [found for found in documents(of_one) if found.key.endswith(name)]
        started = time.perf_counter()
        ingest_object(of_one, here, warehouse=tmp_path / "w.duckdb", settings=Settings(), now=datetime(2026, 1, 1))
        taken.append(time.perf_counter() - started)
    first, last = statistics.median(taken[10:30]), statistics.median(taken[-20:])
    say(f"of one municipality: {first * 1000:.0f} ms for one of the first, {last * 1000:.0f} ms after {OF_ONE} = "
        f"{last / first:.2f} x (2.7 x before)")  # fmt: skip


def test_publishing_beside_a_bare_copy(country: Path) -> None:
    ours, bare = [], []
    for _ in range(ROUNDS):
        os.utime(published_path(country), ns=(0, 0))  # as if it were behind
        started = time.perf_counter()
        assert publish(country, wait=0)
        ours.append(time.perf_counter() - started)
        started = time.perf_counter()
        subprocess.run(["cp", country, country.with_name("bare")], check=True)
        bare.append(time.perf_counter() - started)
        country.with_name("bare").unlink()  # to write over a file takes twice as long
    say(f"publishing {country.stat().st_size / 1e6:.0f} MB: {statistics.median(ours):.2f} s (at most 0.7) = "
        f"{statistics.median(ours) / statistics.median(bare):.1f} x a bare copy (at most 3)")  # fmt: skip


def test_one_document_into_the_country_beside_an_empty_warehouse(country: Path, tmp_path: Path) -> None:
    large, empty = [], []
    for number in range(ROUNDS):
        write(tmp_path / str(number), 1, first=number)
        large.append(run(ROOT, "ingest", tmp_path / str(number), "--warehouse", country))
        empty.append(run(ROOT, "ingest", tmp_path / str(number), "--warehouse", tmp_path / f"{number}.duckdb"))
    ours, bare = (statistics.median(one.seconds for one in runs) for runs in (large, empty))
    say(f"one document, the whole command: {ours:.1f} s = {ours / bare:.2f} x into an empty warehouse (at most 1.5)")


def test_an_export_stays_in_memory(country: Path, tmp_path: Path) -> None:
    made = run(ROOT, "export", "observations", "--out", tmp_path / "o.csv", "--warehouse", country)
    say(f"export of all figures: {made.peak} MB at most, {made.seconds:.0f} s")
