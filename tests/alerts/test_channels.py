"""Other channels than mail: off by default, told once, and their addresses are in no log."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from infra.settings import Settings
from tasks.alerts import send_unsent
from tasks.alerts.log import entries, take_untold
from tasks.warehouse import open_warehouse, transaction
from tests.alerts.exceedance import TODAY, Over, Query, Raise
from tests.alerts.mailbox import Serve, plain


class Hook(HTTPServer):
    """A webhook on this machine that keeps what it was sent."""

    status = 200

    def __init__(self) -> None:
        self.taken: list[dict[str, str]] = []
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def url(self) -> str:
        return f"json://127.0.0.1:{self.server_port}/geheim-4711"


class Handler(BaseHTTPRequestHandler):
    server: Hook

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.server.status == 200:
            self.server.taken.append(json.loads(body))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the screen of the tests."""


@pytest.fixture
def hook() -> Iterator[Hook]:
    with Hook() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def asked(*urls: str, **others: object) -> Settings:
    given = {"mail_to": ["f@b.nl"], "alert_min_amount": 0, "alert_min_percent": 0.0, "alert_channels": list(urls)}
    return Settings.model_validate(given | others)


def test_a_channel_hears_the_headline_once_though_no_mail_server_is_there(
    raised: Raise, warehouse: Path, query: Query, hook: Hook
) -> None:
    raised(Over(), settings=asked(hook.url))
    for _ in range(2):
        send_unsent(warehouse, asked(hook.url, site_url="https://m.example"), TODAY)
    (message,) = hook.taken
    assert message["title"].startswith("Borne: Jeugd 2025 € 189.000 (1,7 %) N boven")
    assert "https://m.example/cijfers/" in message["message"]
    assert query("SELECT recipients, state FROM outbox WHERE kind = 'channel'") == [(["kanaal 1"], "sent")]
    with open_warehouse(warehouse) as con:
        assert "4711" not in str(entries(con))


def test_nothing_is_sent_where_no_channel_is_set(raised: Raise, warehouse: Path, serve: Serve, query: Query) -> None:
    raised(Over())
    send_unsent(warehouse, plain(serve()), TODAY)
    assert query("SELECT DISTINCT kind FROM outbox") == [("alert",)]


def test_a_channel_that_does_not_take_it_is_tried_again_and_holds_up_no_mail(
    raised: Raise, warehouse: Path, serve: Serve, query: Query, hook: Hook
) -> None:
    hook.status = 500
    raised(Over(), settings=asked(hook.url, "nergens://x"))
    mailbox = serve()
    assert send_unsent(warehouse, plain(mailbox, alert_channels=[hook.url, "nergens://x"]), TODAY).sent == 1
    assert query("SELECT recipients[1], state, last_error FROM outbox WHERE kind = 'channel' ORDER BY ALL") == [
        ("kanaal 1", "unsent", "kanaal 1 nam het bericht niet aan"),
        ("kanaal 2", "dead", "kanaal 2 is geen adres dat Apprise kent (DOMEINWACHT_ALERT_CHANNELS)"),
    ]


def test_every_change_is_told_to_prefect_once(raised: Raise, warehouse: Path) -> None:
    raised(Over())
    for expected in (["opened"], []):
        with open_warehouse(warehouse) as con, transaction(con):
            assert [one["event"] for one in take_untold(con)] == expected
    raised(Over(realisatie=10_000_000))
    with open_warehouse(warehouse) as con, transaction(con):
        assert [one["event"] for one in take_untold(con)] == ["resolved"]
