"""Bytes that were read before are looked up, not read, until something that their reading rests on has changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from infra.settings import Settings
from tasks import known
from tasks.ingest import Outcome, ingest_objects
from tasks.model import Claim
from tasks.storage import documents, open_store
from tasks.warehouse import known_objects, open_warehouse
from tests.killing import contents

NOW = datetime(2026, 1, 1)
SAMPLES = Path(__file__).parent / "documents"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents, of one the folder says what it is."""
    made = tmp_path / "in" / "GM0147" / "2025"
    made.mkdir(parents=True)
    shutil.copy(SAMPLES / "text_tabs/borne_monitor_2025/document.txt", made / "monitor.txt")
    shutil.copy(SAMPLES / "text_layout/urk_jaarstukken_2024/document.txt", tmp_path / "in" / "urk.txt")
    return tmp_path / "in"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The objects that are really read."""
    from tasks import ingest

    names: list[str] = []
    conclude = ingest.conclude

    def watched(stored: ingest.StoredObject, said: Claim) -> object:
        names.append(stored.name)
        return conclude(stored, said)

    monkeypatch.setattr(ingest, "conclude", watched)
    yield names
    names.clear()


def ingested(folder: Path, said: Claim | None = None, *, again: bool = False, **changes: object) -> list[Outcome]:
    settings = Settings(alert_since_year=1990, **changes)  # type: ignore[arg-type]
    store, _ = open_store(str(folder), settings)
    found = [(store, ref) for ref in documents(store)]
    path = folder.parent / "w.duckdb"
    return list(ingest_objects(found, warehouse=path, settings=settings, now=NOW, said=said or Claim(), again=again))


def test_unchanged_bytes_are_not_read_and_tell_the_same(folder: Path, read: list[str]) -> None:
    first = ingested(folder)
    before = contents(folder.parent / "w.duckdb")
    assert sorted(read) == ["monitor.txt", "urk.txt"]
    read.clear()
    second = ingested(folder)
    assert read == []
    assert [outcome.status for outcome in second] == ["unchanged"] * 2
    assert contents(folder.parent / "w.duckdb") == before
    for told, known_now in zip(first, second, strict=True):
        for what in ("uri", "tables", "observations", "findings", "fates", "budgets", "left_out", "over_elsewhere"):
            assert getattr(told, what) == getattr(known_now, what), what
        assert (told.document and known_now.document) is not None
        assert told.document.municipality == known_now.document.municipality  # type: ignore[union-attr]


def test_asked_for_it_is_read_again(folder: Path, read: list[str]) -> None:
    ingested(folder)
    ingested(folder, again=True)
    assert len(read) == 4


def test_a_newer_program_or_vocabulary_reads_again(
    folder: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ingested(folder)
    monkeypatch.setattr(known, "program", lambda: "newer")
    ingested(folder)
    assert len(read) == 4
    ingested(folder)
    assert len(read) == 4


def test_the_program_is_its_code_its_lists_and_its_libraries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in (("tasks/a.py", "1"), ("tasks/vocabularies/b.csv", "1"), ("sql/c.sql", "1")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.setattr(known, "__file__", str(tmp_path / "tasks" / "known.py"))
    seen = [known.program.__wrapped__()]
    for name in ("tasks/a.py", "tasks/vocabularies/b.csv", "sql/c.sql"):
        (tmp_path / name).write_text("2")
        seen.append(known.program.__wrapped__())
    monkeypatch.setattr(known, "version", lambda name: "99")
    seen.append(known.program.__wrapped__())
    assert len(set(seen)) == len(seen)


def test_other_bytes_or_another_word_about_them_are_read(folder: Path, read: list[str]) -> None:
    ingested(folder)
    (folder / "urk.txt.json").write_text('{"kind": "other"}')
    read.clear()
    ingested(folder)
    assert read == ["urk.txt"]
    read.clear()
    ingested(folder, Claim(year=2025))  # what the folder says of the monitor already
    assert read == ["urk.txt"]
    with (folder / "GM0147/2025/monitor.txt").open("a") as file:
        file.write("\nToelichting\n")
    (folder / "urk.txt.json").unlink()
    read.clear()
    ingested(folder)
    assert sorted(read) == ["monitor.txt", "urk.txt"]


def test_the_same_bytes_under_other_names_are_what_was_said_last(folder: Path, read: list[str]) -> None:
    """Two addresses that say otherwise of the same bytes: the second reading makes the first one look again."""
    other = folder / "GM0164" / "2024"
    other.mkdir(parents=True)
    ingested(folder)
    shutil.copy(folder / "GM0147/2025/monitor.txt", other / "monitor.txt")
    read.clear()
    ingested(folder)
    ingested(folder)
    assert len(read) >= 2


def test_what_is_unchanged_is_known_under_its_new_version(folder: Path, read: list[str]) -> None:
    ingested(folder)
    (folder / "urk.txt").touch()
    read.clear()
    assert {outcome.status for outcome in ingested(folder)} == {"unchanged"}
    assert read == []
    store, _ = open_store(str(folder), Settings())
    with open_warehouse(folder.parent / "w.duckdb") as con:
        assert {(ref.uri, ref.version) for ref in documents(store)} <= known_objects(con)


def test_alerts_of_what_is_unchanged_are_judged_by_the_settings_of_now(folder: Path) -> None:
    why = "SELECT DISTINCT reason_not_mailed FROM alert"
    seen = []
    for watched in (["GM1700"], ["GM0147"]):
        ingested(folder, alert_municipalities=watched)
        with open_warehouse(folder.parent / "w.duckdb") as con:
            seen.append(con.execute(why).fetchall())
    assert seen[0]
    assert seen[0] != seen[1]


def test_a_prognosis_of_what_is_unchanged_stands_whatever_comes_with_it(folder: Path) -> None:
    """Its rule looks at figures that a refresh leaves at hand, and those are of the other documents of the batch."""
    ingested(folder)
    with open_warehouse(folder.parent / "w.duckdb") as con:
        con.execute(
            "UPDATE alert SET alert_id = 'p', line_id = 'p', rule = 'c_prognosis_moved' WHERE municipality = 'GM0147'"
        ).fetchall()
    text = (folder / "urk.txt").read_text(encoding="utf-8")
    (folder / "urk_opnieuw.txt").write_text(f"{text}\nUitgave 2\n", encoding="utf-8")
    assert sorted(outcome.status for outcome in ingested(folder)) == ["loaded", "unchanged", "unchanged"]
    with open_warehouse(folder.parent / "w.duckdb") as con:
        ended = "SELECT resolved_at IS NOT NULL FROM alert WHERE rule = 'c_prognosis_moved'"
        assert set(con.execute(ended).fetchall()) == {(False,)}
