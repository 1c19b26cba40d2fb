"""The bucket and the warehouse against each other, on a real store and without Prefect: what a sweep finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows import intake, line
from flows.checkup import _intake
from flows.intake import Emptied, backlog, deleted, refused_before
from flows.reconcile import LEFT_LYING, MOST, left_lying
from infra import settings as infra_settings
from infra.settings import Settings
from tasks import loading
from tasks.ingest import Outcome, ingest_objects
from tasks.storage import ObjectRef, documents
from tasks.storage.s3 import S3Store
from tasks.warehouse import open_warehouse
from tasks.warehouse.connection import now
from tasks.warehouse.queries import audit, budgets
from tasks.warehouse.sweep import is_stale
from tests.servers import moto_server
from tests.warehouse.test_opening import HOLD, another_process

BORNE = Path(__file__).parents[1] / "documents" / "text_tabs" / "borne_monitor_2025" / "document.txt"
UNPLACED = b"Product Rekening 2024 Rekening 2025\nWmo 1.200 1.300\nJeugd 1.100 900\n"


@pytest.fixture(scope="module")
def server() -> Iterator[Settings]:
    with moto_server() as moto:
        yield moto.settings()


@pytest.fixture
def current(server: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings of a bucket and a warehouse of this test alone."""
    found = server.model_copy(
        update={"var": tmp_path, "bucket": f"proef-{tmp_path.name.replace('_', '-').lower()}"[:60]}
    )
    monkeypatch.setattr(line, "settings", lambda: found)
    infra_settings.settings.cache_clear()
    bucket(found).client.create_bucket(Bucket=found.bucket)
    return found


def bucket(current: Settings) -> S3Store:
    store = line.bucket(current)
    assert isinstance(store, S3Store)
    return store


def read(current: Settings) -> list[Outcome]:
    """Read all that waits."""
    found = [(bucket(current), ref) for ref in backlog(current)]
    return list(ingest_objects(found, warehouse=current.warehouse_path, settings=current, now=now()))


def waiting(current: Settings) -> list[str]:
    return [ref.key for ref in backlog(current)]


def held(current: Settings) -> list[str]:
    with open_warehouse(current.warehouse_path, read_only=True) as con:
        return sorted({row["domain"] for row in budgets(con)})


def test_what_was_read_or_refused_waits_no_longer(current: Settings) -> None:
    store = bucket(current)
    store.put("borne.txt", BORNE.read_bytes())
    store.put("leeg.txt", b"\n")
    assert set(waiting(current)) == {"borne.txt", "leeg.txt"}
    assert {outcome.status for outcome in read(current)} == {"loaded", "quarantined"}
    assert waiting(current) == []
    store.put("borne.txt", BORNE.read_bytes() + b"\n")
    assert waiting(current) == ["borne.txt"]


def test_what_is_overwritten_or_deleted_before_its_turn_is_read_as_it_lies_there(current: Settings) -> None:
    """Between the listing and the reading another version came, or none is left: no document is refused for that."""
    store = bucket(current)
    for key in ("anders.txt", "weg.txt", "blijft.txt"):
        store.put(key, BORNE.read_bytes() + key.encode())
    listed = [(bucket(current), ref) for ref in backlog(current)]
    store.put("anders.txt", BORNE.read_bytes() + b"later")
    store.client.delete_object(Bucket=current.bucket, Key="weg.txt")
    outcomes = list(ingest_objects(listed, warehouse=current.warehouse_path, settings=current, now=now()))
    assert {outcome.uri.rpartition("/")[2]: outcome.status for outcome in outcomes} == {
        "anders.txt": "failed",
        "weg.txt": "failed",
        "blijft.txt": "loaded",
    }
    assert waiting(current) == ["anders.txt"]
    assert [outcome.status for outcome in read(current)] == ["loaded"]
    assert waiting(current) == []
    assert intake.refusals(current) == {}


