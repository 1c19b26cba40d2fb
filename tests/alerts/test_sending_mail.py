from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path

import pytest
import trustme

from infra.settings import Settings
from infra.sink import free_port
from tasks.alerts import SendReport, send_unsent
from tasks.alerts.turn import turn
from tasks.warehouse import open_warehouse
from tasks.warehouse.connection import now
from tests.alerts.exceedance import OTHER, Over, Query, Raise
from tests.alerts.mailbox import PASSWORD, USER, Mailbox, Serve, plain
from tests.waiting import until


def later(**pause: float) -> datetime:
    return now() + timedelta(**pause)


@pytest.fixture
def secured(authority: trustme.CA, tmp_path: Path) -> dict[str, object]:
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    return {
        "smtp_security": "starttls",
        "smtp_ca_file": tmp_path / "ca.pem",
        "smtp_user": USER,
        "smtp_password": PASSWORD,
    }


def test_a_mail_goes_out_over_starttls_with_a_login(
    raised: Raise, warehouse: Path, serve: Serve, authority: trustme.CA, secured: dict[str, object]
) -> None:
    (alert_id,) = raised(Over())
    mailbox = serve(certificate=authority.issue_cert("127.0.0.1"))
    assert send_unsent(warehouse, plain(mailbox, **secured), now()) == SendReport(sent=1)
    ((recipients, mail),) = mailbox.taken
    assert recipients == ["finance@borne.example"]
    assert mail["Message-ID"] == f"<{alert_id}@localhost>"
    assert mailbox.logins == [(USER.encode(), PASSWORD.encode())]


def test_two_replays_and_two_senders_send_nothing_twice(raised: Raise, warehouse: Path, serve: Serve) -> None:
    raised(Over(), OTHER)
    mailbox = serve()
    assert send_unsent(warehouse, plain(mailbox), now()).sent == 2
    for _ in range(2):
        raised(Over(), OTHER)
        assert send_unsent(warehouse, plain(mailbox), later(days=30)) == SendReport()
    assert len(mailbox.taken) == 2


@pytest.mark.parametrize("wrong", ["authority", "name"])
def test_a_wrong_certificate_is_refused_before_the_login(
    raised: Raise, warehouse: Path, serve: Serve, authority: trustme.CA, secured: dict[str, object], wrong: str
) -> None:
    raised(Over())
    issuer, name = (trustme.CA(), "127.0.0.1") if wrong == "authority" else (authority, "mail.example")
    mailbox = serve(certificate=issuer.issue_cert(name))
    report = send_unsent(warehouse, plain(mailbox, **secured), now())
    assert (report.sent, report.waiting) == (0, 1)
    assert "het certificaat wordt niet vertrouwd" in report.error
    assert (mailbox.taken, mailbox.logins) == ([], [])


def test_a_wrong_password_is_said_and_never_shown(
    raised: Raise,
    warehouse: Path,
    serve: Serve,
    authority: trustme.CA,
    secured: dict[str, object],
    query: Query,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG, logger="tasks")
    raised(Over())
    mailbox = serve(certificate=authority.issue_cert("127.0.0.1"))
    settings = plain(mailbox, **secured | {"smtp_password": "niet-goed-8731"})
    report = send_unsent(warehouse, settings, now())
    assert report.error == f"mailserver 127.0.0.1:{mailbox.port}: aanmelden geweigerd (535)"
    assert query("SELECT state, attempts, last_error FROM outbox") == [("unsent", 0, report.error)]
    assert "niet-goed-8731" not in f"{report} {settings} {caplog.text}"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"smtp_host": None}, "DOMEINWACHT_SMTP_HOST"),
        ({"smtp_host": "mail.example"}, "zonder TLS"),
        ({"smtp_host": "127.0.0.1.mail.example"}, "zonder TLS"),
        ({"smtp_user": "iemand"}, "DOMEINWACHT_SMTP_PASSWORD"),
        ({"smtp_ca_file": "er/niet.pem"}, "DOMEINWACHT_SMTP_CA_FILE"),
        ({"smtp_security": "starttls"}, "STARTTLS"),
    ],
)
def test_settings_that_cannot_send_leave_the_mail_with_the_reason(
    raised: Raise, warehouse: Path, serve: Serve, query: Query, values: dict[str, object], said: str
) -> None:
    raised(Over())
    mailbox = serve()
    report = send_unsent(warehouse, plain(mailbox, **values), now())
    assert (report.sent, report.waiting, mailbox.taken) == (0, 1, [])
    assert said in report.error
    assert query("SELECT state, attempts, last_error FROM outbox") == [("unsent", 0, report.error)]


