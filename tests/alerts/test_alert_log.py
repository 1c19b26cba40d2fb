"""The log says what was known when and who was told, and shows when anything of it was changed or cut off."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from flows.cli import app
from tasks.alerts import acknowledge, send_unsent
from tasks.alerts.answers import take_answers
from tasks.alerts.log import entries, seal, verify
from tasks.warehouse import open_warehouse
from tests.alerts.exceedance import OTHER, TODAY, Over, Raise
from tests.alerts.mailbox import Mailbox, Serve, plain

LATER = TODAY + timedelta(days=30)


@pytest.fixture
def told(raised: Raise, warehouse: Path, serve: Serve) -> Path:
    """A warehouse in which alerts were opened, sent, taken up, grew and were resolved."""
    (first, _) = raised(Over(), OTHER)
    mailbox = serve(Mailbox(recipient_replies={"finance@hengelo.example": "550 unknown"}))
    send_unsent(warehouse, plain(mailbox), TODAY)
    with open_warehouse(warehouse) as con:
        acknowledge(con, first, "A. de Vries", TODAY, note="inhuur")
    raised(Over(realisatie=12_000_000), moment=LATER)
    raised(Over(realisatie=10_000_000), moment=LATER + timedelta(days=1))
    return warehouse


def test_the_log_tells_the_life_in_order(told: Path) -> None:
    with open_warehouse(told) as con:
        found = [(one["event"], one["municipality"]) for one in entries(con)]
        assert verify(con) == verify(con, seal(con)) == []
    assert sorted(found[:2]) == [("opened", "GM0147"), ("opened", "GM0164")]
    assert sorted(found[2:6]) == [
        ("queued", "GM0147"),
        ("queued", "GM0164"),
        ("refused", "GM0164"),
        ("sent", "GM0147"),
    ]
    assert [event for event, _ in found[6:]] == [
        *("acknowledged", "grew", "superseded", "queued"),
        *("withdrawn", "resolved", "queued"),
    ]


def test_it_says_who_was_told_and_what_was_known(told: Path) -> None:
    with open_warehouse(told) as con:
        found = {one["event"]: one["detail"] for one in entries(con) if one["municipality"] == "GM0147"}
    assert found["sent"]["recipients"] == ["finance@borne.example"]
    assert (found["opened"]["realisatie"], found["opened"]["domain"]) == (11193000, "jeugd")
    assert found["acknowledged"] == {"who": "A. de Vries", "note": "inhuur"}


def test_it_is_narrowed_to_a_municipality_and_a_year_and_verified_as_a_whole(told: Path) -> None:
    def shown(*asked: str) -> list[dict[str, Any]]:
        found = CliRunner().invoke(app, ["alerts", "log", "--warehouse", str(told), "--format", "json", *asked])
        assert found.exit_code == 0, found.output
        return list(json.loads(found.output))

    of_borne = shown("--municipality", "Borne")
    assert {one["municipality"] for one in of_borne} == {"GM0147"}
    assert 0 < len(of_borne) < len(shown())
    assert len(shown("--municipality", "Borne", "--year", "2025")) == len(of_borne)
    assert shown("--municipality", "Borne", "--year", "2019") == []
    verified = CliRunner().invoke(
        app, ["alerts", "log", "--warehouse", str(told), "--verify", "--municipality", "Borne"]
    )
    assert f"in orde: {len(shown())} regels" in verified.output


@pytest.mark.parametrize(
    ("tampering", "said"),
    [
        ("UPDATE alert_log SET happened_at = happened_at - INTERVAL 9 DAY WHERE number = 3", "regel 3 is veranderd"),
        ("UPDATE alert_log SET detail = replace(detail, '11193000', '11000000')", "is veranderd"),
        ("DELETE FROM alert_log WHERE number = 2", "regel 2 ontbreekt"),
        ("DELETE FROM alert_log WHERE number > 8", "het logboek heeft 8 regels"),
        ("DELETE FROM alert_log; DELETE FROM alert_log_head", "verstuurde mails zonder regel"),
        ("UPDATE alert_log SET number = 20 - number", "regel 1"),
        ("UPDATE alert_log_head SET entries = 3", "en er zijn er 3 geschreven"),
        ("UPDATE alert SET acknowledged_at = TIMESTAMP '2026-04-01' WHERE municipality = 'GM0164'",
         "1 opgepakte meldingen zonder regel"),
    ],
)  # fmt: skip
def test_what_was_changed_is_found(told: Path, tampering: str, said: str) -> None:
    with open_warehouse(told) as con:
        con.execute(tampering).fetchall()
        assert any(said in one for one in verify(con)), verify(con)


def test_a_log_written_anew_is_found_by_what_a_mail_says(told: Path) -> None:
    """Who can write the warehouse can make a log that adds up; the mails are with others."""
    with open_warehouse(told) as con:
        proof = seal(con)
        con.execute("DELETE FROM alert_log WHERE number > 1").fetchall()
        con.execute("UPDATE alert_log_head SET entries = 1, hash = (SELECT hash FROM alert_log)").fetchall()
        con.execute("UPDATE outbox SET run = 'before the log'").fetchall()
        con.execute("UPDATE alert SET acknowledged_at = NULL").fetchall()
        con.execute("DELETE FROM outbox WHERE state <> 'sent'").fetchall()
        assert verify(con) == []
        assert verify(con, proof) == [f"regel {proof.split(':')[0]} is niet meer die van de mail"]
        assert verify(con, "nonsens") == [
            "'nonsens' is geen stand van het logboek; in een mail staat die als 128:4f3a2b1c…"
        ]


def answer(folder: Path, name: str, sender: str, subject: str, text: str = "") -> Path:
    path = folder / name
    path.write_text(f"From: {sender}\nTo: domeinwacht@borne.example\nSubject: {subject}\n\n{text}\n")
    return path


def test_an_answer_takes_an_alert_up_when_its_sender_had_the_mail(
    raised: Raise, warehouse: Path, serve: Serve, tmp_path: Path
) -> None:
    (alert_id,) = raised(Over())
    send_unsent(warehouse, plain(serve()), TODAY)
    short = alert_id[:12]
    answer(tmp_path, "1.eml", "X <x@elders.example>", f"opgepakt {short}")
    answer(
        tmp_path,
        "2.eml",
        "Finance <Finance@borne.example>",
        "Re: Borne",
        f"Opgepakt {short}, dank.\n> opgepakt 00000000",
    )
    answer(tmp_path, "3.eml", "finance@borne.example", "afwezig", f"> opgepakt {short}")
    answer(tmp_path, "4.eml", "finance@borne.example", "opgepakt ffffffffffff")
    with open_warehouse(warehouse) as con:
        taken, refused = take_answers(con, [tmp_path], TODAY)
    assert [(one.alert_id, one.who, one.first) for one in taken] == [(alert_id, "finance@borne.example", True)]
    assert [Path(path).name for path in refused] == ["1.eml", "3.eml", "4.eml"]
    assert "heeft de mail over" in refused[str(tmp_path / "1.eml")]
    assert "nergens" in refused[str(tmp_path / "3.eml")]
