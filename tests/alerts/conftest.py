"""A warehouse with domains over their budgets, and real mail servers on this machine."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller

from infra.settings import Settings
from infra.sink import free_port
from tasks.alerts import raise_alerts
from tasks.warehouse import open_warehouse, transaction
from tests.alerts.exceedance import EVERYTHING, TODAY, Over, Query, Raise
from tests.alerts.mailbox import Mailbox, Serve


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return tmp_path / "warehouse.duckdb"


@pytest.fixture
def raised(warehouse: Path) -> Raise:
    """Put exceedances in the warehouse and raise their alerts, in one transaction."""

    def put_and_raise(*rows: Over, settings: Settings | None = None, moment: datetime = TODAY) -> list[str]:
        with open_warehouse(warehouse) as con, transaction(con):
            for row in rows:
                row.put(con)
            return raise_alerts(con, settings or Settings(mail_to=["finance@borne.example"], **EVERYTHING), moment)

    return put_and_raise


@pytest.fixture
def query(warehouse: Path) -> Query:
    def ask(sql: str) -> list[tuple[object, ...]]:
        with open_warehouse(warehouse) as con:
            return con.execute(sql).fetchall()

    return ask


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start mail servers; all are stopped at the end."""
    running: list[Controller] = []

    def start(
        mailbox: Mailbox | None = None,
        *,
        certificate: trustme.LeafCert | None = None,
        port: int = 0,
        utf8: bool = True,
    ) -> Mailbox:
        mailbox = mailbox or Mailbox()
        secured: dict[str, Any] = {}
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            certificate.configure_cert(context)
            secured = {"tls_context": context, "require_starttls": True, "auth_required": True}
        mailbox.port = port or free_port()
        controller = Controller(
            mailbox,
            hostname="127.0.0.1",
            port=mailbox.port,
            authenticator=mailbox.check,
            enable_SMTPUTF8=utf8,
            **secured,
        )
        controller.start()
        running.append(controller)
        return mailbox

    yield start
    for controller in running:
        controller.stop()


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()
