from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from flows.cli import app
from tasks.warehouse import WarehouseError, WarehouseLocked, copier, open_warehouse
from tasks.warehouse.connection import CONFIG, schema_files
from tasks.warehouse.copier import NOT_ON_DISK
from tasks.warehouse.copies import COPIER, FileCopy, write_copy
from tasks.warehouse.published import Damaged, back_up, is_behind, open_published, publish, published_path, restore
from tasks.warehouse.statements import statement
from tests.killing import OLD_SCHEMA, old_warehouse
from tests.small_documents import document, figure, load
from tests.waiting import until
from tests.warehouse.test_opening import HOLD, another_process


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A warehouse with one document, not published."""
    path = tmp_path / "het's.duckdb"  # a name that SQL text must not break on
    add(path, "a")
    return path


def add(path: Path, name: str) -> None:
    with open_warehouse(path) as con:
        load(con, document(name), figure("wmo", 1))


def names_in(con: duckdb.DuckDBPyConnection) -> list[str]:
    return [name for (name,) in con.execute("SELECT name FROM document ORDER BY ALL").fetchall()]


def seen(path: Path) -> list[str]:
    with open_published(path, wait=0) as con:
        return names_in(con)


def test_a_reader_sees_what_was_written_last(path: Path) -> None:
    assert seen(path) == ["a"]
    add(path, "b")
    assert is_behind(path)
    assert seen(path) == ["a", "b"]
    assert not is_behind(path)


def test_a_reader_does_not_wait_for_a_writer(path: Path) -> None:
    publish(path, wait=0)
    add(path, "b")
    with another_process(HOLD, path):
        assert seen(path) == ["a"]


def test_a_writer_does_not_wait_for_a_reader(path: Path) -> None:
    with open_published(path, wait=0) as reader:
        code = "import sys; from tests.warehouse.test_published import add, Path; add(Path(sys.argv[1]), 'b')"
        subprocess.run([sys.executable, "-c", code, path], check=True, cwd=Path(__file__).parents[2])
        assert publish(path, wait=0)
        assert names_in(reader) == ["a"]
    assert seen(path) == ["a", "b"]


def test_without_a_copy_a_reader_waits_and_is_told_who_holds_the_warehouse(path: Path) -> None:
    with another_process(HOLD, path) as holder, pytest.raises(WarehouseLocked, match=f"proces {holder.pid}"):
        seen(path)


def test_nothing_is_copied_when_nothing_was_written_or_too_soon(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert publish(path, wait=0)
    assert not publish(path, wait=0)
    add(path, "b")
    monkeypatch.setattr("tasks.warehouse.published.COPIED_PER_SECOND", 1)
    assert not publish(path, wait=0, share=0.1)
    assert seen(path) == ["a"]  # so large a warehouse is not copied by a reader
    assert publish(path, wait=0)
    assert seen(path) == ["a", "b"]


def test_a_copy_of_another_version_of_the_program_is_made_anew(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(path, wait=0)
    monkeypatch.setattr("tasks.warehouse.connection.statement", lambda name: statement(name) + "\n-- changed")
    assert seen(path) == ["a"]


def damage(copy: Path, start: int, end: int | None, later: int = 0) -> None:
    """Other bytes in a copy that still bears the date of its warehouse, or one so many seconds later.

    In a file of its own: who made the copy may still be at it, and gives it its date when the disk has it.
    """
    data, made = bytearray(copy.read_bytes()), copy.stat()
    data[start:end] = bytes(byte ^ 255 for byte in data[start:end])
    damaged = copy.with_name("damaged")
    damaged.write_bytes(data)
    os.utime(damaged, ns=(made.st_atime_ns, made.st_mtime_ns + later * 10**9))
    damaged.replace(copy)


@pytest.mark.parametrize(("start", "end"), [(0, 4096), (12_288, 300_000), (0, None)])
def test_a_damaged_copy_with_a_fresh_date_is_made_anew(path: Path, start: int, end: int | None) -> None:
    publish(path, wait=0)
    damage(published_path(path), start, end)
    assert not is_behind(path)
    assert seen(path) == ["a"]


@pytest.mark.parametrize("end", [4096, None])
def test_a_damaged_copy_of_a_later_date_is_made_anew(path: Path, end: int | None) -> None:
    """It stayed, for a copy with a later date was taken for one that somebody else had just made (November 2026)."""
    publish(path, wait=0)
    damage(published_path(path), 0, end, later=1)
    assert seen(path) == ["a"]


def test_what_is_written_after_a_clock_was_set_back_is_seen(path: Path) -> None:
    """The copy of before bears a time to come, and stayed until that had come (November 2026)."""
    ahead = time.time_ns() + 3600 * 10**9
    os.utime(path, ns=(ahead, ahead))
    publish(path, wait=0)
    add(path, "b")
    assert path.stat().st_mtime_ns < ahead
    assert publish(path, wait=0)
    assert not is_behind(path)
    assert seen(path) == ["a", "b"]


def test_a_copy_of_a_time_to_come_is_not_kept_until_then(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A share of the time is counted from the last copy; that must not be an hour because a clock was set back."""
    publish(path, wait=0)
    add(path, "b")
    monkeypatch.setattr("tasks.warehouse.published.COPIED_PER_SECOND", 1)  # so large that it is copied now and then
    assert not publish(path, wait=0, share=0.1)
    made = published_path(path).stat().st_ctime
    monkeypatch.setattr(time, "time", lambda: made - 3600)
    assert publish(path, wait=0, share=0.1)


