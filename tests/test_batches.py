"""Documents side by side and in batches: the same rows as one by one, whatever breaks or is killed on the way."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from infra.settings import Settings
from tasks import batches
from tasks.batches import Most, gathered, in_parallel, readers
from tasks.conclude import Conclusion
from tasks.ingest import Outcome, ingest_object, ingest_objects
from tasks.loading import load_batch
from tasks.model import Normalised
from tasks.outcome import Taken
from tasks.packed import packed
from tasks.storage import documents, open_store
from tasks.warehouse import Incoming, Seen, WarehouseError, open_warehouse, replace_documents
from tests.benchmarks.many import write
from tests.killing import ROOT, contents
from tests.small_documents import READER, document, figure, normalised

NOW = datetime(2026, 1, 1)
COUNT = 12
KILLED = """
import sys
from pathlib import Path
from datetime import datetime
from infra.settings import Settings
from tasks import batches
from tasks.ingest import ingest_objects
from tasks.storage import documents, open_store
batches.USUAL = batches.Most(documents=5)
store, prefix = open_store(sys.argv[1], Settings())
found = [(store, ref) for ref in documents(store, prefix)]
given = {"warehouse": Path(sys.argv[2]), "settings": Settings(alert_since_year=1990), "now": datetime(2026, 1, 1)}
for outcome in ingest_objects(found, **given):
    print(outcome.uri, flush=True)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents of two municipalities, one that cannot be read among them, and one that is there twice."""
    made = tmp_path_factory.mktemp("documents")
    write(made, COUNT, first=18)
    (made / "kapot.pdf").write_bytes(b"%PDF-1.7 afgebroken")
    one = next(made.rglob("000019.txt"))
    one.with_name("kopie.txt").write_bytes(one.read_bytes())
    return made


@pytest.fixture(scope="module")
def one_by_one(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse of these documents, each a batch of its own."""
    path = tmp_path_factory.mktemp("alone") / "w.duckdb"
    store, _ = open_store(str(folder), Settings())
    for ref in documents(store):
        ingest_object(store, ref, warehouse=path, settings=Settings(alert_since_year=1990), now=NOW)
    return path


def ingested(folder: Path, path: Path, **changes: int) -> list[Outcome]:
    store, _ = open_store(str(folder), Settings())
    settings = Settings(alert_since_year=1990, **changes)  # type: ignore[arg-type]
    return list(ingest_objects([(store, ref) for ref in documents(store)], warehouse=path, settings=settings, now=NOW))


@pytest.mark.parametrize("most", [Most(), Most(documents=7), Most(rows=300), Most(seconds=0.05)], ids=str)
def test_in_batches_the_rows_are_those_of_one_by_one(
    folder: Path, one_by_one: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: Most
) -> None:
    monkeypatch.setattr(batches, "USUAL", most)
    outcomes = ingested(folder, tmp_path / "w.duckdb", readers=3)
    assert [outcome.status for outcome in outcomes].count("quarantined") == 1
    assert len(outcomes) == COUNT + 2
    assert contents(tmp_path / "w.duckdb") == contents(one_by_one)
    with open_warehouse(one_by_one) as con:
        assert con.execute("SELECT count(*) > 0 FROM alert").fetchall() == [(True,)]


def test_killed_on_the_way_it_is_taken_up_again_without_loss_or_doubling(
    folder: Path, one_by_one: Path, tmp_path: Path
) -> None:
    path, chance = tmp_path / "w.duckdb", random.Random(11)
    command = [sys.executable, "-c", KILLED, str(folder), str(path)]
    for _ in range(3):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as running:
            assert running.stdout
            said = {running.stdout.readline().strip()}
            time.sleep(chance.uniform(0, 0.4))
            running.kill()
            said |= {line.strip() for line in running.stdout.read().splitlines() if line.endswith(".txt")}
        with open_warehouse(path) as con:
            kept = {uri for (uri,) in con.execute("SELECT uri FROM document_source").fetchall()}
        assert said - kept <= {(folder / "kapot.pdf").as_uri()}
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    assert contents(path) == contents(one_by_one)


def taken(name: str, *, twice: bool = False) -> Taken:
    """An object as read; `twice` gives it an id that occurs twice, which the warehouse refuses."""
    one = document(name)
    read = normalised(one, figure("jeugd", 120), figure("jeugd", 100, "begroting"))
    if twice:
        read = Normalised(read.observations.vstack(read.observations), read.findings, read.cells)
    return Taken(Seen(one.uri, name, "1", one.document_id, 10), Conclusion(one, (packed(read),), READER, 1))


