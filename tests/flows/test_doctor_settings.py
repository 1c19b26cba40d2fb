"""What `doctor` finds in settings of mail and alerts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.checkup import _addresses, _queue, _spelling
from infra.settings import Settings
from tasks.storage.queue import Queue
from tests.servers import moto_server


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