def whole(path: Path) -> list[str]:
    """Every row of every table, read from the copy."""
    with open_published(path, wait=0) as con:
        for (table,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall():
            con.table(table).fetchall()
        return names_in(con)


def test_a_copy_that_is_cut_off_is_made_anew(path: Path) -> None:
    publish(path, wait=0)
    made = published_path(path).stat()
    os.truncate(published_path(path), made.st_size // 2)
    os.utime(published_path(path), ns=(made.st_atime_ns, made.st_mtime_ns))
    assert whole(path) == ["a"]


@pytest.mark.parametrize("tenth", range(1, 10, 2))
def test_what_is_damaged_within_a_copy_is_told_once(path: Path, tenth: int) -> None:
    publish(path, wait=0)
    copy = published_path(path)
    start = copy.stat().st_size * tenth // 10
    damage(copy, start, start + 50_000)
    with contextlib.suppress(Damaged):
        whole(path)  # what is free in the file is never read, and may be damaged
    assert whole(path) == ["a"]


def test_what_died_with_the_writer_is_swept_away(path: Path) -> None:
    left = path.with_name(f".{published_path(path).name}.1234.part")
    left.write_bytes(b"half")
    publish(path, wait=0)
    assert not left.exists()


def test_of_two_that_wait_to_publish_the_second_finds_it_done(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the lock was waited for another process has published: nothing is copied a second time."""
    behind = iter([True, False])
    monkeypatch.setattr("tasks.warehouse.published.is_behind", lambda _: next(behind))
    assert not publish(path, wait=0)
    assert not published_path(path).exists()


def disk(path: Path, monkeypatch: pytest.MonkeyPatch, does: str) -> None:
    """Another disk than that of this machine: what it does when it is to take the copy."""
    copier = path.with_name("copier.py")
    code = COPIER.read_text(encoding="utf-8").replace("os.fsync(new.fileno())", does)
    copier.write_text(f"import time\n{code}", encoding="utf-8")
    monkeypatch.setattr("tasks.warehouse.copies.COPIER", copier)


def later(path: Path) -> int:
    """How much younger the copy says that it is than the warehouse, in nanoseconds."""
    return published_path(path).stat().st_mtime_ns - path.stat().st_mtime_ns


def test_nobody_waits_for_the_disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go = path.with_name("go")
    disk(path, monkeypatch, f"[time.sleep(0.01) for _ in iter(Path({str(go)!r}).exists, True)]")
    assert publish(path, wait=0)
    assert later(path) == NOT_ON_DISK
    assert seen(path) == ["a"]
    assert not is_behind(path)
    go.touch()
    until(lambda: True if later(path) == 0 else None)
    assert not is_behind(path)


def test_a_copy_that_the_disk_had_not_when_the_machine_stopped_is_made_anew(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk(path, monkeypatch, "sys.exit()")
    publish(path, wait=0)
    monkeypatch.setattr("tasks.warehouse.published._started", lambda: time.time_ns())
    assert is_behind(path)
    monkeypatch.undo()
    assert not is_behind(path)  # the machine did not stop: what was written is in its memory
    earlier = time.time_ns() - 3600 * 10**9
    with monkeypatch.context() as started:
        started.setattr(time, "time_ns", lambda: earlier)  # nor is it known when it did, where its clock was set back
        assert is_behind(path)
    monkeypatch.setattr("tasks.warehouse.published._started", lambda: time.time_ns())
    publish(path, wait=0)
    until(lambda: True if later(path) == 0 else None)
    assert not is_behind(path)


def test_a_copy_that_the_disk_refuses_is_withdrawn(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk(path, monkeypatch, "raise OSError('no room')")
    publish(path, wait=0)
    until(lambda: None if published_path(path).exists() else True)
    monkeypatch.undo()
    assert seen(path) == ["a"]


def test_the_warehouse_is_written_before_the_copy_stands_in_its_place(path: Path) -> None:
    with open_warehouse(path) as con:
        con.execute("CHECKPOINT").fetchall()
        made = FileCopy(path, published_path(path))
    add(path, "b")
    made.keep()
    with duckdb.connect(str(published_path(path)), read_only=True) as con:
        assert names_in(con) == ["a"]
    assert is_behind(path)


def test_an_older_copy_never_takes_the_place_of_a_newer_one(path: Path) -> None:
    with open_warehouse(path) as con:
        con.execute("CHECKPOINT").fetchall()
        older = FileCopy(path, published_path(path))
    older._part = older._part.rename(path.with_name("elsewhere"))  # not swept by who publishes next
    add(path, "b")
    publish(path, wait=0)
    older.keep()
    assert seen(path) == ["a", "b"]


@pytest.mark.parametrize("way", ["_shared", "_by_the_kernel"])
def test_each_way_to_copy_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    source, target = tmp_path / "a", tmp_path / "b"
    source.write_bytes(bytes(range(256)) * 9000)
    monkeypatch.setattr(f"tasks.warehouse.copier.{way}", lambda old, new: False)
    with source.open("rb") as old, target.open("xb") as new:
        copier.copy_bytes(old, new)
    assert target.read_bytes() == source.read_bytes()


def test_the_lock_outlives_the_copying(path: Path) -> None:
    code = "import sys; from tasks.warehouse import open_warehouse; open_warehouse(sys.argv[1], wait=0).__enter__()"
    with open_warehouse(path) as con:
        con.execute("CHECKPOINT").fetchall()
        FileCopy(path, published_path(path)).keep()
        other = subprocess.run([sys.executable, "-c", code, path], cwd=Path(__file__).parents[2], capture_output=True)
    assert b"WarehouseLocked" in other.stderr


def test_a_copy_that_cannot_be_written_is_said_and_leaves_the_old_one(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(path, wait=0)
    add(path, "b")
    copier = path.with_name("copier.py")
    copier.write_text("import sys; open(sys.argv[2], 'wb').write(b'half'); sys.exit('disk full')")
    monkeypatch.setattr("tasks.warehouse.copies.COPIER", copier)
    with pytest.raises(WarehouseError, match=r"published\.duckdb kan niet geschreven worden: disk full"):
        publish(path, wait=0)
    with duckdb.connect(str(published_path(path)), read_only=True) as con:
        assert names_in(con) == ["a"]
    assert list(path.parent.glob("*.part*")) == []


def test_a_copy_is_the_whole_warehouse(path: Path, tmp_path: Path) -> None:
    with open_warehouse(path) as con:
        write_copy(con, tmp_path / "copy.duckdb")
    catalog = "SELECT table_name, column_name, data_type, comment FROM duckdb_columns() ORDER BY ALL"
    with open_warehouse(path, read_only=True) as one, open_warehouse(tmp_path / "copy.duckdb", read_only=True) as other:
        assert one.execute(catalog).fetchall() == other.execute(catalog).fetchall()
        for question in ("FROM fact_current", "FROM restatement", "FROM domain_cost", "FROM document", "FROM cell"):
            assert one.execute(question).fetchall() == other.execute(question).fetchall()


def test_an_older_warehouse_is_kept_before_it_is_migrated(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    old_warehouse(path)
    with open_warehouse(path) as con:
        assert con.execute("SELECT uri, held_until FROM document_version").fetchall() == [("s3://oud", None)]
        assert con.execute("SELECT max(version) FROM schema_version").fetchall() == [(max(schema_files()),)]
    with duckdb.connect(str(tmp_path / f"w.v{OLD_SCHEMA}.duckdb"), config=CONFIG) as kept:
        assert kept.execute("SELECT max(version) FROM schema_version").fetchall() == [(OLD_SCHEMA,)]
        assert kept.execute("SELECT count(*) FROM observation").fetchall() == [(5000,)]


def test_without_a_backup_nothing_is_migrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "w.duckdb"
    old_warehouse(path)
    monkeypatch.setattr("tasks.warehouse.copies._counts", lambda con, name: {"observation": hash(name)})
    with pytest.raises(WarehouseError, match="is niet bijgewerkt: vooraf was geen kopie"), open_warehouse(path):
        pass
    with duckdb.connect(str(path), config=CONFIG) as con:
        assert con.execute("SELECT max(version) FROM schema_version").fetchall() == [(OLD_SCHEMA,)]


def test_a_backup_is_restored_and_what_was_there_is_kept(path: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.duckdb"
    assert back_up(path, saved, wait=0) == saved.stat().st_size
    add(path, "b")
    kept = restore(path, saved, wait=0)
    assert kept is not None
    assert seen(path) == ["a"]
    with open_warehouse(kept, read_only=True) as con:
        assert names_in(con) == ["a", "b"]
    add(path, "c")
    assert seen(path) == ["a", "c"]


def test_a_backup_of_an_older_program_is_migrated_on_the_way(tmp_path: Path) -> None:
    old_warehouse(tmp_path / "old.duckdb")
    assert restore(tmp_path / "new" / "w.duckdb", tmp_path / "old.duckdb", wait=0) is None
    assert sorted(found.name for found in (tmp_path / "new").iterdir()) == ["w.duckdb"]
    assert seen(tmp_path / "new" / "w.duckdb") == ["oud"]


def test_what_is_no_backup_is_refused_and_nothing_changes(path: Path, tmp_path: Path) -> None:
    newer, text, other = (tmp_path / name for name in ("newer.duckdb", "text.duckdb", "other.duckdb"))
    with open_warehouse(newer) as con:
        con.execute("INSERT INTO schema_version VALUES (9999, 'later', '2030-01-01')").fetchall()
    text.write_text("geen database" * 1000)
    with duckdb.connect(str(other)) as con:
        con.execute("CREATE TABLE t (i INTEGER)").fetchall()
    before = sorted(tmp_path.iterdir())
    for source, said in ((newer, "werk het bij"), (text, "is geen bewaard"), (other, "is geen bewaard"),
                         (tmp_path / "absent", "er is geen bewaard")):  # fmt: skip
        with pytest.raises(WarehouseError, match=said):
            restore(path, source, wait=0)
    with pytest.raises(WarehouseError, match="wordt niet overschreven"):
        back_up(path, newer, wait=0)
    assert sorted(tmp_path.iterdir()) == before
    assert seen(path) == ["a"]


def test_a_warehouse_in_use_is_not_replaced(path: Path, tmp_path: Path) -> None:
    back_up(path, tmp_path / "saved.duckdb", wait=0)
    with another_process(HOLD, path), pytest.raises(WarehouseLocked):
        restore(path, tmp_path / "saved.duckdb", wait=0.1)
    assert seen(path) == ["a"]


def test_the_verbs(path: Path, tmp_path: Path) -> None:
    where = ["--warehouse", str(path)]
    saved = str(tmp_path / "saved.duckdb")
    outputs = []
    for verb in (["backup", saved], ["restore", saved], ["audit"]):
        result = CliRunner().invoke(app, [*verb, *where], catch_exceptions=False)
        assert result.exit_code == 0
        outputs.append(result.output)
    assert "is bewaard in" in outputs[0]
    assert "is teruggezet" in outputs[1]
    assert "Wat daar stond" in outputs[1]
    add(path, "b")
    with another_process(HOLD, path):
        result = CliRunner().invoke(app, ["account", "--format", "json", *where], catch_exceptions=False)
    assert "laatst gepubliceerde stand" in result.output
    assert '"document": "b"' not in result.output
