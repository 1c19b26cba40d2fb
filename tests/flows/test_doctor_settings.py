"""What `doctor` finds in settings of mail and alerts."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.checkup import _addresses, _spelling
from infra.settings import Settings


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