def test_the_document_that_breaks_a_batch_stands_alone_in_quarantine(tmp_path: Path) -> None:
    batch = [taken(f"{number}.txt", twice=number in {2, 9}) for number in range(11)]
    outcomes = load_batch(batch, warehouse=tmp_path / "w.duckdb", settings=Settings(), now=NOW)
    refused = [number for number, outcome in enumerate(outcomes) if outcome.status == "quarantined"]
    assert refused == [2, 9]
    assert "komt 4 keer voor" in outcomes[2].reason
    assert {outcome.status for number, outcome in enumerate(outcomes) if number not in refused} == {"loaded"}
    with open_warehouse(tmp_path / "w.duckdb") as con:
        assert con.execute("SELECT count(*) FROM document").fetchall() == [(9,)]
        assert con.execute("SELECT key FROM quarantine ORDER BY ALL").fetchall() == [("2.txt",), ("9.txt",)]


def test_what_says_nothing_of_a_document_refuses_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise duckdb.IOException("No space left on device")

    monkeypatch.setattr("tasks.loading.replace_documents", full)
    with pytest.raises(Exception, match=r"groep van 2 .* kon niet opgeslagen worden: de schijf is vol, .* No space"):
        load_batch([taken("a"), taken("b")], warehouse=tmp_path / "w.duckdb", settings=Settings(), now=NOW)
    with open_warehouse(tmp_path / "w.duckdb") as con:
        assert con.execute("SELECT count(*) FROM quarantine").fetchall() == [(0,)]


def test_a_batch_that_needs_more_memory_than_loading_may_take_gets_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = []

    def greedy(con: duckdb.DuckDBPyConnection, incoming: Sequence[Incoming]) -> None:
        limits.extend(con.execute("SELECT current_setting('memory_limit')").fetchall())
        if len(limits) == 1:
            raise duckdb.OutOfMemoryException("failed to pin block")
        replace_documents(con, incoming)

    monkeypatch.setattr("tasks.loading.replace_documents", greedy)
    outcomes = load_batch([taken("a"), taken("b")], warehouse=tmp_path / "w.duckdb", settings=Settings(), now=NOW)
    assert [outcome.status for outcome in outcomes] == ["loaded", "loaded"]
    assert len(set(limits)) == 2


def test_memory_that_the_machine_does_not_have_refuses_no_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def greedy(*_: object) -> None:
        raise duckdb.OutOfMemoryException("failed to pin block")

    monkeypatch.setattr("tasks.loading.replace_documents", greedy)
    with pytest.raises(WarehouseError, match=r"groep van 2 .*failed to pin block"):
        load_batch([taken("a"), taken("b")], warehouse=tmp_path / "w.duckdb", settings=Settings(), now=NOW)
    with open_warehouse(tmp_path / "w.duckdb") as con:
        assert con.execute("SELECT count(*) FROM quarantine").fetchall() == [(0,)]


def test_a_mistake_in_the_file_of_a_municipality_refuses_no_document(tmp_path: Path) -> None:
    (tmp_path / "borne.toml").write_text('code = "GM0147"\nraad = []\n')
    wrong = Settings(alert_folder=tmp_path)
    with pytest.raises(Exception, match=r"kon niet opgeslagen worden: .*borne\.toml: onbekend veld 'raad'"):
        load_batch([taken("a")], warehouse=tmp_path / "w.duckdb", settings=wrong, now=NOW)
    with open_warehouse(tmp_path / "w.duckdb") as con:
        assert con.execute("SELECT count(*) FROM quarantine").fetchall() == [(0,)]


def test_the_same_bytes_or_address_twice_are_two_batches() -> None:
    same = [taken("a"), taken("b"), taken("a"), taken("c"), taken("d")]
    assert [len(batch) for batch in gathered(futures(same), Most())] == [2, 3]


def test_a_batch_whose_time_is_up_does_not_wait_for_a_slow_reader() -> None:
    slow: Future[Taken] = Future()
    pending = iter([*futures([taken("a"), taken("b")]), ("c", slow)])
    made = gathered(pending, Most(seconds=0.01))
    assert sum(len(next(made)) for _ in range(1)) in {1, 2}
    threading.Timer(0.05, slow.set_result, [taken("c")]).start()
    assert [one.seen.key for batch in made for _, one in batch][-1] == "c"


def futures(of: list[Taken]) -> Iterator[tuple[str, Future[Taken]]]:
    for one in of:
        done: Future[Taken] = Future()
        done.set_result(one)
        yield one.seen.key, done


def test_side_by_side_means_at_the_same_time_and_in_order() -> None:
    met = threading.Barrier(3, timeout=30)

    def work(number: int) -> Taken:
        if number < 3:
            met.wait()  # breaks unless three are at work
        return taken(str(number))

    got = [(number, future.result().seen.key) for number, future in in_parallel(work, range(50), 3)]
    assert got == [(number, str(number)) for number in range(50)]


def test_who_stops_half_way_begins_no_more() -> None:
    begun: list[int] = []

    def work(number: int) -> Taken:
        begun.append(number)
        return taken(str(number))

    pending = in_parallel(work, range(1000), 2)
    next(pending)
    pending.close()
    assert len(begun) <= 2 * batches.AHEAD + 1


def test_as_many_readers_as_asked_for_or_as_there_are_cores() -> None:
    assert readers(3) == 3
    assert readers(None) >= 1
