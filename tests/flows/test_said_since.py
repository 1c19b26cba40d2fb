"""A refused object is read again once a sidecar says something of it, and settings are looked over by `doctor`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.checkup import _addresses, _spelling
from flows.intake import backlog
from infra.settings import Settings
from tasks.model import StoredObject
from tasks.storage import open_store
from tasks.warehouse import Seen, open_warehouse, quarantine_object, transaction
from tests.servers import rclone_s3


def refused(settings: Settings, key: str, looked_at: datetime) -> None:
    store, _ = open_store(f"s3://{settings.bucket}", settings)
    ref = next(ref for ref in store.list(key) if ref.key == key)
    with open_warehouse(settings.warehouse_path) as con, transaction(con):
        quarantine_object(con, Seen.of(StoredObject(ref.uri, ref.key, ref.version, b"x")), "jaar onbekend")
        con.execute("UPDATE quarantine SET looked_at = $1", [looked_at.astimezone(UTC).replace(tzinfo=None)]).fetchall()


def test_what_is_said_since_makes_a_refused_object_read_again(tmp_path: Path) -> None:
    (tmp_path / "bucket" / "documenten").mkdir(parents=True)
    with rclone_s3(tmp_path / "bucket") as server:
        settings = server.settings(bucket="documenten", var=tmp_path / "var")
        store, _ = open_store("s3://documenten", settings)
        store.put("een.txt", b"x")
        assert [ref.key for ref in backlog(settings)] == ["een.txt"]
        now = datetime.now(UTC)
        refused(settings, "een.txt", now)
        assert backlog(settings) == []
        store.put("een.txt.json", b'{"municipality": "GM0147"}')
        refused(settings, "een.txt", now - timedelta(minutes=5))
        assert [ref.key for ref in backlog(settings)] == ["een.txt"]
        refused(settings, "een.txt", now + timedelta(minutes=5))
        assert backlog(settings) == [], "looked at since, and still refused"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"mail_to": ["a@b.nl", "geen adres"]}, "DOMEINWACHT_MAIL_TO: 'geen adres' is geen mailadres"),
        ({"mail_to_of": {"GM0147": ["x"]}}, "DOMEINWACHT_MAIL_TO_OF GM0147: 'x' is geen mailadres"),
        ({"mail_to_of": {"GM9999": ["a@b.nl"]}}, "'GM9999' is geen gemeente in de lijst van het CBS"),
        ({"alert_municipalities": ["Brone"]}, "'Brone' is geen gemeente in de lijst van het CBS"),
        (
            {"smtp_host": "mail.b.nl", "mail_from": "domeinwacht"},
            "DOMEINWACHT_MAIL_FROM: 'domeinwacht' is geen mailadres",
        ),
        ({"alert_folder": Path("is/er/niet")}, "DOMEINWACHT_ALERT_FOLDER: is/er/niet kan niet gelezen worden"),
    ],
)
def test_doctor_looks_at_addresses_and_municipalities(given: dict[str, object], said: str) -> None:
    found = [check.detail for check in _addresses(Settings.model_validate(given)) if not check.ok]
    assert len(found) == 1
    assert said in found[0]
    assert list(_addresses(Settings(mail_to=["a@b.nl"], alert_municipalities=["Borne", "GM0164"]))) == []


def test_doctor_looks_at_settings_that_nobody_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(_spelling()) == []
    monkeypatch.setenv("DOMEINWACHT_MAILTO", "a@b.nl")
    (check,) = _spelling()
    assert check.detail == "DOMEINWACHT_MAILTO is geen instelling; bedoelt u DOMEINWACHT_MAIL_TO?"
