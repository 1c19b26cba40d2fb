"""One real system for the session: storage server, mail sink, Prefect server, served flows and watcher."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.objects import FlowRun
from prefect.settings import PREFECT_API_AUTH_STRING, PREFECT_API_URL, temporary_settings

from flows.local import PREFERRED_PORTS, LocalSystem
from flows.processes import PRIVATE
from infra.settings import Settings
from tests.servers import free_port
from tests.waiting import until

Await = Callable[..., FlowRun]


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalSystem]:
    """As `domeinwacht up` starts it, in a folder of its own."""
    var = tmp_path_factory.mktemp("var")
    site_url = f"http://127.0.0.1:{free_port()}"  # where test_ui.py serves the site
    local = LocalSystem(
        Settings(var=var, alert_since_year=2024, alert_min_amount=0, alert_min_percent=1, site_url=site_url)
    )
    with pytest.MonkeyPatch.context() as patch:
        for name in PREFERRED_PORTS:  # another system on this machine may take those a moment later
            patch.setitem(PREFERRED_PORTS, name, 0)
        try:
            local.up()
            yield local
        finally:
            local.down()


@pytest.fixture(autouse=True)
def private() -> Iterator[None]:
    """Flows that a test runs in its own process write as those of the system do: for their user alone."""
    ambient = os.umask(PRIVATE)
    yield
    os.umask(ambient)


@pytest.fixture
def client(system: LocalSystem, monkeypatch: pytest.MonkeyPatch) -> Iterator[SyncPrefectClient]:
    """Prefect's API, with the settings of a process that runs beside it."""
    for name, value in system.environment().items():
        monkeypatch.setenv(name, value)
    with (
        temporary_settings(
            {PREFECT_API_URL: system.environment()["PREFECT_API_URL"], PREFECT_API_AUTH_STRING: system.sign_on()}
        ),
        get_client(sync_client=True) as found,
    ):
        yield found


@pytest.fixture
def ended(client: SyncPrefectClient) -> Await:
    """The run that a condition chooses, once it has come to an end."""

    def wait(chosen: Callable[[FlowRun], Any]) -> FlowRun:
        def found() -> FlowRun | None:
            runs = [run for run in client.read_flow_runs() if run.state and run.state.is_final() and chosen(run)]
            return runs[0] if runs else None

        return until(found)

    return wait


@pytest.fixture
def put(system: LocalSystem) -> Callable[[str, Path], None]:
    """A document into the bucket, through the storage server."""

    def _put(key: str, file: Path) -> None:
        from flows.line import bucket

        bucket(system.joined()).put(key, file.read_bytes())

    return _put
