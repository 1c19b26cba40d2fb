"""What `doctor` finds in settings: each mistake that a person can make in any of them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pydantic import ValidationError
from pydantic_settings import SettingsError

from flows.checkup import _queue, _spelling
from flows.sound import wrong_settings
from flows.words import unreadable_setting_text, wrong_setting_text
from infra.settings import Settings
from tasks.storage.queue import Queue
from tests.servers import moto_server

WRONG: dict[str, list[str]] = {  # of every setting what a person may take for right, as its variable says it
    "var": ["{file}", "{file}/var"],
    "secrets": ["{file}"],
    "warehouse": ["{folder}", "{file}/w.duckdb"],
    "warehouse_wait": ["-1", "lang"],
    "load_memory": ["0", "63", "1 GB"],
    "readers": ["0", "alle"],
    "dask": ["dask.internal:8786", "http://dask.internal:8786"],
    "publish_share": ["0", "2"],
    "bucket": ["Documenten", "s3://documenten", ""],
    "s3_endpoint": ["s3.gemeente.nl", "ftp://s3.gemeente.nl", "http://127.0.0.1:99999", ""],
    "s3_region": ["", "Amsterdam, NL"],
    "s3_access_key": ["sleutel"],
    "s3_secret_key": ["geheim"],
    "s3_path_style": ["soms"],
    "quarantine_prefix": ["", "/", "/quarantaine/"],
    "withdraw_deleted": ["misschien"],
    "max_document_bytes": ["0", "50 MB", "50.000"],
    "prefect_url": ["domeinwacht.gemeente.nl", "https://gemeente.nl/prefect"],
    "watch_seconds": ["0", "snel"],
    "reconcile_minutes": ["0", "1441", "elk uur"],
    "queue": ["documenten", "arn:aws:sqs:eu-west-1:1:documenten"],
    "intake_runs": ["0"],
    "smtp_host": ["smtp://mail.gemeente.nl", "mail.gemeente.nl:587"],
    "smtp_port": ["0", "70000", "smtp"],
    "smtp_security": ["ssl"],
    "smtp_user": ["domeinwacht"],
    "smtp_password": ["geheim"],
    "smtp_ca_file": ["er/niet.pem"],
    "mail_from": ["domeinwacht"],
    "mail_to": ["geen adres", "a@b.nl, c@"],
    "mail_answer": ["niemand"],
    "mail_steward": ["beheer"],
    "mail_to_of": ['{{"GM0147": ["x"]}}', '{{"GM9999": ["a@b.nl"]}}', "a@b.nl"],
    "runs_url": ["prefect/runs"],
    "mail_max_attempts": ["0"],
    "mail_most_a_day": ["0"],
    "suppress_below": ["4"],
    "alert_since_year": ["24", "20255", "vorig"],
    "alert_min_amount": ["-1", "50.000"],
    "alert_min_percent": ["101", "-1", "2%"],
    "alert_channels": ['["geenkanaal"]', "teams"],
    "alert_folder": ["er/niet"],
    "alert_municipalities": ["Brone", "Borne, Atlantis"],
    "site": ["{file}"],
    "site_url": ["cijfers.gemeente.nl", "www cijfers"],
    "site_pictures": ["soms"],
}


BESIDE = {"mail_from": {"SMTP_HOST": "mail.b.nl"}, "smtp_host": {"MAIL_FROM": "a@b.nl"}}


def test_every_setting_has_wrong_values_that_are_found() -> None:
    """A new setting has its mistakes here, or whoever makes one finds out when it is too late."""
    assert WRONG.keys() == Settings.model_fields.keys()


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_doctor_names_each_wrong_setting_and_says_why(
    name: str, value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bestand").write_text("")
    (tmp_path / "map").mkdir()
    for beside, right in BESIDE.get(name, {}).items():
        monkeypatch.setenv(f"DOMEINWACHT_{beside}", right)
    monkeypatch.setenv(f"DOMEINWACHT_{name.upper()}", value.format(file=tmp_path / "bestand", folder=tmp_path / "map"))
    try:
        said = list(wrong_settings(Settings()))
    except ValidationError as error:
        said = [wrong_setting_text(error)]
        assert not re.search(r"Input|should|valid|match", said[0])
    except SettingsError as error:
        said = [unreadable_setting_text(error)]
    (wrong,) = said
    assert wrong.startswith(f"DOMEINWACHT_{name.upper()}"), wrong
    assert len(wrong) > len(f"DOMEINWACHT_{name.upper()}: ")


def test_right_settings_are_silent(tmp_path: Path) -> None:
    assert list(wrong_settings(Settings(var=tmp_path))) == []
    right = {
        "mail_to": ["a@b.nl"],
        "alert_municipalities": ["Borne", "GM0164"],
        "site_url": "https://cijfers.gemeente.nl/sd/",
        "s3_endpoint": "https://s3.gemeente.nl",
        "s3_access_key": "a",
        "s3_secret_key": "b",
        "smtp_host": "10.0.0.1",
        "mail_from": "Domeinwacht <domeinwacht@gemeente.nl>",
        "alert_channels": ["json://localhost"],
        "site": tmp_path / "nieuw" / "site",
    }
    assert list(wrong_settings(Settings.model_validate({"var": tmp_path, **right}))) == []


def test_doctor_says_where_nothing_can_be_red(tmp_path: Path) -> None:
    """The council authorises by deelprogramma, and nobody said which rows of its documents those are."""
    (tmp_path / "borne.toml").write_text('code = "GM0147"\nauthorisation = "deelprogramma"\n')
    (said,) = wrong_settings(Settings(var=tmp_path, alert_folder=tmp_path))
    assert said.startswith("Borne: de raad staat lasten per deelprogramma toe, maar welke regels dat zijn")


def test_doctor_looks_at_settings_that_nobody_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(_spelling()) == []
    monkeypatch.setenv("DOMEINWACHT_MAILTO", "a@b.nl")
    (check,) = _spelling()
    assert check.detail == "DOMEINWACHT_MAILTO is geen instelling; bedoelt u DOMEINWACHT_MAIL_TO?"


def test_doctor_counts_dead_letters_and_says_where_no_queue_answers() -> None:
    assert list(_queue(Settings())) == []
    with moto_server() as moto:
        current = moto.settings()
        client = Queue.connect(f"{moto.endpoint}/", current).client
        dead = client.create_queue(QueueName="dood")["QueueUrl"]
        arn = client.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        redrive = {"RedrivePolicy": json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": 5})}
        current.queue = client.create_queue(QueueName="levend", Attributes=redrive)["QueueUrl"]
        (good,) = _queue(current)
        assert (good.ok, good.detail) == (True, f"{current.queue}: 0 berichten wachten")
        client.send_message(QueueUrl=dead, MessageBody="?")
        (bad,) = _queue(current)
        assert not bad.ok
        assert "1 onleesbaar" in bad.detail
    (away,) = _queue(current)
    assert not away.ok
    assert "niet bereikbaar" in away.detail