def test_a_server_that_is_down_costs_no_mail_an_attempt(
    raised: Raise, warehouse: Path, serve: Serve, query: Query
) -> None:
    raised(Over(), OTHER)
    port = free_port()
    report = send_unsent(warehouse, plain(port), now())
    assert (report.sent, report.failed, report.dead, report.waiting) == (0, 0, 0, 2)
    assert report.error.startswith(f"mailserver 127.0.0.1:{port}: ConnectionRefusedError")
    assert query("SELECT DISTINCT state, attempts FROM outbox") == [("unsent", 0)]
    mailbox = serve(port=port)
    assert send_unsent(warehouse, plain(mailbox), now()) == SendReport(sent=2)
    assert query("SELECT DISTINCT state, last_error FROM outbox") == [("sent", None)]


def test_a_refusal_for_now_is_tried_again_later_under_the_same_id(
    raised: Raise, warehouse: Path, serve: Serve, query: Query
) -> None:
    (alert_id,) = raised(Over())
    mailbox = serve(Mailbox(replies=["451 greylisted"]))
    assert send_unsent(warehouse, plain(mailbox), now()) == SendReport(failed=1, waiting=1)
    assert query("SELECT state, attempts, last_error FROM outbox") == [("unsent", 1, "451 greylisted")]
    assert send_unsent(warehouse, plain(mailbox), now()) == SendReport(waiting=1)
    assert send_unsent(warehouse, plain(mailbox), later(minutes=6)) == SendReport(sent=1)
    assert [mail["Message-ID"] for _, mail in mailbox.taken] == [f"<{alert_id}@localhost>"]


def test_pauses_double_and_end(raised: Raise, warehouse: Path, serve: Serve, query: Query) -> None:
    raised(Over())
    mailbox = serve(Mailbox(replies=["451 later"] * 3))
    moment, pauses = now(), []
    for attempt in range(3):
        moment += timedelta(days=attempt)
        report = send_unsent(warehouse, plain(mailbox, mail_max_attempts=3), moment)
        ((due,),) = query("SELECT next_attempt_at FROM outbox")
        assert isinstance(due, datetime)
        pauses.append(round((due - moment).total_seconds() / 60))
    assert pauses == [5, 10, 0]
    assert report == SendReport(dead=1)
    assert query("SELECT state, attempts, last_error FROM outbox") == [("dead", 3, "451 later")]


def test_a_refusal_for_good_is_a_dead_letter_and_the_rest_goes_on(
    raised: Raise, warehouse: Path, serve: Serve, query: Query
) -> None:
    raised(Over(), OTHER)
    mailbox = serve(Mailbox(replies=["550 no such thing\r\n"]))
    assert send_unsent(warehouse, plain(mailbox), now()) == SendReport(sent=1, dead=1)
    assert query("SELECT last_error FROM outbox WHERE state = 'dead'") == [("550 no such thing",)]
    assert send_unsent(warehouse, plain(mailbox), later(days=30)) == SendReport()


def test_a_refused_sender_is_a_wrong_setting_and_kills_no_mail(
    raised: Raise, warehouse: Path, serve: Serve, query: Query
) -> None:
    raised(Over(), OTHER)
    mailbox = serve(Mailbox(sender_reply="553 not you"))
    report = send_unsent(warehouse, plain(mailbox), now())
    assert "DOMEINWACHT_MAIL_FROM" in report.error
    assert query("SELECT DISTINCT state, attempts FROM outbox") == [("unsent", 0)]
    mailbox.sender_reply = ""
    assert send_unsent(warehouse, plain(mailbox), now()).sent == 2


@pytest.mark.parametrize(("reply", "state"), [("550 unknown", "dead"), ("450 later", "unsent")])
def test_one_refused_recipient_does_not_send_the_others_a_second_mail(
    raised: Raise, warehouse: Path, serve: Serve, query: Query, reply: str, state: str
) -> None:
    both = ["finance@borne.example", "weg@borne.example"]
    raised(Over(), settings=Settings(mail_to=both, alert_min_amount=0, alert_min_percent=0.0))
    mailbox = serve(Mailbox(recipient_replies={both[1]: reply}))
    assert send_unsent(warehouse, plain(mailbox), now()).sent == 1
    assert query("SELECT recipients, state, last_error FROM outbox ORDER BY recipients") == [
        ([both[0]], "sent", None),
        ([both[1]], state, f"{both[1]}: {reply}"),
    ]
    mailbox.recipient_replies.clear()
    send_unsent(warehouse, plain(mailbox), later(hours=1))
    assert [recipients for recipients, _ in mailbox.taken] == [[both[0]], [both[1]]][: 1 + (state == "unsent")]


