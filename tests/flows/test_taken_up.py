"""What a person asks for in the UI besides reading: an alert taken up, a backup; run by the real system."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.objects import FlowRun
from prefect.deployments import run_deployment
from pydantic import ValidationError

from flows.line import bucket
from flows.local import LocalSystem
from flows.parameters import Acknowledgement
from tasks.alerts import alerts
from tasks.warehouse import open_warehouse
from tests.flows.conftest import Await
from tests.waiting import until

BORNE = Path(__file__).parents[1] / "documents" / "text_tabs" / "borne_monitor_2025" / "document.txt"


@pytest.mark.parametrize(
    "given",
    [{"alert": "", "who": "Jan"}, {"alert": "zomaar", "who": "Jan"}, {"alert": "abcdef", "who": " "},
     {"alert": "abcdef", "who": "Jan", "via": "mail"}],
)  # fmt: skip
def test_the_form_refuses_what_names_no_alert_or_nobody(given: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Acknowledgement.model_validate(given)


def asked(name: str, ended: Await, **parameters: object) -> str:
    """How a run of a deployment ended."""
    run = run_deployment(f"{name}/{name}", parameters=parameters, timeout=0)
    assert isinstance(run, FlowRun)
    state = ended(lambda one: one.id == run.id).state
    assert state is not None
    return f"{state.name}: {state.message}"


def test_an_alert_is_taken_up_once_and_the_warehouse_is_backed_up(
    system: LocalSystem, client: SyncPrefectClient, ended: Await
) -> None:
    bucket(system.joined()).put("met-de-hand/borne.txt", BORNE.read_bytes())
    path = system.joined().warehouse_path

    def one_alert() -> str | None:
        if not path.exists():
            return None
        with open_warehouse(path, read_only=True) as con:
            return next((str(row["alert_id"]) for row in alerts(con)), None)

    alert = until(one_alert)
    taken = {"alert": alert[:12], "who": "J. Jansen"}
    assert (
        asked("acknowledge-alert", ended, melding=taken)
        == f"Completed: Melding {alert[:12]} is opgepakt door J. Jansen."
    )
    again = asked("acknowledge-alert", ended, melding={**taken, "who": "P. Pieters"})
    assert again.startswith(f"Completed: Melding {alert[:12]} was al opgepakt door J. Jansen")
    unknown = asked("acknowledge-alert", ended, melding={"alert": "ffffffffffffff", "who": "J. Jansen"})
    assert unknown.startswith("Failed: er is geen melding die begint")
    assert asked("backup", ended).startswith("Completed: Bewaard in ")
    (copy,) = (system.var / "backup").iterdir()
    with duckdb.connect(str(copy), read_only=True) as con:
        assert con.execute("SELECT count(*) > 0 FROM document").fetchall() == [(True,)]