def test_a_writer_that_is_not_done_costs_the_run_its_documents_and_not_its_end(
    current: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was raised by the lock ended the run, as if a document had done that: its group was parted for it."""
    bucket(current).put("borne.txt", BORNE.read_bytes())
    impatient = current.model_copy(update={"warehouse_wait": 0.1})
    with open_warehouse(current.warehouse_path):
        pass
    for name, plain in (
        ("settings", lambda: impatient),
        ("fetch_task", line.fetch_one),
        ("load_task", line.load_all),
        ("send_task", line.send_mail),
    ):
        monkeypatch.setattr(line, name, plain)
    with another_process(HOLD, current.warehouse_path):
        (outcome,) = line._taken(documents(bucket(current)), again=False)
        assert outcome.status == "failed"
        assert "in gebruik" in outcome.reason
        assert "in gebruik" in line.send().error
    assert waiting(current) == ["borne.txt"]


def test_a_note_that_is_newer_than_the_reading_has_the_document_read_again(current: Settings) -> None:
    """A document that did not say whose it is lay in quarantine until somebody reprocessed it."""
    store = bucket(current)
    store.put("stuk.txt", UNPLACED)
    assert [outcome.status for outcome in read(current)] == ["quarantined"]
    store.put("stuk.txt.json", b'{"municipality": "GM0147", "year": 2025, "kind": "jaarstukken"}')
    assert waiting(current) == ["stuk.txt"]
    assert [(outcome.status, outcome.reason) for outcome in read(current)] == [("loaded", "")]
    assert waiting(current) == []
    store.put("stuk.txt.json", b'{"municipality": "GM0164", "year": 2025, "kind": "jaarstukken"}')
    (outcome,) = read(current)
    assert outcome.document is not None
    assert outcome.document.municipality == "GM0164"
    store.client.delete_object(Bucket=current.bucket, Key="stuk.txt.json")
    assert waiting(current) == ["stuk.txt"]


def test_what_was_read_before_notes_were_recorded_is_not_read_again(current: Settings) -> None:
    store = bucket(current)
    store.put("borne.txt", BORNE.read_bytes())
    store.put("borne.txt.json", b'{"municipality": "GM0147"}')
    read(current)
    with open_warehouse(current.warehouse_path) as con:
        con.execute("DELETE FROM sidecar_read").fetchall()
    assert waiting(current) == []


def test_a_deleted_object_takes_its_figures_along_and_says_so(current: Settings) -> None:
    store = bucket(current)
    store.put("borne.txt", BORNE.read_bytes())
    read(current)
    assert "jeugd" in held(current)
    store.client.delete_object(Bucket=current.bucket, Key="borne.txt")
    assert line.withdraw_deleted() == 1
    assert held(current) == []
    with open_warehouse(current.warehouse_path, read_only=True) as con:
        assert [row["text"] for row in audit(con) if row["kind"] == "document withdrawn"] == [
            "Het bestand borne.txt is uit de opslag verwijderd: zijn cijfers tellen niet meer mee."
        ]
    assert line.withdraw_deleted() == 0
    store.put("borne.txt", BORNE.read_bytes())  # and back: the same bytes count as before
    assert [outcome.status for outcome in read(current)] == ["unchanged"]
    assert "jeugd" in held(current)
    with open_warehouse(current.warehouse_path, read_only=True) as con:
        assert [row for row in audit(con) if row["kind"] == "document withdrawn"] == []


def test_a_document_that_lies_elsewhere_too_still_counts(current: Settings) -> None:
    store = bucket(current)
    store.put("een.txt", BORNE.read_bytes())
    read(current)
    store.put("twee.txt", BORNE.read_bytes())
    read(current)
    store.client.delete_object(Bucket=current.bucket, Key="een.txt")
    assert line.withdraw_deleted() == 1
    assert "jeugd" in held(current)


def test_the_setting_keeps_what_was_deleted(current: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    store = bucket(current)
    store.put("borne.txt", BORNE.read_bytes())
    read(current)
    store.client.delete_object(Bucket=current.bucket, Key="borne.txt")
    kept = current.model_copy(update={"withdraw_deleted": False})
    monkeypatch.setattr(line, "settings", lambda: kept)
    assert line.withdraw_deleted() == 0
    assert "jeugd" in held(current)


def test_a_bucket_that_was_emptied_withdraws_nothing(current: Settings) -> None:
    store = bucket(current)
    for number in range(12):
        store.put(f"leeg/{number}.txt", b"\n" * (number + 1))
    read(current)
    assert deleted(current) == set()
    for ref in list(documents(store)):
        store.client.delete_object(Bucket=current.bucket, Key=ref.key)
    with pytest.raises(Emptied, match="DOMEINWACHT_BUCKET"):
        deleted(current)


def test_kpis_of_an_older_program_are_out_of_date_until_all_is_made_anew(current: Settings) -> None:
    store = bucket(current)
    assert not line.stale()
    store.put("borne.txt", BORNE.read_bytes())
    read(current)
    assert line.stale()  # only what the document touched was made
    line.refresh_all()
    assert not line.stale()
    with open_warehouse(current.warehouse_path) as con:
        con.execute("UPDATE refreshed SET made_with = 'vorige versie'").fetchall()
        assert is_stale(con)


def test_a_sweep_takes_what_was_left_lying_and_no_more_than_it_can() -> None:
    moment = datetime(2026, 11, 29, tzinfo=UTC)
    young = ObjectRef("s3://b/jong", "jong", "1", 1, moment)
    old = [
        ObjectRef(f"s3://b/{n}", str(n), "1", 1, moment - LEFT_LYING - timedelta(seconds=n + 1))
        for n in range(MOST + 5)
    ]
    assert young not in left_lying([*old, young], moment)
    assert len(left_lying(old, moment)) == MOST


def test_a_document_that_takes_too_long_ends_no_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """The time-out of one document ended the quarterly review before refresh, mail and publishing (November 2026)."""

    def hangs(given: object) -> None:
        raise TimeoutError("na 900 seconden gestopt")

    refs = [ObjectRef(f"s3://b/{n}.txt", f"{n}.txt", "1", 1) for n in range(3)]
    monkeypatch.setattr(line, "fetch_task", hangs)
    monkeypatch.setattr(line, "aside_task", lambda outcome, return_state: None)  # would start a server of Prefect
    outcomes = list(line.take(refs))
    assert [outcome.status for outcome in outcomes] == ["failed"] * 3
    assert "na 900 seconden" in outcomes[0].reason


def test_what_an_earlier_program_refused_is_tried_once_by_the_one_of_now(
    current: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = bucket(current)
    store.put("leeg.txt", b"\n")
    store.put("borne.txt", BORNE.read_bytes())
    read(current)
    assert refused_before(current) == []
    for module in (intake, loading):  # somebody accepted a spelling: the vocabularies are part of the program
        monkeypatch.setattr(module, "program", lambda: "with one spelling more")
    assert [ref.key for ref in refused_before(current)] == ["leeg.txt"]
    assert waiting(current) == []
    found = [(store, ref) for ref in refused_before(current)]
    tried = ingest_objects(found, warehouse=current.warehouse_path, settings=current, now=now())
    assert [outcome.status for outcome in tried] == ["quarantined"]
    assert refused_before(current) == []


def test_what_is_of_a_time_to_come_is_told_as_a_wrong_clock(current: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-58 minuten` stood there, and all was well (November 2026)."""
    bucket(current).put("borne.txt", BORNE.read_bytes())
    assert [(check.what, check.ok) for check in _intake(current)] == [("inname", True)]
    ahead = [replace(ref, modified=datetime.now(UTC) + timedelta(hours=1)) for ref in backlog(current)]
    monkeypatch.setattr("flows.checkup.backlog", lambda _: ahead)
    clock, taken = _intake(current)
    assert (clock.what, clock.ok) == ("klok", False)
    assert "het langst, 0 minuten" in taken.detail