def test_recipients_that_are_set_later_get_the_mail(raised: Raise, warehouse: Path, serve: Serve) -> None:
    raised(Over(), settings=Settings(alert_min_amount=0, alert_min_percent=0.0))
    mailbox = serve()
    report = send_unsent(warehouse, plain(mailbox, mail_to=[]), now())
    assert (report.waiting, report.error) == (1, "geen ontvangers ingesteld (DOMEINWACHT_MAIL_TO)")
    assert send_unsent(warehouse, plain(mailbox), now()) == SendReport(sent=1)


def test_recipients_of_a_municipality_that_are_set_later_get_its_mail_alone(
    raised: Raise, warehouse: Path, serve: Serve
) -> None:
    raised(Over(), OTHER, settings=Settings(alert_min_amount=0, alert_min_percent=0.0))
    mailbox = serve()
    apart = plain(mailbox, mail_to=[], mail_to_of={"GM0164": ["hengelo@example.org"]})
    assert send_unsent(warehouse, apart, now()) == SendReport(sent=1, waiting=1)
    assert [recipients for recipients, _ in mailbox.taken] == [["hengelo@example.org"]]


def test_a_mail_about_a_figure_that_moved_is_not_sent(raised: Raise, warehouse: Path, serve: Serve) -> None:
    raised(Over())
    (standing,) = raised(Over(realisatie=11_200_000))
    mailbox = serve()
    assert send_unsent(warehouse, plain(mailbox), now()) == SendReport(sent=1)
    assert [mail["Message-ID"] for _, mail in mailbox.taken] == [f"<{standing}@localhost>"]


def test_the_warehouse_is_free_while_the_server_is_spoken_to(raised: Raise, warehouse: Path, serve: Serve) -> None:
    raised(Over())
    counted: list[object] = []

    def look() -> None:
        code = f"import duckdb; print(duckdb.connect({str(warehouse)!r}).sql('FROM outbox').fetchall()[0][3:5])"
        counted.append(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)

    send_unsent(warehouse, plain(serve(Mailbox(before_reply=look))), now())
    assert counted == ["('unsent', 1)\n"]


def test_killed_between_accept_and_mark_it_comes_again_under_the_same_id(
    raised: Raise, warehouse: Path, serve: Serve, query: Query
) -> None:
    (alert_id,) = raised(Over())
    child: list[subprocess.Popen[bytes]] = []
    mailbox = serve(Mailbox(before_reply=lambda: os.kill(child[0].pid, signal.SIGKILL)))
    code = f"""
        from pathlib import Path
        from infra.settings import Settings
        from tasks.alerts import send_unsent
        from tasks.warehouse.connection import now
        settings = Settings(smtp_host="127.0.0.1", smtp_port={mailbox.port}, smtp_security="none", mail_to=["a@b.nl"])
        input()
        send_unsent(Path({str(warehouse)!r}), settings, now())
    """
    child.append(subprocess.Popen([sys.executable, "-c", textwrap.dedent(code)], stdin=subprocess.PIPE))
    child[0].communicate(b"\n")
    assert child[0].returncode == -signal.SIGKILL
    assert query("SELECT state, attempts FROM outbox") == [("unsent", 1)]
    mailbox.before_reply = lambda: None
    assert send_unsent(warehouse, plain(mailbox), now()) == SendReport(waiting=1), "claimed: left alone for a while"
    assert send_unsent(warehouse, plain(mailbox), later(hours=1)) == SendReport(sent=1)
    assert [mail["Message-ID"] for _, mail in mailbox.taken] == [f"<{alert_id}@localhost>"] * 2


def test_a_clock_set_ahead_makes_no_second_sender_of_what_is_being_sent(
    raised: Raise, warehouse: Path, serve: Serve
) -> None:
    """The first had claimed it for a quarter of an hour, which was over at once (November 2026)."""
    raised(Over())
    mailbox = serve(Mailbox(slow=2.0))
    with ThreadPoolExecutor() as pool:
        first = pool.submit(send_unsent, warehouse, plain(mailbox), now())
        until(lambda: mailbox.taken or None)  # taken, and not answered yet
        second = pool.submit(send_unsent, warehouse, plain(mailbox), later(hours=1))
        assert (first.result().sent, second.result().sent) == (1, 0)
    assert len(mailbox.taken) == 1


def test_a_sender_that_does_not_get_its_turn_says_so(
    raised: Raise, warehouse: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    raised(Over())
    monkeypatch.setattr("tasks.alerts.send.PATIENCE", 0.1)
    with turn(warehouse, 0):
        report = send_unsent(warehouse, plain(serve()), now())
    assert (report.sent, report.waiting) == (0, 1)
    assert "een ander proces" in report.error
    assert send_unsent(warehouse, plain(serve()), now()).sent == 1


def test_a_mail_written_before_the_clock_was_set_back_is_due(raised: Raise, warehouse: Path, serve: Serve) -> None:
    raised(Over(), moment=later(hours=1))
    mailbox = serve()
    assert send_unsent(warehouse, plain(mailbox), now()).sent == 1
    assert len(mailbox.taken) == 1


def test_nothing_is_connected_to_when_nothing_is_due(warehouse: Path) -> None:
    with open_warehouse(warehouse):
        pass
    assert send_unsent(warehouse, plain(free_port()), now()) == SendReport()


TO_ALL = ["finance@borne.example", "josé@borne.example", "geen adres", "chef@börne.example"]


@pytest.mark.parametrize(
    ("utf8", "reached"),
    [
        (True, ["finance@borne.example", "josé@borne.example", "chef@xn--brne-5qa.example"]),
        (False, ["finance@borne.example", "chef@xn--brne-5qa.example"]),
    ],
)
def test_an_address_that_cannot_be_reached_is_named_and_holds_up_nobody(
    raised: Raise, warehouse: Path, serve: Serve, query: Query, utf8: bool, reached: list[str]
) -> None:
    raised(Over(), settings=Settings(mail_to=TO_ALL, alert_min_amount=0, alert_min_percent=0.0))
    mailbox = serve(utf8=utf8)
    assert send_unsent(warehouse, plain(mailbox), now()).sent == 1
    ((recipients, mail),) = mailbox.taken
    assert (recipients, str(mail["To"])) == (reached, ", ".join(reached))
    ((refused, why),) = query("SELECT recipients, last_error FROM outbox WHERE state = 'dead'")
    assert refused == [who for who in sorted(TO_ALL) if who == "geen adres" or (not utf8 and who.startswith("josé"))]
    assert "geen adres: geen geldig mailadres" in str(why)
    assert ("SMTPUTF8" in str(why)) is not utf8


def test_a_conversation_lost_after_the_mail_was_taken_sends_it_again_under_the_same_id(
    raised: Raise, warehouse: Path, serve: Serve, query: Query
) -> None:
    """What SMTP cannot tell apart from a mail that was lost: twice is better than never."""
    (alert_id,) = raised(Over())
    mailbox = serve(Mailbox(lost=1))
    assert send_unsent(warehouse, plain(mailbox), now()) == SendReport(failed=1, waiting=1)
    assert "SMTPServerDisconnected" in str(query("SELECT last_error FROM outbox"))
    assert send_unsent(warehouse, plain(mailbox), later(minutes=6)) == SendReport(sent=1)
    assert [mail["Message-ID"] for _, mail in mailbox.taken] == [f"<{alert_id}@localhost>"] * 2


def test_a_server_that_keeps_silent_holds_nobody_for_long(
    raised: Raise, warehouse: Path, serve: Serve, query: Query, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("tasks.alerts.send"), "TIMEOUT", 1.0)
    raised(Over(), OTHER)
    mailbox = serve(Mailbox(slow=3.0))
    assert send_unsent(warehouse, plain(mailbox), now()) == SendReport(failed=2, waiting=2)
    assert query("SELECT DISTINCT state, attempts, last_error FROM outbox") == [
        ("unsent", 1, "SMTPServerDisconnected: Connection unexpectedly closed: timed out")
    ]
    mailbox.slow = 0.0
    assert send_unsent(warehouse, plain(mailbox), later(minutes=6)) == SendReport(sent=2)


def test_a_lake_is_left_to_the_leases_of_its_senders(tmp_path: Path) -> None:
    """Others send from it on other machines, and its file may stand where nothing is written."""
    with turn(tmp_path / "lake.toml", 0) as one, turn(tmp_path / "lake.toml", 0) as other:
        assert (one, other) == (True, True)
    assert list(tmp_path.iterdir()) == []
